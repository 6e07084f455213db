"""The gate as an interaction comes to it: see `bot.people.gate`."""

from __future__ import annotations

from typing import Any

import discord

from cogs.shared.age_limits import age_restricted, channel_of
from cogs.shared.formats import permissions
from cogs.shared.interactions import actor_of, missing_permissions, services_of
from cogs.shared.texts import user_error
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


def require_permissions(interaction: discord.Interaction[Any]) -> None:
    """Check that an answer with a picture can be posted.

    Raises:
        UserError: something is missing; it says what.
    """
    if missing := missing_permissions(interaction):
        raise user_error("permissions", permissions=permissions(interaction.locale, missing))


def require_savers(interaction: discord.Interaction[Any]) -> None:
    """Check that somebody may save a style for everyone in the server, from where they are.

    Raises:
        UserError: there is no server, they may not, or the place is for adults only.
    """
    only_person = interaction.is_user_integration() and not interaction.is_guild_integration()
    if interaction.guild_id is None or only_person:
        raise user_error("style-no-server")
    rules, allowed = services_of(interaction).guild_settings.get(interaction.guild_id), interaction.permissions
    roles = role_ids(interaction.user)
    if not rules.may_save_styles(roles, moderator=allowed.manage_messages, manager=allowed.manage_guild):
        raise user_error("style-may-not-save", who=rules.style_savers.value)
    if age_restricted(channel_of(interaction)):
        raise user_error("style-only-for-adults")
    require_permissions(interaction)
