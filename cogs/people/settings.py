"""/settings: what a server sets, for those who manage it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.people.server_settings import require_manager, settings_panel
from cogs.shared.errors import answering
from cogs.shared.panels import show_panel
from cogs.shared.texts import label


class ServerSettings(commands.Cog):
    """The command. Discord shows it to those who manage the server; the panel checks that again at every press."""

    @app_commands.command(name="settings", description=label("people-settings-description"))
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """Show the panel, privately."""
        async with answering(interaction):
            require_manager(interaction)
            await show_panel(interaction, settings_panel(interaction))
