"""Add reports to the bot."""

from __future__ import annotations

from cogs.moderation.reports import ReportButton, ReportForm, report_menu
from cogs.shared.client import Client


async def setup(bot: Client) -> None:
    """Add the menu, the form and the buttons."""
    bot.add_dynamic_items(ReportButton)
    bot.forms.add(ReportForm)
    bot.tree.add_command(report_menu())
