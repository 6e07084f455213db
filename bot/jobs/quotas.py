"""Count the pictures that each person requested within the last day, for quotas.

An animation counts as one picture for each 25 frames begun.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.jobs.job import Job, State
from bot.storage.tables import jobs, requests

WINDOW = timedelta(days=1)
_FRAMES = 25  # of an animation that count as one picture


def pictures_in(frames: int) -> int:
    """As how many pictures so many frames count."""
    return math.ceil(frames / _FRAMES)


async def note(connection: AsyncConnection, job: Job) -> None:
    """Count a new job, in the transaction that writes it. Deleting the job does not change the count."""
    await connection.execute(
        requests.insert().values(
            job_id=job.id,
            owner_id=job.owner_id,
            guild_id=job.reply_target.guild_id,
            created_at=job.created_at,
            pictures=pictures_in(job.frames),
        )
    )


class Quotas:
    """Counts requests."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def times(self, owner_id: int, guild_id: int | None = None) -> list[datetime]:
        """When a person has asked for each picture (in a server) within the last day, oldest first.

        Failed jobs, and jobs cancelled before they started, do not count.
        """
        in_vain = and_(
            jobs.c.id.is_not(None),
            or_(jobs.c.state == State.FAILED, and_(jobs.c.state == State.CANCELLED, jobs.c.started_at.is_(None))),
        )
        query = (
            select(requests.c.created_at, requests.c.pictures)
            .outerjoin(jobs, jobs.c.id == requests.c.job_id)
            .where(requests.c.owner_id == owner_id, requests.c.created_at > datetime.now(UTC) - WINDOW, ~in_vain)
            .order_by(requests.c.created_at)
        )
        if guild_id is not None:
            query = query.where(requests.c.guild_id == guild_id)
        async with self._database.connect() as connection:
            rows = await connection.execute(query)
            return [time for time, pictures in rows for _ in range(pictures)]

    async def tidy(self) -> None:
        """Remove requests older than a day."""
        async with self._database.begin() as connection:
            await connection.execute(requests.delete().where(requests.c.created_at <= datetime.now(UTC) - WINDOW))

    async def forget(self, owner_id: int) -> None:
        """Remove a person's requests."""
        async with self._database.begin() as connection:
            await connection.execute(requests.delete().where(requests.c.owner_id == owner_id))
