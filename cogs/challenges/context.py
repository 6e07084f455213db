"""Get the person and the challenge from an interaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord

from bot.challenges.challenge import Challenge, Person, Phase
from bot.challenges.service import Challenges
from bot.challenges.timeline import phase_at
from cogs.shared.admission import role_ids
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.interactions import services_of
from cogs.shared.texts import user_error

Press = discord.Interaction[Any]
Fits = Callable[[Phase], bool]


def challenges_of(interaction: Press) -> Challenges:
    """The challenges of the client that received the interaction."""
    return services_of(interaction).challenges


def person_of(interaction: Press) -> Person:
    """The person who acts. Moderators, and people with a role that the server chose, may manage challenges."""
    user, allowed = interaction.user, interaction.permissions
    roles = role_ids(user)
    chosen = services_of(interaction).guild_settings.get(interaction.guild_id).challenge_roles
    moderates = allowed.manage_guild or allowed.manage_messages or allowed.manage_events or not roles.isdisjoint(chosen)
    return Person(
        user_id=user.id,
        name=user.display_name,
        created_at=user.created_at,
        joined_at=getattr(user, "joined_at", None),
        role_ids=roles,
        moderates=interaction.guild_id if moderates else None,
    )


def require_server(interaction: Press) -> int:
    """The id of the server.

    Raises:
        UserError: the interaction is not in a server, or the bot is not a member there.
    """
    if interaction.guild_id is None:
        raise user_error("challenge-server")
    if interaction.client.get_guild(interaction.guild_id) is None:
        raise user_error("challenge-not-member")
    return interaction.guild_id


async def find(interaction: Press, value: str | None, fits: Fits) -> Challenge:
    """The chosen or typed challenge; without one the newest that fits.

    Raises:
        UserError: this server has no such challenge.
    """
    guild_id, challenges = require_server(interaction), challenges_of(interaction)
    known = await challenges.store.of_guild(guild_id)
    now = challenges.now()
    if value is None:
        known = [one for one in known if fits(phase_at(one, now))]
    else:
        wanted = value.strip().casefold()
        known = [one for one in known if wanted in {one.id, one.title.casefold()}]
    if not known:
        raise user_error("challenge-none")
    return known[0]


async def visible_challenge(interaction: Press, challenge_id: str) -> Challenge:
    """A challenge by its id, for showing or using its pictures.

    Raises:
        UserError: see `server_challenge` and `require_adults`.
    """
    challenge = await server_challenge(interaction, challenge_id)
    require_adults(interaction, challenge)
    return challenge


async def server_challenge(interaction: Press, challenge_id: str) -> Challenge:
    """A challenge of this server by its id. Only moderators get drafts.

    Raises:
        UserError: the challenge is gone, or belongs to another server.
    """
    challenge = await challenges_of(interaction).store.get(challenge_id)
    drafted = challenge.phase is Phase.DRAFT and person_of(interaction).moderates is None
    if challenge.guild_id != interaction.guild_id or drafted:
        raise user_error("challenge-none")
    return challenge


def require_adults(interaction: Press, challenge: Challenge) -> None:
    """Check that this channel may show a challenge's pictures.

    Raises:
        UserError: they are for adults, and the channel may not be.
    """
    if challenge.rules.adults and not only_adults_see(channel_of(interaction)):
        raise user_error("challenge-only-for-adults", channel=f"<#{challenge.venue_id}>")
