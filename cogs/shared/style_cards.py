"""Show styles in Discord: one on a card, many on pages with thumbnails."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.errors import NotFound
from bot.jobs.delivery import fit_upload
from bot.styles.style import Kind, Style
from cogs.shared.interactions import file_limit, services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Attached, Illustrated, Part, Reply, show
from cogs.shared.style_option import library_of, shown_name
from cogs.shared.texts import Language, localized

PAGE = 6  # styles per page: a message may have 10 files and 40 parts, and each style needs three parts
THUMBNAIL = 256  # pixels
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
    page = min(page, max(0, len(wanted) - 1) // PAGE)
    shown = wanted[page * PAGE : (page + 1) * PAGE]
    pictures = [await _thumbnail(interaction, style, number) for number, style in enumerate(shown)]
    await show(interaction, _page(shown, pictures, shelf, page, len(wanted), locale))


async def style_card(interaction: discord.Interaction[Any], style: Style, *, head: str, foot: str) -> Reply:
    """A style with its picture, as large as a file may be there."""
    locale = interaction.locale
    picture, suffix = await fit_upload(await services_of(interaction).styles.picture(style), file_limit(interaction))
    alt = localized("styles-alt", locale, name=shown_name(style, locale))
    return Reply(head, Attached(f"style.{suffix}", picture, alt), foot)


def about(style: Style, locale: Language) -> str:
    """The owner of a style, its date, and how often it was used, if ever."""
    uses = f" · {localized('styles-uses', locale, uses=style.uses)}" if style.uses else ""
    if style.kind is Kind.HOUSE or style.created_at is None:
        return localized("styles-by-house", locale) + uses
    saver = f"<@{style.owner_id}>"
    when = discord.utils.format_dt(style.created_at, "R")
    return localized(f"styles-by-{style.kind}", locale, saver=saver, when=when) + uses


async def _thumbnail(interaction: discord.Interaction[Any], style: Style, number: int) -> Attached | None:
    try:
        data = await library_of(interaction).thumbnail(style, THUMBNAIL)
    except NotFound:  # the style was just removed, or its file by hand; show the rest of the page
        return None
    locale = interaction.locale
    return Attached(f"style-{number}.jpg", data, localized("styles-alt", locale, name=shown_name(style, locale)))


def _page(
    shown: list[Style], pictures: list[Attached | None], shelf: str, page: int, count: int, locale: Language
) -> Reply:
    pages = max(1, (count + PAGE - 1) // PAGE)
    parts: list[Part] = [localized(f"styles-list-{shelf}", locale, count=count)]
    for style, picture in zip(shown, pictures, strict=True):
        parts.append(Illustrated(f"**{shown_name(style, locale)}**\n-# {about(style, locale)}", picture))
    if pages > 1:
        turn = [
            StyleButton("previous", shelf, page, locale=locale, disabled=page == 0),
            StyleButton("next", shelf, page, locale=locale, disabled=page == pages - 1),
        ]
        parts += [turn, f"-# {localized('styles-page', locale, page=page + 1, pages=pages)}"]
    return Reply(*parts, f"-# {localized('styles-how', locale)}")
