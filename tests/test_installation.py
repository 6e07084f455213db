"""The package as others install it: a wheel in an environment that holds what it asks for and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PIL import Image

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}


def needed(names: list[str], found: dict[str, Distribution]) -> dict[str, Distribution]:
    """The packages of these names and all that they need here."""
    for name in names:
        if name not in found:
            found[name] = distribution(name)
            wanted = [Requirement(text) for text in found[name].requires or ()]
            needed([one.name.lower() for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})], found)
    return found


def tops(package: Distribution) -> Iterator[Path]:
    """The files and folders of a package in its site-packages."""
    base = Path(str(package.locate_file("")))
    yield from {base / file.parts[0] for file in package.files or () if file.parts[0] not in {"..", "__pycache__"}}


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_engine_is_used_from_its_wheel_with_only_what_it_asks_for(tmp_path: Path) -> None:
    source, made, home = tmp_path / "source", tmp_path / "made", tmp_path / "home"
    run("git", "clone", "--quiet", "--shared", ROOT, source, folder=tmp_path)
    changed = run("git", "diff", "HEAD", "--binary", folder=ROOT)
    if changed:
        subprocess.run(["git", "apply"], input=changed, cwd=source, text=True, check=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    built = run(*pip, "wheel", source, "--no-build-isolation", "--no-deps", "--wheel-dir", made, "-v", folder=tmp_path)
    assert "warning" not in built.lower()
    (wheel,) = made.glob("*.whl")

    venv.create(tmp_path / "env")
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name
    run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel, folder=tmp_path)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip())
    (metadata,) = site.glob("chameleon_nst-*.dist-info")
    wanted = [Requirement(text) for text in Distribution.at(metadata).requires or ()]
    names = [one.name.lower() for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})]
    for package in needed(names, {}).values():
        for top in tops(package):
            if not (site / top.name).exists():
                (site / top.name).symlink_to(top)

    home.mkdir()
    for name, colour in (("photo", "teal"), ("painting", "orange")):
        Image.new("RGB", (32, 24), colour).save(home / f"{name}.png")
    quick = ["--size", "32", "--steps", "1", "--device", "cpu"]
    run(python, "-m", "nst", "photo.png", "painting.png", *quick, folder=home)
    assert (home / "photo-painting.png").is_file()
    commit = run("git", "rev-parse", "HEAD", folder=source)[:7]
    version = f"{Distribution.at(metadata).version} (commit {commit})"
    assert run(python.with_name("nst"), "--version", folder=home) == f"nst {version}\n"
    assert not (source / "nst" / "commit.txt").exists(), "a build leaves the sources alone"
    bot = subprocess.run(python.with_name("chameleon"), cwd=home, capture_output=True, text=True, check=False)
    assert bot.returncode == 1
    assert bot.stderr == "Only the engine is installed (nst). Get the bot with: python -m pip install '.[bot]'\n"
    missing = run(python, "-c", "import importlib.util as u; print(u.find_spec('discord'))", folder=home)
    assert missing.strip() == "None"
