"""Use the page of the sandbox in a browser, as a person would, and take screenshots."""

from __future__ import annotations

import asyncio
import io
import math
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import FloatRect, Locator, Page, ViewportSize, async_playwright

from nst import images

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SETTINGS = {
    "SANDBOX_PORT": "0",
    "ENCODER": "pocket",
    "DEFAULT_RECIPE": "draft",
    "THREADS": "1",  # on a busy computer, two threads wait for each other
    "PYTHONUNBUFFERED": "1",
}
_SECONDS = 300  # time limit of the slowest step, painting a picture on a slow computer
_CARD, _TIMELINE = "#channel-message-list > article", "#channel-timeline"
_LIMIT, _WIDTH = 90_000, 900  # bytes and pixels of a screenshot
WINDOWS = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=390, height=844)}
_EDGE = 12.0  # margin around the messages, in pixels
_READY = "() => Boolean(window.simcordPreview?.ready && !window.simcordPreview.pendingAction)"
_COMPLETE = "card => [...card.querySelectorAll('img')].every(image => image.complete && image.naturalWidth > 0)"


class Choice(str):
    """An option value that is typed and then chosen from a list."""

    __slots__ = ()


class Visitor:
    """Uses the sandbox's page and takes screenshots.

    Args:
        page: the open page.
        folder: where the screenshots go.
    """

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder

    async def use(self, command: str, **options: Path | Choice | str) -> None:
        """Send a command with files, typed options and options chosen from a list."""
        page = self.page
        await page.click("#channel-composer-input")
        await page.keyboard.type(f"/{command}")
        await page.get_by_role("option", name=command).first.click()
        for option, value in options.items():
            if not await page.locator(f".command-row [data-option={option}]").count():
                await page.click(".command-ghost")
                named = re.compile(rf"^\s*{option}\b")  # the description, which follows, may name other options
                await page.get_by_role("option").filter(has_text=named).first.click()
            if isinstance(value, Path):
                await page.set_input_files(f"input.command-file-input[data-option={option}]", value)
                continue
            await page.keyboard.type(value)
            if isinstance(value, Choice):
                await page.locator(".command-popup").get_by_role("option").filter(has_text=value).first.click()
            elif option != [*options][-1]:
                await page.keyboard.press("Tab")
        await page.click("#send-message")
        await self.idle()

    async def says(self, pattern: str) -> None:
        """Wait until the newest message matches a pattern."""

        async def said() -> bool:
            return bool(re.search(pattern, await self._newest.inner_text()))

        await self.until(said)

    async def write(self, text: str) -> None:
        """Send a message."""
        await self.page.click("#channel-composer-input")
        await self.page.keyboard.type(text)
        await self.idle()
        await self.page.keyboard.press("Enter")
        await self.says(re.escape(text))

    async def press(self, name: str, *, first: bool = False) -> None:
        """Wait for a button of this name and press the newest one, or the first one."""
        labelled = re.compile(rf"^\W*{name}$")  # after an emoji; the page's own buttons have no text
        buttons = self.page.locator(f"{_CARD} button").filter(has_text=labelled)
        button = buttons.first if first else buttons.last
        await self.until(button.is_visible)
        await self.idle()
        await button.click()
        await self.idle()

    async def fill_in(self, fields: Mapping[str, Path | str]) -> None:
        """Fill in the open form with texts and files, by the beginnings of its labels, and submit it."""
        form = self.page.get_by_role("dialog")
        await self.until(form.is_visible)
        for label, value in fields.items():
            if isinstance(value, Path):
                await form.locator(f"input[type=file][aria-label^='{label}']").set_input_files(value)
            else:
                await form.get_by_label(label).fill(value)
        await self.idle()
        await form.get_by_role("button", name="Submit").click()
        await self.idle()

    async def cancel(self) -> None:
        """Close the open form."""
        await self.page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        await self.idle()

    async def become(self, name: str) -> None:
        """Switch to another person."""
        await self.page.get_by_label("Viewing as").select_option(label=name)
        await self.idle()

    async def take(self, name: str) -> None:
        """Take a screenshot of the newest message once all of it is in view."""
        await self.until(self._steady)
        await self.page.mouse.move(0, 0)
        box = await self._newest.bounding_box()
        assert box is not None
        clip = FloatRect(x=box["x"], y=box["y"] - _EDGE, width=box["width"], height=box["height"] + _EDGE)
        shot = Image.open(io.BytesIO(await self.page.screenshot(clip=clip))).convert("RGB")
        shot.thumbnail((_WIDTH, shot.height), Image.Resampling.LANCZOS)
        (self.folder / f"{name}.jpg").write_bytes(_compact(shot))

    async def look(self, name: str) -> None:
        """Take screenshots of the whole window, as wide as on a desktop and as on a phone."""
        before = self.page.viewport_size
        for kind, size in WINDOWS.items():
            await self.page.set_viewport_size(size)
            await self.idle()
            await self.until(self._settled)
            (self.folder / f"{name}-{kind}.png").write_bytes(await self.page.screenshot())
        if before is not None:
            await self.page.set_viewport_size(before)
            await self.page.wait_for_timeout(500)  # the page tells its size
            await self.idle()

    @property
    def _newest(self) -> Locator:
        return self.page.locator(_CARD).last

    async def _settled(self) -> bool:
        """Whether the newest message is as far in view as it fits, or a form is open over it."""
        return await self.page.get_by_role("dialog").count() > 0 or await self._steady()

    async def _steady(self) -> bool:
        """Whether the newest message has loaded its pictures and is in view; scroll down if not."""
        whole = await self._newest.evaluate(_COMPLETE) and "unavailable" not in await self._newest.inner_text()
        below = await _bottom(self._newest) - await _bottom(self.page.locator(_TIMELINE))
        if below > 1:
            await self.page.locator(_TIMELINE).hover()
            await self.page.mouse.wheel(0, below + _EDGE)
        return whole and below <= 1

    async def idle(self) -> None:
        """Wait until the page is usable."""

        async def ready() -> bool:
            return bool(await self.page.evaluate(_READY))

        await self.until(ready)

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait for a condition. The page's security policy forbids Playwright's own wait."""
        async with asyncio.timeout(_SECONDS):
            while not await condition():
                await self.page.wait_for_timeout(100)


async def _bottom(element: Locator) -> float:
    box = await element.bounding_box()
    return box["y"] + box["height"] if box else math.inf


def _compact(shot: Image.Image) -> bytes:
    return next(
        data for quality in range(88, 20, -4) if len(data := images.encode_jpeg(shot, quality=quality)) <= _LIMIT
    )


@asynccontextmanager
async def sandbox(data: Path, **settings: str) -> AsyncIterator[str]:
    """Run a sandbox with its data in a folder, and yield its address. At the end stop it like Ctrl+C.

    Raises:
        AssertionError: it did not start or end well, or a traceback was logged.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--no-browser"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | _SETTINGS | {"DATA_DIR": str(data)} | settings,
    )
    assert process.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(_SECONDS):
            while not (found := re.search(rb"http://127\.0\.0\.1:\S+", said)):
                line = await process.stdout.readline()
                assert line, f"the sandbox ended: {said.decode()}"
                said += line
        yield found[0].decode()
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
    assert process.returncode == 0, (said + rest).decode()
    assert b"Traceback" not in said + rest, (said + rest).decode()


def browser_path() -> str:
    """The browser to drive.

    Raises:
        AssertionError: there is none.
    """
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    assert found, (
        "Chromium or Chrome must be on the PATH. Get it with `apt-get install chromium` (Debian, Ubuntu), "
        "`brew install --cask chromium` (macOS), or from https://www.chromium.org/getting-involved/download-chromium."
    )
    return found


@asynccontextmanager
async def opened(address: str, *, width: int = 720, height: int = 1500, scale: float = 1.25) -> AsyncIterator[Page]:
    """Open the sandbox's page in a window of this size, in CSS pixels of `scale` device pixels."""
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        page = await browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
        page.set_default_timeout(_SECONDS * 1000)
        await page.goto(address)
        await page.locator(_CARD).last.wait_for()
        yield page
        await browser.close()
