"""Entering, withdrawing and voting: the rules, and that a press has one outcome however often it comes."""

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
    Diary,
    host,
    person,
    plan,
)
from tests.bot.doubles import place, png


async def test_a_challenge_from_its_first_picture_to_its_winner(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced()
    first = await here.entered(challenge, ALICE)
    second = await here.entered(challenge, BOB)
    assert (first.number, second.number) == (1, 2)
    await here.turn(days=3)
    assert await here.phase(challenge) is Phase.VOTING
    await here.vote(challenge, CAROL, second)
    await here.vote(challenge, DAVE, second, first)
    await here.vote(challenge, ALICE, second)
    await here.turn(days=2)
    assert await here.places(challenge) == {BOB: (1, 3), ALICE: (2, 1)}
    assert list(diary.done) == ["announce", "voting", "retire", "results", "retire"]


async def test_the_same_press_twice_is_one_entry(here: ChallengeServices) -> None:
    challenge = await here.announced()
    job = await here.painted(ALICE)
    entries = await asyncio.gather(*(here.participation.enter(challenge.id, job, person(ALICE)) for _ in range(5)))
    assert len({entry.id for entry in entries}) == 1
    assert len(await here.store.entries(challenge.id)) == 1


async def test_many_presses_at_once_do_not_pass_the_limit(here: ChallengeServices) -> None:
    challenge = await here.announced(entries_each=2)
    jobs = [await here.painted(ALICE) for _ in range(6)]
    entering = (here.participation.enter(challenge.id, job, person(ALICE)) for job in jobs)
    outcomes = await asyncio.gather(*entering, return_exceptions=True)
    assert sum(isinstance(one, TooManyEntries) for one in outcomes) == 4
    assert [entry.number for entry in await here.store.entries(challenge.id)] == [1, 2]


async def test_a_picture_is_replaced_until_the_end_and_its_file_goes(here: ChallengeServices, tmp_path: Path) -> None:
    challenge = await here.announced()
    old = await here.entered(challenge, ALICE)
    with pytest.raises(TooManyEntries):
        await here.entered(challenge, ALICE)
    new = await here.participation.enter(challenge.id, await here.painted(ALICE), person(ALICE), replacing=old.id)
    assert new.number == old.number
    assert [entry.id for entry in await here.store.entries(challenge.id)] == [new.id]
    assert here.stored(tmp_path) == 1
    here.clock.forward(days=3)
    with pytest.raises(Refused) as refused:
        await here.participation.enter(challenge.id, await here.painted(ALICE), person(ALICE), replacing=new.id)
    assert refused.value.code == "challenge-too-late"


async def test_the_deadline_counts_and_not_when_the_bot_noticed_it(here: ChallengeServices) -> None:
    challenge = await here.announced()
    here.clock.forward(days=3, seconds=-1)
    await here.entered(challenge, ALICE)
    here.clock.forward(seconds=1)
    with pytest.raises(Refused):
        await here.entered(challenge, BOB)
    assert await here.phase(challenge) is Phase.OPEN, "nothing has brought it further yet"
    with pytest.raises(Refused, match="own picture"):
        await here.vote(challenge, ALICE, *await here.store.entries(challenge.id))


async def test_a_withdrawn_picture_leaves_nothing_behind(here: ChallengeServices, tmp_path: Path) -> None:
    challenge = await here.announced()
    entry = await here.entered(challenge, ALICE)
    await here.entered(challenge, BOB)
    await here.turn(days=3)
    await here.vote(challenge, CAROL, entry)
    with pytest.raises(NotAllowed):
        await here.participation.withdraw(entry.id, person(BOB))
    await here.participation.withdraw(entry.id, person(ALICE))
    assert await here.store.votes(challenge.id) == []
    assert here.stored(tmp_path) == 1
    await here.turn(days=2)
    assert await here.places(challenge) == {BOB: (None, 0)}


async def test_a_picture_that_is_deleted_leaves_its_challenges(here: ChallengeServices, tmp_path: Path) -> None:
    challenge = await here.announced()
    job = await here.painted(ALICE)
    await here.participation.enter(challenge.id, job, person(ALICE))
    await here.jobs.delete(job.id)
    await here.participation.withdraw_job(job.id, ALICE)
    assert await here.store.entries(challenge.id) == []
    assert here.stored(tmp_path) == 0
    with pytest.raises(Unknown):
        await here.participation.enter(challenge.id, job, person(ALICE))
    assert here.stored(tmp_path) == 0


async def test_an_entry_outlives_the_job_that_made_it(here: ChallengeServices) -> None:
    challenge = await here.announced()
    job = await here.painted(ALICE, colour="teal")
    entry = await here.participation.enter(challenge.id, job, person(ALICE))
    await here.jobs.delete(job.id)
    await here.files.delete(job.picture)
    assert await here.challenges.pictures.get(entry.picture) == png("teal")
    assert entry.recipe["params"]["seed"] == job.params.seed


@pytest.mark.parametrize("kind", [Kind.STYLE, Kind.PHOTO])
async def test_everyone_uses_the_same_picture(here: ChallengeServices, kind: Kind) -> None:
    given = png("orange", (40, 30))
    challenge = await here.announced(given, kind=kind)
    role = "style" if kind is Kind.STYLE else "content"
    with pytest.raises(Refused) as refused:
        await here.entered(challenge, ALICE, **{role: png("green", (40, 30))})
    assert refused.value.code == ("challenge-other-style" if kind is Kind.STYLE else "challenge-other-photo")
    with pytest.raises(Refused):
        await here.entered(challenge, ALICE, **{role: png("orange", (30, 40))})
    await here.entered(challenge, ALICE, **{role: given})
    larger = png("orange", (80, 60))
    await here.entered(challenge, BOB, **{role: larger})


async def test_what_may_not_be_entered(here: ChallengeServices) -> None:
    challenge = await here.announced(enter_role_id=7)
    with pytest.raises(Refused) as refused:
        await here.entered(challenge, ALICE)
    assert refused.value.code == "challenge-enter-role"
    member = person(ALICE, role_ids=frozenset({7}))
    for changes, code in (
        ({"spoiler": True}, "challenge-not-for-all"),
        ({"place": place(age_restricted=True)}, "challenge-not-for-all"),
        ({"state": State.RUNNING, "picture": None}, "challenge-unfinished"),
    ):
        with pytest.raises(Refused) as refused:
            await here.participation.enter(challenge.id, await here.painted(ALICE, **changes), member)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        await here.participation.enter(challenge.id, await here.painted(BOB), member)
    mine = await here.painted(ALICE, colour="pink")
    await here.participation.enter(challenge.id, mine, member)
    same = await here.painted(BOB, colour="pink")
    with pytest.raises(Refused, match="very same"):
        await here.participation.enter(challenge.id, same, person(BOB, role_ids=frozenset({7})))


async def test_consent_and_bans_hold(here: ChallengeServices) -> None:
    challenge = await here.announced()
    await here.people.set_consent(CAROL, allowed=False)
    with pytest.raises(OptedOut):
        await here.entered(challenge, ALICE, subject_id=CAROL)
    await here.people.ban(BOB)
    with pytest.raises(Banned):
        await here.entered(challenge, BOB)
    await here.entered(challenge, ALICE)
    await here.turn(days=3)
    with pytest.raises(Banned):
        await here.vote(challenge, BOB, *await here.store.entries(challenge.id))


async def test_votes_can_be_changed_and_never_double(here: ChallengeServices) -> None:
    challenge = await here.announced(favourites=2)
    entries = [await here.entered(challenge, owner) for owner in (ALICE, BOB, CAROL)]
    with pytest.raises(Refused) as refused:
        await here.vote(challenge, DAVE, entries[0])
    assert refused.value.code == "challenge-vote-early"
    await here.turn(days=3)
    loving = [here.participation.vote(challenge.id, person(DAVE), [entries[0].id], [entries[0].id]) for _ in range(5)]
    await asyncio.gather(*loving)
    assert await here.store.votes(challenge.id) == [(DAVE, entries[0].id)]
    with pytest.raises(Refused) as refused:
        await here.vote(challenge, DAVE, *entries)
    assert refused.value.code == "challenge-favourites"
    assert [entry.number for entry in await here.vote(challenge, DAVE, entries[1], entries[2])] == [2, 3]
    assert {id_ for _, id_ in await here.store.votes(challenge.id)} == {entries[1].id, entries[2].id}
    await here.participation.vote(challenge.id, person(DAVE), [], [entries[1].id])
    assert await here.store.votes(challenge.id) == [(DAVE, entries[2].id)]
    here.clock.forward(days=2)
    with pytest.raises(Refused) as refused:
        await here.vote(challenge, DAVE)
    assert refused.value.code == "challenge-vote-late"


async def test_who_may_vote(here: ChallengeServices) -> None:
    challenge = await here.announced(vote_role_id=7, account_days=10)
    entry = await here.entered(challenge, ALICE)
    await here.turn(days=3)
    voter = person(BOB, role_ids=frozenset({7}))
    now = here.clock.now
    young = person(BOB, role_ids=frozenset({7}), created_at=now - timedelta(days=9))
    late = person(BOB, role_ids=frozenset({7}), joined_at=START + timedelta(days=3))
    for who, code in (
        (person(BOB), "challenge-vote-role"),
        (young, "challenge-young-account"),
        (late, "challenge-new-member"),
        (person(ALICE, role_ids=frozenset({7})), "challenge-own-picture"),
    ):
        with pytest.raises(Refused) as refused:
            await here.participation.vote(challenge.id, who, [entry.id], [entry.id])
        assert refused.value.code == code
    assert await here.participation.vote(challenge.id, voter, [entry.id], [entry.id])


async def test_votes_of_banned_people_are_not_counted_and_neither_are_their_pictures(here: ChallengeServices) -> None:
    challenge = await here.announced()
    entries = {owner: await here.entered(challenge, owner) for owner in (ALICE, BOB, CAROL)}
    await here.turn(days=3)
    await here.vote(challenge, DAVE, entries[ALICE], entries[CAROL])
    await here.vote(challenge, BOB, entries[CAROL])
    await here.vote(challenge, ALICE, entries[CAROL])
    await here.people.ban(DAVE)
    await here.people.ban(CAROL)
    assert [entry.owner_id for entry in await here.participation.gallery(challenge.id)] == [ALICE, BOB]
    await here.turn(days=2)
    closed = await here.store.get(challenge.id)
    assert await here.places(challenge) == {ALICE: (None, 0), BOB: (None, 0), CAROL: (None, None)}
    assert (closed.voters, closed.excluded) == (0, 1)


async def test_entries_wait_for_a_moderator_where_that_was_chosen(here: ChallengeServices, diary: Diary) -> None:
    challenge = await here.announced(review_channel_id=55)
    first, second = await here.entered(challenge, ALICE), await here.entered(challenge, BOB)
    await here.turn()
    assert await here.participation.gallery(challenge.id) == []
    assert [step.subject for step in diary.steps if step.kind == "review"] == [first.id, second.id]
    with pytest.raises(NotAllowed):
        await here.moderation.approve(first.id, person(BOB))
    await here.moderation.approve(first.id, host())
    await here.moderation.reject(second.id, host(), "blurred")
    with pytest.raises(Refused):
        await here.moderation.reject(first.id, host(), "no")
    assert [entry.id for entry in await here.participation.gallery(challenge.id)] == [first.id]
    again = await here.entered(challenge, BOB)
    assert again.state is EntryState.PENDING, "who was rejected may try another one"
    await here.participation.withdraw(first.id, person(ALICE))
    await here.turn()
    assert diary.done[-1] == "erase", "the moderators' copy goes, too"


@pytest.mark.parametrize("moderates", [GUILD + 1, None])
async def test_a_moderator_of_another_server_decides_nothing_in_a_challenge(
    here: ChallengeServices, moderates: int | None
) -> None:
    entry = await here.entered(await here.announced(review_channel_id=5), ALICE)
    challenge = await here.store.get(entry.challenge_id)
    stranger, moderation = person(CAROL, moderates=moderates), here.moderation
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
    assert await here.store.get(challenge.id) == challenge
    assert (await here.store.entry(entry.id)).state is EntryState.PENDING
