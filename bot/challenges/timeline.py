"""Phases and steps of a challenge by time. Pure: callers pass the moment.

A phase never goes back, not even if the computer's clock does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.challenges.challenge import MAX_PERIOD, MIN_PERIOD, Challenge, Phase, Refused

LEAST_FOR_REMINDER = timedelta(hours=2)  # nobody forgets a shorter period
LONGEST_LEAD = timedelta(days=1)
_ORDER = (Phase.ANNOUNCED, Phase.OPEN, Phase.VOTING, Phase.CLOSED)


class StepKind(StrEnum):
    """A step to do on Discord. Steps that are due at the same moment are done in this order."""

    ANNOUNCE = "announce"
    THREAD = "thread"
    EVENT = "event"  # updates the scheduled event
    OPEN = "open"
    REMIND_ENTRY = "remind-entry"
    VOTING = "voting"
    REMIND_VOTE = "remind-vote"
    RESULTS = "results"
    WINNER_ROLE = "crown"  # gives the winner's role to the winner and takes it from others
    CANCEL = "cancel"
    REVIEW = "review"  # shows an entry to the moderators; about an entry
    RETIRE = "retire"  # takes the pictures off a post that another has replaced; about a message
    ERASE = "erase"  # deletes a message


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a challenge in the database.

    Attributes:
        subject: an entry or a message, for the kinds that need one.
        attempts: how often it was begun. If more than one, an earlier attempt may have worked.
        message_id: the message that it posted and will fill in.
    """

    number: int
    challenge_id: str
    kind: StepKind
    subject: str
    due_at: datetime
    attempts: int = 0
    message_id: int | None = None


def phase_at(challenge: Challenge, now: datetime) -> Phase:
    """The phase of a challenge at a moment, also if it is not written yet."""
    if not challenge.phase.live:
        return challenge.phase
    return max((challenge.phase, _by_time(challenge, now)), key=_ORDER.index)


def phases_between(phase: Phase, target: Phase) -> tuple[Phase, ...]:
    """The phases after `phase` up to `target`, in order; none if the target is not later."""
    if phase not in _ORDER or target not in _ORDER:
        return ()
    return _ORDER[_ORDER.index(phase) + 1 : _ORDER.index(target) + 1]


def timeline(challenge: Challenge) -> Mapping[StepKind, datetime]:
    """The steps of a published challenge and when each is due."""
    if challenge.published_at is None:
        return {}
    start, rules = challenge.published_at, challenge.rules
    steps = {StepKind.ANNOUNCE: start}
    if rules.thread:
        steps[StepKind.THREAD] = start
    if rules.event:
        steps[StepKind.EVENT] = start
    if challenge.opens_at > start:  # else the announcement says it
        steps[StepKind.OPEN] = challenge.opens_at
    steps[StepKind.VOTING] = challenge.closes_at
    steps[StepKind.RESULTS] = challenge.ends_at
    if rules.winner_role_id is not None:
        steps[StepKind.WINNER_ROLE] = challenge.ends_at
    return steps | _reminders(challenge)


def is_too_late(kind: StepKind, challenge: Challenge, now: datetime) -> bool:
    """Whether a step is of no use any more."""
    phase = phase_at(challenge, now)
    match kind:
        case StepKind.OPEN | StepKind.REMIND_ENTRY:
            return phase not in {Phase.ANNOUNCED, Phase.OPEN}
        case StepKind.REMIND_VOTE | StepKind.VOTING:
            return phase is not Phase.VOTING
        case StepKind.THREAD | StepKind.REVIEW:
            return phase.over
        case _:
            return False


def scheduled(
    opens_at: datetime | None, entering: timedelta | datetime, voting: timedelta | datetime, now: datetime
) -> tuple[datetime, datetime, datetime]:
    """When a planned challenge opens, closes for entries and ends, if it is published now.

    The arguments are those of a `bot.challenges.challenge.Plan`.

    Raises:
        Refused: a period is in the past, too short or too long.
    """
    opens_at = max(opens_at or now, now)
    closes_at = _end(opens_at, entering)
    ends_at = _end(closes_at, voting)
    check_periods(opens_at, closes_at, ends_at)
    return opens_at, closes_at, ends_at


