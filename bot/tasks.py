"""Background tasks that are held, named, and whose failure is logged.

`asyncio.create_task` alone does none of the three: the loop keeps only a weak reference, and an exception is silent until
the task is garbage. How a task is started can be replaced, because a simulated Discord must tell the bot's background
work from the handling of an interaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)

Work = Coroutine[Any, Any, None]
Starter = Callable[[Work, str], "asyncio.Task[None] | None"]


def start_task(work: Work, name: str) -> asyncio.Task[None]:
    """Start ``work`` as a task of the running loop."""
    return asyncio.get_running_loop().create_task(work, name=name)


class Background:
    """The background tasks of one bot.

    Args:
        starter: starts a coroutine under a name. One that returns None keeps the task itself.
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
        """Cancel what still runs and wait for it to end."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _logged(work: Work, name: str) -> None:
    try:
        await work
    except Exception:
        log.exception("The background task “%s” failed.", name)
