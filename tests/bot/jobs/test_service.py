"""The life of jobs, as the people who asked for them see it."""

import asyncio
from dataclasses import replace

import pytest

from bot.jobs.executor import Failed
from bot.jobs.job import Job, NotAllowed, NotFound, State, TooMany
from nst.errors import UserError
from nst.params import recipe
from tests.bot.doubles import (
    ALICE,
    BOB,
    CAROL,
    GUILD,
    FakeExecutor,
    actor,
    finished,
    place,
    png,
    request,
    settled,
    step,
)
from tests.polling import until


async def test_a_picture_is_painted_and_delivered(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request(ALICE))
        await easel.started(job.id)
        assert easel.tasks[job.id].content == png("red")
        assert easel.tasks[job.id].style == png("blue")

        easel.tell(job.id, step(1), finished("green"))
        await settled(studio)
        [ended] = postbox.ends
        assert (ended.state, ended.owner_id, ended.error) == (State.DONE, ALICE, None)
        assert await house.files.get(ended.picture) == png("green")
        assert ended.summary["encoder"] == "none"
        assert await studio.latest(ALICE) is not None
        assert await studio.latest(BOB) is None
        kept = await studio.get(job.id)
        assert kept.delivered
        assert kept.place.token == "", "the token is forgotten once nobody needs it"


async def test_a_job_is_on_disk_before_it_is_accepted(house, easel, postbox):
    async with house.open(easel, postbox, start=False) as studio, house.store() as another_connection:
        job = await studio.submit(request())
        assert (await another_connection.get(job.id)).params == job.params
        assert await house.files.get(job.content) == png("red")


async def test_everyone_gets_a_turn_before_anyone_gets_a_second(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        jobs = [await studio.submit(request(owner)) for owner in (ALICE, ALICE, ALICE, BOB, CAROL, BOB)]
        names = {job.id: f"{job.owner_id}{number}" for number, job in enumerate(jobs)}
        for number in range(len(jobs)):
            await until(lambda: len(easel.order) == number + 1)  # noqa: B023
            easel.tell(easel.order[-1], finished())
        await until(lambda: len(postbox.ends) == len(jobs))
    assert [names[job_id] for job_id in easel.order] == ["10", "11", "23", "34", "12", "25"]


async def test_no_more_run_than_there_are_slots(house, postbox):
    easel = FakeExecutor(slots=2)
    async with house.open(easel, postbox) as studio:
        jobs = [await studio.submit(request()) for _ in range(4)]
        await until(lambda: len(easel.order) == 2)
        assert [studio.standing(job.id) is None for job in jobs] == [True, True, False, False]
        easel.tell(jobs[1].id, finished())
        await easel.started(jobs[2].id)
        assert jobs[3].id not in easel.order


async def test_with_two_devices_nobody_has_both_while_somebody_else_waits(house, postbox):
    easel = FakeExecutor(slots=2)
    async with house.open(easel, postbox) as studio:
        hers = [await studio.submit(request(ALICE)) for _ in range(3)]
        await until(lambda: len(easel.order) == 2)
        easel.tell(hers[0].id, finished())
        await easel.started(hers[2].id)
        more, his = await studio.submit(request(ALICE)), await studio.submit(request(BOB))
        easel.tell(hers[1].id, finished())
        await easel.started(his.id)
        assert more.id not in easel.order, "she has one running; her next one waits although it came first"


async def test_what_may_not_start_yet_waits_and_others_go_first(house, postbox):
    """A server's limit on pictures at the same time: those over it wait, and are not refused."""
    easel = FakeExecutor(slots=2)

    def one_a_server(job, running):
        return all(other.place.guild_id != job.place.guild_id for other in running)

    async with house.open(easel, postbox, may_start=one_a_server) as studio:
        first, second = await studio.submit(request(ALICE)), await studio.submit(request(BOB))
        elsewhere = await studio.submit(replace(request(CAROL), place=place(guild_id=31)))
        await easel.started(elsewhere.id)
        assert easel.order == [first.id, elsewhere.id]
        easel.tell(first.id, finished())
        await easel.started(second.id)


async def test_who_waits_is_told_where_they_stand_and_when_that_changes(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        first, second, third = [await studio.submit(request(owner)) for owner in (ALICE, BOB, CAROL)]
        await until(lambda: postbox.standings(third.id) == [2])
        standing = studio.standing(third.id)
        assert (standing.ahead, standing.wait) == (2, None), "nothing is known about the speed yet"
        fourth = await studio.submit(request(4))
        await until(lambda: postbox.standings(fourth.id) == [3])
        assert postbox.standings(third.id) == [2], "nothing has changed for the third"

        await easel.started(first.id)
        easel.tell(first.id, finished(seconds=4))
        await until(lambda: postbox.standings(third.id) == [2, 1])
        assert studio.standing(third.id).wait == pytest.approx(4), "the second takes as long as the first took"

        easel.tell(second.id, step(remaining=1.5))
        await until(lambda: studio.standing(third.id).wait == 1.5)
        await studio.cancel(second.id, actor(BOB))
        await until(lambda: postbox.standings(third.id) == [2, 1, 0], what="“it starts now”")


async def test_forecasts_survive_a_restart(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)
        easel.tell(job.id, finished(seconds=4))
        await until(lambda: postbox.ends)
    async with house.open(easel, postbox) as studio:
        await studio.submit(request(ALICE))
        waiting = await studio.submit(request(BOB))
        assert studio.standing(waiting.id).wait == pytest.approx(4)


async def test_of_progress_only_the_newest_is_told_with_the_last_preview(house, easel, postbox):
    busy = asyncio.Event()

    async def slow(job, event):
        postbox.steps.append((job.id, event))
        await busy.wait()

    postbox.progress = slow
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)
        easel.tell(job.id, step(1))
        await until(lambda: len(postbox.steps) == 1)
        easel.tell(job.id, step(2), step(3, preview=b"three"), step(4), step(5))
        await until(lambda: easel.read(job.id))
        busy.set()
        await until(lambda: len(postbox.steps) == 2)
        assert postbox.steps[1][1] == step(5, preview=b"three")


async def test_progress_is_told_at_most_every_few_seconds(house, easel, postbox):
    async with house.open(easel, postbox, progress_seconds=1000) as studio:
        job = await studio.submit(request())
        await until(lambda: postbox.queued_)
        await easel.started(job.id)
        easel.tell(job.id, *(step(number) for number in range(1, 10)), finished())
        await until(lambda: postbox.ends)
    assert postbox.steps == []


async def test_progress_that_hangs_does_not_hold_up_the_end(house, easel, postbox):
    told = []

    async def hang(job, event):
        try:
            await asyncio.Event().wait()
        finally:
            told.append("progress stopped")

    async def ended(job, note):
        told.append("ended")
        return True

    postbox.progress, postbox.ended = hang, ended
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)
        easel.tell(job.id, step(1), finished())
        await until(lambda: "ended" in told)
    assert told == ["progress stopped", "ended"], "nothing about progress may come after the end"


