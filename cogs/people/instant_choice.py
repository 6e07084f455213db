"""/instant: whether learned styles are painted instantly for a person, and then properly, too."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.people.instant_choices import InstantWay
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized

_EMOJI = {InstantWay.FOLLOWED: "⚡", InstantWay.ALONE: "✋", InstantWay.NEVER: "🎨"}


class InstantChoice(commands.Cog):
    """The command."""

    @app_commands.command(name="instant", description=label("people-instant-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def instant(self, interaction: discord.Interaction[Any]) -> None:
        """Show privately what the person has chosen."""
        async with answering(interaction):
            await show(interaction, await instant_panel(interaction))


class InstantButton(PersistentButton, template=rf"instant:(?P<way>{'|'.join(InstantWay)})"):
    """Stores a choice of the person who presses it."""

    def __init__(self, way: InstantWay, locale: Language = None, *, chosen: bool = False) -> None:
        style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
        text = localized(f"people-instant-{way}", locale)
        super().__init__(ui.Button(label=text, emoji=_EMOJI[way], style=style, custom_id=f"instant:{way}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Store the choice, and show the panel."""
        way = InstantWay(self.fields["way"])
        await services_of(interaction).instant_choices.choose(interaction.user.id, way)
        await show(interaction, await instant_panel(interaction), in_place=True)


async def instant_panel(interaction: discord.Interaction[Any]) -> Reply:
    """What holds for a person, and the buttons that change it."""
    services, locale, user_id = services_of(interaction), interaction.locale, interaction.user.id
    chosen = await services.instant_choices.choice(user_id)
    here = await services.gate.instant_way(interaction.guild_id, user_id)
    lines = [localized(f"people-instant-holds-{chosen}", locale)]
    if here is not chosen:  # the server or the host is stricter
        lines.append(localized(f"people-instant-here-{here}", locale))
    return Reply(
        localized("people-instant-title", locale),
        "\n".join(lines),
        [InstantButton(way, locale, chosen=way is chosen) for way in InstantWay],
    )
