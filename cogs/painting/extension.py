"""Add painting to the bot."""

from __future__ import annotations

from cogs.painting import actions  # noqa: F401  it registers the actions of the buttons
from cogs.painting.advanced_form import AdvancedForm
from cogs.painting.buttons import JobButton
from cogs.painting.commands import Painting
from cogs.painting.context_menus import StylizeForm, UseStyleForm, stylize_post, use_as_style
from cogs.painting.delete_form import DeleteForm
from cogs.painting.history import History
from cogs.painting.history_pages import HistoryButton, HistoryDeleteForm, HistoryMenu
from cogs.painting.mentions import Mentions
from cogs.painting.mix_form import MixForm
from cogs.painting.notices import NoticeButton, Notify
from cogs.painting.paint_with_form import PaintWithForm
from cogs.painting.previews import DevelopMenu, SheetPageButton, ShowAllButton
from cogs.painting.questions import ChoiceMenu, StylePageButton, UploadStyleButton, UploadStyleForm, UseStyleButton
from cogs.painting.submission import ClipButton
from cogs.painting.tune_form import RecipeForm, TuneForm
from cogs.painting.use_form import UseForm
from cogs.shared.client import Client
from cogs.shared.forms import CorrectButton


async def setup(bot: Client) -> None:
    """Add the commands, buttons, menus and forms."""
    services = bot.services
    bot.add_dynamic_items(NoticeButton, JobButton, HistoryButton, HistoryMenu, CorrectButton)
    bot.add_dynamic_items(ChoiceMenu, UseStyleButton, StylePageButton, UploadStyleButton, ClipButton)
    bot.add_dynamic_items(ShowAllButton, DevelopMenu, SheetPageButton)
    bot.forms.add(AdvancedForm, MixForm, DeleteForm, HistoryDeleteForm, UseForm)
    bot.forms.add(TuneForm, RecipeForm, StylizeForm, UseStyleForm, UploadStyleForm, PaintWithForm)
    await bot.add_cog(Mentions(bot, services))
    await bot.add_cog(Painting())
    await bot.add_cog(Notify())
    await bot.add_cog(History())
    bot.tree.add_command(stylize_post)
    bot.tree.add_command(use_as_style)
