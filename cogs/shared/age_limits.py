"""Age-restricted channels. If Discord does not say, the less safe case is assumed."""

from __future__ import annotations

from typing import Any

import discord

_AGE_RESTRICTED_SERVERS = {discord.NSFWLevel.explicit, discord.NSFWLevel.age_restricted}


def age_restricted(channel: object) -> bool:
    """Whether content from a channel may be for adults only. True for unknown channels."""
    return _restriction(channel) is not False


def only_adults_see(channel: object) -> bool:
    """Whether only adults can see a channel. False for unknown channels."""
    return _restriction(channel) is True


def channel_of(interaction: discord.Interaction[Any]) -> object:
    """The channel of an interaction; None for a conversation between users, about which nothing is known."""
    return None if interaction.guild_id is None and interaction.context.private_channel else interaction.channel


def _restriction(channel: object) -> bool | None:
    """Whether a channel is age-restricted; None if unknown. A thread is like its parent channel."""
    match channel:
        case discord.DMChannel():
            return False
        case discord.Thread():
            return None if channel.parent is None else _restriction(channel.parent)
        case discord.abc.GuildChannel():
            restricted = getattr(channel, "is_nsfw", None)  # some kinds of channels lack it
            if channel.guild.nsfw_level in _AGE_RESTRICTED_SERVERS:
                return True
            return None if restricted is None else bool(restricted())
        case _:
            return None
