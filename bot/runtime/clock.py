"""Clocks that a test can replace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol

Now = Callable[[], datetime]
"""What date and time it is, aware of the time zone."""


def utc_now() -> datetime:
    """The date and time of this computer."""
    return datetime.now(UTC)


class Clock(Protocol):
    """A clock that never goes back."""

    def now(self) -> float:
        """Seconds since some moment. May be called from any thread."""
        ...

    async def wait(self, event: asyncio.Event, *, until: float | None) -> None:
        """Return when the event is set, or at that moment; None waits for the event only."""
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
