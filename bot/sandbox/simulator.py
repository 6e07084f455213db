"""What we need of simcord beyond its public interface: the simulated Discord as a place to try the bot in.

Private names of simcord 3.2.1 are used here and nowhere else; `tests/e2e/test_simulator.py` notices when one is gone.
"""
# ruff: noqa: SLF001

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import discord
import simcord
from simcord._settlement import _run_due_virtual_callbacks
from simcord.results import to_discord_message

from bot.runtime.background import Work

log = logging.getLogger(__name__)

BOT_NAME = "Chameleon"
PERIOD = 0.5  # the page asks for news as often
SETTLE_SECONDS = 30


class Driver:
    """Runs the bot's background tasks outside of simcord's book-keeping, in real time.

    simcord waits for every task that is created while the bot handles an interaction before it answers the person. A
    task that is started here belongs to the driver instead, so that a command ends while its job goes on.
    """

    def __init__(self) -> None:
        self._inbox: asyncio.Queue[tuple[Work, str]] = asyncio.Queue()

    def start(self, work: Work, name: str) -> None:
        """Start ``work``; a `bot.runtime.background.Starter`."""
        self._inbox.put_nowait((work, name))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run what is started, from inside the simulated world; on exit all of it is cancelled."""
        tasks: set[asyncio.Task[None]] = set()
        runner = asyncio.create_task(self._run(tasks))
        try:
            yield
        finally:
            while tasks or not self._inbox.empty():  # a task that is cancelled may start another as its last act
                for _ in range(3):  # one that is cancelled before it began would leave its coroutine without an end
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            runner.cancel()
            await asyncio.gather(runner, return_exceptions=True)

    async def _run(self, tasks: set[asyncio.Task[None]]) -> None:
        while True:
            work, name = await self._inbox.get()
            task = asyncio.create_task(work, name=name)
            tasks.add(task)
            task.add_done_callback(tasks.discard)


def world(bot: discord.Client) -> simcord.run:
    """A simulated Discord around the bot, whose clock starts now."""
    run = simcord.run(bot, check_errors=False, settle_timeout=SETTLE_SECONDS)
    run._env.backend.clock._epoch = datetime.now(UTC)  # or else every message is of 1 January 2026
    run._env.backend.bot_user.name = BOT_NAME
    return run


def message(env: simcord.Env, channel_id: int, message_id: int) -> discord.Message:
    """A post as it comes with a right-click on it: with everything that is in it."""
    return to_discord_message(env, env.backend.get_message(channel_id, message_id))


def newest_messages(env: simcord.Env, channel_id: int) -> list[discord.Message]:
    """The public posts in a channel, the newest first."""
    posts = env.backend.messages.get(channel_id, {})
    found = (to_discord_message(env, posts[message_id]) for message_id in sorted(posts, reverse=True))
    return [post for post in found if not post.flags.ephemeral]


def post(env: simcord.Env, channel_id: int, user_id: int, text: str, files: Sequence[tuple[str, bytes]]) -> None:
    """Have somebody post a message with files, from inside of a command: the public way waits for that to end."""
    stored = env.backend.store_attachments(channel_id, files)
    env.backend.create_message(channel_id, user_id, text, attachments=stored)
    env._mark_mutation()


@asynccontextmanager
async def live(env: simcord.Env, preview: simcord.Preview) -> AsyncIterator[None]:
    """Keep the page up to date and the simulated clock going with the real one."""
    task = asyncio.create_task(_keep_live(env, Screen(preview)))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_live(env: simcord.Env, screen: Screen) -> None:
    errors, last = env.error_cursor, time.monotonic()
    while True:
        await asyncio.sleep(PERIOD)
        now = time.monotonic()
        env.backend.advance_clock(now - last)  # or else tokens never expire and timestamps stand still
        last = now
        with env._bot_scope():  # timeouts of views and task loops do not fire by the real clock
            _run_due_virtual_callbacks(env._settlement_state(), now + 1)
        for error in env.errors_since(errors):
            log.error("The bot raised an error.", exc_info=error)
        errors = env.error_cursor
        screen.update()


class Screen:
    """What the open pages show of the channel.

    `Preview.refresh` is the public way to show news, but it is an operation: a click that arrives meanwhile fails, and
    the page stays stuck.
    """

    def __init__(self, preview: simcord.Preview) -> None:
        self._preview = preview
        self._requests = 0
        self._face = self._newest()
        self._scroll_in = 0

    def update(self) -> None:
        """Show what is new since the last time, and bring the newest message into view when it has come or grown."""
        face, requests = self._newest(), len(self._preview.env.http_requests)
        if face != self._face:
            # The browser scrolls to a target that was not the target before; one that has grown is let go for a while.
            self._scroll_in = 0 if face[0] != self._face[0] else 2
            self._face = face
            self._aim(None if self._scroll_in else face[0])
        elif self._scroll_in:
            self._scroll_in -= 1
            self._aim(None if self._scroll_in else face[0])
        elif requests == self._requests:
            return
        self._requests = requests
        self._publish()

    def _aim(self, target: int | None) -> None:
        for page in self._preview._pages.values():
            if page.layout == "channel":
                page.target_id = target
                page.window_end_id = page.window_end_id if target is None else None

    def _newest(self) -> tuple[int | None, tuple[str, ...]]:
        """The newest message's id and the names of its files."""
        messages = self._preview.env.backend.messages.get(self._preview.channel.id, {})
        newest = max(messages, default=None)
        files = () if newest is None else tuple(file["filename"] for file in messages[newest].attachments)
        return newest, files

    def _publish(self) -> None:
        preview = self._preview
        preview._advance_presentation_time()
        for page in tuple(preview._pages.values()):
            if page.id in preview._pages:  # publishing forgets pages that were closed
                page.revision -= 1  # publishing adds it again, so that a click on what was shown before is not “stale”
                preview._publish(page, reason="refresh")
