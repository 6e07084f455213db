"""The errors of a database at start, as sentences for the bot's owner."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from nst.errors import UserError

START_FRESH = "python -m bot run --start-fresh"
_LITTLE_SPACE = 2**20  # bytes
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Unusable(UserError):
    """The database cannot be used.

    Attributes:
        replaceable: whether its contents are the cause, so that an empty database would work.
    """

    def __init__(self, message: str, *, hint: str, replaceable: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.replaceable = replaceable


def damaged(shown: str | Path, reason: str, rescue: str) -> Unusable:
    """Its pages or tables are damaged."""
    return Unusable(f"The database {shown} is damaged ({reason}).", hint=rescue, replaceable=True)


def unknown_version(shown: str | Path, revision: str, rescue: str, *, replaceable: bool = True) -> Unusable:
    """Its revision is unknown."""
    return Unusable(
        f"The database {shown} is of a newer version of the bot (its revision is {revision}, unknown to this one).",
        hint=f"Install the newer version again. {rescue}".strip(),
        replaceable=replaceable,
    )


def emptied(shown: str | Path, pictures: Path, rescue: str, *, missing: bool = False) -> Unusable:
    """There are people's pictures, but the database that names their owners is missing or empty."""
    state = "is missing" if missing else "is empty"
    return Unusable(
        f"The database {shown} {state}, but there are people's pictures in {pictures}.",
        hint=f"Check DATA_DIR and DATABASE_URL. {rescue}",
        replaceable=True,
    )


def half_upgraded(shown: str | Path, what: str, rescue: str) -> Unusable:
    """An older version of the bot was killed during an upgrade, and data was written since."""
    return Unusable(
        f"The database {shown} was left in the middle of an upgrade: {what}.", hint=rescue, replaceable=True
    )


def forbidden(path: Path) -> Unusable:
    """The bot may not write there."""
    return Unusable(
        f"The bot may not write to {path}.",
        hint="Let the user who runs the bot read and write it and its folder, or choose another DATA_DIR.",
    )


def full(path: Path) -> Unusable:
    """The disk is full."""
    return Unusable(
        f"There is no space left for {path}.", hint="Free some space on that disk, then start the bot again."
    )


def not_a_file(path: Path) -> Unusable:
    """The database's path is a folder or something else that is no file."""
    return Unusable(
        f"{path} is not a file, so it cannot be the database.",
        hint="Move it away, or check DATA_DIR and DATABASE_URL.",
    )


def not_a_folder(path: Path) -> Unusable:
    """The folder's path is a file."""
    return Unusable(f"{path} is not a folder.", hint="Move it away, or check DATA_DIR and DATABASE_URL.")


def busy(path: Path) -> Unusable:
    """Another process keeps it locked."""
    return Unusable(
        f"Another program is using the database {path}.",
        hint="Is the bot running twice? Stop the other one, then start this one again.",
    )


def unusable(shown: str | Path, error: Exception) -> Unusable:
    """Any other error: the driver's reason, without the statement that SQLAlchemy adds."""
    reason = str(getattr(error, "orig", None) or error).partition("\n")[0].rstrip(".")
    return Unusable(
        f"The database {shown} cannot be used: {reason}.",
        hint="Check DATA_DIR and DATABASE_URL.",
    )


def without_driver(error: ModuleNotFoundError) -> Unusable:
    """The driver of the database is not installed."""
    return Unusable(
        f"DATABASE_URL needs the package {error.name}, which is not installed.",
        hint="Get it with: python -m pip install '.[postgres]'",
    )


def explain(error: Exception, path: Path, rescue: str) -> Unusable:
    """The sentence for an error of SQLite or the system about a file.

    Args:
        error: of sqlite3, of the system, or of SQLAlchemy around one of them.
        path: the database.
        rescue: the advice if its contents are the cause.
    """
    for cause in _causes(error):
        if isinstance(cause, OSError):
            return _of_system(cause, path)
        if isinstance(cause, sqlite3.Error) and (fault := _of_sqlite(cause, path, rescue)):
            return fault
    return unusable(path, error)


def _of_sqlite(error: sqlite3.Error, path: Path, rescue: str) -> Unusable | None:
    name = getattr(error, "sqlite_errorname", "")  # such as SQLITE_IOERR_WRITE
    kind = name.removeprefix("SQLITE_").partition("_")[0]
    if kind in {"CORRUPT", "NOTADB"}:
        return damaged(path, str(error), rescue)
    if kind in {"CANTOPEN", "IOERR", "READONLY", "PERM"}:
        return obstacle(path) or _without_space(path) or (forbidden(path) if kind in {"READONLY", "PERM"} else None)
    return {"BUSY": busy, "LOCKED": busy, "FULL": full}.get(kind, lambda _: None)(path)


def obstacle(path: Path) -> Unusable | None:
    """Why the file of a database cannot be opened or written, judged by its path."""
    folder = path.parent
    if folder.exists() and not folder.is_dir():
        return not_a_folder(folder)
    # Another process may make or remove SQLite's own files at any moment.
    for one in companions(path):
        if not stat.S_ISREG(_mode(one) or stat.S_IFREG):
            return not_a_file(one)
    for one in (folder, *companions(path)):
        if not may_write(one) and one.exists():
            return forbidden(one)
    return None


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # it is not there, or its name is none
        return None


def _without_space(path: Path) -> Unusable | None:
    folder = path.parent
    return full(path) if folder.is_dir() and shutil.disk_usage(folder).free < _LITTLE_SPACE else None


def _of_system(error: OSError, path: Path) -> Unusable:
    where = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno in _NO_SPACE:
        return full(where)
    if error.errno in _FORBIDDEN:
        return forbidden(where)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return not_a_folder(where)
    return unusable(path, error)


def companions(path: Path) -> tuple[Path, ...]:
    """The files of an SQLite database: the main file, and the ones that SQLite keeps beside it."""
    return (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")))


def may_write(path: Path) -> bool:
    """Whether the bot's user may read and write this file, or list this folder and make files in it."""
    mode = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = getattr(found, "orig", None) or found.__cause__
