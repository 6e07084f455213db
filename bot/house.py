"""The house styles on disk: each is drawn once, when it is first needed or before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path

from bot import artworks
from bot.files import ORPHAN_AGE, remove_parts
from bot.threads import run_blocking
from nst import images

log = logging.getLogger(__name__)

SIZE = 768


class House:
    """The styles that come with the bot, as PNG.

    Args:
        folder: where the drawings are kept, so that another start need not draw them again.
        size: of a drawing's long side, in pixels.
    """

    def __init__(self, folder: Path, size: int = SIZE) -> None:
        self._folder = folder
        self._size = size
        self._drawing = asyncio.Lock()  # one at a time, and none twice

    @property
    def titles(self) -> Mapping[str, str]:
        """What people call the styles, by the names of their artworks."""
        return artworks.HOUSE_STYLES

    async def picture(self, name: str, *, size: int | None = None) -> bytes:
        """The picture of a style; the first time takes a few seconds, for a small one (`size`) much less.

        Raises:
            KeyError: no house style has this name.
        """
        if name not in self.titles:
            raise KeyError(name)
        async with self._drawing:
            return await run_blocking(self._load, name, size or self._size)

    async def warm(self) -> None:
        """Draw what has not been drawn yet."""
        for name in self.titles:
            await self.picture(name)

    async def tidy(self) -> None:
        """Remove what a crash has left of a drawing."""
        await run_blocking(remove_parts, self._folder, ORPHAN_AGE.total_seconds())

    def _load(self, name: str, size: int) -> bytes:
        path = self._folder / f"{name}-{size}-{artworks.EDITION}.png"
        try:
            return path.read_bytes()
        except FileNotFoundError:
            pass
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob(f"{name}-{size}-*.png"):
            old.unlink(missing_ok=True)
        images.save(artworks.draw(name, size), path)
        log.debug("Drew the house style %s.", name)
        return path.read_bytes()
