"""The pages of /history: eight pictures each, by style if the person wants, and what one does with a picture."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.errors import NotFound
from bot.jobs.delivery import fit_upload
from bot.jobs.job import Job
from bot.runtime.blocking import run_blocking
from cogs.painting import phrases
from cogs.painting.buttons import is_drafts
from cogs.painting.cards import Frame, finished_card
from cogs.painting.delete_form import DeleteForm
from cogs.painting.previews import show_all_button
from cogs.painting.titles import alt, plain_title, title, when
from cogs.shared.deletions import delete_job
from cogs.shared.errors import TROUBLE
from cogs.shared.forms import show_form
from cogs.shared.interactions import defer_reply, file_limit, services_of
from cogs.shared.job_access import own_job
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.replies import Attached, Illustrated, Part, Reply, show
from cogs.shared.services import Services
from cogs.shared.style_option import shown_house_name
from cogs.shared.texts import Language, localized, user_error
from nst import images

log = logging.getLogger(__name__)

PAGE = 8  # pictures per page: a message may have 10 files and 40 parts, and each picture needs three parts
THUMBNAIL = 200  # pixels


class HistoryButton(
    PersistentButton,
    template=r"history:(?P<action>page|show|delete):(?P<page>\d{1,6}):(?P<key>[0-9a-f]{0,32})",
):
    """A button of the history. `key` is the id of the picture to show or delete, or says the style of the page."""

    def __init__(self, action: str, page: int, key: str, *, label: str, emoji: str, disabled: bool = False) -> None:
        custom_id = f"history:{action}:{page}:{key}"
        super().__init__(ui.Button(label=label, emoji=emoji, disabled=disabled, custom_id=custom_id))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the page, show the picture, or delete it; others who see it lose it only after a question."""
        action, page, key = self.fields["action"], int(self.fields["page"]), self.fields["key"]
        if action == "show":
            await open_picture(interaction, key)
        elif action == "page":
            await interaction.response.defer()
            await turn_to(interaction, page, key)
        elif (await own_job(interaction, key)).private:
            await interaction.response.defer()
            await _delete(interaction, key)
            await turn_to(interaction, page)
        else:
            await show_form(interaction, HistoryDeleteForm(key, interaction.locale))


class HistoryDeleteForm(DeleteForm):
    """Asks whether to delete a picture that others can see, and shows the history afterwards."""

    template = re.compile(r"history-delete:(?P<job_id>[0-9a-f]{1,32})")
    prefix = "history-delete"

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the picture and its message."""
        await interaction.response.defer()
        await _delete(interaction, self.job_id)
        await turn_to(interaction, 0)


class HistoryMenu(PersistentItem[ui.Select[Any]], template=r"history-menu:(?P<what>open|style)"):
    """A menu of the history: opens one of its pictures, or shows the pictures of one style."""

    def __init__(self, what: str, options: Sequence[discord.SelectOption], hint: str) -> None:
        super().__init__(ui.Select(custom_id=f"history-menu:{what}", options=list(options), placeholder=hint[:150]))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the picture, or the first page of the style."""
        value = self.item.values[0]
        if self.fields["what"] == "open":
            await open_picture(interaction, value)
        else:
            await interaction.response.defer()
            await turn_to(interaction, 0, value)


