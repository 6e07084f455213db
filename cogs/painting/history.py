"""/history and /show: find pictures whose messages are far away or gone."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.jobs.job import Job
from cogs.painting.history_pages import show_picture, turn_to
from cogs.painting.titles import choice_title
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.errors import answering
from cogs.shared.interactions import defer_reply, services_of
from cogs.shared.job_access import job_by_text
from cogs.shared.options import MOST_CHOICES
from cogs.shared.texts import label, user_error

log = logging.getLogger(__name__)


class History(commands.Cog):
    """The commands."""

    @app_commands.command(name="history", description=label("stylize-history-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def history(self, interaction: discord.Interaction[Any]) -> None:
        """Show the newest pictures privately."""
        async with answering(interaction):
            await defer_reply(interaction, ephemeral=True)
            await turn_to(interaction, 0)

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
            job = await self._job(interaction, id)
            if here and job.reply_target.age_restricted and not only_adults_see(channel_of(interaction)):
                raise user_error("only-for-adults")
            await defer_reply(interaction, ephemeral=not here or job.private)
            await show_picture(interaction, job)

    @show.autocomplete("id")
    async def _ids(self, interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        """The person's own newest pictures."""
        return await picture_choices(interaction, text)

    async def _job(self, interaction: discord.Interaction[Any], job_id: str | None) -> Job:
        owner_id = interaction.user.id
        if job_id is None:
            job = await services_of(interaction).history.latest(owner_id)
            if job is None:
                raise user_error("nothing-yet")
            return job
        job = await job_by_text(services_of(interaction), job_id)
        if job.owner_id != owner_id:
            raise user_error("not-yours")
        if job.picture is None:
            raise user_error("no-picture")
        return job


async def picture_choices(interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
    """Suggestions for the id of a picture: the person's own, found by title or id."""
    try:
        jobs, _ = await services_of(interaction).history.pictures(
            interaction.user.id, count=4 * MOST_CHOICES, brief=True
        )
    except Exception:
        log.exception("Could not look up pictures for autocomplete.")  # an empty list is better than an error
        return []
    wanted = text.strip().lower()
    named = [(choice_title(job, interaction.locale), job.id) for job in jobs]
    found = [(name, job_id) for name, job_id in named if wanted in f"{name} {job_id}".lower()][:MOST_CHOICES]
    return [app_commands.Choice(name=name, value=job_id) for name, job_id in found]
