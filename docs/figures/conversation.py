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
_FINISHED = r"content [\d.,]+, [\d.]+ s"


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
                await _take(step, Visitor(page, folder), Path(data) / "examples")
        print(name)


async def _take(step: Step, visitor: Visitor, examples: Path) -> None:
    """Take a step; leave a screenshot of where it gets stuck."""
    try:
        await step(visitor, examples)
    except BaseException:
        await visitor.page.screenshot(path=visitor.folder / f"stuck-{step.__name__}.png")
        raise


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
async def step_04_asking(visitor: Visitor, examples: Path) -> None:
    """A style is missing or mistyped, and a form is refused and corrected."""
    await visitor.use("stylize", content=examples / "fox.png")
    await visitor.says("In which style")
    await visitor.look("04-picker")
    await visitor.use("stylize", content=examples / "fox.png", saved="staind glas")
    await visitor.says("Use Stained glass")
    await visitor.look("04-mistyped")
    await visitor.press("Use Stained glass")
    await visitor.says(_FINISHED)
    await visitor.look("04-painted")
    await visitor.press("Tune")
    await visitor.look("04-tune")
    await visitor.fill_in({"Strength": "much"})
    await visitor.says("Correct it")
    await visitor.look("04-refused")
    await visitor.press("Correct it")
    await visitor.look("04-corrected")
    await visitor.cancel()


@_step
async def step_05_mixing(visitor: Visitor, examples: Path) -> None:
    """Several styles, a part of the photo, and the advanced form."""
    await visitor.use("stylize", content=examples / "fox.png", saved="mosaic 2, comic 1")
    await visitor.says(_FINISHED)
    await visitor.look("05-mixture")
    await visitor.press("Details")
    await visitor.says("CH1;")
    await visitor.look("05-details")
    await visitor.press("Mix in…", first=True)
    await visitor.look("05-mix-form")
    await visitor.fill_in({"Or a picture as style": examples / "waves.png"})
    await visitor.says(r"Mosaic 33% \+ Comic 17% \+ waves.png 50%")
    await visitor.says(_FINISHED)
    await visitor.press("Advanced")
    await visitor.look("05-advanced-form")
    await visitor.fill_in({"Content layers": "relu9_1"})
    await visitor.says("There is no layer")
    await visitor.look("05-advanced-refused")
    await visitor.press("Correct it")
    await visitor.look("05-advanced-corrected")
    await visitor.fill_in({"Content layers": "relu3_1", "Steps": "60 / 0.02"})
    await visitor.says(_FINISHED)
    await visitor.use("stylize", content=examples / "fox.png", saved="waves", area=Choice("Only the background"))
    await visitor.says("only the background")
    await visitor.says(_FINISHED)
    await visitor.look("05-background")


@_step
async def step_07_styles(visitor: Visitor, _: Path) -> None:
    """The list of styles and one of them, each to paint with."""
    await visitor.use("style list")
    await visitor.says("Paint with this")
    await visitor.look("07-list")
    await visitor.use("style info", style="mosaic")
    await visitor.says("Paint with this")
    await visitor.look("07-info")
    await visitor.press("Paint with this")
    await visitor.look("07-form")
    await visitor.cancel()


@_step
async def step_08_answer(visitor: Visitor, _: Path) -> None:
    """Whose picture it is; before and after."""
    await visitor.press("Stained glass", first=True)
    await visitor.says(_FINISHED)
    await visitor.become("Mika")
    await visitor.press("Variation")
    await visitor.says(_FINISHED)
    await visitor.look("08-whose")
    await visitor.press("Compare")
    await visitor.says("Before")
    await visitor.look("10-before")
    await visitor.press("After")
    await visitor.look("10-after")


@_step
async def step_10_explore(visitor: Visitor, _: Path) -> None:
    """Four drafts, the history, and the question before a picture is deleted that others can see."""
    await visitor.press("Stained glass", first=True)
    await visitor.says(_FINISHED)
    await visitor.press("Explore")
    await visitor.says("4: strength")
    await visitor.look("10-explore")
    await visitor.use("history")
    await visitor.says("Your 2 pictures")
    await visitor.look("12-history")
    await visitor.press("Delete")
    await visitor.look("11-delete")


@_step
async def step_09_notice(visitor: Visitor, _: Path) -> None:
    """Being told when a picture is ready."""
    await visitor.use("notify")
    await visitor.press("Always")
    await visitor.look("09-choice")
    await visitor.press("Stained glass", first=True)
    await visitor.says("@You")
    await visitor.look("09-notice")


@_step
async def step_13_anonymous(visitor: Visitor, examples: Path) -> None:
    """Painting for an anonymous challenge, voting, and the result."""
    await visitor.use("challenge create", title="Night", kind=Choice("Free"))
    await visitor.press("Publish")
    await visitor.says("Open for entries")
    await visitor.press("Paint for it")
    await visitor.look("13-form")
    await visitor.fill_in({"Your photo": examples / "fox.png", "Your style": examples / "waves.png"})
    await visitor.says("Enter challenge")
    await visitor.look("13-painted")
    await visitor.press("Enter challenge")
    await visitor.says("You are in")
    await visitor.look("13-entered")
    await visitor.use("challenge manage close")
    await visitor.press("Browse and vote")
    await visitor.says("own picture")
    await visitor.look("14-own-entry")
    await visitor.use("challenge manage close")
    await visitor.look("14-nobody-voted")


@_step
async def step_15_series(visitor: Visitor, _: Path) -> None:
    """A challenge that repeats with a list of themes, until it is stopped."""
    await visitor.use("challenge create", title="Weekly", kind=Choice("Free"))
    await visitor.press("Publish")
    await visitor.says("Open for entries")
    await visitor.use("challenge manage repeat", every=Choice("week"))
    await visitor.look("15-form")
    await visitor.fill_in({"Themes": "Autumn\nWinter\nSpring"})
    await visitor.says("repeats every week")
    await visitor.look("15-repeats")
    await visitor.press("Stop repeating")
    await visitor.says("any more")
    await visitor.look("15-stopped")


@_step
async def step_14_dates(visitor: Visitor, _: Path) -> None:
    """A date that can mean two moments is asked about."""
    await visitor.use("challenge create", title="Spring", kind=Choice("Free"), entries="20 March 18:00", timezone="EST")
    await visitor.look("14-two-moments")


@_step
async def step_16_moderation(visitor: Visitor, _: Path) -> None:
    """The settings of a server, and a report to its moderators."""
    await visitor.use("settings")
    await visitor.says("Every choice")
    await visitor.look("16-settings")
    await visitor.press("Moderation")
    await visitor.look("16-settings-moderation")
    await visitor.press("Stained glass", first=True)
    await visitor.says("Again")
    await visitor.become("Mika")
    await visitor.use("apps", item=Choice("Report picture"), post=Choice("chameleon-"))
    await visitor.look("16-report-form")
    await visitor.fill_in({"What is wrong": "It is too colourful."})
    await visitor.look("16-reported")


if __name__ == "__main__":
    typer.run(main)
