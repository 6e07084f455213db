"""One style by its name: show it, remove it, or offer the one that was perhaps meant."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.styles.style import Style, may_remove
from cogs.shared.errors import tell
from cogs.shared.interactions import actor_of, defer_reply
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.style_cards import about, style_card
from cogs.shared.style_option import library_of, meant_style, shown_name
from cogs.shared.texts import Language, localized

INFO, REMOVE = "info", "remove"


class MeantButton(PersistentButton, template=rf"style:(?P<action>{INFO}|{REMOVE}):(?P<ref>.{{1,70}})"):
    """Shows or removes the style whose name is most like the one that was given."""

    def __init__(self, action: str, style: Style, locale: Language = None) -> None:
        red = action == REMOVE
        super().__init__(
            ui.Button(
                label=localized(f"styles-meant-{action}", locale, name=shown_name(style, locale)),
                emoji="🗑️" if red else "✅",
                style=discord.ButtonStyle.danger if red else discord.ButtonStyle.primary,
                custom_id=f"style:{action}:{style.ref}",
            )
        )

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the command would have done."""
        person, ref = interaction.user, self.fields["ref"]
        style = await library_of(interaction).find(ref, interaction.guild_id, person.id)
        await _do(interaction, self.fields["action"], style)


async def do_by_name(interaction: discord.Interaction[Any], action: str, name: str) -> None:
    """Show or remove the style with this name. If there is none, offer the one that was perhaps meant.

    Raises:
        StyleNotFound: there is none, and none whose name is alike.
        NotAllowed: see `StyleLibrary.remove`.
    """
    actor = actor_of(interaction)

    def usable(style: Style) -> bool:
        return action != REMOVE or may_remove(style, actor, interaction.guild_id)

    style, error = await meant_style(interaction, name, usable)
    if error is None:
        await _do(interaction, action, style)
    else:
        await tell(interaction, error, MeantButton(action, style, interaction.locale))


async def _do(interaction: discord.Interaction[Any], action: str, style: Style) -> None:
    if action == REMOVE:
        await _remove(interaction, style)
    else:
        await _show(interaction, style)


async def _show(interaction: discord.Interaction[Any], style: Style) -> None:
    await defer_reply(interaction, ephemeral=True)
    locale, name = interaction.locale, shown_name(style, interaction.locale)
    foot = f"{about(style, locale)}\n-# {localized('styles-use', locale, name=name)}"
    card = await style_card(interaction, style, head=f"### {name}", foot=foot)
    await interaction.edit_original_response(view=card.view(), attachments=card.files)


async def _remove(interaction: discord.Interaction[Any], style: Style) -> None:
    await defer_reply(interaction, ephemeral=True)
    removed = await library_of(interaction).remove(style.ref, interaction.guild_id, actor_of(interaction))
    text = localized(f"styles-removed-{removed.kind}", interaction.locale, name=removed.name)
    await interaction.edit_original_response(content=text)
