"""A host moves to PostgreSQL: every row comes along, and new ones get new numbers."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, DateTime, Integer, String, Table, select
from sqlalchemy.ext.asyncio import AsyncEngine
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.jobs.store import JobStore
from bot.storage.database import open_database
from bot.storage.tables import jobs, metadata
from bot.storage.transfer import copy_file, copy_rows
from nst.errors import UserError
from tests.bot.doubles import job

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def a_row(table: Table, number: int) -> Mapping[str, Any]:
    """A row with a value in every column; in every third row, none where that is allowed."""
    row: dict[str, Any] = {}
    for column in table.columns:
        kind = column.type
        if column.nullable and number % 3 == 0:
            row[column.name] = None
        elif isinstance(kind, Boolean):
            row[column.name] = bool(number % 2)
        elif isinstance(kind, Integer):
            row[column.name] = 2**40 + number if "id" in column.name else number
        elif isinstance(kind, String):
            row[column.name] = f"ünï-{number}"[: kind.length]
        elif isinstance(getattr(kind, "impl", kind), DateTime):
            row[column.name] = NOON + timedelta(microseconds=number)
        else:
            row[column.name] = {"a": [number, None, "“"]}
    return row


async def fill(database: AsyncEngine) -> None:
    async with database.begin() as connection:
        for table in metadata.sorted_tables:
            await connection.execute(table.insert(), [a_row(table, number) for number in range(1, 8)])


async def rows(database: AsyncEngine) -> dict[str, list[Any]]:
    async with database.connect() as connection:
        found = {table: (await connection.execute(select(table))).all() for table in metadata.sorted_tables}
    return {table.name: sorted(map(tuple, values), key=repr) for table, values in found.items()}


async def test_all_rows_are_copied_and_new_ones_come_after_them(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    async with open_database(f"sqlite+aiosqlite:///{file}") as old:
        await fill(old)
        before = await rows(old)
    counts = await copy_file(file, database_url)
    assert counts == {table.name: 7 for table in metadata.sorted_tables}
    async with open_database(database_url) as new:
        assert await rows(new) == before
        await JobStore(new).add(job("next"))
        async with new.connect() as connection:
            numbers = (await connection.execute(select(jobs.c.number).where(jobs.c.id == "next"))).scalars().all()
    assert numbers == [8]


async def test_a_database_in_use_is_not_copied_into(database_url: str, tmp_path: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as old:
        await JobStore(old).add(job("old"))
        async with open_database(database_url) as new:
            await JobStore(new).add(job("new"))
            with pytest.raises(UserError, match="in use already"):
                await copy_rows(old, new)
            assert [one.id for one in await JobStore(new).unfinished()] == ["new"]


def test_the_command_copies_into_what_database_url_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asyncio.run(_one_job(tmp_path / "data" / "chameleon.db"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    done = CliRunner().invoke(cli, ["database", "copy"])
    assert "jobs (1)" in done.stdout
    assert "Start the bot, and it goes on." in done.stdout
    again = CliRunner().invoke(cli, ["database", "copy"]).exception
    assert "in use already" in str(again)


def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "There is no database" in str(CliRunner().invoke(cli, ["database", "copy"]).exception)
    asyncio.run(_one_job(tmp_path / "data" / "chameleon.db"))
    assert "the database to copy into" in str(CliRunner().invoke(cli, ["database", "copy"]).exception)


async def _one_job(file: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{file}") as database:
        await JobStore(database).add(job("one"))
