"""Pictures that people have had painted."""

from datetime import UTC, datetime, timedelta

from bot.jobs.history import JobHistory
from bot.jobs.job import State
from tests.bot.doubles import ALICE, BOB, BotFolder, job


async def test_the_latest_picture_of_a_person_is_the_newest_that_was_finished(bot_folder: BotFolder) -> None:
    moment = datetime.now(UTC)
    async with bot_folder.store() as store:
        history = JobHistory(store, bot_folder.files)
        for minute, owner, state in (
            (0, ALICE, State.DONE),
            (1, ALICE, State.DONE),
            (2, BOB, State.DONE),
            (3, ALICE, State.FAILED),
        ):
            at = moment + timedelta(minutes=minute)
            await store.add(job(f"{minute}", owner_id=owner, state=state, created_at=at))
        latest = await history.latest(ALICE)
        assert latest is not None
        assert latest.id == "1"
        assert await history.latest(3) is None
