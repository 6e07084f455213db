"""Series of challenges in the database."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.challenge import Challenge, Unknown
from bot.challenges.series import Every, Series, Template
from bot.challenges.transaction import Transaction, to_row
from bot.storage.tables import challenge_series, challenges

_SERIES = [challenge_series.c[field.name] for field in fields(Series)]


class SeriesStore:
    """The series that are not stopped."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def put(self, series: Series) -> None:
        """Write a new series. It replaces the one that the same challenge is the newest of."""
        same = challenge_series.c.challenge_id == series.challenge_id
        async with self._database.begin() as connection:
            await connection.execute(challenge_series.delete().where(same))
            await connection.execute(challenge_series.insert().values(_row(series)))

    async def get(self, series_id: str) -> Series:
        """Read a series.

        Raises:
            Unknown: there is none with that id.
        """
        found = await self._select(challenge_series.c.id == series_id)
        if not found:
            raise Unknown("That challenge does not repeat.", code="challenge-no-series")
        return found[0]

    async def of_guild(self, guild_id: int) -> list[Series]:
        """The series of a server, newest first."""
        return list(reversed(await self._select(challenge_series.c.guild_id == guild_id)))

    async def of_host(self, host_id: int) -> list[Series]:
        """The series that a person made."""
        return await self._select(challenge_series.c.host_id == host_id)

    async def due(self, now: datetime) -> list[Series]:
        """The series whose next challenge should be open."""
        return await self._select(challenge_series.c.next_at <= now)

    async def next_moments(self) -> list[datetime]:
        """When the next challenge of each series opens."""
        async with self._database.connect() as connection:
            return list((await connection.execute(select(challenge_series.c.next_at))).scalars())

    async def open_next(self, series: Series, challenge: Challenge, next_at: datetime) -> bool:
        """Write the next challenge of a series as published, in one step; False if that was done before."""
        table = challenge_series
        same = (table.c.id == series.id) & (table.c.challenge_id == series.challenge_id)
        values = {"challenge_id": challenge.id, "next_at": next_at, "opened": series.opened + 1}
        async with self._database.begin() as connection:
            if (await connection.execute(table.update().where(same).values(values))).rowcount != 1:
                return False
            await connection.execute(challenges.insert().values(to_row(challenge)))
            await Transaction(connection, challenge).reschedule(challenge.created_at)
        return True

    async def remove(self, series_id: str) -> None:
        """Stop a series."""
        async with self._database.begin() as connection:
            await connection.execute(challenge_series.delete().where(challenge_series.c.id == series_id))

    async def rename_host(self, series_id: str, host_id: int) -> None:
        """Give a series another host."""
        mine = challenge_series.c.id == series_id
        async with self._database.begin() as connection:
            await connection.execute(challenge_series.update().where(mine).values(host_id=host_id))

    async def _select(self, where: ColumnElement[bool]) -> list[Series]:
        query = select(*_SERIES).where(where).order_by(challenge_series.c.number)
        async with self._database.connect() as connection:
            return [_series(row) for row in (await connection.execute(query)).mappings()]


def _row(series: Series) -> dict[str, Any]:
    row = {field.name: getattr(series, field.name) for field in fields(series)}
    return row | {"themes": list(series.themes), "template": series.template.to_dict()}


def _series(row: RowMapping) -> Series:
    known = {"every": Every(row["every"]), "themes": tuple(row["themes"])}
    return Series(**dict(row) | known | {"template": Template.from_dict(row["template"])})
