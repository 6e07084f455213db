"""Read pictures from Discord into safe files of limited size."""

from __future__ import annotations

import asyncio
from typing import Protocol

import aiohttp
import discord

from bot.runtime.decoder_pool import Decoders
from bot.runtime.turns import Turns
from bot.settings import Settings
from cogs.shared.downloads import read_again
from cogs.shared.texts import user_error
from nst.errors import BadImage, out_of_resources

READ_SECONDS = 60
READERS = 6  # pictures read at a time, for all people: each is a whole upload in memory
MOST_OF_ONE = 10  # pictures of one person that are being read or waiting


class Upload(Protocol):
    """A picture in Discord: a `discord.Attachment`, or one found in a post."""

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
            UserError: the file is too large. `role` is ``content`` or ``style``.
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
        self.check(role, upload)
        async with self._turns.turn(user_id):
            data = await _download(role, upload)
            try:
                return await self._decoders.png(data)
            except BadImage as error:
                raise user_error("bad-picture", role=role, problem=error) from error

    async def close(self) -> None:
        """Stop reading at once. The people who wait are told that the bot restarts."""
        await self._decoders.close()


async def _download(role: str, upload: Upload) -> bytes:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await read_again(upload.read)
    except (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError) as error:
        raise out_of_resources(error) or user_error("not-handed-over", role=role) from error
