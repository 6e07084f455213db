"""Put a backup back: unpack it beside the data, check it, then move everything into place. Blocking.

The new data are complete in a folder before anything is moved; renaming that folder is the moment from which they
count. When the process is killed later, the next start or restore goes on with the moves.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.backups.archive import DATABASE, SETTINGS, Damaged, Manifest, check, read_manifest
from bot.backups.data import Data
from bot.storage import start_errors
from bot.storage.aside import move_aside
from bot.storage.files import make_folder, sync_folder
from bot.storage.upgrades import revisions
from nst.errors import UserError

log = logging.getLogger(__name__)

_READY = "restored-%Y%m%dT%H%M%SZ"  # a folder with all new data but the database, which is beside its place
_READY_FOLDERS = "restored-*Z"
_UNFINISHED = ".part"
_LOCK = "restore.lock"
_PATIENCE = 30.0  # seconds to wait for another process that restores


def restore(archive: Path, data: Data, *, replace: bool, now: datetime) -> Manifest:
    """Replace the data of a stopped bot with those of an archive. They are the old or the new ones, never a mixture.

    Args:
        archive: a backup.
        data: of the bot; its folders are made.
        replace: move data that are there aside; otherwise they are a reason to refuse.
        now: names the folders ``aside-…``.

    Raises:
        UserError: the archive cannot be used, there are data, or the bot is running. Nothing was changed.
    """
    try:
        make_folder(data.folder)
        make_folder(data.database.parent)
        with _alone(data):
            _complete(data)
            manifest = read_manifest(archive)
            _check_allowed(archive, manifest, data, replace=replace)
            part = data.folder / f"{now.astimezone(UTC):{_READY}}{_UNFINISHED}"
            try:
                _unpack(archive, data, part)
                _check_unused(data.database)
            except BaseException:
                _remove_unfinished(data)
                raise
            _write_everything()
            part.rename(part.with_suffix(""))
            sync_folder(data.folder)
            _complete(data)
    except (OSError, sqlite3.Error) as error:
        raise _explained(error, data) from error
    return manifest


def complete_restore(data: Data) -> None:
    """Complete a restore that was interrupted, or remove what it left. Nearly always there is nothing to do.

    Raises:
        UserError: another process is restoring, or the data cannot be moved.
    """
    if next(data.folder.glob("restored-*"), None) is None:
        return
    try:
        with _alone(data):
            _complete(data)
    except (OSError, sqlite3.Error) as error:
        raise _explained(error, data) from error


def _check_allowed(archive: Path, manifest: Manifest, data: Data, *, replace: bool) -> None:
    if manifest.revision not in revisions():
        raise UserError(
            f"A newer version of the bot ({manifest.version}) wrote the archive {archive}: its tables are "
            f"{manifest.revision}, unknown to this one.",
            hint="Nothing was changed. Install that version.",
        )
    if not replace and (there := data.there):
        raise UserError(
            f"There are data already: {there}.",
            hint="Nothing was changed. With --replace they are moved into a folder aside-… first.",
        )
    if mounted := next((folder for folder in data.folders.values() if folder.is_mount()), None):
        raise UserError(f"{mounted} is a disk of its own and cannot be replaced.", hint="Mount DATA_DIR instead.")


def _unpack(archive: Path, data: Data, part: Path) -> None:
    part.mkdir()
    for folder in data.folders:
        (part / folder).mkdir()
    database = _new_database(data)
    check(archive, lambda name: database if name == DATABASE else part / name)
    with closing(sqlite3.connect(database)) as connection:
        try:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            answer = str(error)
    if answer != "ok":
        raise Damaged(archive, f"its database is ({answer})")


def _check_unused(database: Path) -> None:
    """Check that no process uses the database. SQLite leaves its WAL mode only for who is alone."""
    if not database.is_file():
        return
    with closing(sqlite3.connect(database, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise UserError(
                    f"The bot is running: a program uses {database}.",
                    hint="Nothing was changed. Stop the bot, then restore again.",
                ) from None
            # It cannot be read, which may be why it is replaced.


def _complete(data: Data) -> None:
    """Move what is ready into place. May be interrupted anywhere, and repeated."""
    for ready in sorted(data.folder.glob(_READY_FOLDERS)):
        now = datetime.strptime(ready.name, _READY).replace(tzinfo=UTC)
        moves = {ready / name: folder for name, folder in data.folders.items()}
        moves[ready / SETTINGS] = data.folder / SETTINGS
        moves[_new_database(data)] = data.database  # last: without it the bot does not start beside pictures
        for source, target in moves.items():
            if source.exists():
                _make_way(target, data, now)
                source.rename(target)
                sync_folder(target.parent)
        ready.rmdir()
        sync_folder(data.folder)
        log.info("The data of a backup are in their place.")
    _remove_unfinished(data)


def _make_way(target: Path, data: Data, now: datetime) -> None:
    with suppress(OSError):  # only an empty folder goes
        target.rmdir()
    move_aside(start_errors.companions(target) if target == data.database else [target], now)


def _remove_unfinished(data: Data) -> None:
    unfinished = [*data.folder.glob(f"{_READY_FOLDERS}{_UNFINISHED}")]
    if unfinished:  # otherwise the new database may be one that waits for its move
        for path in start_errors.companions(_new_database(data)):
            path.unlink(missing_ok=True)
    for folder in unfinished:
        shutil.rmtree(folder)


def _new_database(data: Data) -> Path:
    """Beside its place, which may be on another disk than the pictures."""
    return data.database.with_name(f"{data.database.name}.restored")


def _write_everything() -> None:
    """Write all files to the disk, where the system can."""
    if hasattr(os, "sync"):
        os.sync()


@contextmanager
def _alone(data: Data) -> Iterator[None]:
    """Hold off other processes that restore, or complete a restore. A killed process lets go by itself."""
    with closing(sqlite3.connect(data.folder / _LOCK, timeout=_PATIENCE, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise UserError(
                f"A backup is being restored into {data.folder}.", hint="Try again when that is done."
            ) from None
        yield


def _explained(error: Exception, data: Data) -> UserError:
    if isinstance(error, OSError) and error.filename:
        return UserError(
            f"The restore failed: {error.strerror or error} ({error.filename}).",
            hint="Check who may write to DATA_DIR, and its free space. Then restore again.",
        )
    return start_errors.explain(error, data.database, "Restore again.")
