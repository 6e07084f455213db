"""The command tree: every error that a command did not answer itself is answered here."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from cogs.shared.errors import explain

MAX_TYPED = 100  # characters of a half-written option that are looked at; Discord sends up to 6,000 at every key


class Tree(app_commands.CommandTree[Any]):
    """A command tree whose errors always reach the person, privately, and that suggests without much work."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Cut what somebody types to what suggestions are made from: they are due in an instant, and many at a time."""
        if interaction.type is discord.InteractionType.autocomplete:
            _cut(interaction.data)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer for a command that failed outside its own body: a check, a converter, an outdated signature."""
        await explain(interaction, error)


def _cut(data: Any) -> None:  # noqa: ANN401  options may hold options
    for option in data.get("options", ()):
        if isinstance(option.get("value"), str):
            option["value"] = option["value"][:MAX_TYPED]
        _cut(option)
