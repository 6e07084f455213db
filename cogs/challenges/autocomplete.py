"""Autocomplete for the options of /challenge."""

from __future__ import annotations

from discord import app_commands

from bot.challenges.challenge import Phase
from bot.challenges.timeline import phase_at
from bot.challenges.timezones import zones_like
from bot.runtime.blocking import run_blocking
from cogs.challenges.context import Fits, Press, challenges_of
from cogs.shared.options import MOST_CHOICES, Choices, choices_like, completion


@completion
async def any_challenge(interaction: Press, text: str) -> Choices:
    """The challenges of the server."""
    return await _challenges(interaction, text, lambda _: True)


@completion
async def live_challenge(interaction: Press, text: str) -> Choices:
    """The challenges that are announced, open or being voted on."""
    return await _challenges(interaction, text, lambda phase: phase.live)


@completion
async def open_challenge(interaction: Press, text: str) -> Choices:
    """The challenges that are open for entries."""
    return await _challenges(interaction, text, lambda phase: phase is Phase.OPEN)


async def _challenges(interaction: Press, text: str, fits: Fits) -> Choices:
    if interaction.guild_id is None:
        return []
    challenges = challenges_of(interaction)
    now = challenges.now()
    known = await challenges.store.of_guild(interaction.guild_id)
    return choices_like(text, ((one.id, one.title) for one in known if fits(phase_at(one, now))))


@completion
async def own_entry(interaction: Press, text: str) -> Choices:
    """The person's entries in the live challenges of the server."""
    store = challenges_of(interaction).store
    live = {one.id: one for one in await store.live() if one.guild_id == interaction.guild_id}
    entries = await store.entries_of(interaction.user.id)
    named = ((entry, live[entry.challenge_id]) for entry in entries if entry.challenge_id in live)
    return choices_like(text, ((entry.id, f"#{entry.number} {challenge.title}") for entry, challenge in named))


@completion
async def time_zone(interaction: Press, text: str) -> Choices:  # noqa: ARG001  discord.py passes both
    """Names of time zones; those that start with the text come first."""
    names = await run_blocking(zones_like, text)
    return [app_commands.Choice(name=name, value=name) for name in names[:MOST_CHOICES]]


@completion
async def past_season(interaction: Press, text: str) -> Choices:
    """The seasons of the server's closed challenges."""
    known = await challenges_of(interaction).store.seasons(interaction.guild_id or 0)
    return choices_like(text, ((name, name) for name in known))
