"""Connect the bot to Discord, and stay until the process is told to stop."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack

from bot.app import App, health_pages, open_app
from bot.connection import Connection
from bot.interactions import InteractionAdapter
from bot.runtime import logs
from bot.runtime.crash_log import crash_log
from bot.runtime.shutdown import end_within, stop_signals
from bot.settings import Settings
from nst.errors import UserError

log = logging.getLogger(__name__)


async def run_discord(settings: Settings, *, start_fresh: bool = False, limit: float | None = None) -> None:
    """Connect to Discord and stay until the process is told to stop.

    Args:
        settings: of the whole bot.
        start_fresh: see `open_app`.
        limit: seconds that the shutdown may take, see `bot.runtime.shutdown.stop_signals`.

    Raises:
        UserError: there is no token, Discord refuses the bot, or the data cannot be used. If Discord cannot be
            reached, the bot keeps trying instead.
    """
    if settings.discord_token is None:
        raise UserError("There is no DISCORD_TOKEN.", hint="Put it into .env; .env.example says where to get one.")
    token = settings.discord_token.get_secret_value()
    logs.configure(settings.log_level, settings.log_format, secrets=[token])
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(stop_signals(limit=limit))
        ending = stack.enter_context(crash_log(settings.data_dir / "crash.log"))
        app = await stack.enter_async_context(open_app(settings, start_fresh=start_fresh, ending=ending))
        InteractionAdapter(app.client).install()
        connection = Connection(app.client, token)
        app.health_checks.connected = lambda: connection.up
        await stack.enter_async_context(health_pages(app, settings))
        await _stay(app, settings, connection, stop, limit)


async def _stay(app: App, settings: Settings, connection: Connection, stop: asyncio.Event, limit: float | None) -> None:
    """Hold the connection until the process is told to stop or no device is left, and say farewell."""
    held = asyncio.ensure_future(connection.hold())
    stopped = asyncio.ensure_future(stop.wait())
    exhausted = asyncio.ensure_future(_exhausted(app, settings))
    waiting = {held, stopped, exhausted}
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        if held.done():
            await held
        log.info("Stopping. What is not finished goes on after the next start.")
        if limit is not None and not stopped.done():
            end_within(limit)
        held.cancel()
        await app.say_farewell()
        if exhausted.done():
            await exhausted
    finally:
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _exhausted(app: App, settings: Settings) -> None:
    """Wait until no device is left to paint on; forever if the process should go on without one.

    Raises:
        UserError: no device is left.
    """
    await app.exhausted.wait()
    if not settings.exit_when_stuck:
        await asyncio.Event().wait()
    raise UserError(
        "No device comes back from its work any more, so I end and hope to be started again.",
        hint="What waits is kept. The log says where each one is stuck.",
    )
