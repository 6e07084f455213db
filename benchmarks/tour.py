"""Takes the README's screenshots: walks through the sandbox as a person would. ``python -m benchmarks.tour docs/pictures``."""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from playwright.async_api import FloatRect, Locator, Page, async_playwright

from nst import images

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SETTINGS = {"SANDBOX_PORT": "0", "ENCODER": "pocket", "DEFAULT_RECIPE": "draft", "PYTHONUNBUFFERED": "1"}
_SECONDS = 300  # for what takes longest, a picture, on a slow computer
_SIZE, _PHOTO, _CARD = "320", "fox.png", "#channel-message-list > article"
_LIMIT, _WIDTH = 90_000, 900  # bytes and pixels of a screenshot
_EDGE = 12.0  # around the messages
_READY = "() => Boolean(window.simcordPreview?.ready && !window.simcordPreview.pendingAction)"
_LOADED = "() => [...document.querySelectorAll('main img')].slice(-3).every(i => i.complete && i.naturalWidth > 0)"


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    address: Annotated[str, typer.Option(help="A fresh sandbox that already runs; else one is started.")] = "",
) -> None:
    """Write tour-….jpg: a picture in progress, finished and in detail, the styles, a challenge, the settings and the help."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_tour(folder, address))


async def _tour(folder: Path, address: str) -> None:
    with tempfile.TemporaryDirectory() as data:
        async with _sandbox(Path(data), address) as place, _opened(place) as page:
            examples = Path(re.findall(r"^/\S*examples$", await page.inner_text("main"), re.MULTILINE)[-1])
            visitor = Visitor(page, folder)
            await _paint(visitor, examples)
            await _look_around(visitor)
            await _compete(visitor, examples)


async def _paint(visitor: Visitor, examples: Path) -> None:
    files = {"content": examples / _PHOTO, "style": examples / "stained-glass.png"}
    await visitor.use("stylize", files, {"size": _SIZE, "seed": "7"})
    await visitor.says(r"step \d+ of")
    await visitor.take("progress", cards=1)
    await visitor.says("seed 7")
    await visitor.take("result", cards=1)
    await visitor.press("Details")
    await visitor.says("CH1;")
    await visitor.take("details", cards=1)


async def _look_around(visitor: Visitor) -> None:
    await visitor.use("style list")
    await visitor.take("styles", cards=1)
    await visitor.use("settings")
    await visitor.take("settings", cards=1)
    await visitor.use("help")
    await visitor.take("help", cards=1)


async def _compete(visitor: Visitor, examples: Path) -> None:
    await visitor.use("challenge create", {}, {"title": "Autumn glass", "kind": "Free"})
    await visitor.press("Publish")
    await visitor.says("Open for entries")
    await visitor.use("apps", {}, {"item": "Enter challenge", "post": "stylized"})
    await visitor.says("You are in")
    await visitor.become("Mika")
    await visitor.use("stylize", {"content": examples / _PHOTO, "style": examples / "waves.png"}, {"size": _SIZE})
    await visitor.press("Enter challenge")
    await visitor.says("You are in")
    await visitor.become("You")
    await visitor.use("challenge manage close")
    await visitor.says("The vote is open")
    await visitor.press("Browse and vote")
    await visitor.says("Choose below")
    await visitor.take("challenge", cards=1)


class Visitor:
    """Somebody at the sandbox's page, with a camera."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder

    async def use(
        self, command: str, files: Mapping[str, Path] | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        """Use a command."""
        page = self._page
        await page.click("#channel-composer-input")
        await page.keyboard.type(f"/{command}")
        await page.get_by_role("option", name=command).first.click()
        for option, file in (files or {}).items():
            await self._open(option)
            await page.set_input_files(f"input.command-file-input[data-option={option}]", file)
        for option, value in (options or {}).items():
            await self._open(option)
            await page.keyboard.type(value)
            await page.wait_for_timeout(700)
            choice = page.get_by_role("option", name=value)
            if await choice.count():
                await choice.first.click()
        await page.click("#send-message")
        await self._idle()

    async def _open(self, option: str) -> None:
        """Turn to an option of the command, adding it if it is one that may be left out."""
        present = self._page.locator(f"[data-option={option}]")
        if await present.count():
            await present.first.click()
            return
        await self._page.click(".command-ghost")
        await self._page.get_by_role("option").filter(has_text=option).first.click()

    async def says(self, pattern: str) -> None:
        """Wait until the newest message says something."""
        async with asyncio.timeout(_SECONDS):
            while not re.search(pattern, await self._page.locator(_CARD).last.inner_text()):
                await asyncio.sleep(0.1)

    async def press(self, name: str) -> None:
        """Press the newest button of that name."""
        button = self._page.get_by_role("button", name=name).last
        async with asyncio.timeout(_SECONDS):
            while not await button.is_visible():
                await asyncio.sleep(0.1)
        await self._idle()
        await button.click()
        await self._idle()

    async def become(self, name: str) -> None:
        """See the channel as somebody else."""
        await self._page.get_by_label("Viewing as").select_option(label=name)
        await self._idle()

    async def _idle(self) -> None:
        await self._until(_READY)

    async def _until(self, condition: str) -> None:
        async with asyncio.timeout(_SECONDS):
            while not await self._page.evaluate(condition):  # the page's security policy forbids wait_for_function
                await asyncio.sleep(0.1)

    async def take(self, name: str, *, cards: int) -> None:
        """Photograph the newest messages."""
        await self._until(_LOADED)
        newest = (await self._page.locator(_CARD).all())[-cards:]
        clip = await _around(newest)
        shot = Image.open(io.BytesIO(await self._page.screenshot(clip=clip))).convert("RGB")
        shot.thumbnail((_WIDTH, shot.height), Image.Resampling.LANCZOS)
        (self._folder / f"tour-{name}.jpg").write_bytes(_compact(shot))


async def _around(messages: list[Locator]) -> FloatRect:
    boxes = [box for message in messages if (box := await message.bounding_box())]
    left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    return {"x": left, "y": top - _EDGE, "width": right - left, "height": bottom - top + 2 * _EDGE}


def _compact(shot: Image.Image) -> bytes:
    return next(data for quality in range(88, 20, -4) if len(data := images.encode_jpeg(shot, quality=quality)) <= _LIMIT)


@asynccontextmanager
async def _sandbox(data: Path, address: str) -> AsyncIterator[str]:
    """The address of a sandbox."""
    if address:
        yield address
        return
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--no-browser"),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | _SETTINGS | {"DATA_DIR": str(data)},
    )
    assert process.stdout is not None
    try:
        while not (found := re.search(rb"http://127\.0\.0\.1:\S+", line := await process.stdout.readline())):
            assert line, "the sandbox ended"
        yield found[0].decode()
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[Page]:
    """The sandbox's page."""
    browser_path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    assert browser_path, "Chromium or Chrome must be on the PATH"
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = await playwright.chromium.launch(executable_path=browser_path, args=arguments)
        page = await browser.new_page(viewport={"width": 720, "height": 1500}, device_scale_factor=1.25)
        await page.goto(address)
        await page.locator(_CARD).last.wait_for()
        yield page
        await browser.close()
