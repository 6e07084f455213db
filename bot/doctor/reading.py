"""Read an SQLite database without changing a byte in its folder, also while the bot runs. Blocking."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.storage.start_errors import companions


@contextmanager
def read_only(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads.

    SQLite makes files beside a database that it only reads, and mends their contents. Not so with these options
    (https://sqlite.org/uri.html, https://sqlite.org/wal.html#readonly):

    - While the bot runs, or after it was killed, there is a log of changes and an index of it: ``readonly_shm`` reads
      both as they are.
    - With a log but no index, both files are copied and read elsewhere.
    - Without a log nobody writes: ``immutable`` looks for nothing else.

    Raises:
        sqlite3.Error, OSError: it cannot be read.
    """
    _, log, index, journal = companions(file)
    if log.exists() and not index.exists():
        with TemporaryDirectory(prefix="chameleon-doctor-") as place:
            for one in (file, log):
                shutil.copyfile(one, Path(place, one.name))
            with _opened(Path(place, file.name), "mode=rw") as connection:
                yield connection
        return
    options = "mode=ro" if journal.exists() else "mode=ro&immutable=1"
    with _opened(file, "mode=ro&readonly_shm=1" if log.exists() else options) as connection:
        yield connection


@contextmanager
def _opened(file: Path, options: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True, timeout=10)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection
