"""Show styles in Discord: one on a card, many on pages with thumbnails."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.jobs.delivery import fit_upload
from bot.styles.learning import LearningStatus, Stage, Watcher
from bot.styles.style import Kind, Style
from cogs.shared.formats import expected
from cogs.shared.forms import open_form
from cogs.shared.interactions import file_limit, services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Attached, Part, Reply, show
from cogs.shared.style_option import library_of, shown_name
from cogs.shared.style_sheets import style_sheet
from cogs.shared.texts import Language, localized

# A message may have 40 parts. Each style needs three, and the pages' buttons take those of one style.
PAGE, WHOLE = 11, 12  # styles on a page of several, and on the only one
EVERYTHING = "all"


class StyleButton(
    PersistentButton,
    template=r"styles:(?P<way>previous|next):(?P<shelf>all|mine|guild|house):(?P<page>\d{1,4})",
):
    """Opens the previous or next page of a list of styles."""

    def __init__(self, way: str, shelf: str, page: int, *, locale: Language = None, disabled: bool = False) -> None:
        label, emoji = localized(f"styles-{way}", locale), "▶️" if way == "next" else "◀️"
        custom_id = f"styles:{way}:{shelf}:{page}"
        super().__init__(ui.Button(label=label, emoji=emoji, disabled=disabled, custom_id=custom_id))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the page."""
        page = int(self.fields["page"]) + (1 if self.fields["way"] == "next" else -1)
        await interaction.response.defer()
        await turn_to(interaction, self.fields["shelf"], max(0, page))


class PaintWithButton(PersistentButton, template=r"with:(?P<ref>.{1,70})"):
    """Opens the form that asks for a photo to paint in a style. What the style is, depends on who presses."""

    def __init__(self, style: Style, locale: Language = None) -> None:
        label = localized("styles-paint-with", locale)
        super().__init__(ui.Button(label=label, emoji="🖌️", custom_id=f"with:{style.ref}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the form."""
        await open_form(interaction, self.custom_id)


class WatchButton(PersistentButton, template=r"learned:tell:(?P<ref>.{1,70})"):
    """The person who presses it is told when the style has been learned. What the style is, depends on them."""

    def __init__(self, style: Style, locale: Language = None) -> None:
        label = localized("styles-tell-me", locale)
        super().__init__(ui.Button(label=label, emoji="🔔", custom_id=f"learned:tell:{style.ref}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Note it, if the style has not been learned meanwhile."""
        learning, locale, person = services_of(interaction).learning, interaction.locale, interaction.user
        style = await library_of(interaction).find(self.fields["ref"], interaction.guild_id, person.id)
        (status,) = await learning.statuses([style])
        if status.stage in {Stage.WAITING, Stage.LEARNING}:
            await learning.watch(style, Watcher(person.id, style.name, str(locale)))
        text = localized(f"styles-tell-{status.stage}", locale, name=shown_name(style, locale))
        await show(interaction, Reply(text))


async def turn_to(interaction: discord.Interaction[Any], shelf: str, page: int) -> None:
    """Replace the reply with a page of the styles that the person can choose there; the last page if there are fewer.

    Args:
        interaction: must be acknowledged.
        shelf: a `bot.styles.library.Kind` or `EVERYTHING`.
        page: from 0.
    """
    library, locale = library_of(interaction), interaction.locale
    known = await library.available(interaction.guild_id, interaction.user.id)
    wanted = [style for style in known if shelf in {EVERYTHING, style.kind}]
    size = WHOLE if len(wanted) <= WHOLE else PAGE
    page = min(page, max(0, len(wanted) - 1) // size)
    first = page * size
    shown = dict(enumerate(wanted[first : first + size], first + 1))
    sheet = await style_sheet(library, shown, locale, alone=True)
    parts: list[Part] = [_title(shelf, page, size, len(wanted), locale), sheet]
    statuses = await services_of(interaction).learning.statuses(list(shown.values()))
    for (number, style), status in zip(shown.items(), statuses, strict=True):
        text = f"**{number} · {shown_name(style, locale)}**\n-# {_about(style, status, locale)}"
        parts.append(ui.Section(text, accessory=PaintWithButton(style, locale)))
    if len(wanted) > size:
        last = first + size >= len(wanted)
        previous = StyleButton("previous", shelf, page, locale=locale, disabled=page == 0)
        parts.append([previous, StyleButton("next", shelf, page, locale=locale, disabled=last)])
    await show(interaction, Reply(*parts, f"-# {localized('styles-how', locale)}"))


async def style_card(interaction: discord.Interaction[Any], style: Style, *, head: str, foot: str) -> Reply:
    """A style with its picture, as large as a file may be there, and how far it has been learned."""
    locale, learning = interaction.locale, services_of(interaction).learning
    (status,) = await learning.statuses([style])
    picture, suffix = await fit_upload(await services_of(interaction).styles.picture(style), file_limit(interaction))
    alt = localized("styles-alt", locale, name=shown_name(style, locale))
    stage, told = status.stage, None
    if stage is not Stage.LEFT:
        told = localized(f"styles-card-{stage}", locale, when=_when(status, locale))
    soon = [WatchButton(style, locale)] if stage in {Stage.WAITING, Stage.LEARNING} else []
    return Reply(head, Attached(f"style.{suffix}", picture, alt), told, foot, [PaintWithButton(style, locale), *soon])


def about(style: Style, locale: Language) -> str:
    """The owner of a style, its date, and how often it was used, if ever."""
    uses = f" · {localized('styles-uses', locale, uses=style.uses)}" if style.uses else ""
    if style.kind is Kind.HOUSE or style.created_at is None:
        return localized("styles-by-house", locale) + uses
    saver = f"<@{style.owner_id}>"
    when = discord.utils.format_dt(style.created_at, "R")
    return localized(f"styles-by-{style.kind}", locale, saver=saver, when=when) + uses


def _about(style: Style, status: LearningStatus, locale: Language) -> str:
    """A style in a list: also how far it has been learned, if it is to be."""
    if status.stage is Stage.LEFT:
        return about(style, locale)
    learned = localized(f"styles-stage-{status.stage}", locale, when=_when(status, locale))
    return f"{about(style, locale)} · {learned}"


def _when(status: LearningStatus, locale: Language) -> str:
    """When the style will have been learned, if nothing else is to be done."""
    return expected(locale, discord.utils.utcnow(), status.seconds or 0.0)


def _title(shelf: str, page: int, size: int, count: int, locale: Language) -> str:
    title, pages = localized(f"styles-list-{shelf}", locale, count=count), (count + size - 1) // size
    return title if pages <= 1 else f"{title}\n-# {localized('styles-page', locale, page=page + 1, pages=pages)}"
