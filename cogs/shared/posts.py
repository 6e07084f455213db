"""Find pictures in posts, and read them later, also after a restart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
import discord

from bot.errors import NotFound
from bot.jobs.service import JobService
from cogs.shared.spoilers import hides, links_in
from cogs.shared.texts import user_error
from cogs.shared.uploads import Upload

# Discord's hosts for uploads and for its copies of linked pictures. Nothing else is ever fetched: a link could lead
# into the bot's own network.
_HOSTS = frozenset(
    {
        "cdn.discordapp.com",
        "media.discordapp.net",
        "images-ext-1.discordapp.net",
        "images-ext-2.discordapp.net",
    }
)
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff", ".avif")
_JOB_BUTTON = re.compile(r"job:\w+:([0-9a-f]{1,32})")


@dataclass(frozen=True, slots=True)
class Posted:
    """A picture in a post, identified by its address at Discord.

    Attributes:
        name: of the file.
        url: at Discord; it works for a day.
        spoiler: whether the picture is hidden until clicked.
        size: bytes, 0 if unknown.
    """

    name: str
    url: str
    spoiler: bool = False
    size: int = 0

    @classmethod
    def of(cls, file: discord.Attachment) -> Self:
        """An uploaded file, to be read later."""
        return cls(file.filename, file.url, is_hidden(file), file.size)

    def is_spoiler(self) -> bool:
        """Whether the picture is hidden until clicked."""
        return self.spoiler

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A picture in a post that can be read. Implements `cogs.shared.uploads.Upload`.

    `limit` is the most bytes to read if the size is unknown.
    """

    client: discord.Client
    picture: Posted
    limit: int

    @property
    def filename(self) -> str:
        """Its name in Discord."""
        return self.picture.name

    @property
    def size(self) -> int:
        """Bytes, 0 if unknown."""
        return self.picture.size

    async def read(self) -> bytes:
        """Download it."""
        if not self.picture.size:
            return await download(self.picture.url, self.limit)
        return await self.client.http.get_from_cdn(self.picture.url)

    def is_spoiler(self) -> bool:
        """Whether the picture is hidden until clicked."""
        return self.picture.spoiler


async def download(url: str, limit: int) -> bytes:
    """Read a file at Discord: at most one byte more than the limit, and without following redirects."""
    async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as response:
        if response.status != HTTPStatus.OK:  # redirects included: they could lead into the host's own network
            raise aiohttp.ClientResponseError(response.request_info, response.history, status=response.status)
        parts = []
        while limit >= 0 and (part := await response.content.read(min(limit + 1, 2**16))):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)


def pictures_in(message: discord.Message | discord.MessageSnapshot) -> list[Posted]:
    """Every readable picture in a post: files, stickers, galleries, link previews, forwarded pictures.

    A picture can appear in several places, such as a file in a gallery. It is hidden if it is hidden in one of them.
    """
    found: dict[str, Posted] = {}
    for posted in _all_in(message):
        known = found.setdefault(_without_query(posted.url), posted)
        if posted.spoiler and not known.spoiler:
            found[_without_query(posted.url)] = replace(known, spoiler=True)
    return list(found.values())


def linked_picture(text: str) -> Posted:
    """The picture behind a link.

    Raises:
        UserError: the link does not lead to a file at Discord.
    """
    url = text.strip().strip("<>")
    if not _at_discord(url):
        raise user_error("link-elsewhere")
    return _posted(url, "link")


def job_below(message: discord.Message) -> str | None:
    """The id of the job that a message of the bot shows."""
    for custom_id in custom_ids(message.components):
        if match := _JOB_BUTTON.fullmatch(custom_id):
            return match[1]
    return None


async def subject_of(
    job_service: JobService, me: discord.abc.User | None, message: discord.Message, user_id: int
) -> int | None:
    """The owner of a post's pictures; None for the person's own. The bot's pictures belong to who requested them.

    Raises:
        UserError: the owner is no longer known.
    """
    if me is None or message.author.id != me.id:
        return None if message.author.id == user_id else message.author.id
    if job_id := job_below(message):
        with suppress(NotFound):
            return (await job_service.get(job_id)).subject_for(user_id)
    if message.interaction_metadata is not None:
        asked = message.interaction_metadata.user.id
        return None if asked == user_id else asked
    if isinstance(message.channel, discord.DMChannel):
        return None
    raise user_error("unknown-subject")


