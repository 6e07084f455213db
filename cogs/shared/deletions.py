"""Delete a job and everything that is made from it; moderators read it in their log."""

from __future__ import annotations

from typing import Any

import discord

from bot.jobs.job import Job
from cogs.shared.interactions import actor_of, services_of
from cogs.shared.replies import Reply
from cogs.shared.texts import Language, localized


async def delete_job(interaction: discord.Interaction[Any], job_id: str) -> Job:
    """Delete a job with its entries in challenges, and return it. Acknowledge the interaction first.

    Raises:
        NotAllowed: the person neither owns it nor moderates its server.
        NotFound: there is no such job.
    """
    services = services_of(interaction)
    job = await services.job_service.get(job_id)
    nameless = await services.challenges.participation.hides_owner(job)
    job = await services.job_service.delete(job_id, actor_of(interaction))
    await services.challenges.participation.withdraw_job(job.id, job.owner_id)
    who, own = interaction.user, interaction.user.id == job.owner_id
    if not job.private and not (own and nameless):
        services.moderation_log.note(
            job.reply_target.guild_id, lambda locale: _entry(job, who, locale, nameless=nameless)
        )
    return job


def _entry(job: Job, who: discord.abc.User, locale: Language, *, nameless: bool) -> Reply:
    values = {"who": who.mention, "channel": f"<#{job.reply_target.channel_id}>"}
    if nameless:
        return Reply(localized("moderation-deleted-nameless", locale, **values))
    if who.id == job.owner_id:
        return Reply(localized("moderation-deleted-own", locale, **values, id=job.id))
    return Reply(localized("moderation-deleted", locale, **values, id=job.id, owner=f"<@{job.owner_id}>"))
