"""Deleting a finished picture with its message. The form asks first if others can see the picture."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.errors import NotFound
from bot.jobs.job import check_allowed
from cogs.shared.deletions import delete_job
from cogs.shared.forms import Form, show_form
from cogs.shared.interactions import actor_of, services_of
from cogs.shared.texts import Language, localized


class DeleteForm(Form):
    """Asks whether to delete a picture that others can see. Sending the form means yes."""

    template = re.compile(r"delete:(?P<job_id>[0-9a-f]{1,32})")
    prefix: ClassVar[str] = "delete"

    def __init__(self, job_id: str, locale: Language = None) -> None:
        self.job_id = job_id
        question = ui.TextDisplay[Any](localized("stylize-delete-question", locale))
        super().__init__(localized("stylize-delete-title", locale), f"{self.prefix}:{job_id}", question)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"])

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the picture and the message that the form was opened from."""
        await interaction.response.defer()
        await _delete_shown(interaction, self.job_id)


async def ask_to_delete(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Delete a picture and the pressed message, at once if only the person sees them, else after a question.

    Raises:
        NotAllowed: the person neither owns the picture nor moderates its server.
    """
    if _seen_by_others(interaction):
        with suppress(NotFound):  # only its message is left
            job = await services_of(interaction).job_service.get(job_id)
            check_allowed(job, actor_of(interaction), "delete")
            await show_form(interaction, DeleteForm(job_id, interaction.locale))
            return
    await interaction.response.defer()
    await _delete_shown(interaction, job_id)


async def _delete_shown(interaction: discord.Interaction[Any], job_id: str) -> None:
    try:
        await delete_job(interaction, job_id)
    except NotFound:
        # The job is gone, perhaps by retention. Its person and moderators may still delete the message.
        if not _may_remove_message(interaction):
            raise
    await interaction.delete_original_response()


def _seen_by_others(interaction: discord.Interaction[Any]) -> bool:
    alone = interaction.message is not None and interaction.message.flags.ephemeral
    return not alone and not _directly(interaction)


def _directly(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person and the bot are alone in the channel."""
    return interaction.guild_id is None and not interaction.context.private_channel


def _may_remove_message(interaction: discord.Interaction[Any]) -> bool:
    asked = interaction.message.interaction_metadata if interaction.message else None
    return (
        actor_of(interaction).moderates is not None
        or _directly(interaction)
        or (asked is not None and asked.user.id == interaction.user.id)
    )
