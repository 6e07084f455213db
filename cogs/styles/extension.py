"""Add the style library to the bot."""

from __future__ import annotations

from cogs.shared.client import Client
from cogs.shared.style_cards import PaintWithButton, StyleButton, WatchButton
from cogs.styles.commands import StyleGroup
from cogs.styles.single import MeantButton


async def setup(bot: Client) -> None:
    """Add the commands and the buttons."""
    bot.add_dynamic_items(StyleButton, PaintWithButton, WatchButton, MeantButton)
    await bot.add_cog(StyleGroup())
