"""Whose turn it is: a queue that goes round the owners, so that nobody's many jobs hold up somebody's one."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")


class FairQueue(Generic[_T]):
    """Serves one item of each owner in turn; the items of one owner in the order they came.

    An owner who comes (back) with nothing waiting joins at the end of the round. Items must differ from each other.
    Iterating gives the items in the order in which they would be served.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[int, deque[_T]] = OrderedDict()

    def push(self, owner: int, item: _T) -> None:
        """Put an item behind the others of its owner."""
        self._waiting.setdefault(owner, deque()).append(item)

    def pop(self) -> _T | None:
        """Take the item whose turn it is; None when nothing waits."""
        if not self._waiting:
            return None
        owner, items = self._waiting.popitem(last=False)
        item = items.popleft()
        if items:
            self._waiting[owner] = items
        return item

    def remove(self, item: _T) -> bool:
        """Take an item out of turn. False when it does not wait here."""
        for owner, items in self._waiting.items():
            if item in items:
                items.remove(item)
                if not items:
                    del self._waiting[owner]
                return True
        return False

    def position(self, item: _T) -> int | None:
        """How many are served before it, None when it does not wait here."""
        return next((position for position, other in enumerate(self) if other == item), None)

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __iter__(self) -> Iterator[_T]:
        rounds = max(map(len, self._waiting.values()), default=0)
        for turn in range(rounds):
            for items in self._waiting.values():
                if turn < len(items):
                    yield items[turn]
