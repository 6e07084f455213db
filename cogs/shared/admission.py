"""The gate as an interaction comes to it: see `bot.people.gate`."""

from __future__ import annotations

from typing import Any

import discord

from cogs.shared.interactions import actor_of, services_of
from nst.params import Params


async def check_person(interaction: discord.Interaction[Any], subject_id: int | None = None) -> None:
    """Check who asks, where, and whose picture (`subject_id`, when it is not their own) is used.

    Raises:
        UserError: not this person, not here, or not this picture; it says what to do.
    """
    gate = services_of(interaction).gate
    channels, roles = channel_ids(interaction.channel), role_ids(interaction.user)
    await gate.check_person(actor_of(interaction), interaction.guild_id, channels, roles, subject_id)


async def check_request(interaction: discord.Interaction[Any], params: Params, subject_id: int | None = None) -> Params:
    """Check everything about a picture that is asked for, and return its parameters within the limits of the place.

    Raises:
        UserError: see `bot.people.gate.Gate.check_request`.
    """
    gate = services_of(interaction).gate
    channels, roles = channel_ids(interaction.channel), role_ids(interaction.user)
    return await gate.check_request(actor_of(interaction), interaction.guild_id, channels, roles, params, subject_id)


def channel_ids(channel: Any) -> list[int]:  # noqa: ANN401  there are many kinds
    """A channel, and the one that it is a thread of."""
    return [some_id for some_id in (getattr(channel, "id", None), getattr(channel, "parent_id", None)) if some_id]


def role_ids(user: discord.abc.User) -> frozenset[int]:
    """The roles of somebody in a server; none outside of one."""
    return frozenset(role.id for role in getattr(user, "roles", ()))
