"""Whose turn it is to have something done now: one thing of each person at a time, going round the people."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.queue import FairQueue
from nst.errors import UserError


class Turns:
    """Places that people take for a while. Nobody has two at once, and who comes often waits behind who comes seldom.

    Args:
        places: how many there are.
        most: what one person may have going on and waiting in all.
    """

    def __init__(self, places: int, *, most: int) -> None:
        self._free = places
        self._most = most
        self._queue: FairQueue[_Wait] = FairQueue()
        self._served: set[int] = set()
        self._asked: Counter[int] = Counter()

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
        wait = _Wait(person, asyncio.get_running_loop().create_future())
        self._queue.push(person, wait)
        self._admit()
        try:
            await wait.over
            yield
        finally:
            self._asked -= Counter([person])
            if not self._queue.remove(wait):
                self._free += 1
                self._served.discard(person)
            self._admit()

    def _admit(self) -> None:
        while self._free and (wait := self._queue.pop(lambda wait: wait.person not in self._served)):
            self._free -= 1
            self._served.add(wait.person)
            if not wait.over.done():  # given up in this moment: its block gives the place back
                wait.over.set_result(None)


@dataclass(frozen=True, slots=True, eq=False)
class _Wait:
    person: int
    over: asyncio.Future[None]
