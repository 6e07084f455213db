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
    """The person whose picture it is does not want others to have it painted."""


class Banned(UserError):
    """The bot's owner does not let this person or server have anything painted."""


@dataclass(frozen=True, slots=True)
class Ban:
    """A person who is not welcome: `id` is a person's or a server's, which Discord never gives out twice."""

    id: int
    reason: str
    created_at: datetime


class People:
    """Consent and bans. Nothing is kept about anyone who never said anything and is welcome."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._writing = asyncio.Lock()

    async def consents(self, user_id: int) -> bool:
        """Whether others may have a person's pictures painted; they may until the person says no."""
        return not await self._has(opt_outs, opt_outs.c.user_id == user_id)

    async def set_consent(self, user_id: int, *, allowed: bool) -> None:
        """Write down what a person wants; a yes leaves nothing behind."""
        async with self._writing, self._database.begin() as connection:
            await connection.execute(opt_outs.delete().where(opt_outs.c.user_id == user_id))
            if not allowed:
                await connection.execute(opt_outs.insert().values(user_id=user_id, created_at=datetime.now(UTC)))

    async def require_consent(self, subject_id: int, actor_id: int) -> None:
        """Check that a person (the actor) may use a picture of another (the subject).

        Raises:
            OptedOut: the subject does not want that. Their own pictures they may always use.
        """
        if subject_id != actor_id and not await self.consents(subject_id):
            raise OptedOut(
                "This picture belongs to somebody who prefers that only they have their pictures painted.",
                hint="Please choose another picture.",
                code="opted-out",
            )

    async def banned(self, someone_id: int) -> bool:
        """Whether a person or a server is not welcome."""
        return await self._has(bans, bans.c.id == someone_id)

    async def ban(self, someone_id: int, *, reason: str = "") -> None:
        """Have nothing more painted for a person or in a server, until `unban`."""
        async with self._writing, self._database.begin() as connection:
            await connection.execute(bans.delete().where(bans.c.id == someone_id))
            await connection.execute(bans.insert().values(id=someone_id, reason=reason, created_at=datetime.now(UTC)))

    async def unban(self, someone_id: int) -> bool:
        """Welcome a person or a server again; False when they were welcome already."""
        async with self._writing, self._database.begin() as connection:
            result = await connection.execute(bans.delete().where(bans.c.id == someone_id))
        return result.rowcount > 0

    async def bans(self) -> list[Ban]:
        """Everyone who is not welcome, the newest first."""
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
