"""A clock that stands still until the test moves it."""

import asyncio


class FakeClock:
    """Implements `bot.runtime.clock.Clock`."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._moved = asyncio.Event()
        self.waits: list[float | None] = []  # how long each wait was meant to be

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
