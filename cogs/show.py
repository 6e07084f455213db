"""/show: a picture again, for the person it was painted for, when its message is gone."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.delivery import UPLOAD_OVERHEAD, fit_upload
from bot.files import FileStore
from bot.jobs import Job, NotAllowed, NotFound
from bot.studio import Studio
from cogs import _texts
from cogs._errors import answering
from cogs._host import defer_reply
from cogs._views import finished_card


class Show(commands.Cog):
    """The command and what it needs.

    Args:
        studio: knows the jobs.
        files: holds their pictures.
    """

    def __init__(self, studio: Studio, files: FileStore) -> None:
        self._studio = studio
        self._files = files

    @app_commands.command(name="show", description=_texts.SHOW)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(**_texts.SHOW_OPTIONS)
    async def show(self, interaction: discord.Interaction[Any], id: str | None = None) -> None:  # noqa: A002  its name in Discord
        """Answer with the picture, privately."""
        async with answering(interaction):
            await defer_reply(interaction, ephemeral=True)
            job = await self._job(interaction.user.id, id)
            if job.picture is None:
                raise NotFound(_texts.NO_PICTURE, hint=_texts.NO_PICTURE_HINT)
            limit = interaction.filesize_limit - UPLOAD_OVERHEAD
            picture, suffix = await fit_upload(await self._files.get(job.picture), limit)
            card = finished_card(job, picture, suffix, private=True)
            await interaction.edit_original_response(view=card.view(), attachments=card.files)

    async def _job(self, owner_id: int, job_id: str | None) -> Job:
        if job_id is None:
            job = await self._studio.latest(owner_id)
            if job is None:
                raise NotFound(_texts.NOTHING_YET, hint=_texts.NOTHING_YET_HINT)
            return job
        job = await self._studio.get(job_id.strip().lower())
        if job.owner_id != owner_id:
            raise NotAllowed(_texts.NOT_YOURS, hint=_texts.NOT_YOURS_HINT)
        return job
