"""A challenge_services for challenges in a folder of its own."""

import pytest
import pytest_asyncio

from tests.bot.challenges.challenge_services import Clock, Diary, challenge_services


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest_asyncio.fixture
async def here(tmp_path, diary, clock):
    async with challenge_services(tmp_path, diary, clock) as opened:
        yield opened
