"""Phases change on time despite restarts, nights offline, errors of Discord and changed clocks."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.challenges.challenge import Phase, Refused
from bot.challenges.timeline import StepKind
from bot.jobs.delivery import NotConnected, TryLater, Undeliverable
from tests.bot.challenges.challenge_services import (
    ALICE,
    BOB,
    CAROL,
    START,
    ChallengeServices,
    FakePublisher,
    challenge_services,
    host,
    plan,
)
from tests.bot.clocks import FakeCalendar

WHOLE = ["announce", "open", "remind-entry", "voting", "retire", "remind-vote", "results", "retire"]


async def test_everything_happens_once_and_in_order_with_a_restart_at_every_boundary(
    tmp_path: Path, database_url: str, clock: FakeCalendar
) -> None:
    publisher = FakePublisher()
    async with challenge_services(tmp_path, database_url, publisher, clock) as services:
        challenge = await services.announced(opens_at=START + timedelta(days=1), winner_role_id=9)
    for days in (0, 1, 3.25, 4, 5.5, 6, 7, 40):
        clock.added = timedelta(days=days)
        for _ in range(2):  # the second scheduler has nothing left to do
            async with challenge_services(tmp_path, database_url, publisher, clock) as services:
                await services.advance()
                if await services.phase(challenge) is Phase.OPEN and not await services.store.entries(challenge.id):
                    await services.entered(challenge, ALICE)
                    await services.entered(challenge, BOB)
                elif await services.phase(challenge) is Phase.VOTING:
                    await services.vote(challenge, CAROL, (await services.store.entries(challenge.id))[1])
    assert list(publisher.done) == WHOLE
    assert publisher.roles == [("+", BOB)]
    async with challenge_services(tmp_path, database_url, publisher, clock) as services:
        assert await services.places(challenge) == {BOB: (1, 1), ALICE: (None, 0)}


async def test_a_night_offline_is_made_up_for_in_order(services: ChallengeServices, publisher: FakePublisher) -> None:
    challenge = await services.announced(opens_at=START + timedelta(hours=1))
    services.clock.forward(hours=2)
    await services.entered(challenge, ALICE)
    assert publisher.done == ["announce"]
    await services.advance(days=30)
    # Posts about the opening and the length of the vote are pointless now.
    assert list(publisher.done) == ["announce", "results", "retire"]
    assert await services.phase(challenge) is Phase.CLOSED


async def test_without_entries_there_is_no_vote(services: ChallengeServices, publisher: FakePublisher) -> None:
    challenge = await services.announced()
    await services.advance(days=3)
    assert await services.phase(challenge) is Phase.CLOSED
    assert list(publisher.done) == ["announce", "results", "retire"]
    await services.advance(days=5)
    assert list(publisher.done) == ["announce", "results", "retire"]


@pytest.mark.parametrize("trouble", [TryLater("503"), Undeliverable("no permission"), RuntimeError("a defect")])
async def test_a_post_that_fails_is_tried_again_until_it_is_there(
    services: ChallengeServices, publisher: FakePublisher, trouble: Exception
) -> None:
    publisher.failures = [trouble] * 3
    challenge = await services.announced()
    assert publisher.done == []
    for _ in range(5):
        await services.advance(minutes=10)
    assert publisher.done == ["announce"]
    assert [step.attempts for step in publisher.tried] == [1, 2, 3, 4], "the publisher knows that it must look first"
    await services.entered(challenge, ALICE)
    publisher.failures = [trouble] * 2
    await services.advance(days=3)
    assert await services.phase(challenge) is Phase.VOTING, "a phase does not wait for its post"
    await services.vote(challenge, BOB, *await services.store.entries(challenge.id))
    publisher.failures = [trouble] * 4
    await services.advance(days=2)
    assert await services.places(challenge) == {ALICE: (1, 1)}
    for _ in range(6):
        await services.advance(minutes=11)
    assert [kind for kind in publisher.done if kind != "retire"] == ["announce", "results"]


async def test_posts_come_in_order_though_the_first_one_fails(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced(opens_at=START + timedelta(minutes=1))
    publisher.failures = [TryLater("503")]
    publisher.done.clear()
    await services.advance(minutes=1)
    assert publisher.done == []
    await services.advance(minutes=1)
    assert publisher.done == ["open"]
    assert await services.phase(challenge) is Phase.OPEN


async def test_a_thread_that_cannot_be_made_does_not_hold_up_the_challenge(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    await services.moderation.publish((await services.moderation.create(plan(thread=True), host())).id, host())
    publisher.failures_of[StepKind.THREAD] = [Undeliverable("Missing Permissions")] * 4
    for _ in range(4):
        await services.advance(minutes=5)
    assert publisher.done == ["announce"]
    assert not [step for step, _ in await services.store.due(services.clock.now)], "it was given up"


async def test_a_clock_that_is_set_back_changes_nothing(services: ChallengeServices) -> None:
    challenge = await services.announced()
    entry = await services.entered(challenge, ALICE)
    await services.advance(days=3)
    await services.vote(challenge, BOB, entry)
    await services.advance(days=-2)
    assert await services.phase(challenge) is Phase.VOTING
    with pytest.raises(Refused):
        await services.entered(challenge, CAROL)
    await services.advance(days=4)
    assert await services.phase(challenge) is Phase.CLOSED
    await services.advance(days=-4)
    with pytest.raises(Refused):
        await services.vote(challenge, CAROL, entry)
    assert await services.places(challenge) == {ALICE: (1, 1)}


async def test_moderators_extend_and_close(services: ChallengeServices, publisher: FakePublisher) -> None:
    challenge = await services.announced()
    with pytest.raises(Refused):
        await services.moderation.extend(challenge.id, challenge.closes_at, host())
    longer = await services.moderation.extend(challenge.id, challenge.closes_at + timedelta(days=1), host())
    assert longer.ends_at - longer.closes_at == timedelta(days=2)
    await services.advance(days=3, hours=1)
    entry = await services.entered(challenge, ALICE)
    assert "remind-entry" in publisher.done
    await services.moderation.close(challenge.id, host())
    await services.advance()
    assert await services.phase(challenge) is Phase.VOTING
    await services.vote(challenge, BOB, entry)
    await services.moderation.close(challenge.id, host())
    await services.advance()
    assert await services.phase(challenge) is Phase.CLOSED
    with pytest.raises(Refused):
        await services.moderation.close(challenge.id, host())
    assert await services.places(challenge) == {ALICE: (1, 1)}
    await services.advance(days=30)
    assert publisher.done.count(StepKind.VOTING) == publisher.done.count(StepKind.RESULTS) == 1


async def test_who_is_reminded_and_then_given_more_time_is_reminded_again(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced()
    await services.advance(days=2, hours=12)
    await services.moderation.extend(challenge.id, challenge.closes_at + timedelta(days=2), host())
    await services.advance(days=2)
    assert publisher.done.count(StepKind.REMIND_ENTRY) == 2


async def test_a_cancelled_challenge_stays_so(services: ChallengeServices, publisher: FakePublisher) -> None:
    challenge = await services.announced()
    await services.entered(challenge, ALICE)
    await services.moderation.cancel(challenge.id, host(), "the server moves")
    await services.moderation.cancel(challenge.id, host(), "again")
    await services.advance(days=40)
    assert list(publisher.done) == ["announce", "cancel"]
    cancelled = await services.store.get(challenge.id)
    assert (cancelled.phase, cancelled.note) == (Phase.CANCELLED, "the server moves")
    with pytest.raises(Refused):
        await services.entered(challenge, BOB)


@pytest.mark.parametrize("looks", range(6))
async def test_an_end_that_comes_in_the_middle_of_a_turn_has_its_winner(
    services: ChallengeServices, publisher: FakePublisher, looks: int
) -> None:
    """The bot reads the clock several times in a round, and the vote may end between any two reads."""
    challenge = await services.announced(winner_role_id=9)
    entry = await services.entered(challenge, ALICE)
    await services.advance(days=3)
    await services.vote(challenge, BOB, entry)
    services.clock.forward_after(looks, days=2)
    for _ in range(looks + 2):
        await services.advance()
    assert await services.phase(challenge) is Phase.CLOSED
    assert publisher.roles == [("+", ALICE)]


async def test_disqualifying_after_the_end_counts_again_and_the_role_moves_on(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced(winner_role_id=9, winner_days=7)
    entries = {owner: await services.entered(challenge, owner) for owner in (ALICE, BOB)}
    await services.advance(days=3)
    await services.vote(challenge, CAROL, entries[ALICE], entries[BOB])
    await services.vote(challenge, 200, entries[ALICE])
    await services.advance(days=2)
    assert publisher.roles == [("+", ALICE)]
    await services.moderation.disqualify(challenge.id, entries[ALICE].number, host(), "not hers")
    await services.advance()
    assert publisher.roles == [("+", ALICE), ("-", ALICE), ("+", BOB)]
    assert await services.places(challenge) == {ALICE: (None, None), BOB: (1, 1)}
    await services.advance(days=7)
    assert publisher.roles[3:] == [("-", BOB)]
    await services.advance(days=7)
    assert publisher.roles[4:] == []


async def test_drafts_are_nobodys_business_and_go_after_a_day(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    draft = await services.moderation.create(plan(b"not looked at", kind="photo"), host())
    await services.advance(hours=1)
    assert publisher.done == []
    assert await services.store.of_guild(draft.guild_id) == []
    services.clock.forward(days=2)
    await services.scheduler.start()
    await services.scheduler.close()
    assert await services.store.drafts(services.clock.now) == []


async def test_publishing_late_keeps_dates_and_lengths(services: ChallengeServices) -> None:
    fixed = START + timedelta(days=3)
    draft = await services.moderation.create(plan(entering=fixed), host())
    services.clock.forward(hours=1)
    challenge = await services.publish(draft.id)
    assert (challenge.opens_at, challenge.closes_at) == (services.clock.now, fixed)
    again = await services.publish(draft.id)
    assert again.published_at == challenge.published_at
    late = await services.moderation.create(plan(entering=services.clock.now + timedelta(hours=1)), host())
    services.clock.forward(hours=2)
    with pytest.raises(Refused):
        await services.publish(late.id)


async def test_an_event_that_is_due_before_there_is_a_connection_keeps_its_attempts(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    await services.moderation.publish((await services.moderation.create(plan(event=True), host())).id, host())
    publisher.failures_of[StepKind.EVENT] = [NotConnected("not yet")] * 6
    for _ in range(7):
        await services.advance(minutes=1)
    assert publisher.done == ["announce", "event"]
    assert publisher.steps[-1].attempts == 1, "nothing was tried before"


async def test_trouble_with_discord_does_not_use_up_the_attempts_of_an_event(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    await services.moderation.publish((await services.moderation.create(plan(event=True), host())).id, host())
    publisher.failures = [TryLater("502")] * 12
    for _ in range(12):
        await services.advance(minutes=11)
    assert publisher.done == ["announce", "event"]
