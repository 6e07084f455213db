"""Run the bot in a simulated Discord in the browser, without a token, an account or a network."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import discord
import simcord
from discord.ext import commands
from rich.console import Console
from rich.markup import escape

from bot.app import health_pages, open_app
from bot.runtime import logs
from bot.runtime.blocking import run_blocking
from bot.runtime.shutdown import stop_signals
from bot.sandbox import simulator
from bot.sandbox.commands import add_standins
from bot.sandbox.page import Page
from bot.sandbox.welcome import TryButton, welcome
from bot.settings import Settings
from nst import artworks, images
from nst.errors import UserError

EXAMPLE_SIZE, POST_SIZE = 640, 320
PHOTOS = "Some pictures to play with. First three like photos:"
PAINTINGS = "And these are the paintings. Their styles are free to take!"


async def run_sandbox(settings: Settings, *, browser: bool, limit: float | None = None) -> None:
    """Open the sandbox until the page or a signal stops it.

    Args:
        settings: of the bot. Its database is not used: the simulated Discord and its jobs end with the process.
        browser: whether to open the page in the browser.
        limit: seconds that the shutdown may take, see `bot.runtime.shutdown.stop_signals`.

    Raises:
        UserError: the port is taken.
    """
    # By default only what is wrong: a person sees everything else on the page.
    level = settings.log_level if "log_level" in settings.model_fields_set else "WARNING"
    logs.configure(level, settings.log_format)
    data = settings.data_dir.resolve()
    examples = data / "examples"
    await run_blocking(save_examples, examples)
    driver = simulator.Driver()
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(stop_signals(limit=limit))
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chameleon-")))
        adapted = _adapted(settings, scratch)
        app = await stack.enter_async_context(open_app(adapted, starter=driver.start))
        env = await stack.enter_async_context(simulator.world(app.client))
        await stack.enter_async_context(driver.running())
        stack.push_async_callback(app.services.job_service.close)
        await add_standins(app.client, env)
        preview = await _furnish(env, app.client, examples, settings.sandbox_port)
        try:
            await stack.enter_async_context(preview)
        except simcord.SetupError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            raise UserError(
                f"The port {settings.sandbox_port} is taken, perhaps by another sandbox.",
                hint="Stop that one, or choose another port with SANDBOX_PORT=8766.",
            ) from None
        await stack.enter_async_context(health_pages(app, adapted))
        await stack.enter_async_context(simulator.live(env, preview))
        _say_where(preview.url, examples)
        if browser and _has_screen():
            await run_blocking(webbrowser.open, preview.url)
        await _first(preview.wait_closed(), stop.wait())


def _adapted(settings: Settings, scratch: Path) -> Settings:
    """The settings with a data folder and a database of its own, which are not backed up."""
    changes = {"data_dir": scratch, "database_url": None, "test_guild_id": None, "backup_hours": 0}
    return settings.model_copy(update=changes)


def save_examples(folder: Path) -> None:
    """Write our artworks as files, so that the user can choose them in a file dialogue."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*artworks.PHOTOS, *artworks.PAINTINGS):
        path = folder / f"{name}.png"
        if not path.exists():
            images.save(artworks.artwork(name, EXAMPLE_SIZE), path)


async def _furnish(env: simcord.Env, client: commands.Bot, examples: Path, port: int) -> simcord.Preview:
    """Make a server with a channel, the user, a friend who has posted pictures, and the bot's welcome."""
    guild = env.create_guild("Sandbox")
    channel = guild.create_text_channel("art")
    boss = guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    you = guild.add_member(env.create_user("you", global_name="You"), roles=[boss])
    client.owner_id = you.id  # so that the user can try /settings and /admin, too
    mika = guild.add_member(env.create_user("mika", global_name="Mika"))
    for greeting, names in ((PHOTOS, artworks.PHOTOS), (PAINTINGS, artworks.PAINTINGS)):
        await mika.send(channel, greeting)
        for name in names:
            data = await run_blocking(_small, name)
            await mika.send(channel, artworks.TITLES[name], attachments=[(f"{name}.png", data)])
    client.add_dynamic_items(TryButton)
    post = await run_blocking(welcome, examples)
    await client.get_partial_messageable(channel.id, guild_id=guild.id).send(view=post.view(), files=post.files)
    return Page(env, channel, [you, mika], port=port)


def _small(name: str) -> bytes:
    return images.encode_png(artworks.artwork(name, POST_SIZE))


def _say_where(url: str, examples: Path) -> None:
    _say("\n[bold]Chameleon sandbox[/bold]: the same bot in a simulated Discord, on this computer only.\n")
    _say(f"  Open      [link={url}]{url}[/link]")
    _say(f"  Pictures  {escape(str(examples))}")
    _say("  Discord   put a DISCORD_TOKEN into .env to run it there; .env.example says where to get one")
    _say("  Stop      Ctrl+C\n")


def _say(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line)


def _has_screen() -> bool:
    """Whether a browser would open its own window; on a server it might take over the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def _first(*works: Coroutine[Any, Any, Any]) -> None:
    """Wait for the first of several tasks, and cancel the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