def is_hidden(upload: Upload) -> bool:
    """Whether a file is a spoiler or marked as explicit by Discord."""
    flags = getattr(upload, "flags", None)
    return upload.is_spoiler() or bool(flags and flags.contains_explicit_media)


def _all_in(message: discord.Message | discord.MessageSnapshot) -> Iterator[Posted]:
    for file in message.attachments:
        if _is_picture(file.content_type, file.filename):
            yield Posted.of(file)
    for sticker in message.stickers:
        if sticker.format is not discord.StickerFormatType.lottie:  # an animation of drawn shapes
            yield _posted(sticker.url, "sticker")
    yield from _in_components(message.components)
    for embed in message.embeds:
        yield from _in_preview(embed, message.content)
    for snapshot in getattr(message, "message_snapshots", ()):
        yield from _all_in(snapshot)


def _in_preview(embed: discord.Embed, text: str) -> Iterator[Posted]:
    """The picture of an embed below a text. An embed written by a bot belongs to no link."""
    shown = (embed.image, embed.thumbnail)
    addresses = [embed.url, embed.video.url, *(url for one in shown for url in (one.url, one.proxy_url))]
    hidden = hides(text, addresses) if links_in(text) or embed.type != "rich" else False
    for one in shown:
        url = next((url for url in (one.proxy_url, one.url) if url and _at_discord(url)), None)
        if url is not None:
            explicit = embed.flags.contains_explicit_media or one.flags.contains_explicit_media
            yield _posted(url, "preview", hidden=hidden or explicit)
            return


def _in_components(components: Any, *, hidden: bool = False) -> Iterator[Posted]:  # noqa: ANN401  there are many kinds
    for component in components:
        concealed = hidden or bool(getattr(component, "spoiler", False))
        if isinstance(component, discord.MediaGalleryComponent):
            for item in component.items:
                yield from _in_item(item.media, hidden=concealed or item.spoiler)
        elif isinstance(component, discord.ThumbnailComponent):
            yield from _in_item(component.media, hidden=concealed)
        elif isinstance(component, discord.FileComponent):
            if _is_picture(component.media.content_type, urlsplit(component.media.url).path):
                yield from _in_item(component.media, hidden=concealed)
        elif isinstance(component, discord.SectionComponent):
            yield from _in_components([component.accessory], hidden=concealed)
        yield from _in_components(getattr(component, "children", ()), hidden=concealed)


def _in_item(media: discord.UnfurledMediaItem, *, hidden: bool) -> Iterator[Posted]:
    url = next((url for url in (media.url, media.proxy_url) if url and _at_discord(url)), None)
    if url is not None and (media.content_type or "image/").startswith("image/"):
        yield _posted(url, "picture", hidden=hidden or media.flags.spoiler or media.flags.contains_explicit_media)


def _is_picture(kind: str | None, name: str) -> bool:
    """Whether a file may be a picture, by its type, or by its name where the type tells nothing."""
    if kind and kind != "application/octet-stream":
        return kind.startswith("image/")
    return name.lower().endswith(_SUFFIXES) or "." not in name.rpartition("/")[2]


def _posted(url: str, name: str, *, hidden: bool = False) -> Posted:
    """A picture known only by its address; `name` is used if the address has no file name."""
    name = urlsplit(url).path.rpartition("/")[2] or name
    return Posted(name, url, hidden or name.startswith("SPOILER_"))


def _without_query(url: str) -> str:
    """A picture's address without the parts that change daily; the same for both of Discord's file hosts."""
    return url.partition("?")[0].replace("//media.discordapp.net/", "//cdn.discordapp.com/")


def custom_ids(components: Any) -> Iterator[str]:  # noqa: ANN401
    """The custom_id of every button and menu on a message."""
    for component in components:
        yield from filter(None, [getattr(component, "custom_id", None)])
        yield from custom_ids(getattr(component, "children", ()))


def _at_discord(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # Discord never makes links with a user or a port.
    return parts.scheme == "https" and parts.netloc.lower() in _HOSTS
