"""Write `docs/licences.md`: the licences of the packages that are installed with the bot. `python -m docs.licences`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
_GPU = re.compile(r"nvidia-|cuda-|triton$")  # come with PyTorch's build for GPUs on Linux only
_LONGEST = 60  # characters of a licence's name; some packages put the whole text there

_HEAD = """# Licences

Chameleon is under the [MIT licence](../LICENSE); [NOTICE](../NOTICE) names the works that its networks were made from.
`pip install '.[bot]'` and the image install these packages of others beside it. With PyTorch's build for GPUs come
NVIDIA's libraries, too, under NVIDIA's own terms, and Triton (MIT); pillow-heif and PyTorch bring libraries of their
own, whose licences are in their packages.

*`python -m docs.licences` writes this page from what is installed.*

| package | licence as the package states it |
| --- | --- |
"""


def shipped() -> list[str]:
    """The packages that the bot needs, with those that they need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["bot"]]
    found: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or _GPU.match(name) or not _wanted(requirement):
            continue
        found.add(name)
        waiting += _needs(name, requirement.extras)
    return sorted(found)


def licence(package: str) -> str:
    """What a package says its licence is."""
    about = metadata.metadata(package)
    classifiers = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License ::")
    ]
    (expression, *_), (first, *_) = (about.get_all(field, [""]) for field in ("License-Expression", "License"))
    stated = (expression, ", ".join(classifiers), first.partition("\n")[0])
    return next((text for text in stated if text and len(text) <= _LONGEST), "see its package")


def page() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(f"| {package} | {licence(package)} |\n" for package in shipped())


def _needs(package: str, extras: set[str]) -> Iterator[Requirement]:
    for line in metadata.requires(package) or []:
        requirement = Requirement(line)
        if _wanted(requirement) or any(_wanted(requirement, extra) for extra in extras):
            requirement.marker = None
            yield requirement


def _wanted(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
