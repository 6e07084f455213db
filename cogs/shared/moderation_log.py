"""What moderators are told in the log channel that their server has chosen.

It names nobody who takes part in a challenge with hidden names, and nothing that is about a private picture.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import discord

from bot.jobs.delivery import TryLater, Undeliverable
from bot.people.server_settings import Guilds
from bot.runtime.background import Background
from bot.runtime.rate_limits import Pace
from bot.runtime.recent import Recent
from cogs.shared.delivery_errors import translated
from cogs.shared.replies import NO_PINGS, Reply
from cogs.shared.texts import Language, error_text, localized, user_error
from nst.errors import UserError

log = logging.getLogger(__name__)

SAME_SECONDS = 3600.0  # the same refusal of the same person is told again after this
REPORTS = 5  # of one person within that time
Make = Callable[[Language], Reply]
"""Writes an entry of the log in the language of the server."""


class ModerationLog:
    """Posts in the log channels of servers, and does nothing where there is none.

    Args:
        client: posts.
        guild_settings: which channel each server has chosen.
        background: where posts wait for their turn.
    """

    def __init__(self, client: discord.Client, guild_settings: Guilds, background: Background) -> None:
        self._client = client
        self._guild_settings = guild_settings
        self._background = background
        self._pace = Pace()
        self._refusals: Recent[tuple[int, int, str], float] = Recent(1000)  # when the same was told last
        self._reports: Recent[tuple[int, str], float] = Recent(1000)  # when a person reported something last

    def note(self, guild_id: int | None, make: Make) -> None:
        """Post an entry in the background. A failure is logged."""
        if guild_id is not None and self._guild_settings.get(guild_id).log_channel is not None:
            self._background.spawn(self._note(guild_id, make), name=f"moderation log of server {guild_id}")

    def refused(self, guild_id: int | None, channel_id: int | None, user_id: int, error: UserError) -> None:
        """Post that a person's request was refused, but the same refusal only once an hour."""
        if guild_id is None:
            return
        key, now = (guild_id, user_id, error.code), asyncio.get_running_loop().time()
        if now - self._refusals.get(key, float("-inf")) < SAME_SECONDS:
            return
        self._refusals[key] = now
        who, where = f"<@{user_id}>", f"<#{channel_id}>"
        self.note(
            guild_id,
            lambda locale: Reply(
                localized("moderation-refused", locale, who=who, channel=where, reason=error_text(error, locale))
            ),
        )

    def check_report(self, user_id: int, about: str) -> None:
        """Check that a person may report something: each thing once, and only some within an hour.

        Raises:
            UserError: they may not.
        """
        since = asyncio.get_running_loop().time() - SAME_SECONDS
        recent = [thing for (someone, thing), when in self._reports.items() if someone == user_id and when > since]
        if about in recent:
            raise user_error("report-again")
        if len(recent) >= REPORTS:
            raise user_error("report-too-many")

    def note_report(self, user_id: int, about: str) -> None:
        """Remember that a person's report was delivered."""
        self._reports[user_id, about] = asyncio.get_running_loop().time()

    async def post(self, guild_id: int, make: Make) -> bool:
        """Post an entry now. Return whether the server has a log channel that took it."""
        channel_id = self._guild_settings.get(guild_id).log_channel
        if channel_id is None:
            return False
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        guild = self._client.get_guild(guild_id)
        entry = make(None if guild is None else guild.preferred_locale)
        await self._pace.turn(channel_id)
        try:
            with translated():
                await channel.send(view=entry.view(), allowed_mentions=NO_PINGS)
        except (Undeliverable, TryLater) as error:
            log.warning("The log channel of server %d does not take an entry: %s", guild_id, error)
            return False
        return True

    async def _note(self, guild_id: int, make: Make) -> None:
        await self.post(guild_id, make)
