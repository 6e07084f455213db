"""Build messages from files, texts, pictures and rows of buttons, in one frame."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from cogs.shared.layouts import MOST_ALT, framed, shortened

NO_PINGS = discord.AllowedMentions.none()
ROW = 5  # buttons per row


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to send. Unlike a `discord.File` it can be opened again for another attempt.

    A `spoiler` is hidden until clicked.
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
        """The alt text, cut to Discord's limit."""
        return shortened(self.alt, MOST_ALT)

    def shown(self) -> ui.MediaGallery[Any]:
        """The picture as a part of the message that carries the file."""
        address = f"attachment://{self.sent_as}"
        return ui.MediaGallery(discord.MediaGalleryItem(address, description=self.description, spoiler=self.spoiler))

    def open(self) -> discord.File:
        """A fresh file for one request."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.description, spoiler=self.spoiler)


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A text with a small picture beside it, if there is one."""

    text: str
    picture: Attached | None


Part = str | Attached | Illustrated | ui.Item[Any] | list[Any] | None


@dataclass(frozen=True, slots=True, init=False)
class Reply:
    """A message in the bot's frame, from top to bottom: ``Reply("Done.", picture, [button, button])``.

    Args:
        parts: texts, pictures, items, and lists of buttons (in rows of five) or of one menu. Empty parts are left out.
    """

    parts: tuple[Part, ...]

    def __init__(self, *parts: Part) -> None:
        object.__setattr__(self, "parts", parts)

    @property
    def files(self) -> list[discord.File]:
        """The pictures, opened for one request."""
        pictures = [part.picture if isinstance(part, Illustrated) else part for part in self.parts]
        return [picture.open() for picture in pictures if isinstance(picture, Attached)]

    def view(self) -> ui.LayoutView:
        """The layout, for one request. Its items must be `PersistentItem`s, which work after a restart."""
        return framed(*(item for part in self.parts for item in _items(part)))


async def show(interaction: discord.Interaction[Any], reply: Reply, *, in_place: bool = False) -> None:
    """Answer privately. The answer replaces a deferred reply or, if `in_place`, the pressed message."""
    view, files = reply.view(), reply.files
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files, allowed_mentions=NO_PINGS)
    elif in_place and interaction.type is discord.InteractionType.component:
        await interaction.response.edit_message(view=view, attachments=files, allowed_mentions=NO_PINGS)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True, allowed_mentions=NO_PINGS)


async def wait(interaction: discord.Interaction[Any]) -> None:
    """Acknowledge: a pressed private message will be edited, and anything else gets a private answer."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(thinking=True, ephemeral=True)


def _items(part: Part) -> Iterator[ui.Item[Any]]:
    match part:
        case None | "":
            return
        case str():
            yield ui.TextDisplay(part)
        case Attached():
            yield part.shown()
        case Illustrated(text=text, picture=None):
            yield ui.TextDisplay(text)
        case Illustrated(text=text, picture=Attached() as picture):
            address = f"attachment://{picture.sent_as}"
            shown = ui.Thumbnail[Any](address, description=picture.description, spoiler=picture.spoiler)
            yield ui.Section(text, accessory=shown)
        case ui.Item():
            yield part
        case list():
            yield from (ui.ActionRow(*part[at : at + ROW]) for at in range(0, len(part), ROW))
