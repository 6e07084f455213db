"""Run chores every few minutes while the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

log = logging.getLogger(__name__)

Chore = Callable[[], Awaitable[None]]


class Housekeeping:
    """Runs its chores at once and then once per period. A failing chore does not stop the others.

    Args:
        chores: in the order in which they run.
        closing: set when no more rounds may begin.
        period: seconds between two rounds.
    """

    def __init__(self, chores: Sequence[Chore], closing: asyncio.Event, *, period: float = 600.0) -> None:
        self._chores = chores
        self._closing = closing
        self._period = period

    async def run(self) -> None:
        """Run the chores until the bot closes."""
        while not self._closing.is_set():
            for chore in self._chores:
                try:
                    await chore()
                except Exception:
                    log.exception("A chore failed; it is tried again.")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._period):
                    await self._closing.wait()
