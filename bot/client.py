"""The discord.py client."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import discord
from discord.ext import commands

from bot.announcer import DiscordAnnouncer
from bot.files import FileStore
from bot.settings import Settings
from bot.studio import Studio
from bot.tree import Tree
from cogs._buttons import JobButton
from cogs.show import Show
from cogs.stylize import Stylize
from nst.errors import UserError

log = logging.getLogger(__name__)


class Chameleon(commands.Bot):
    """The bot as Discord sees it. It needs no privileged intent: commands and buttons bring what they need.

    Args:
        settings: where to sync commands to, and the limits that the cogs keep to.
        files: the pictures.
        open_studio: makes the studio, which announces through this client.
    """

    def __init__(self, settings: Settings, files: FileStore, open_studio: Callable[[DiscordAnnouncer], Studio]) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice here to warn about
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=30,
        )
        self.settings = settings
        self.files = files
        self.connected = False
        self.announcer = DiscordAnnouncer(self, files)
        self.studio = open_studio(self.announcer)

    async def setup_hook(self) -> None:
        """Add the commands, tell Discord about them, and take up the work of the last run."""
        self.add_dynamic_items(JobButton)
        await self.add_cog(Stylize(self.studio, self.settings))
        await self.add_cog(Show(self.studio, self.files))
        await self._sync()
        await self.studio.start()

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore messages: there are no text commands."""

    async def on_ready(self) -> None:
        """Say so in the log."""
        self.connected = True
        log.info("Connected to Discord as %s, in %d servers.", self.user, len(self.guilds))

    async def on_resumed(self) -> None:
        """Note that the connection is back."""
        self.connected = True

    async def on_disconnect(self) -> None:
        """Note that the connection is gone; discord.py connects again by itself."""
        self.connected = False

    async def _sync(self) -> None:
        guild_id = self.settings.test_guild_id
        guild: Any = None if guild_id is None else discord.Object(guild_id)
        if guild is not None:
            self.tree.copy_global_to(guild=guild)
        try:
            await self.tree.sync(guild=guild)
        except discord.Forbidden as error:
            where = "at all" if guild is None else f"in the server {guild_id} (TEST_GUILD_ID)"
            raise UserError(
                f"Discord does not let me register my commands {where}.",
                hint="Invite the bot with the scopes bot and applications.commands, and check TEST_GUILD_ID.",
            ) from error
