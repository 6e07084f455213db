"""The ranking for any votes in any order, and for hundreds of people at once."""

import asyncio
import itertools
import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.challenges.challenge import Entry, EntryState
from bot.challenges.leaderboard import leaderboard_rows, points
from bot.challenges.results import Tally, count, write_outcome
from tests.bot.challenges.challenge_services import ChallengeServices, entry, person

OWNERS = st.integers(1, 6)
ENTRIES = st.lists(st.tuples(OWNERS, st.floats(0, 3), st.sampled_from(EntryState)), max_size=8).map(
    lambda rows: [entry(n, owner, at=at, state=state) for n, (owner, at, state) in enumerate(rows, 1)]
)
VOTES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9).map(lambda n: f"e{n}")), max_size=40)
BANNED = st.sets(st.integers(1, 9), max_size=3)


@given(ENTRIES, VOTES, BANNED, st.randoms(use_true_random=False))
def test_the_order_of_votes_and_entries_and_repeated_votes_do_not_matter(
    entries: list[Entry], votes: list[tuple[int, str]], banned: set[int], chance: random.Random
) -> None:
    again = [*votes, *chance.choices(votes, k=len(votes))] if votes else []
    chance.shuffle(again)
    assert count(chance.sample(entries, len(entries)), again, banned) == count(entries, votes, banned)


@given(ENTRIES, VOTES, BANNED)
def test_only_valid_votes_count_and_the_rest_is_accounted_for(
    entries: list[Entry], votes: list[tuple[int, str]], banned: set[int]
) -> None:
    tally = count(entries, votes, banned)
    ranked = {one.entry.id: one for one in tally.ranking}
    assert all(one.entry.state is EntryState.SHOWN and one.entry.owner_id not in banned for one in tally.ranking)
    valid = {(voter, id_) for voter, id_ in votes if id_ in ranked and ranked[id_].entry.owner_id != voter}
    assert sum(one.votes for one in tally.ranking) + tally.excluded == len(valid)
    assert tally.voters == len({voter for voter, _ in valid} - banned)


@given(ENTRIES, VOTES, BANNED)
def test_places_are_unique_and_follow_the_stated_rule(
    entries: list[Entry], votes: list[tuple[int, str]], banned: set[int]
) -> None:
    ranking = count(entries, votes, banned).ranking
    for better, worse in itertools.pairwise(ranking):
        assert (-better.votes, better.entry.entered_at) <= (-worse.votes, worse.entry.entered_at)
    placed = [one.place for one in ranking if one.votes]
    assert placed == list(range(1, len(placed) + 1))
    assert all(one.place is None for one in ranking if not one.votes)


def test_of_two_pictures_that_came_at_the_same_moment_the_lower_number_is_ahead() -> None:
    first, second = entry(1, 1), entry(2, 2)
    for entries in ([first, second], [second, first]):
        ranking = count(entries, [(3, "e1"), (3, "e2")], set()).ranking
        assert [(one.entry.id, one.votes, one.place) for one in ranking] == [("e1", 1, 1), ("e2", 1, 2)]


async def test_the_outcome_is_told_and_written_also_where_only_the_votes_or_only_the_place_change(
    services: ChallengeServices,
) -> None:
    challenge = await services.announced()
    ahead, behind = [await services.entered(challenge, owner) for owner in (1, 2)]
    await services.advance(days=3)
    for votes, expected in (
        ([(3, ahead), (4, ahead), (5, behind)], {1: (1, 2), 2: (2, 1)}),
        ([(3, ahead), (4, None), (5, behind)], {1: (1, 1), 2: (2, 1)}),  # the places stay
        ([(3, ahead), (4, behind), (5, behind)], {1: (2, 1), 2: (1, 2)}),
        ([(3, behind), (4, behind), (5, None)], {1: (None, 0), 2: (1, 2)}),
        ([(3, ahead), (4, ahead), (5, behind)], {1: (1, 2), 2: (2, 1)}),
        ([(3, ahead), (4, ahead), (5, ahead)], {1: (1, 3), 2: (None, 0)}),
        ([(3, behind), (4, ahead), (5, ahead)], {1: (1, 2), 2: (2, 1)}),
    ):
        for voter, chosen in votes:
            await services.vote(challenge, voter, *([chosen] if chosen else []))
        async with services.store.changing(challenge.id) as transaction:
            tally = await write_outcome(transaction, set())
        assert await services.places(challenge) == expected
        assert {one.entry.owner_id: (one.place, one.votes) for one in tally.ranking} == expected
        assert (await services.store.get(challenge.id)).voters == tally.voters


