"""Jobs from request to delivery, as users see them."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import NotAllowed, NotFound, TooMany
from bot.jobs.announcer import Note
from bot.jobs.executor import Failed, StepReport, Task
from bot.jobs.job import Job, State
from bot.jobs.service import JobService
from nst.errors import UserError
from nst.recipes import recipe
from tests.bot.doubles import (
    ALICE,
    BOB,
    CAROL,
    GUILD,
    BotFolder,
    FakeAnnouncer,
    FakeExecutor,
    actor,
    finished,
    png,
    reply_target,
    request,
    settled,
    step,
)
from tests.polling import until


def wait_of(job_service: JobService, waiting: Job) -> float | None:
    """The forecast wait of a job, in seconds."""
    position = job_service.position(waiting.id)
    assert position is not None
    return position.wait


async def test_a_picture_is_painted_and_delivered(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request(ALICE))
        await executor.started(job.id)
        assert executor.tasks[job.id].content == png("red")
        assert executor.tasks[job.id].styles == (png("blue"),)

        executor.tell(job.id, step(1), finished("green"))
        await settled(job_service)
        [ended] = announcer.ends
        assert (ended.state, ended.owner_id, ended.error) == (State.DONE, ALICE, None)
        assert await bot_folder.files.get(ended.picture or "") == png("green")
        assert ended.summary is not None
        assert ended.summary["encoder"] == "none"
        kept = await job_service.get(job.id)
        assert kept.delivered
        assert kept.reply_target.token == "", "the token is forgotten once nobody needs it"


async def test_a_job_is_on_disk_before_it_is_accepted(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with (
        bot_folder.open(executor, announcer, start=False) as job_service,
        bot_folder.store() as another_connection,
    ):
        job = await job_service.submit(request())
        assert (await another_connection.get(job.id)).params == job.params
        assert await bot_folder.files.get(job.content or "") == png("red")


async def test_everyone_gets_a_turn_before_anyone_gets_a_second(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        jobs = [await job_service.submit(request(owner)) for owner in (ALICE, ALICE, ALICE, BOB, CAROL, BOB)]
        names = {job.id: f"{job.owner_id}{number}" for number, job in enumerate(jobs)}
        for number in range(len(jobs)):
            await until(lambda: len(executor.order) == number + 1)  # noqa: B023
            executor.tell(executor.order[-1], finished())
        await until(lambda: len(announcer.ends) == len(jobs))
    assert [names[job_id] for job_id in executor.order] == ["10", "11", "23", "34", "12", "25"]


async def test_no_more_run_than_there_are_slots(bot_folder: BotFolder, announcer: FakeAnnouncer) -> None:
    executor = FakeExecutor(slots=2)
    async with bot_folder.open(executor, announcer) as job_service:
        jobs = [await job_service.submit(request()) for _ in range(4)]
        await until(lambda: len(executor.order) == 2)
        assert [job_service.position(job.id) is None for job in jobs] == [True, True, False, False]
        executor.tell(jobs[1].id, finished())
        await executor.started(jobs[2].id)
        assert jobs[3].id not in executor.order


async def test_with_two_devices_nobody_has_both_while_another_person_waits(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    executor = FakeExecutor(slots=2)
    async with bot_folder.open(executor, announcer) as job_service:
        hers = [await job_service.submit(request(ALICE)) for _ in range(3)]
        await until(lambda: len(executor.order) == 2)
        executor.tell(hers[0].id, finished())
        await executor.started(hers[2].id)
        more, his = await job_service.submit(request(ALICE)), await job_service.submit(request(BOB))
        executor.tell(hers[1].id, finished())
        await executor.started(his.id)
        assert more.id not in executor.order, "she has one running; her next one waits although it came first"


async def test_what_may_not_start_yet_waits_and_others_go_first(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    """Jobs over a server's limit of running pictures wait; they are not refused."""
    executor = FakeExecutor(slots=2)

    def one_a_server(job: Job, running: Iterable[Job]) -> bool:
        return all(other.reply_target.guild_id != job.reply_target.guild_id for other in running)

    async with bot_folder.open(executor, announcer, may_start=one_a_server) as job_service:
        first, second = await job_service.submit(request(ALICE)), await job_service.submit(request(BOB))
        elsewhere = await job_service.submit(replace(request(CAROL), reply_target=reply_target(guild_id=31)))
        await executor.started(elsewhere.id)
        assert executor.order == [first.id, elsewhere.id]
        executor.tell(first.id, finished())
        await executor.started(second.id)


