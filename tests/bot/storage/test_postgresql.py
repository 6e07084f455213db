"""What is different with PostgreSQL."""

import asyncio
import sys

import pytest
from sqlalchemy import text

from bot.jobs.store import JobStore
from bot.storage.database import open_database
from bot.storage.retried_writes import Persistence
from bot.storage.start_errors import Unusable
from tests.bot.doubles import job
from tests.postgresql import PostgreSQL


async def test_a_missing_driver_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(Unusable, match="needs the package asyncpg") as caught:
        async with open_database("postgresql+asyncpg://bot:hunter2@localhost/bot"):
            pass
    assert "[postgres]" in caught.value.text
    assert "hunter2" not in caught.value.text


@pytest.mark.slow
async def test_processes_that_start_at_once_make_the_tables_once(postgresql: PostgreSQL) -> None:
    url = postgresql.database(template="template0")

    async def start(name: str) -> None:
        async with open_database(url) as database:
            await JobStore(database).add(job(name))

    await asyncio.gather(*(start(f"job{number}") for number in range(4)))
    async with open_database(url) as database:
        assert len(await JobStore(database).unfinished()) == 4


@pytest.mark.slow
async def test_the_bot_goes_on_after_the_server_was_restarted(postgresql: PostgreSQL) -> None:
    async with open_database(postgresql.database()) as database:
        store = JobStore(database)
        await store.add(job("before"))
        postgresql.stop()
        postgresql.start()
        await store.add(job("after"))
        assert [one.id for one in await store.unfinished()] == ["before", "after"]


@pytest.mark.slow
async def test_a_write_is_repeated_when_its_connection_is_lost(postgresql: PostgreSQL) -> None:
    async with open_database(postgresql.database()) as database:
        store, attempts = JobStore(database), list[int]()

        async def write() -> None:
            attempts.append(1)
            if len(attempts) == 1:
                async with database.begin() as connection:
                    await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            await store.add(job("kept"))

        await Persistence(asyncio.Event(), first_pause=0.01).write("a job", write)
        assert len(attempts) == 2
        assert [one.id for one in await store.unfinished()] == ["kept"]
