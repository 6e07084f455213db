"""A hall for challenges in a folder of its own."""

import pytest
import pytest_asyncio

from tests.bot.challenges.challenge_services import Clock, Diary, hall


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest_asyncio.fixture
async def here(tmp_path, diary, clock):
    async with hall(tmp_path, diary, clock) as opened:
        yield opened
