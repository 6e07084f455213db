"""The health page: which parts of the bot are alive."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.jobs.executor import Stuck
from bot.people.operations import probe
from bot.runtime import health_checks as limits
from bot.runtime.background import Background
from bot.runtime.health_checks import HealthChecks
from bot.storage.database import open_database
from bot.storage.tables import switches
from tests.bot.clocks import FakeClock
from tests.bot.doubles import BotFolder, FakeExecutor


class Body:
    """A bot with parts that a test can break one by one."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.executor = FakeExecutor()
        self.up = True
        self.writes = 0
        self.error: Exception | None = None
        self.hung: asyncio.Event | None = None
        self.background = Background()
        self.health_checks = HealthChecks(self.clock, self.executor, self.write, self.background, lambda: self.up)
        self.health_checks.tick(0.0)

    async def write(self) -> None:
        self.writes += 1
        if self.hung is not None:
            await self.hung.wait()
        if self.error is not None:
            raise self.error

    async def wrong(self) -> dict[str, str]:
        return {part: problem for part, problem in (await self.health_checks.parts()).items() if problem}

    async def live(self, seconds: float) -> None:
        """Let time pass while the bot works normally."""
        for _ in range(int(seconds / 10)):
            self.clock.forward(10)
            self.health_checks.tick(0.0)
            await self.health_checks.housekept()


@pytest.fixture
async def body() -> AsyncIterator[Body]:
    body = Body()
    yield body
    await body.background.close()


async def test_a_bot_that_is_well_has_nothing_wrong_with_it(body: Body) -> None:
    assert set(await body.health_checks.parts()) == {"gateway", "database", "devices", "event loop", "housekeeping"}
    assert await body.wrong() == {}


async def test_discord_may_be_away_for_a_moment_but_not_for_long(body: Body) -> None:
    body.up = False
    await body.live(limits.AWAY_SECONDS)
    assert await body.wrong() == {}
    await body.live(10)
    assert await body.wrong() == {"gateway": "not connected to Discord for 70 s"}
    body.up = True
    assert await body.wrong() == {}


async def test_a_bot_that_was_never_connected_is_not_well() -> None:
    body = Body()
    body.up = False
    body.health_checks = HealthChecks(body.clock, body.executor, body.write, body.background, lambda: False)
    assert await body.wrong() == {"gateway": "not connected to Discord yet"}
    await body.background.close()


async def test_the_simulated_discord_needs_no_connection(body: Body) -> None:
    body.health_checks.connected = None
    assert "gateway" not in await body.health_checks.parts()


async def test_a_database_that_cannot_be_written_is_told_without_its_secrets(body: Body) -> None:
    body.error = RuntimeError("postgresql://user:s3cret@host")
    assert await body.wrong() == {"database": "cannot be written (RuntimeError)"}


async def test_however_often_a_person_asks_the_database_is_written_every_twenty_seconds(body: Body) -> None:
    for _ in range(10):
        assert await body.wrong() == {}
    assert body.writes == 1
    await body.live(limits.WRITE_SECONDS)
    assert await body.wrong() == {}
    assert body.writes == 2


async def test_a_write_that_hangs_is_told_and_no_second_one_is_begun(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS", 0.01)
    body.hung = asyncio.Event()
    await body.wrong()
    await body.live(60)
    assert await body.wrong() == {"database": "a write takes longer than 60 s"}
    assert body.writes == 1
    body.hung.set()
    await body.background.close()
    assert await body.wrong() == {}, "the next one works"
    assert body.writes == 2


async def test_a_device_that_does_not_come_back(body: Body) -> None:
    body.executor.slots = 1
    body.executor.stuck = (Stuck("cuda:0", "job", "ref", datetime.now(UTC)),)
    assert await body.wrong() == {"devices": "1 of 2 do not come back from their work"}


async def test_an_event_loop_that_is_late_or_not_measured(body: Body) -> None:
    body.health_checks.tick(limits.LAG_SECONDS + 1)
    assert await body.wrong() == {"event loop": "was 11 s late within the last minute"}
    for _ in range(60):
        body.health_checks.tick(0.0)
    assert await body.wrong() == {}
    body.clock.forward(limits.SILENT_SECONDS + 1)
    assert (await body.wrong())["event loop"] == "not measured for 31 s"


async def test_housekeeping_that_has_stopped(body: Body) -> None:
    body.clock.forward(limits.HOUSEKEEPING_SECONDS + 60)
    body.health_checks.tick(0.0)
    assert await body.wrong() == {"housekeeping": "no round for 41 min"}


async def test_the_write_is_of_one_row_however_often(bot_folder: BotFolder) -> None:
    async with open_database(bot_folder.url) as database:
        for _ in range(3):
            await probe(database)
        async with database.connect() as connection:
            assert len((await connection.execute(select(switches))).all()) == 1
