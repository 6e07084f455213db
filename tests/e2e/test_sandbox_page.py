"""A new user tries the bot in the browser, from `python -m bot sandbox` to the finished picture."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from bot.runtime import health

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
START_SECONDS = 180
PAINT_SECONDS = 300
STATE = "() => JSON.parse(JSON.stringify(window.simcordPreview ?? null))"


def browser_path() -> str:
    """The browser to drive."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(
            "This test needs Chromium or Chrome on the PATH. Get it with `apt-get install chromium` (Debian, Ubuntu), "
            "`brew install --cask chromium` (macOS), or from https://www.chromium.org/getting-involved/download-chromium.",
            pytrace=False,
        )
    return found


async def eventually(condition: Callable[[], Awaitable[Any]], seconds: float, what: str) -> Any:
    """Wait until `condition` holds, and return its value."""
    deadline = time.monotonic() + seconds
    while not (value := await condition()):
        assert time.monotonic() < deadline, f"{what} did not come within {seconds} s"
        await asyncio.sleep(0.1)
    return value


@asynccontextmanager
async def sandbox(folder: Path, **more: str) -> AsyncIterator[str]:
    """Run a sandbox with `more` settings; yield its address, and stop it at the end, like Ctrl+C."""
    settings = {"DATA_DIR": str(folder / "data"), "SANDBOX_PORT": "0", "DEVICES": "cpu", "ENCODER": "pocket"}
    settings |= {"MAX_SIZE": "64", "DEFAULT_RECIPE": "draft"}
    settings["THREADS"] = "1"  # two sandboxes on a busy machine wait for each other for minutes
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--no-browser"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | settings | {"PYTHONUNBUFFERED": "1"} | more,
    )
    assert process.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(START_SECONDS):
            while not (address := re.search(rb"http://127\.0\.0\.1:\S+", said)):
                line = await process.stdout.readline()
                assert line, f"the sandbox ended: {said.decode()}"
                said += line
        yield address[0].decode()
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), START_SECONDS)
    assert process.returncode == 0, (said + rest).decode()
    assert b"Traceback" not in said + rest, (said + rest).decode()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Page]:
    """Open the sandbox's page and wait until it is usable."""
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        page = await browser.new_page(viewport={"width": 1280, "height": 900})
        await page.goto(address)
        await idle(page)
        yield page
        await browser.close()


async def idle(page: Page) -> None:
    """Wait until the page is usable. Its security policy blocks Playwright's own waiting functions."""

    async def ready() -> bool:
        state = await page.evaluate(STATE)
        return bool(state and state["ready"] and not state["pendingAction"])

    await eventually(ready, START_SECONDS, "a page that is ready")


async def all_pictures_are_loaded(page: Page) -> bool:
    """Whether there are pictures, and none is broken."""
    script = "images => images.length && images.every(image => image.complete && image.naturalWidth > 0)"
    return bool(await page.locator("#channel-message-list img").evaluate_all(script))


async def add_option(page: Page, option: str) -> None:
    """Choose an optional option of a command; its name comes before its description."""
    await page.click(".command-ghost")
    await page.get_by_role("option").filter(has_text=re.compile(rf"^\s*{option}\b")).first.click()


async def use_stylize(page: Page, files: dict[str, Path], options: dict[str, str]) -> None:
    """Choose /stylize from the picker, fill it in, and send it."""
    await page.click("#channel-composer-input")
    await page.keyboard.type("/stylize")
    await page.get_by_role("option", name="stylize").first.wait_for()
    await page.keyboard.press("Enter")
    for option, file in files.items():
        chooser = f"input.command-file-input[data-option={option}]"
        if not await page.locator(chooser).count():
            await add_option(page, option)
        await page.set_input_files(chooser, file)
    for option, value in options.items():
        await add_option(page, option)
        await page.keyboard.type(value)
    await page.click("#send-message")


async def test_a_newcomer_paints_a_picture_in_the_browser(tmp_path: Path) -> None:
    browser_path()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with sandbox(tmp_path, HEALTH_PORT=str(port)) as address, opened(address) as page:
        assert await asyncio.to_thread(health.check, "127.0.0.1", port) == (True, "")
        examples = sorted((tmp_path / "data" / "examples").glob("*.png"))
        assert len(examples) >= 4, "there are pictures to choose"
        await eventually(partial(all_pictures_are_loaded, page), START_SECONDS, "all pictures of a fresh page")
        await page.get_by_role("button", name="Stained glass", exact=True).first.click()
        await eventually(page.get_by_role("button", name="Again").is_visible, PAINT_SECONDS, "a picture by one press")
        await idle(page)

        welcome = await page.inner_text("main")
        assert "/stylize" in welcome
        assert str(tmp_path / "data" / "examples") in welcome

        files = {"content": examples[0], "style": examples[-1]}
        await use_stylize(page, files, {"size": "64", "seed": "7"})

        async def finished() -> bool:
            return "seed 7" in await page.inner_text("main")

        await eventually(finished, PAINT_SECONDS, "the picture")
        await idle(page)
        assert re.search(r"style loss \S+ → \S+ · content \S+ · \d+ steps", await page.inner_text("main"))

        result = page.get_by_alt_text("A photo repainted in the style of another picture.").last

        async def loaded() -> bool:
            return bool(await result.evaluate("image => image.complete && image.naturalWidth > 0"))

        await eventually(loaded, PAINT_SECONDS, "the picture on the screen")
        assert await result.evaluate("image => Math.max(image.naturalWidth, image.naturalHeight)") == 64

        async def in_view() -> bool:
            return bool(await page.get_by_role("button", name="Again").last.is_visible())

        await eventually(in_view, PAINT_SECONDS, "its buttons")
    assert all(file.exists() for file in examples), "they are there at the next start, too"
