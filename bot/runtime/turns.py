"""Take turns: one task per person at a time, round-robin over people."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from nst.errors import UserError


class Turns:
    """Places that people take for a while. Each person has one at most, and queues behind the others after a turn.

    Args:
        places: number of places.
        most: most running and waiting tasks per person.
    """

    def __init__(self, places: int, *, most: int) -> None:
        self._free = places
        self._most = most
        self._asked: Counter[int] = Counter()
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        self._line: dict[int, None] = {}  # people who wait without a place, in the order of service
        self._served: set[int] = set()

    @asynccontextmanager
    async def turn(self, person: int) -> AsyncIterator[None]:
        """Wait for a place, and hold it while the block runs.

        Raises:
            UserError: the person has too many waiting tasks.
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
            if not admitted.done():  # if cancelled at this moment, its block gives the place back
                admitted.set_result(None)

    def _take(self, person: int, waiting: asyncio.Future[None]) -> None:
        self._waiting[person].remove(waiting)
        if not self._waiting[person]:
            del self._waiting[person]
            self._line.pop(person, None)
