"""Make an SQLite file ready at start: check it, copy it before an upgrade, upgrade it in one transaction. Blocking."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage import start_errors
from bot.storage.copies import copies, copy_database
from bot.storage.files import make_folder
from bot.storage.repairs import LeftoverInUse, remove_leftovers
from bot.storage.upgrades import UnknownRevision, migrate, newest_revision, revision_of

_PAUSE = 0.05  # seconds between two attempts where SQLite itself does not wait


def file_of(url: URL) -> Path | None:
    """The file of a database; None if it is in memory or not SQLite."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def make_ready(path: Path, tables: Collection[str], pictures: Path | None, *, patience: float = 30.0) -> None:
    """Check a database and bring its tables up to date; make a missing one.

    Several processes may call this at once: one upgrades, the others wait.

    Args:
        path: its file. Its folder is made.
        tables: of the newest revision.
        pictures: a folder with people's pictures; if given, the database must not be missing or empty.
        patience: seconds to wait for another process.

    Raises:
        Unusable: it cannot be used, and was not changed.
    """
    try:
        make_folder(path.parent)
        if fault := start_errors.obstacle(path):  # SQLite opens a file that it may not write, and fails later
            raise fault
        if pictures is not None and not path.exists():
            raise start_errors.emptied(path, pictures, rescue(path), missing=True)
        _check_pages(path, patience)
        with _transaction(path, patience) as connection:
            _upgrade(connection, path, tables, pictures)
        _use_wal(path, patience)
    except (OSError, sqlite3.Error, SQLAlchemyError, CommandError) as error:
        raise start_errors.explain(error, path, rescue(path)) from error


def rescue(path: Path) -> str:
    """The advice for a database with unusable contents."""
    found = copies(path)
    copy = f"the newest copy, {found[0]}," if found else "a copy of yours"
    remains = " and ".join(str(one) for one in start_errors.companions(path)[1:3])
    return (
        f"Put {copy} in its place and delete {remains}; or begin with nothing: {start_errors.START_FRESH} "
        "moves the database and the pictures aside."
    )


def _check_pages(path: Path, patience: float) -> None:
    with closing(sqlite3.connect(path, timeout=patience)) as connection:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise start_errors.damaged(path, " ".join(answer.split()), rescue(path))


def _upgrade(connection: Connection, path: Path, tables: Collection[str], pictures: Path | None) -> None:
    try:
        revision = revision_of(connection)
        if revision is None and pictures is not None:
            raise start_errors.emptied(path, pictures, rescue(path))
        if revision == newest_revision():
            _check_tables(connection, path, tables)
            return
        if revision is not None:
            copy_database(path, revision)
        remove_leftovers(connection, revision)
        migrate(connection)
    except UnknownRevision as error:
        raise start_errors.unknown_version(path, str(error), rescue(path)) from None
    except LeftoverInUse as error:
        raise start_errors.half_upgraded(path, str(error), rescue(path)) from None


def _check_tables(connection: Connection, path: Path, tables: Collection[str]) -> None:
    lost = set(tables).difference(inspect(connection).get_table_names())
    if lost:
        raise start_errors.damaged(path, f"it has no table “{min(lost)}”", rescue(path))


@contextmanager
def _transaction(path: Path, patience: float) -> Iterator[Connection]:
    """Open one transaction for everything, including changes of tables, that blocks other writers.

    The driver would begin one only before the first row is written, and commit each earlier change of a table.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": patience, "isolation_level": None},
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        yield connection


def _make_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _use_wal(path: Path, patience: float) -> None:
    """Allow readers and a writer at the same time from now on. SQLite does not wait for others here."""
    deadline = time.monotonic() + patience
    with closing(sqlite3.connect(path, timeout=patience)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
            else:
                return
