"""The command line, with commands as a user types them."""

from __future__ import annotations

import json
import os
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst.cli import app
from tests.nst.interrupting import interrupted

QUICK = ["--recipe", "draft", "--size", "48", "--steps", "4", "--encoder", "pocket", "--device", "cpu"]


@pytest.fixture
def files(tmp_path: Path, photo: Image.Image, painting: Image.Image) -> tuple[str, str, Path]:
    photo.save(tmp_path / "photo.jpg")
    painting.save(tmp_path / "painting.png")
    return str(tmp_path / "photo.jpg"), str(tmp_path / "painting.png"), tmp_path / "out.png"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_photo_and_a_painting_make_a_picture(files: tuple[str, str, Path]) -> None:
    photo, painting, out = files
    done = run("stylize", photo, painting, "-o", out, *QUICK)
    assert done.exit_code == 0, done.output
    with Image.open(out) as picture:
        assert picture.size == (48, 32)
    assert "48 × 32" in done.stderr
    assert "4 steps" in done.stderr
    assert done.stdout == ""


def test_json_has_the_losses_and_the_recipe(files: tuple[str, str, Path]) -> None:
    photo, painting, out = files
    done = run("stylize", photo, painting, "-o", out, *QUICK, "--seed", "5", "--strength", "0.7", "--json")
    told = json.loads(done.stdout)
    assert told["params"]["seed"] == 5
    assert told["params"]["strength"] == 0.7
    assert told["style_loss"][1] < told["style_loss"][0]
    assert told["output"] == str(out)


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (["--recipe", "soup"], 2, "no recipe “soup”"),
        (["--encoder", "resnet"], 2, "no encoder “resnet”"),
        (["--device", "toaster"], 2, "“toaster” is not available"),
        (["--size", "7"], 2, "greater than or equal to 16"),
        (["--strength", "2"], 2, "less than or equal to 1"),
    ],
)
def test_a_wrong_option_is_said_in_one_sentence(
    files: tuple[str, str, Path], change: list[str], code: int, said: str
) -> None:
    photo, painting, out = files
    done = run("stylize", photo, painting, "-o", out, *QUICK, *change)
    assert done.exit_code == code
    assert said in " ".join(done.output.split())
    assert "Traceback" not in done.output
    assert not out.exists()


def test_a_missing_file_and_a_file_that_is_no_picture(files: tuple[str, str, Path], tmp_path: Path) -> None:
    _, painting, out = files
    text = tmp_path / "notes.jpg"
    text.write_text("not a picture")
    for content in (tmp_path / "nowhere.jpg", text):
        done = run("stylize", content, painting, "-o", out, *QUICK)
        assert done.exit_code == 1
        assert content.name in "".join(done.output.split()) or "picture" in done.output  # a long path wraps
        assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["out.xyz", "out", "nowhere/out.png", f"{'a' * 300}.png", "photo.jpg/out.png"])
def test_an_impossible_output_is_refused_before_any_work(
    files: tuple[str, str, Path], tmp_path: Path, name: str
) -> None:
    _, painting, _ = files
    done = run("stylize", "nowhere.jpg", painting, "-o", tmp_path / name, *QUICK)
    assert done.exit_code == 2
    assert "nowhere.jpg" not in done.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["painting.png", "photo.jpg"]


def test_a_name_may_be_as_long_as_the_system_allows(files: tuple[str, str, Path], tmp_path: Path) -> None:
    photo, painting, _ = files
    name = f"{'a' * 245}.png"
    assert run("stylize", photo, painting, "-o", tmp_path / name, *QUICK).exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [name, "painting.png", "photo.jpg"]


