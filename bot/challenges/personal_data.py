"""Personal data in challenges, for `/privacy`. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.challenges.challenge import Challenge, Kind, Phase
from bot.challenges.contact_sheets import ContactSheets
from bot.challenges.entries import drop
from bot.challenges.moderation import cancel_challenge
from bot.challenges.pictures import Pictures
from bot.challenges.series_store import SeriesStore
from bot.challenges.store import ChallengeStore
from bot.challenges.timeline import StepKind
from bot.runtime.clock import Now
from bot.storage.personal_data import Stored

NOBODY = 0


class ChallengePersonalData:
    """Entries, votes, winner's roles and the challenges that a person made."""

    def __init__(
        self,
        store: ChallengeStore,
        series: SeriesStore,
        pictures: Pictures,
        contact_sheets: ContactSheets,
        now: Now,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._series = series
        self._pictures = pictures
        self._contact_sheets = contact_sheets
        self._now = now
        self._wake = wake

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A person's entries with pictures, their votes, and the challenges that they made."""
        entries = await self._store.entries_of(user_id)
        made = await self._store.of_host(user_id)
        parts: dict[str, Any] = {
            "challenges.json": {
                "entries": [asdict(entry) for entry in entries],
                "votes": [
                    {"challenge": challenge, "entry": entry} for challenge, entry in await self._store.votes_of(user_id)
                ],
                "winner_in": await self._store.winner_in(user_id),
                "made": [asdict(challenge) for challenge in made],
                "repeating": [asdict(series) for series in await self._series.of_host(user_id)],
            }
        }
        for entry in entries:
            parts[f"challenges/{entry.challenge_id}-{entry.number}.png"] = Stored(self._pictures.files, entry.picture)
        for challenge in made:
            if challenge.reference is not None:
                parts[f"challenges/{challenge.id}-given.png"] = Stored(self._pictures.files, challenge.reference)
        return parts

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Delete it all. Cancel challenges that need a picture of theirs; final counts stay."""
        entries, votes = await self._store.entries_of(user_id), await self._store.votes_of(user_id)
        winner_in, made = await self._store.winner_in(user_id), await self._store.of_host(user_id)
        files = [entry.picture for entry in entries] + [challenge.reference for challenge in made]
        touched = {entry.challenge_id for entry in entries} | {challenge for challenge, _ in votes} | set(winner_in)
        for challenge_id in touched | {challenge.id for challenge in made}:
            await self._forget(challenge_id, user_id)
        for challenge in made:
            await self._store.remove(challenge.id)  # a draft; others stay
        for series in await self._series.of_host(user_id):
            files.append(series.reference)
            if series.template.kind is Kind.FREE:
                await self._series.rename_host(series.id, NOBODY)
            else:  # it needs a picture of theirs
                await self._series.remove(series.id)
        self._contact_sheets.forget()
        await self._pictures.discard(files)
        self._wake()
        return {"entries": len(entries), "votes": len(votes), "challenges": len(made)}

    async def _forget(self, challenge_id: str, user_id: int) -> None:
        async with self._store.changing(challenge_id) as transaction:
            now = self._now()
            for entry in await transaction.entries():
                if entry.owner_id == user_id:
                    await drop(transaction, entry, now)
            await transaction.unvote(user_id)
            if transaction.challenge.rules.winner_role_id is not None:
                await transaction.schedule(StepKind.WINNER_ROLE, now)
            if transaction.challenge.host_id == user_id:
                if transaction.challenge.kind is not Kind.FREE and transaction.challenge.phase.live:
                    await cancel_challenge(transaction, "", now)
                await transaction.save(_anonymous(transaction.challenge))
            await transaction.touch()


def _anonymous(challenge: Challenge) -> Challenge:
    """The challenge without its host and the host's picture."""
    if challenge.phase is Phase.DRAFT:
        return challenge
    return replace(challenge, host_id=NOBODY, reference=None)
