"""Personal data: everything that is kept about a person, exported and deleted when they ask for it."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.errors import NotFound
from bot.runtime.blocking import run_blocking
from bot.storage.files import FileStore
from nst.errors import UserError

_ENTRY = 200  # bytes around a file in a zip, at most, besides its name


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is read only when there is room for it."""

    files: FileStore
    name: str


class PersonalData(Protocol):
    """Something that keeps data about people, and exports and deletes it."""

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """What is kept about a person, by its path in the archive: bytes, `Stored`, or anything that JSON can write."""
        ...

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove it all, and say how many of what were removed: ``{"jobs": 3}``."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """An archive of what is kept about a person.

    Attributes:
        data: a zip file.
        files: how many pictures are in it.
        left_out: how many more there are that it had no room for.
    """

    data: bytes = field(repr=False)
    files: int
    left_out: int


class PersonalDataService:
    """Exports and deletes what all sources keep. A new source of personal data is added to the list.

    Attributes:
        sources: each answers for what it keeps.
    """

    def __init__(self, sources: Sequence[PersonalData]) -> None:
        self.sources = tuple(sources)

    async def export(self, user_id: int, *, limit: int) -> Export:
        """Everything that is kept about a person, as a zip of at most `limit` bytes.

        Texts come first; then as many pictures as there is room for, in the order of the sources.

        Raises:
            UserError: not even the texts fit.
        """
        parts: dict[str, Any] = {
            "about.json": {"person": user_id, "exported_at": datetime.now(UTC), "by": "Chameleon, see /privacy"}
        }
        for source in self.sources:
            parts |= await source.export(user_id)
        return await self._pack(parts, limit)

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Forget a person; returns how many of what were removed."""
        removed: Counter[str] = Counter()
        for source in self.sources:
            removed.update(await source.forget(user_id))
        return +removed

    async def _pack(self, parts: Mapping[str, Any], limit: int) -> Export:
        zip_ = _Zip(limit)
        pictures: dict[str, bytes | Stored] = {}
        for path, part in parts.items():
            if isinstance(part, bytes | Stored):
                pictures[path] = part
            elif not await run_blocking(zip_.add_json, path, part):
                raise UserError(
                    "What I keep about you does not fit into one file that Discord would take.",
                    hint="Please ask whoever runs me for it.",
                    code="export-too-large",
                )
        packed, left_out = 0, len(pictures)
        for path, picture in pictures.items():
            try:
                data = picture if isinstance(picture, bytes) else await picture.files.get(picture.name)
            except NotFound:  # deleted in this moment
                left_out -= 1
                continue
            if not await run_blocking(zip_.add, path, data, zipfile.ZIP_STORED):
                break
            packed, left_out = packed + 1, left_out - 1
        return Export(await run_blocking(zip_.close), packed, left_out)


class _Zip:
    """A zip file in memory that does not grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._directory = _ENTRY  # bytes that the list of files at the end will need
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w")

    def add(self, path: str, data: bytes, compression: int) -> bool:
        """Add a file; False, and nothing is added, when that might be too much."""
        start = self._file.tell()
        directory = self._directory + _ENTRY + len(path.encode())
        if (
            compression == zipfile.ZIP_STORED
            and start + len(data) + _ENTRY + len(path.encode()) + directory > self._limit
        ):
            return False
        self._zip.writestr(path, data, compression)
        self._directory = directory
        return self._file.tell() + directory <= self._limit

    def add_json(self, path: str, part: object) -> bool:
        """Add a value as JSON, compressed. See `add`; it may be of the losses of thousands of pictures."""
        data = json.dumps(part, ensure_ascii=False, indent=2, default=_as_text).encode()
        return self.add(path, data, zipfile.ZIP_DEFLATED)

    def close(self) -> bytes:
        """Write the list of files and return everything."""
        self._zip.close()
        return self._file.getvalue()


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
