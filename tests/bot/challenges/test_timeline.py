"""The phase machine, for any dates and any clock."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.challenge import Challenge, Phase, Refused
from bot.challenges.moderation import draft
from bot.challenges.timeline import (
    StepKind,
    closed_early,
    extended,
    is_too_late,
    phase_at,
    phases_between,
    published,
    timeline,
)
from tests.bot.challenges.challenge_services import START, plan

ORDER = [Phase.ANNOUNCED, Phase.OPEN, Phase.VOTING, Phase.CLOSED]
MINUTES = st.integers(1, 60 * 24 * 30)


@st.composite
def challenges(draw: st.DrawFn) -> Challenge:
    """Challenges that were just published."""
    made = plan(
        opens_at=START + timedelta(minutes=draw(st.integers(0, 10_000))),
        entering=timedelta(minutes=draw(MINUTES)),
        voting=timedelta(minutes=draw(MINUTES)),
        winner_role_id=draw(st.sampled_from([None, 9])),
        event=draw(st.booleans()),
        thread=draw(st.booleans()),
    )
    return published(draft(made, START), START)


MOMENTS = st.integers(-1000, 60 * 24 * 70).map(lambda minutes: START + timedelta(minutes=minutes))


@given(challenges(), st.lists(MOMENTS, max_size=12))
def test_whatever_the_clock_does_a_challenge_goes_forward_only_and_skips_nothing(
    challenge: Challenge, moments: list[datetime]
) -> None:
    seen = [challenge.phase]
    for now in moments:
        for phase in phases_between(challenge.phase, phase_at(challenge, now)):
            challenge = replace(challenge, phase=phase)
            seen.append(phase)
        assert phase_at(challenge, now) is challenge.phase
    assert seen == ORDER[: len(seen)]


@given(challenges(), MOMENTS)
def test_dates_decide_where_it_is(challenge: Challenge, now: datetime) -> None:
    phase = phase_at(challenge, now)
    assert (phase is Phase.OPEN) == (challenge.opens_at <= now < challenge.closes_at)
    assert (phase is Phase.VOTING) == (challenge.closes_at <= now < challenge.ends_at)
    assert (phase is Phase.CLOSED) == (now >= challenge.ends_at)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CANCELLED, Phase.CLOSED])
@given(challenge=challenges(), now=MOMENTS)
def test_what_is_no_longer_or_not_yet_running_stays_where_it_is(
    phase: Phase, challenge: Challenge, now: datetime
) -> None:
    assert phase_at(replace(challenge, phase=phase), now) is phase


@given(challenges())
def test_every_step_is_due_when_its_phase_is_reached_and_reminders_before(challenge: Challenge) -> None:
    steps = timeline(challenge)
    assert steps[StepKind.ANNOUNCE] == START
    assert steps[StepKind.VOTING] == challenge.closes_at
    assert steps[StepKind.RESULTS] == challenge.ends_at
    assert (StepKind.OPEN in steps) == (challenge.opens_at > START)
    if due := steps.get(StepKind.REMIND_ENTRY):
        assert challenge.opens_at < due < challenge.closes_at
        assert not is_too_late(StepKind.REMIND_ENTRY, challenge, due)
    if due := steps.get(StepKind.REMIND_VOTE):
        assert challenge.closes_at < due < challenge.ends_at
    assert is_too_late(StepKind.REMIND_VOTE, challenge, challenge.ends_at)


@given(challenges(), MOMENTS, st.integers(-3000, 60 * 24 * 30))
def test_extending_moves_the_deadline_and_nothing_before_it(challenge: Challenge, now: datetime, minutes: int) -> None:
    phase = phase_at(challenge, now)
    deadline = challenge.ends_at if phase is Phase.VOTING else challenge.closes_at
    until = deadline + timedelta(minutes=minutes)
    try:
        longer = extended(challenge, until, now)
    except Refused:
        return
    assert minutes > 0
    assert longer.opens_at == challenge.opens_at
    assert phase_at(longer, now) is phase
    if phase is Phase.VOTING:
        assert (longer.closes_at, longer.ends_at) == (challenge.closes_at, until)
    else:
        assert longer.closes_at == until
        assert longer.ends_at - until == challenge.ends_at - challenge.closes_at


@given(challenges(), MOMENTS)
def test_closing_brings_the_next_phase_at_once(challenge: Challenge, now: datetime) -> None:
    phase = phase_at(challenge, now)
    if phase not in {Phase.OPEN, Phase.VOTING}:
        with pytest.raises(Refused):
            closed_early(challenge, now)
        return
    closed = closed_early(challenge, now)
    assert phase_at(closed, now) is ORDER[ORDER.index(phase) + 1]
    assert closed.ends_at <= challenge.ends_at
