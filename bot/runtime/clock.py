"""Time that passes by itself, behind a seam so that a test can move it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Protocol


class Clock(Protocol):
    """A clock that never goes back."""

    def now(self) -> float:
        """Seconds since some moment. May be called from any thread."""
        ...

    async def wait(self, event: asyncio.Event, *, until: float | None) -> None:
        """Return when the event is set, or at that moment; None waits for the event alone."""
        ...


class MonotonicClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Seconds since the machine was started."""
        return time.monotonic()

    async def wait(self, event: asyncio.Event, *, until: float | None) -> None:
        """See `Clock.wait`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(None if until is None else max(0.0, until - self.now())):
                await event.wait()
