"""Restarts, polite and not: no accepted job is lost, and nobody hears the end of a job twice."""

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.delivery import TryLater
from bot.jobs.job import State
from tests.bot.doubles import ALICE, BOB, FakeAnnouncer, FakeExecutor, actor, finished, job, place, png, request, step
from tests.polling import PATIENCE, until

VICTIM = Path(__file__).with_name("victim.py")
ROOT = VICTIM.parents[2]


async def test_a_polite_restart_takes_running_and_waiting_jobs_up_in_their_order(house, postbox):
    first_run, second_run = FakeExecutor(), FakeExecutor()
    async with house.open(first_run, postbox) as studio:
        jobs = [await studio.submit(request()) for _ in range(3)]
        await first_run.started(jobs[0].id)
        first_run.tell(jobs[0].id, step(7))
    async with house.store() as store:
        assert [job.state for job in await store.unfinished()] == [State.QUEUED] * 3
        assert (await store.get(jobs[0].id)).attempts == 0, "it was not the job's fault"
    assert postbox.ends == []

    async with house.open(second_run, postbox):
        for number, waiting in enumerate(jobs):
            await second_run.started(waiting.id)
            assert second_run.tasks[waiting.id].content == first_run.tasks[jobs[0].id].content
            second_run.tell(waiting.id, finished())
            await until(lambda: len(postbox.ends) == number + 1)  # noqa: B023
    assert second_run.order == postbox.delivered == [job.id for job in jobs]


async def test_another_bot_takes_over_from_one_that_hangs(house):
    hanging, rescuer = FakeExecutor(), FakeExecutor()
    old_box, new_box = FakeAnnouncer(), FakeAnnouncer()
    async with house.open(hanging, old_box) as studio:
        accepted = await studio.submit(request())
        await hanging.started(accepted.id)
        async with house.open(rescuer, new_box):
            await rescuer.started(accepted.id)
            rescuer.tell(accepted.id, finished())
            await until(lambda: new_box.ends)
        hanging.tell(accepted.id, finished("yellow"))  # it comes to, too late
        await until(lambda: not studio._running)
        assert (await studio.get(accepted.id)).attempts == 2
    assert (new_box.delivered, old_box.delivered) == ([accepted.id], [])
    assert house.stored() == 3


async def test_what_was_finished_but_not_delivered_is_delivered_on_start(house, easel):
    shut, box = FakeAnnouncer(), FakeAnnouncer()
    shut.takes = False
    async with house.open(easel, shut) as studio:
        accepted = await studio.submit(request())
        easel.tell(accepted.id, finished())
        await until(lambda: shut.ends)
    async with house.open(easel, box):
        await until(lambda: box.ends)
    [ended] = box.ends
    assert (ended.id, ended.state, ended.deliveries) == (accepted.id, State.DONE, 2)
    assert ended.place.token != "", "the reply can still be edited"
    async with house.open(easel, box) as studio:
        assert (await studio.get(accepted.id)).delivered
    assert len(box.ends) == 1


async def test_an_undelivered_end_comes_when_discord_is_back(house, easel, postbox):
    async def down(job, note):
        postbox.ends.append(job)
        raise TryLater("502")

    back, postbox.ended = postbox.ended, down
    async with house.open(easel, postbox) as studio:
        accepted = await studio.submit(request())
        easel.tell(accepted.id, finished())
        await until(lambda: postbox.ends and not studio._active)
        postbox.ended = back
        studio.reconnected()
        await until(lambda: len(postbox.ends) == 2)
        assert await house.files.get((await studio.get(accepted.id)).picture) == finished().picture
    async with house.store() as store:
        assert (await store.get(accepted.id)).delivered


async def test_a_delivery_that_is_on_its_way_is_left_alone(house, easel, postbox):
    arrive = asyncio.Event()

    async def slow(job, note):
        postbox.ends.append(job)
        await arrive.wait()
        return True

    postbox.ended = slow
    async with house.open(easel, postbox, chore_seconds=0.01) as studio:
        accepted = await studio.submit(request())
        easel.tell(accepted.id, finished())
        await until(lambda: postbox.ends)
        for _ in range(3):
            studio.reconnected()
            await asyncio.sleep(0.02)  # some rounds of the housekeeping
        arrive.set()
    assert len(postbox.ends) == 1


