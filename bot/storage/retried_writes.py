"""Retry important writes until the storage accepts them."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

log = logging.getLogger(__name__)

_T = TypeVar("_T")

STORAGE_TROUBLE = (OperationalError, InterfaceError, InternalError, PoolTimeoutError, OSError)
"""What a locked database or a full disk raises. It may pass; anything else is a defect."""

_FULL_OR_BROKEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}

_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 8.0  # seconds


def is_storage_trouble(error: BaseException) -> bool:
    """Whether an error means that the storage cannot write at present. Other code raises `OSError`, too."""
    if isinstance(error, OSError):
        return error.errno in _FULL_OR_BROKEN
    return isinstance(error, STORAGE_TROUBLE)


class Persistence:
    """Retries writes while the storage fails, with growing pauses.

    Args:
        closing: once set, failed writes are not retried.
        first_pause, longest_pause: seconds between two attempts; each pause is twice the last one.
    """

    def __init__(
        self, closing: asyncio.Event, *, first_pause: float = _FIRST_PAUSE, longest_pause: float = _LONGEST_PAUSE
    ) -> None:
        self._closing = closing
        self._first_pause = first_pause
        self._longest_pause = longest_pause

    async def write(self, what: str, write: Callable[[], Awaitable[_T]]) -> _T:
        """Do a write, retry it as needed, and return its result.

        Args:
            what: name of the data, for the log.
            write: safe to repeat, even after a success whose answer was lost.

        Raises:
            Exception: from the write, if it is no storage error or the bot is closing.
        """
        pause = self._first_pause
        while True:
            try:
                return await write()
            except STORAGE_TROUBLE as error:
                if self._closing.is_set():
                    raise
                reason = getattr(error, "orig", None) or error  # without the statement
                log.warning("Could not write %s; trying again in %g s: %s", what, pause, reason)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._closing.wait()
            pause = min(2 * pause, self._longest_pause)
