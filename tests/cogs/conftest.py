"""Fixtures: the bot in a simulated Discord."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import simcord
import simcord.interactions

from bot.app import App, open_app
from bot.client import Chameleon
from bot.jobs.learner import Learner
from bot.runtime.decoder_pool import Decoders
from bot.sandbox.simulator import Driver
from bot.settings import Settings
from bot.storage.database import open_database
from tests.bot.clocks import FakeCalendar, FakeClock
from tests.cogs.world import FakePainter, World
from tests.polling import PATIENCE


@pytest.fixture(autouse=True)
def _no_text_lacks_a_value(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail if a text lacks a value; `cogs.shared.texts` logs that."""
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.name == "cogs.shared.texts"] == []


@pytest.fixture
def painter() -> FakePainter | None:
    return FakePainter()


@pytest.fixture
def learner() -> Learner | None:
    """What learns styles; None means the engine."""
    return None


@pytest.fixture
def clock() -> FakeCalendar:
    return FakeCalendar()


@pytest.fixture
def stopwatch() -> FakeClock:
    """The clock that measures the steps. Time passes only when a test moves it."""
    return FakeClock()


@pytest.fixture
def driver() -> Driver:
    return Driver()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables. Creating them for every test would add about a minute."""
    file: Path = tmp_path_factory.mktemp("database") / "chameleon.db"

    async def make() -> None:
        async with open_database(f"sqlite+aiosqlite:///{file}"):
            pass

    asyncio.run(make())
    return file


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest, empty_database: Path) -> Settings:
    """The defaults with shorter waits; `@pytest.mark.settings(...)` changes some for a test."""
    shutil.copy(empty_database, tmp_path)
    marker = request.node.get_closest_marker("settings")
    changes = {"data_dir": tmp_path, "encoder": "pocket", "devices": "cpu", "threads": 1, "progress_seconds": 0.05}
    # Most stories are about pictures that take their time.
    changes |= {"instant": False, "follow_up": False, "learning": False}
    return Settings.load(None, **changes | (marker.kwargs if marker else {}))


@pytest_asyncio.fixture
async def apps() -> AsyncIterator[AsyncExitStack]:
    """The exit stack that closes the running bot."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def decoders() -> Decoders | None:
    """The decoders of uploads; None means the bot's own."""
    return None


@pytest_asyncio.fixture
async def app(
    settings: Settings,
    driver: Driver,
    painter: FakePainter | None,
    learner: Learner | None,
    clock: FakeCalendar,
    stopwatch: FakeClock,
    apps: AsyncExitStack,
    decoders: Decoders | None,
) -> App:
    opening = open_app(
        settings,
        starter=driver.start,
        painter=painter,
        learner=learner,
        now=clock,
        clock=stopwatch,
        decoders=decoders,
    )
    app: App = await apps.enter_async_context(opening)
    return app


@pytest.fixture
def simcord_bot(app: App) -> Chameleon:
    return app.client


@pytest_asyncio.fixture
async def world(
    simcord_env: simcord.Env,
    app: App,
    driver: Driver,
    apps: AsyncExitStack,
    settings: Settings,
    painter: FakePainter | None,
    clock: FakeCalendar,
) -> AsyncIterator[World]:
    world = World(simcord_env, app, driver, apps, settings, painter, clock)
    yield world
    await world.close()


@pytest.fixture
def interactions(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set fields of every interaction from now on, such as `attachment_size_limit=200_000`."""
    real = simcord.interactions.base_payload

    def say(**values: Any) -> None:
        def payload(*args: Any, **about: Any) -> Any:
            record, payload = real(*args, **about)
            return record, payload | values

        monkeypatch.setattr(simcord.interactions, "base_payload", payload)

    return say


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give handlers more time on a busy machine; simcord's own limit is five seconds."""
    for item in items:
        if "tests/cogs" in item.path.as_posix() and item.get_closest_marker("simcord") is None:
            item.add_marker(pytest.mark.simcord(settle_timeout=PATIENCE))
