"""Background tasks with a strong reference, a name, and a log entry for each failure.

`asyncio.create_task` alone gives none of these: the loop keeps only a weak reference, and an exception is silent until
the task is garbage. The starter can be replaced, because a simulated Discord must distinguish background work from the
handling of an interaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)

Work = Coroutine[Any, Any, None]
Starter = Callable[[Work, str], "asyncio.Task[None] | None"]


def start_task(work: Work, name: str) -> asyncio.Task[None]:
    """Start ``work`` as a task of the running loop."""
    return asyncio.get_running_loop().create_task(work, name=name)


async def within(seconds: float, work: Coroutine[Any, Any, object], what: str) -> None:
    """Run a step of the shutdown that may hang or fail; never block the next steps.

    Args:
        seconds: time limit; after it the step is cancelled and not awaited.
        work: the step.
        what: its name in the log.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
    finally:
        if not task.done():
            log.warning("%s does not end within %g s; going on without.", what, seconds)
            task.cancel()
        elif not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed.", what, exc_info=error)


class Background:
    """The background tasks of one bot.

    Args:
        starter: starts a coroutine under a name. If it returns None, it keeps the task itself.
    """

    def __init__(self, starter: Starter = start_task) -> None:
        self._starter = starter
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Work, *, name: str) -> None:
        """Run ``work`` in the background; a failure is logged under ``name``."""
        task = self._starter(_logged(work, name), name)
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Cancel running tasks and wait until they have ended."""
        await asyncio.sleep(0)  # a task cancelled before it begins would never await its coroutine
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Reporter:
    """Calls ``report`` at once on news, but at most every ``period`` seconds, and never after it is closed.

    It has a task only while there is news, so a thousand waiting jobs cost nothing.

    Args:
        report: sends the newest state; its exceptions are logged.
        period: seconds between two calls.
        background: where its task runs.
        name: of the task.
        turn: waits before each call until it is allowed; the call then sends the newest state.
    """

    def __init__(
        self,
        report: Callable[[], Awaitable[None]],
        *,
        period: float,
        background: Background,
        name: str,
        turn: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._report = report
        self._turn = turn
        self._period = period
        self._background = background
        self._name = name
        self._news = False
        self._closed = False
        self._spawned = False
        self._reporting = False
        self._task: asyncio.Task[None] | None = None

    def poke(self) -> None:
        """Note news."""
        self._news = True
        if not self._spawned and not self._closed:
            self._spawned = True
            self._background.spawn(self._run(), name=self._name)

    async def close(self, *, grace: float = 3.0) -> None:
        """Stop. A running report gets ``grace`` seconds to arrive, so that it cannot overtake the next message."""
        self._closed = True
        task = self._task
        if task is not None:
            if self._reporting:
                await asyncio.wait({task}, timeout=grace)
            task.cancel()
            await asyncio.wait({task}, timeout=grace)

    async def _run(self) -> None:
        self._task = asyncio.current_task()
        try:
            while self._news and not self._closed:
                if self._turn is not None:
                    await self._turn()
                self._news = False
                await self._say()
                if not self._closed:
                    await asyncio.sleep(self._period)
        finally:
            self._task = None
            self._spawned = False

    async def _say(self) -> None:
        self._reporting = True
        try:
            await self._report()
        except Exception:
            log.exception("%s: could not report.", self._name)
        finally:
            self._reporting = False


async def _logged(work: Work, name: str) -> None:
    try:
        await work
    except Exception:
        log.exception("The background task “%s” failed.", name)
