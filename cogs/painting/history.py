"""/history and /show: find pictures whose messages are far away or gone."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.errors import NotFound
from bot.jobs.delivery import fit_upload
from bot.jobs.job import Job
from bot.jobs.service import JobService
from bot.runtime.blocking import run_blocking
from bot.storage.files import FileStore
from cogs.painting import phrases
from cogs.painting.cards import finished_card
from cogs.painting.titles import alt, choice_title, title, when
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.deletions import delete_job
from cogs.shared.errors import TROUBLE, answering
from cogs.shared.interactions import defer_reply, file_limit, services_of
from cogs.shared.job_access import own_job
from cogs.shared.options import MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Attached, Illustrated, Part, Reply, show
from cogs.shared.services import Services
from cogs.shared.texts import Language, label, localized, user_error
from nst import images

log = logging.getLogger(__name__)

PAGE = 4  # pictures per page; a message may have 40 parts, and each picture needs six
THUMBNAIL = 200  # pixels


class History(commands.Cog):
    """The commands.

    Args:
        job_service: finds the jobs.
        files: has their pictures.
    """

    def __init__(self, job_service: JobService, files: FileStore) -> None:
        self._job_service = job_service
        self._files = files

    @app_commands.command(name="history", description=label("stylize-history-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def history(self, interaction: discord.Interaction[Any]) -> None:
        """Show the newest pictures privately."""
        async with answering(interaction):
            await defer_reply(interaction, ephemeral=True)
            await _turn_to(interaction, 0)

    @app_commands.command(name="show", description=label("stylize-show-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(id=label("stylize-show-option-id"), here=label("stylize-show-option-here"))
    async def show(
        self,
        interaction: discord.Interaction[Any],
        id: str | None = None,  # noqa: A002  its name in Discord
        here: bool = False,  # noqa: FBT001, FBT002  an option in Discord
    ) -> None:
        """Show the picture, privately unless `here` is set."""
        async with answering(interaction):
            job = await self._job(interaction.user.id, id)
            if here and job.reply_target.age_restricted and not only_adults_see(channel_of(interaction)):
                raise user_error("only-for-adults")
            await defer_reply(interaction, ephemeral=not here or job.private)
            await _show(interaction, job)

    @show.autocomplete("id")
    async def _ids(self, interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        """The person's own newest pictures."""
        return await picture_choices(interaction, text)

    async def _job(self, owner_id: int, job_id: str | None) -> Job:
        if job_id is None:
            job = await self._job_service.latest(owner_id)
            if job is None:
                raise user_error("nothing-yet")
            return job
        job = await self._job_service.get(job_id.strip().lower())
        if job.owner_id != owner_id:
            raise user_error("not-yours")
        if job.picture is None:
            raise user_error("no-picture")
        return job


