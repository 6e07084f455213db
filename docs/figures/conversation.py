"""Walk through the conversation in the sandbox and take screenshots: ``python -m docs.figures.conversation FOLDER``.

Each step takes one screenshot as wide as a desktop and one as wide as a phone. They are for looking at, not for the
documentation.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from docs.figures.visitor import Choice, Visitor, opened, sandbox

_SETTINGS = {"MAX_SIZE": "160", "PROGRESS_SECONDS": "1"}  # small pictures, which come soon
Step = Callable[[Visitor, Path], Awaitable[None]]
_STEPS: dict[str, Step] = {}


def main(
    folder: Annotated[Path, typer.Argument(help="Where the screenshots go.")],
    only: Annotated[list[str] | None, typer.Option(help="Steps to take, by the beginning of their names.")] = None,
) -> None:
    """Write NAME-desktop.png and NAME-phone.png for each step."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_walk(folder, tuple(only or [""])))


async def _walk(folder: Path, only: tuple[str, ...]) -> None:
    for name, step in _STEPS.items():
        if not name.startswith(only):
            continue
        with tempfile.TemporaryDirectory() as data:
            async with sandbox(Path(data), **_SETTINGS) as address, opened(address, width=1280, height=900) as page:
                await step(Visitor(page, folder), Path(data) / "examples")
        print(name)


def _step(step: Step) -> Step:
    """Add a step; its name begins with the number of what it shows."""
    _STEPS[step.__name__.removeprefix("step_").replace("_", "-")] = step
    return step


@_step
async def step_01_first_minute(visitor: Visitor, examples: Path) -> None:
    """The open page, the first picture by one press, and what goes wrong."""
    await visitor.look("01-open")
    await visitor.press("Stained glass", first=True)
    await visitor.says(r"step \d+ of")
    await visitor.look("01-progress")
    await visitor.says("Again")
    await visitor.look("01-picture")
    await visitor.press("Details")
    await visitor.says("CH1;")
    await visitor.look("01-details")
    await visitor.use("stylize", content=examples / "fox.png", saved="no such style")
    await visitor.says("no such style")
    await visitor.look("01-wrong-style")
    await visitor.write("@Chameleon")
    await visitor.says("Mention me|picture")
    await visitor.look("01-mention")


@_step
async def step_14_dates(visitor: Visitor, _: Path) -> None:
    """A date that can mean two moments is asked about."""
    await visitor.use(
        "challenge create",
        title="Autumn",
        kind=Choice("Free"),
        entries="20 January 18:00",
        timezone="EST",
    )
    await visitor.look("14-two-moments")


if __name__ == "__main__":
    typer.run(main)
