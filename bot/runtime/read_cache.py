"""What was read from the database lately, until it is written again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class ReadCache(Generic[_T]):
    """Values by key, those that were asked for lately. Whoever writes must `forget` afterwards.

    Args:
        size: how many values are kept at most.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[str, _T] = OrderedDict()
        self._writes = 0

    async def get(self, key: str, read: Callable[[], Awaitable[_T]]) -> _T:
        """The value, read if need be. One that was written while it was read is not kept."""
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
        """A value has changed; without a key, any may have."""
        self._writes += 1
        if key is None:
            self._values.clear()
        else:
            self._values.pop(key, None)
