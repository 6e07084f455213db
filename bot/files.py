"""Files on disk, named by what is in them: the same picture is stored once, and a file never changes."""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.jobs import NotFound
from bot.threads import run_blocking

_NAME = re.compile(r"[0-9a-f]{64}")


class FileStore:
    """Content-addressed files in a folder. Everything is done off the loop; what was put survives a crash.

    Args:
        folder: made when the first file is put.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, data: bytes) -> str:
        """Store ``data`` and return its name, the SHA-256 as hex."""
        return await run_blocking(self._put, data)

    async def get(self, name: str) -> bytes:
        """Read a file.

        Raises:
            NotFound: there is no such file, or the name cannot be one.
        """
        try:
            return await run_blocking(self._path(name).read_bytes)
        except FileNotFoundError:
            raise _gone() from None

    async def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""
        await run_blocking(self._delete, name)

    async def older_than(self, seconds: float) -> list[str]:
        """Names of the files that were last put at least so many seconds ago."""
        return await run_blocking(self._older_than, seconds)

    def _path(self, name: str) -> Path:
        # Names also come from the database: a wrong one must never lead out of the folder.
        if not _NAME.fullmatch(name):
            raise _gone()
        return self._folder / name[:2] / name

    def _put(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            path.touch()  # its age counts from the last put
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
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
        _sync_folder(path.parent)
        return name

    def _delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _older_than(self, seconds: float) -> list[str]:
        limit = time.time() - seconds
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # deleted meanwhile
                if path.stat().st_mtime <= limit:
                    if _NAME.fullmatch(path.name):
                        found.append(path.name)
                    elif path.suffix == ".part":  # left by a crash in the middle of a put
                        path.unlink()
        return found


def _gone() -> NotFound:
    return NotFound("That picture is not here any more.", hint="Please post it again.", code="file-gone")


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can (Windows cannot open folders)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
