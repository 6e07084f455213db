"""Change a challenge in one transaction; and challenges and entries as rows of the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.challenge import Challenge, Entry, EntryState, Kind, Phase, Rules, Words
from bot.challenges.timeline import StepKind, timeline
from bot.storage.tables import challenge_crowns, challenge_entries, challenge_steps, challenge_votes, challenges, jobs

_REMINDERS = (StepKind.REMIND_ENTRY, StepKind.REMIND_VOTE)
_WORDS = {field.name for field in fields(Words)}


class Transaction:
    """A transaction that locks a challenge with its entries, votes and steps.

    Attributes:
        challenge: the current state, with the changes made here.
    """

    def __init__(self, connection: AsyncConnection, challenge: Challenge) -> None:
        self._connection = connection
        self.challenge = challenge

    async def save(self, challenge: Challenge) -> None:
        """Write the challenge after a visible change, so that its board is drawn again."""
        self.challenge = replace(challenge, revision=challenge.revision + 1)
        await self._write(to_row(self.challenge))

    async def touch(self) -> None:
        """Have the board drawn again."""
        await self.save(self.challenge)

    async def note(self, **columns: Any) -> None:  # noqa: ANN401  any column
        """Set columns that people cannot see."""
        self.challenge = replace(self.challenge, **columns)
        await self._write(columns)

    async def _write(self, columns: Mapping[str, Any]) -> None:
        where = challenges.c.id == self.challenge.id
        await self._connection.execute(challenges.update().where(where).values(**columns))

    # Entries and votes.

    async def has_job(self, job_id: str, picture: str) -> bool:
        """Whether the job exists with that picture. This stays true until the transaction ends."""
        query = select(jobs.c.number).where((jobs.c.id == job_id) & (jobs.c.picture == picture))
        query = query.with_for_update(read=True)  # PostgreSQL locks rows; in SQLite no one else writes now anyway
        return (await self._connection.execute(query)).first() is not None

    async def entries(self) -> list[Entry]:
        """All entries by their numbers."""
        table = challenge_entries
        query = select(table).where(table.c.challenge_id == self.challenge.id).order_by(table.c.number)
        return [to_entry(row) for row in (await self._connection.execute(query)).mappings()]

    async def put_entry(self, entry: Entry) -> None:
        """Insert or update an entry."""
        await self._connection.execute(challenge_entries.delete().where(challenge_entries.c.id == entry.id))
        await self._connection.execute(challenge_entries.insert().values(entry_row(entry)))

    async def remove_entry(self, entry_id: str) -> None:
        """Remove an entry and the votes for it."""
        await self._connection.execute(challenge_entries.delete().where(challenge_entries.c.id == entry_id))
        await self._connection.execute(challenge_votes.delete().where(challenge_votes.c.entry_id == entry_id))

    async def votes(self) -> list[tuple[int, str]]:
        """All votes: who, and for which entry."""
        table = challenge_votes
        query = select(table.c.voter_id, table.c.entry_id).where(table.c.challenge_id == self.challenge.id)
        return [(voter, entry) for voter, entry in await self._connection.execute(query)]

    async def votes_of(self, voter_id: int) -> set[str]:
        """The ids of the entries that a person votes for."""
        table = challenge_votes
        mine = (table.c.challenge_id == self.challenge.id) & (table.c.voter_id == voter_id)
        return set((await self._connection.execute(select(table.c.entry_id).where(mine))).scalars())

    async def vote(self, voter_id: int, entry_ids: Collection[str], now: datetime) -> None:
        """Add votes. They must not exist yet."""
        about = {"challenge_id": self.challenge.id, "voter_id": voter_id, "cast_at": now}
        rows = [about | {"entry_id": entry_id} for entry_id in entry_ids]
        if rows:
            await self._connection.execute(challenge_votes.insert(), rows)

    async def unvote(self, voter_id: int, entry_ids: Collection[str] | None = None) -> None:
        """Remove a person's votes for some entries, or all."""
        table = challenge_votes
        where = (table.c.challenge_id == self.challenge.id) & (table.c.voter_id == voter_id)
        if entry_ids is not None:
            where &= table.c.entry_id.in_(entry_ids)
        await self._connection.execute(table.delete().where(where))

    # Timers.

    async def reschedule(self, now: datetime) -> None:
        """Set the timers to the challenge's dates. Finished steps stay finished; reminders may repeat."""
        wanted = dict(timeline(self.challenge))
        table = challenge_steps
        query = select(table.c.kind, table.c.done_at).where(self._step(table.c.subject == ""))
        for kind, done_at in (await self._connection.execute(query)).all():
            due = wanted.get(StepKind(kind))
            if done_at is not None and kind in _REMINDERS and due is not None and due > now:
                continue  # once more
            if done_at is None and due is not None:
                times = {"due_at": due, "next_at": due}
                await self._connection.execute(table.update().where(self._step(table.c.kind == kind)).values(times))
            elif done_at is None:
                await self.unschedule(StepKind(kind))
            wanted.pop(StepKind(kind), None)
        for kind, due in wanted.items():
            await self.schedule(kind, due)

    async def schedule(self, kind: StepKind, due: datetime, subject: str = "") -> None:
        """Schedule a step, also if it was done before."""
        await self.unschedule(kind, subject)
        about = {"challenge_id": self.challenge.id, "kind": kind, "subject": subject}
        times = {"due_at": due, "next_at": due, "attempts": 0}
        await self._connection.execute(challenge_steps.insert().values(**about, **times))

    async def unschedule(self, kind: StepKind, subject: str | None = "") -> None:
        """Remove a step; with subject None, all of that kind."""
        table = challenge_steps
        where = table.c.kind == kind
        if subject is not None:
            where &= table.c.subject == subject
        await self._connection.execute(table.delete().where(self._step(where)))

    async def unschedule_all(self) -> None:
        """Remove all open steps but those that remove pictures."""
        table = challenge_steps
        keep = table.c.kind.in_([StepKind.RETIRE, StepKind.ERASE])
        await self._connection.execute(table.delete().where(self._step(table.c.done_at.is_(None) & ~keep)))

    async def finish_step(self, number: int, now: datetime) -> None:
        """Note that a step is done."""
        table = challenge_steps
        await self._connection.execute(table.update().where(table.c.number == number).values(done_at=now))

    def _step(self, where: ColumnElement[bool]) -> ColumnElement[bool]:
        return (challenge_steps.c.challenge_id == self.challenge.id) & where

    # The winner's role.

    async def note_winner_role(self, user_id: int, role_id: int, until: datetime | None) -> None:
        """Note that a person has the role. Call it before they get it."""
        await self.remove_winner_role(user_id, role_id)
        about = {"challenge_id": self.challenge.id, "user_id": user_id, "role_id": role_id}
        await self._connection.execute(challenge_crowns.insert().values(**about, until=until))

    async def remove_winner_role(self, user_id: int, role_id: int) -> None:
        """Note that a person no longer has the role."""
        table = challenge_crowns
        mine = (table.c.challenge_id == self.challenge.id) & (table.c.user_id == user_id) & (table.c.role_id == role_id)
        await self._connection.execute(table.delete().where(mine))


def to_row(challenge: Challenge) -> dict[str, Any]:
    """A challenge as columns."""
    row = {field.name: getattr(challenge, field.name) for field in fields(challenge) if field.name != "words"}
    row |= {name: getattr(challenge.words, name) for name in _WORDS}
    return row | {"rules": challenge.rules.to_dict()}


def to_challenge(row: RowMapping) -> Challenge:
    """A row as a challenge."""
    columns = {name: value for name, value in row.items() if name != "number"}
    words = Words(**{name: columns.pop(name) for name in _WORDS})
    known = {"kind": Kind(columns["kind"]), "phase": Phase(columns["phase"])}
    return Challenge(**columns | known | {"words": words, "rules": Rules.from_dict(columns["rules"])})


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as columns."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)} | {"recipe": dict(entry.recipe)}


def to_entry(row: RowMapping) -> Entry:
    """A row as an entry."""
    return Entry(**dict(row) | {"state": EntryState(row["state"])})