def check_periods(opens_at: datetime, closes_at: datetime, ends_at: datetime) -> None:
    """Check that periods follow each other and have a sensible length.

    Raises:
        Refused: they do not.
    """
    for start, end, code, text in (
        (opens_at, closes_at, "challenge-entry-period", "The time for entries must be between a minute and 120 days."),
        (closes_at, ends_at, "challenge-vote-period", "The time for votes must be between a minute and 120 days."),
    ):
        if not MIN_PERIOD <= end - start <= MAX_PERIOD:
            raise Refused(text, hint="Check the dates in the preview and the time zone.", code=code)


def published(challenge: Challenge, now: datetime) -> Challenge:
    """The draft as published now. Durations count from now at the earliest.

    Raises:
        Refused: a given date has passed.
    """
    rules = challenge.rules
    opens_at = max(challenge.opens_at, now)
    closes_at = challenge.closes_at if rules.closes_fixed else opens_at + (challenge.closes_at - challenge.opens_at)
    ends_at = challenge.ends_at if rules.ends_fixed else closes_at + (challenge.ends_at - challenge.closes_at)
    check_periods(opens_at, closes_at, ends_at)
    return replace(
        challenge,
        phase=Phase.ANNOUNCED,
        published_at=now,
        opens_at=opens_at,
        closes_at=closes_at,
        ends_at=ends_at,
    )


def extended(challenge: Challenge, until: datetime, now: datetime) -> Challenge:
    """The challenge with a later current deadline. If entries end later, the vote moves with them.

    Raises:
        Refused: it is over, or `until` is not later, or too late.
    """
    phase = phase_at(challenge, now)
    if not phase.live:
        raise Refused(
            "That challenge is over.", hint="Only what is still going on can be extended.", code="challenge-over"
        )
    voting = phase is Phase.VOTING
    by = until - (challenge.ends_at if voting else challenge.closes_at)
    if by <= timedelta():
        raise Refused(
            "That is not later than the deadline is now.", hint="Give a later moment.", code="challenge-not-later"
        )
    longer = replace(challenge, ends_at=challenge.ends_at + by)
    if not voting:
        longer = replace(longer, closes_at=challenge.closes_at + by)
    check_periods(longer.opens_at, longer.closes_at, longer.ends_at)
    return longer


def closed_early(challenge: Challenge, now: datetime) -> Challenge:
    """The challenge with its current phase ending now. A vote that begins keeps its planned length.

    Raises:
        Refused: it has not begun, or is over.
    """
    match phase_at(challenge, now):
        case Phase.OPEN:
            vote = challenge.ends_at - challenge.closes_at
            return replace(challenge, closes_at=now, ends_at=now + vote)
        case Phase.VOTING:
            return replace(challenge, ends_at=now)
        case Phase.ANNOUNCED:
            raise Refused(
                "That challenge has not begun.", hint="You can cancel it instead.", code="challenge-not-begun"
            )
        case _:
            raise Refused("That challenge is over.", hint="There is nothing to close.", code="challenge-over-closed")


def _by_time(challenge: Challenge, now: datetime) -> Phase:
    if now >= challenge.ends_at:
        return Phase.CLOSED
    if now >= challenge.closes_at:
        return Phase.VOTING
    return Phase.OPEN if now >= challenge.opens_at else Phase.ANNOUNCED


def _reminders(challenge: Challenge) -> dict[StepKind, datetime]:
    periods = {
        StepKind.REMIND_ENTRY: (challenge.opens_at, challenge.closes_at),
        StepKind.REMIND_VOTE: (challenge.closes_at, challenge.ends_at),
    }
    return {
        kind: end - min(LONGEST_LEAD, (end - start) / 4)
        for kind, (start, end) in periods.items()
        if end - start >= LEAST_FOR_REMINDER
    }


def _end(start: datetime, period: timedelta | datetime) -> datetime:
    return start + period if isinstance(period, timedelta) else period
