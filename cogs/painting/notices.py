"""/notify and the button “Tell me”: whether and how a person is told that their picture is ready."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.people.notices import NoticeChoice, Wanted, Way
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized

_OPEN = "open"
_ANSWERS = (_OPEN, *Wanted, *Way)
_EMOJI = {_OPEN: "🔔", Wanted.NEVER: "🔕", Way.MENTION: "💬", Way.DIRECT: "✉️"}


class Notify(commands.Cog):
    """The command."""

    @app_commands.command(name="notify", description=label("stylize-notify-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def notify(self, interaction: discord.Interaction[Any]) -> None:
        """Show privately what the person has chosen."""
        async with answering(interaction):
            choice = await services_of(interaction).notices.choice(interaction.user.id)
            await show(interaction, notice_panel(choice, interaction.locale))


class NoticeButton(PersistentButton, template=rf"notify:(?P<answer>{'|'.join(_ANSWERS)})"):
    """Opens the panel, or stores a choice of the person who presses it."""

    def __init__(self, answer: str, locale: Language, *, chosen: bool = False) -> None:
        style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
        text = localized(f"stylize-notify-{answer}", locale)
        super().__init__(ui.Button(label=text, emoji=_EMOJI.get(answer), style=style, custom_id=f"notify:{answer}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Store the choice if it is one, and show the panel."""
        notices, answer = services_of(interaction).notices, self.fields["answer"]
        choice = await notices.choice(interaction.user.id)
        if answer != _OPEN:
            known = answer in list(Wanted)
            choice = replace(choice, wanted=Wanted(answer)) if known else replace(choice, way=Way(answer))
            await notices.choose(interaction.user.id, choice)
        await show(interaction, notice_panel(choice, interaction.locale), in_place=answer != _OPEN)


def notice_panel(choice: NoticeChoice, locale: Language) -> Reply:
    """What holds, and the buttons that change it."""
    when = [NoticeButton(wanted, locale, chosen=wanted is choice.wanted) for wanted in Wanted]
    how = [NoticeButton(way, locale, chosen=way is choice.way) for way in Way]
    holds = "never" if choice.wanted is Wanted.NEVER else f"{choice.wanted}-{choice.way}"
    return Reply(
        localized("stylize-notify-title", locale),
        localized(f"stylize-notify-holds-{holds}", locale),
        when,
        how,
        f"-# {localized('stylize-notify-note', locale)}",
    )
