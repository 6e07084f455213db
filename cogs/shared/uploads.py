"""Read pictures from Discord into safe files of limited size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Protocol

import aiohttp
import discord

from bot.runtime.blocking import run_blocking
from bot.runtime.decoder_pool import Decoders
from bot.runtime.turns import Turns
from bot.settings import Settings
from bot.styles.names import printable
from cogs.shared.downloads import read_again
from cogs.shared.texts import user_error
from nst.errors import BadImage, out_of_resources
from nst.motion.reading import OWN_CLIPS, Clip, read_clip
from nst.packs import StyleFiles, read_files

READ_SECONDS = 60
READERS = 6  # pictures read at a time, for all people: each is a whole upload in memory
MOST_OF_ONE = 10  # pictures of one person that are being read or waiting
MOST_NAME = 60  # characters of a file's name


class Upload(Protocol):
    """A picture in Discord: a `discord.Attachment`, or one found in a post."""

    @property
    def filename(self) -> str:
        """Its name in Discord."""
        ...

    @property
    def size(self) -> int:
        """Bytes, 0 if unknown."""
        ...

    async def read(self) -> bytes:
        """Download it."""
        ...

    def is_spoiler(self) -> bool:
        """Whether the picture is hidden until clicked."""
        ...


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that the bot has already, used like an upload.

    Attributes:
        filename: what it is called.
        fetch: reads it.
        spoiler: whether it is hidden until clicked.
    """

    filename: str
    fetch: Callable[[], Awaitable[bytes]]
    spoiler: bool = False

    @property
    def size(self) -> int:
        """Unknown, so 0."""
        return 0

    async def read(self) -> bytes:
        """Read it.

        Raises:
            NotFound: it was removed.
        """
        return await self.fetch()

    def is_spoiler(self) -> bool:
        """Whether it is hidden until clicked."""
        return self.spoiler


class Intake:
    """Reads pictures for every command.

    Args:
        settings: limits of uploads and sizes.
        decoders: decode the files.
    """

    def __init__(self, settings: Settings, decoders: Decoders) -> None:
        self._settings = settings
        self._decoders = decoders
        self._turns = Turns(READERS, most=MOST_OF_ONE)

    def check(self, role: str, upload: Upload) -> None:
        """Check what is known before the download.

        Raises:
            UserError: the file is too large. `role` is ``content``, ``style``, ``mask`` or ``pack``.
        """
        limit = self._settings.limits.max_bytes
        if upload.size > limit:
            raise user_error("too-large-file", role=role, megabytes=limit // 2**20)

    async def read(self, user_id: int, role: str, upload: Upload) -> bytes:
        """Download a picture and make a safe PNG of it. Call it soon: uploads to commands expire.

        One picture per person is read at a time, and people take turns.

        Raises:
            UserError: the picture cannot be downloaded or used, or too many of the person's pictures are waiting.
        """
        return (await self.look(user_id, role, upload))[0]

    async def look(self, user_id: int, role: str, upload: Upload) -> tuple[bytes, bool]:
        """Like `read`, with whether the picture is an animation; the PNG is its first frame."""
        async with self._downloaded(user_id, role, upload) as data:
            reply = await self._decoders.picture(data)
            return reply.picture, reply.moves

    async def read_clip(self, user_id: int, role: str, upload: Upload) -> Clip:
        """Download an animation and make a safe one of it, within the limits of animations.

        Raises:
            UserError: it is no animation or too long, or as for `read`.
        """
        async with self._downloaded(user_id, role, upload) as data:
            return read_clip(await self._decoders.clip(data), OWN_CLIPS)

    async def read_pack(self, user_id: int, upload: Upload) -> list[StyleFiles]:
        """Download a style pack and make a safe PNG of each of its pictures. Its networks may be anything.

        Raises:
            UserError: it is no style pack or too large, or as for `read`.
        """
        async with self._downloaded(user_id, "pack", upload) as data:
            styles = await run_blocking(read_files, data)
            return [replace(style, picture=await self._decoders.png(style.picture)) for style in styles]

    @asynccontextmanager
    async def _downloaded(self, user_id: int, role: str, upload: Upload) -> AsyncIterator[bytes]:
        """Download a file when it is the person's turn, and say what is wrong with it if opening it fails."""
        self.check(role, upload)
        async with self._turns.turn(user_id):
            data = await _download(role, upload)
            try:
                yield data
            except BadImage as error:
                raise user_error("bad-picture", role=role, problem=error) from error

    async def close(self) -> None:
        """Stop reading at once. The people who wait are told that the bot restarts."""
        await self._decoders.close()


def file_name(upload: Upload) -> str:
    """The name of a picture's file to keep and to show: only visible characters, cut to 60 in the middle.

    It is not escaped for Discord's markdown.
    """
    name = printable(upload.filename[: 10 * MOST_NAME].removeprefix("SPOILER_"))
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 12].rstrip()}…{name[-11:]}"


async def _download(role: str, upload: Upload) -> bytes:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await read_again(upload.read)
    except (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError) as error:
        raise out_of_resources(error) or user_error("not-handed-over", role=role) from error
