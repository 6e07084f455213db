"""The parts of simcord that the sandbox needs beyond the public interface.

Only this module uses private names of simcord 3.2.1; `tests/e2e/test_simulator.py` fails if one is gone.
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
from discord import app_commands
from simcord._settlement import _run_due_virtual_callbacks
from simcord.results import to_discord_message

from bot.runtime.background import Work
from nst.errors import UserError

log = logging.getLogger(__name__)

BOT_NAME = "Chameleon"
PERIOD = 0.5  # the page polls as often
SETTLE_SECONDS = 30


class Driver:
    """Runs the bot's background tasks in real time, without simcord's tracking.

    Before simcord answers the user, it waits for every task that the bot creates during an interaction. A task started
    here belongs to the driver instead, so a command ends while its job continues.
    """

    def __init__(self) -> None:
        self._inbox: asyncio.Queue[tuple[Work, str]] = asyncio.Queue()

    def start(self, work: Work, name: str) -> None:
        """Start ``work``; a `bot.runtime.background.Starter`."""
        self._inbox.put_nowait((work, name))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run started tasks inside the simulated world; on exit cancel them all."""
        tasks: set[asyncio.Task[None]] = set()
        runner = asyncio.create_task(self._run(tasks))
        try:
            yield
        finally:
            while tasks or not self._inbox.empty():  # a cancelled task may start another one at its end
                for _ in range(3):  # a task cancelled before it begins would never await its coroutine
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
    """Open a simulated Discord around the bot; its clock starts now."""
    run = simcord.run(bot, check_errors=False, settle_timeout=SETTLE_SECONDS)
    run._env.backend.clock._epoch = datetime.now(UTC)  # otherwise every message is from 1 January 2026
    run._env.backend.bot_user.name = BOT_NAME
    record = run._env._record_error
    run._env._record_error = lambda error: None if _is_answered(error) else record(error)  # type: ignore[method-assign]
    return run


def _is_answered(error: BaseException) -> bool:
    """Whether the person gets an answer for this error, so that it is no fault."""
    return isinstance(error, UserError) or (
        isinstance(error, app_commands.AppCommandError) and isinstance(error.__cause__, UserError)
    )


def message(env: simcord.Env, channel_id: int, message_id: int) -> discord.Message:
    """A post as a right-click sends it, with its whole content."""
    return to_discord_message(env, env.backend.get_message(channel_id, message_id))


def newest_messages(env: simcord.Env, channel_id: int) -> list[discord.Message]:
    """The public posts in a channel, newest first."""
    posts = env.backend.messages.get(channel_id, {})
    found = (to_discord_message(env, posts[message_id]) for message_id in sorted(posts, reverse=True))
    return [post for post in found if not post.flags.ephemeral]


def post(env: simcord.Env, channel_id: int, user_id: int, text: str, files: Sequence[tuple[str, bytes]]) -> None:
    """Post a message with files as a user, inside a command; the public method would wait for the command to end."""
    stored = env.backend.store_attachments(channel_id, files)
    env.backend.create_message(channel_id, user_id, text, attachments=stored)
    env._mark_mutation()


@asynccontextmanager
async def live(env: simcord.Env, preview: simcord.Preview) -> AsyncIterator[None]:
    """Keep the page up to date, and the simulated clock in step with the real one."""
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
        env.backend.advance_clock(now - last)  # otherwise tokens never expire and timestamps do not change
        last = now
        with env._bot_scope():  # the real clock does not fire timeouts of views and task loops
            _run_due_virtual_callbacks(env._settlement_state(), now + 1)
        for error in env.errors_since(errors):
            log.error("The bot raised an error.", exc_info=error)
        errors = env.error_cursor
        screen.update()


class Screen:
    """The channel as the open pages show it.

    `Preview.refresh` is the public way to update pages, but it is an operation: a click during it fails, and the page
    gets stuck.
    """

    def __init__(self, preview: simcord.Preview) -> None:
        self._preview = preview
        self._requests = 0
        self._face = self._newest()
        self._scroll_in = 0

    def update(self) -> None:
        """Show changes since the last update, and scroll to the newest message if it is new or has grown."""
        face, requests = self._newest(), len(self._preview.env.http_requests)
        if face != self._face:
            # The browser only scrolls to a new target, so the target is cleared for a while after a message has grown.
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
        """The id of the newest message, and the names of its files."""
        messages = self._preview.env.backend.messages.get(self._preview.channel.id, {})
        newest = max(messages, default=None)
        files = () if newest is None else tuple(file["filename"] for file in messages[newest].attachments)
        return newest, files

    def _publish(self) -> None:
        preview = self._preview
        preview._advance_presentation_time()
        for page in tuple(preview._pages.values()):
            if page.id in preview._pages:  # publishing forgets pages that were closed
                page.revision -= 1  # publishing adds it again, so that a click on an older page is not “stale”
                preview._publish(page, reason="refresh")
