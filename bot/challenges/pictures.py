"""The pictures of challenges: entries, shared styles and shared photos. A file exists while a row names it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager

from PIL import Image, ImageChops, ImageStat
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.runtime.blocking import run_blocking
from bot.storage.database import named_in
from bot.storage.files import FileStore, remove_orphans
from bot.storage.tables import challenge_entries, challenge_series, challenges
from nst import images

_THUMBNAIL = (32, 32)
_NOTICEABLE = 6.0  # of 255, on average; recompression changes less


class Pictures:
    """The picture files of challenges.

    Args:
        database: whose rows name them.
        files: the folder of challenges.
    """

    def __init__(self, database: AsyncEngine, files: FileStore) -> None:
        self._database = database
        self._files = files
        # Held from putting a file until a row names it, and while a file that no row names is removed.
        self._lock = asyncio.Lock()

    @property
    def files(self) -> FileStore:
        """The folder of challenges."""
        return self._files

    async def get(self, name: str) -> bytes:
        """Read a picture, a PNG.

        Raises:
            NotFound: it is gone.
        """
        return await self._files.get(name)

    @asynccontextmanager
    async def put(self, picture: bytes) -> AsyncIterator[str]:
        """Store a picture for the row that the block writes, and yield its name. Without a row it is deleted again."""
        async with self._lock:
            name = await self._files.put(picture)
            try:
                yield name
            finally:
                await self._discard(name)

    async def discard(self, names: Iterable[str | None]) -> None:
        """Delete files that no row names any more."""
        for name in {name for name in names if name is not None}:
            async with self._lock:
                await self._discard(name)

    async def tidy(self) -> None:
        """Delete files that a crash left without a row."""
        await remove_orphans(self._files, self._in_use, self._lock)

    async def _discard(self, name: str) -> None:
        if not await self._in_use([name]):
            await self._files.delete(name)

    async def _in_use(self, names: Collection[str]) -> set[str]:
        columns = (challenge_entries.c.picture, challenges.c.reference, challenge_series.c.reference)
        return await named_in(self._database, columns, names)


async def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two files show the same picture, also if one was scaled or compressed."""
    return one == other or await run_blocking(_alike, one, other)


def _alike(one: bytes, other: bytes) -> bool:
    first, second = (images.decode_own(data) for data in (one, other))
    if abs(first.width * second.height - second.width * first.height) > 0.02 * first.width * second.height:
        return False
    small = [image.resize(_THUMBNAIL, Image.Resampling.BOX) for image in (first, second)]
    difference = ImageStat.Stat(ImageChops.difference(*small)).mean
    return max(difference) < _NOTICEABLE