async def test_who_waits_is_told_where_they_stand_and_when_that_changes(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        first, second, third = [await job_service.submit(request(owner)) for owner in (ALICE, BOB, CAROL)]
        await until(lambda: announcer.positions(third.id) == [2])
        position = job_service.position(third.id)
        assert position is not None
        assert (position.ahead, position.wait) == (2, None), "nothing is known about the speed yet"
        fourth = await job_service.submit(request(4))
        await until(lambda: announcer.positions(fourth.id) == [3])
        assert announcer.positions(third.id) == [2], "nothing has changed for the third"

        await executor.started(first.id)
        executor.tell(first.id, finished(seconds=4))
        await until(lambda: announcer.positions(third.id) == [2, 1])
        assert wait_of(job_service, third) == pytest.approx(4), "the second takes as long as the first took"

        executor.tell(second.id, step(remaining=1.5))
        await until(lambda: wait_of(job_service, third) == 1.5)
        await job_service.cancel(second.id, actor(BOB))
        await until(lambda: announcer.positions(third.id) == [2, 1, 0], what="“it starts now”")


async def test_forecasts_survive_a_restart(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.tell(job.id, finished(seconds=4))
        await until(lambda: announcer.ends)
    async with bot_folder.open(executor, announcer) as job_service:
        await job_service.submit(request(ALICE))
        waiting = await job_service.submit(request(BOB))
        assert wait_of(job_service, waiting) == pytest.approx(4)


async def test_of_progress_only_the_newest_is_told_with_the_last_preview(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    busy = asyncio.Event()

    async def slow(job: Job, event: StepReport) -> None:
        announcer.steps.append((job.id, event))
        await busy.wait()

    announcer.progress = slow  # type: ignore[method-assign]
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.tell(job.id, step(1))
        await until(lambda: len(announcer.steps) == 1)
        executor.tell(job.id, step(2), step(3, preview=b"three"), step(4), step(5))
        await until(lambda: executor.read(job.id))
        busy.set()
        await until(lambda: len(announcer.steps) == 2)
        assert announcer.steps[1][1] == step(5, preview=b"three")


async def test_progress_is_told_at_most_every_few_seconds(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer, progress_seconds=1000) as job_service:
        job = await job_service.submit(request())
        await until(lambda: announcer.queued_)
        await executor.started(job.id)
        executor.tell(job.id, *(step(number) for number in range(1, 10)), finished())
        await until(lambda: announcer.ends)
    assert announcer.steps == []


async def test_progress_that_hangs_does_not_hold_up_the_end(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    told = []

    async def hang(job: Job, event: StepReport) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append("progress stopped")

    async def ended(job: Job, note: Note) -> str | None:
        told.append("ended")
        return "reply"

    announcer.progress, announcer.ended = hang, ended  # type: ignore[method-assign]
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.tell(job.id, step(1), finished())
        await until(lambda: "ended" in told)
    assert told == ["progress stopped", "ended"], "nothing about progress may come after the end"


async def test_a_waiting_job_is_cancelled_by_its_owner(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        first, second, third = [await job_service.submit(request()) for _ in range(3)]
        assert (await job_service.cancel(second.id, actor(ALICE))).state is State.CANCELLED
        await until(lambda: announcer.delivered == [second.id])
        await executor.started(first.id)
        executor.tell(first.id, finished())
        await executor.started(third.id)
        assert executor.order == [first.id, third.id]


async def test_a_running_job_is_cancelled_by_a_moderator(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request(ALICE))
        await executor.started(job.id)
        assert (await job_service.cancel(job.id, actor(BOB, moderates=GUILD))).state is State.CANCELLED
        await until(lambda: announcer.delivered == [job.id])
        assert executor.cancelled == [job.id]
        assert announcer.ends[0].state is State.CANCELLED


@pytest.mark.parametrize(("private", "moderates"), [(False, GUILD + 1), (True, GUILD), (False, None)])
async def test_moderators_decide_about_what_everyone_sees_in_their_own_server(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, private: bool, moderates: int | None
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(replace(request(ALICE), private=private))
        for act in (job_service.cancel, job_service.delete):
            with pytest.raises(NotAllowed):
                await act(job.id, actor(BOB, moderates=moderates))
        assert not (await job_service.get(job.id)).state.final


async def test_a_job_without_a_server_is_moderated_by_nobody(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(replace(request(ALICE), reply_target=replace(reply_target(), guild_id=None)))
        with pytest.raises(NotAllowed):
            await job_service.delete(job.id, actor(BOB, moderates=None))


async def test_what_is_private_is_repeated_by_its_owner_only(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(replace(request(ALICE), private=True))
        with pytest.raises(NotFound):
            await job_service.again(job.id, actor(BOB), reply_target(), job.params)
        assert (await job_service.again(job.id, actor(ALICE), reply_target(), job.params)).private


async def test_nobody_else_can_cancel_or_delete(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request(ALICE))
        for forbidden in (job_service.cancel, job_service.delete):
            with pytest.raises(NotAllowed, match="Only the person who asked"):
                await forbidden(job.id, actor(BOB))
        assert (await job_service.get(job.id)).state is not State.CANCELLED


async def test_a_cancellation_wins_over_a_result_that_comes_later(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)

        async def deaf(task_id: str) -> None:
            executor.tell(task_id, finished())

        executor.cancel = deaf  # type: ignore[method-assign]
        await job_service.cancel(job.id, actor())
        await until(lambda: announcer.ends)
        await until(lambda: not job_service.overview().running)
        assert announcer.ends[0].state is State.CANCELLED
        assert bot_folder.stored() == 2, "the late picture is not kept"
        assert (await job_service.cancel(job.id, actor())).state is State.CANCELLED, "twice is no error"


async def test_a_job_cancelled_while_its_files_are_read_is_not_painted(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on, get = asyncio.Event(), asyncio.Event(), bot_folder.files.get

    async def slow(name: str) -> bytes:
        reading.set()
        await go_on.wait()
        return await get(name)

    monkeypatch.setattr(bot_folder.files, "get", slow)
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await reading.wait()
        await job_service.cancel(job.id, actor())
        assert executor.order == []
        go_on.set()
        await settled(job_service)
        assert announcer.ends[0].state is State.CANCELLED


async def test_a_job_cancelled_when_its_turn_has_just_come_is_not_painted(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await job_service.cancel(job.id, actor())
        await until(lambda: announcer.ends)
        await until(lambda: not job_service.overview().running)
        assert announcer.ends[0].state is State.CANCELLED
        assert all(job_id in executor.cancelled for job_id in executor.order)


async def test_a_finished_job_stays_finished(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.tell(job.id, finished())
        await until(lambda: announcer.ends)
        assert (await job_service.cancel(job.id, actor())).state is State.DONE
    assert len(announcer.ends) == 1


async def test_deleting_removes_what_no_other_job_needs(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await executor.started(job.id)
        executor.tell(job.id, finished())
        await until(lambda: announcer.ends)
        again = await job_service.again(job.id, actor(BOB), reply_target(), job.params)
        assert bot_folder.stored() == 3

        assert (await job_service.delete(job.id, actor(ALICE))).state is State.DONE
        assert bot_folder.stored() == 2, "the other job still needs the photo and the painting"
        with pytest.raises(NotFound):
            await job_service.get(job.id)

        await job_service.delete(again.id, actor(CAROL, moderates=GUILD))
        assert bot_folder.stored() == 0


async def test_deleting_a_running_job_stops_it_and_says_nothing_more(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request(ALICE))
        other = await job_service.submit(request(BOB))
        await executor.started(job.id)
        await job_service.delete(job.id, actor(ALICE))
        await executor.started(other.id)
        executor.tell(other.id, finished())
        await until(lambda: announcer.ends)
        assert announcer.delivered == [other.id]
        assert executor.cancelled == [job.id]
    assert bot_folder.stored() == 3


async def test_again_is_a_copy_with_one_change_and_belongs_to_whoever_asks(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request(ALICE, params=recipe("draft", seed=1)))
        copy = await job_service.again(job.id, actor(BOB), reply_target(channel_id=99), replace(job.params, seed=2))
        assert (copy.owner_id, copy.parent_id, copy.reply_target.channel_id) == (BOB, job.id, 99)
        assert copy.params == recipe("draft", seed=2)
        assert (copy.content, copy.styles) == (job.content, job.styles)
        with pytest.raises(NotFound):
            await job_service.again("nosuchjob", actor(BOB), reply_target(), job.params)


async def test_one_person_cannot_fill_the_queue(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer, jobs_per_user=2) as job_service:
        attempts = (job_service.submit(request(ALICE)) for _ in range(4))  # the user presses again
        outcomes = await asyncio.gather(*attempts, return_exceptions=True)
        accepted = [outcome for outcome in outcomes if isinstance(outcome, Job)]
        assert len(accepted) == 2
        assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 2
        with pytest.raises(TooMany, match="already have 2 pictures"):
            await job_service.again(accepted[0].id, actor(ALICE), reply_target(), accepted[0].params)
        await job_service.submit(request(BOB))
        await job_service.cancel(accepted[1].id, actor(ALICE))
        await job_service.submit(request(ALICE))


async def test_a_failure_is_told_in_words(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        mine, theirs = [await job_service.submit(request(owner)) for owner in (ALICE, BOB)]
        await executor.started(mine.id)
        executor.tell(mine.id, Failed("The painting has no pixels. Send another."))
        await executor.started(theirs.id)
        executor.tell(theirs.id, Failed("Something went wrong on my side.", "abc123"))
        await until(lambda: len(announcer.ends) == 2)
    assert [job.state for job in announcer.ends] == [State.FAILED, State.FAILED]
    assert announcer.ends[0].error == "The painting has no pixels. Send another."
    assert "abc123" in (announcer.ends[1].error or "")


@pytest.mark.parametrize("verb", ["submit", "watch"])
async def test_an_executor_that_breaks_fails_one_job_and_no_other(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture, verb: str
) -> None:
    works = getattr(executor, verb)

    def broken(_: object) -> None:
        raise RuntimeError("the cable is out: secret detail")

    async with bot_folder.open(executor, announcer) as job_service:
        setattr(executor, verb, broken)
        first = await job_service.submit(request(ALICE))
        await until(lambda: announcer.ends)
        setattr(executor, verb, works)
        second = await job_service.submit(request(BOB))
        await executor.started(second.id)
        executor.tell(second.id, finished())
        await until(lambda: len(announcer.ends) == 2)
    assert [(job.id, job.state) for job in announcer.ends] == [(first.id, State.FAILED), (second.id, State.DONE)]
    reference = (announcer.ends[0].error or "").split()[-1].rstrip(".")
    assert reference in caplog.text
    assert "cable" not in (announcer.ends[0].error or "")


async def test_an_announcer_that_breaks_stops_nothing(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("Discord is on fire")

    for name in ("queued", "progress", "ended"):
        setattr(announcer, name, broken)
    async with bot_folder.open(executor, announcer) as job_service:
        jobs = [await job_service.submit(request()) for _ in range(3)]
        for job in jobs:
            await executor.started(job.id)
            executor.tell(job.id, step(), finished())
        await settled(job_service)
        assert [(await job_service.get(job.id)).state for job in jobs] == [State.DONE] * 3
        assert not any([(await job_service.get(job.id)).delivered for job in jobs])
    assert "could not be delivered" in caplog.text


async def test_pictures_that_are_gone_are_a_failure_in_words(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        await job_service.submit(request(ALICE))
        waiting = await job_service.submit(request(BOB, content=png("white")))
        await bot_folder.files.delete(waiting.content or "")
        await until(lambda: executor.order)
        executor.tell(executor.order[0], finished())
        await until(lambda: len(announcer.ends) == 2)
    assert announcer.ends[1].error == "That picture is not here any more. Please post it again."


async def test_a_closing_studio_takes_nothing_in(
    bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer
) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job = await job_service.submit(request())
        await job_service.close()
        with pytest.raises(UserError, match="restarted"):
            await job_service.submit(request())
        with pytest.raises(UserError, match="restarted"):
            await job_service.again(job.id, actor(), reply_target(), recipe("draft"))


async def test_what_happens_is_counted(bot_folder: BotFolder, executor: FakeExecutor, announcer: FakeAnnouncer) -> None:
    async with bot_folder.open(executor, announcer) as job_service:
        job, *_ = [await job_service.submit(request()) for _ in range(3)]
        await executor.started(job.id)
        value = bot_folder.registry.get_sample_value
        assert (value("chameleon_jobs_running"), value("chameleon_jobs_queued")) == (1, 2)
        executor.tell(job.id, finished())
        await until(lambda: value("chameleon_deliveries_total", {"outlet": "reply"}) == 1)
        draft = {"recipe": "draft"}
        assert value("chameleon_jobs_accepted_total", draft) == 3
        await until(lambda: value("chameleon_job_wait_seconds_count", draft) == 2, what="the start of the next one")
        assert value("chameleon_jobs_ended_total", {**draft, "state": "done", "code": ""}) == 1
        assert value("chameleon_job_painting_seconds_count", draft) == 1
        assert value("chameleon_delivery_seconds_count") == 1


async def test_many_jobs_of_many_people_are_served_in_rounds_also_after_a_restart(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    people, executor = range(40), FakeExecutor(slots=0)
    async with bot_folder.open(executor, announcer, start=False) as job_service:
        for _ in range(3):
            await asyncio.gather(*(job_service.submit(request(owner)) for owner in people))
    owners: list[int] = []

    class Quick(FakeExecutor):
        async def submit(self, task: Task) -> None:
            owners.append((await job_service.get(task.id)).owner_id)
            self.tell(task.id, finished())

    async with bot_folder.open(Quick(), announcer) as job_service:
        await until(lambda: len(announcer.ends) >= 80)
    rounds = owners[:40], owners[40:80]
    assert all(sorted(round_) == list(people) for round_ in rounds)
    assert len(asyncio.all_tasks()) == 1, "nothing goes on in the background"
