"""The engine's documentation is correct: its names, its defaults and all of its code."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

import nst
from nst import (
    RECIPES,
    AnimationProgress,
    InstantParams,
    InstantStyle,
    LearningLosses,
    LearningParams,
    LearningProgress,
    Losses,
    Params,
    Progress,
    Result,
    Style,
    UserError,
    images,
    layers,
    params,
    recipe,
    stylize,
)
from nst.cli import app
from nst.images.targets import FORMATS

ROOT = Path(__file__).parents[2]
TUTORIAL, REFERENCE = ((ROOT / "docs" / name).read_text("utf-8") for name in ("engine.md", "api.md"))
COMMANDS = vars(typer.main.get_command(app))["commands"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL, re.DOTALL)


def cells(section: str) -> Iterator[list[str]]:
    """Yield the rows of the first table after a heading of the reference."""
    text = REFERENCE.split(f"\n### `{section}`\n")[1].split("\n### ")[0]
    for line in re.findall(r"^\| `.*$", text, re.MULTILINE):
        yield [cell.strip() for cell in line.strip("|").split("|")]


def told(value: object) -> str:
    """Format a value as the reference writes it."""
    if isinstance(value, Mapping):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.fixture
def files(tmp_path: Path, photo: Image.Image, painting: Image.Image, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the tutorial's pictures into the current folder."""
    mask = Image.linear_gradient("L")
    photo = photo.resize((48, 32))
    cutout = photo.copy()
    cutout.putalpha(mask.resize(photo.size))
    named = {
        "photo.jpg": photo,
        "painting.jpg": painting,
        "other.jpg": painting.rotate(90),
        "sky.png": mask,
        "water.png": mask.rotate(180),
        "cutout.png": cutout,
    }
    for name, picture in named.items():
        picture.save(tmp_path / name)
    frames = [photo, photo.transpose(Image.Transpose.ROTATE_180)]
    frames[0].save(tmp_path / "clip.gif", save_all=True, append_images=frames[1:], duration=80)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", nst.__all__)
def test_every_public_name_is_there_and_in_the_reference(name: str) -> None:
    assert getattr(nst, name) is not None
    assert re.search(rf"`{name}\b", REFERENCE) or f"def {name}(" in REFERENCE


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'draw'"):
        _ = nst.draw


@pytest.mark.parametrize("module", [images, layers])
def test_every_public_function_of_the_modules_is_in_the_reference(module: ModuleType) -> None:
    found = [n for n, f in inspect.getmembers(module, inspect.isfunction) if f.__module__.startswith(module.__name__)]
    public = [name for name in found if not name.startswith("_")]
    assert public
    assert [name for name in public if f"`{name}(" not in REFERENCE] == []


@pytest.mark.parametrize(
    "kind", [AnimationProgress, Progress, Losses, Result, Style, LearningProgress, LearningLosses, InstantStyle]
)
def test_every_attribute_of_what_comes_back_is_in_the_reference(kind: type) -> None:
    known = {name for row in cells(kind.__name__) for name in re.findall(r"`(\w+)`", row[0])}
    assert known == {field.name for field in fields(kind)}


def test_the_reference_has_the_signatures_as_they_are() -> None:
    for function in (nst.stylize, nst.load_encoder, nst.learn, nst.paint, nst.animate):
        written = re.search(rf"def {function.__name__}\((.*?)\n\) ->", REFERENCE, re.DOTALL)
        assert written
        names = re.findall(r"^    (\w+):", written[1], re.MULTILINE)
        assert names == list(inspect.signature(function).parameters)


@pytest.mark.parametrize("kind", [Params, LearningParams, InstantParams])
def test_the_reference_has_the_defaults_of_all_parameters(
    kind: type[Params | LearningParams | InstantParams],
) -> None:
    written = {row[0].strip("`"): row[1].strip("`") for row in cells(kind.__name__) if len(row) == 4}
    assert written == {field.name: told(getattr(kind(), field.name)) for field in fields(kind)}


def test_the_reference_has_what_the_recipes_change() -> None:
    default = Params()
    written = {row[0].strip("`"): row[1:] for row in cells("recipe")}
    changed = [
        field.name
        for field in fields(Params)
        if any(getattr(recipe(name), field.name) != getattr(default, field.name) for name in RECIPES)
        and field.name != "recipe"
    ]
    assert written == {name: [told(getattr(recipe(r), name)) for r in RECIPES] for name in changed}
    assert all(f"| `{name}` |" in TUTORIAL for name in RECIPES)


@pytest.mark.parametrize(
    "name", ["Area", "Mode", "Colours", "Init", "Optimizer", "Pooling", "StyleLoss", "LossNormalization"]
)
def test_the_reference_has_every_choice(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|(.*)$", REFERENCE, re.MULTILINE)
    assert row
    assert [choice for choice in getattr(params, name) if f"`{choice}`" not in row[1]] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented(name: str) -> None:
    assert f"nst {name} " in TUTORIAL or f"| `nst {name}` |" in REFERENCE
    options = [o for p in COMMANDS[name].params if p.param_type_name == "option" for o in p.opts if o != "--help"]
    assert "--json" in options
    assert [o for o in options if not re.search(rf"`{o}`", REFERENCE)] == []


def test_the_ten_lines_run_as_they_stand(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = blocks("python")[0]
    assert len(example.strip().splitlines()) <= 12
    exec(compile(example, "engine.md", "exec"), {})
    with Image.open(files / "out.png") as picture:
        assert picture.size == (48, 32)
    assert "80 of 80" in capsys.readouterr().out


def test_every_other_line_of_python_runs_after_them(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def quick(content: Any, styles: Any, params: Params, **options: Any) -> Iterator[Progress]:
        return stylize(content, styles, replace(params, size=48, steps=5 if params.sheet else 2), **options)

    monkeypatch.setattr(nst, "stylize", quick, raising=False)
    names: dict[str, object] = {}
    for example in blocks("python"):
        exec(compile(example, "engine.md", "exec"), names)
    assert "There is no file “nowhere.jpg”" in capsys.readouterr().out
    assert isinstance(names["UserError"], type)
    assert issubclass(UserError, Exception)


@pytest.mark.slow
def test_every_command_line_runs(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for block in blocks("sh") for line in block.strip().splitlines() if line.startswith("nst ")]
    assert {shlex.split(line)[1] for line in lines} == set(COMMANDS) - {"info"}
    for line in lines:
        arguments = shlex.split(line)[1:]
        small = ["--size", "192", "--steps", "5"] if arguments[0] == "sheet" else ["--size", "48", "--steps", "2"]
        here = ["--encoder", "pocket", "--device", "cpu", "--json"]
        if arguments[0] == "animate":  # it has no steps and no encoder
            small, here = ["--size", "48"], ["--device", "cpu", "--json"]
        if arguments[0] in {"pack", "unpack"}:  # they paint nothing
            small, here = [], ["--json"]
        done = CliRunner().invoke(app, [*arguments, *small, *here])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        output = Path(json.loads(done.stdout)["output"])
        assert output.exists()
        if output.suffix in FORMATS:  # a later line needs the others
            output.unlink()


def test_every_picture_of_the_tutorial_is_there_and_small() -> None:
    named = re.findall(r"\]\((pictures/[\w-]+\.jpg)\)", TUTORIAL)
    sizes = [(ROOT / "docs" / name).stat().st_size for name in named]
    assert len(set(named)) == len(named) > 10
    assert max(sizes) <= 150_000
    assert sum(sizes) <= 1_200_000
