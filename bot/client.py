"""The discord.py client. It knows no feature: those are extensions, which add themselves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from cogs.shared.client import Client
from cogs.shared.errors import explain
from cogs.shared.services import Services
from cogs.shared.texts import TextTranslator

log = logging.getLogger(__name__)

MAX_TYPED = 100  # characters used of a half-written option; Discord sends up to 6,000 with every key


class Tree(app_commands.CommandTree[Any]):
    """A command tree that shows every error to the user privately, and limits the work for suggestions."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Shorten the text that suggestions are made from: many are requested at once, and each must be fast."""
        if interaction.type is discord.InteractionType.autocomplete:
            _cut(interaction.data)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer a command that failed outside its body: in a check, a converter or an outdated signature."""
        await explain(interaction, error)


class Chameleon(Client):
    """The Discord client. It needs no privileged intent: commands and buttons carry what they need.

    Args:
        build: makes the services; some of them send through this client.
        features: module names of discord.py extensions.
        trace: counts the requests.
    """

    def __init__(
        self, build: Callable[[Client], Services], features: Sequence[str], trace: aiohttp.TraceConfig
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot uses no voice
        super().__init__(
            build,
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,  # messages are answered at once; none is looked up later
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=30,
            http_trace=trace,
        )
        self._features = tuple(features)

    async def setup_hook(self) -> None:
        """Load the features, and start the services."""
        for feature in self._features:
            await self.load_extension(feature)
        await self.tree.set_translator(TextTranslator())
        await self.services.start()

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore text commands; the cogs handle messages."""

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Handle submitted forms."""
        await self.forms.take(interaction)

    async def on_ready(self) -> None:
        """Log the connection, and catch up on what was missed."""
        self.services.reconnected()
        log.info("Connected to Discord as %s, in %d servers.", self.user, len(self.guilds))

    async def on_resumed(self) -> None:
        """Catch up on what was missed."""
        self.services.reconnected()


def _cut(data: Any) -> None:  # noqa: ANN401  options may hold options
    for option in data.get("options", ()):
        if isinstance(option.get("value"), str):
            option["value"] = option["value"][:MAX_TYPED]
        _cut(option)
