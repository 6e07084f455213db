"""The parts of challenges, put together."""

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
from bot.challenges.store import ChallengeStore
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
        personal_data: what is kept about people.
        now: the clock of all of them.
        news: set when something has changed that posts have to follow.
    """

    store: ChallengeStore
    participation: Participation
    moderation: Moderation
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
        """Put the parts together.

        Args:
            database: where challenges are.
            pictures: those of challenges.
            files: the pictures of jobs.
            membership: who may take part.
            now: the clock.
        """
        store = ChallengeStore(database)
        contact_sheets = ContactSheets(pictures)
        news = asyncio.Event()
        return cls(
            store=store,
            participation=Participation(store, pictures, files, membership, now, news.set),
            moderation=Moderation(store, pictures, membership, now, news.set),
            contact_sheets=contact_sheets,
            pictures=pictures,
            personal_data=ChallengePersonalData(store, pictures, contact_sheets, now, news.set),
            now=now,
            news=news,
        )
