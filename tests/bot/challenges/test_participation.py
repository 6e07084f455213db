"""Entering, withdrawing and voting: the rules, and that repeated presses have one outcome."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.challenges.challenge import EntryState, Kind, Phase, Refused, Unknown
from bot.challenges.entries import TooManyEntries
from bot.errors import NotAllowed
from bot.jobs.job import State
from bot.people.consent import Banned, OptedOut
from tests.bot.challenges.challenge_services import (
    ALICE,
    BOB,
    CAROL,
    DAVE,
    GUILD,
    START,
    ChallengeServices,
    FakePublisher,
    host,
    person,
    plan,
)
from tests.bot.doubles import png, reply_target


async def test_a_challenge_from_its_first_picture_to_its_winner(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced()
    first = await services.entered(challenge, ALICE)
    second = await services.entered(challenge, BOB)
    assert (first.number, second.number) == (1, 2)
    await services.advance(days=3)
    assert await services.phase(challenge) is Phase.VOTING
    await services.vote(challenge, CAROL, second)
    await services.vote(challenge, DAVE, second, first)
    await services.vote(challenge, ALICE, second)
    await services.advance(days=2)
    assert await services.places(challenge) == {BOB: (1, 3), ALICE: (2, 1)}
    assert list(publisher.done) == ["announce", "voting", "retire", "results", "retire"]


async def test_the_same_press_twice_is_one_entry(services: ChallengeServices) -> None:
    challenge = await services.announced()
    job = await services.painted(ALICE)
    entries = await asyncio.gather(*(services.participation.enter(challenge.id, job, person(ALICE)) for _ in range(5)))
    assert len({entry.id for entry in entries}) == 1
    assert len(await services.store.entries(challenge.id)) == 1


async def test_many_presses_at_once_do_not_pass_the_limit(services: ChallengeServices) -> None:
    challenge = await services.announced(entries_each=2)
    jobs = [await services.painted(ALICE) for _ in range(6)]
    entering = (services.participation.enter(challenge.id, job, person(ALICE)) for job in jobs)
    outcomes = await asyncio.gather(*entering, return_exceptions=True)
    assert sum(isinstance(one, TooManyEntries) for one in outcomes) == 4
    assert [entry.number for entry in await services.store.entries(challenge.id)] == [1, 2]


async def test_a_picture_is_replaced_until_the_end_and_its_file_goes(
    services: ChallengeServices, tmp_path: Path
) -> None:
    challenge = await services.announced()
    old = await services.entered(challenge, ALICE)
    with pytest.raises(TooManyEntries):
        await services.entered(challenge, ALICE)
    new = await services.participation.enter(
        challenge.id, await services.painted(ALICE), person(ALICE), replacing=old.id
    )
    assert new.number == old.number
    assert [entry.id for entry in await services.store.entries(challenge.id)] == [new.id]
    assert services.stored(tmp_path) == 1
    services.clock.forward(days=3)
    with pytest.raises(Refused) as refused:
        await services.participation.enter(challenge.id, await services.painted(ALICE), person(ALICE), replacing=new.id)
    assert refused.value.code == "challenge-too-late"


async def test_the_deadline_counts_and_not_when_the_bot_noticed_it(services: ChallengeServices) -> None:
    challenge = await services.announced()
    services.clock.forward(days=3, seconds=-1)
    await services.entered(challenge, ALICE)
    services.clock.forward(seconds=1)
    with pytest.raises(Refused):
        await services.entered(challenge, BOB)
    assert await services.phase(challenge) is Phase.OPEN, "nothing has brought it further yet"
    with pytest.raises(Refused, match="own picture"):
        await services.vote(challenge, ALICE, *await services.store.entries(challenge.id))


async def test_a_withdrawn_picture_leaves_nothing_behind(services: ChallengeServices, tmp_path: Path) -> None:
    challenge = await services.announced()
    entry = await services.entered(challenge, ALICE)
    await services.entered(challenge, BOB)
    await services.advance(days=3)
    await services.vote(challenge, CAROL, entry)
    with pytest.raises(NotAllowed):
        await services.participation.withdraw(entry.id, person(BOB))
    await services.participation.withdraw(entry.id, person(ALICE))
    assert await services.store.votes(challenge.id) == []
    assert services.stored(tmp_path) == 1
    await services.advance(days=2)
    assert await services.places(challenge) == {BOB: (None, 0)}


async def test_a_picture_that_is_deleted_leaves_its_challenges(services: ChallengeServices, tmp_path: Path) -> None:
    challenge = await services.announced()
    job = await services.painted(ALICE)
    await services.participation.enter(challenge.id, job, person(ALICE))
    await services.jobs.delete(job.id)
    await services.participation.withdraw_job(job.id, ALICE)
    assert await services.store.entries(challenge.id) == []
    assert services.stored(tmp_path) == 0
    with pytest.raises(Unknown):
        await services.participation.enter(challenge.id, job, person(ALICE))
    assert services.stored(tmp_path) == 0


async def test_an_entry_outlives_the_job_that_made_it(services: ChallengeServices) -> None:
    challenge = await services.announced()
    job = await services.painted(ALICE, colour="teal")
    entry = await services.participation.enter(challenge.id, job, person(ALICE))
    await services.jobs.delete(job.id)
    await services.files.delete(job.picture or "")
    assert await services.challenges.pictures.get(entry.picture) == png("teal")
    assert entry.recipe["params"]["seed"] == job.params.seed


@pytest.mark.parametrize("kind", [Kind.STYLE, Kind.PHOTO])
async def test_everyone_uses_the_same_picture(services: ChallengeServices, kind: Kind) -> None:
    given = png("orange", (40, 30))
    challenge = await services.announced(given, kind=kind)
    role = "style" if kind is Kind.STYLE else "content"
    with pytest.raises(Refused) as refused:
        await services.entered(challenge, ALICE, **{role: png("green", (40, 30))})
    assert refused.value.code == ("challenge-other-style" if kind is Kind.STYLE else "challenge-other-photo")
    with pytest.raises(Refused):
        await services.entered(challenge, ALICE, **{role: png("orange", (30, 40))})
    await services.entered(challenge, ALICE, **{role: given})
    larger = png("orange", (80, 60))
    await services.entered(challenge, BOB, **{role: larger})


async def test_what_may_not_be_entered(services: ChallengeServices) -> None:
    challenge = await services.announced(enter_role_id=7)
    with pytest.raises(Refused) as refused:
        await services.entered(challenge, ALICE)
    assert refused.value.code == "challenge-enter-role"
    member = person(ALICE, role_ids=frozenset({7}))
    for changes, code in (
        ({"spoiler": True}, "challenge-not-for-all"),
        ({"reply_target": reply_target(age_restricted=True)}, "challenge-not-for-all"),
        ({"state": State.RUNNING, "picture": None}, "challenge-unfinished"),
    ):
        with pytest.raises(Refused) as refused:
            await services.participation.enter(challenge.id, await services.painted(ALICE, **changes), member)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        await services.participation.enter(challenge.id, await services.painted(BOB), member)
    mine = await services.painted(ALICE, colour="pink")
    await services.participation.enter(challenge.id, mine, member)
    same = await services.painted(BOB, colour="pink")
    with pytest.raises(Refused, match="exactly this picture"):
        await services.participation.enter(challenge.id, same, person(BOB, role_ids=frozenset({7})))


async def test_consent_and_bans_hold(services: ChallengeServices) -> None:
    challenge = await services.announced()
    await services.people.set_consent(CAROL, allowed=False)
    with pytest.raises(OptedOut):
        await services.entered(challenge, ALICE, subject_id=CAROL)
    await services.people.ban(BOB)
    with pytest.raises(Banned):
        await services.entered(challenge, BOB)
    await services.entered(challenge, ALICE)
    await services.advance(days=3)
    with pytest.raises(Banned):
        await services.vote(challenge, BOB, *await services.store.entries(challenge.id))


async def test_votes_can_be_changed_and_never_double(services: ChallengeServices) -> None:
    challenge = await services.announced(favourites=2)
    entries = [await services.entered(challenge, owner) for owner in (ALICE, BOB, CAROL)]
    with pytest.raises(Refused) as refused:
        await services.vote(challenge, DAVE, entries[0])
    assert refused.value.code == "challenge-vote-early"
    await services.advance(days=3)
    voting = [
        services.participation.vote(challenge.id, person(DAVE), [entries[0].id], [entries[0].id]) for _ in range(5)
    ]
    await asyncio.gather(*voting)
    assert await services.store.votes(challenge.id) == [(DAVE, entries[0].id)]
    with pytest.raises(Refused) as refused:
        await services.vote(challenge, DAVE, *entries)
    assert refused.value.code == "challenge-favourites"
    assert [entry.number for entry in await services.vote(challenge, DAVE, entries[1], entries[2])] == [2, 3]
    assert {id_ for _, id_ in await services.store.votes(challenge.id)} == {entries[1].id, entries[2].id}
    await services.participation.vote(challenge.id, person(DAVE), [], [entries[1].id])
    assert await services.store.votes(challenge.id) == [(DAVE, entries[2].id)]
    services.clock.forward(days=2)
    with pytest.raises(Refused) as refused:
        await services.vote(challenge, DAVE)
    assert refused.value.code == "challenge-vote-late"


async def test_who_may_vote(services: ChallengeServices) -> None:
    challenge = await services.announced(vote_role_id=7, account_days=10)
    entry = await services.entered(challenge, ALICE)
    await services.advance(days=3)
    voter = person(BOB, role_ids=frozenset({7}))
    now = services.clock.now
    young = person(BOB, role_ids=frozenset({7}), created_at=now - timedelta(days=9))
    late = person(BOB, role_ids=frozenset({7}), joined_at=START + timedelta(days=3))
    for who, code in (
        (person(BOB), "challenge-vote-role"),
        (young, "challenge-young-account"),
        (late, "challenge-new-member"),
        (person(ALICE, role_ids=frozenset({7})), "challenge-own-picture"),
    ):
        with pytest.raises(Refused) as refused:
            await services.participation.vote(challenge.id, who, [entry.id], [entry.id])
        assert refused.value.code == code
    assert await services.participation.vote(challenge.id, voter, [entry.id], [entry.id])


async def test_votes_of_banned_people_are_not_counted_and_neither_are_their_pictures(
    services: ChallengeServices,
) -> None:
    challenge = await services.announced()
    entries = {owner: await services.entered(challenge, owner) for owner in (ALICE, BOB, CAROL)}
    await services.advance(days=3)
    await services.vote(challenge, DAVE, entries[ALICE], entries[CAROL])
    await services.vote(challenge, BOB, entries[CAROL])
    await services.vote(challenge, ALICE, entries[CAROL])
    await services.people.ban(DAVE)
    await services.people.ban(CAROL)
    assert [entry.owner_id for entry in await services.participation.visible_entries(challenge.id)] == [ALICE, BOB]
    await services.advance(days=2)
    closed = await services.store.get(challenge.id)
    assert await services.places(challenge) == {ALICE: (None, 0), BOB: (None, 0), CAROL: (None, None)}
    assert (closed.voters, closed.excluded) == (0, 1)


async def test_entries_wait_for_a_moderator_where_that_was_chosen(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced(review_channel_id=55)
    first, second = await services.entered(challenge, ALICE), await services.entered(challenge, BOB)
    await services.advance()
    assert await services.participation.visible_entries(challenge.id) == []
    assert [step.subject for step in publisher.steps if step.kind == "review"] == [first.id, second.id]
    with pytest.raises(NotAllowed):
        await services.moderation.approve(first.id, person(BOB))
    await services.moderation.approve(first.id, host())
    await services.moderation.reject(second.id, host(), "blurred")
    with pytest.raises(Refused):
        await services.moderation.reject(first.id, host(), "no")
    assert [entry.id for entry in await services.participation.visible_entries(challenge.id)] == [first.id]
    again = await services.entered(challenge, BOB)
    assert again.state is EntryState.PENDING, "who was rejected may try another one"
    await services.participation.withdraw(first.id, person(ALICE))
    await services.advance()
    assert publisher.done[-1] == "erase", "the moderators' copy goes, too"


@pytest.mark.parametrize("moderates", [GUILD + 1, None])
async def test_a_moderator_of_another_server_decides_nothing_in_a_challenge(
    services: ChallengeServices, moderates: int | None
) -> None:
    entry = await services.entered(await services.announced(review_channel_id=5), ALICE)
    challenge = await services.store.get(entry.challenge_id)
    stranger, moderation = person(CAROL, moderates=moderates), services.moderation
    later = challenge.ends_at + timedelta(days=9)
    acts: list[Callable[[], Awaitable[object]]] = [
        lambda: moderation.create(plan(None), stranger),
        lambda: moderation.reword(challenge.id, challenge.words, stranger),
        lambda: moderation.discard(challenge.id, stranger),
        lambda: moderation.publish(challenge.id, stranger),
        lambda: moderation.pending(challenge.id, stranger),
        lambda: moderation.approve(entry.id, stranger),
        lambda: moderation.reject(entry.id, stranger, "no"),
        lambda: moderation.disqualify(challenge.id, entry.number, stranger, "no"),
        lambda: moderation.extend(challenge.id, later, stranger),
        lambda: moderation.close(challenge.id, stranger),
        lambda: moderation.cancel(challenge.id, stranger, "no"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            await act()
    assert await services.store.get(challenge.id) == challenge
    assert (await services.store.entry(entry.id)).state is EntryState.PENDING
