"""End the process after a signal: in order, and within a time limit even if something hangs."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

LIMIT_SECONDS = 18.0  # from the signal to the end of the process; hosts wait for 20 s or longer
_PATIENCE = 1.0  # for the report of all threads, which a full pipe can delay


@contextmanager
def stop_signals(*, limit: float | None = None) -> Iterator[asyncio.Event]:
    """An event that the first SIGINT or SIGTERM sets. A second one ends the process at once.

    The handlers belong to the process, not to the event loop, so the limit holds while the loop is blocked.

    Args:
        limit: seconds until the process is ended by force; see `end_within`. None sets no limit.
    """
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the signature of handlers
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        if limit is not None:
            end_within(limit)
        with suppress(RuntimeError):  # the loop is closed, so everything has ended already
            loop.call_soon_threadsafe(stop.set)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, on_signal)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_within(seconds: float) -> None:
    """End the process by force after some seconds, with exit code 1, if it has not ended by then.

    It writes the stack of each thread to standard error. It works while the event loop and Python are blocked.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)
    last = threading.Timer(seconds + _PATIENCE, os._exit, [1])
    last.daemon = True
    last.start()


def leave(code: int) -> None:
    """End the process now if a worker's thread is busy: a normal exit of Python can crash then."""
    if any(thread.name.startswith("paint on ") for thread in threading.enumerate()):
        logging.shutdown()
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
