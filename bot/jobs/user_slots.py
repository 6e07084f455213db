"""Limit the unfinished jobs of each person, including those about to be submitted."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import TooMany
from bot.jobs.store import JobStore


class UserSlots:
    """Each person's slots for unfinished jobs.

    Args:
        store: counts the unfinished jobs.
        limit: slots per person.
    """

    def __init__(self, store: JobStore, limit: int) -> None:
        self._store = store
        self._limit = limit
        self._reserved: Counter[int] = Counter()  # by owner: slots for jobs whose pictures are being downloaded
        self._reserving = asyncio.Lock()  # held from counting a person's slots until the new one is reserved

    async def check(self, owner_id: int, *, reserved: bool = True) -> None:
        """Check that a person has a free slot.

        Args:
            owner_id: the person's id.
            reserved: whether reserved slots count as taken.

        Raises:
            TooMany: all slots are taken.
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
        """Reserve a slot while the block runs.

        Raises:
            TooMany: all slots are taken.
        """
        async with self._reserving:
            await self.check(owner_id)
            self._reserved[owner_id] += 1
        try:
            yield
        finally:
            self._reserved -= Counter([owner_id])
