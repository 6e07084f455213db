"""A style as one person sees it, its row in the database, and its errors. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping

from bot.errors import NotFound
from bot.jobs.job import Actor
from bot.styles.names import name_key
from nst.errors import UserError


class Kind(StrEnum):
    """The owner of a style, in the order of lookup."""

    MINE = "mine"
    GUILD = "guild"
    HOUSE = "house"


class StyleNotFound(NotFound):
    """The person can use no style of that name."""


class StyleTaken(UserError):
    """The name or the picture is saved already."""


class StylesFull(UserError):
    """The person or the server has reached the limit of styles."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style as one person sees it.

    Attributes:
        ref: identifies it for that person in that place, for an option's value: ``mine:dusk``, ``house:mosaic``.
        name: as it was saved.
        kind: its owner.
        owner_id: the person who saved it; None for house styles.
        created_at: time of saving; None for house styles.
        uses: number of pictures painted with it.
        file: its picture among the style files; None for house styles, whose pictures come with the bot.
        learned: whether a network has learned it, so that pictures in it are painted instantly.
    """

    ref: str
    name: str
    kind: Kind
    owner_id: int | None
    created_at: datetime | None
    uses: int
    file: str | None = None
    learned: bool = False


def may_remove(style: Style, actor: Actor, guild_id: int | None) -> bool:
    """Whether a person may remove a style that they see in a server."""
    if style.kind is Kind.HOUSE:
        return False
    return style.owner_id == actor.user_id or (
        style.kind is Kind.GUILD and guild_id is not None and actor.moderates == guild_id
    )


def shelf_of(kind: Kind, guild_id: int | None, user_id: int) -> str:
    """The shelf for styles of a kind."""
    return {Kind.MINE: f"user:{user_id}", Kind.GUILD: f"guild:{guild_id}", Kind.HOUSE: "house"}[kind]


def key_of(style: Style) -> str:
    """The key of a style's row."""
    return style.ref.partition(":")[2] if style.kind is Kind.HOUSE else name_key(style.name)


def to_style(row: RowMapping) -> Style:
    """Turn a row, with the style's network, into a style."""
    kind = {"user": Kind.MINE, "guild": Kind.GUILD, "house": Kind.HOUSE}[row["shelf"].partition(":")[0]]
    return Style(
        f"{kind}:{row['name']}",
        row["name"],
        kind,
        row["owner_id"],
        row["created_at"],
        row["uses"],
        row["file"],
        row["network"] is not None,
    )


def style_missing(name: str, alike: str | None) -> StyleNotFound:
    """The error for a name that no style has; `alike` is a name that was perhaps meant."""
    told = f"There is no style called “{name}” here."
    if alike is None:
        return StyleNotFound(told, hint="/style list shows all styles.", code="style-not-found", name=name)
    return StyleNotFound(told, hint=f"Did you mean “{alike}”?", code="style-not-found-but", name=name, other=alike)


def styles_full(shelf: str, limit: int) -> StylesFull:
    """The error for a shelf without room."""
    mine = shelf.startswith("user:")
    return StylesFull(
        f"{'You have' if mine else 'This server has'} {limit} saved styles, and there is no room for more.",
        hint="Make room with /style remove.",
        code="style-full-mine" if mine else "style-full-server",
        limit=limit,
    )


def name_taken(name: str) -> StyleTaken:
    """The error for a name that is saved already."""
    return StyleTaken(
        f"There is a style called “{name}” already.",
        hint="Choose another name, or remove that one first with /style remove.",
        code="style-name-taken",
        name=name,
    )
