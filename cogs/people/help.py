"""/help: what the bot does and how to use it, on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.challenges.context import person_of
from cogs.painting.context_menus import stylize_post, use_as_style
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.replies import Reply, show
from cogs.shared.texts import label, localized

COMMANDS = (
    "stylize",
    "texture",
    "reconstruct",
    "layers",
    "history",
    "show",
    "notify",
    "style list",
    "style save",
    "challenge list",
    "challenge create",
    "consent",
    "privacy",
    "settings",
)
"""Those that the card links to."""


class Help(commands.Cog):
    """The command."""

    @app_commands.command(name="help", description=label("help-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """Show the card privately."""
        async with answering(interaction):
            await show(interaction, help_panel(interaction))


def help_panel(interaction: discord.Interaction[Any]) -> Reply:
    """The card, in the person's language. People who manage challenges or the server get help for that, too."""
    me = interaction.client.user
    values = {
        "me": me.mention if me else "",
        "menu-stylize": stylize_post.name,
        "menu-style": use_as_style.name,
        **links(services_of(interaction).command_sync.ids),
    }
    parts = ["title", "ways", "buttons", "more", "people"]
    if interaction.guild_id is not None and person_of(interaction).moderates is not None:
        parts.append("moderators")
    if interaction.guild_id is not None and interaction.permissions.manage_guild:
        parts.append("admins")
    return Reply(*(localized(f"help-{part}", interaction.locale, **values) for part in parts))


def links(ids: Mapping[str, int]) -> dict[str, str]:
    """Links to the commands, by the names used in the texts; a plain name for a command without an id."""
    shown = {}
    for name in COMMANDS:
        number = ids.get(name.partition(" ")[0])
        shown[name.replace(" ", "-")] = f"</{name}:{number}>" if number else f"/{name}"
    return shown
