"""What is done every few minutes as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

log = logging.getLogger(__name__)

Chore = Callable[[], Awaitable[None]]


class Housekeeping:
    """Does its chores at once and then once a period. A chore that fails does not stop the others.

    Args:
        chores: in the order in which they are done.
        closing: set when there is to be no other round.
        period: seconds between two rounds.
    """

    def __init__(self, chores: Sequence[Chore], closing: asyncio.Event, *, period: float = 600.0) -> None:
        self._chores = chores
        self._closing = closing
        self._period = period

    async def run(self) -> None:
        """Do the chores until everything is closed."""
        while not self._closing.is_set():
            for chore in self._chores:
                try:
                    await chore()
                except Exception:
                    log.exception("A chore failed; it is tried again.")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._period):
                    await self._closing.wait()
