"""Whose turn it is to have something done now: one thing of each person at a time, going round the people."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from nst.errors import UserError


class Turns:
    """Places that people take for a while. Nobody has two at once, and who was just served waits behind the others.

    Args:
        places: how many there are.
        most: what one person may have going on and waiting in all.
    """

    def __init__(self, places: int, *, most: int) -> None:
        self._free = places
        self._most = most
        self._asked: Counter[int] = Counter()
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        self._line: dict[int, None] = {}  # people who wait and have no place, in the order in which they are served
        self._served: set[int] = set()

    @asynccontextmanager
    async def turn(self, person: int) -> AsyncIterator[None]:
        """Wait for a place, and have it while the block runs.

        Raises:
            UserError: the person has too much waiting already.
        """
        if self._asked[person] >= self._most:
            raise UserError(
                f"I am still reading {self._most} pictures of yours.",
                hint="Wait for the answers, then send more.",
                code="too-many-readings",
                limit=self._most,
            )
        self._asked[person] += 1
        admitted = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, deque()).append(admitted)
        self._line_up(person)
        try:
            await admitted
            yield
        finally:
            self._asked -= Counter([person])
            if admitted in self._waiting.get(person, ()):
                self._take(person, admitted)
            else:
                self._free += 1
                self._served.discard(person)
                self._line_up(person)

    def _line_up(self, person: int) -> None:
        if person in self._waiting and person not in self._served:
            self._line.setdefault(person)
        while self._free and self._line:
            first = next(iter(self._line))
            admitted = self._waiting[first][0]
            self._take(first, admitted)
            self._line.pop(first, None)
            self._free -= 1
            self._served.add(first)
            if not admitted.done():  # given up in this moment: its block gives the place back
                admitted.set_result(None)

    def _take(self, person: int, waiting: asyncio.Future[None]) -> None:
        self._waiting[person].remove(waiting)
        if not self._waiting[person]:
            del self._waiting[person]
            self._line.pop(person, None)
