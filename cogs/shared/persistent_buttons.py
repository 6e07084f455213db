"""Buttons and menus that work after a restart, because their custom_id holds all that they need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self, TypeVar

import discord
from discord import ui

from cogs.shared.errors import answering

_NEVER = r"(?!)"  # matches no custom_id
ItemT_co = TypeVar("ItemT_co", bound=ui.Item[Any], covariant=True)


class PersistentItem(ui.DynamicItem[ItemT_co], template=_NEVER):
    """A button or menu. A subclass names its `template`, builds the item in its constructor, and implements `act`.

    When a person uses it, it is built from the message and the custom_id alone, without the constructor. So a subclass
    keeps only its `fields`.

    Args:
        item: with a custom_id that matches the template.

    Attributes:
        fields: the named groups of the template, as they are in the custom_id.
    """

    fields: Mapping[str, str]

    def __init__(self, item: ItemT_co) -> None:
        super().__init__(item)
        match = self.template.fullmatch(self.custom_id)
        if match is None:
            raise ValueError(f"{self.custom_id!r} does not match {self.template.pattern!r}")
        self.fields = match.groupdict()

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  discord.py's signature
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003
        /,
    ) -> Self:
        """Build the used item from the one on the message."""
        made = cls.__new__(cls)
        PersistentItem.__init__(made, item)
        return made

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act, and report errors to the person."""
        async with answering(interaction):
            await self.act(interaction)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Do the work of the item."""
        raise NotImplementedError


class PersistentButton(PersistentItem[ui.Button[Any]], template=_NEVER):
    """A button; see `PersistentItem`."""
