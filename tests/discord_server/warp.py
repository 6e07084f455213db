"""Shift the clocks of the bot's process by the moved time. The launcher imports this before anything else.

`time.time`, `time.monotonic`, `time.perf_counter` and `datetime.now` of this process are the computer's plus an offset.
The event loop reads `time.monotonic`, so all pauses and timeouts of the bot, discord.py and aiohttp follow the moved
time. Locks and threads wait in real time."""

import datetime as dt
import time
from typing import Any

_time, _monotonic, _perf_counter = time.time, time.monotonic, time.perf_counter
_datetime = dt.datetime


class Offset:
    """How far the clocks of this process are ahead."""

    def __init__(self) -> None:
        self.moved = 0.0  # of every clock
        self.wall_error = 0.0  # of the calendar only, as if a user had set the computer's clock


OFFSET = Offset()


class _Kind(type):
    """Lets real datetimes, which C code makes, count as shifted ones."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, _datetime)


class Shifted(_datetime, metaclass=_Kind):
    """`datetime.datetime` with the shifted time."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """The shifted time."""
        return _datetime.fromtimestamp(_shifted_time(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        """The shifted time, without its zone."""
        return _datetime.fromtimestamp(_shifted_time(), dt.UTC).replace(tzinfo=None)


def _shifted_time() -> float:
    return _time() + OFFSET.moved + OFFSET.wall_error


def install(moved: float) -> None:
    """Shift the clocks of this process. Call it before other modules import names from `time` and `datetime`."""
    OFFSET.moved = moved
    dt.datetime = Shifted  # type: ignore[misc]
    time.time = _shifted_time
    time.monotonic = lambda: _monotonic() + OFFSET.moved
    time.perf_counter = lambda: _perf_counter() + OFFSET.moved
