"""What a job looks like in Discord, from waiting to finished. Values in, message parts out; nothing is sent here."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import discord
from discord import ui

from bot.executor import Stepped
from bot.jobs import Job, Standing
from cogs import _texts
from cogs._buttons import JobButton

COLOUR = discord.Colour(0x2F9E7F)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to send: it can be opened again for another attempt, which a `discord.File` cannot."""

    name: str
    data: bytes = field(repr=False)
    alt: str

    def open(self) -> discord.File:
        """A fresh file for one request."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.alt)


@dataclass(frozen=True, slots=True)
class Card:
    """A message: text above, picture, text below, buttons. Empty parts are left out."""

    head: str = ""
    picture: Attached | None = None
    foot: str = ""
    buttons: tuple[JobButton, ...] = ()

    @property
    def files(self) -> list[discord.File]:
        """The card's files, opened for one request."""
        return [] if self.picture is None else [self.picture.open()]

    def view(self) -> ui.LayoutView:
        """The card's layout, for one request. Its buttons go on working after a restart."""
        parts: list[ui.Item[ui.LayoutView]] = []
        if self.head:
            parts.append(ui.TextDisplay(self.head))
        if self.picture is not None:
            item = discord.MediaGalleryItem(f"attachment://{self.picture.name}", description=self.picture.alt)
            parts.append(ui.MediaGallery(item))
        if self.foot:
            parts.append(ui.TextDisplay(self.foot))
        if self.buttons:
            parts.append(ui.ActionRow(*self.buttons))  # type: ignore[arg-type]  # typed for one kind of view
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.Container(*parts, accent_colour=COLOUR))
        return view


def queued_card(job: Job, standing: Standing | None) -> Card:
    """A job that waits for its turn."""
    return Card(head=_texts.queued(standing, discord.utils.utcnow()), buttons=(JobButton("cancel", job.id),))


def progress_card(job: Job, event: Stepped, preview: bytes | None) -> Card:
    """A job that is being painted; `preview` is a small JPEG."""
    return Card(
        head=_texts.progress(event, discord.utils.utcnow()),
        picture=None if preview is None else Attached("preview.jpg", preview, _texts.PREVIEW_ALT),
        buttons=(JobButton("cancel", job.id),),
    )


def finished_card(job: Job, picture: bytes, suffix: str, *, head: str = "", private: bool = False) -> Card:
    """A finished picture with its one line of summary. `suffix` is that of the encoded file: png, webp or jpg.

    A private copy has no Delete: that would leave the public one behind.
    """
    buttons = (JobButton("again", job.id),) if private else (JobButton("again", job.id), JobButton("delete", job.id))
    summary = job.summary or {}
    line = _texts.summary(summary)
    note = summary.get("note")
    return Card(
        head=head,
        picture=Attached(f"chameleon-{job.id}.{suffix}", picture, _texts.PICTURE_ALT.format(summary=line)),
        foot=f"-# {line}" + (f"\n-# {note}" if note else ""),
        buttons=buttons,
    )


def ended_card(job: Job, text: str) -> Card:
    """A job that ended without a picture."""
    return Card(head=text, buttons=(JobButton("again", job.id), JobButton("delete", job.id)))


def resumed_card() -> Card:
    """A job that goes on after the restart that is about to come."""
    return Card(head=_texts.RESUMED)
