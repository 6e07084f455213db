"""How late the event loop of the bot's process is, a hundred times a second, for `benchmarks.load`."""

import asyncio
from array import array
from pathlib import Path

PERIOD = 0.01  # seconds between two moments at which the loop should wake up


class Lags:
    """Notes for each moment of a fixed grid how many seconds too late the loop has come to it.

    A loop that is blocked for a second misses a hundred moments, and each of them counts.
    """

    def __init__(self) -> None:
        self._lags = array("d")
        self._due: float | None = None

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin, or begin again with none. From any thread."""
        loop.call_soon_threadsafe(self._begin, loop)

    def write(self, path: Path) -> None:
        """Write what was noted, as C doubles. From any thread."""
        path.write_bytes(self._lags.tobytes())

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        began, self._due = self._due is not None, loop.time() + PERIOD
        self._lags = array("d")
        if not began:
            self._tick(loop)

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        assert self._due is not None
        now = loop.time()
        while self._due <= now:
            self._lags.append(now - self._due)
            self._due += PERIOD
        loop.call_at(self._due, self._tick, loop)
