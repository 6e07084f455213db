"""Check which jobs a person may access, whatever id a button or a form sends."""

from __future__ import annotations

from typing import Any

import discord

from bot.errors import NotFound
from bot.jobs.job import Job
from bot.jobs.store import not_here
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.interactions import services_of
from cogs.shared.posts import custom_ids
from cogs.shared.services import Services
from cogs.shared.texts import user_error


async def visible_job(interaction: discord.Interaction[Any], job_id: str) -> Job:
    """The person's own job, or one that everyone sees on the message that the person uses.

    Raises:
        NotFound: it does not exist or is not visible. The error does not tell which.
    """
    job = await services_of(interaction).job_service.get(job_id)
    if job.owner_id != interaction.user.id and (job.private or not _shows(interaction.message, job_id)):
        raise not_here()
    return job


async def own_job(interaction: discord.Interaction[Any], job_id: str) -> Job:
    """The person's own job.

    Raises:
        NotFound: the person has no such job.
    """
    job = await services_of(interaction).job_service.get(job_id)
    if job.owner_id != interaction.user.id:
        raise not_here()
    return job


async def job_by_text(services: Services, text: str) -> Job:
    """The job of an id that a person typed. Perhaps there never was one, so the error does not say that it is gone.

    Raises:
        UserError: there is no such job.
    """
    try:
        return await services.job_service.get(text.strip().lower())
    except NotFound:
        raise user_error("no-picture") from None


def posted_here(interaction: discord.Interaction[Any], job: Job) -> bool:
    """Whether a job's picture was posted for everyone in this server, where the person can see it."""
    guild, target = interaction.guild, job.reply_target
    if job.private or guild is None or target.guild_id != guild.id or target.channel_id is None:
        return False
    if target.age_restricted and not only_adults_see(channel_of(interaction)):
        return False
    if target.channel_id == interaction.channel_id:
        return True
    channel, member = guild.get_channel_or_thread(target.channel_id), interaction.user
    if channel is None or not isinstance(member, discord.Member):
        return False
    if isinstance(channel, discord.Thread) and (channel.is_private() or channel.parent is None):
        return False
    allowed = channel.permissions_for(member)
    return allowed.view_channel and allowed.read_message_history


def _shows(message: discord.Message | None, job_id: str) -> bool:
    return message is not None and any(job_id in custom_id.split(":") for custom_id in custom_ids(message.components))
