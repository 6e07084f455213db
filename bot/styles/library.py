"""The styles that users choose by name: their own, their server's, and the house styles."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotAllowed
from bot.jobs.job import Actor
from bot.runtime.blocking import run_blocking
from bot.runtime.read_cache import ReadCache
from bot.storage.database import named_in
from bot.storage.files import FileStore, remove_orphans
from bot.storage.tables import learned_styles, styles
from bot.styles import house
from bot.styles.names import MAX_NAME, MAX_TEXT, Known, clean_name, known, name_key, ranked
from bot.styles.networks import StyleNetworks
from bot.styles.style import (
    Kind,
    Style,
    StyleNotFound,
    StyleTaken,
    key_of,
    may_remove,
    name_taken,
    shelf_of,
    style_missing,
    styles_full,
    to_style,
)
from nst import images

_NO_TITLES: Mapping[str, str] = MappingProxyType({})
_SHOWN = MAX_NAME  # characters of the user's text that an answer repeats


_Shelf = list[tuple[Style, Known]]
_CACHED_SHELVES = 200
_CACHED_THUMBNAILS = 200  # of about 30 kB each
_PART = 100  # rows read at a time


class StyleLibrary:
    """Read and write styles in the database. When a method returns, its change is written.

    Args:
        database: holds names and owners.
        files: the pictures of saved styles, and nothing else.
        networks: what has learned saved styles; it goes with them.
        per_person, per_server: most private styles per person, and most styles per server.
    """

    def __init__(
        self,
        database: AsyncEngine,
        files: FileStore,
        networks: StyleNetworks,
        *,
        per_person: int = 25,
        per_server: int = 100,
    ) -> None:
        self._database = database
        self._files = files
        self._networks = networks
        self._per_person = per_person
        self._per_server = per_server
        # Held from counting a shelf until the new row is written, and while unnamed files are removed.
        self._lock = asyncio.Lock()
        self._shelves: ReadCache[_Shelf] = ReadCache(_CACHED_SHELVES)
        self._thumbnails: ReadCache[bytes] = ReadCache(_CACHED_THUMBNAILS)

    async def save(self, owner_id: int, guild_id: int | None, name: str, image: bytes) -> Style:
        """Save a picture (PNG) under a name: for its owner only, or for everyone in a server.

        Raises:
            BadName: the name is invalid.
            StyleTaken: the name or the picture is saved already.
            StylesFull: the limit is reached.
        """
        name = clean_name(name)
        shelf = shelf_of(Kind.MINE, None, owner_id) if guild_id is None else shelf_of(Kind.GUILD, guild_id, owner_id)
        key = name_key(name)
        row: dict[str, Any] = {"shelf": shelf, "key": key, "name": name, "owner_id": owner_id, "uses": 0}
        async with self._lock:
            await self._check_room(shelf, key, limit=self._per_person if guild_id is None else self._per_server)
            file = await self._files.put(image)
            await self._check_new(shelf, file)
            row |= {"file": file, "created_at": datetime.now(UTC)}
            try:
                async with self._database.begin() as connection:
                    await connection.execute(styles.insert().values(row))
                    saved = await connection.execute(_query((styles.c.shelf == shelf) & (styles.c.key == key)))
                    return to_style(saved.mappings().one())
            except IntegrityError:  # another process saved it first
                raise name_taken(name) from None
            finally:
                self._shelves.forget(shelf)

    async def available(self, guild_id: int | None, user_id: int) -> list[Style]:
        """All styles that a person can choose in a place: their own, the server's, the house styles; newest first."""
        return [style for style, _ in await self._available(guild_id, user_id)]

    async def _available(self, guild_id: int | None, user_id: int) -> _Shelf:
        """The available styles, with names prepared for comparison."""
        kinds = [kind for kind in Kind if kind is not Kind.GUILD or guild_id is not None]
        shelves = {kind: await self._shelf(shelf_of(kind, guild_id, user_id)) for kind in kinds}
        uses = {style.ref: style.uses for style, _ in shelves[Kind.HOUSE]}
        of_house = [(style, known(style.name)) for style in house.styles(uses)]
        return [*shelves[Kind.MINE], *shelves.get(Kind.GUILD, ()), *of_house]

    async def _shelf(self, name: str) -> _Shelf:
        """The styles on a shelf, newest first. A long shelf is read in parts, so that the event loop does not wait."""

        async def read() -> _Shelf:
            found: _Shelf = []
            async with self._database.connect() as connection:
                rows = (await connection.stream(_query(styles.c.shelf == name))).mappings()
                async for part in rows.partitions(_PART):
                    found += ((style, known(style.name)) for style in map(to_style, part))
            return found

        return await self._shelves.get(name, read)

    async def search(
        self, text: str, guild_id: int | None, user_id: int, limit: int = 25, *, titles: Mapping[str, str] = _NO_TITLES
    ) -> list[Style]:
        """The styles that match a half-written name, best first; among equals the person's own come first.

        Args:
            text: matches all styles if empty.
            guild_id: of the place; None in direct messages.
            user_id: who asks.
            limit: most results.
            titles: translated names by `Style.ref`, besides the saved names.
        """
        found = await self._available(guild_id, user_id)
        if not name_key(text[:MAX_TEXT]):
            return [style for style, _ in found[:limit]]
        called = {ref: known(title) for ref, title in titles.items()}
        by_ref = {style.ref: style for style, _ in found}
        names = {style.ref: (name, called[style.ref]) if style.ref in called else (name,) for style, name in found}
        return [by_ref[ref] for ref in ranked(text, names)[:limit]]

    async def find(self, ref: str, guild_id: int | None, user_id: int) -> Style:
        """Find the style for a `Style.ref` or a bare name, for a person in a place.

        Raises:
            StyleNotFound: there is none (any more).
        """
        kind, colon, name = ref.partition(":")
        if len(name or kind) > MAX_TEXT:
            raise await self._missing(name or kind, guild_id, user_id)
        found = await self._available(guild_id, user_id)
        if colon and kind in set(Kind):
            found = [(style, called) for style, called in found if style.kind == kind]
        else:
            name = ref
        key = name_key(name)
        for style, called in found:
            if key == called.key or (style.kind is Kind.HOUSE and key == name_key(style.ref.partition(":")[2])):
                return style
        raise await self._missing(name, guild_id, user_id)

    async def picture(self, style: Style) -> bytes:
        """The picture of a style, as PNG.

        Raises:
            NotFound: the style was removed meanwhile.
        """
        if style.file is None:
            return await run_blocking(house.picture, key_of(style))
        return await self._files.get(style.file)

    async def thumbnail(self, style: Style, size: int) -> bytes:
        """A small JPEG of a style's picture, `size` pixels on its long side.

        Raises:
            NotFound: the style was removed meanwhile.
        """
        file = style.file
        return await self._thumbnails.get(
            f"{file or style.ref} {size}",
            lambda: run_blocking(house.thumbnail, key_of(style), size) if file is None else self._shrunk(file, size),
        )

    async def _shrunk(self, file: str, size: int) -> bytes:
        return await run_blocking(images.thumbnail, await self._files.get(file), size)

    async def take(self, ref: str, guild_id: int | None, user_id: int) -> tuple[Style, bytes]:
        """Get a style and its picture for painting, and count a use. See `find`."""
        style = await self.find(ref, guild_id, user_id)
        picture = await self.picture(style)
        shelf, key = shelf_of(style.kind, guild_id, user_id), key_of(style)
        async with self._lock, self._database.begin() as connection:
            same = (styles.c.shelf == shelf) & (styles.c.key == key)
            counted = await connection.execute(styles.update().where(same).values(uses=styles.c.uses + 1))
            if counted.rowcount == 0 and style.kind is Kind.HOUSE:
                row = {"shelf": shelf, "key": key, "name": key, "created_at": datetime.now(UTC), "uses": 1}
                await connection.execute(styles.insert().values(row))
        self._shelves.forget(shelf)
        return style, picture

    async def remove(self, ref: str, guild_id: int | None, actor: Actor) -> Style:
        """Remove a style and return it. The person who saved a server's style and the moderators can remove it.

        Raises:
            StyleNotFound: there is none.
            NotAllowed: it is a house style, or another person saved it for the server.
        """
        style = await self.find(ref, guild_id, actor.user_id)
        if style.kind is Kind.HOUSE:
            raise NotAllowed("The house styles stay: everyone may use them.", code="style-house")
        if not may_remove(style, actor, guild_id):
            raise NotAllowed(
                f"“{style.name}” was saved by someone else.",
                hint="Only they and the moderators of this server can remove it.",
                code="style-not-yours",
                name=style.name,
            )
        shelf = shelf_of(style.kind, guild_id, actor.user_id)
        await self._remove((styles.c.shelf == shelf) & (styles.c.key == key_of(style)))
        return style

    async def saved_by(self, owner_id: int) -> list[Style]:
        """All styles that a person has saved, for themselves and in all servers; newest first."""
        return await self._select(styles.c.owner_id == owner_id)

    async def forget(self, owner_id: int) -> int:
        """Remove all styles that a person has saved, and return their number."""
        return await self._remove(styles.c.owner_id == owner_id)

    async def tidy(self) -> None:
        """Remove the leftovers of a crash: files without a row, unfinished files."""
        await remove_orphans(self._files, self._in_use, self._lock)

    async def _check_room(self, shelf: str, key: str, *, limit: int) -> None:
        async with self._database.connect() as connection:
            here = select(styles.c.name).where(styles.c.shelf == shelf)
            taken = (await connection.execute(here.where(styles.c.key == key))).scalar_one_or_none()
            count = (await connection.execute(select(func.count()).select_from(here.subquery()))).scalar_one()
        if taken is not None:
            raise name_taken(taken)
        if count >= limit:
            raise styles_full(shelf, limit)

    async def _check_new(self, shelf: str, file: str) -> None:
        for style in await self._select((styles.c.shelf == shelf) & (styles.c.file == file)):
            raise StyleTaken(
                f"That picture is saved already: it is called “{style.name}”.",
                code="style-picture-taken",
                name=style.name,
            )

    async def _missing(self, name: str, guild_id: int | None, user_id: int) -> StyleNotFound:
        shown = " ".join(name[:MAX_TEXT].split())[:_SHOWN]
        alike = await self.search(shown, guild_id, user_id, limit=1)
        return style_missing(shown, alike[0].name if alike else None)

    async def _remove(self, where: ColumnElement[bool]) -> int:
        async with self._lock:
            async with self._database.begin() as connection:
                gone = await connection.execute(styles.delete().where(where).returning(styles.c.file))
                files = list(gone.scalars())
            self._shelves.forget()
            for file in set(files):
                await self._discard(file)
            if files:
                await self._networks.forget_unused()
        return len(files)

    def learned(self) -> None:
        """Note that `StyleNetworks` has changed."""
        self._shelves.forget()

    async def _discard(self, file: str) -> None:
        if not await self._in_use([file]):
            await self._files.delete(file)
            self._thumbnails.forget()

    async def _in_use(self, names: Collection[str]) -> set[str]:
        return await named_in(self._database, (styles.c.file,), names)

    async def _select(self, where: ColumnElement[bool]) -> list[Style]:
        async with self._database.connect() as connection:
            return [to_style(row) for row in (await connection.execute(_query(where))).mappings()]


def _query(where: ColumnElement[bool]) -> Select[Any]:
    """The rows for `to_style`, newest first."""
    learned = styles.outerjoin(learned_styles, learned_styles.c.picture == styles.c.file)
    return select(styles, learned_styles.c.network).select_from(learned).where(where).order_by(styles.c.number.desc())
