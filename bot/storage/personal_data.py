"""Personal data: export and delete everything that is kept about a person, on their request."""

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

_ENTRY = 200  # most bytes of overhead per file in a zip, besides its name


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is read only if there is room for it."""

    files: FileStore
    name: str


class PersonalData(Protocol):
    """A source of personal data; it exports and deletes its data."""

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A person's data by path in the archive: bytes, `Stored`, or JSON types."""
        ...

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove a person's data, and return the number of removed items by kind: ``{"jobs": 3}``."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """An archive of a person's data.

    Attributes:
        data: a zip file.
        files: number of pictures in it.
        left_out: number of pictures that did not fit.
    """

    data: bytes = field(repr=False)
    files: int
    left_out: int


class PersonalDataService:
    """Exports and deletes the data of all sources. Add each new source of personal data to the list.

    Attributes:
        sources: each exports and deletes its own data.
    """

    def __init__(self, sources: Sequence[PersonalData]) -> None:
        self.sources = tuple(sources)

    async def export(self, user_id: int, *, limit: int) -> Export:
        """Export a person's data as a zip of at most `limit` bytes.

        Texts come first, then as many pictures as fit, in the order of the sources.

        Raises:
            UserError: the texts alone do not fit.
        """
        parts: dict[str, Any] = {
            "about.json": {"person": user_id, "exported_at": datetime.now(UTC), "by": "Chameleon, see /privacy"}
        }
        for source in self.sources:
            parts |= await source.export(user_id)
        return await self._pack(parts, limit)

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Delete a person's data; return the number of removed items by kind."""
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
            except NotFound:  # deleted just now
                left_out -= 1
                continue
            if not await run_blocking(zip_.add, path, data, zipfile.ZIP_STORED):
                break
            packed, left_out = packed + 1, left_out - 1
        return Export(await run_blocking(zip_.close), packed, left_out)


class _Zip:
    """A zip file in memory with a size limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._directory = _ENTRY  # bytes for the list of files at the end
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w")

    def add(self, path: str, data: bytes, compression: int) -> bool:
        """Add a file. If it might not fit, add nothing and return False."""
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
        """Add a value as compressed JSON, like `add`. It may hold the losses of thousands of pictures."""
        data = json.dumps(part, ensure_ascii=False, indent=2, default=_as_text).encode()
        return self.add(path, data, zipfile.ZIP_DEFLATED)

    def close(self) -> bytes:
        """Write the list of files and return everything."""
        self._zip.close()
        return self._file.getvalue()


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
