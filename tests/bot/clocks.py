"""Clocks that the test moves."""

import asyncio
from datetime import UTC, datetime, timedelta


class FakeClock:
    """Implements `bot.runtime.clock.Clock`."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._moved = asyncio.Event()
        self.waits: list[float | None] = []  # the requested length of each wait

    def now(self) -> float:
        return self._now

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def wait(self, event: asyncio.Event, *, until: float | None) -> None:
        self.waits.append(None if until is None else until - self._now)
        while not event.is_set() and (until is None or self._now < until):
            tasks = [asyncio.ensure_future(each.wait()) for each in (event, self._moved)]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


class FakeCalendar:
    """The date and time for challenges: a given moment or the real time, plus what the test adds."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self.added = timedelta()
        self._jump: tuple[int, timedelta] | None = None

    @property
    def now(self) -> datetime:
        return (self._start or datetime.now(UTC)) + self.added

    def __call__(self) -> datetime:
        if self._jump is not None:
            looks, duration = self._jump
            self._jump = (looks - 1, duration) if looks else None
            self.added += timedelta() if looks else duration
        return self.now

    def forward(self, **duration: float) -> None:
        """Let time pass."""
        self.added += timedelta(**duration)

    def forward_after(self, looks: int, **duration: float) -> None:
        """Let time pass once the bot has read the clock that often."""
        self._jump = looks, timedelta(**duration)
