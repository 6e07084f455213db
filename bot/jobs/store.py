"""Read and write jobs in the database. When a method returns, its change is written."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotFound
from bot.jobs.job import Job, ReplyTarget, State
from bot.jobs.quotas import note
from bot.parameters.mixes import MAX_STYLES
from bot.storage.database import named_in
from bot.storage.tables import jobs
from nst.params import Params

_REPLY_TARGET = {field.name for field in fields(ReplyTarget)}
_STYLES = ("style", *(f"style_{number}" for number in range(2, MAX_STYLES + 1)))
_FILES = ("content", *_STYLES, "mask", "picture", "content_clip", "picture_clip")
_OWN = [field.name for field in fields(Job) if field.name not in {"reply_target", "styles"}]
_FINAL = [state for state in State if state.final]
_UNFINISHED = [state for state in State if not state.final]
# The states before each state. The second attempt to end a job finds that it has ended.
_BEFORE: Mapping[State, tuple[State, ...]] = {
    State.QUEUED: (State.RUNNING,),
    State.RUNNING: (State.QUEUED,),
    State.DONE: (State.RUNNING,),
    State.FAILED: (State.QUEUED, State.RUNNING),
    State.CANCELLED: (State.QUEUED, State.RUNNING),
}

_PART = 20  # rows read at a time; the event loop runs in between
_WITHOUT_SUMMARY = [column for column in jobs.c if column.name != "summary"]


class JobStore:
    """The jobs of one database."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def add(self, job: Job) -> None:
        """Write a new job."""
        async with self._database.begin() as connection:
            await connection.execute(jobs.insert().values(to_row(job)))
            if not job.follows:  # nobody asked for it
                await note(connection, job)

    async def get(self, job_id: str) -> Job:
        """Read a job.

        Raises:
            NotFound: there is none with that id.
        """
        found = await self._select(jobs.c.id == job_id)
        if not found:
            raise not_here()
        return found[0]

    async def update(self, job_id: str, **columns: Any) -> Job:  # noqa: ANN401  any column
        """Set columns of `bot.storage.tables.jobs` and return the new job.

        Raises:
            NotFound: there is no such job.
        """
        job = await self._update(jobs.c.id == job_id, columns)
        if job is None:
            raise not_here()
        return job

    async def transition(self, job_id: str, state: State, **columns: Any) -> Job | None:  # noqa: ANN401  any column
        """Move a job to a state and set columns, in one step.

        Returns:
            The new job; None if it is gone, or its state does not lead to that one.
        """
        if state.final:
            columns.setdefault("finished_at", datetime.now(UTC))
        where = (jobs.c.id == job_id) & jobs.c.state.in_(_BEFORE[state])
        return await self._update(where, {"state": state, **columns})

    async def delete(self, job_id: str) -> None:
        """Remove a job; a missing job is no error."""
        async with self._database.begin() as connection:
            await connection.execute(jobs.delete().where(jobs.c.id == job_id))

    async def unfinished(self) -> list[Job]:
        """Queued and running jobs, oldest first."""
        return await self._select(jobs.c.state.in_(_UNFINISHED))

    async def begin_delivery(self, job_id: str) -> Job | None:
        """Count a delivery attempt before it begins; None if there is nothing (more) to deliver."""
        where = (jobs.c.id == job_id) & jobs.c.state.in_(_FINAL) & jobs.c.delivered.is_(False)
        return await self._update(where, {"deliveries": jobs.c.deliveries + 1})

    async def undelivered(self, *, since: datetime) -> list[Job]:
        """Jobs that ended since that moment and are not delivered."""
        recent = jobs.c.finished_at.is_(None) | (jobs.c.finished_at >= since)
        return await self._select(jobs.c.state.in_(_FINAL) & jobs.c.delivered.is_(False) & recent)

    async def expired(self, before: datetime) -> list[Job]:
        """Jobs that ended before that moment."""
        return await self._select(jobs.c.state.in_(_FINAL) & (jobs.c.finished_at < before))

    async def recently_done(self, count: int, *, owner_id: int | None = None) -> list[Job]:
        """The last jobs with a picture (of a person), oldest first."""
        query = select(jobs).where(jobs.c.state == State.DONE).order_by(jobs.c.number.desc()).limit(count)
        if owner_id is not None:
            query = query.where(jobs.c.owner_id == owner_id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [to_job(row) for row in reversed(rows)]

    async def concerning(self, user_id: int) -> list[Job]:
        """A person's jobs, and other people's jobs that use their pictures, oldest first."""
        return await self._select(or_(jobs.c.owner_id == user_id, jobs.c.subject_id == user_id))

    async def pictures(
        self, owner_id: int, *, count: int, skip: int = 0, brief: bool = False, style: str | None = None
    ) -> tuple[list[Job], int]:
        """A person's jobs with a picture (in a style, by its name), newest first, and their total number.

        `brief` leaves the summaries out. They hold the losses of many steps, so a hundred of them are slow to read.
        """
        where = (jobs.c.owner_id == owner_id) & (jobs.c.state == State.DONE)
        if style is not None:
            where &= jobs.c.style_name == style
        page = (
            select(*(_WITHOUT_SUMMARY if brief else [jobs]))
            .where(where)
            .order_by(jobs.c.number.desc())
            .limit(count)
            .offset(skip)
        )
        async with self._database.connect() as connection:
            found = [to_job(row) for row in (await connection.execute(page)).mappings()]
            return found, (await connection.execute(select(func.count()).select_from(jobs).where(where))).scalar_one()

    async def styles_used(self, owner_id: int) -> list[str]:
        """The names of the styles of a person's pictures, the most used first."""
        named = (jobs.c.owner_id == owner_id) & (jobs.c.state == State.DONE) & (jobs.c.style_name != "")
        query = select(jobs.c.style_name).where(named).group_by(jobs.c.style_name)
        async with self._database.connect() as connection:
            return list((await connection.execute(query.order_by(func.count().desc(), jobs.c.style_name))).scalars())

    async def count_unfinished(self, owner_id: int) -> int:
        """The number of queued and running jobs that a person has asked for."""
        where = (jobs.c.owner_id == owner_id) & jobs.c.state.in_(_UNFINISHED) & jobs.c.follows.is_(False)
        async with self._database.connect() as connection:
            return (await connection.execute(select(func.count()).where(where))).scalar_one()

    async def unfinished_of(self, owner_id: int) -> list[Job]:
        """A person's queued and running jobs, those included that follow another."""
        return await self._select((jobs.c.owner_id == owner_id) & jobs.c.state.in_(_UNFINISHED))

    async def follower(self, job_id: str) -> Job | None:
        """The job that follows this one; None if there is none."""
        return next(iter(await self._select((jobs.c.parent_id == job_id) & jobs.c.follows)), None)

    async def own_file(self, owner_id: int, digest: str) -> str | None:
        """A style or mask of a person's jobs whose name begins with these digits; None if there is none."""
        columns = [jobs.c[name] for name in (*_STYLES, "mask")]
        where = (jobs.c.owner_id == owner_id) & or_(*(column.startswith(digest) for column in columns))
        async with self._database.connect() as connection:
            row = (await connection.execute(select(*columns).where(where).limit(1))).one_or_none()
        return next((name for name in row or () if name and name.startswith(digest)), None)

    async def files_in_use(self, names: Collection[str]) -> set[str]:
        """The files of a list that some job needs."""
        return await named_in(self._database, [jobs.c[name] for name in _FILES], names)

    async def _select(self, where: ColumnElement[bool]) -> list[Job]:
        found: list[Job] = []
        async with self._database.connect() as connection:
            rows = await connection.stream(select(jobs).where(where).order_by(jobs.c.number))
            async for part in rows.mappings().partitions(_PART):  # there may be thousands, with all their losses
                found += map(to_job, part)
                await asyncio.sleep(0)  # PostgreSQL's driver may have the next part already
        return found

    async def _update(self, where: ColumnElement[bool], columns: Mapping[str, Any]) -> Job | None:
        async with self._database.begin() as connection:
            result = await connection.execute(jobs.update().where(where).values(**columns).returning(jobs))
            row = result.mappings().one_or_none()
        return to_job(row) if row is not None else None


def not_here() -> NotFound:
    """The error for a job that is gone, or that the person may not know about."""
    return NotFound("That picture is not here any more.", hint="Make a new one with /stylize.", code="gone")


def to_row(job: Job) -> dict[str, Any]:
    """The columns of a job in `bot.storage.tables.jobs`."""
    row = {name: getattr(job, name) for name in _OWN}
    row |= {name: getattr(job.reply_target, name) for name in _REPLY_TARGET}
    row |= dict(zip_longest(_STYLES, job.styles))
    return row | {"params": job.params.to_dict()}


def to_job(row: RowMapping) -> Job:
    """The job of a row of `bot.storage.tables.jobs`."""
    columns = {name: value for name, value in row.items() if name != "number"}
    target = ReplyTarget(**{name: columns.pop(name) for name in _REPLY_TARGET})
    params = Params.from_dict(columns.pop("params"))
    styles = tuple(name for name in (columns.pop(style) for style in _STYLES) if name)
    own = {"reply_target": target, "params": params, "styles": styles, "state": State(columns["state"])}
    return Job(**columns | own)
