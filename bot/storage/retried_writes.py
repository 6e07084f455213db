"""Writes that must not be lost: they are tried again until the storage takes them."""

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
    """Whether an error says that nothing can be written at present. Other things raise `OSError`, too."""
    if isinstance(error, OSError):
        return error.errno in _FULL_OR_BROKEN
    return isinstance(error, STORAGE_TROUBLE)


class Persistence:
    """Repeats writes while the storage has trouble, with growing pauses.

    Args:
        closing: once this is set, a write that fails is not repeated.
        first_pause, longest_pause: seconds between two tries of one write; each pause is twice the last.
    """

    def __init__(
        self, closing: asyncio.Event, *, first_pause: float = _FIRST_PAUSE, longest_pause: float = _LONGEST_PAUSE
    ) -> None:
        self._closing = closing
        self._first_pause = first_pause
        self._longest_pause = longest_pause

    async def write(self, what: str, write: Callable[[], Awaitable[_T]]) -> _T:
        """Do a write, again and again if need be, and return what it returns.

        Args:
            what: is written, for the log.
            write: may be repeated, also after one that worked and whose answer was lost.

        Raises:
            Exception: what the write raised, if that is no trouble of the storage or everything is being closed.
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
