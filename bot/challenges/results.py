"""Count the votes, and write the result into the entries.

More votes win; with equal votes the earlier entry is ahead. A vote counts once, however often it was cast. It counts
only for a shown picture of another person, and only if neither person is banned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.challenges.challenge import Entry, EntryState
from bot.challenges.store import ChallengeStore
from bot.challenges.transaction import Transaction


class Bans(Protocol):
    """Knows who is banned."""

    async def banned(self, someone_id: int, /) -> bool:
        """Whether a person is banned."""
        ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A picture in the ranking. Without votes it has no place."""

    entry: Entry
    votes: int
    place: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcome of a vote.

    Attributes:
        ranking: best first.
        voters: people whose votes count.
        excluded: votes of banned people.
    """

    ranking: tuple[Ranked, ...]
    voters: int
    excluded: int


def count(entries: Iterable[Entry], votes: Iterable[tuple[int, str]], banned: Container[int]) -> Tally:
    """Count votes.

    Args:
        entries: of one challenge.
        votes: who, and for which entry (its id).
        banned: people whose votes and pictures do not count.
    """
    running = {entry.id: entry for entry in entries if entry.state is EntryState.SHOWN and entry.owner_id not in banned}
    valid = {(voter, id_) for voter, id_ in votes if id_ in running and running[id_].owner_id != voter}
    counted = {(voter, id_) for voter, id_ in valid if voter not in banned}
    score = Counter(id_ for _, id_ in counted)
    order = sorted(running.values(), key=lambda entry: (-score[entry.id], entry.entered_at, entry.number))
    return Tally(
        ranking=tuple(
            Ranked(entry, score[entry.id], place if score[entry.id] else None) for place, entry in enumerate(order, 1)
        ),
        voters=len({voter for voter, _ in counted}),
        excluded=len(valid) - len(counted),
    )


async def excluded_people(store: ChallengeStore, bans: Bans, challenge_id: str) -> set[int]:
    """The banned people among the voters and entrants of a challenge."""
    people = {voter for voter, _ in await store.votes(challenge_id)}
    people |= {entry.owner_id for entry in await store.entries(challenge_id)}
    return {person for person in people if await bans.banned(person)}


async def write_outcome(transaction: Transaction, banned: set[int]) -> Tally:
    """Count the votes of a challenge and write votes and places into its entries."""
    entries = await transaction.entries()
    tally = count(entries, await transaction.votes(), banned)
    ranked = {one.entry.id: one for one in tally.ranking}
    for entry in entries:
        one = ranked.get(entry.id)
        votes, place = (one.votes, one.place) if one else (None, None)
        if (entry.votes, entry.place) != (votes, place):
            await transaction.put_entry(replace(entry, votes=votes, place=place))
    await transaction.note(voters=tally.voters, excluded=tally.excluded)
    return tally
