"""Get the services from an interaction, and what the services need from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from bot.jobs.delivery import UPLOAD_OVERHEAD
from bot.jobs.job import Actor, ReplyTarget
from cogs.shared.age_limits import age_restricted, channel_of
from cogs.shared.services import Services

TOKEN_LIFE = timedelta(minutes=15)  # by the bot's clock, which it is compared with later


def services_of(interaction: discord.Interaction[Any]) -> Services:
    """The services of the client that received the interaction."""
    services: Services = interaction.client.services
    return services


def actor_of(interaction: discord.Interaction) -> Actor:
    """The person who acts. Moderators are people who may delete other people's messages there."""
    moderates = interaction.guild_id if interaction.permissions.manage_messages else None
    return Actor(interaction.user.id, moderates)


def reply_target_of(interaction: discord.Interaction, message_id: int) -> ReplyTarget:
    """Where the answer to the interaction goes; `message_id` is the id of its reply."""
    return ReplyTarget(
        application_id=interaction.application_id,
        token=interaction.token,
        expires_at=discord.utils.utcnow() + TOKEN_LIFE,
        channel_id=interaction.channel_id,
        guild_id=interaction.guild_id,
        message_id=message_id,
        upload_limit=interaction.filesize_limit,
        locale=str(interaction.locale),
        age_restricted=age_restricted(channel_of(interaction)),
    )


def file_limit(interaction: discord.Interaction) -> int:
    """The most bytes that one file may have in an answer."""
    return interaction.filesize_limit - UPLOAD_OVERHEAD


def missing_permissions(interaction: discord.Interaction) -> list[str]:
    """The permissions that an answer with a picture needs and the bot lacks there.

    Outside a server none are needed. Where only the person has installed the bot, Discord posts for it, so only files
    can be forbidden.
    """
    if interaction.guild_id is None:
        return []
    needed = ["attach_files"]
    if interaction.is_guild_integration() or not interaction.is_user_integration():
        in_thread = isinstance(interaction.channel, discord.Thread)
        needed = ["view_channel", "send_messages_in_threads" if in_thread else "send_messages", *needed]
    return missing_of(interaction.app_permissions, needed)


def missing_of(allowed: discord.Permissions, needed: list[str]) -> list[str]:
    """The needed permissions that are not allowed."""
    return [name for name in needed if not getattr(allowed, name)]


async def defer_reply(interaction: discord.Interaction, *, ephemeral: bool = False) -> int:
    """Acknowledge with “thinking…”. Return the id of the reply, to edit it later."""
    callback = await interaction.response.defer(thinking=True, ephemeral=ephemeral)
    if callback is None or callback.message_id is None:
        return (await interaction.original_response()).id
    return callback.message_id
