"""A bot without Discord, in a folder of its own."""

import pytest

from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor


@pytest.fixture
def house(tmp_path) -> BotFolder:
    return BotFolder(tmp_path)


@pytest.fixture
def easel() -> FakeExecutor:
    return FakeExecutor()


@pytest.fixture
def postbox() -> FakeAnnouncer:
    return FakeAnnouncer()
