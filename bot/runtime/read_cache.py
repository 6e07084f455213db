"""A cache of values read from the database, until they are written again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class ReadCache(Generic[_T]):
    """The most recently used values by key. Call `forget` after each write.

    Args:
        size: most values kept.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[str, _T] = OrderedDict()
        self._writes = 0

    async def get(self, key: str, read: Callable[[], Awaitable[_T]]) -> _T:
        """Get a value; read it if needed. A value that was written during the read is not cached."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        writes = self._writes
        value = await read()
        if writes == self._writes:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value

    def forget(self, key: str | None = None) -> None:
        """Drop a changed value; without a key, drop all."""
        self._writes += 1
        if key is None:
            self._values.clear()
        else:
            self._values.pop(key, None)