async def test_old_jobs_and_their_files_go_and_younger_ones_stay(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        old, young = [await studio.submit(request()) for _ in range(2)]
        for accepted, colour in ((old, "black"), (young, "white")):
            easel.tell(accepted.id, finished(colour))
            await until(lambda: accepted.id in postbox.delivered)  # noqa: B023
        waiting = await studio.submit(request(BOB))
    orphan = await house.files.put(b"of a job that was never written")
    long_ago = datetime.now(UTC) - timedelta(days=31)
    async with house.store() as store:
        await store.update(old.id, finished_at=long_ago)
        await store.update(waiting.id, created_at=long_ago)
    for path in (house.folder / "files").glob("??/*"):
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    fresh = await house.files.put(b"of a job that is being written")

    async with house.open(easel, postbox, retention=timedelta(days=30)) as studio:
        await until(lambda: not (house.folder / "files" / orphan[:2] / orphan).exists())
        assert house.stored() == 4, "photo and painting of those that stay, the young one's picture, the fresh file"
        assert (await studio.get(young.id)).picture is not None
        assert (await studio.get(waiting.id)).state is not State.DONE
        assert await house.files.get(fresh)
    async with house.store() as store:
        assert await store.expired(datetime.now(UTC) - timedelta(days=30)) == []


async def test_without_retention_every_job_is_kept_and_what_nobody_names_goes(house, easel, postbox):
    async with house.store() as store:
        content = await house.files.put(png("red"))
        finished_at = datetime(2001, 1, 1, tzinfo=UTC)
        await store.add(job("old", state=State.DONE, delivered=True, finished_at=finished_at, content=content))
    await house.files.put(b"of a job that was never written")
    (house.folder / "files" / content[:2] / "tmp1a2b.part").write_bytes(b"of a put that was interrupted")
    for path in (house.folder / "files").glob("??/*"):
        os.utime(path, (time.time() - 31 * 60,) * 2)
    await house.files.put(b"of a job that is being written")
    async with house.open(easel, postbox, retention=None):
        await until(lambda: house.stored() == 2, what="the end of what nobody names")
    async with house.store() as store:
        assert await store.get("old")
    assert await house.files.get(content) == png("red")


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", ["accepted", "painting", "finished", "posted"])
async def test_kill_minus_nine_loses_nothing_and_repeats_nothing(house, moment):
    """The victim writes to `posts.txt` what a Discord channel would show."""
    posts = house.folder / "posts.txt"
    victim = await asyncio.create_subprocess_exec(
        sys.executable, str(VICTIM), str(house.folder), moment, cwd=ROOT, stdout=asyncio.subprocess.PIPE
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

    easel, box = FakeExecutor(), Channel(posts)
    async with house.open(easel, box) as studio:
        async with house.store() as store:
            accepted = await store.get(seen[0])
        easel.tell(accepted.id, finished())
        await until(lambda: not studio._active and posts.exists())
        await until(lambda: box.calls)
    assert posts.read_text().splitlines() == [f"{accepted.id} done"]
    assert (len(easel.order) == 0) == (moment in {"finished", "posted"}), "what is finished is not painted again"
    async with house.store() as store:
        assert (await store.get(accepted.id)).delivered


class Channel(FakeAnnouncer):
    """Posts into a file, and looks there first when an earlier delivery may have worked."""

    def __init__(self, posts: Path) -> None:
        super().__init__()
        self.posts = posts
        self.calls = 0

    async def ended(self, job, note):
        there = job.deliveries > 1 and self.posts.exists() and job.id in self.posts.read_text()
        if not there:
            with self.posts.open("a") as file:
                file.write(f"{job.id} {job.state}\n")
        self.calls += 1
        return True


async def test_a_job_deleted_while_it_waited_for_delivery_is_not_delivered(house, easel):
    shut, box = FakeAnnouncer(), FakeAnnouncer()
    shut.takes = False
    async with house.open(easel, shut) as studio:
        accepted = await studio.submit(request(ALICE))
        easel.tell(accepted.id, finished())
        await until(lambda: shut.ends and not studio._active)
        await studio.delete(accepted.id, actor(ALICE))
    async with house.open(easel, box) as studio:
        other = await studio.submit(request(BOB))
        easel.tell(other.id, finished())
        await until(lambda: box.ends)
    assert box.delivered == [other.id]
    assert place().token not in str(box.ends[0])
