"""Whether the files on disk and the rows that name them fit together. Read only, and blocking."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bot.backups.data import NAMED_FILES
from bot.doctor.findings import Finding, counted, mebibytes, ok, warning, wrong
from bot.doctor.reading import read_only
from bot.storage.files import ORPHAN_AGE

_DUE = ORPHAN_AGE.total_seconds() * 3  # the housekeeping of a running bot has removed them by then
_KINDS = {"files": "pictures", "styles": "styles", "networks": "learned styles", "challenges": "challenges"}


def check_files(database: Path | None, folders: Mapping[str, Path]) -> list[Finding]:
    """Compare the files with the rows that name them, and the learned styles with their digests.

    Args:
        database: of SQLite; None if it is another one.
        folders: of files, by the keys of `NAMED_FILES`.
    """
    if database is None or not database.exists():
        return []
    try:
        before = _all_named(database)
        there = {folder: dict(_files(folders[folder])) for folder in NAMED_FILES}
        after = _all_named(database)  # the bot may run, and add and remove files
    except (sqlite3.Error, OSError):
        return [warning("files", "They were not checked, because the database cannot be read.", "Mend that first.")]
    found = [_compared(kind, before[one], after[one], there[one]) for one, kind in _KINDS.items()]
    return [*found, *_damaged(folders["networks"])]


def _all_named(database: Path) -> Mapping[str, set[str]]:
    with read_only(database) as connection:
        return {folder: set(_named(connection, folder)) for folder in NAMED_FILES}


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    for path in folder.glob("??/*"):
        with suppress(FileNotFoundError):  # removed meanwhile
            yield path.name, path.stat()


def _named(connection: sqlite3.Connection, folder: str) -> Iterator[str]:
    for column in NAMED_FILES[folder]:
        table, name = column.table.name, column.name
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if name in columns:  # an older database may lack it
            query = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL"  # noqa: S608  our own names
            yield from (str(row[0]) for row in connection.execute(query))


def _compared(kind: str, before: set[str], after: set[str], there: Mapping[str, os.stat_result]) -> Finding:
    missing = len((before & after) - there.keys())
    limit = time.time() - _DUE
    orphans = [
        about for name, about in there.items() if name not in before and name not in after and about.st_mtime <= limit
    ]
    seen = f"{counted(len(there), 'file')}, {mebibytes(sum(about.st_size for about in there.values()))}"
    if missing:
        advice = "Restore a backup, or go on without them: the bot says of each that it is gone."
        return wrong(kind, f"{seen}; {missing} that the database names are missing.", advice)
    if orphans:
        size = mebibytes(sum(about.st_size for about in orphans))
        advice = "The bot removes them while it runs. If it does run, see housekeeping on its health page."
        return warning(kind, f"{seen}; nothing names {len(orphans)} of them ({size}), since long.", advice)
    return ok(kind, f"{seen}, as the database has it.")


def _damaged(networks: Path) -> list[Finding]:
    files = [path for path in networks.glob("??/*") if path.is_file() and not path.name.endswith(".part")]
    damaged = sum(hashlib.sha256(path.read_bytes()).hexdigest() != path.name for path in files)
    if not damaged:
        return []
    advice = "Restore a backup, or remove and save these styles again: they are learned anew."
    return [wrong("learned styles", f"{damaged} of {len(files)} differ from their digests.", advice)]
