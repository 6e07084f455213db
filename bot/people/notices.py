"""Notices that a picture is ready: who wants one, and which were sent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs.job import Job, State
from bot.storage.tables import notice_choices, sent_notices

LONG = timedelta(minutes=1)
_KEPT = timedelta(days=7)  # of a note that a notice was sent; no delivery is tried for so long


class Wanted(StrEnum):
    """After which pictures a person wants a notice."""

    NEVER = "never"
    LONG = "long"  # those that took longer than a minute
    ALWAYS = "always"


class Way(StrEnum):
    """How a person wants to be told."""

    MENTION = "mention"  # in a new message where they asked
    DIRECT = "direct"  # in a direct message


@dataclass(frozen=True, slots=True)
class NoticeChoice:
    """What a person has chosen."""

    wanted: Wanted = Wanted.NEVER
    way: Way = Way.MENTION

    def wants(self, job: Job) -> bool:
        """Whether the person wants a notice of the end of this job. A cancelled one needs none."""
        if self.wanted is Wanted.NEVER or job.state not in {State.DONE, State.FAILED} or job.finished_at is None:
            return False
        return self.wanted is Wanted.ALWAYS or job.finished_at - job.created_at > LONG


class Notices:
    """The choices, and a note for each notice. Nothing is stored about people who want none."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._writing = asyncio.Lock()

    async def choice(self, user_id: int) -> NoticeChoice:
        """What a person has chosen."""
        query = select(notice_choices.c.wanted, notice_choices.c.way).where(notice_choices.c.user_id == user_id)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return NoticeChoice() if row is None else NoticeChoice(Wanted(row.wanted), Way(row.way))

    async def choose(self, user_id: int, choice: NoticeChoice) -> None:
        """Store a person's choice; that of everyone at first removes the row."""
        row = {"user_id": user_id, "wanted": choice.wanted, "way": choice.way, "updated_at": datetime.now(UTC)}
        async with self._writing, self._database.begin() as connection:
            await connection.execute(notice_choices.delete().where(notice_choices.c.user_id == user_id))
            if choice != NoticeChoice():
                await connection.execute(notice_choices.insert().values(row))

    async def claim(self, job_id: str) -> bool:
        """Note that the notice of a job is sent now; False if that was noted before. So none is sent twice."""
        try:
            async with self._database.begin() as connection:
                await connection.execute(sent_notices.insert().values(job_id=job_id, sent_at=datetime.now(UTC)))
        except IntegrityError:
            return False
        return True

    async def tidy(self) -> None:
        """Remove the notes that are not needed any more."""
        async with self._database.begin() as connection:
            await connection.execute(sent_notices.delete().where(sent_notices.c.sent_at < datetime.now(UTC) - _KEPT))

    # `bot.storage.personal_data.PersonalData`.

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A person's choice, if it differs from the one of everyone at first."""
        choice = await self.choice(user_id)
        return {} if choice == NoticeChoice() else {"notices.json": {"wanted": choice.wanted, "way": choice.way}}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove a person's choice, without counting it."""
        await self.choose(user_id, NoticeChoice())
        return {}
