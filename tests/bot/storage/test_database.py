"""A task that is cancelled in the middle of a write does not keep the database from others."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.database import open_database


async def test_a_connection_that_is_given_up_frees_the_database_at_once(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    async with open_database(f"sqlite+aiosqlite:///{file}") as database, database.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        adding = "INSERT INTO bans VALUES (1, 'spam', '2026-01-01') RETURNING id"
        with_unread_row = await driver.execute(adding)
        await connection.invalidate()  # SQLAlchemy does so when the task is cancelled
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert other.execute("SELECT count(*) FROM bans").fetchone() == (0,)
        del with_unread_row
