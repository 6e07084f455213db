"""What messages are made of: files, texts, pictures and rows of buttons in one frame."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from cogs.shared.layouts import MOST_ALT, framed, shortened

NO_PINGS = discord.AllowedMentions.none()
ROW = 5  # buttons that stand beside each other


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to send: it can be opened again for another attempt, which a `discord.File` cannot.

    A `spoiler` is hidden until it is clicked.
    """

    name: str
    data: bytes = field(repr=False)
    alt: str
    spoiler: bool = False

    @property
    def sent_as(self) -> str:
        """The name of the file in Discord."""
        return f"SPOILER_{self.name}" if self.spoiler else self.name

    @property
    def description(self) -> str:
        """What it shows, as long as Discord takes it."""
        return shortened(self.alt, MOST_ALT)

    def shown(self) -> ui.MediaGallery[Any]:
        """The picture as a part of a message that the file is sent with."""
        address = f"attachment://{self.sent_as}"
        return ui.MediaGallery(discord.MediaGalleryItem(address, description=self.description, spoiler=self.spoiler))

    def open(self) -> discord.File:
        """A fresh file for one request."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.description, spoiler=self.spoiler)


@dataclass(frozen=True, slots=True)
class Card:
    """A message: text above, picture, text below, buttons in rows of five. Empty parts are left out."""

    head: str = ""
    picture: Attached | None = None
    foot: str = ""
    buttons: tuple[ui.Item[Any], ...] = ()

    @property
    def files(self) -> list[discord.File]:
        """The card's files, opened for one request."""
        return [] if self.picture is None else [self.picture.open()]

    def view(self) -> ui.LayoutView:
        """The card's layout, for one request. Its buttons go on working after a restart."""
        parts: list[ui.Item[Any]] = []
        if self.head:
            parts.append(ui.TextDisplay(self.head))
        if self.picture is not None:
            parts.append(self.picture.shown())
        if self.foot:
            parts.append(ui.TextDisplay(self.foot))
        parts += [ui.ActionRow(*self.buttons[at : at + ROW]) for at in range(0, len(self.buttons), ROW)]
        return framed(*parts)


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
            return part.shown()
        case _:
            return ui.ActionRow(*part)
