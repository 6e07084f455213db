"""The leaderboard over the challenges of a server. Pure.

A first place gives 5 points, a second 3, a third 2, and any other picture with a vote 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.challenges.challenge import Entry

POINTS: Mapping[int, int] = {1: 5, 2: 3, 3: 2}
CONSOLATION = 1


@dataclass(frozen=True, slots=True)
class LeaderboardRow:
    """A person in the leaderboard, ranked by points, wins and votes.

    People who are equal in all three share a rank; without points there is none.
    """

    rank: int | None
    user_id: int
    points: int
    wins: int
    podiums: int
    votes: int
    entries: int


def points(entry: Entry) -> int:
    """The points of an entry in a finished challenge."""
    return 0 if entry.place is None else POINTS.get(entry.place, CONSOLATION)


def leaderboard_rows(entries: Iterable[Entry]) -> list[LeaderboardRow]:
    """The leaderboard of the entries of finished challenges, best first."""
    people: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        people[entry.owner_id].append(entry)
    totals = {user_id: _total(theirs) for user_id, theirs in people.items()}
    order = sorted(totals, key=lambda user_id: (*(-part for part in totals[user_id]), user_id))
    merits = [totals[user_id] for user_id in order]
    return [
        LeaderboardRow(
            rank=merits.index(totals[user_id]) + 1 if totals[user_id][0] else None,
            user_id=user_id,
            points=totals[user_id][0],
            wins=totals[user_id][1],
            podiums=sum(entry.place in POINTS for entry in people[user_id]),
            votes=totals[user_id][2],
            entries=len(people[user_id]),
        )
        for user_id in order
    ]


def _total(entries: list[Entry]) -> tuple[int, int, int]:
    return (
        sum(points(entry) for entry in entries),
        sum(entry.place == 1 for entry in entries),
        sum(entry.votes or 0 for entry in entries),
    )
