"""Limit how often something happens per key in any period; further callers wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class _Turn:
    at: float  # seconds: when it is planned, or was taken


class Pace:
    """Spreads calls per key, such as a channel, over time. First come, first served.

    Args:
        count: most turns per period.
        seconds: length of the period.
        clock: monotonic seconds; the loop's clock if None.
    """

    def __init__(self, count: int = 4, seconds: float = 5.0, *, clock: Callable[[], float] | None = None) -> None:
        self._count = count
        self._seconds = seconds
        self._clock = clock
        self._taken: dict[Hashable, deque[_Turn]] = {}  # the last turns, including future ones

    async def turn(self, key: Hashable) -> None:
        """Wait for a turn. A cancelled caller gives its turn back."""
        now = self._now()
        self._forget(now)
        taken = self._taken.setdefault(key, deque())
        before = taken[-self._count] if len(taken) >= self._count else None
        mine = _Turn(now if before is None else max(now, before.at + self._seconds))
        taken.append(mine)
        try:
            await asyncio.sleep(mine.at - now)
            # On a busy machine, the turn before may have been taken later than planned.
            while before is not None and mine.at < before.at + self._seconds:
                mine.at = before.at + self._seconds
                await asyncio.sleep(mine.at - self._now())
        except asyncio.CancelledError:
            with suppress(ValueError):  # long over, and forgotten
                taken.remove(mine)
            raise
        mine.at = self._now()

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()

    def _forget(self, now: float) -> None:
        for key, taken in tuple(self._taken.items()):
            while taken and taken[0].at <= now - self._seconds:
                taken.popleft()
            if not taken:
                del self._taken[key]
