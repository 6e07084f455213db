"""The command line, with commands as a user types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst.cli import app

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


@pytest.mark.parametrize("name", ["out.xyz", "out", "nowhere/out.png"])
def test_an_impossible_output_is_refused_before_any_work(
    files: tuple[str, str, Path], tmp_path: Path, name: str
) -> None:
    photo, painting, _ = files
    done = run("stylize", photo, painting, "-o", tmp_path / name, *QUICK)
    assert done.exit_code == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["painting.png", "photo.jpg"]


def test_an_interrupted_run_writes_nothing(files: tuple[str, str, Path], tmp_path: Path) -> None:
    photo, painting, out = files
    # A shell that starts the tests in the background makes them and their child processes ignore Ctrl+C.
    start = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "runpy.run_module('nst', run_name='__main__', alter_sys=True)"
    )
    command = [sys.executable, "-c", start, "stylize", photo, painting, "-o", str(out)]
    command += ["--steps", "5000", "--encoder", "pocket"]
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "200", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stderr is not None
        seen = b""
        while b"/5000" not in seen and (chunk := os.read(process.stderr.fileno(), 4096)):
            seen += chunk
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130, seen + rest
    assert b"Nothing was written" in rest
    assert sorted(p.name for p in tmp_path.iterdir()) == ["painting.png", "photo.jpg"]