async def open_picture(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Show one of the person's own pictures privately, with the button that deletes it."""
    job = await own_job(interaction, job_id)
    await defer_reply(interaction, ephemeral=True)
    delete = HistoryButton("delete", 0, job.id, label=localized("stylize-delete", interaction.locale), emoji="🗑️")
    await show_picture(interaction, job, delete)


async def show_picture(interaction: discord.Interaction[Any], job: Job, *extra: ui.Item[Any]) -> None:
    """Replace “thinking…” with a picture and its buttons, and with more of them."""
    services = services_of(interaction)
    if job.shown is None:
        raise user_error("no-picture")
    picture, suffix = await fit_upload(await services.files.get(job.shown), file_limit(interaction))
    largest = min(services.gate.max_size(interaction.guild_id), await services.history.max_size_of(job))
    every = show_all_button(services.gate, job, interaction.guild_id, job.reply_target.locale)
    card = finished_card(job, picture, suffix, Frame(largest, (*every, *extra)), private=True)
    await interaction.edit_original_response(view=card.view(), attachments=card.files)


async def turn_to(interaction: discord.Interaction[Any], number: int, style_key: str = "") -> None:
    """Replace the reply with a page of the person's pictures; the last page if there are fewer.

    Args:
        interaction: must be acknowledged.
        number: of the page, from 0.
        style_key: see `_key`; pictures of all styles if it is of none of the person's styles.
    """
    services, user_id, locale = services_of(interaction), interaction.user.id, interaction.locale
    styles = await services.history.styles_used(user_id)
    style = next((name for name in styles if _key(name) == style_key), None)
    jobs, count = await services.history.pictures(user_id, count=PAGE, skip=number * PAGE, style=style)
    if not jobs and number:
        return await turn_to(interaction, max(0, (count - 1) // PAGE), style_key)
    if not jobs:
        return await show(interaction, Reply(localized("stylize-history-empty", locale)))
    thumbnails = [await _thumbnail(services, job, locale) for job in jobs]
    return await show(interaction, _Page(jobs, number, count, styles, style).reply(thumbnails, locale))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the history.

    Attributes:
        jobs: its pictures.
        number: from 0.
        count: of the pictures on all pages.
        styles: the names of the person's styles.
        style: the one that is shown; None for all.
    """

    jobs: Sequence[Job]
    number: int
    count: int
    styles: Sequence[str]
    style: str | None

    def reply(self, thumbnails: Sequence[Attached | None], locale: Language) -> Reply:
        """The page as a message."""
        parts: list[Part] = [localized("stylize-history-title", locale, count=self.count)]
        for job, thumbnail in zip(self.jobs, thumbnails, strict=True):
            losses = "" if is_drafts(job) else f"{phrases.losses(locale, job.summary or {})} · "
            told = f"{when(job)} · {losses}`{job.id}`"
            parts.append(Illustrated(f"{title(job, locale, owner=False)}\n-# {told}", thumbnail))
        return Reply(*parts, [self._pictures(locale)], self._filter(locale), *self._turning(locale))

    def _pictures(self, locale: Language) -> HistoryMenu:
        options = [
            discord.SelectOption(label=plain_title(job, locale)[:LONGEST_CHOICE], description=job.id, value=job.id)
            for job in self.jobs
        ]
        return HistoryMenu("open", options, localized("stylize-history-open", locale))

    def _filter(self, locale: Language) -> list[HistoryMenu] | None:
        if len(self.styles) < 2:
            return None
        everything = localized("stylize-history-all-styles", locale)
        options = [discord.SelectOption(label=everything, value=_key(""), default=self.style is None)]
        for name in self.styles[: MOST_CHOICES - 1]:
            shown = shown_house_name(name, locale)[:LONGEST_CHOICE]
            options.append(discord.SelectOption(label=shown, value=_key(name), default=name == self.style))
        return [HistoryMenu("style", options, everything)]

    def _turning(self, locale: Language) -> list[Part]:
        pages, key = (self.count + PAGE - 1) // PAGE, "" if self.style is None else _key(self.style)
        if pages == 1:
            return []
        names = {name: localized(f"stylize-history-{name}", locale) for name in ("newer", "older")}
        first, last = self.number == 0, self.number >= pages - 1
        newer = HistoryButton("page", max(self.number, 1) - 1, key, label=names["newer"], emoji="◀️", disabled=first)
        older = HistoryButton("page", self.number + 1, key, label=names["older"], emoji="▶️", disabled=last)
        told = localized("stylize-history-page", locale, page=self.number + 1, pages=pages)
        return [[newer, older], f"-# {told}"]


def _key(style: str) -> str:
    """A style's name for ids of buttons, which are short."""
    return hashlib.sha256(style.encode()).hexdigest()[:16]


async def _thumbnail(services: Services, job: Job, locale: Language) -> Attached | None:
    try:
        data = await run_blocking(images.thumbnail, await services.files.get(job.picture or ""), THUMBNAIL)
    except NotFound:  # the file was deleted by hand; show the rest of the page
        return None
    return Attached(f"{job.id}.jpg", data, alt(job, locale), job.spoiler)


async def _delete(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Delete the person's own picture and, if possible, the message that shows it."""
    await own_job(interaction, job_id)
    job = await delete_job(interaction, job_id)
    target = job.reply_target
    channel_id, message_id = job.posted_channel_id, job.posted_message_id
    if message_id is None:
        channel_id, message_id = target.channel_id, None if job.private else target.message_id
    if channel_id is None or message_id is None:
        return
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=target.guild_id)
    try:
        await channel.get_partial_message(message_id).delete()
    except TROUBLE as error:
        log.info("The message of the deleted job %s stays: %s.", job.id, error)
