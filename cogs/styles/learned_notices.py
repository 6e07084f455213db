"""Tell people that a style has been learned, if they asked for it."""

from __future__ import annotations

import logging

import discord

from bot.styles.learning import Watcher
from cogs.shared.errors import TROUBLE
from cogs.shared.replies import NO_PINGS, Reply
from cogs.shared.texts import localized

log = logging.getLogger(__name__)


class LearnedNotices:
    """Sends direct messages.

    Args:
        client: must be logged in before the first notice.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def tell(self, watcher: Watcher) -> None:
        """Write to a person. It is no error if they take no messages."""
        text = localized("styles-learned-notice", watcher.locale, name=watcher.name)
        try:
            channel = await self._client.create_dm(discord.Object(watcher.user_id))
            await channel.send(view=Reply(text).view(), allowed_mentions=NO_PINGS)
        except TROUBLE as error:
            log.info("A person cannot be told that a style has been learned: %s", error)
