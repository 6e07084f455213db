"""Operations for the bot's owner: pause, drain, announce a restart, show statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs.job import Actor, Hold, Job, Overview, State
from bot.jobs.service import JobService
from bot.jobs.store import JobStore
from bot.people.consent import People
from bot.storage.tables import jobs, switches

_RECENT = 50
_PAUSED = "paused"
_PROBE = "health"


class Board(Protocol):
    """Shows an announced restart below every message to waiting people."""

    restart_at: datetime | None


@dataclass(frozen=True, slots=True)
class Speed:
    """The average time of the latest pictures of one recipe, and their number."""

    recipe: str
    seconds: float
    count: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The bot in numbers.

    Attributes:
        started_at: when this process began.
        states: number of stored jobs, by state.
        asked, done, people: in the last 24 hours: requested jobs, painted ones, and people who asked.
        encoder: the network of the newest picture; empty if there is none.
        speeds: of the latest pictures, by recipe.
    """

    started_at: datetime
    states: Mapping[State, int]
    asked: int
    done: int
    people: int
    encoder: str
    speeds: tuple[Speed, ...]


class Operations:
    """Pauses, drains and inspects the job service. A pause is stored and survives a restart; a drain does not.

    Args:
        database, store: for statistics.
        people: for bans.
        job_service: paused and drained.
        board: shows announcements.
    """

    def __init__(
        self, database: AsyncEngine, store: JobStore, people: People, job_service: JobService, board: Board
    ) -> None:
        self._database = database
        self._store = store
        self._people = people
        self._job_service = job_service
        self._board = board
        self._started_at = datetime.now(UTC)

    async def restore(self) -> None:
        """Pause if the last process was paused. Call it before the job service starts."""
        async with self._database.connect() as connection:
            query = select(switches).where(switches.c.name == _PAUSED)
            paused = (await connection.execute(query)).first() is not None
        if paused:
            self._job_service.hold(Hold.PAUSED)

    async def pause(self) -> None:
        """Stop starting jobs, also after a restart. New jobs are accepted and wait."""
        await self._switch(on=True)
        self._job_service.hold(Hold.PAUSED)

    async def resume(self) -> None:
        """End a pause or a drain, and withdraw an announced restart."""
        await self._switch(on=False)
        self._job_service.hold(None)
        self.announce(None)

    def drain(self) -> None:
        """Finish running jobs and accept no new ones, until `resume` or a restart."""
        self._job_service.hold(Hold.DRAINING)

    def announce(self, moment: datetime | None) -> None:
        """Announce the time of a restart to everyone with an unfinished job, or withdraw it (None)."""
        if self._board.restart_at != moment:
            self._board.restart_at = moment
            self._job_service.remind()

    async def ban(self, someone_id: int, *, reason: str = "") -> int:
        """Ban a person or a server and stop their jobs; return the number of stopped jobs."""
        await self._people.ban(someone_id, reason=reason)
        stopped = 0
        for job in await self._store.unfinished():
            if someone_id in {job.owner_id, job.reply_target.guild_id}:
                ended = await self._job_service.cancel(job.id, Actor(job.owner_id))
                stopped += ended.state is State.CANCELLED
        return stopped

    async def overview(self) -> Overview:
        """The running and waiting jobs, from the database."""
        line = self._job_service.overview()
        written = {job.id: job for job in await self._store.unfinished()}
        return replace(line, running=tuple((written.get(job.id, job), seconds) for job, seconds in line.running))

    async def statistics(self) -> Statistics:
        """The bot in numbers."""
        day = jobs.c.created_at > datetime.now(UTC) - timedelta(days=1)
        async with self._database.connect() as connection:
            rows = await connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state))
            states = {State(state): count for state, count in rows}
            query = select(func.count(), func.count(jobs.c.owner_id.distinct())).where(day)
            asked, people = (await connection.execute(query)).one()
            painted = select(func.count()).select_from(jobs).where(day, jobs.c.state == State.DONE)
            done = (await connection.execute(painted)).scalar_one()
        recent = await self._store.recently_done(_RECENT)
        encoder = next((str(job.summary["encoder"]) for job in reversed(recent) if job.summary), "")
        return Statistics(self._started_at, states, asked, done, people, encoder, _speeds(recent))

    async def _switch(self, *, on: bool) -> None:
        async with self._database.begin() as connection:
            await connection.execute(switches.delete().where(switches.c.name == _PAUSED))
            if on:
                await connection.execute(switches.insert().values(name=_PAUSED, created_at=datetime.now(UTC)))


async def probe(database: AsyncEngine) -> None:
    """Write one fixed row, to check that the database can be written."""
    async with database.begin() as connection:
        now = datetime.now(UTC)
        same = switches.update().where(switches.c.name == _PROBE).values(created_at=now)
        if (await connection.execute(same)).rowcount == 0:
            await connection.execute(switches.insert().values(name=_PROBE, created_at=now))


def _speeds(recent: list[Job]) -> tuple[Speed, ...]:
    seconds: dict[str, list[float]] = {}
    for job in recent:
        if job.summary:
            seconds.setdefault(job.params.recipe, []).append(float(job.summary["seconds"]))
    return tuple(Speed(name, sum(values) / len(values), len(values)) for name, values in sorted(seconds.items()))
