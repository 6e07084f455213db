"""Consent and bans: whose pictures others may use, and who is banned."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import bans, opt_outs
from nst.errors import UserError


class OptedOut(UserError):
    """The person in question does not let others use their pictures."""


class Banned(UserError):
    """The bot's owner has banned this person or server."""


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban. `id` belongs to a person or a server; Discord never uses an id twice."""

    id: int
    reason: str
    created_at: datetime


class People:
    """Consent and bans. Nothing is stored about people who have set nothing and are not banned."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._writing = asyncio.Lock()

    async def consents(self, user_id: int) -> bool:
        """Whether others may use a person's pictures; yes until the person says no."""
        return not await self._has(opt_outs, opt_outs.c.user_id == user_id)

    async def set_consent(self, user_id: int, *, allowed: bool) -> None:
        """Store a person's choice; a yes removes the row."""
        async with self._writing, self._database.begin() as connection:
            await connection.execute(opt_outs.delete().where(opt_outs.c.user_id == user_id))
            if not allowed:
                await connection.execute(opt_outs.insert().values(user_id=user_id, created_at=datetime.now(UTC)))

    async def require_consent(self, subject_id: int, actor_id: int) -> None:
        """Check that a person (the actor) may use a picture of another (the subject).

        Raises:
            OptedOut: the subject has said no. People may always use their own pictures.
        """
        if subject_id != actor_id and not await self.consents(subject_id):
            raise OptedOut(
                "This picture belongs to a person who prefers that only they have their pictures painted.",
                hint="Please choose another picture.",
                code="opted-out",
            )

    async def banned(self, someone_id: int) -> bool:
        """Whether a person or a server is banned."""
        return await self._has(bans, bans.c.id == someone_id)

    async def ban(self, someone_id: int, *, reason: str = "") -> None:
        """Ban a person or a server until `unban`."""
        async with self._writing, self._database.begin() as connection:
            await connection.execute(bans.delete().where(bans.c.id == someone_id))
            await connection.execute(bans.insert().values(id=someone_id, reason=reason, created_at=datetime.now(UTC)))

    async def unban(self, someone_id: int) -> bool:
        """Lift the ban of a person or a server; False if there was none."""
        async with self._writing, self._database.begin() as connection:
            result = await connection.execute(bans.delete().where(bans.c.id == someone_id))
        return result.rowcount > 0

    async def bans(self) -> list[Ban]:
        """All bans, newest first."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(bans).order_by(bans.c.created_at.desc()))).mappings()
            return [Ban(**row) for row in rows]

    async def require_welcome(self, actor_id: int, guild_id: int | None = None) -> None:
        """Check that neither the person nor the server is banned.

        Raises:
            Banned: one of them is.
        """
        if await self.banned(actor_id):
            raise Banned(
                "I cannot paint for you: my owner has blocked your account.",
                hint="If you think that this is a mistake, please write to whoever runs me.",
                code="banned",
            )
        if guild_id is not None and await self.banned(guild_id):
            raise Banned(
                "I cannot paint in this server: my owner has blocked it.",
                hint="I still work elsewhere, for example in a direct message.",
                code="banned-server",
            )

    async def _has(self, table: Table, where: ColumnElement[bool]) -> bool:
        async with self._database.connect() as connection:
            return (await connection.execute(select(table).where(where).limit(1))).first() is not None
