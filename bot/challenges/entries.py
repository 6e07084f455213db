"""Entries in one challenge: make a new one, find the one that it replaces, and remove one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.challenges.challenge import ACTIVE_STATES, Challenge, Entry, EntryState, Person, Refused
from bot.challenges.eligibility import gone_entry
from bot.challenges.timeline import StepKind
from bot.challenges.transaction import Transaction
from bot.jobs.job import Job, new_id

_COUNTED = ACTIVE_STATES | {EntryState.DISQUALIFIED}  # a disqualified entry still uses up one of a person's entries


class TooManyEntries(Refused):
    """The person has as many pictures in the challenge as one may have. One of them can be replaced."""


def new_entry(challenge: Challenge, job: Job, person: Person, *, number: int, picture: str, now: datetime) -> Entry:
    """An entry with the picture of a job; it is shown at once unless a moderator has to look at it first."""
    return Entry(
        id=new_id(),
        challenge_id=challenge.id,
        number=number,
        owner_id=person.user_id,
        name=person.name,
        job_id=job.id,
        picture=picture,
        recipe=_recipe(job),
        state=EntryState.SHOWN if challenge.rules.review_channel_id is None else EntryState.PENDING,
        reason="",
        entered_at=now,
    )


async def drop(transaction: Transaction, entry: Entry, now: datetime) -> None:
    """Remove an entry, and schedule the removal of its review post."""
    await transaction.remove_entry(entry.id)
    await transaction.unschedule(StepKind.REVIEW, entry.id)
    channel_id = transaction.challenge.rules.review_channel_id
    if entry.review_message_id is not None and channel_id is not None:
        await transaction.schedule(StepKind.ERASE, now, f"{channel_id}:{entry.review_message_id}")


def replaced_entry(entries: Sequence[Entry], person: Person, replacing: str | None, limit: int) -> Entry | None:
    """The entry that a new one replaces; None when there is room for another.

    Raises:
        TooManyEntries: there is no room, and `replacing` names none.
        Unknown: there is no such entry of theirs.
    """
    mine = [entry for entry in entries if entry.owner_id == person.user_id]
    if replacing is not None:
        found = next((entry for entry in mine if entry.id == replacing), None)
        if found is None or found.state is EntryState.DISQUALIFIED:
            raise gone_entry()
        return found
    if sum(entry.state in _COUNTED for entry in mine) >= limit:
        raise TooManyEntries(
            f"You have entered {limit} already, which is the limit."
            if limit > 1
            else "You have entered a picture already.",
            hint="Replace one of yours, or withdraw it.",
            code="challenge-entries",
            limit=limit,
        )
    return None


def same_picture_in(entries: Sequence[Entry], picture: str, person: Person) -> Entry | None:
    """The person's entry that has this picture already, or None.

    Raises:
        Refused: another person entered it.
    """
    entry = next((entry for entry in entries if entry.picture == picture), None)
    if entry is not None and entry.owner_id != person.user_id:
        raise Refused(
            "Someone has already entered exactly this picture.", hint="Try another seed.", code="challenge-twin"
        )
    return entry


def free_number(entries: Sequence[Entry]) -> int:
    """The lowest number that no entry has."""
    taken = {entry.number for entry in entries}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _recipe(job: Job) -> dict[str, object]:
    summary = {name: value for name, value in (job.summary or {}).items() if name != "history"}
    style = job.style_name if job.style_saved else ""  # the name of a file could tell who entered it
    return {"params": job.params.to_dict(), "summary": summary, "style_name": style}
