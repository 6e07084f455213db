"""Let challenges repeat: moderators begin and stop a series, and the next challenge opens when the last has ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.challenges.challenge import Kind, Person, Refused
from bot.challenges.eligibility import gone_challenge, reference_missing, require_moderator
from bot.challenges.participation import Membership
from bot.challenges.pictures import Pictures
from bot.challenges.publisher import Publisher
from bot.challenges.series import Every, Series, Template, following, next_opening
from bot.challenges.series_store import SeriesStore
from bot.challenges.store import ChallengeStore
from bot.challenges.timeline import phase_at
from bot.challenges.timezones import ABBREVIATIONS
from bot.jobs.delivery import TryLater
from bot.jobs.job import new_id
from bot.runtime.clock import Now

log = logging.getLogger(__name__)


class Repetition:
    """Series of challenges.

    Args:
        store, series, pictures: rows and files.
        membership: bans.
        now: the clock.
        wake: called when there is a new series.
    """

    def __init__(
        self,
        store: ChallengeStore,
        series: SeriesStore,
        pictures: Pictures,
        membership: Membership,
        now: Now,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._series = series
        self._pictures = pictures
        self._membership = membership
        self._now = now
        self._wake = wake

    async def repeat(self, challenge_id: str, every: Every, themes: tuple[str, ...], person: Person) -> Series:
        """Repeat a published challenge from its next regular opening on.

        Raises:
            NotAllowed: the person does not manage challenges there.
            Refused: its shared picture is gone, or its time zone leaves open what its time is in summer.
        """
        challenge = await self._store.get(challenge_id)
        await self._require_moderator(person, challenge.guild_id)
        zone = challenge.rules.timezone
        if challenge.published_at is None:
            raise gone_challenge()
        if challenge.kind is not Kind.FREE and challenge.reference is None:
            raise reference_missing(challenge.kind)
        if zone in ABBREVIATIONS:
            names = " / ".join(ABBREVIATIONS[zone])
            raise Refused(
                f"The time zone {zone} has no summer time, so I do not know when it opens in summer.",
                hint=f"Hold the challenge in one of these time zones: {names}.",
                code="challenge-repeat-zone",
                zone=zone,
                zones=names,
            )
        series = Series(
            id=new_id(),
            guild_id=challenge.guild_id,
            host_id=person.user_id,
            challenge_id=challenge.id,
            every=every,
            anchor=challenge.opens_at,
            next_at=next_opening(challenge.opens_at, every, ZoneInfo(zone), max(self._now(), challenge.opens_at)),
            opened=0,
            themes=themes,
            reference=challenge.reference,
            template=Template.of(challenge),
        )
        await self._series.put(series)
        self._wake()
        return series

    async def stop(self, series_id: str, person: Person) -> Series:
        """Stop a series. Its newest challenge goes on.

        Raises:
            Unknown: it is stopped already.
            NotAllowed: the person does not manage challenges there.
        """
        series = await self._series.get(series_id)
        await self._require_moderator(person, series.guild_id)
        await self._remove(series)
        return series

    async def of_guild(self, guild_id: int) -> list[Series]:
        """The series of a server, newest first."""
        return await self._series.of_guild(guild_id)

    async def next_moments(self) -> list[datetime]:
        """When the next challenge of each series opens."""
        return await self._series.next_moments()

    async def open_due(self, publisher: Publisher, now: datetime) -> None:
        """Open the challenges whose time has come and whose predecessors are over."""
        for series in await self._series.due(now):
            try:
                await self._open(series, publisher, now)
            except TryLater as error:
                log.info("Series %s cannot go on yet: %s", series.id, error)
            except Exception:  # other series go on
                log.exception("Series %s could not go on.", series.id)

    async def _open(self, series: Series, publisher: Publisher, now: datetime) -> None:
        if not phase_at(await self._store.get(series.challenge_id), now).over:
            return
        if await self._membership.banned(series.guild_id):
            await self._remove(series)
            return
        if not await publisher.can_post(series.guild_id, series.template.channel_id):
            log.warning("Series %s is stopped: its channel is gone, or the bot may not post there.", series.id)
            await self._remove(series)
            await publisher.tell_stopped(series)
            return
        zone = ZoneInfo(series.template.rules.timezone)
        next_at = next_opening(series.anchor, series.every, zone, max(now, series.next_at))
        await self._series.open_next(series, following(series, now, new_id()), next_at)

    async def _remove(self, series: Series) -> None:
        await self._series.remove(series.id)
        await self._pictures.discard([series.reference])

    async def _require_moderator(self, person: Person, guild_id: int) -> None:
        await self._membership.require_welcome(person.user_id, guild_id)
        require_moderator(person, guild_id)
