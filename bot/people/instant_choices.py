"""How a person wants styles painted that have been learned: instantly, properly, or both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import instant_choices


class InstantWay(StrEnum):
    """How requests are painted that name no recipe. The later of two is the stricter one."""

    FOLLOWED = "followed"  # instantly, then properly in the same reply, while the line is short
    ALONE = "alone"  # instantly
    NEVER = "never"  # properly


def stricter(*ways: InstantWay) -> InstantWay:
    """What holds if several must agree."""
    return max(ways, key=list(InstantWay).index)


class InstantChoices:
    """The choices of all people. Nothing is stored about those who leave it to the server."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def choice(self, user_id: int) -> InstantWay:
        """What a person has chosen."""
        query = select(instant_choices.c.way).where(instant_choices.c.user_id == user_id)
        async with self._database.connect() as connection:
            way = (await connection.execute(query)).scalar_one_or_none()
        return InstantWay(way or InstantWay.FOLLOWED)

    async def choose(self, user_id: int, way: InstantWay) -> None:
        """Store a person's choice; `FOLLOWED` removes it."""
        row = {"user_id": user_id, "way": way, "updated_at": datetime.now(UTC)}
        async with self._database.begin() as connection:
            await connection.execute(instant_choices.delete().where(instant_choices.c.user_id == user_id))
            if way is not InstantWay.FOLLOWED:
                await connection.execute(instant_choices.insert().values(row))

    # `bot.storage.personal_data.PersonalData`.

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A person's choice, if they have made one."""
        way = await self.choice(user_id)
        return {} if way is InstantWay.FOLLOWED else {"instant.json": {"way": way}}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove a person's choice, without counting it."""
        await self.choose(user_id, InstantWay.FOLLOWED)
        return {}
