"""Eight people wait in one channel: their updates are spread, to stay within Discord's limits."""

import asyncio
import time
from collections import Counter
from dataclasses import replace

from bot.jobs.job import Job, QueuePosition
from bot.runtime.rate_limits import Pace
from tests.bot.clocks import FakeClock
from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor, reply_target, request
from tests.polling import until

SECONDS = 0.2


async def test_no_stretch_of_time_has_more_turns_than_it_may() -> None:
    pace, turns = Pace(4, SECONDS), []

    async def take(number: int) -> None:
        await pace.turn("channel")
        turns.append(asyncio.get_running_loop().time())
        if number == 3:
            time.sleep(SECONDS * 1.5)  # noqa: ASYNC251  a loop that is held up: the next turns are late

    await asyncio.gather(*(take(number) for number in range(11)))
    assert all(later - first > SECONDS * 0.75 for first, later in zip(turns, turns[4:], strict=False))
    assert len(turns) == 11


async def test_other_channels_do_not_wait_and_who_gives_up_frees_the_turn() -> None:
    clock = FakeClock()
    pace = Pace(1, 3600, clock=clock.now)
    await pace.turn("one")
    waiting = asyncio.ensure_future(pace.turn("one"))
    await asyncio.sleep(0)
    await pace.turn("another")
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    clock.forward(3600)
    next_one = asyncio.ensure_future(pace.turn("one"))
    for _ in range(3):
        await asyncio.sleep(0)
    assert next_one.done()


async def test_eight_who_wait_in_a_channel_are_told_the_newest_and_no_more_often_than_the_channel_bears(
    bot_folder: BotFolder,
) -> None:
    told: list[tuple[float, str]] = []

    class Box(FakeAnnouncer):
        async def queued(self, job: Job, position: QueuePosition) -> None:
            told.append((asyncio.get_running_loop().time(), job.id))
            await super().queued(job, position)

    box = Box()
    async with bot_folder.open(
        FakeExecutor(slots=0), box, progress_seconds=SECONDS / 2, jobs_per_user=9
    ) as job_service:
        here = reply_target(channel_id=77)
        jobs = [await job_service.submit(replace(request(owner), reply_target=here)) for owner in range(8)]
        await until(lambda: {job.id for job in jobs} == {job_id for _, job_id in told})
    times = [at for at, _ in told]
    assert all(later - first > SECONDS * 0.75 for first, later in zip(times, times[4:], strict=False))
    assert [box.positions(job.id)[-1] for job in jobs] == list(range(8))
    assert max(Counter(job_id for _, job_id in told).values()) == 1
