"""Kill a bot: part of a test runs with a bot in its own process, which SIGKILL ends.

The disk stays as it was at that moment. So does the simulated Discord: the process hands it over just before it dies.
"""

import asyncio
import io
import multiprocessing
import os
import pickle
import signal
import tempfile
import traceback
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import simcord
from simcord.backend.state import Backend

from bot.app import open_app
from bot.jobs.executor import PaintTask
from bot.sandbox.simulator import Driver
from bot.settings import Settings
from tests.bot.clocks import FakeCalendar
from tests.cogs.world import FakePainter, Server, World
from tests.polling import PATIENCE

Story = Callable[..., Awaitable[Any]]


async def killed(world: World, story: Story, *values: Any) -> Any:
    """Run a story with a bot that is killed at the end, and start another bot in ``world``.

    Discord objects that the test holds are stale afterwards. Pass the ones that the test still needs to the story, and
    return them from it.

    Args:
        world: its bot is stopped normally before the story starts.
        story: a module-level function; called as ``story(victim, *values)`` in another process.
        values: arguments of the story.

    Returns:
        What the story returned or passed to `Victim.die`.
    """
    await world.stop()
    # In a thread: what the stopped bot has left in the event loop can end.
    state = await asyncio.to_thread(_run_until_killed, world.settings, _written(world, values), story)
    handover = _read(state, world.env)
    world.env.backend = handover.discord
    world.settle(handover.server)
    world.clock.added = handover.added
    world.painter.painted = handover.painted
    await world.start()
    return handover.value


class Victim(World):
    """The world of a bot that is killed when the story ends."""

    handover: Path

    def die(self, value: Any = None) -> NoReturn:
        """Kill the bot at once: none of its code runs after this."""
        self.handover.write_bytes(_written(self, value))
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("SIGKILL cannot be survived")


@dataclass(frozen=True)
class _Handover:
    """The state of a bot and its world at one moment, except the disk."""

    discord: Backend
    server: Server
    added: timedelta  # to the clock
    painted: list[PaintTask]
    value: Any


def _run_until_killed(settings: Settings, before: bytes, story: Story) -> bytes:
    """Run a story in its own process. Return what it handed over."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # one process per story, but only one import
    with tempfile.TemporaryDirectory() as folder:
        after, error = Path(folder, "handover"), Path(folder, "error")
        process = context.Process(target=_run, args=(settings, before, story, after, error))
        process.start()
        process.join(3 * PATIENCE)
        ended = process.exitcode
        process.kill()
        process.join()
        process.close()
        assert ended == -signal.SIGKILL, error.read_text() if error.exists() else f"the process ended with {ended}"
        return after.read_bytes()


def _run(settings: Settings, before: bytes, story: Story, after: Path, error: Path) -> None:
    try:
        asyncio.run(_run_story(settings, before, story, after))
    except BaseException:
        error.write_text(traceback.format_exc())
        raise


async def _run_story(settings: Settings, before: bytes, story: Story, after: Path) -> None:
    driver, painter, clock = Driver(), FakePainter(), FakeCalendar()
    async with AsyncExitStack() as apps:
        app = await apps.enter_async_context(open_app(settings, starter=driver.start, painter=painter, now=clock))
        env = simcord.Env(app.client, settle_timeout=PATIENCE)
        handover = _read(before, env)
        env.backend = handover.discord
        clock.added, painter.painted = handover.added, handover.painted
        await env.start()
        with env.time_context():
            victim = Victim(env, app, driver, apps, settings, painter, clock, handover.server)
            victim.handover = after
            await victim.begin()
            victim.die(await story(victim, *handover.value))


def _written(world: World, value: Any) -> bytes:
    file = io.BytesIO()
    handover = _Handover(world.env.backend, world.server, world.clock.added, world.painter.painted, value)
    _Pickler(file, world.env).dump(handover)
    return file.getvalue()


def _read(written: bytes, env: simcord.Env) -> _Handover:
    handover = _Unpickler(io.BytesIO(written), env).load()
    assert isinstance(handover, _Handover)
    return handover


class _Pickler(pickle.Pickler):
    """Leaves out the parts of Discord that belong to one process: its environment, and the bots that listen."""

    def __init__(self, file: BinaryIO, env: simcord.Env) -> None:
        super().__init__(file)
        self._env = env

    def persistent_id(self, value: Any) -> str | None:
        if value is self._env:
            return "env"
        return "subscribers" if value is self._env.backend.subscribers else None


class _Unpickler(pickle.Unpickler):
    """Puts the parts of the current process in their place."""

    def __init__(self, file: BinaryIO, env: simcord.Env) -> None:
        super().__init__(file)
        self._env = env

    def persistent_load(self, name: Any) -> Any:
        return {"env": self._env, "subscribers": []}[name]
