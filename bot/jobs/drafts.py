"""Drafts: the pictures behind a form that the user has not sent yet. They survive a restart."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotFound
from bot.storage.tables import drafts

LIFE = timedelta(days=1)  # the links to pictures in a draft expire then, too


class Drafts:
    """The drafts of one database. When a method returns, its change is written."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def put(self, owner_id: int, data: Mapping[str, Any]) -> str:
        """Keep a draft of JSON types for a day. Return its id, which fits into a button's id."""
        draft_id = secrets.token_hex(8)
        row = {"id": draft_id, "owner_id": owner_id, "data": dict(data), "created_at": datetime.now(UTC)}
        async with self._database.begin() as connection:
            await connection.execute(drafts.insert().values(row))
        return draft_id

    async def get(self, draft_id: str, owner_id: int) -> Mapping[str, Any]:
        """Read a person's draft.

        Raises:
            NotFound: it is gone, or another person's.
        """
        where = (drafts.c.id == draft_id) & (drafts.c.owner_id == owner_id)
        async with self._database.connect() as connection:
            data: Mapping[str, Any] | None = (
                await connection.execute(select(drafts.c.data).where(where))
            ).scalar_one_or_none()
        if data is None:
            raise NotFound("That form has expired.", hint="Please begin again.", code="draft-gone")
        return data

    async def tidy(self) -> None:
        """Remove drafts older than a day."""
        async with self._database.begin() as connection:
            await connection.execute(drafts.delete().where(drafts.c.created_at <= datetime.now(UTC) - LIFE))
