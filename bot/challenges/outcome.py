"""Ending a vote: the count is written into the entries, once, with the phase."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from bot.challenges.results import Tally, count
from bot.challenges.store import ChallengeStore
from bot.challenges.transaction import Transaction


class Bans(Protocol):
    """Knows who is not welcome."""

    async def banned(self, someone_id: int, /) -> bool:
        """Whether somebody is not welcome."""
        ...


async def excluded_people(store: ChallengeStore, bans: Bans, challenge_id: str) -> set[int]:
    """Those who voted or entered in a challenge and are banned."""
    people = {voter for voter, _ in await store.votes(challenge_id)}
    people |= {entry.owner_id for entry in await store.entries(challenge_id)}
    return {person for person in people if await bans.banned(person)}


async def write_outcome(change: Transaction, banned: set[int]) -> Tally:
    """Count the votes of a challenge and write places and numbers into its entries."""
    entries = await change.entries()
    tally = count(entries, await change.votes(), banned)
    ranked = {one.entry.id: one for one in tally.ranking}
    for entry in entries:
        one = ranked.get(entry.id)
        votes, place = (one.votes, one.place) if one else (None, None)
        if (entry.votes, entry.place) != (votes, place):
            await change.put_entry(replace(entry, votes=votes, place=place))
    await change.note(voters=tally.voters, excluded=tally.excluded)
    return tally
