"""A whole art challenge in the browser: publish, paint, enter, vote and win."""

from pathlib import Path

import pytest

from docs.figures.visitor import Choice, Visitor, opened, sandbox


@pytest.mark.slow
async def test_a_whole_challenge_in_the_browser(tmp_path: Path) -> None:
    async with sandbox(tmp_path, MAX_SIZE="64") as address, opened(address) as page:
        visitor = Visitor(page, tmp_path)
        examples = sorted((tmp_path / "examples").glob("*.png"))

        await visitor.use("challenge create", title="Night wind", kind=Choice("Free"))
        await visitor.says("only you see this")
        await visitor.press("Publish")
        await visitor.says("Open for entries")

        await visitor.use("stylize", content=examples[0], style=examples[-1])
        await visitor.press("Enter challenge")
        await visitor.says("You are in: #1")

        await visitor.use("challenge manage close")
        await visitor.says("The vote is open")

        await visitor.become("Mika")
        await visitor.press("Browse and vote")
        await visitor.says("Choose below")
        await visitor.press("One by one")
        await visitor.press("Vote for #1")
        await visitor.says("Take my vote back")

        await visitor.become("You")
        await visitor.use("challenge manage close")
        await visitor.says("🥇 #1 by @You – 1 vote")
        podium = page.get_by_alt_text("The podium of Night wind").last

        async def drawn() -> bool:
            return bool(await podium.evaluate("image => image.complete && image.naturalWidth > 0"))

        await visitor.until(drawn)
