"""The database is locked, or the disk is full: no picture is lost, and nothing is delivered twice."""

import errno
from pathlib import Path

import pytest

from bot.jobs.announcer import Note
from bot.jobs.executor import Cancelled, Event, Failed
from bot.jobs.job import Job, State
from bot.storage.files import FileStore
from bot.storage.retried_writes import is_storage_trouble
from tests.bot.doubles import ALICE, BotFolder, FakeAnnouncer, FakeExecutor, actor, finished, request, settled
from tests.polling import until

WAITS = "Could not write"


class Disk(FileStore):
    """A folder that refuses files while it is full."""

    full = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    async def put(self, data: bytes) -> str:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return await super().put(data)


@pytest.mark.parametrize(
    ("event", "state"),
    [(finished(), State.DONE), (Failed("no"), State.FAILED), (Failed("no", "a reference"), State.FAILED)],
)
async def test_an_end_that_cannot_be_written_comes_when_it_can(
    bot_folder: BotFolder,
    executor: FakeExecutor,
    announcer: FakeAnnouncer,
    caplog: pytest.LogCaptureFixture,
    event: Event,
    state: State,
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        async with bot_folder.locked():
            executor.tell(job.id, event)
            await until(lambda: WAITS in caplog.text)
            assert (await job_service.get(job.id)).state is State.RUNNING
            assert announcer.ends == []
        await settled(job_service)
    assert [ended.state for ended in announcer.ends] == [state]
    assert executor.order == [job.id], "it was not painted again"


async def test_a_picture_waits_in_memory_while_the_disk_is_full(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture
) -> None:
    bot_folder.files = disk = Disk(bot_folder.folder / "files")
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        disk.full = True
        executor.tell(job.id, finished())
        await until(lambda: WAITS in caplog.text)
        disk.full = False
        await settled(job_service)
        assert await disk.get(announcer.ends[0].picture or "") == finished().picture
    assert len(announcer.ends) == len(executor.order) == 1


async def test_a_job_begins_when_its_beginning_can_be_written(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        first, second = [await job_service.submit(request()) for _ in range(2)]
        await executor.started(first.id)
        async with bot_folder.locked():
            executor.tell(first.id, finished())
            await until(lambda: WAITS in caplog.text)
        await executor.started(second.id)
        async with bot_folder.locked():
            executor.tell(second.id, Cancelled())  # like when the executor closes
            await until(lambda: caplog.text.count(WAITS) >= 2)
        executor.tell(second.id, finished())  # it was returned to the queue and starts again
        await until(lambda: len(announcer.ends) == 2)
        assert announcer.ends[1].attempts == 1


@pytest.mark.parametrize("before", [True, False])
async def test_what_was_delivered_is_not_delivered_again_for_want_of_a_note(
    bot_folder: BotFolder, executor: FakeExecutor, caplog: pytest.LogCaptureFixture, before: bool
) -> None:
    """Writes fail either before or after the message is posted."""

    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            if before:
                await lock.__aenter__()
            await note(1, 2) if not before else None
            if not before:
                await lock.__aenter__()
            return await super().ended(job, note)

    lock, box = bot_folder.locked(), Box()
    async with bot_folder.open(executor, box) as job_service:
        job = await job_service.submit(request())
        executor.tell(job.id, finished())
        await until(lambda: WAITS in caplog.text)
        job_service.reconnected()
        assert not (await job_service.get(job.id)).delivered
        await lock.__aexit__(None, None, None)
        await settled(job_service)
        assert (await job_service.get(job.id)).delivered
    assert box.delivered == [job.id]


async def test_who_asks_or_cancels_meanwhile_is_told(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        async with bot_folder.locked():
            for ask in (
                job_service.submit(request()),
                job_service.cancel(job.id, actor(ALICE)),
                job_service.delete(job.id, actor()),
            ):
                with pytest.raises(Exception) as refused:  # noqa: PT011  the cogs find out the cause
                    await ask
                assert is_storage_trouble(refused.value)
        assert (await job_service.get(job.id)).state is State.RUNNING, "nothing was changed by halves"
        assert (await job_service.cancel(job.id, actor(ALICE))).state is State.CANCELLED
        await settled(job_service)
    assert [ended.state for ended in announcer.ends] == [State.CANCELLED]


async def test_a_bot_that_is_closed_does_not_wait_for_the_storage(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        async with bot_folder.locked():
            executor.tell(job.id, finished())
            await until(lambda: WAITS in caplog.text)
            await job_service.close()
    async with bot_folder.open(second_run := FakeExecutor(), announcer):
        second_run.tell(job.id, finished())
        await until(lambda: announcer.ends)
    assert announcer.ends[0].state is State.DONE


def test_other_troubles_of_the_system_are_not_the_storages() -> None:
    assert is_storage_trouble(OSError(errno.ENOSPC, "No space left on device"))
    assert not is_storage_trouble(OSError(errno.ECONNREFUSED, "Connection refused"))
    assert not is_storage_trouble(TimeoutError())
