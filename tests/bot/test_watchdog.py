"""Hung work: it is noticed and reported, and other work continues."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.jobs.executor import Cancelled, Event, Failed, Finished, PaintTask
from bot.jobs.heartbeat import FIRST_START_SECONDS, START_SECONDS, STEP_SECONDS, Heartbeat
from bot.jobs.job import State
from bot.jobs.local_executor import LocalExecutor
from tests.bot.clocks import FakeClock
from tests.bot.doubles import BOB, BotFolder, FakeAnnouncer, FakeExecutor, finished, png, request, settled
from tests.bot.stepped_painter import PARAMS, SteppedPainter, events
from tests.polling import until


class Watched:
    """A supervised executor, its clock and its painter."""

    def __init__(self, devices: tuple[str, ...] = ("cpu",)) -> None:
        self.clock = FakeClock()
        self.painter = SteppedPainter()
        self.changes: list[int] = []  # the number of slots after each change
        self.executor = LocalExecutor(devices, painter=self.painter, preview_seconds=1000, clock=self.clock)
        self.watching = asyncio.create_task(self.executor.supervise(self._changed))

    def _changed(self) -> None:
        self.changes.append(self.executor.slots)

    async def submit(self, name: str, *, estimate: float | None = None) -> "asyncio.Task[list[Event]]":
        """Have a task painted, and watch it."""
        await self.executor.submit(PaintTask(name, png("red"), (png("blue"),), PARAMS, estimate))
        return asyncio.create_task(events(self.executor, name))

    async def started(self, name: str) -> None:
        await until(lambda: name in [task for task, _ in self.painter.started], what=f"the start of {name}")

    async def stepped(self, name: str) -> None:
        """Let the painter take a step, and wait until it is noted."""
        await self.waits(name, 1)
        self.painter.go.release()
        await self.waits(name, 2)

    async def waits(self, name: str, number: int) -> None:
        """Wait until a task waits for this step, so that the steps before it are noted."""
        await until(lambda: self.painter.waits[name] == number, what=f"step {number} of {name}")
        await asyncio.sleep(0)

    async def let_pass(self, seconds: float) -> None:
        """Let time pass, and let the supervisor see it."""
        looks = len(self.clock.waits)
        self.clock.forward(seconds)
        await until(lambda: len(self.clock.waits) > looks, what="a look at the workers")

    async def close(self) -> None:
        self.painter.go.release(1000)
        self.watching.cancel()
        with suppress(asyncio.CancelledError):
            await self.watching
        await self.executor.close()


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    watched = Watched()
    yield watched
    await watched.close()


async def test_a_step_that_does_not_come_back_fails_its_task_and_takes_the_slot_away(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    hung = await watched.submit("hung")
    await watched.started("hung")
    await watched.stepped("hung")
    await watched.let_pass(STEP_SECONDS)
    assert not hung.done(), "it is not late yet"
    with caplog.at_level(logging.CRITICAL):
        await watched.let_pass(30)  # the supervisor checks this often
        *_, end = await hung
    assert isinstance(end, Failed)
    assert end.reference
    assert end.reference in caplog.text
    assert "self.go.acquire" in caplog.text, "the log says where the thread is"
    assert (watched.executor.slots, watched.changes) == (0, [0])
    [stuck] = watched.executor.stuck
    assert (stuck.device, stuck.task_id, stuck.reference) == ("cpu", "hung", end.reference)


async def test_what_waits_behind_it_is_given_back(watched: Watched) -> None:
    await watched.submit("hung")
    await watched.started("hung")
    waiting = await watched.submit("waiting")
    await watched.stepped("hung")
    await watched.let_pass(STEP_SECONDS + 1)
    assert await waiting == [Cancelled()]


async def test_a_task_that_was_cancelled_is_watched_all_the_same(watched: Watched) -> None:
    cancelled = await watched.submit("cancelled")
    await watched.started("cancelled")
    await watched.stepped("cancelled")
    await watched.executor.cancel("cancelled")
    assert (await cancelled)[-1] == Cancelled()
    waiting = await watched.submit("waiting")
    await watched.let_pass(STEP_SECONDS + 1)
    assert await waiting == [Cancelled()]
    assert watched.executor.slots == 0


async def test_a_thread_that_comes_back_after_all_works_again_and_what_it_brings_is_dropped(watched: Watched) -> None:
    hung = await watched.submit("hung")
    await watched.started("hung")
    await watched.stepped("hung")
    await watched.let_pass(STEP_SECONDS + 1)
    assert isinstance((await hung)[-1], Failed)
    watched.painter.go.release()
    await until(lambda: watched.changes == [0, 1], what="the slot to be there again")
    assert watched.painter.closed == ["hung"]
    assert (watched.executor.slots, watched.executor.stuck) == (1, ())
    watched.painter.go.release(3)
    assert isinstance((await (await watched.submit("next")))[-1], Finished)


async def test_it_is_there_again_also_when_it_takes_up_the_next_task_at_once() -> None:
    watched = Watched(("one", "two"))
    first, second = await watched.submit("first"), await watched.submit("second")
    await watched.started("first")
    await watched.started("second")
    third = await watched.submit("third")
    await watched.let_pass(FIRST_START_SECONDS + 1)
    assert [type(each[-1]) for each in (await first, await second, await third)] == [Failed, Failed, Cancelled]
    watched.painter.go.release(1000)
    await until(lambda: watched.executor.slots == 2, what="both slots to be there again")
    assert isinstance((await (await watched.submit("fourth")))[-1], Finished)
    await watched.close()


async def test_other_devices_go_on() -> None:
    watched = Watched(("one", "two"))
    watched.painter.slow.add("second")  # so it is not overdue
    hung, other = await watched.submit("first"), await watched.submit("second")
    await watched.started("first")
    await watched.waits("second", 2)
    await watched.let_pass(FIRST_START_SECONDS + 1)
    assert isinstance((await hung)[-1], Failed)
    assert (watched.executor.slots, watched.changes) == (1, [1])
    watched.painter.go.release(1000)
    assert isinstance((await other)[-1], Finished)
    await watched.close()


async def test_nobody_looks_while_there_is_nothing_to_do(watched: Watched) -> None:
    await until(lambda: watched.clock.waits)
    assert watched.clock.waits == [None]
    task = await watched.submit("task")
    await until(lambda: watched.clock.waits[-1] == 30.0)
    watched.painter.go.release(3)
    await task
    watched.clock.forward(100)
    await until(lambda: watched.clock.waits[-1] is None)
    assert set(watched.clock.waits) <= {None, 30.0}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def limit(clock: FakeClock, heartbeat: Heartbeat) -> float:
    assert heartbeat.deadline is not None
    return heartbeat.deadline - clock.now()


def test_the_first_task_of_a_device_may_take_long_to_load(clock: FakeClock) -> None:
    heartbeat = Heartbeat(clock)
    heartbeat.start(20.0)
    assert limit(clock, heartbeat) == FIRST_START_SECONDS
    clock.forward(FIRST_START_SECONDS)
    assert not heartbeat.overdue()
    clock.forward(1)
    assert heartbeat.overdue()


@pytest.mark.parametrize(
    ("estimate", "seconds"), [(20.0, START_SECONDS), (5000.0, 5000.0), (None, FIRST_START_SECONDS)]
)
def test_later_tasks_begin_within_what_they_are_expected_to_take(
    clock: FakeClock, estimate: float | None, seconds: float
) -> None:
    heartbeat = Heartbeat(clock)
    heartbeat.start(None)
    heartbeat.step(1.0)
    heartbeat.rest()
    assert not heartbeat.overdue()
    heartbeat.start(estimate)
    assert limit(clock, heartbeat) == seconds


def test_a_slow_machine_has_thirty_times_as_long_as_its_steps_take(clock: FakeClock) -> None:
    heartbeat = Heartbeat(clock)
    heartbeat.start(None)
    clock.forward(3000)
    heartbeat.step(2.0)
    assert limit(clock, heartbeat) == STEP_SECONDS, "the first step loaded everything; it is no measure"
    clock.forward(40)
    heartbeat.step(10.0)
    assert limit(clock, heartbeat) == 1200
    heartbeat.step(60.0)
    assert limit(clock, heartbeat) == 1800, "larger steps are expected to come"


async def test_the_person_is_told_a_reference_and_the_next_is_painted_once_there_is_a_slot(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    watched = Watched()
    async with bot_folder.open(watched.executor, announcer) as job_service:
        hung = await job_service.submit(request())
        await watched.started(hung.id)
        watched.watching.cancel()
        watched.watching = asyncio.create_task(watched.executor.supervise(job_service.refresh))
        await until(lambda: len(watched.clock.waits) > 1)
        await watched.let_pass(FIRST_START_SECONDS + 1)
        await until(lambda: announcer.ends, what="the person to be told")
        [ended] = announcer.ends
        [stuck] = job_service.overview().stuck
        assert (ended.id, ended.state) == (hung.id, State.FAILED)
        assert ended.failure == {"code": "job-fault", "reference": stuck.reference}
        waiting = await job_service.submit(request(BOB))
        position = job_service.position(waiting.id)
        assert position is not None
        assert (position.ahead, position.wait) == (0, None), "it waits, and nobody knows how long"
        watched.painter.go.release(1000)
        await until(lambda: len(announcer.ends) == 2, what="the next picture")
        assert (announcer.ends[1].id, announcer.ends[1].state) == (waiting.id, State.DONE)
        assert (await job_service.get(hung.id)).attempts == 1, "it is not tried again"
    await watched.close()


async def test_a_job_that_the_executor_gives_back_waits_again(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.slots = 0
        executor.tell(job.id, Cancelled())
        await until(lambda: job_service.position(job.id), what="a place in the queue")
        executor.slots = 1
        executor.tasks.clear()
        job_service.refresh()
        await executor.started(job.id)
        executor.tell(job.id, finished())
        await settled(job_service)
        assert (await job_service.get(job.id)).attempts == 1
