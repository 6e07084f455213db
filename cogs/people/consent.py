"""/consent: whether others may paint a person's pictures."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.people.consent import People
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized


class Consent(commands.Cog):
    """The command.

    Args:
        people: stores the answers.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    @app_commands.command(name="consent", description=label("people-consent-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def consent(self, interaction: discord.Interaction[Any]) -> None:
        """Show the current answer and how to change it, privately."""
        async with answering(interaction):
            allowed = await self._people.consents(interaction.user.id)
            await show(interaction, consent_panel(interaction.locale, allowed=allowed))


class ConsentButton(PersistentButton, template=r"consent:(?P<answer>allow|deny)"):
    """Records yes or no for the person who presses it."""

    def __init__(self, answer: str, locale: Language) -> None:
        looks = {
            "allow": ("🔓", discord.ButtonStyle.secondary),
            "deny": ("🔒", discord.ButtonStyle.primary),
        }
        emoji, style = looks[answer]
        text = localized(f"people-consent-{answer}", locale)
        super().__init__(ui.Button(label=text, emoji=emoji, style=style, custom_id=f"consent:{answer}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Store the answer and show it."""
        allowed = self.fields["answer"] == "allow"
        await services_of(interaction).people.set_consent(interaction.user.id, allowed=allowed)
        await show(interaction, consent_panel(interaction.locale, allowed=allowed), in_place=True)


def consent_panel(locale: Language, *, allowed: bool) -> Reply:
    """The current answer, what it applies to, and the button that changes it."""
    return Reply(
        localized("people-consent-title", locale),
        localized("people-consent-allowed" if allowed else "people-consent-denied", locale),
        f"-# {localized('people-consent-how', locale)}",
        [ConsentButton("deny" if allowed else "allow", locale)],
    )
