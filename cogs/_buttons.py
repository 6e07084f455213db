"""The buttons below a job. They hold nothing but the job's id, so that they work for as long as the job is kept."""

from __future__ import annotations

import re
import secrets
from typing import Any, Self

import discord
from discord import ui

from bot.jobs import NotFound
from cogs import _texts
from cogs._errors import answering
from cogs._host import actor_of, defer_reply, host_of, missing_permissions, place_of
from nst.errors import UserError

MAX_SEED = 999_999


def button_id(action: str, job_id: str) -> str:
    """What Discord knows a button by."""
    return f"job:{action}:{job_id}"


class JobButton(
    ui.DynamicItem[ui.Button[Any]], template=r"job:(?P<action>again|cancel|delete):(?P<job_id>[0-9a-f]{1,32})"
):
    """A button that does `action` (again, cancel or delete) to a job."""

    def __init__(self, action: str, job_id: str) -> None:
        label, emoji, style = _LOOKS[action]
        super().__init__(ui.Button(label=label, emoji=emoji, style=style, custom_id=button_id(action, job_id)))
        self._act = {"again": _again, "cancel": _cancel, "delete": _delete}[action]
        self._job_id = job_id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  discord.py's signature
        item: ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the button anew when it is pressed."""
        return cls(match["action"], match["job_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, for whoever pressed it."""
        async with answering(interaction):
            await self._act(interaction, self._job_id)


_LOOKS = {
    "again": (_texts.AGAIN, "🎲", discord.ButtonStyle.primary),
    "cancel": (_texts.CANCEL, "⏹️", discord.ButtonStyle.secondary),
    "delete": (_texts.DELETE, "🗑️", discord.ButtonStyle.secondary),
}


async def _again(interaction: discord.Interaction[Any], job_id: str) -> None:
    require_permissions(interaction)
    message_id = await defer_reply(interaction)
    await host_of(interaction).studio.again(
        job_id, actor_of(interaction), place_of(interaction, message_id), changes={"seed": new_seed()}
    )


async def _cancel(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer()
    await host_of(interaction).studio.cancel(job_id, actor_of(interaction))


async def _delete(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer()
    try:
        await host_of(interaction).studio.delete(job_id, actor_of(interaction))
    except NotFound:
        # The job is gone, by retention perhaps. Its message still goes with it, for those whose message it is.
        if not _may_remove_message(interaction):
            raise
    await interaction.delete_original_response()


def _may_remove_message(interaction: discord.Interaction[Any]) -> bool:
    asked = interaction.message.interaction_metadata if interaction.message else None
    return (
        actor_of(interaction).moderator
        or interaction.guild_id is None
        or (asked is not None and asked.user.id == interaction.user.id)
    )


def new_seed() -> int:
    """A seed that is short enough to be read out."""
    return secrets.randbelow(MAX_SEED + 1)


def require_permissions(interaction: discord.Interaction[Any]) -> None:
    """Check that an answer with a picture can be posted.

    Raises:
        UserError: something is missing; it says what.
    """
    if missing := missing_permissions(interaction):
        raise UserError(_texts.missing_permissions(missing), hint=_texts.PERMISSIONS_HINT)
