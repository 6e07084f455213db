"""Check who may request what: `bot.people.gate` for interactions and messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

import discord

from bot.jobs.job import Actor
from cogs.shared.age_limits import age_restricted, channel_of
from cogs.shared.formats import permissions
from cogs.shared.interactions import actor_of, missing_permissions, services_of
from cogs.shared.services import Services
from cogs.shared.texts import user_error
from nst.errors import UserError


class Requester(NamedTuple):
    """The person who asks, and the place: the first arguments of the gate's checks, in their order."""

    actor: Actor
    guild_id: int | None
    channel_ids: list[int]
    role_ids: frozenset[int]

    @classmethod
    def of_interaction(cls, interaction: discord.Interaction[Any]) -> Self:
        """The person behind an interaction."""
        roles = role_ids(interaction.user)
        return cls(actor_of(interaction), interaction.guild_id, channel_ids(interaction.channel), roles)

    @classmethod
    def of_message(cls, message: discord.Message) -> Self:
        """The author of a message."""
        author, guild_id = message.author, message.guild.id if message.guild else None
        return cls(Actor(author.id), guild_id, channel_ids(message.channel), role_ids(author))

    @property
    def user_id(self) -> int:
        """The person's id."""
        return self.actor.user_id


async def check_person(interaction: discord.Interaction[Any], subject_id: int | None = None) -> None:
    """Check the person, the place, and the owner of the picture (`subject_id`, if not the person's own).

    Raises:
        UserError: the person, the place or the picture is refused. The text says what to do.
    """
    services, requester = services_of(interaction), Requester.of_interaction(interaction)
    with logged_refusals(services, requester):
        await services.gate.check_person(*requester, subject_id)


@contextmanager
def logged_refusals(services: Services, requester: Requester, *, private: bool = False) -> Iterator[None]:
    """Tell the moderators that the gate refuses a request; nothing about a private one."""
    try:
        yield
    except UserError as error:
        if not private:
            channel_id = requester.channel_ids[0] if requester.channel_ids else None
            services.moderation_log.refused(requester.guild_id, channel_id, requester.user_id, error)
        raise


def channel_ids(channel: Any) -> list[int]:  # noqa: ANN401  there are many kinds
    """The ids of a channel and, for a thread, of its parent."""
    return [some_id for some_id in (getattr(channel, "id", None), getattr(channel, "parent_id", None)) if some_id]


def role_ids(user: discord.abc.User) -> frozenset[int]:
    """The ids of a user's roles in a server; none outside a server."""
    return frozenset(role.id for role in getattr(user, "roles", ()))


def require_permissions(interaction: discord.Interaction[Any]) -> None:
    """Check that the bot can post an answer with a picture.

    Raises:
        UserError: a permission is missing. The text says which.
    """
    if missing := missing_permissions(interaction):
        raise user_error("permissions", permissions=permissions(interaction.locale, missing))


def require_savers(interaction: discord.Interaction[Any]) -> None:
    """Check that the person may save a style for everyone in the server, from this channel.

    Raises:
        UserError: there is no server, the person may not, or the channel is for adults only.
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