async def picture_choices(interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
    """Suggestions for the id of a picture: the person's own, found by title or id."""
    try:
        jobs, _ = await services_of(interaction).job_service.pictures(
            interaction.user.id, count=4 * MOST_CHOICES, brief=True
        )
    except Exception:
        log.exception("Could not look up pictures for autocomplete.")  # an empty list is better than an error
        return []
    wanted = text.strip().lower()
    named = [(choice_title(job, interaction.locale), job.id) for job in jobs]
    found = [(name, job_id) for name, job_id in named if wanted in f"{name} {job_id}".lower()][:MOST_CHOICES]
    return [app_commands.Choice(name=name, value=job_id) for name, job_id in found]


class HistoryButton(
    PersistentButton,
    template=r"history:(?P<action>page|show|delete):(?P<page>\d{1,6}):(?P<job_id>[0-9a-f]{0,32})",
):
    """A button of the history: open a page, or show or delete a picture on it."""

    def __init__(
        self,
        action: str,
        page: int,
        job_id: str = "",
        *,
        label: str = "",
        emoji: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            ui.Button(label=label or "–", emoji=emoji, disabled=disabled, custom_id=f"history:{action}:{page}:{job_id}")
        )

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Run the button's action."""
        action, job_id = self.fields["action"], self.fields["job_id"]
        if action == "show":
            await defer_reply(interaction, ephemeral=True)
            await _show(interaction, await own_job(interaction, job_id))
            return
        await interaction.response.defer()
        if action == "delete":
            await _delete(interaction, job_id)
        await _turn_to(interaction, int(self.fields["page"]))


async def _show(interaction: discord.Interaction[Any], job: Job) -> None:
    """Replace “thinking…” with a picture."""
    services = services_of(interaction)
    if job.picture is None:
        raise user_error("no-picture")
    picture, suffix = await fit_upload(await services.files.get(job.picture), file_limit(interaction))
    largest = min(services.gate.max_size(interaction.guild_id), await services.job_service.max_size_of(job))
    card = finished_card(job, picture, suffix, private=True, largest=largest)
    await interaction.edit_original_response(view=card.view(), attachments=card.files)


async def _delete(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Delete a picture and, if possible, the message that shows it."""
    await own_job(interaction, job_id)
    job = await delete_job(interaction, job_id)
    target = job.reply_target
    if job.private or target.channel_id is None or target.message_id is None:
        return
    channel = interaction.client.get_partial_messageable(target.channel_id, guild_id=target.guild_id)
    try:
        await channel.get_partial_message(target.message_id).delete()
    except TROUBLE as error:
        log.info("The message of the deleted job %s stays: %s.", job.id, error)


async def _turn_to(interaction: discord.Interaction[Any], page: int) -> None:
    """Replace the reply with a page of the person's pictures; the last page if there are fewer."""
    services = services_of(interaction)
    jobs, count = await services.job_service.pictures(interaction.user.id, count=PAGE, skip=page * PAGE)
    if not jobs and page:
        return await _turn_to(interaction, max(0, (count - 1) // PAGE))
    if not jobs:
        return await show(interaction, Reply(localized("stylize-history-empty", interaction.locale)))
    thumbnails = [await _thumbnail(services, job, interaction.locale) for job in jobs]
    return await show(interaction, _page(jobs, thumbnails, page, count, interaction.locale))


async def _thumbnail(services: Services, job: Job, locale: Language) -> Attached | None:
    try:
        data = await run_blocking(images.thumbnail, await services.files.get(job.picture or ""), THUMBNAIL)
    except NotFound:  # the file was deleted by hand; show the rest of the page
        return None
    return Attached(f"{job.id}.jpg", data, alt(job, locale), job.spoiler)


def _page(jobs: list[Job], thumbnails: list[Attached | None], page: int, count: int, locale: Language) -> Reply:
    pages = (count + PAGE - 1) // PAGE
    parts: list[Part] = [localized("stylize-history-title", locale, count=count)]
    for job, thumbnail in zip(jobs, thumbnails, strict=True):
        told = f"{when(job)} · {phrases.losses(locale, job.summary or {})} · `{job.id}`"
        text = f"{title(job, locale, owner=False)}\n-# {told}"
        show_it = HistoryButton("show", page, job.id, label=localized("stylize-history-show", locale), emoji="🖼️")
        delete = HistoryButton("delete", page, job.id, label=localized("stylize-delete", locale), emoji="🗑️")
        parts += [Illustrated(text, thumbnail), [show_it, delete]]
    if pages > 1:
        names = {name: localized(f"stylize-history-{name}", locale) for name in ("newer", "older")}
        first, last = page == 0, page >= pages - 1
        turn = [
            HistoryButton("page", max(page - 1, 0), label=names["newer"], emoji="◀️", disabled=first),
            HistoryButton("page", page + 1, "0", label=names["older"], emoji="▶️", disabled=last),
        ]
        parts += [turn, f"-# {localized('stylize-history-page', locale, page=page + 1, pages=pages)}"]
    return Reply(*parts)
