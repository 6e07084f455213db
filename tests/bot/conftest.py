"""A bot without Discord, in a separate folder."""

from pathlib import Path

import pytest

from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor


@pytest.fixture
def bot_folder(tmp_path: Path) -> BotFolder:
    return BotFolder(tmp_path)


@pytest.fixture
def executor() -> FakeExecutor:
    return FakeExecutor()


@pytest.fixture
def announcer() -> FakeAnnouncer:
    return FakeAnnouncer()
