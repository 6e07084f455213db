"""Learn a style and paint with it, with commands as a user types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst import LearningProgress, load_style
from nst.artworks import style_file
from nst.cli import app
from nst.instant.learning import learn

QUICK = ["--steps", "2", "--crop", "64", "--size", "64", "--device", "cpu"]


@pytest.fixture
def folder(tmp_path: Path, photo: Image.Image, painting: Image.Image) -> Path:
    for name in ("one.png", "two.png"):
        photo.resize((48, 32)).save(tmp_path / name)
    painting.save(tmp_path / "painting.png")
    (tmp_path / "mosaic.style").write_bytes(style_file("mosaic").read_bytes())
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_painting_is_learned_and_paints(folder: Path) -> None:
    target, preview, out = folder / "mine.style", folder / "preview.png", folder / "out.png"
    done = run("learn", folder / "painting.png", "-o", target, *QUICK, "--preview", preview, "--licence", "CC0")
    assert done.exit_code == 0, done.output
    assert "2 steps" in " ".join(done.stderr.split())
    assert load_style(target).name == "painting"
    with Image.open(preview) as shown:
        assert max(shown.size) == 512
    done = run("stylize", folder / "one.png", target, "-o", out, "--strength", "0.8", "--device", "cpu")
    assert done.exit_code == 0, done.output
    with Image.open(out) as picture:
        assert picture.size == (48, 32)
    assert "painting" in done.stderr


def test_many_photos_are_painted_in_one_go(folder: Path) -> None:
    done = run(
        "stylize", folder / "*.png", folder / "mosaic.style", "-o", f"{folder}/out/", "--device", "cpu", "--json"
    )
    assert done.exit_code == 0, done.output
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(each["output"]).name for each in told] == [f"{n}-mosaic.png" for n in ("one", "painting", "two")]
    assert all(each["encoder"] == "Mosaic" for each in told)
    assert all(each["style_loss"] is each["content_loss"] is None for each in told), "there is no painting to compare"
    assert all(each["params"]["recipe"] == "instant" for each in told)


def test_a_style_file_needs_no_encoder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nothing can be downloaded
    photo, out = folder / "one.png", folder / "out.png"
    done = run("stylize", photo, folder / "mosaic.style", "-o", out, "--encoder", "vgg19", "--weights", folder)
    assert done.exit_code == 0, done.output
    assert "download" not in done.output


def test_learning_that_was_interrupted_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any, **options: Any) -> Iterator[LearningProgress]:
        steps = learn(*arguments, **options)
        yield next(steps)
        steps.close()
        raise KeyboardInterrupt

    target = folder / "mine.style"
    arguments: list[str | Path] = ["learn", folder / "painting.png", "-o", target, *QUICK, "--json"]
    with monkeypatch.context() as patched:
        patched.setattr("nst.instant.learning.learn", interrupted)
        done = run(*arguments)
    assert done.exit_code == 130
    assert "goes on from here" in " ".join(done.stderr.split())
    assert not target.exists()
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["steps"] == 2
    assert sorted(path.name for path in folder.glob("mine*")) == ["mine.style"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["learn", "painting.png", "-o", "out.png"], "no name of a style file"),
        (["learn", "painting.png", "-o", "none/mine.style"], "cannot be written"),
        (["learn", "painting.png", "-o", "mosaic.style", "--no-overwrite"], "is there already"),
        (["learn", "painting.png", "-o", "mine.style", "--crop", "65"], "multiple of 16"),
        (["stylize", "one.png", "mosaic.style", "painting.png", "-o", "out.png"], "cannot be mixed"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(folder)
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_a_file_that_is_no_style_is_refused(folder: Path) -> None:
    (folder / "bad.style").write_bytes(b"not a style")
    done = run("stylize", folder / "one.png", folder / "bad.style", "-o", folder / "out.png")
    assert done.exit_code == 1
    assert "no style file" in " ".join(done.output.split())
    assert not (folder / "out.png").exists()
