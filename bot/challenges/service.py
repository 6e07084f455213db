"""The parts of challenges, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.contact_sheets import ContactSheets
from bot.challenges.moderation import Moderation
from bot.challenges.participation import Membership, Participation
from bot.challenges.personal_data import ChallengePersonalData
from bot.challenges.pictures import Pictures
from bot.challenges.publisher import Publisher
from bot.challenges.scheduler import Scheduler
from bot.challenges.store import ChallengeStore
from bot.runtime.background import Background
from bot.runtime.clock import Now, utc_now
from bot.storage.files import FileStore


@dataclass(frozen=True, slots=True)
class Challenges:
    """Everything about challenges.

    Attributes:
        store: what there is.
        participation: what people do.
        moderation: what those do who run challenges.
        contact_sheets, pictures: what is looked at.
        scheduler: what happens by itself.
        personal_data: what is kept about people.
        now: the clock of all of them.
    """

    store: ChallengeStore
    participation: Participation
    moderation: Moderation
    contact_sheets: ContactSheets
    pictures: Pictures
    scheduler: Scheduler
    personal_data: ChallengePersonalData
    now: Now

    @classmethod
    def build(
        cls,
        database: AsyncEngine,
        pictures: Pictures,
        files: FileStore,
        membership: Membership,
        publisher: Publisher,
        background: Background,
        *,
        now: Now = utc_now,
        refresh_seconds: float = 5.0,
    ) -> Self:
        """Put the parts together.

        Args:
            database: where challenges are.
            pictures: those of challenges.
            files: the pictures of jobs.
            membership: who may take part.
            publisher: Discord's side.
            background: where the scheduler runs.
            now: the clock.
            refresh_seconds: least time between two drawings of the galleries.
        """
        store = ChallengeStore(database)
        contact_sheets = ContactSheets(pictures)
        scheduler = Scheduler(store, pictures, membership, publisher, background, now, refresh_seconds=refresh_seconds)
        return cls(
            store=store,
            participation=Participation(store, pictures, files, membership, now, scheduler.wake),
            moderation=Moderation(store, pictures, membership, now, scheduler.wake),
            contact_sheets=contact_sheets,
            pictures=pictures,
            scheduler=scheduler,
            personal_data=ChallengePersonalData(store, pictures, contact_sheets, now, scheduler.wake),
            now=now,
        )

    def open_for(self, guild_id: int | None) -> bool:
        """Whether a challenge of that server takes entries now. Costs nothing."""
        return self.scheduler.open_for(guild_id)
