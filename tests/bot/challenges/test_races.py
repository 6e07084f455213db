"""Two processes change the same challenge in PostgreSQL, which locks rows where SQLite locks everything."""

import asyncio

import pytest

from bot.challenges.store import ChallengeStore
from bot.jobs.store import JobStore
from bot.storage.database import open_database
from tests.bot.challenges.challenge_services import ChallengeServices
from tests.bot.doubles import ALICE

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)]


async def test_one_process_at_a_time_changes_a_challenge(services: ChallengeServices, database_url: str) -> None:
    """Two processes count up; no count is lost, because each reads what the other has written."""
    challenge = await services.announced()
    async with open_database(database_url) as one, open_database(database_url) as other:
        stores = (ChallengeStore(one), ChallengeStore(other))

        async def count(store: ChallengeStore) -> None:
            for _ in range(20):
                async with store.changing(challenge.id) as transaction:
                    await asyncio.sleep(0)  # the other one's turn
                    await transaction.touch()

        before = (await services.store.get(challenge.id)).revision
        await asyncio.gather(*map(count, stores))
        assert (await services.store.get(challenge.id)).revision == before + 40


async def test_a_picture_is_not_deleted_while_it_is_entered(services: ChallengeServices, database_url: str) -> None:
    challenge = await services.announced()
    painted = await services.painted(ALICE)
    assert painted.picture is not None
    async with open_database(database_url) as database:
        async with services.store.changing(challenge.id) as transaction:
            assert await transaction.has_job(painted.id, painted.picture)
            deleting = asyncio.create_task(JobStore(database).delete(painted.id))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await asyncio.shield(deleting)
            assert await transaction.has_job(painted.id, painted.picture)
        await deleting
