"""Pictures on their way in: from wherever they are in Discord to a safe, bounded file."""

from __future__ import annotations

import asyncio
from typing import Protocol

import aiohttp
import discord

from bot.settings import Settings
from bot.threads import run_blocking
from cogs._texts import problem
from nst import images
from nst.errors import BadImage

READ_SECONDS = 60
READERS = 2  # pictures decoded at a time, whoever asks: a large one takes hundreds of megabytes


class Upload(Protocol):
    """A picture in Discord: a `discord.Attachment`, or one that was found in a post."""

    @property
    def size(self) -> int:
        """Bytes, 0 if unknown."""
        ...

    async def read(self) -> bytes:
        """Download it."""
        ...

    def is_spoiler(self) -> bool:
        """Whether it is hidden until it is clicked."""
        ...


class Intake:
    """Reads pictures for every command.

    Args:
        settings: limits of uploads and sizes.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reading = asyncio.Semaphore(READERS)

    def check(self, role: str, upload: Upload) -> None:
        """Check what can be known before a download.

        Raises:
            UserError: the file is too large. `role` is ``content`` or ``style``.
        """
        limit = self._settings.limits.max_bytes
        if upload.size > limit:
            raise problem("too-large-file", role=role, megabytes=limit // 2**20)

    async def read(self, role: str, upload: Upload) -> bytes:
        """Download a picture, at once because uploads to commands vanish, and make a safe PNG of it.

        Raises:
            UserError: it cannot be had, or is no picture that can be used.
        """
        self.check(role, upload)
        async with self._reading:
            try:
                async with asyncio.timeout(READ_SECONDS):
                    data = await upload.read()
            except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
                raise problem("not-handed-over", role=role) from error
            try:
                return await run_blocking(_safe_file, data, self._settings.limits, self._settings.max_size)
            except BadImage as error:
                raise problem("bad-picture", role=role, problem=error) from error


def _safe_file(data: bytes, limits: images.Limits, max_side: int) -> bytes:
    return images.encode_png(images.decode(data, limits=limits, max_side=max_side))
