"""Add challenges to the bot."""

from __future__ import annotations

from cogs.challenges import actions, questions, voting  # noqa: F401  they register the actions of buttons and menus
from cogs.challenges.buttons import ChallengeButton, ChallengeMenu
from cogs.challenges.commands import ChallengeCog
from cogs.challenges.entering import EntryButton, entry_menu
from cogs.challenges.forms import PaintForm, RejectForm, WordsForm
from cogs.challenges.repeating import RepeatForm
from cogs.challenges.reporting import ReportEntryForm
from cogs.shared.client import Client


async def setup(bot: Client) -> None:
    """Add the commands, buttons, menus and forms."""
    bot.add_dynamic_items(EntryButton, ChallengeButton, ChallengeMenu)
    bot.forms.add(PaintForm, WordsForm, RejectForm, ReportEntryForm, RepeatForm)
    await bot.add_cog(ChallengeCog())
    bot.tree.add_command(entry_menu())