@given(ENTRIES, VOTES, st.integers(1, 9), st.integers(1, 8))
def test_a_vote_more_never_hurts_the_picture_it_is_for(
    entries: list[Entry], votes: list[tuple[int, str]], voter: int, number: int
) -> None:
    def place(tally: Tally) -> int | None:
        return next((at for at, one in enumerate(tally.ranking) if one.entry.id == f"e{number}"), None)

    before, after = count(entries, votes, set()), count(entries, [*votes, (voter, f"e{number}")], set())
    assert (place(after) or 0) <= (place(before) or 0)


@settings(max_examples=50)
@given(st.lists(st.tuples(OWNERS, st.integers(0, 5), st.integers(0, 9)), max_size=12))
def test_the_leaderboard_adds_up(rows: list[tuple[int, int, int]]) -> None:
    entries = [
        entry(n, owner, place=place or None, votes=votes if place else 0)
        for n, (owner, place, votes) in enumerate(rows)
    ]
    board = leaderboard_rows(entries)
    assert sum(one.points for one in board) == sum(map(points, entries))
    assert sum(one.entries for one in board) == len(entries)
    ranks = [one.rank for one in board if one.rank is not None]
    assert ranks == sorted(ranks)
    assert all((one.rank is None) == (one.points == 0) for one in board), "nobody is first without points"
    merits = [(one.points, one.wins, one.votes) for one in board]
    assert merits == sorted(merits, reverse=True)
    assert all((a.rank == b.rank) == (x == y) for a, x, b, y in zip(board, merits, board[1:], merits[1:], strict=False))


@pytest.mark.parametrize(
    ("pictures", "people"), [(24, 60), pytest.param(60, 300, marks=pytest.mark.slow)], ids=["sixty", "three hundred"]
)
async def test_many_people_and_seven_times_as_many_votes(
    services: ChallengeServices, pictures: int, people: int
) -> None:
    """In a whole challenge with the services and a real database, the right picture wins."""
    chance = random.Random(5)
    challenge = await services.announced(favourites=7)
    owners = range(1000, 1000 + pictures)
    entries = [await services.entered(challenge, owner, colour=f"#{owner:06x}") for owner in owners]
    best = pictures * 2 // 3
    favourite = entries[best]
    await services.advance(days=3)
    votes: dict[int, set[int]] = {}
    for voter in range(1000, 1000 + people):
        others = [n for n, one in enumerate(entries) if one.owner_id != voter and n != best]
        likes_best = voter % 3 and voter != favourite.owner_id
        votes[voter] = {*chance.sample(others, 6), best if likes_best else chance.choice(others)}
    cast = sum(map(len, votes.values()))
    assert cast >= people * 20 // 3
    everyone = [entry.id for entry in entries]

    async def vote(voter: int) -> None:
        await services.participation.vote(challenge.id, person(voter), [entries[n].id for n in votes[voter]], everyone)

    voters = list(votes)
    chance.shuffle(voters)
    await asyncio.gather(*(vote(voter) for voter in voters + voters[:30]))  # all at once, and some press twice
    await services.advance(days=2)
    score = Counter(n for chosen in votes.values() for n in chosen)
    ended = {one.number - 1: one for one in await services.store.entries(challenge.id)}
    assert {n: one.votes for n, one in ended.items()} == {n: score[n] for n in ended}
    assert ended[best].place == 1
    assert ended[best].id == favourite.id
    closed = await services.store.get(challenge.id)
    assert (closed.voters, closed.excluded) == (people, 0)
    assert closed.ends_at - closed.closes_at == timedelta(days=2)
