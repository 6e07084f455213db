"""Move a database: from SQLite to PostgreSQL, for a host that grows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Integer, Table, func, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.runtime.blocking import run_blocking
from bot.storage.database import open_database
from bot.storage.sqlite import file_of
from bot.storage.tables import metadata
from nst.errors import UserError

_PART = 500  # rows at a time


async def copy_file(source: Path, target: str) -> Mapping[str, int]:
    """Copy a file of SQLite into the database with this address, and make its tables first. See `copy_rows`.

    The file is upgraded to this version, as at a start of the bot, and stays.

    Raises:
        UserError: one of them cannot be used, they are the same, or the target has rows.
    """
    await run_blocking(_check_files, source, target)
    address = URL.create("sqlite+aiosqlite", database=str(source)).render_as_string()
    async with open_database(address) as old, open_database(target) as new:
        return await copy_rows(old, new)


async def copy_rows(source: AsyncEngine, target: AsyncEngine) -> Mapping[str, int]:
    """Copy all rows into a database whose tables are there and empty. Nothing else may write to either meanwhile.

    Either all of it is there afterwards, or nothing.

    Returns:
        The number of rows of each table that has any.

    Raises:
        UserError: the target has rows, or does not have all of them afterwards.
    """
    async with source.connect() as old, target.begin() as new:
        for table in metadata.sorted_tables:
            if await _count(new, table):
                hint = "Make an empty database for the bot, and name it in DATABASE_URL."
                raise UserError("The database to copy into is in use already, so nothing was copied.", hint=hint)
        for table in metadata.sorted_tables:
            rows = (await old.stream(select(table))).mappings()
            async for part in rows.partitions(_PART):
                await new.execute(table.insert(), [dict(row) for row in part])
            await _count_on(new, table)
        counts = {table.name: await _count(new, table) for table in metadata.sorted_tables}
        if counts != {table.name: await _count(old, table) for table in metadata.sorted_tables}:
            raise UserError("Not everything could be copied, so nothing was.", hint="Stop the bot, and try again.")
    return {name: count for name, count in counts.items() if count}


def _check_files(source: Path, target: str) -> None:
    if not source.is_file():
        raise UserError(f"There is no database {source}.", hint="Name its file, or check DATA_DIR.")
    if (there := file_of(make_url(target))) is not None and there.exists() and there.samefile(source):
        raise UserError("That is the database to copy into.", hint="Name the new one in DATABASE_URL.")


async def _count(connection: AsyncConnection, table: Table) -> int:
    return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """Let PostgreSQL give new rows the numbers after those of the copied ones; SQLite does so by itself."""
    column = table.autoincrement_column
    if connection.dialect.name == "postgresql" and column is not None and isinstance(column.type, Integer):
        last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        await connection.execute(select(func.setval(sequence, last, text("false"))))
