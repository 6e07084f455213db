"""The Compare button: the photo before and the picture after, in one private message that switches between them."""

from __future__ import annotations

from typing import Any

import discord

from bot.jobs.delivery import fit_upload
from bot.jobs.job import Job
from bot.runtime.blocking import run_blocking
from cogs.painting.buttons import JobButton
from cogs.painting.titles import title
from cogs.shared.admission import check_person
from cogs.shared.interactions import file_limit, services_of
from cogs.shared.job_access import visible_job
from cogs.shared.replies import Attached, Reply
from cogs.shared.texts import localized, user_error
from nst import images


async def show_side(interaction: discord.Interaction[Any], job_id: str, side: str) -> None:
    """Replace the answer with the photo (``before``) or the picture (``after``), both in the same size.

    Whoever may have the photo painted again may see it. Acknowledge the interaction first.

    Raises:
        UserError: the person may not use the photo, or a picture is missing.
    """
    job = await visible_job(interaction, job_id)
    await check_person(interaction, job.subject_for(interaction.user.id))
    if job.content is None or job.picture is None:
        raise user_error("no-picture")
    files, locale = services_of(interaction).files, interaction.locale
    data = await files.get(job.picture)
    if side == "before":
        data = await run_blocking(_resized, await files.get(job.content), _long_side(job))
    data, suffix = await fit_upload(data, file_limit(interaction))
    text = localized(f"stylize-compare-{side}", locale)
    shown = Attached(f"{side}-{job.id}.{suffix}", data, f"{text}. {job.content_name}", job.spoiler)
    other = "after" if side == "before" else "before"
    card = Reply(f"{title(job, locale, owner=False)}\n**{text}**", shown, [JobButton(other, job.id, locale)])
    await interaction.edit_original_response(view=card.view(), attachments=card.files)


def _long_side(job: Job) -> int:
    sides: list[int] = (job.summary or {}).get("size", [job.params.size])
    return max(sides)


def _resized(photo: bytes, long_side: int) -> bytes:
    return images.encode_png(images.fit_image(images.decode_own(photo), long_side))
