"""Show me all: a photo in every style that is painted instantly, on one numbered sheet. A menu develops one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.jobs.job import Job
from bot.parameters.recipes import INSTANT
from bot.people.gate import Gate
from bot.styles.style import Style
from cogs.painting.buttons import JobButton, shows_photo
from cogs.painting.instant import instant
from cogs.painting.orders import params_from
from cogs.painting.partial_orders import DRAFT, JobPhoto, PartialOrder, check_order, read_draft
from cogs.painting.submission import submit
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.formats import escaped
from cogs.shared.interactions import services_of
from cogs.shared.job_access import visible_job
from cogs.shared.options import LONGEST_CHOICE
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.posts import is_hidden
from cogs.shared.replies import Reply, show
from cogs.shared.services import Services
from cogs.shared.style_option import shown_choice
from cogs.shared.style_sheets import painted_sheet
from cogs.shared.texts import Language, localized, user_error
from cogs.shared.uploads import file_name
from nst.params import Mode

PAGE = 24  # styles on a sheet: six rows of four, and one menu


async def show_all(interaction: discord.Interaction[Any], partial: PartialOrder) -> None:
    """Answer privately with the photo of an order in all instant styles.

    Raises:
        UserError: nothing may be painted for this person here, or the photo cannot be used.
    """
    partial = _instantly(services_of(interaction), partial, interaction.guild_id)
    await check_order(interaction, partial)
    await interaction.response.defer(thinking=True, ephemeral=True)
    await show(interaction, await _sheet(interaction, partial, 0))


async def show_all_of_job(interaction: discord.Interaction[Any], job_id: str) -> None:
    """The same with the photo of a job. What is developed stays private where the job may not be shown to others.

    Raises:
        UserError: see `show_all`; or the job is not there for this person.
    """
    job = await visible_job(interaction, job_id)
    if not shows_photo(job):
        raise user_error("no-picture")
    seen_by_one = interaction.message is not None and interaction.message.flags.ephemeral
    hidden = job.reply_target.age_restricted and not only_adults_see(channel_of(interaction))
    partial = PartialOrder(
        photo=JobPhoto(job.id, job.content_name, job.spoiler),
        subject_id=job.subject_for(interaction.user.id),
        params=job.params,
        private=job.private or seen_by_one or hidden,
        spoiler=job.spoiler,
    )
    await show_all(interaction, partial)


def can_show_all(services: Services, partial: PartialOrder, guild_id: int | None) -> bool:
    """Whether an order is one photo that can be painted in all instant styles, where these are preferred."""
    params = partial.params
    if partial.more_styles or not (partial.photo or partial.pictures):
        return False
    usual = params is None or (params.mode is Mode.TRANSFER and not params.sheet)
    return usual and services.gate.prefers_instant(guild_id)


def show_all_button(gate: Gate, job: Job, guild_id: int | None, locale: Language) -> tuple[JobButton, ...]:
    """The button below a finished picture; none where instant pictures are not preferred."""
    return (JobButton("showall", job.id, locale),) if shows_photo(job) and gate.prefers_instant(guild_id) else ()


class ShowAllButton(PersistentButton, template=rf"choose-all:{DRAFT}"):
    """Shows the photo of an order that lacks a style in all instant styles."""

    def __init__(self, draft_id: str, locale: Language = None) -> None:
        label = localized("stylize-showall", locale)
        super().__init__(ui.Button(label=label, emoji="🌈", custom_id=f"choose-all:{draft_id}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Answer with the sheet."""
        await show_all(interaction, await read_draft(interaction, self.fields["draft"]))


class DevelopMenu(PersistentItem[ui.Select[Any]], template=rf"develop:{DRAFT}"):
    """Paints the photo of a sheet in the chosen style."""

    def __init__(self, draft_id: str, options: list[discord.SelectOption], hint: str) -> None:
        super().__init__(ui.Select(custom_id=f"develop:{draft_id}", options=options, placeholder=hint[:150]))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Submit the order."""
        partial = await read_draft(interaction, self.fields["draft"])
        chosen = partial.chosen("style", self.item.values[0])
        await submit(interaction, chosen.complete(interaction.client, services_of(interaction), interaction.guild_id))


class SheetPageButton(PersistentButton, template=rf"develop-page:(?P<way>previous|next):{DRAFT}:(?P<page>\d{{1,4}})"):
    """Paints the photo in other styles."""

    def __init__(self, way: str, draft_id: str, page: int, locale: Language = None, *, disabled: bool = False) -> None:
        label, emoji = localized(f"styles-{way}", locale), "▶️" if way == "next" else "◀️"
        custom_id = f"develop-page:{way}:{draft_id}:{page}"
        super().__init__(ui.Button(label=label, emoji=emoji, disabled=disabled, custom_id=custom_id))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        partial = await read_draft(interaction, self.fields["draft"])
        await check_order(interaction, partial)
        await interaction.response.defer()
        page = int(self.fields["page"]) + (1 if self.fields["way"] == "next" else -1)
        await show(interaction, await _sheet(interaction, partial, max(page, 0)))


def _instantly(services: Services, partial: PartialOrder, guild_id: int | None) -> PartialOrder:
    """The order as an instant one in a single style that is still open."""
    if partial.params is None:
        params = params_from(services, guild_id, recipe=INSTANT)
    else:
        params = replace(instant(partial.params), mix=())
    return replace(partial, style=None, more_styles=(), params=params, recipe_named=True)


async def _sheet(interaction: discord.Interaction[Any], partial: PartialOrder, page: int) -> Reply:
    """The sheet of a page, with its menu. Keeps the order as a draft."""
    services, user, locale = services_of(interaction), interaction.user, interaction.locale
    photo, params = partial.content(interaction.client, services), partial.params
    if photo is None or params is None:
        raise user_error("no-picture")
    known = await services.previews.styles(interaction.guild_id, user.id)
    page = min(page, (len(known) - 1) // PAGE)
    first = page * PAGE
    shown = dict(enumerate(known[first : first + PAGE], first + 1))
    data = await services.intake.read(user.id, "content", photo)
    painted = await services.previews.paint(user.id, data, list(shown.values()), params)
    shown = {number: style for number, style in shown.items() if style.ref in painted}
    tiles = {number: painted[style.ref] for number, style in shown.items()}
    spoiler = partial.spoiler or is_hidden(photo)
    draft_id = await services.drafts.put(user.id, partial.to_dict())
    title = localized("stylize-all-title", locale, photo=escaped(file_name(photo)), count=len(known))
    menu = DevelopMenu(draft_id, _options(shown, locale), localized("stylize-all-hint", locale))
    turning = _turning(draft_id, page, len(known), locale)
    return Reply(title, await painted_sheet(tiles, shown, locale, spoiler=spoiler), [menu], turning)


def _options(shown: Mapping[int, Style], locale: Language) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=f"{number} · {shown_choice(style, locale)}"[:LONGEST_CHOICE], value=style.ref)
        for number, style in shown.items()
    ]


def _turning(draft_id: str, page: int, count: int, locale: Language) -> list[SheetPageButton] | None:
    if count <= PAGE:
        return None
    last = (page + 1) * PAGE >= count
    previous = SheetPageButton("previous", draft_id, page, locale, disabled=page == 0)
    return [previous, SheetPageButton("next", draft_id, page, locale, disabled=last)]
