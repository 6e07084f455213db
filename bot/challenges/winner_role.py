"""Give the winner's role to the winner, for as long as the rules say."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.challenges.challenge import Challenge, EntryState, Phase
from bot.challenges.publisher import Publisher
from bot.challenges.store import ChallengeStore
from bot.challenges.timeline import StepKind


async def settle_winner_role(store: ChallengeStore, publisher: Publisher, challenge: Challenge, now: datetime) -> None:
    """Give and take the role of a closed challenge so that only the winners have it. Repeating it changes nothing.

    Raises:
        TryLater, Undeliverable: Discord refused.
    """
    rules = challenge.rules
    until = None if rules.winner_days is None else challenge.ends_at + timedelta(days=rules.winner_days)
    winners: set[int] = set()
    if challenge.phase is Phase.CLOSED and (until is None or now < until):
        entries = await store.entries(challenge.id, [EntryState.SHOWN])
        winners = {entry.owner_id for entry in entries if entry.place == 1}
    for user_id, role_id, _ in await store.winner_roles(challenge.id):
        if user_id not in winners or role_id != rules.winner_role_id:
            await publisher.take_role(challenge, user_id, role_id)
            async with store.changing(challenge.id) as transaction:
                await transaction.remove_winner_role(user_id, role_id)
    for user_id in winners if rules.winner_role_id is not None else ():
        async with store.changing(challenge.id) as transaction:
            # Written first, so that the role is removed later in any case.
            await transaction.note_winner_role(user_id, rules.winner_role_id or 0, until)
            if until is not None:
                await transaction.schedule(StepKind.WINNER_ROLE, until, "end")
        await publisher.give_role(challenge, user_id, rules.winner_role_id or 0)
