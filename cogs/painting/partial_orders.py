"""Orders that may still lack something: which of several pictures to paint, or in which style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import discord

from cogs.painting.orders import Order, params_from
from cogs.shared.posts import Fetched, Posted
from cogs.shared.services import Services
from nst.params import Mode, Params


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialOrder:
    """An order that may be incomplete.

    Attributes:
        pictures: the candidates, one of which is painted; none for a mode without content.
        style: a picture, the name or `Style.ref` of a saved one, or a written mixture.
        more_styles: pictures, or `Style.ref`s, that are mixed with `style`; `params.mix` has the weights.
        mask: see `Order`.
        wanted: the name that was given for a style, if there is no such style.
        subject_id: the owner of the pictures, if not the person who asks.
        params: how to paint; None for what the place usually has.
        recipe_named: see `Order`.
        private, spoiler: see `Order`.
    """

    pictures: tuple[Posted, ...] = ()
    style: Posted | str | None = None
    more_styles: tuple[Posted | str, ...] = ()
    mask: Posted | None = None
    wanted: str = ""
    subject_id: int | None = None
    params: Params | None = None
    recipe_named: bool = False
    private: bool = False
    spoiler: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        return {
            "pictures": [picture.to_dict() for picture in self.pictures],
            "style": _written(self.style),
            "more_styles": [_written(style) for style in self.more_styles],
            "mask": _written(self.mask),
            "wanted": self.wanted,
            "subject_id": self.subject_id,
            "params": None if self.params is None else self.params.to_dict(),
            "recipe_named": self.recipe_named,
            "private": self.private,
            "spoiler": self.spoiler,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote, also before it wrote parameters."""
        params, mask = data.get("params"), data.get("mask")
        return cls(
            pictures=tuple(map(Posted.from_dict, data["pictures"])),
            style=_read(data.get("style")),
            more_styles=tuple(filter(None, map(_read, data.get("more_styles", ())))),
            mask=None if mask is None else Posted.from_dict(mask),
            wanted=data.get("wanted", ""),
            subject_id=data["subject_id"],
            params=None if params is None else Params.from_dict(params),
            recipe_named=data.get("recipe_named", False),
            private=data.get("private", False),
            spoiler=data.get("spoiler", False),
        )

    @property
    def missing(self) -> str | None:
        """What the person must choose next, ``picture`` or ``style``; None if the order is complete."""
        if len(self.pictures) > 1:
            return "picture"
        needed = self.params is None or self.params.mode is not Mode.RECONSTRUCTION
        return "style" if needed and self.style is None else None

    def chosen(self, what: str, value: str) -> PartialOrder:
        """The same order with one choice made."""
        if what == "picture":
            return replace(self, pictures=(self.pictures[int(value)],))
        return replace(self, style=value)

    def complete(self, client: discord.Client, services: Services, guild_id: int | None) -> Order:
        """The order, once nothing is missing."""
        limit = services.settings.limits.max_bytes

        def fetched(picture: Posted) -> Fetched:
            return Fetched(client, picture, limit)

        styles = [fetched(style) if isinstance(style, Posted) else style for style in (self.style, *self.more_styles)]
        return Order(
            content=fetched(self.pictures[0]) if self.pictures else None,
            style=styles[0],
            more_styles=tuple(style for style in styles[1:] if style is not None),
            mask=None if self.mask is None else fetched(self.mask),
            params=self.params or params_from(services, guild_id),
            recipe_named=self.recipe_named,
            private=self.private,
            spoiler=self.spoiler,
            subject_id=self.subject_id,
        )


def _written(picture: Posted | str | None) -> Any:  # noqa: ANN401  JSON
    return picture.to_dict() if isinstance(picture, Posted) else picture


def _read(data: Any) -> Posted | str | None:  # noqa: ANN401  JSON
    return Posted.from_dict(data) if isinstance(data, dict) else data
