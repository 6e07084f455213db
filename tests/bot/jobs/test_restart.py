"""Restarts, orderly or not: no accepted job is lost, and no end of a job is delivered twice."""

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.announcer import Note
from bot.jobs.delivery import TryLater
from bot.jobs.job import Job, State
from tests.bot.doubles import (
    ALICE,
    BOB,
    BotFolder,
    FakeAnnouncer,
    FakeExecutor,
    actor,
    finished,
    job,
    png,
    reply_target,
    request,
    step,
)
from tests.polling import PATIENCE, until

VICTIM = Path(__file__).with_name("victim.py")
ROOT = VICTIM.parents[3]


async def test_a_polite_restart_takes_running_and_waiting_jobs_up_in_their_order(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    first_run, second_run = FakeExecutor(), FakeExecutor()
    async with bot_folder.open(first_run, announcer) as job_service:
        jobs = [await job_service.submit(request()) for _ in range(3)]
        await first_run.started(jobs[0].id)
        first_run.tell(jobs[0].id, step(7))
    async with bot_folder.store() as store:
        assert [job.state for job in await store.unfinished()] == [State.QUEUED] * 3
        assert (await store.get(jobs[0].id)).attempts == 0, "it was not the job's fault"
    assert announcer.ends == []

    async with bot_folder.open(second_run, announcer):
        for number, waiting in enumerate(jobs):
            await second_run.started(waiting.id)
            assert second_run.tasks[waiting.id].content == first_run.tasks[jobs[0].id].content
            second_run.tell(waiting.id, finished())
            await until(lambda: len(announcer.ends) == number + 1)  # noqa: B023
    assert second_run.order == announcer.delivered == [job.id for job in jobs]


async def test_another_bot_takes_over_from_one_that_hangs(bot_folder: BotFolder) -> None:
    hanging, rescuer = FakeExecutor(), FakeExecutor()
    old_box, new_box = FakeAnnouncer(), FakeAnnouncer()
    async with bot_folder.open(hanging, old_box) as job_service:
        accepted = await job_service.submit(request())
        await hanging.started(accepted.id)
        async with bot_folder.open(rescuer, new_box):
            await rescuer.started(accepted.id)
            rescuer.tell(accepted.id, finished())
            await until(lambda: new_box.ends)
        hanging.tell(accepted.id, finished("yellow"))  # it continues, too late
        await until(lambda: not job_service.overview().running)
        assert (await job_service.get(accepted.id)).attempts == 2
    assert (new_box.delivered, old_box.delivered) == ([accepted.id], [])
    assert bot_folder.stored() == 3


async def test_what_was_finished_but_not_delivered_is_delivered_on_start(
    bot_folder: BotFolder, executor: FakeExecutor
) -> None:
    shut, box = FakeAnnouncer(), FakeAnnouncer()
    shut.takes = False
    async with bot_folder.open(executor, shut) as job_service:
        accepted = await job_service.submit(request())
        executor.tell(accepted.id, finished())
        await until(lambda: shut.ends)
    async with bot_folder.open(executor, box):
        await until(lambda: box.ends)
    [ended] = box.ends
    assert (ended.id, ended.state, ended.deliveries) == (accepted.id, State.DONE, 2)
    assert ended.reply_target.token != "", "the reply can still be edited"
    async with bot_folder.open(executor, box) as job_service:
        assert (await job_service.get(accepted.id)).delivered
    assert len(box.ends) == 1


async def test_an_undelivered_end_comes_when_discord_is_back(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async def down(job: Job, note: Note) -> str | None:
        announcer.ends.append(job)
        raise TryLater("502")

    back, announcer.ended = announcer.ended, down  # type: ignore[method-assign]
    async with bot_folder.open(executor, announcer) as job_service:
        accepted = await job_service.submit(request())
        executor.tell(accepted.id, finished())
        await until(lambda: announcer.ends and not job_service.active)
        announcer.ended = back  # type: ignore[method-assign]
        job_service.reconnected()
        await until(lambda: len(announcer.ends) == 2)
        assert await bot_folder.files.get((await job_service.get(accepted.id)).picture or "") == finished().picture
    async with bot_folder.store() as store:
        assert (await store.get(accepted.id)).delivered


async def test_a_delivery_that_is_on_its_way_is_left_alone(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    arrive = asyncio.Event()

    async def slow(job: Job, note: Note) -> str | None:
        announcer.ends.append(job)
        await arrive.wait()
        return "reply"

    announcer.ended = slow  # type: ignore[method-assign]
    async with bot_folder.open(executor, announcer, chore_seconds=0.01) as job_service:
        accepted = await job_service.submit(request())
        executor.tell(accepted.id, finished())
        await until(lambda: announcer.ends)
        for _ in range(3):
            job_service.reconnected()
            await asyncio.sleep(0.02)  # some rounds of the housekeeping
        arrive.set()
    assert len(announcer.ends) == 1


async def test_old_jobs_and_their_files_go_and_younger_ones_stay(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        old, young = [await job_service.submit(request()) for _ in range(2)]
        for accepted, colour in ((old, "black"), (young, "white")):
            executor.tell(accepted.id, finished(colour))
            await until(lambda: accepted.id in announcer.delivered)  # noqa: B023
        waiting = await job_service.submit(request(BOB))
    orphan = await bot_folder.files.put(b"of a job that was never written")
    long_ago = datetime.now(UTC) - timedelta(days=31)
    async with bot_folder.store() as store:
        await store.update(old.id, finished_at=long_ago)
        await store.update(waiting.id, created_at=long_ago)
    for path in (bot_folder.folder / "files").glob("??/*"):
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    fresh = await bot_folder.files.put(b"of a job that is being written")

    async with bot_folder.open(executor, announcer, retention=timedelta(days=30)) as job_service:
        await until(lambda: not (bot_folder.folder / "files" / orphan[:2] / orphan).exists())
        assert bot_folder.stored() == 4, (
            "photo and painting of those that stay, the young one's picture, the fresh file"
        )
        assert (await job_service.get(young.id)).picture is not None
        assert (await job_service.get(waiting.id)).state is not State.DONE
        assert await bot_folder.files.get(fresh)
    async with bot_folder.store() as store:
        assert await store.expired(datetime.now(UTC) - timedelta(days=30)) == []


async def test_without_retention_every_job_is_kept_and_what_nobody_names_goes(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.store() as store:
        content = await bot_folder.files.put(png("red"))
        finished_at = datetime(2001, 1, 1, tzinfo=UTC)
        await store.add(job("old", state=State.DONE, delivered=True, finished_at=finished_at, content=content))
    await bot_folder.files.put(b"of a job that was never written")
    (bot_folder.folder / "files" / content[:2] / "tmp1a2b.part").write_bytes(b"of a put that was interrupted")
    for path in (bot_folder.folder / "files").glob("??/*"):
        os.utime(path, (time.time() - 31 * 60,) * 2)
    await bot_folder.files.put(b"of a job that is being written")
    async with bot_folder.open(executor, announcer, retention=None):
        await until(lambda: bot_folder.stored() == 2, what="the end of what nobody names")
    async with bot_folder.store() as store:
        assert (await store.get("old")).id == "old"
    assert await bot_folder.files.get(content) == png("red")


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", ["accepted", "painting", "finished", "posted"])
async def test_kill_minus_nine_loses_nothing_and_repeats_nothing(bot_folder: BotFolder, moment: str) -> None:
    """The victim writes the posts of a Discord channel to `posts.txt`."""
    posts = bot_folder.folder / "posts.txt"
    victim = await asyncio.create_subprocess_exec(
        sys.executable, str(VICTIM), str(bot_folder.folder), moment, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert victim.stdout is not None
    seen: list[str] = []
    try:
        while not seen or seen[-1] != moment:
            line = await asyncio.wait_for(victim.stdout.readline(), PATIENCE)
            assert line, f"the victim died by itself after {seen}"
            seen.append(line.decode().strip())
    finally:
        with suppress(ProcessLookupError):
            victim.kill()
        assert await victim.wait() == -signal.SIGKILL

    executor, box = FakeExecutor(), Channel(posts)
    async with bot_folder.open(executor, box) as job_service:
        async with bot_folder.store() as store:
            accepted = await store.get(seen[0])
        executor.tell(accepted.id, finished())
        await until(lambda: not job_service.active and posts.exists())
        await until(lambda: box.calls)
    assert posts.read_text().splitlines() == [f"{accepted.id} done"]
    assert (len(executor.order) == 0) == (moment in {"finished", "posted"}), "what is finished is not painted again"
    async with bot_folder.store() as store:
        assert (await store.get(accepted.id)).delivered


class Channel(FakeAnnouncer):
    """Posts into a file, and checks the file first if an earlier delivery may have worked."""

    def __init__(self, posts: Path) -> None:
        super().__init__()
        self.posts = posts
        self.calls = 0

    async def ended(self, job: Job, note: Note) -> str | None:
        there = job.deliveries > 1 and self.posts.exists() and job.id in self.posts.read_text()
        if not there:
            with self.posts.open("a") as file:
                file.write(f"{job.id} {job.state}\n")
        self.calls += 1
        return "reply"


async def test_a_job_deleted_while_it_waited_for_delivery_is_not_delivered(
    bot_folder: BotFolder, executor: FakeExecutor
) -> None:
    shut, box = FakeAnnouncer(), FakeAnnouncer()
    shut.takes = False
    async with bot_folder.open(executor, shut) as job_service:
        accepted = await job_service.submit(request(ALICE))
        executor.tell(accepted.id, finished())
        await until(lambda: shut.ends and not job_service.active)
        await job_service.delete(accepted.id, actor(ALICE))
    async with bot_folder.open(executor, box) as job_service:
        other = await job_service.submit(request(BOB))
        executor.tell(other.id, finished())
        await until(lambda: box.ends)
    assert box.delivered == [other.id]
    assert reply_target().token not in str(box.ends[0])
