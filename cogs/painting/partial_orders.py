"""Orders that may still lack something: which of several pictures to paint, or in which style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Self

import discord

from bot.styles.style import Style
from cogs.painting.orders import Order, params_from
from cogs.shared.admission import Requester, logged_refusals, require_permissions
from cogs.shared.interactions import services_of
from cogs.shared.posts import Fetched, Posted
from cogs.shared.services import Services
from cogs.shared.texts import user_error
from cogs.shared.uploads import StoredPicture, Upload
from nst.params import Mode, Params

DRAFT = r"(?P<draft>[0-9a-f]{16})"  # the draft of an order, in the id of a button


@dataclass(frozen=True, slots=True)
class JobPhoto:
    """The photo of a job: its name, and whether it is hidden until clicked."""

    job_id: str
    name: str
    spoiler: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialOrder:
    """An order that may be incomplete.

    Attributes:
        pictures: the candidates, one of which is painted; none for a mode without content.
        photo: what is painted instead, if it is a job's.
        style: a picture, the name or `Style.ref` of a saved one, or a written mixture.
        more_styles: pictures, or `Style.ref`s, that are mixed with `style`; `params.mix` has the weights.
        mask: see `Order`.
        wanted: the name that was given for a style, if there is no such style.
        subject_id: the owner of the pictures, if not the person who asks.
        params: how to paint; None for what the place usually has.
        whole: see `Order`.
        recipe_named: see `Order`.
        private, spoiler: see `Order`.
    """

    pictures: tuple[Posted, ...] = ()
    photo: JobPhoto | None = None
    style: Posted | str | None = None
    more_styles: tuple[Posted | str, ...] = ()
    mask: Posted | None = None
    wanted: str = ""
    subject_id: int | None = None
    params: Params | None = None
    whole: bool | None = None
    recipe_named: bool = False
    private: bool = False
    spoiler: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        return {
            "pictures": [picture.to_dict() for picture in self.pictures],
            "photo": None if self.photo is None else asdict(self.photo),
            "style": _written(self.style),
            "more_styles": [_written(style) for style in self.more_styles],
            "mask": _written(self.mask),
            "wanted": self.wanted,
            "subject_id": self.subject_id,
            "params": None if self.params is None else self.params.to_dict(),
            "whole": self.whole,
            "recipe_named": self.recipe_named,
            "private": self.private,
            "spoiler": self.spoiler,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote, also before it wrote parameters."""
        params, mask, photo = data.get("params"), data.get("mask"), data.get("photo")
        return cls(
            pictures=tuple(map(Posted.from_dict, data["pictures"])),
            photo=None if photo is None else JobPhoto(**photo),
            style=_read(data.get("style")),
            more_styles=tuple(filter(None, map(_read, data.get("more_styles", ())))),
            mask=None if mask is None else Posted.from_dict(mask),
            wanted=data.get("wanted", ""),
            subject_id=data["subject_id"],
            params=None if params is None else Params.from_dict(params),
            whole=data.get("whole"),
            recipe_named=data.get("recipe_named", False),
            private=data.get("private", False),
            spoiler=data.get("spoiler", False),
        )

    @classmethod
    def of(cls, order: Order) -> Self:
        """An order that waits for an answer; see `Order.can_ask`."""
        content = kept(order.content)
        return cls(
            pictures=(content,) if isinstance(content, Posted) else (),
            style=kept(order.style),
            more_styles=tuple(filter(None, map(kept, order.more_styles))),
            params=order.params,
            recipe_named=order.recipe_named,
            private=order.private,
            spoiler=order.spoiler,
            subject_id=order.subject_id,
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

    def content(self, client: discord.Client, services: Services) -> Upload | None:
        """What is painted, or the first of the candidates; None for a mode without content."""
        if self.photo is not None:
            fetch = partial(_photo_of, services, self.photo.job_id)
            return StoredPicture(self.photo.name, fetch, self.photo.spoiler)
        return Fetched(client, self.pictures[0], services.settings.limits.max_bytes) if self.pictures else None

    def complete(self, client: discord.Client, services: Services, guild_id: int | None) -> Order:
        """The order, once nothing is missing."""
        limit = services.settings.limits.max_bytes

        def fetched(picture: Posted) -> Fetched:
            return Fetched(client, picture, limit)

        styles = [fetched(style) if isinstance(style, Posted) else style for style in (self.style, *self.more_styles)]
        return Order(
            content=self.content(client, services),
            style=styles[0],
            more_styles=tuple(style for style in styles[1:] if style is not None),
            mask=None if self.mask is None else fetched(self.mask),
            params=self.params or params_from(services, guild_id),
            whole=self.whole,
            recipe_named=self.recipe_named,
            private=self.private,
            spoiler=self.spoiler,
            subject_id=self.subject_id,
        )


def kept(picture: object) -> Posted | str | None:
    """A picture for a draft: an upload, or a saved style by its reference; None if it is something else."""
    match picture:
        case discord.Attachment():
            return Posted.of(picture)
        case Fetched(picture=posted):
            return posted
        case Style(ref=ref) | str(ref):
            return ref
    return None


def _written(picture: Posted | str | None) -> Any:  # noqa: ANN401  JSON
    return picture.to_dict() if isinstance(picture, Posted) else picture


def _read(data: Any) -> Posted | str | None:  # noqa: ANN401  JSON
    return Posted.from_dict(data) if isinstance(data, dict) else data


async def check_order(interaction: discord.Interaction[Any], order: PartialOrder) -> None:
    """Check what is known of an order before the person is asked for the rest.

    Raises:
        UserError: it may not be painted for this person here.
    """
    services, requester = services_of(interaction), Requester.of_interaction(interaction)
    require_permissions(interaction)
    with logged_refusals(services, requester, private=order.private):
        if order.params is None:
            await services.gate.check_person(*requester, order.subject_id)
        else:
            await services.gate.check_request(*requester, order.params, order.subject_id)


async def read_draft(interaction: discord.Interaction[Any], draft_id: str) -> PartialOrder:
    """The person's order.

    Raises:
        NotFound: it is gone, or another person's.
    """
    return PartialOrder.from_dict(await services_of(interaction).drafts.get(draft_id, interaction.user.id))


async def _photo_of(services: Services, job_id: str) -> bytes:
    """The photo of a job, a PNG.

    Raises:
        UserError: the job is gone, or has no photo.
    """
    job = await services.job_service.get(job_id)
    if job.content is None:
        raise user_error("no-picture")
    return await services.files.get(job.content)
