"""A new user tries the bot in the browser, from `python -m bot sandbox` to the finished picture."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot.runtime import health
from docs.figures.visitor import Visitor, opened, sandbox

LOADED = "images => images.length && images.every(image => image.complete && image.naturalWidth > 0)"
LONG_SIDE = "image => Math.max(image.naturalWidth, image.naturalHeight)"


@pytest.mark.slow
async def test_a_newcomer_paints_pictures_in_the_browser(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with sandbox(tmp_path, MAX_SIZE="64", HEALTH_PORT=str(port)) as address, opened(address) as page:
        assert await asyncio.to_thread(health.check, "127.0.0.1", port) == (True, "")
        visitor = Visitor(page, tmp_path)

        async def all_is_loaded() -> bool:
            return bool(await page.locator("#channel-message-list img").evaluate_all(LOADED))

        await visitor.until(all_is_loaded)
        examples = sorted((tmp_path / "examples").glob("*.png"))
        assert len(examples) >= 4, "there are pictures to choose"
        welcome = await page.inner_text("main")
        assert "/stylize" in welcome
        assert str(tmp_path / "examples") in welcome

        await visitor.press("Stained glass", first=True)
        await visitor.says("Again")

        await visitor.use("stylize", content=examples[0], style=examples[-1], size="48", seed="7")
        await visitor.says("Again")
        await visitor.until(all_is_loaded)
        pictures = page.locator("#channel-message-list > article").last.locator(
            "img[class*=media], img[class*=gallery]"
        )
        assert await pictures.last.evaluate(LONG_SIDE) == 48
        assert await page.get_by_role("button", name="Again").last.is_visible(), "its buttons are in view"
    assert all(file.exists() for file in examples), "they are there at the next start, too"
