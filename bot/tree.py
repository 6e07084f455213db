"""The command tree: every error that a command did not answer itself is answered here."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from cogs._errors import explain


class Tree(app_commands.CommandTree[Any]):
    """A command tree whose errors always reach the person, privately."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer for a command that failed outside its own body: a check, a converter, an outdated signature."""
        await explain(interaction, error)
