"""Read challenges from the database; `ChallengeStore.changing` writes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.challenge import Challenge, Entry, EntryState, Phase
from bot.challenges.eligibility import gone_challenge, gone_entry
from bot.challenges.timeline import Step, StepKind
from bot.challenges.transaction import Transaction, to_challenge, to_entry, to_row
from bot.storage.tables import challenge_crowns, challenge_entries, challenge_steps, challenge_votes, challenges

_LIVE = [phase for phase in Phase if phase.live]
_STEP = [challenge_steps.c[field.name] for field in fields(Step)]


class ChallengeStore:
    """Challenges, entries, votes and steps in the database."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._writing = asyncio.Lock()  # SQLite's writers wait by polling, which is slow for many voters

    async def add(self, challenge: Challenge) -> None:
        """Write a new challenge."""
        async with self._database.begin() as connection:
            await connection.execute(challenges.insert().values(to_row(challenge)))

    @asynccontextmanager
    async def changing(self, challenge_id: str) -> AsyncIterator[Transaction]:
        """Change a challenge in one transaction that locks it. An exception rolls it back.

        Raises:
            Unknown: there is no such challenge.
        """
        async with self._writing, self._database.begin() as connection:
            # Write first, so that what is read here stays true until the end.
            lock = challenges.update().where(challenges.c.id == challenge_id).values(number=challenges.c.number)
            row = (await connection.execute(lock.returning(challenges))).mappings().one_or_none()
            if row is None:
                raise gone_challenge()
            yield Transaction(connection, to_challenge(row))

    async def get(self, challenge_id: str) -> Challenge:
        """Read a challenge.

        Raises:
            Unknown: there is none with that id.
        """
        found = await self._challenges(select(challenges).where(challenges.c.id == challenge_id))
        if not found:
            raise gone_challenge()
        return found[0]

    async def live(self) -> list[Challenge]:
        """Published challenges that are not over, oldest first."""
        return await self._challenges(select(challenges).where(challenges.c.phase.in_(_LIVE)))

    async def stale(self) -> list[Challenge]:
        """Challenges whose board is out of date."""
        where = challenges.c.board_message_id.is_not(None) & (challenges.c.revision > challenges.c.shown)
        return await self._challenges(select(challenges).where(where))

    async def of_guild(self, guild_id: int, *, limit: int = 100) -> list[Challenge]:
        """The published challenges of a server, newest first."""
        where = (challenges.c.guild_id == guild_id) & (challenges.c.phase != Phase.DRAFT)
        query = select(challenges).where(where).order_by(challenges.c.number.desc()).limit(limit)
        return await self._challenges(query, ordered=True)

    async def of_host(self, host_id: int) -> list[Challenge]:
        """The challenges that a person made, oldest first."""
        return await self._challenges(select(challenges).where(challenges.c.host_id == host_id))

    async def drafts(self, before: datetime) -> list[Challenge]:
        """Drafts made before a moment."""
        where = (challenges.c.phase == Phase.DRAFT) & (challenges.c.created_at < before)
        return await self._challenges(select(challenges).where(where))

    async def remove(self, challenge_id: str) -> None:
        """Remove a challenge that was never published."""
        where = (challenges.c.id == challenge_id) & (challenges.c.phase == Phase.DRAFT)
        async with self._database.begin() as connection:
            await connection.execute(challenges.delete().where(where))

    # Entries and votes.

    async def entry(self, entry_id: str) -> Entry:
        """Read an entry.

        Raises:
            Unknown: there is none with that id.
        """
        found = await self._entries(challenge_entries.c.id == entry_id)
        if not found:
            raise gone_entry()
        return found[0]

    async def entries(self, challenge_id: str, states: Collection[EntryState] = tuple(EntryState)) -> list[Entry]:
        """The entries of a challenge in some states, or all."""
        of = challenge_entries.c.challenge_id == challenge_id
        return await self._entries(of & challenge_entries.c.state.in_(states))

    async def entries_of(self, owner_id: int) -> list[Entry]:
        """A person's entries in all challenges."""
        return await self._entries(challenge_entries.c.owner_id == owner_id)

    async def finished_entries(self, guild_id: int, season: str | None = None) -> list[Entry]:
        """Entries that took part in a server's closed challenges, of one season or of all."""
        where = (challenges.c.guild_id == guild_id) & (challenges.c.phase == Phase.CLOSED)
        if season is not None:
            where &= challenges.c.season == season
        closed = select(challenges.c.id).where(where)
        took_part = challenge_entries.c.state == EntryState.SHOWN
        return await self._entries(challenge_entries.c.challenge_id.in_(closed) & took_part)

    async def seasons(self, guild_id: int) -> list[str]:
        """The seasons of a server's closed challenges, newest first."""
        where = (challenges.c.guild_id == guild_id) & (challenges.c.phase == Phase.CLOSED)
        query = select(challenges.c.season).where(where).order_by(challenges.c.number.desc())
        async with self._database.connect() as connection:
            return list(dict.fromkeys((await connection.execute(query)).scalars()))

    async def votes(self, challenge_id: str) -> list[tuple[int, str]]:
        """All votes in a challenge as (voter, entry)."""
        query = select(challenge_votes.c.voter_id, challenge_votes.c.entry_id)
        async with self._database.connect() as connection:
            rows = await connection.execute(query.where(challenge_votes.c.challenge_id == challenge_id))
            return [(voter, entry) for voter, entry in rows]

    async def votes_of(self, voter_id: int, challenge_id: str | None = None) -> list[tuple[str, str]]:
        """A person's votes as (challenge, entry), in one challenge or all."""
        query = select(challenge_votes.c.challenge_id, challenge_votes.c.entry_id)
        query = query.where(challenge_votes.c.voter_id == voter_id)
        if challenge_id is not None:
            query = query.where(challenge_votes.c.challenge_id == challenge_id)
        async with self._database.connect() as connection:
            return [(challenge, entry) for challenge, entry in await connection.execute(query)]

    # Timers.

    async def due(self, now: datetime) -> list[tuple[Step, datetime]]:
        """Due steps that are not done, each with the moment of its next attempt."""
        where = challenge_steps.c.done_at.is_(None) & (challenge_steps.c.due_at <= now)
        query = select(*_STEP, challenge_steps.c.next_at).where(where).order_by(challenge_steps.c.number)
        async with self._database.connect() as connection:
            return [_to_step(row) for row in (await connection.execute(query)).mappings()]

    async def overdue(self, before: datetime) -> int:
        """The number of steps that were due before a moment and are not done."""
        where = challenge_steps.c.done_at.is_(None) & (challenge_steps.c.due_at < before)
        async with self._database.connect() as connection:
            return (
                await connection.execute(select(func.count()).select_from(challenge_steps).where(where))
            ).scalar_one()

    async def begin_step(self, number: int, next_at: datetime) -> Step | None:
        """Count an attempt at a step before it begins, and set the next one. None if the step is done or deleted."""
        table = challenge_steps
        update = table.update().where((table.c.number == number) & table.c.done_at.is_(None))
        update = update.values(attempts=table.c.attempts + 1, next_at=next_at).returning(*_STEP, table.c.next_at)
        async with self._database.begin() as connection:
            row = (await connection.execute(update)).mappings().one_or_none()
        return None if row is None else _to_step(row)[0]

    async def take_back(self, number: int) -> None:
        """Take back the count of an attempt that did not happen."""
        await self._change_step(number, attempts=challenge_steps.c.attempts - 1)

    async def note_post(self, number: int, message_id: int | None) -> None:
        """Note the message that a step posted and will fill in; None if it is deleted."""
        await self._change_step(number, message_id=message_id)

    async def _change_step(self, number: int, **columns: Any) -> None:  # noqa: ANN401  any column
        update = challenge_steps.update().where(challenge_steps.c.number == number)
        async with self._database.begin() as connection:
            await connection.execute(update.values(**columns))

    async def next_moments(self) -> list[datetime]:
        """The moments of the next attempts of all open steps."""
        query = select(challenge_steps.c.next_at).where(challenge_steps.c.done_at.is_(None))
        async with self._database.connect() as connection:
            return list((await connection.execute(query)).scalars())

    # The winner's role.

    async def winner_roles(self, challenge_id: str) -> list[tuple[int, int, datetime | None]]:
        """The winner's roles of a challenge as (person, role, until)."""
        table = challenge_crowns
        query = select(table.c.user_id, table.c.role_id, table.c.until).where(table.c.challenge_id == challenge_id)
        async with self._database.connect() as connection:
            return [(user, role, until) for user, role, until in await connection.execute(query)]

    async def winner_in(self, user_id: int) -> list[str]:
        """The challenges from which a person has the winner's role."""
        query = select(challenge_crowns.c.challenge_id).where(challenge_crowns.c.user_id == user_id)
        async with self._database.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def _challenges(self, query: Select[Any], *, ordered: bool = False) -> list[Challenge]:
        async with self._database.connect() as connection:
            rows: Sequence[RowMapping] = (
                (await connection.execute(query if ordered else query.order_by(challenges.c.number))).mappings().all()
            )
        return [to_challenge(row) for row in rows]

    async def _entries(self, where: ColumnElement[bool]) -> list[Entry]:
        query = (
            select(challenge_entries).where(where).order_by(challenge_entries.c.entered_at, challenge_entries.c.number)
        )
        async with self._database.connect() as connection:
            return [to_entry(row) for row in (await connection.execute(query)).mappings()]


def _to_step(row: RowMapping) -> tuple[Step, datetime]:
    columns = dict(row)
    next_at = columns.pop("next_at")
    return Step(**columns | {"kind": StepKind(columns["kind"])}), next_at
