"""Limit how often something happens per key in any period; further callers wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable


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
        self._taken: dict[Hashable, deque[float]] = {}  # the times of the last turns, including future ones

    async def turn(self, key: Hashable) -> None:
        """Wait for a turn. A cancelled caller gives its turn back."""
        now = self._now()
        self._forget(now)
        taken = self._taken.setdefault(key, deque())
        at = now if len(taken) < self._count else max(now, taken[-self._count] + self._seconds)
        taken.append(at)
        try:
            await asyncio.sleep(at - now)
        except asyncio.CancelledError:
            if at in taken:
                taken.remove(at)
            raise

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()

    def _forget(self, now: float) -> None:
        for key, taken in tuple(self._taken.items()):
            while taken and taken[0] <= now - self._seconds:
                taken.popleft()
            if not taken:
                del self._taken[key]
