"""Use the sandbox in a browser and take screenshots: ``python -m docs.figures.tour docs/pictures``."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from docs.figures.visitor import Choice, Visitor, opened, sandbox

_SIZE, _PHOTO = "320", "fox.png"


def main(folder: Annotated[Path, typer.Argument(help="Where the pictures go.")]) -> None:
    """Write tour-….jpg: a picture in progress, finished and explained, the styles, settings, help and a challenge."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_tour(folder))


async def _tour(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        async with sandbox(Path(data)) as address, opened(address) as page:
            examples = Path(data) / "examples"
            visitor = Visitor(page, folder)
            await _paint(visitor, examples)
            await _look_around(visitor)
            await _compete(visitor, examples)


async def _paint(visitor: Visitor, examples: Path) -> None:
    await visitor.use("stylize", content=examples / _PHOTO, style=examples / "stained-glass.png", size=_SIZE, seed="7")
    await visitor.says(r"step 1?\d\d of")
    await visitor.take("tour-progress")
    await visitor.says(r"content [\d.]+, \d+ s")
    await visitor.take("tour-result")
    await visitor.press("Details")
    await visitor.says("CH1;")
    await visitor.take("tour-details")


async def _look_around(visitor: Visitor) -> None:
    await visitor.use("style list")
    await visitor.says("Paint with this")
    await visitor.take("tour-styles")
    await visitor.use("settings")
    await visitor.says("Every choice")
    await visitor.take("tour-settings")
    await visitor.use("help")
    await visitor.says("And then")
    await visitor.take("tour-help")


async def _compete(visitor: Visitor, examples: Path) -> None:
    await visitor.use("challenge create", title="Our fox in autumn", kind=Choice("Free"))
    await visitor.press("Publish")
    await visitor.says("Open for entries")
    await visitor.use("apps", item=Choice("Enter challenge"), post=Choice("Chameleon: chameleon-"))
    await visitor.says("You are in")
    await visitor.become("Mika")
    await visitor.use("stylize", content=examples / _PHOTO, style=examples / "waves.png", size=_SIZE)
    await visitor.press("Enter challenge")
    await visitor.says("You are in")
    await visitor.become("You")
    await visitor.use("challenge manage close")
    await visitor.says("The vote is open")
    await visitor.press("Browse and vote")
    await visitor.says("Choose below")
    await visitor.take("tour-challenge")


if __name__ == "__main__":
    typer.run(main)
