"""What moderators do with challenges: create, publish, review, extend, close, disqualify, cancel."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.challenges.challenge import (
    ACTIVE_STATES,
    Challenge,
    Entry,
    EntryState,
    Kind,
    Person,
    Phase,
    Plan,
    Refused,
    Words,
)
from bot.challenges.eligibility import gone_entry, reference_missing, require_moderator
from bot.challenges.participation import Membership
from bot.challenges.pictures import Pictures
from bot.challenges.results import excluded_people, write_outcome
from bot.challenges.store import ChallengeStore
from bot.challenges.timeline import StepKind, closed_early, extended, phase_at, published, scheduled
from bot.challenges.transaction import Transaction
from bot.challenges.written_dates import PlannedDates
from bot.jobs.job import new_id
from bot.runtime.clock import Now


class Moderation:
    """Challenges for moderators. Everyone else is refused with `NotAllowed`.

    Args:
        store, pictures: rows and files of challenges.
        membership: bans and consent.
        now: the clock.
        wake: called after a change that posts must show.
    """

    def __init__(
        self, store: ChallengeStore, pictures: Pictures, membership: Membership, now: Now, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._pictures = pictures
        self._membership = membership
        self._now = now
        self._wake = wake

    async def create(self, plan: Plan, host: Person) -> Challenge:
        """Write a draft that only its host knows.

        Raises:
            Refused: its dates make no sense, or the shared picture is missing.
        """
        await self._require_moderator(host, plan.guild_id)
        if (plan.reference is None) != (plan.kind is Kind.FREE):
            raise reference_missing(plan.kind)
        challenge = draft(plan, self._now())
        if plan.reference is None:
            await self._store.add(challenge)
            return challenge
        async with self._pictures.put(plan.reference) as name:
            challenge = replace(challenge, reference=name)
            await self._store.add(challenge)
        return challenge

    async def reword(self, challenge_id: str, words: Words, person: Person) -> Challenge:
        """Change the text of a challenge, also after it is published."""
        async with self._store.changing(challenge_id) as transaction:
            await self._require_moderator(person, transaction.challenge.guild_id)
            await transaction.save(replace(transaction.challenge, words=words))
        self._wake()
        return transaction.challenge

    async def redate(self, challenge_id: str, dates: PlannedDates, person: Person) -> Challenge:
        """Change the dates of a draft.

        Raises:
            Refused: they make no sense, or it is published already.
        """
        async with self._store.changing(challenge_id) as transaction:
            challenge, now = transaction.challenge, self._now()
            await self._require_moderator(person, challenge.guild_id)
            if challenge.phase is not Phase.DRAFT:
                raise _decided()
            opens_at, closes_at, ends_at = scheduled(dates.opens_at, dates.entering, dates.voting, now)
            rules = replace(challenge.rules, timezone=dates.zone)
            await transaction.save(
                replace(challenge, rules=rules, opens_at=opens_at, closes_at=closes_at, ends_at=ends_at)
            )
        return transaction.challenge

    async def discard(self, challenge_id: str, person: Person) -> None:
        """Delete a draft. A published challenge stays."""
        challenge = await self._store.get(challenge_id)
        await self._require_moderator(person, challenge.guild_id)
        await self._store.remove(challenge_id)
        await self._pictures.discard([challenge.reference])

    async def publish(self, challenge_id: str, person: Person) -> Challenge:
        """Publish a draft; the scheduler does the rest. A second call changes nothing.

        Raises:
            Refused: a date that was given has passed meanwhile.
        """
        async with self._store.changing(challenge_id) as transaction:
            await self._require_moderator(person, transaction.challenge.guild_id)
            if transaction.challenge.phase is Phase.DRAFT:
                now = self._now()
                await transaction.save(published(transaction.challenge, now))
                await transaction.reschedule(now)
        self._wake()
        return transaction.challenge

    async def last_zone(self, host_id: int) -> str | None:
        """The time zone of the host's last challenge."""
        made = await self._store.of_host(host_id)
        return made[-1].rules.timezone if made else None

    async def pending(self, challenge_id: str, person: Person) -> list[Entry]:
        """The entries that wait for a moderator, oldest first."""
        await self._require_moderator(person, (await self._store.get(challenge_id)).guild_id)
        return await self._store.entries(challenge_id, [EntryState.PENDING])

    async def approve(self, entry_id: str, person: Person) -> Entry:
        """Show a waiting entry. A shown entry stays shown.

        Raises:
            Refused: it is too late.
        """
        return await self._judge(entry_id, person, EntryState.SHOWN, "", {EntryState.PENDING, EntryState.REJECTED})

    async def reject(self, entry_id: str, person: Person, reason: str) -> Entry:
        """Reject a waiting entry. Its owner may enter another one."""
        return await self._judge(entry_id, person, EntryState.REJECTED, reason, {EntryState.PENDING})

    async def disqualify(self, challenge_id: str, number: int, person: Person, reason: str) -> Entry:
        """Disqualify an entry. After the end, count the votes again without it."""
        for entry in await self._store.entries(challenge_id):
            if entry.number == number:
                return await self._judge(entry.id, person, EntryState.DISQUALIFIED, reason, ACTIVE_STATES)
        raise gone_entry()

    async def extend(self, challenge_id: str, until: datetime, person: Person) -> Challenge:
        """Move the current deadline to a later moment. A vote that has not begun moves with it.

        Raises:
            Refused: it is over, or that is not later.
        """
        return await self._retime(challenge_id, person, lambda challenge, now: extended(challenge, until, now))

    async def close(self, challenge_id: str, person: Person) -> Challenge:
        """End the current phase now: first entries, then the vote.

        Raises:
            Refused: the challenge has not begun, or is over.
        """
        return await self._retime(challenge_id, person, closed_early)

    async def cancel(self, challenge_id: str, person: Person, reason: str) -> Challenge:
        """End a challenge without a result.

        Raises:
            Refused: it is over.
        """
        async with self._store.changing(challenge_id) as transaction:
            await self._require_moderator(person, transaction.challenge.guild_id)
            now = self._now()
            if transaction.challenge.phase is not Phase.CANCELLED:
                if not phase_at(transaction.challenge, now).live:
                    raise _over()
                await cancel_challenge(transaction, reason, now)
        self._wake()
        return transaction.challenge

    async def _judge(
        self, entry_id: str, person: Person, state: EntryState, reason: str, before: Collection[EntryState]
    ) -> Entry:
        entry = await self._store.entry(entry_id)
        banned = await excluded_people(self._store, self._membership, entry.challenge_id)
        async with self._store.changing(entry.challenge_id) as transaction:
            await self._require_moderator(person, transaction.challenge.guild_id)
            entry = next((one for one in await transaction.entries() if one.id == entry_id), entry)
            if entry.state is state:
                return entry
            over = phase_at(transaction.challenge, self._now()).over
            if entry.state not in before or (over and state is not EntryState.DISQUALIFIED):
                raise _decided()
            entry = replace(entry, state=state, reason=reason, votes=None, place=None)
            await transaction.put_entry(entry)
            if transaction.challenge.phase is Phase.CLOSED:
                await write_outcome(transaction, banned)
                if transaction.challenge.rules.winner_role_id is not None:
                    await transaction.schedule(StepKind.WINNER_ROLE, self._now())
            await transaction.touch()
        self._wake()
        return entry

    async def _retime(
        self, challenge_id: str, person: Person, retimed: Callable[[Challenge, datetime], Challenge]
    ) -> Challenge:
        async with self._store.changing(challenge_id) as transaction:
            await self._require_moderator(person, transaction.challenge.guild_id)
            now = self._now()
            if transaction.challenge.phase is Phase.DRAFT:
                raise Refused(
                    "That challenge is not published.", hint="Make a new draft instead.", code="challenge-draft"
                )
            await transaction.save(retimed(transaction.challenge, now))
            await transaction.reschedule(now)
            if transaction.challenge.rules.event:
                await transaction.schedule(StepKind.EVENT, now)
        self._wake()
        return transaction.challenge

    async def _require_moderator(self, person: Person, guild_id: int) -> None:
        await self._membership.require_welcome(person.user_id, guild_id)
        require_moderator(person, guild_id)