async def test_a_waiting_job_is_cancelled_by_its_owner(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        first, second, third = [await studio.submit(request()) for _ in range(3)]
        assert (await studio.cancel(second.id, actor(ALICE))).state is State.CANCELLED
        await until(lambda: postbox.delivered == [second.id])
        await easel.started(first.id)
        easel.tell(first.id, finished())
        await easel.started(third.id)
        assert easel.order == [first.id, third.id]


async def test_a_running_job_is_cancelled_by_a_moderator(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request(ALICE))
        await easel.started(job.id)
        assert (await studio.cancel(job.id, actor(BOB, moderates=GUILD))).state is State.CANCELLED
        await until(lambda: postbox.delivered == [job.id])
        assert easel.cancelled == [job.id]
        assert postbox.ends[0].state is State.CANCELLED


@pytest.mark.parametrize(("private", "moderates"), [(False, GUILD + 1), (True, GUILD), (False, None)])
async def test_moderators_decide_about_what_everyone_sees_in_their_own_server(
    house, easel, postbox, private, moderates
):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(replace(request(ALICE), private=private))
        for act in (studio.cancel, studio.delete):
            with pytest.raises(NotAllowed):
                await act(job.id, actor(BOB, moderates=moderates))
        assert not (await studio.get(job.id)).state.final


async def test_a_job_without_a_server_is_moderated_by_nobody(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(replace(request(ALICE), place=replace(place(), guild_id=None)))
        with pytest.raises(NotAllowed):
            await studio.delete(job.id, actor(BOB, moderates=None))


async def test_what_is_private_is_repeated_by_its_owner_only(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(replace(request(ALICE), private=True))
        with pytest.raises(NotFound):
            await studio.again(job.id, actor(BOB), place(), job.params)
        assert (await studio.again(job.id, actor(ALICE), place(), job.params)).private


async def test_nobody_else_can_cancel_or_delete(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request(ALICE))
        for forbidden in (studio.cancel, studio.delete):
            with pytest.raises(NotAllowed, match="Only the person who asked"):
                await forbidden(job.id, actor(BOB))
        assert (await studio.get(job.id)).state is not State.CANCELLED


async def test_a_cancellation_wins_over_a_result_that_comes_later(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)

        async def deaf(job_id):
            easel.tell(job_id, finished())

        easel.cancel = deaf
        await studio.cancel(job.id, actor())
        await until(lambda: postbox.ends)
        await until(lambda: not studio._running)
        assert postbox.ends[0].state is State.CANCELLED
        assert house.stored() == 2, "the late picture is not kept"
        assert (await studio.cancel(job.id, actor())).state is State.CANCELLED, "twice is no error"


async def test_a_job_cancelled_while_its_files_are_read_is_not_painted(house, easel, postbox, monkeypatch):
    reading, go_on, get = asyncio.Event(), asyncio.Event(), house.files.get

    async def slow(name):
        reading.set()
        await go_on.wait()
        return await get(name)

    monkeypatch.setattr(house.files, "get", slow)
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await reading.wait()
        await studio.cancel(job.id, actor())
        assert easel.order == []
        go_on.set()
        await settled(studio)
        assert postbox.ends[0].state is State.CANCELLED


async def test_a_job_cancelled_when_its_turn_has_just_come_is_not_painted(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await studio.cancel(job.id, actor())
        await until(lambda: postbox.ends)
        await until(lambda: not studio._running)
        assert postbox.ends[0].state is State.CANCELLED
        assert all(job_id in easel.cancelled for job_id in easel.order)


async def test_a_finished_job_stays_finished(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)
        easel.tell(job.id, finished())
        await until(lambda: postbox.ends)
        assert (await studio.cancel(job.id, actor())).state is State.DONE
    assert len(postbox.ends) == 1


async def test_deleting_removes_what_no_other_job_needs(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await easel.started(job.id)
        easel.tell(job.id, finished())
        await until(lambda: postbox.ends)
        again = await studio.again(job.id, actor(BOB), place(), job.params)
        assert house.stored() == 3

        assert (await studio.delete(job.id, actor(ALICE))).state is State.DONE
        assert house.stored() == 2, "the other job still needs the photo and the painting"
        with pytest.raises(NotFound):
            await studio.get(job.id)

        await studio.delete(again.id, actor(CAROL, moderates=GUILD))
        assert house.stored() == 0


async def test_deleting_a_running_job_stops_it_and_says_nothing_more(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request(ALICE))
        other = await studio.submit(request(BOB))
        await easel.started(job.id)
        await studio.delete(job.id, actor(ALICE))
        await easel.started(other.id)
        easel.tell(other.id, finished())
        await until(lambda: postbox.ends)
        assert postbox.delivered == [other.id]
        assert easel.cancelled == [job.id]
    assert house.stored() == 3


async def test_again_is_a_copy_with_one_change_and_belongs_to_whoever_asks(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request(ALICE, params=recipe("draft", seed=1)))
        copy = await studio.again(job.id, actor(BOB), place(channel_id=99), replace(job.params, seed=2))
        assert (copy.owner_id, copy.parent_id, copy.place.channel_id) == (BOB, job.id, 99)
        assert copy.params == recipe("draft", seed=2)
        assert (copy.content, copy.style) == (job.content, job.style)
        with pytest.raises(NotFound):
            await studio.again("nosuchjob", actor(BOB), place(), job.params)


async def test_one_person_cannot_fill_the_queue(house, easel, postbox):
    async with house.open(easel, postbox, jobs_per_user=2) as studio:
        attempts = (studio.submit(request(ALICE)) for _ in range(4))  # somebody is impatient
        outcomes = await asyncio.gather(*attempts, return_exceptions=True)
        accepted = [outcome for outcome in outcomes if isinstance(outcome, Job)]
        assert len(accepted) == 2
        assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 2
        with pytest.raises(TooMany, match="already have 2 pictures"):
            await studio.again(accepted[0].id, actor(ALICE), place(), accepted[0].params)
        await studio.submit(request(BOB))
        await studio.cancel(accepted[1].id, actor(ALICE))
        await studio.submit(request(ALICE))


async def test_a_failure_is_told_in_words(house, easel, postbox, caplog):
    async with house.open(easel, postbox) as studio:
        mine, theirs = [await studio.submit(request(owner)) for owner in (ALICE, BOB)]
        await easel.started(mine.id)
        easel.tell(mine.id, Failed("The painting has no pixels. Send another."))
        await easel.started(theirs.id)
        easel.tell(theirs.id, Failed("Something went wrong on my side.", "abc123"))
        await until(lambda: len(postbox.ends) == 2)
    assert [job.state for job in postbox.ends] == [State.FAILED, State.FAILED]
    assert postbox.ends[0].error == "The painting has no pixels. Send another."
    assert "abc123" in postbox.ends[1].error


@pytest.mark.parametrize("verb", ["submit", "watch"])
async def test_an_executor_that_breaks_fails_one_job_and_no_other(house, easel, postbox, caplog, verb):
    works = getattr(easel, verb)

    def broken(_):
        raise RuntimeError("the cable is out: secret detail")

    async with house.open(easel, postbox) as studio:
        setattr(easel, verb, broken)
        first = await studio.submit(request(ALICE))
        await until(lambda: postbox.ends)
        setattr(easel, verb, works)
        second = await studio.submit(request(BOB))
        await easel.started(second.id)
        easel.tell(second.id, finished())
        await until(lambda: len(postbox.ends) == 2)
    assert [(job.id, job.state) for job in postbox.ends] == [(first.id, State.FAILED), (second.id, State.DONE)]
    reference = postbox.ends[0].error.split()[-1].rstrip(".")
    assert reference in caplog.text
    assert "cable" not in postbox.ends[0].error


async def test_an_announcer_that_breaks_stops_nothing(house, easel, postbox, caplog):
    async def broken(*_):
        raise RuntimeError("Discord is on fire")

    postbox.queued = postbox.progress = postbox.ended = broken
    async with house.open(easel, postbox) as studio:
        jobs = [await studio.submit(request()) for _ in range(3)]
        for job in jobs:
            await easel.started(job.id)
            easel.tell(job.id, step(), finished())
        await settled(studio)
        assert [(await studio.get(job.id)).state for job in jobs] == [State.DONE] * 3
        assert not any([(await studio.get(job.id)).delivered for job in jobs])
    assert "could not be delivered" in caplog.text


async def test_pictures_that_are_gone_are_a_failure_in_words(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        await studio.submit(request(ALICE))
        waiting = await studio.submit(request(BOB, content=png("white")))
        await house.files.delete(waiting.content)
        await until(lambda: easel.order)
        easel.tell(easel.order[0], finished())
        await until(lambda: len(postbox.ends) == 2)
    assert postbox.ends[1].error == "That picture is not here any more. Please post it again."


async def test_a_closing_studio_takes_nothing_in(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job = await studio.submit(request())
        await studio.close()
        with pytest.raises(UserError, match="restarted"):
            await studio.submit(request())
        with pytest.raises(UserError, match="restarted"):
            await studio.again(job.id, actor(), place(), recipe("draft"))


async def test_what_happens_is_counted(house, easel, postbox):
    async with house.open(easel, postbox) as studio:
        job, *_ = [await studio.submit(request()) for _ in range(3)]
        await easel.started(job.id)
        value = house.registry.get_sample_value
        assert (value("chameleon_jobs_running"), value("chameleon_jobs_queued")) == (1, 2)
        easel.tell(job.id, finished())
        await until(lambda: value("chameleon_jobs_ended_total", {"state": "done"}) == 1)
        assert value("chameleon_job_seconds_count") == 1


async def test_many_jobs_of_many_people_are_served_in_rounds_also_after_a_restart(house, postbox):
    people, easel = range(40), FakeExecutor(slots=0)
    async with house.open(easel, postbox, start=False) as studio:
        for _ in range(3):
            await asyncio.gather(*(studio.submit(request(owner)) for owner in people))
    owners: list[int] = []

    class Quick(FakeExecutor):
        async def submit(self, task):
            owners.append((await studio.get(task.id)).owner_id)
            self.tell(task.id, finished())

    async with house.open(Quick(), postbox) as studio:
        await until(lambda: len(postbox.ends) >= 80)
    rounds = owners[:40], owners[40:80]
    assert all(sorted(round_) == list(people) for round_ in rounds)
    assert len(asyncio.all_tasks()) == 1, "nothing goes on in the background"
