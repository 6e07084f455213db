"""The interactions that are being answered, so that none is left without an answer when the bot ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from cogs.shared.texts import user_error


class OpenInteractions:
    """Which tasks are answering an interaction at present."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._ended: set[asyncio.Task[object]] = set()  # those that were told to end

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._tasks)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Count the running task while the block runs. One that `close` ends raises an error for its person.

        Raises:
            UserError: the bot is being restarted.
        """
        task = asyncio.current_task()
        if task is None or task in self._tasks:  # counted further outside
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
        """Wait for them, and end those that take longer.

        Args:
            patience: seconds until they are ended.
            telling: seconds for their errors to be told.
        """
        answering = self._tasks - {asyncio.current_task()}
        if not answering:
            return
        _, late = await asyncio.wait(answering, timeout=patience)
        self._ended |= late
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=telling)
        self._ended -= late
