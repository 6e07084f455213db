"""A round-robin queue over owners: many jobs of one owner do not delay another owner's job."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")


class FairQueue(Generic[_T]):
    """Serves one item of each owner in turn, and the items of one owner in order of arrival.

    An owner without waiting items joins at the end of the round. Items must be unique. Iteration yields the items in
    the order of service.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[int, deque[_T]] = OrderedDict()

    def push(self, owner: int, item: _T) -> None:
        """Add an item behind the other items of its owner."""
        self._waiting.setdefault(owner, deque()).append(item)

    def pop(self, may: Callable[[_T], bool] = lambda _: True) -> _T | None:
        """Take the first item that may be served now; None if there is none.

        Its owner goes to the end of the round; skipped owners keep their places.
        """
        for owner, items in self._waiting.items():
            for item in items:
                if may(item):
                    self._take(owner, item)
                    if items:
                        self._waiting.move_to_end(owner)
                    return item
        return None

    def remove(self, item: _T) -> bool:
        """Remove an item. False if it is not in the queue."""
        for owner, items in self._waiting.items():
            if item in items:
                self._take(owner, item)
                return True
        return False

    def _take(self, owner: int, item: _T) -> None:
        items = self._waiting[owner]
        items.remove(item)
        if not items:
            del self._waiting[owner]

    def position(self, item: _T) -> int | None:
        """The number of items before it; None if it is not in the queue."""
        return next((position for position, other in enumerate(self) if other == item), None)

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __iter__(self) -> Iterator[_T]:
        rounds = max(map(len, self._waiting.values()), default=0)
        for turn in range(rounds):
            for items in self._waiting.values():
                if turn < len(items):
                    yield items[turn]
