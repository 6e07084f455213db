"""Paint an animation with a command as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst.artworks import artwork, style_file
from nst.cli import app
from nst.motion.reading import load_clip
from nst.motion.writing import write_clip
from tests.nst.interrupting import interrupted

HERE = ["--size", "64", "--device", "cpu"]
DURATIONS = [40, 100, 250, 70]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a GIF of four frames, shown three times, and a style file."""
    lake = artwork("mountain-lake", 256)
    frames = [lake.crop((4 * number, 60, 4 * number + 96, 124)) for number in range(4)]
    (tmp_path / "clip.gif").write_bytes(write_clip(frames, DURATIONS, 3, "GIF").data)
    (tmp_path / "mine.style").write_bytes(style_file("mosaic").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["out.webp", "out.gif", "out.png"])
def test_a_clip_is_painted_and_keeps_its_time(folder: Path, name: str) -> None:
    done = run("animate", "clip.gif", "mine.style", "-o", name, *HERE)
    assert done.exit_code == 0, done.output
    assert f"{name}: 64 × 43, 4 frames" in " ".join(done.stderr.split())
    clip = load_clip(folder / name)
    assert (clip.size, clip.durations, clip.plays) == ((64, 43), tuple(DURATIONS), 3)


@pytest.mark.parametrize("style", ["stained-glass", "Stained glass"])
def test_a_house_style_is_named(folder: Path, style: str) -> None:
    done = run("animate", "clip.gif", style, "-o", "out.webp", *HERE, "--json", "--strength", "0.8")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["output"], told["format"], told["size"], told["frames"]) == ("out.webp", "WEBP", [64, 43], 4)
    assert told["params"]["strength"] == 0.8
    assert told["bytes"] == (folder / "out.webp").stat().st_size


def test_without_an_output_it_is_named_after_clip_and_style(folder: Path) -> None:
    assert run("animate", "clip.gif", "mosaic", *HERE).exit_code == 0
    assert (folder / "clip-mosaic.webp").exists()


def test_paint_can_be_carried_along_or_not(folder: Path) -> None:
    for name, options in (("steady.png", []), ("plain.png", ["--plain"])):
        assert run("animate", "clip.gif", "mosaic", "-o", name, *HERE, *options).exit_code == 0
    steady, plain = (list(load_clip(folder / name).frames()) for name in ("steady.png", "plain.png"))
    assert steady[0] == plain[0]
    assert steady[3] != plain[3]


def test_what_a_small_file_gives_up_is_said(folder: Path) -> None:
    done = run("animate", "clip.gif", "mosaic", "-o", "out.png", *HERE, "--limit", "0.01", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["bytes"] <= 0.01 * 2**20
    assert told["given_up"].startswith("To fit, it has ")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.gif", "mosaic", "-o", "out.jpg"], 2, "End it with .webp, .gif or .png."),
        (["nowhere.gif", "mosaic", "-o", "none/out.gif"], 2, "There is no folder"),
        (["clip.gif", "mosaic", "-o", "clip.gif"], 2, "is one of the pictures to read"),
        (["clip.gif", "mosaic", "-o", "-", "--json"], 2, "Standard output takes the animation"),
        (["clip.gif", "mosiac", "-o", "out.gif"], 2, "There is no house style “mosiac”"),
        (["clip.gif", "mosaic", "-o", "out.gif", "--device", "toaster"], 2, "“toaster” is not available"),
        (["nowhere.gif", "mosaic", "-o", "out.gif"], 1, "There is no file “nowhere.gif”"),
        (["photo.png", "mosaic", "-o", "out.gif"], 1, "“photo.png”: This picture does not move."),
        (["mine.style", "mosaic", "-o", "out.gif"], 1, "“mine.style”: That is no picture"),
        (["clip.gif", "clip.style", "-o", "out.gif"], 1, "clip.style cannot be read"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(folder: Path, arguments: list[str], code: int, said: str) -> None:
    Image.new("RGB", (64, 64)).save(folder / "photo.png")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("animate", *arguments, "--size", "64")
    assert done.exit_code == code
    assert said in " ".join(done.output.split())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.slow
def test_an_interrupted_clip_writes_nothing(folder: Path) -> None:
    frames = [artwork("fox", 128).rotate(3 * number) for number in range(120)]
    (folder / "long.webp").write_bytes(write_clip(frames, [50] * 120).data)
    command = ("animate", "long.webp", "mosaic", "-o", "out.webp", "--device", "cpu")
    code, seen, rest = interrupted(*command, after=b"/120")
    assert code == 130, seen + rest
    assert b"Nothing was written" in rest
    assert sorted(path.name for path in folder.iterdir()) == ["clip.gif", "long.webp", "mine.style"]


def test_standard_input_and_output_take_a_clip(folder: Path) -> None:
    data = (folder / "clip.gif").read_bytes()
    done = CliRunner().invoke(app, ["animate", "-", "mosaic", *HERE], input=data)
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes[8:12] == b"WEBP"
