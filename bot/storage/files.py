"""Files on disk, named by their content: equal pictures are stored once, and a file never changes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.errors import NotFound
from bot.runtime.blocking import run_blocking

ORPHAN_AGE = timedelta(minutes=30)  # the housekeeping then removes unnamed files within an hour
_NAME = re.compile(r"[0-9a-f]{64}")
_BATCH = 200  # names per query

InUse = Callable[[Collection[str]], Awaitable[Collection[str]]]


class FileStore:
    """Content-addressed files in a folder. All work runs in threads; stored files survive a crash.

    Args:
        folder: made for the first file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, data: bytes) -> str:
        """Store ``data`` and return its name, the SHA-256 in hex."""
        return await run_blocking(self._put, data)

    async def get(self, name: str) -> bytes:
        """Read a file.

        Raises:
            NotFound: there is no such file, or the name is invalid.
        """
        try:
            return await run_blocking(self._path(name).read_bytes)
        except FileNotFoundError:
            raise _gone() from None

    async def delete(self, name: str) -> None:
        """Remove a file; a missing file is no error."""
        await run_blocking(self._delete, name)

    async def size(self) -> int:
        """Bytes of all files."""
        return await run_blocking(lambda: sum(path.stat().st_size for path in self._folder.glob("??/*")))

    async def older_than(self, seconds: float) -> list[str]:
        """Names of the files that were last stored at least this many seconds ago."""
        return await run_blocking(self._older_than, seconds)

    async def remove_parts(self, seconds: float) -> None:
        """Remove unfinished files older than this."""
        await run_blocking(remove_parts, self._folder, seconds, pattern="??/*.part")

    def _path(self, name: str) -> Path:
        # Names also come from the database; a wrong one must never lead out of the folder.
        if not _NAME.fullmatch(name):
            raise _gone()
        return self._folder / name[:2] / name

    def _put(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            path.touch()  # its age counts from the last time it was stored
            sync_folder(path.parent)  # the first writer may have been interrupted before this
            return name
        make_folder(path.parent)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
                part.close()
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        sync_folder(path.parent)
        return name

    def _delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _older_than(self, seconds: float) -> list[str]:
        limit = time.time() - seconds
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # deleted meanwhile
                if _NAME.fullmatch(path.name) and path.stat().st_mtime <= limit:
                    found.append(path.name)
        return found


async def remove_orphans(files: FileStore, in_use: InUse, lock: asyncio.Lock, *, age: timedelta = ORPHAN_AGE) -> None:
    """Remove files that no row names, and unfinished files.

    Args:
        files: the store.
        in_use: returns the names of a list that are in a row.
        lock: held from storing a file until a row names it.
        age: younger files are kept.
    """
    await files.remove_parts(age.total_seconds())
    old = await files.older_than(age.total_seconds())
    for start in range(0, len(old), _BATCH):
        batch = old[start : start + _BATCH]
        for name in set(batch).difference(await in_use(batch)):
            async with lock:
                if not await in_use([name]):  # not stored again meanwhile
                    await files.delete(name)


def holds_files(folder: Path) -> bool:
    """Whether the folder of a `FileStore` has a file. Blocking."""
    return any(_NAME.fullmatch(path.name) for path in folder.glob("??/*"))


def remove_parts(folder: Path, seconds: float, *, pattern: str = "*.part") -> None:
    """Remove unfinished files in a folder that are older than some seconds."""
    limit = time.time() - seconds
    for path in folder.glob(pattern):
        with suppress(FileNotFoundError):  # it has its name now
            if path.stat().st_mtime <= limit:
                path.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, so that they survive a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system supports it (Windows cannot open folders)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _gone() -> NotFound:
    return NotFound("That picture is not here any more.", hint="Please post it again.", code="file-gone")
