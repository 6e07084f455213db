"""Copies of an SQLite database, made before each upgrade. Blocking."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.files import make_folder, sync_folder

FOLDER = "backups"  # beside the database
KEPT = 3


def copy_database(path: Path, revision: str) -> Path:
    """Copy a database and return the copy's path. The copy is atomic, and replaces one of the same revision.

    The caller prevents writes meanwhile. Only the newest `KEPT` copies are kept.

    Raises:
        OSError, sqlite3.Error: there is no space, or the disk fails.
    """
    target = path.parent / FOLDER / f"{path.stem}-{revision}{path.suffix}"
    make_folder(target.parent)
    for left in target.parent.glob(f"{path.stem}-*{path.suffix}.part*"):  # left by an interrupted copy
        left.unlink()
    part = target.with_name(f"{target.name}.part")
    part.touch()
    shutil.copymode(path, part)  # while it is empty
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)
    for old in copies(path)[KEPT:]:
        old.unlink()
    return target


def copies(path: Path) -> list[Path]:
    """The copies of a database, newest first."""
    name = re.compile(rf"{re.escape(path.stem)}-\d{{4}}\w*{re.escape(path.suffix)}")
    found = [copy for copy in (path.parent / FOLDER).glob("*") if name.fullmatch(copy.name)]
    return sorted(found, key=lambda copy: (copy.stat().st_mtime, copy.name), reverse=True)
