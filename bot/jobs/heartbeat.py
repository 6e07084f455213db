"""Detect a hung worker: it has given no sign of life for much longer than its work takes."""

from __future__ import annotations

from bot.runtime.clock import Clock

STEP_FACTOR = 30.0
STEP_SECONDS = 180.0
START_SECONDS = 600.0  # a task reads its pictures and measures them before its first step
FIRST_START_SECONDS = 3600.0  # the first task of a device also loads libraries and loads or downloads weights


class Heartbeat:
    """The signs of life of one worker. Its thread writes, the event loop reads.

    Args:
        clock: dates the signs.

    Attributes:
        deadline: when the next sign is due at the latest; None while the worker rests.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.now()
        self._warm = False  # whether a task on this device ever took a step
        self._stepped = False  # whether this task did
        self.deadline: float | None = None

    def start(self, estimate: float | None) -> None:
        """Begin a task that takes about ``estimate`` seconds in all; None if unknown."""
        known = self._warm and estimate is not None
        self._stepped = False
        self._beat(max(START_SECONDS, estimate or 0.0) if known else FIRST_START_SECONDS)

    def step(self, forecast: float) -> None:
        """Note a step; ``forecast`` is the expected time of each later step, in seconds.

        The first step also prepares data for the later ones, so its time says nothing about them.
        """
        measured = max(forecast, self._clock.now() - self._last) if self._stepped else forecast
        self._warm = self._stepped = True
        self._beat(max(STEP_SECONDS, STEP_FACTOR * measured))

    def rest(self) -> None:
        """Note the end of the task."""
        self.deadline = None

    def overdue(self) -> bool:
        """Whether a sign of life is missing."""
        deadline = self.deadline  # another thread may set it to None in between
        return deadline is not None and self._clock.now() > deadline

    def _beat(self, limit: float) -> None:
        self._last = self._clock.now()
        self.deadline = self._last + limit
