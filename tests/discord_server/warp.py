"""The clocks of the bot's process, shifted by what the test moved. Imported by the launcher before anything else.

`time.time`, `time.monotonic`, `time.perf_counter` and `datetime.now` of this process are the computer's plus an offset.
The event loop reads `time.monotonic`, so every pause and every timeout of the bot, of discord.py and of aiohttp ends
when its time has come, however it came. Locks and threads wait in real time."""

import datetime as dt
import time
from typing import Any

_time, _monotonic, _perf_counter = time.time, time.monotonic, time.perf_counter
_datetime = dt.datetime


class Offset:
    """By how much the clocks of this process are ahead."""

    def __init__(self) -> None:
        self.moved = 0.0  # of every clock
        self.wall_error = 0.0  # of the calendar only: somebody sets the computer's clock


OFFSET = Offset()


class _Kind(type):
    """Lets real datetimes count as ours: C code makes those."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, _datetime)


class Shifted(_datetime, metaclass=_Kind):
    """`datetime.datetime` that knows the shifted time."""

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
    """Shift the clocks of this process. Call it before other modules take the names out of `time` and `datetime`."""
    OFFSET.moved = moved
    dt.datetime = Shifted  # type: ignore[misc]
    time.time = _shifted_time
    time.monotonic = lambda: _monotonic() + OFFSET.moved
    time.perf_counter = lambda: _perf_counter() + OFFSET.moved
