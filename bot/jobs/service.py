"""The job service: takes jobs in, has them painted in a fair order, and sees to it that everyone hears of theirs.

The database is the truth; what is kept here may be lost. A job is written before it is accepted, whatever happens to it
is written before it is told, and on start whatever had not ended begins again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import islice
from typing import Any

from bot.jobs.archive import Archive
from bot.jobs.delivery import Announcer, Courier
from bot.jobs.dispatcher import MayStart, take_next
from bot.jobs.estimates import SpeedEstimator, forecast_wait
from bot.jobs.executor import Executor
from bot.jobs.housekeeping import Chore, Housekeeping
from bot.jobs.job import Actor, Hold, Job, Overview, QueuePosition, ReplyTarget, Request, State, check_allowed
from bot.jobs.metrics import Metrics
from bot.jobs.places import Places
from bot.jobs.queue import FairQueue
from bot.jobs.reports import Report
from bot.jobs.runner import Runner
from bot.jobs.store import JobStore, not_here
from bot.jobs.suspects import judge
from bot.runtime.background import Background
from bot.runtime.crash_log import Ending
from bot.runtime.pacing import Pace
from bot.storage.files import FileStore
from bot.storage.persistence import Persistence
from nst.errors import UserError
from nst.params import Params

log = logging.getLogger(__name__)

_TOLD_IN_LINE = 5  # so many waiting people are kept up to date; telling everyone would flood Discord


class JobService:
    """The life of every job. See `bot.jobs.delivery.Announcer` for what people are told.

    Args:
        store, files: where jobs and their pictures are kept.
        executor: paints. Closed by whoever made it, after the job service.
        background: where the job service's tasks run.
        announcer: tells people.
        metrics: counts.
        may_start: whether a job whose turn has come may run beside those that run; if not, others go first.
        jobs_per_user: unfinished jobs that one person may have.
        progress_seconds: least time between two reports about a job.
        retention: how long ended jobs and their files are kept; None for ever.
        chores, chore_seconds: what else the housekeeping does, and its period.
        ending: what is known of the end of the last process.
    """

    def __init__(
        self,
        store: JobStore,
        files: FileStore,
        executor: Executor,
        background: Background,
        announcer: Announcer,
        *,
        metrics: Metrics,
        may_start: MayStart = lambda job, running: True,  # noqa: ARG005
        jobs_per_user: int = 5,
        progress_seconds: float = 2.5,
        retention: timedelta | None = timedelta(days=30),
        chores: Sequence[Chore] = (),
        chore_seconds: float = 600.0,
        ending: Ending = Ending.UNKNOWN,
    ) -> None:
        self._closing = asyncio.Event()
        self._store = store
        self._archive = Archive(store, files)
        self._executor = executor
        persistence = Persistence(self._closing)
        self._runner = Runner(store, files, self._archive, executor, persistence)
        self._background = background
        self._announcer = announcer
        self._courier = Courier(store, announcer, metrics, persistence, background, self._closing)
        own_chores = (self._courier.collect, lambda: self._archive.tidy(retention))
        self._housekeeping = Housekeeping((*own_chores, *chores, self._recover), self._closing, period=chore_seconds)
        self._metrics = metrics
        self._speeds = SpeedEstimator()
        self._may_start = may_start
        self._places = Places(store, jobs_per_user)
        self._progress_seconds = progress_seconds
        self._pace = Pace(seconds=2 * progress_seconds)
        self._ending = ending
        self._hold: Hold | None = None
        self._queue: FairQueue[str] = FairQueue()
        self._active: dict[str, Report] = {}
        self._running: set[str] = set()
        self._accepting = asyncio.Lock()  # from counting somebody's jobs until the new one is in the queue
        self._loops = 0  # that have not come to their end
        self._left = asyncio.Event()  # set when a job or a loop has come to its end

    async def start(self) -> None:
        """Take up what a previous run left: queue what had not ended, deliver what was not delivered."""
        for job in await self._store.recently_done(50):
            self._speeds.learn(job)
        await judge(self._store, self._ending)
        await self._recover()
        self._spawn_loop(self._housekeeping.run(), name="housekeeping")
        self._spawn_loop(self._courier.run(self._active.keys()), name="deliveries")

    def reconnected(self) -> None:
        """Discord can be reached again: deliver what could not be delivered."""
        self._courier.hurry()

    async def close(self, *, patience: float = 10.0) -> None:
        """Take in nothing more, return running jobs to the queue and wait for what is on its way."""
        self._closing.set()
        self._courier.wake()
        for job_id in tuple(self._running):
            await self._runner.stop(job_id)
        await asyncio.gather(*(active.close() for active in tuple(self._active.values())))
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._loops or len(self._active) > len(self._queue):
                    self._left.clear()
                    await self._left.wait()

    # What people do. Nothing here waits for Discord, for a device or for a clock.

    async def submit(self, request: Request, *, parent_id: str | None = None) -> Job:
        """Accept a job. Once this returns it is on disk and will be done, whatever happens to the process.

        Raises:
            TooMany: the owner has as many unfinished jobs as allowed.
            UserError: the job service is closing.
        """
        return await self._accept(request.owner_id, lambda: self._archive.add(request, parent_id=parent_id))

    async def again(
        self, job_id: str, actor: Actor, place: ReplyTarget, params: Params, *, private: bool | None = None
    ) -> Job:
        """Accept a copy of a job with other `Params`. It belongs to the actor, whoever owns the original.

        `private` is that of the original if None.

        Raises:
            NotFound: the job or its pictures are gone, or it is private and somebody else's.
            TooMany: the actor has as many unfinished jobs as allowed.
            UserError: the job service is closing.
        """

        async def add() -> Job:
            original = await self._store.get(job_id)
            if original.private and original.owner_id != actor.user_id:
                raise not_here()
            return await self._archive.add_copy(job_id, actor.user_id, place, params, private=private)

        return await self._accept(actor.user_id, add)

    async def _accept(self, owner_id: int, add: Callable[[], Awaitable[Job]]) -> Job:
        async with self._accepting:
            self._check_open()
            await self._places.check(owner_id, reserved=False)
            active = self._enqueue(await add())
        self._dispatch()
        active.poke()
        return active.job

    async def get(self, job_id: str) -> Job:
        """The job as it is written.

        Raises:
            NotFound: there is no such job.
        """
        return await self._store.get(job_id)

    async def max_size_of(self, job: Job) -> int:
        """Long side in pixels of the picture whose shape a job's result has: it can grow to that; a texture for ever.

        Raises:
            NotFound: the picture is gone.
        """
        return await self._archive.max_size_of(job)

    async def pictures(self, owner_id: int, *, count: int, skip: int = 0, brief: bool = False) -> tuple[list[Job], int]:
        """Jobs of somebody that gave a picture, the newest first, and how many in all. See `JobStore.pictures`."""
        return await self._store.pictures(owner_id, count=count, skip=skip, brief=brief)

    async def latest(self, owner_id: int) -> Job | None:
        """The last job of somebody that gave a picture; None when there is none."""
        return next(iter(await self._store.recently_done(1, owner_id=owner_id)), None)

    def standing(self, job_id: str) -> QueuePosition | None:
        """Where a queued job stands; None when it is not queued."""
        position = self._queue.position(job_id)
        if position is None:
            return None
        running = [self._remaining(self._active[other]) for other in self._running]
        ahead = [self._speeds.forecast(self._active[other].job) for other in islice(self._queue, position)]
        slots = self._executor.slots  # none while every device is stuck
        wait = forecast_wait(running, ahead, slots) if slots else None
        return QueuePosition(len(running) + position, wait, self._hold)

    async def cancel(self, job_id: str, actor: Actor) -> Job:
        """Cancel a job and return it as it is now. One that has ended stays as it ended.

        Raises:
            NotAllowed: the actor neither owns the job nor moderates its place.
            NotFound: there is no such job.
        """
        check_allowed(await self._store.get(job_id), actor, "cancel")
        cancelled = await self._store.transition(job_id, State.CANCELLED)
        if cancelled is None:
            return await self._store.get(job_id)
        await self._withdraw(job_id)
        return cancelled

    async def delete(self, job_id: str, actor: Actor) -> Job:
        """Remove a job and the files that no other needs, stop it if it runs, and return it as it was.

        Raises:
            NotAllowed: the actor neither owns the job nor moderates its place.
            NotFound: there is no such job.
        """
        check_allowed(await self._store.get(job_id), actor, "delete")
        job = await self._archive.remove(job_id)
        await self._withdraw(job_id)
        return job

    # What the host does.

    def hold(self, hold: Hold | None) -> None:
        """Start nothing from now on, or go on (None). What runs is finished, and those who wait are told."""
        self._hold = hold
        self.refresh()
        for job_id in self._queue:
            self._active[job_id].poke()

    def refresh(self) -> None:
        """Start what may start now, after a limit has changed."""
        self._dispatch()

    def remind(self) -> None:
        """Tell everybody with an unfinished job again how it stands."""
        for active in self._active.values():
            active.remind()

    async def settle(self, job_id: str, *, patience: float = 10.0) -> None:
        """Wait until a job that ended has been told, if that is quick."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while job_id in self._active:
                    self._left.clear()
                    await self._left.wait()

    def overview(self) -> Overview:
        """The line as it is now."""
        running = [self._active[job_id] for job_id in self._running]
        waiting = [(self._active[job_id].job, self.standing(job_id)) for job_id in self._queue]
        return Overview(
            self._hold,
            self._executor.slots,
            tuple((active.job, self._remaining(active)) for active in running),
            tuple((job, standing) for job, standing in waiting if standing is not None),
            tuple(self._executor.stuck),
        )

    def _remaining(self, active: Report) -> float | None:
        return active.step.remaining if active.step else self._speeds.forecast(active.job)

    # The queue.

    async def require_slot(self, owner_id: int) -> None:
        """Check that somebody may ask for another picture, before any work goes into it.

        Raises:
            TooMany: they have as many unfinished jobs as one may have, with those that are about to be submitted.
            UserError: the bot is being restarted.
        """
        self._check_open()
        await self._places.check(owner_id)

    @asynccontextmanager
    async def reserve(self, owner_id: int) -> AsyncIterator[None]:
        """Check as `require_slot`, and keep the place while the block downloads what it will submit.

        Raises:
            TooMany, UserError: see `require_slot`.
        """
        self._check_open()
        async with self._places.reserve(owner_id):
            yield

    def _check_open(self) -> None:
        if self._closing.is_set():
            raise UserError("I am being restarted.", hint="Please try again in a minute.", code="restarting")
        if self._hold is Hold.DRAINING:
            raise UserError(
                "I am about to be updated and take no new pictures.",
                hint="Please try again in a few minutes.",
                code="draining",
            )

    def _enqueue(self, job: Job) -> Report:
        report = self._active[job.id] = Report(
            job, self._announcer, self.standing, self._pace, self._background, seconds=self._progress_seconds
        )
        self._queue.push(job.owner_id, job.id)
        return report

    def _dispatch(self) -> None:
        """Start as many jobs as there are free slots, and tell those who come next."""
        while not (self._closing.is_set() or self._hold) and len(self._running) < self._executor.slots:
            running = [self._active[job_id].job for job_id in self._running]
            job_id = take_next(self._queue, lambda one: self._active[one].job, running, self._may_start)
            if job_id is None:
                break
            self._running.add(job_id)
            self._background.spawn(self._run(self._active[job_id]), name=f"job {job_id}")
        self._metrics.line(queued=len(self._queue), running=len(self._running))
        for job_id in islice(self._queue, _TOLD_IN_LINE):
            self._active[job_id].poke()

    async def _withdraw(self, job_id: str) -> None:
        """Do no more for a job that was cancelled or removed in the database."""
        active = self._active.get(job_id)
        if active is None:
            return
        if self._queue.remove(job_id):
            self._dispatch()
            self._background.spawn(self._end(active), name=f"end of job {job_id}")
        elif job_id in self._running:
            await self._runner.stop(job_id)

    async def _run(self, active: Report) -> None:
        job_id = active.job.id
        done: Job | None = None
        written = False
        try:
            estimate = self._speeds.forecast(active.job)
            if done := await self._runner.run(active.job, active.tell, estimate=estimate):
                self._speeds.learn(done)
            written = True
        except Exception:
            log.exception("Job %s: its turn came to no end; it is taken up again.", job_id)
        finally:
            self._running.discard(job_id)
            self._dispatch()
        await self._end(active)
        if written and done is None and not self._closing.is_set():  # the executor may have given it back
            await self._recover()

    async def _end(self, active: Report) -> None:
        await active.close()
        try:
            await self._courier.deliver(active.job.id)
        finally:
            del self._active[active.job.id]
            self._left.set()

    # Housekeeping.

    def _spawn_loop(self, loop: Coroutine[Any, Any, None], *, name: str) -> None:
        async def run() -> None:
            try:
                await loop
            finally:
                self._loops -= 1
                self._left.set()

        self._loops += 1
        self._background.spawn(run(), name=name)

    async def _recover(self) -> None:
        """Queue what the database has as unfinished and nobody works on, in the order it came."""
        async with self._accepting:
            for job in await self._store.unfinished():
                if job.id not in self._active:
                    queued = job if job.state is State.QUEUED else await self._store.transition(job.id, State.QUEUED)
                    if queued is not None:
                        self._enqueue(queued)
        self._dispatch()
