"""What people do in challenges: enter, withdraw and vote.

Every rule is checked inside the transaction that writes. So a repeated press, or a press at the deadline, has exactly
one outcome, and the person is told which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from bot.challenges.challenge import (
    Challenge,
    Entry,
    EntryState,
    Kind,
    Person,
    Refused,
    Unknown,
)
from bot.challenges.eligibility import check_entry, check_voter
from bot.challenges.entries import drop, free_number, new_entry, replaced_entry, same_picture_in
from bot.challenges.pictures import Pictures, same_picture
from bot.challenges.results import Bans
from bot.challenges.store import ChallengeStore
from bot.challenges.timeline import StepKind
from bot.errors import NotAllowed
from bot.jobs.job import Job
from bot.runtime.clock import Now
from bot.storage.files import FileStore


class Membership(Bans, Protocol):
    """Who may take part. `bot.people.consent.People` is one."""

    async def require_welcome(self, actor_id: int, guild_id: int | None = None, /) -> None:
        """Check that a person is not banned."""
        ...

    async def require_consent(self, subject_id: int, actor_id: int, /) -> None:
        """Check that one person may use a picture of another."""
        ...


class Participation:
    """Enter, withdraw and vote.

    Args:
        store, pictures: rows and files of challenges.
        files: the pictures of jobs.
        membership: bans and consent.
        now: the clock.
        wake: called after a change that posts must show.
    """

    def __init__(
        self,
        store: ChallengeStore,
        pictures: Pictures,
        files: FileStore,
        membership: Membership,
        now: Now,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._pictures = pictures
        self._files = files
        self._membership = membership
        self._now = now
        self._wake = wake

    # Entering.

    async def enter(self, challenge_id: str, job: Job, person: Person, *, replacing: str | None = None) -> Entry:
        """Enter the picture of a job. Entering the same picture twice gives one entry.

        Args:
            challenge_id: of the challenge.
            job: finished, and the person's own.
            person: who enters it.
            replacing: id of their entry that this one replaces.

        Raises:
            TooManyEntries: the person is at the limit and replaces none.
            Refused: a rule of the challenge does not allow it.
            NotAllowed: the picture belongs to another person.
            UserError: the person is banned, or the owner of the photo does not consent.
        """
        challenge = await self._store.get(challenge_id)
        await self._require_allowed(challenge, job, person)
        picture = await self._own_picture(job, person)
        await self._check_likeness(challenge, job)
        async with self._pictures.put(picture) as name, self._store.changing(challenge_id) as transaction:
            now, rules = self._now(), transaction.challenge.rules
            check_entry(transaction.challenge, job, person, now)
            entries = await transaction.entries()
            if known := same_picture_in(entries, name, person):
                return known
            if not await transaction.has_job(job.id, job.picture or ""):
                raise Unknown("That picture was deleted.", hint="Paint another one.", code="challenge-job-gone")
            replaced = replaced_entry(entries, person, replacing, rules.entries_each)
            number = replaced.number if replaced else free_number(entries)
            entry = new_entry(transaction.challenge, job, person, number=number, picture=name, now=now)
            if replaced is not None:
                await drop(transaction, replaced, now)
            await transaction.put_entry(entry)
            if entry.state is EntryState.PENDING:
                await transaction.schedule(StepKind.REVIEW, now, entry.id)
            await transaction.touch()
        if replaced is not None:
            await self._pictures.discard([replaced.picture])
        self._wake()
        return entry

    async def withdraw(self, entry_id: str, person: Person) -> Entry:
        """Delete a person's entry, at any time. A finished ranking keeps its other places.

        Raises:
            NotAllowed: it belongs to another person.
        """
        entry = await self._store.entry(entry_id)
        if entry.owner_id != person.user_id:
            raise NotAllowed(
                "That entry is someone else's.", hint="Moderators can disqualify it.", code="challenge-not-your-entry"
            )
        await self._remove(entry)
        return entry

    async def withdraw_job(self, job_id: str, owner_id: int) -> None:
        """Delete all entries of a job whose picture was deleted."""
        for entry in await self._store.entries_of(owner_id):
            if entry.job_id == job_id:
                await self._remove(entry)

    async def hides_owner(self, job: Job) -> bool:
        """Whether a job's picture takes part in a challenge whose names are (still) hidden."""
        for entry in await self._store.entries_of(job.owner_id):
            if entry.job_id == job.id and not (await self._store.get(entry.challenge_id)).revealed:
                return True
        return False

    async def _remove(self, entry: Entry) -> None:
        async with self._store.changing(entry.challenge_id) as transaction:
            await drop(transaction, entry, self._now())
            await transaction.touch()
        await self._pictures.discard([entry.picture])
        self._wake()

    # Voting.

    async def vote(
        self, challenge_id: str, person: Person, chosen: Collection[str], among: Collection[str]
    ) -> list[Entry]:
        """Set a person's votes among some entries; votes for other entries stay.

        Args:
            challenge_id: of the challenge.
            person: who votes.
            chosen: ids of entries to vote for.
            among: ids of all entries that the person chose from.

        Returns:
            All entries that the person votes for now.

        Raises:
            Refused: it is not the time, a rule forbids it, or there are too many votes.
            UserError: the person is banned.
        """
        challenge = await self._store.get(challenge_id)
        await self._membership.require_welcome(person.user_id, challenge.guild_id)
        async with self._store.changing(challenge_id) as transaction:
            now = self._now()
            check_voter(transaction.challenge, person, now)
            running = {entry.id: entry for entry in await transaction.entries() if entry.state is EntryState.SHOWN}
            _check_chosen(running, chosen, person)
            current = await transaction.votes_of(person.user_id)
            wanted = (current & running.keys() - set(among)) | set(chosen)
            limit = transaction.challenge.rules.favourites
            if len(wanted) > limit:
                raise _too_many(limit, sorted(running[id_].number for id_ in current & running.keys()))
            if current - wanted:
                await transaction.unvote(person.user_id, current - wanted)
            await transaction.vote(person.user_id, wanted - current, now)
        return sorted((running[id_] for id_ in wanted), key=lambda entry: entry.number)

    # Looking.

    async def visible_entries(self, challenge_id: str) -> list[Entry]:
        """The entries that everyone may see, by time of entry."""
        shown = await self._store.entries(challenge_id, [EntryState.SHOWN])
        return [entry for entry in shown if not await self._membership.banned(entry.owner_id)]

    async def favourites(self, challenge_id: str, person_id: int) -> set[str]:
        """The ids of the entries that a person votes for."""
        return {entry for _, entry in await self._store.votes_of(person_id, challenge_id)}

    async def entries_of(self, challenge_id: str, person_id: int) -> list[Entry]:
        """A person's entries in a challenge, in any state."""
        return [entry for entry in await self._store.entries(challenge_id) if entry.owner_id == person_id]

    async def _require_allowed(self, challenge: Challenge, job: Job, person: Person) -> None:
        await self._membership.require_welcome(person.user_id, challenge.guild_id)
        if job.subject_id is not None:
            await self._membership.require_consent(job.subject_id, person.user_id)

    async def _own_picture(self, job: Job, person: Person) -> bytes:
        if job.owner_id != person.user_id:
            raise NotAllowed(
                "That picture was painted for someone else.",
                hint="Press Again to have one of your own.",
                code="challenge-not-your-picture",
            )
        if job.picture is None:
            raise Refused("That picture is not finished.", hint="Wait until it is.", code="challenge-unfinished")
        return await self._files.get(job.picture)

    async def _check_likeness(self, challenge: Challenge, job: Job) -> None:
        if challenge.kind is Kind.FREE or challenge.reference is None:
            return
        used = job.styles if challenge.kind is Kind.STYLE else (job.content,)
        reference = await self._pictures.get(challenge.reference)
        # A mixture with other styles does not count either.
        if len(used) != 1 or used[0] is None or not await same_picture(await self._files.get(used[0]), reference):
            what = "style" if challenge.kind is Kind.STYLE else "photo"
            raise Refused(
                f"“{challenge.title}” is for pictures with its own {what}.",
                hint="Press “Paint for it” below the challenge: then it is the right one.",
                code=f"challenge-other-{what}",
                title=challenge.title,
            )


def _check_chosen(running: Mapping[str, Entry], chosen: Collection[str], person: Person) -> None:
    if not running.keys() >= set(chosen):
        raise Unknown("That entry is not here any more.", hint="Choose another one.", code="entry-gone")
    if any(running[id_].owner_id == person.user_id for id_ in chosen):
        raise Refused(
            "That is your own picture.", hint="Choose a picture by someone else.", code="challenge-own-picture"
        )


def _too_many(limit: int, numbers: Sequence[int]) -> Refused:
    yours = ", ".join(f"#{number}" for number in numbers)
    return Refused(
        f"You may have {limit} favourites; yours are {yours or 'none yet'}.",
        hint="Take one back first, or choose fewer.",
        code="challenge-favourites",
        limit=limit,
        numbers=yours or "–",
    )
