"""Make a backup: a snapshot of the database, the files that it names, and the settings. Blocking."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from bot.backups.archive import DATABASE, SETTINGS, ArchiveWriter, Manifest, check, stored_name
from bot.backups.data import Data, counts, named_files, revision_of, snapshot
from bot.storage import start_errors
from bot.storage.files import make_folder, sync_folder
from bot.storage.sqlite import rescue
from nst.errors import UserError
from nst.version import version

_NAME = "chameleon-%Y%m%dT%H%M%SZ.tar"
_ARCHIVE = re.compile(r"chameleon-\d{8}T\d{6}Z\.tar")
_UNFINISHED = "unfinished-backup-"  # name prefix of a folder
_LEFT_SECONDS = 3600.0  # a folder in which nothing was written for so long is nobody's

Stopped = Callable[[], bool]


class BackupStopped(Exception):
    """The bot is being stopped."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup."""

    path: Path
    manifest: Manifest


def make_backup(
    data: Data, settings: str, into: Path, *, keep: int, now: datetime, stopped: Stopped = lambda: False
) -> Backup:
    """Write a new archive, check it, and delete the oldest ones. The bot may run meanwhile.

    Args:
        data: of the bot.
        settings: as lines of `.env`, without secrets.
        into: the folder of the archives; it is made.
        keep: how many archives are kept, at least 1.
        now: its name in the folder.
        stopped: whether to give up; asked before each file.

    Raises:
        UserError: it failed; earlier archives are kept.
        BackupStopped: it was given up.
    """
    if not data.database.exists():
        raise UserError(
            f"There is no database {data.database}, so there is nothing to back up.", hint="Check DATA_DIR."
        )
    try:
        make_folder(into)
        _remove_leftovers(into)
        return _write(data, settings, into, keep=keep, now=now, stopped=stopped)
    except sqlite3.Error as error:
        raise start_errors.explain(error, data.database, rescue(data.database)) from error
    except OSError as error:
        raise UserError(
            f"The backup into {into} failed: {error.strerror or error}.",
            hint="Check BACKUP_DIR, its free space and who may write there. Earlier backups are kept.",
        ) from error


def _write(data: Data, settings: str, into: Path, *, keep: int, now: datetime, stopped: Stopped) -> Backup:
    with TemporaryDirectory(prefix=_UNFINISHED, dir=into) as scratch:
        copy, part = Path(scratch, DATABASE), Path(scratch, "archive")
        snapshot(data.database, copy)
        revision, counted = revision_of(copy), counts(copy)
        with part.open("xb") as file:
            part.chmod(0o600)
            writer = ArchiveWriter(file, now)
            with copy.open("rb") as stream:
                writer.add(DATABASE, stream, copy.stat().st_size)
            writer.add(SETTINGS, BytesIO(settings.encode()), len(settings.encode()))
            files = _add_files(writer, data, copy, stopped)
            writer.finish(version(), revision, counted | files)
            file.flush()
            os.fsync(file.fileno())
        manifest = check(part)
        target = into / f"{now.astimezone(UTC):{_NAME}}"
        part.replace(target)
    sync_folder(into)
    for old in [one for one in backups(into) if one != target][keep - 1 :]:
        old.unlink(missing_ok=True)
    return Backup(target, manifest)


def _add_files(writer: ArchiveWriter, data: Data, copy: Path, stopped: Stopped) -> dict[str, int]:
    found = {"files": 0, "missing": 0, "damaged": 0}
    for folder, name in named_files(copy):
        if stopped():
            raise BackupStopped
        place = stored_name(folder, name)
        try:
            stream: BinaryIO | None = (data.folders[folder] / name[:2] / name).open("rb") if place else None
        except FileNotFoundError:  # deleted since the snapshot, or lost before
            stream = None
        if stream is None or place is None:
            found["missing"] += 1
            continue
        with stream:
            digest = writer.add(place, stream, os.fstat(stream.fileno()).st_size)
        found["files"] += 1
        found["damaged"] += digest != name
    return found


def backups(folder: Path) -> list[Path]:
    """The archives in a folder, newest first."""
    found = [path for path in folder.glob("chameleon-*.tar") if _ARCHIVE.fullmatch(path.name)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def newest_backup(folder: Path, now: datetime) -> datetime | None:
    """When the newest archive in a folder was made, but for those that a wrong clock has named after the future."""
    made = [datetime.strptime(path.name, _NAME).replace(tzinfo=UTC) for path in backups(folder)]
    return max((each for each in made if each <= now), default=None)


def _remove_leftovers(into: Path) -> None:
    """Remove what killed backups left."""
    limit = time.time() - _LEFT_SECONDS
    for folder in into.glob(f"{_UNFINISHED}*"):
        with suppress(FileNotFoundError):  # its backup ends just now
            if max(path.stat().st_mtime for path in (folder, *folder.iterdir())) <= limit:
                shutil.rmtree(folder)
