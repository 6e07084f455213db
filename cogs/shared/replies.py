"""Messages with any number of pictures and rows. Values in, message parts out; nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from cogs.painting.cards import Attached
from cogs.shared.layouts import framed

NO_PINGS = discord.AllowedMentions.none()
Part = str | Attached | list[Any] | None


@dataclass(frozen=True, slots=True)
class Poster:
    """A message in one frame, from top to bottom: texts, pictures, and rows of buttons or a menu. None is left out."""

    parts: tuple[Part, ...]

    @property
    def files(self) -> list[discord.File]:
        """The pictures, opened for one request."""
        return [part.open() for part in self.parts if isinstance(part, Attached)]

    def view(self) -> ui.LayoutView:
        """The layout, for one request. Its items must be `DynamicItem`s, which go on working after a restart."""
        return framed(*(_item(part) for part in self.parts if part))


def poster(*parts: Part) -> Poster:
    """A poster of these parts."""
    return Poster(parts)


async def show(interaction: discord.Interaction[Any], shown: Poster) -> None:
    """Answer privately. What was deferred, or is a private message that was pressed, becomes this."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=shown.view(), attachments=shown.files, allowed_mentions=NO_PINGS)
    else:
        await interaction.response.send_message(
            view=shown.view(), files=shown.files, ephemeral=True, allowed_mentions=NO_PINGS
        )


async def wait(interaction: discord.Interaction[Any]) -> None:
    """Acknowledge: a private message that was pressed is going to change, and anything else gets a private answer."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(thinking=True, ephemeral=True)


def _item(part: str | Attached | list[Any]) -> ui.Item[Any]:
    match part:
        case str():
            return ui.TextDisplay(part)
        case Attached():
            address = f"attachment://{part.sent_as}"
            return ui.MediaGallery(
                discord.MediaGalleryItem(address, description=part.description, spoiler=part.spoiler)
            )
        case _:
            return ui.ActionRow(*part)
