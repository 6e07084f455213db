"""Panels: private cards with texts, buttons and menus, in the same frame as every other reply."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from cogs.shared.layouts import framed


def panel(*parts: str | ui.Item[Any] | list[Any]) -> ui.LayoutView:
    """A view of texts and rows, for one request. Its buttons must be `DynamicItem`s, which outlive a restart.

    Args:
        parts: a text, an item, or a list of buttons that stand beside each other.
    """
    return framed(*map(_item, parts))


async def show_panel(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Answer with a panel that only the person sees, or turn the panel that was pressed into this one."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    elif interaction.type is discord.InteractionType.component:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _item(part: str | ui.Item[Any] | list[Any]) -> ui.Item[Any]:
    if isinstance(part, str):
        return ui.TextDisplay(part)
    return ui.ActionRow(*part) if isinstance(part, list) else part
