"""A bot without Discord, in a separate folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor
from tests.postgresql import PostgreSQL, server


@pytest.fixture
def bot_folder(tmp_path: Path) -> BotFolder:
    return BotFolder(tmp_path)


@pytest.fixture
def executor() -> FakeExecutor:
    return FakeExecutor()


@pytest.fixture
def announcer() -> FakeAnnouncer:
    return FakeAnnouncer()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server."""
    with server() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database: a new file of SQLite, then a database with all tables in PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    running: PostgreSQL = request.getfixturevalue("postgresql")
    return running.database()
