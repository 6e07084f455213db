"""Track the answers in progress, so that each person gets one when the bot stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from cogs.shared.texts import user_error

log = logging.getLogger(__name__)


class OpenAnswers:
    """The tasks that are answering an interaction or a message."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._ended: set[asyncio.Task[object]] = set()  # the tasks told to end

    def __bool__(self) -> bool:
        """Whether any answer is in progress."""
        return bool(self._tasks)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Track the current task while the block runs. If `close` ends the task, raise an error for its person.

        Raises:
            UserError: the bot is being restarted.
        """
        task = asyncio.current_task()
        if task is None or task in self._tasks:  # an outer block tracks it
            yield
            return
        self._tasks.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if task not in self._ended:
                raise
            task.uncancel()
            raise user_error("restarting") from None
        finally:
            self._tasks.discard(task)

    async def close(self, *, patience: float = 3.0, telling: float = 2.0) -> None:
        """Wait for the tasks, and end those that take too long.

        Args:
            patience: seconds before the tasks are ended.
            telling: seconds to send their errors.
        """
        await asyncio.sleep(0)  # tasks that were created just now begin
        answering = self._tasks - {asyncio.current_task()}
        if not answering:
            return
        _, late = await asyncio.wait(answering, timeout=patience)
        if late:
            log.warning("%d answers take too long; they are ended.", len(late))
        self._ended |= late
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=telling)
        self._ended -= late
