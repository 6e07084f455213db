"""Phases run themselves: through restarts, nights offline, Discord's troubles and clocks that are set."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.challenges.challenge import Challenge, Phase, Refused
from bot.challenges.publisher import Posted
from bot.challenges.timeline import Step, StepKind
from bot.jobs.delivery import NotConnected, TooManyEdits, TryLater, Undeliverable
from tests.bot.challenges.challenge_services import (
    ALICE,
    BOB,
    CAROL,
    START,
    ChallengeServices,
    Clock,
    Diary,
    challenge_services,
    host,
    person,
    plan,
)

WHOLE = ["announce", "open", "remind-entry", "voting", "retire", "remind-vote", "results", "retire"]


async def test_everything_happens_once_and_in_order_with_a_restart_at_every_boundary(
    tmp_path: Path, clock: Clock
) -> None:
    diary = Diary()
    async with challenge_services(tmp_path, diary, clock) as here:
        challenge = await here.announced(opens_at=START + timedelta(days=1), winner_role_id=9)
    for days in (0, 1, 3.25, 4, 5.5, 6, 7, 40):
        clock.now = START + timedelta(days=days)
        for _ in range(2):  # the second one has nothing left to do
            async with challenge_services(tmp_path, diary, clock) as here:
                await here.turn()
                if await here.phase(challenge) is Phase.OPEN and not await here.store.entries(challenge.id):
                    await here.entered(challenge, ALICE)
                    await here.entered(challenge, BOB)
                elif await here.phase(challenge) is Phase.VOTING:
                    await here.vote(challenge, CAROL, (await here.store.entries(challenge.id))[1])
    assert list(diary.done) == WHOLE
    assert diary.roles == [("+", BOB)]
    async with challenge_services(tmp_path, diary, clock) as here:
        assert await here.places(challenge) == {BOB: (1, 1), ALICE: (None, 0)}


async def test_a_night_offline_is_made_up_for_in_order(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced(opens_at=START + timedelta(hours=1))
    here.clock.forward(hours=2)
    await here.entered(challenge, ALICE)
    assert diary.done == ["announce"]
    await here.turn(days=30)
    # Nobody needs to hear that it is open or how long the vote will last.
    assert list(diary.done) == ["announce", "results", "retire"]
    assert await here.phase(challenge) is Phase.CLOSED


async def test_without_entries_there_is_no_vote(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced()
    await here.turn(days=3)
    assert await here.phase(challenge) is Phase.CLOSED
    assert list(diary.done) == ["announce", "results", "retire"]
    await here.turn(days=5)
    assert list(diary.done) == ["announce", "results", "retire"]


@pytest.mark.parametrize("trouble", [TryLater("503"), Undeliverable("no permission"), RuntimeError("a defect")])
async def test_a_post_that_fails_is_tried_again_until_it_is_there(
    here: ChallengeServices, diary: Diary, trouble: Exception
) -> None:
    diary.failures = [trouble] * 3
    challenge = await here.announced()
    assert diary.done == []
    for _ in range(5):
        await here.turn(minutes=10)
    assert diary.done == ["announce"]
    assert [step.attempts for step in diary.tried] == [1, 2, 3, 4], "the publisher knows that it must look first"
    await here.entered(challenge, ALICE)
    diary.failures = [trouble] * 2
    await here.turn(days=3)
    assert await here.phase(challenge) is Phase.VOTING, "a phase does not wait for its post"
    await here.vote(challenge, BOB, *await here.store.entries(challenge.id))
    diary.failures = [trouble] * 4
    await here.turn(days=2)
    assert await here.places(challenge) == {ALICE: (1, 1)}
    for _ in range(6):
        await here.turn(minutes=11)
    assert [kind for kind in diary.done if kind != "retire"] == ["announce", "results"]


async def test_posts_come_in_order_though_the_first_one_fails(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced(opens_at=START + timedelta(minutes=1))
    diary.failures = [TryLater("503")]
    diary.done.clear()
    await here.turn(minutes=1)
    assert diary.done == []
    await here.turn(minutes=1)
    assert diary.done == ["open"]
    assert await here.phase(challenge) is Phase.OPEN


async def test_a_thread_that_cannot_be_made_does_not_hold_up_the_challenge(
    here: ChallengeServices, diary: Diary
) -> None:
    await here.moderation.publish((await here.moderation.create(plan(thread=True), host())).id, host())
    diary.failures = []
    real = diary.perform

    async def perform(challenge: Challenge, step: Step) -> Posted:
        if step.kind is StepKind.THREAD:
            raise Undeliverable("Missing Permissions")
        return await real(challenge, step)

    diary.perform = perform
    for _ in range(4):
        await here.turn(minutes=5)
    assert diary.done == ["announce"]
    assert not [step for step, _ in await here.store.due(here.clock.now)], "it was given up"


async def test_a_clock_that_is_set_back_changes_nothing(here: ChallengeServices) -> None:
    challenge = await here.announced()
    entry = await here.entered(challenge, ALICE)
    await here.turn(days=3)
    await here.vote(challenge, BOB, entry)
    await here.turn(days=-2)
    assert await here.phase(challenge) is Phase.VOTING
    with pytest.raises(Refused):
        await here.entered(challenge, CAROL)
    await here.turn(days=4)
    assert await here.phase(challenge) is Phase.CLOSED
    await here.turn(days=-4)
    with pytest.raises(Refused):
        await here.vote(challenge, CAROL, entry)
    assert await here.places(challenge) == {ALICE: (1, 1)}


async def test_moderators_extend_and_close(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced()
    with pytest.raises(Refused):
        await here.moderation.extend(challenge.id, challenge.closes_at, host())
    longer = await here.moderation.extend(challenge.id, challenge.closes_at + timedelta(days=1), host())
    assert longer.ends_at - longer.closes_at == timedelta(days=2)
    await here.turn(days=3, hours=1)
    entry = await here.entered(challenge, ALICE)
    assert "remind-entry" in diary.done
    await here.moderation.close(challenge.id, host())
    await here.turn()
    assert await here.phase(challenge) is Phase.VOTING
    await here.vote(challenge, BOB, entry)
    await here.moderation.close(challenge.id, host())
    await here.turn()
    assert await here.phase(challenge) is Phase.CLOSED
    with pytest.raises(Refused):
        await here.moderation.close(challenge.id, host())
    assert await here.places(challenge) == {ALICE: (1, 1)}
    await here.turn(days=30)
    assert diary.done.count(StepKind.VOTING) == diary.done.count(StepKind.RESULTS) == 1


async def test_who_is_reminded_and_then_given_more_time_is_reminded_again(
    here: ChallengeServices, diary: Diary
) -> None:
    challenge = await here.announced()
    await here.turn(days=2, hours=12)
    await here.moderation.extend(challenge.id, challenge.closes_at + timedelta(days=2), host())
    await here.turn(days=2)
    assert diary.done.count(StepKind.REMIND_ENTRY) == 2


async def test_a_cancelled_challenge_stays_so(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced()
    await here.entered(challenge, ALICE)
    await here.moderation.cancel(challenge.id, host(), "the server moves")
    await here.moderation.cancel(challenge.id, host(), "again")
    await here.turn(days=40)
    assert list(diary.done) == ["announce", "cancel"]
    cancelled = await here.store.get(challenge.id)
    assert (cancelled.phase, cancelled.note) == (Phase.CANCELLED, "the server moves")
    with pytest.raises(Refused):
        await here.entered(challenge, BOB)


@pytest.mark.parametrize("looks", range(6))
async def test_an_end_that_comes_in_the_middle_of_a_turn_has_its_winner(
    here: ChallengeServices, diary: Diary, looks: int
) -> None:
    """The bot looks at the clock several times in a turn, and the vote may end between any two of them."""
    challenge = await here.announced(winner_role_id=9)
    entry = await here.entered(challenge, ALICE)
    await here.turn(days=3)
    await here.vote(challenge, BOB, entry)
    here.clock.forward_after(looks, days=2)
    for _ in range(looks + 2):
        await here.turn()
    assert await here.phase(challenge) is Phase.CLOSED
    assert diary.roles == [("+", ALICE)]


async def test_disqualifying_after_the_end_counts_again_and_the_role_moves_on(
    here: ChallengeServices, diary: Diary
) -> None:
    challenge = await here.announced(winner_role_id=9, winner_days=7)
    entries = {owner: await here.entered(challenge, owner) for owner in (ALICE, BOB)}
    await here.turn(days=3)
    await here.vote(challenge, CAROL, entries[ALICE], entries[BOB])
    await here.vote(challenge, 200, entries[ALICE])
    await here.turn(days=2)
    assert diary.roles == [("+", ALICE)]
    await here.moderation.disqualify(challenge.id, entries[ALICE].number, host(), "not hers")
    await here.turn()
    assert diary.roles == [("+", ALICE), ("-", ALICE), ("+", BOB)]
    assert await here.places(challenge) == {ALICE: (None, None), BOB: (1, 1)}
    await here.turn(days=7)
    assert diary.roles[3:] == [("-", BOB)]
    await here.turn(days=7)
    assert diary.roles[4:] == []


async def test_the_board_follows_what_happens(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced()
    diary.refreshed.clear()
    await here.turn()
    assert diary.refreshed == []
    entry = await here.entered(challenge, ALICE)
    await here.turn()
    await here.turn()
    assert [one.id for one in diary.refreshed] == [challenge.id]
    await here.participation.withdraw(entry.id, person(ALICE))
    await here.turn()
    assert len(diary.refreshed) == 2


async def test_drafts_are_nobodys_business_and_go_after_a_day(here: ChallengeServices, diary: Diary) -> None:
    draft = await here.moderation.create(plan(b"not looked at", kind="photo"), host())
    await here.turn(hours=1)
    assert diary.done == []
    assert await here.store.of_guild(draft.guild_id) == []
    here.clock.forward(days=2)
    await here.challenges.scheduler.start()
    await here.challenges.scheduler.close()
    assert await here.store.drafts(here.clock.now) == []


async def test_publishing_late_keeps_dates_and_lengths(here: ChallengeServices) -> None:
    fixed = START + timedelta(days=3)
    draft = await here.moderation.create(plan(entering=fixed), host())
    here.clock.forward(hours=1)
    challenge = await here.publish(draft.id)
    assert (challenge.opens_at, challenge.closes_at) == (here.clock.now, fixed)
    again = await here.publish(draft.id)
    assert again.published_at == challenge.published_at
    late = await here.moderation.create(plan(entering=here.clock.now + timedelta(hours=1)), host())
    here.clock.forward(hours=2)
    with pytest.raises(Refused):
        await here.publish(late.id)


async def test_an_event_that_is_due_before_there_is_a_connection_keeps_its_attempts(
    here: ChallengeServices, diary: Diary
) -> None:
    await here.moderation.publish((await here.moderation.create(plan(event=True), host())).id, host())
    silent = [NotConnected("not yet")] * 6
    real = diary.perform

    async def perform(challenge: Challenge, step: Step) -> Posted:
        if step.kind is StepKind.EVENT and silent:
            raise silent.pop()
        return await real(challenge, step)

    diary.perform = perform
    for _ in range(7):
        await here.turn(minutes=1)
    assert diary.done == ["announce", "event"]
    assert diary.steps[-1].attempts == 1, "nothing was tried before"


async def test_trouble_with_discord_does_not_use_up_the_attempts_of_an_event(
    here: ChallengeServices, diary: Diary
) -> None:
    await here.moderation.publish((await here.moderation.create(plan(event=True), host())).id, host())
    diary.failures = [TryLater("502")] * 12
    for _ in range(12):
        await here.turn(minutes=11)
    assert diary.done == ["announce", "event"]


async def test_a_board_that_discord_wants_no_edits_of_is_left_alone_for_a_while(
    here: ChallengeServices, diary: Diary
) -> None:
    challenge = await here.announced()
    tried = []

    async def refuse(challenge: Challenge) -> None:
        tried.append(challenge.id)
        raise TooManyEdits("too many edits of an old message", seconds=60)

    diary.refresh = refuse
    for someone in (ALICE, BOB, CAROL):
        await here.entered(challenge, someone)
        await here.turn()
    assert tried == [challenge.id], "and not with every change"
