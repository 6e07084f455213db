"""Open the database."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Column, event, make_url, select, union
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.opening import Opening
from bot.storage.start_errors import unusable, without_driver
from bot.storage.tables import metadata


async def named_in(database: AsyncEngine, columns: Iterable[Column[str]], values: Collection[str]) -> set[str]:
    """The values that occur in one of the columns. The columns should have an index."""
    query = union(*(select(column).where(column.in_(values)) for column in columns))
    async with database.connect() as connection:
        return set((await connection.execute(query)).scalars())


@asynccontextmanager
async def open_database(
    url: str, *, pictures: Sequence[Path] = (), start_fresh: bool = False, patience: float = 30.0
) -> AsyncIterator[AsyncEngine]:
    """Open a database, bring its tables up to date, and close it at the end.

    Args:
        url: with an asynchronous driver. The folder of an SQLite file is made.
        pictures: folders of people's pictures; if one holds any, the database must not be missing or empty.
        start_fresh: move a database with unusable contents aside, together with the pictures.
        patience: seconds to wait for another process that uses the SQLite file.

    Raises:
        Unusable: it is damaged, from a newer version, missing although there are pictures, or cannot be opened.
    """
    try:
        where = make_url(url)
        is_sqlite = where.get_backend_name() == "sqlite"
        engine = create_async_engine(
            where,
            hide_parameters=True,  # rows hold tokens, and errors are logged
            pool_pre_ping=not is_sqlite,  # the server may have been restarted
            connect_args={"factory": _SQLiteConnection} if is_sqlite else {},
        )
    except ModuleNotFoundError as error:
        raise without_driver(error) from error
    except SQLAlchemyError as error:
        raise unusable("of DATABASE_URL", error) from error
    try:
        if is_sqlite:
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "handle_error", _tell_of_trouble)
        opening = Opening(engine, tuple(metadata.tables), pictures, patience)
        await opening.make_ready(start_fresh=start_fresh)
        yield engine
    finally:
        await engine.dispose()


def _tell_of_trouble(context: ExceptionContext) -> None:
    """Let a lost connection be an `OperationalError` with every driver: such trouble passes.

    asyncpg tells of one that is lost during a statement with an error of no kind.
    """
    told = context.sqlalchemy_exception
    if context.is_disconnect and isinstance(told, DBAPIError) and not isinstance(told, OperationalError):
        raise OperationalError(
            told.statement, told.params, context.original_exception, hide_parameters=True, connection_invalidated=True
        )


class _SQLiteConnection(sqlite3.Connection):
    """Frees the database when it is closed in the middle of a transaction, as when its task is cancelled.

    Without the rollback, SQLite keeps the lock until the last cursor with unread rows is gone; the traceback of the
    cancelled task may hold it for long.
    """

    def close(self) -> None:
        if self.in_transaction:
            self.rollback()
        super().close()


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",  # readers do not wait for a writer
        "synchronous = FULL",  # what was committed survives a power cut
        "foreign_keys = ON",
        "busy_timeout = 10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
