"""Challenge services in a separate folder, with a clock and a publisher that tests control."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.challenges.challenge_services import START, ChallengeServices, FakePublisher, challenge_services
from tests.bot.clocks import FakeCalendar


@pytest.fixture
def clock() -> FakeCalendar:
    return FakeCalendar(START)


@pytest.fixture
def publisher() -> FakePublisher:
    return FakePublisher()


@pytest_asyncio.fixture
async def services(
    tmp_path: Path, database_url: str, publisher: FakePublisher, clock: FakeCalendar
) -> AsyncIterator[ChallengeServices]:
    async with challenge_services(tmp_path, database_url, publisher, clock) as opened:
        yield opened
