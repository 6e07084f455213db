"""How many unfinished jobs one person may have, with those that are about to be submitted."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import TooMany
from bot.jobs.store import JobStore


class Places:
    """The places in line that each person has.

    Args:
        store: knows the unfinished jobs.
        limit: places of one person.
    """

    def __init__(self, store: JobStore, limit: int) -> None:
        self._store = store
        self._limit = limit
        self._reserved: Counter[int] = Counter()  # of jobs whose pictures are being downloaded, by owner
        self._reserving = asyncio.Lock()  # from counting somebody's jobs and places until the new place is one of them

    async def check(self, owner_id: int, *, reserved: bool = True) -> None:
        """Check that somebody has a place left; those that are reserved count as taken, or not.

        Raises:
            TooMany: they have none.
        """
        taken = await self._store.count_unfinished(owner_id) + (self._reserved[owner_id] if reserved else 0)
        if taken >= self._limit:
            many = "a picture" if self._limit == 1 else f"{self._limit} pictures"
            raise TooMany(
                f"You already have {many} on the way.",
                hint="Wait for one to finish, or cancel one.",
                code="too-many",
                limit=self._limit,
            )

    @asynccontextmanager
    async def reserve(self, owner_id: int) -> AsyncIterator[None]:
        """Keep a place while the block lasts.

        Raises:
            TooMany: there is none.
        """
        async with self._reserving:
            await self.check(owner_id)
            self._reserved[owner_id] += 1
        try:
            yield
        finally:
            self._reserved -= Counter([owner_id])
