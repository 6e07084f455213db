"""Where only adults see what is posted. What Discord does not tell counts as the less safe of the two."""

from __future__ import annotations

from typing import Any

import discord

_AGE_RESTRICTED_SERVERS = {discord.NSFWLevel.explicit, discord.NSFWLevel.age_restricted}


def age_restricted(channel: object) -> bool:
    """Whether what comes from a channel may be for adults only. Unknown channels count as such."""
    return _restriction(channel) is not False


def only_adults_see(channel: object) -> bool:
    """Whether certainly only adults see what is posted in a channel."""
    return _restriction(channel) is True


def channel_of(interaction: discord.Interaction[Any]) -> object:
    """The channel of an interaction; None for a conversation among people, of which nothing is known."""
    return None if interaction.guild_id is None and interaction.context.private_channel else interaction.channel


def _restriction(channel: object) -> bool | None:
    """Whether a channel is age-restricted, None where that is unknown. A thread is as the channel it belongs to."""
    match channel:
        case discord.DMChannel():
            return False
        case discord.Thread():
            return None if channel.parent is None else _restriction(channel.parent)
        case discord.abc.GuildChannel():
            restricted = getattr(channel, "is_nsfw", None)  # not every kind of channel has it
            if channel.guild.nsfw_level in _AGE_RESTRICTED_SERVERS:
                return True
            return None if restricted is None else bool(restricted())
        case _:
            return None
