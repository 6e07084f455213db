"""The simulated time. It runs with the computer's clock, and the test moves it forwards.

Two kinds of rules use it:

- `now` and `wall` are the computer's clock plus the moved time: for pauses, rate limits, timestamps. The bot's process
  shifts its own clocks by the same amount (`tests.discord_server.warp`), so both sides agree.
- `moved` is only the moved time. It measures Discord's deadlines (3 s for an acknowledgement, 15 min for a token), so
  a slow machine never misses one, and a test moves the clock to miss one."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """A clock that only moves forwards."""

    def __init__(self) -> None:
        self.moved = 0.0
        self.wall_error = 0.0  # further error of the computer's calendar
        self._sleepers: set[asyncio.Event] = set()

    def now(self) -> float:
        """Seconds, from an arbitrary start."""
        return time.monotonic() + self.moved

    def wall(self) -> datetime:
        """The true date and time, on Discord's computers."""
        return datetime.fromtimestamp(time.time() + self.moved, UTC)

    def move(self, seconds: float) -> None:
        """Let time pass at once."""
        assert seconds >= 0, "time does not go back"
        self.moved += seconds
        for sleeper in self._sleepers:
            sleeper.set()

    async def sleep(self, seconds: float) -> None:
        """Return once this much time has passed, really or moved."""
        end, woken = self.now() + seconds, asyncio.Event()
        self._sleepers.add(woken)
        try:
            while (left := end - self.now()) > 0:
                woken.clear()
                try:
                    await asyncio.wait_for(woken.wait(), left)
                except TimeoutError:
                    continue
        finally:
            self._sleepers.discard(woken)
