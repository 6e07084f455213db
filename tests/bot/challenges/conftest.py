"""A challenge_services for challenges in a folder of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.challenges.challenge_services import ChallengeServices, Clock, Diary, challenge_services


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest_asyncio.fixture
async def here(tmp_path: Path, diary: Diary, clock: Clock) -> AsyncIterator[ChallengeServices]:
    async with challenge_services(tmp_path, diary, clock) as opened:
        yield opened
