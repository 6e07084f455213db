"""The networks that have learned styles, and paint in them instantly."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotFound
from bot.jobs.learner import SUFFIX
from bot.jobs.runner import not_learned
from bot.runtime.blocking import run_blocking
from bot.storage.database import named_in
from bot.storage.files import FileStore, remove_orphans
from bot.storage.tables import learned_styles, learning_watchers, styles
from nst import images
from nst.artworks import HOUSE_STYLES, style_file
from nst.instant.digests import learned_painting, painting_digest


class StyleNetworks:
    """Finds the network of a style by the style's picture. The house styles come with theirs; others are kept here.

    Args:
        database: says which picture has which network.
        files: the style files of saved styles, and nothing else.
        learning_dir: where the executor keeps what was learned before a break.
    """

    def __init__(self, database: AsyncEngine, files: FileStore, learning_dir: Path) -> None:
        self._database = database
        self._files = files
        self._learning_dir = learning_dir
        self._house: Mapping[str, Path] | None = None  # style files, by the digests of the paintings
        self._found: dict[str, Path] = {}  # those that were asked for, by the names of the pictures
        self._reading = asyncio.Lock()
        self._lock = asyncio.Lock()  # held from storing a file until a row names it

    async def of(self, styles: Sequence[bytes]) -> tuple[bytes, ...]:
        """The style files of some styles, given as PNG.

        Raises:
            UserError: a style has no network.
        """
        async with self._reading:
            if self._house is None:
                self._house = await run_blocking(_house_files)
        return tuple([await self._network(self._house, style) for style in styles])

    async def _network(self, house: Mapping[str, Path], style: bytes) -> bytes:
        picture = (await run_blocking(hashlib.sha256, style)).hexdigest()
        query = select(learned_styles.c.network).where(learned_styles.c.picture == picture)
        async with self._database.connect() as connection:
            network = (await connection.execute(query)).scalar()
        if network is None:
            if picture not in self._found:
                self._found[picture] = await run_blocking(_house_file, house, style)
            return await run_blocking(self._found[picture].read_bytes)
        try:
            return await self._files.get(network)
        except NotFound:
            raise not_learned() from None

    async def keep(self, picture: str, network: bytes) -> bool:
        """Keep the style file that has learned a saved style's picture; False if that was removed meanwhile."""
        async with self._lock:
            file = await self._files.put(network)
            async with self._database.begin() as connection:
                saved = (await connection.execute(select(exists().where(styles.c.file == picture)))).scalar_one()
                if saved:
                    await connection.execute(learned_styles.delete().where(learned_styles.c.picture == picture))
                    row = {"picture": picture, "network": file, "attempts": 0, "ended_at": datetime.now(UTC)}
                    await connection.execute(learned_styles.insert().values(row))
        return bool(saved)

    async def failed(self, picture: str) -> None:
        """Note that a picture could not be learned."""
        async with self._database.begin() as connection:
            query = select(learned_styles.c.attempts).where(learned_styles.c.picture == picture)
            attempts = (await connection.execute(query)).scalar() or 0
            await connection.execute(learned_styles.delete().where(learned_styles.c.picture == picture))
            row = {"picture": picture, "attempts": attempts + 1, "ended_at": datetime.now(UTC)}
            await connection.execute(learned_styles.insert().values(row))

    async def size(self) -> int:
        """Bytes of all style files."""
        return await self._files.size()

    async def forget_unused(self) -> None:
        """Remove what belongs to pictures that are no styles any more."""
        async with self._lock:
            kept = select(styles.c.file).where(styles.c.file.is_not(None))
            async with self._database.begin() as connection:
                await connection.execute(learning_watchers.delete().where(learning_watchers.c.picture.not_in(kept)))
                gone = learned_styles.delete().where(learned_styles.c.picture.not_in(kept))
                networks = set((await connection.execute(gone.returning(learned_styles.c.network))).scalars())
            for network in (networks - {None}).difference(await self._in_use(networks - {None})):
                await self._files.delete(network)
        await self._remove_breaks()

    async def tidy(self) -> None:
        """Remove the leftovers of a crash."""
        await self.forget_unused()
        await remove_orphans(self._files, self._in_use, self._lock)

    async def _remove_breaks(self) -> None:
        """Remove what was half learned of pictures that need it no more."""
        files = await run_blocking(lambda: list(self._learning_dir.glob(f"*{SUFFIX}")))
        pictures = {file.stem: file for file in files}
        async with self._database.connect() as connection:
            wanted = select(styles.c.file).where(styles.c.file.in_(pictures))
            left = set((await connection.execute(wanted)).scalars())
        for picture in pictures.keys() - left:
            await run_blocking(pictures[picture].unlink, missing_ok=True)

    async def _in_use(self, names: Collection[str]) -> set[str]:
        return await named_in(self._database, (learned_styles.c.network,), names)


def _house_files() -> dict[str, Path]:
    files = map(style_file, HOUSE_STYLES)
    return {learned_painting(file.read_bytes()): file for file in files}


def _house_file(files: Mapping[str, Path], style: bytes) -> Path:
    found = files.get(painting_digest(images.decode_own(style)))
    if found is None:
        raise not_learned()
    return found