def test_without_a_command_and_an_output_a_photo_is_painted(
    files: tuple[str, str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("photo.jpg", "painting.png", *QUICK)
    assert done.exit_code == 0, done.output
    assert "photo-painting.png: 48 × 32" in done.stderr
    again = run(*QUICK, "photo.jpg", "painting.png", "--no-overwrite")
    assert (again.exit_code, "there already" in again.stderr) == (2, True)
    own = run("photo.jpg", "painting.png", "-o", "painting.png", *QUICK)
    assert (own.exit_code, "one of the pictures to read" in own.stderr) == (2, True)


def test_a_mistyped_command_is_no_picture() -> None:
    done = run("styliz", "photo.jpg")
    assert done.exit_code == 2
    assert "stylize" in done.output


def test_a_picture_comes_from_standard_input_and_goes_to_standard_output(files: tuple[str, str, Path]) -> None:
    photo, painting, _ = files
    done = CliRunner().invoke(app, ["-", painting, *QUICK], input=Path(photo).read_bytes())
    assert done.exit_code == 0, done.output
    with Image.open(BytesIO(done.stdout_bytes)) as picture:
        assert (picture.format, picture.size) == ("PNG", (48, 32))
    for wrong in (["-", "-", "-o", "out.png"], ["-", painting, "--json"]):
        assert run(*wrong, *QUICK).exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_as_good_as_a_file(files: tuple[str, str, Path], tmp_path: Path) -> None:
    photo, painting, out = files
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = ["sh", "-c", 'cat "$0" > "$1"', photo, str(pipe)]
    with subprocess.Popen(command):
        done = run("stylize", pipe, painting, "-o", out, *QUICK)
    assert done.exit_code == 0, done.output


def test_a_folder_of_photos_is_painted_but_for_what_is_there_and_what_fails(
    files: tuple[str, str, Path], tmp_path: Path
) -> None:
    _, painting, _ = files
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    for name in ("a.jpg", "a.png", "b.jpg"):
        Image.radial_gradient("L").resize((24, 16)).save(photos / name)
    (photos / "broken.jpg").write_bytes(b"no picture")
    (photos / "notes.txt").write_text("no picture")
    out.mkdir()
    (out / "b-painting.png").write_bytes(b"kept")
    done = run("stylize", photos, painting, "-o", f"{out}/", *QUICK, "--json")
    assert done.exit_code == 1
    assert "2 painted, 1 already there, 1 failed." in done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["input"]).name for line in told] == ["a.jpg", "a.png", "broken.jpg"]
    assert "broken.jpg" in told[2]["error"]
    assert sorted(p.name for p in out.iterdir()) == ["a-jpg-painting.png", "a-png-painting.png", "b-painting.png"]
    assert (out / "b-painting.png").read_bytes() == b"kept"
    again = run("stylize", f"{photos}/b*.jpg", painting, "-o", out, *QUICK, "--overwrite")
    assert again.exit_code == 1
    with Image.open(out / "b-painting.png") as picture:
        assert picture.size == (24, 16)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["photos"], "There is no painting"),
        (["photos", "painting.png"], "need a folder"),
        (["photo.jpg", "painting.png", "painting.png", "-o", "out/"], "unclear"),
        (["photo.jpg", "photo.jpg", "--style", "painting.png", "-o", "out.png"], "need a folder"),
        (["photos", "painting.png", "-o", "out/"], "no picture in the folder"),
        (["*.tif", "painting.png", "-o", "out/"], "No file fits"),
    ],
)
def test_what_is_unclear_about_many_photos_is_asked(
    files: tuple[str, str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    done = run("stylize", *arguments, *QUICK)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_photo_in_all_house_styles_is_one_sheet(
    files: tuple[str, str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, _, out = files
    monkeypatch.setattr("nst.cli.sheet.HOUSE_STYLES", {"waves": "Woodblock", "neon": "Neon"})  # twelve take long
    done = run("sheet", "--all-styles", photo, "-o", out, "--size", "300", "--steps", "5", *QUICK[-4:], "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["steps"] == 10
    with Image.open(out) as picture:
        assert picture.width > 2 * 96, "the panels stand side by side"
    assert run("sheet", "--all-styles", "--textures", photo, "-o", out).exit_code == 2


def test_info_tells_versions_devices_and_encoders(tmp_path: Path) -> None:
    assert run("--version").stdout.startswith("nst ")
    told = json.loads(run("info", "--weights", tmp_path, "--json").stdout)
    assert told["devices"][0]["name"] == "cpu"
    assert set(told["encoders"]) == {"pocket", "vgg19", "vgg16"}
    assert told["packages"]["torch"]


@pytest.mark.slow
def test_an_interrupted_run_writes_nothing(files: tuple[str, str, Path], tmp_path: Path) -> None:
    photo, painting, out = files
    command = ("stylize", photo, painting, "-o", str(out), "--steps", "5000", "--encoder", "pocket")
    code, seen, rest = interrupted(*command, after=b"/5000")
    assert code == 130, seen + rest
    assert b"Nothing was written" in rest
    assert sorted(p.name for p in tmp_path.iterdir()) == ["painting.png", "photo.jpg"]