async def cancel_challenge(transaction: Transaction, reason: str, now: datetime) -> None:
    """Cancel a challenge: unschedule its steps and schedule the announcement."""
    await transaction.save(replace(transaction.challenge, phase=Phase.CANCELLED, note=reason))
    await transaction.unschedule_all()
    if transaction.challenge.board_message_id is not None:  # else it was never announced
        await transaction.schedule(StepKind.CANCEL, now)
    if transaction.challenge.event_id is not None:
        await transaction.schedule(StepKind.EVENT, now)


def draft(plan: Plan, now: datetime) -> Challenge:
    """The draft of a planned challenge.

    Raises:
        Refused: a period is in the past, too short or too long.
    """
    opens_at, closes_at, ends_at = scheduled(plan.opens_at, plan.entering, plan.voting, now)
    rules = replace(
        plan.rules,
        closes_fixed=not isinstance(plan.entering, timedelta),
        ends_fixed=not isinstance(plan.voting, timedelta),
    )
    return Challenge(
        id=new_id(),
        guild_id=plan.guild_id,
        channel_id=plan.channel_id,
        thread_id=None,
        host_id=plan.host_id,
        words=plan.words,
        kind=plan.kind,
        reference=None,
        season=plan.season or str(ends_at.year),
        locale=plan.locale,
        rules=rules,
        phase=Phase.DRAFT,
        created_at=now,
        published_at=None,
        opens_at=opens_at,
        closes_at=closes_at,
        ends_at=ends_at,
    )


def _decided() -> Refused:
    return Refused("That was decided already.", hint="/challenge show tells how it stands.", code="challenge-decided")


def _over() -> Refused:
    return Refused("That challenge is over.", hint="/challenge list shows what is on.", code="challenge-over")
