"""Build the services of challenges."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.contact_sheets import ContactSheets
from bot.challenges.moderation import Moderation
from bot.challenges.participation import Membership, Participation
from bot.challenges.personal_data import ChallengePersonalData
from bot.challenges.pictures import Pictures
from bot.challenges.repetition import Repetition
from bot.challenges.series_store import SeriesStore
from bot.challenges.store import ChallengeStore
from bot.runtime.clock import Now, utc_now
from bot.storage.files import FileStore


@dataclass(frozen=True, slots=True)
class Challenges:
    """All services of challenges.

    Attributes:
        store: challenges, entries and votes in the database.
        participation: enter, withdraw and vote.
        moderation: what moderators do.
        repetition: challenges that repeat.
        contact_sheets, pictures: drawings and files.
        personal_data: for /privacy.
        now: the clock of all services.
        news: set after a change that posts must show.
    """

    store: ChallengeStore
    participation: Participation
    moderation: Moderation
    repetition: Repetition
    contact_sheets: ContactSheets
    pictures: Pictures
    personal_data: ChallengePersonalData
    now: Now
    news: asyncio.Event

    @classmethod
    def build(
        cls,
        database: AsyncEngine,
        pictures: Pictures,
        files: FileStore,
        membership: Membership,
        *,
        now: Now = utc_now,
    ) -> Self:
        """Build all services.

        Args:
            database: of the bot.
            pictures: files of challenges.
            files: the pictures of jobs.
            membership: bans and consent.
            now: the clock.
        """
        store, series = ChallengeStore(database), SeriesStore(database)
        contact_sheets = ContactSheets(pictures)
        news = asyncio.Event()
        return cls(
            store=store,
            participation=Participation(store, pictures, files, membership, now, news.set),
            moderation=Moderation(store, pictures, membership, now, news.set),
            repetition=Repetition(store, series, pictures, membership, now, news.set),
            contact_sheets=contact_sheets,
            pictures=pictures,
            personal_data=ChallengePersonalData(store, series, pictures, contact_sheets, now, news.set),
            now=now,
            news=news,
        )
