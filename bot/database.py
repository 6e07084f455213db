"""The tables, and opening a database that has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from nst.errors import UserError

_MIGRATIONS = Path(__file__).parent / "migrations"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite itself knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC; a naive moment is a defect (ValueError)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which they came
    Column("id", String(32), nullable=False, unique=True),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("application_id", BigInteger, nullable=False),
    Column("token", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("channel_id", BigInteger),
    Column("guild_id", BigInteger),
    Column("message_id", BigInteger),
    Column("upload_limit", BigInteger, nullable=False),
    Column("content", String(64), nullable=False, index=True),
    Column("style", String(64), nullable=False, index=True),
    Column("picture", String(64), index=True),
    Column("params", JSON, nullable=False),
    Column("summary", JSON(none_as_null=True)),
    Column("state", String(16), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime, index=True),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("delivered", Boolean, nullable=False),
    Column("deliveries", Integer, nullable=False),
    Column("parent_id", String(32)),
    Column("pixels", BigInteger, nullable=False),
)


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database, bring its tables up to date, and close it at the end.

    Args:
        url: with an asynchronous driver. The folder of an SQLite file is made.

    Raises:
        UserError: it cannot be opened, or a newer version of the bot has written it.
    """
    try:
        where = make_url(url)
    except SQLAlchemyError as error:
        raise _unusable("of DATABASE_URL", error) from error
    try:
        engine = create_async_engine(where, hide_parameters=True)  # rows hold tokens, and errors are logged
        if where.get_backend_name() == "sqlite":
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            if where.database:
                Path(where.database).parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ImportError, SQLAlchemyError) as error:
        raise _unusable(where.render_as_string(), error) from error
    try:
        try:
            async with engine.begin() as connection:
                await connection.run_sync(migrate)
        except (OSError, SQLAlchemyError, CommandError) as error:
            raise _unusable(where.render_as_string(), error) from error
        yield engine
    finally:
        await engine.dispose()


def migrate(connection: Connection) -> None:
    """Bring the tables of a database up to date."""
    command.upgrade(migration_config(connection), "head")


def migration_config(connection: Connection) -> Config:
    """How alembic is run: on an open connection, without a configuration file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


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


def _unusable(shown: str, error: Exception) -> UserError:
    # The first line only: SQLAlchemy adds the statement and a link.
    reason = str(getattr(error, "orig", None) or error).partition("\n")[0].rstrip(".")
    return UserError(
        f"The database {shown} cannot be used: {reason}.",
        hint="Check DATA_DIR or DATABASE_URL, and that this version of the bot is not older than the database. "
        "PostgreSQL needs an extra: pip install '.[postgres]'.",
    )
