"""The time of the story. It runs with the computer's clock, and the test moves it forwards.

Two kinds of rules read it:

- `now` and `wall` are the computer's clock plus what was moved: pauses, rate limits, timestamps. The bot's process
  shifts its own clocks by the same amount (`tests.discord_server.warp`), so both sides agree.
- `moved` is only what the test moved. Discord's deadlines (3 s for an acknowledgement, 15 min for a token) are measured
  by it, so a slow machine never breaks one, and a test that wants one broken moves the clock."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """Moves only forwards."""

    def __init__(self) -> None:
        self.moved = 0.0
        self.wall_error = 0.0  # by how much the computer's calendar is wrong beyond that
        self._sleepers: set[asyncio.Event] = set()

    def now(self) -> float:
        """Seconds, from an arbitrary start."""
        return time.monotonic() + self.moved

    def wall(self) -> datetime:
        """The true date and time, as Discord's computers know it."""
        return datetime.fromtimestamp(time.time() + self.moved, UTC)

    def move(self, seconds: float) -> None:
        """Let time pass at once."""
        assert seconds >= 0, "time does not go back"
        self.moved += seconds
        for sleeper in self._sleepers:
            sleeper.set()

    async def sleep(self, seconds: float) -> None:
        """Return once so much time has passed, by itself or moved."""
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
