"""The studio: takes jobs in, has them painted in a fair order, and sees to it that everyone hears of theirs.

The database is the truth; what is kept here may be lost. A job is written before it is accepted, whatever happens to it
is written before it is told, and on start whatever had not ended begins again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from bot.archive import Archive
from bot.delivery import Announcer, Courier
from bot.estimates import SpeedBook, forecast_wait
from bot.executor import Executor, Stepped, newer
from bot.files import FileStore
from bot.jobs import Actor, Hold, Job, NotAllowed, Overview, Place, Request, Standing, State, TooMany
from bot.metrics import Metrics
from bot.queue import FairQueue
from bot.runner import Runner
from bot.store import JobStore, not_here
from bot.tasks import Background, Reporter
from nst.errors import UserError
from nst.params import Params

log = logging.getLogger(__name__)

MayStart = Callable[[Job, Iterable[Job]], bool]

_MAX_ATTEMPTS = 3  # a job that ran each time the process died is taken for the cause
_HOUSEKEEPING_SECONDS = 600.0
_TOLD_IN_LINE = 5  # so many waiting people are kept up to date; telling everyone would flood Discord


@dataclass(slots=True)
class _Active:
    """A job that has not been delivered yet, and what its person was told."""

    job: Job
    reporter: Reporter
    step: Stepped | None = None  # the newest
    unsaid: Stepped | None = None  # the newest, if it was not reported yet
    told: tuple[int, Hold | None] | None = None  # where it stood when that was last reported

    def tell(self, step: Stepped | None) -> None:
        """It has started (None) or come further."""
        if step is not None:
            self.step = step
            self.unsaid = newer(self.unsaid, step)
        self.reporter.poke()


class Studio:
    """The life of every job. See `bot.delivery.Announcer` for what people are told.

    Args:
        store, files: where jobs and their pictures are kept.
        executor: paints. Closed by whoever made it, after the studio.
        background: where the studio's tasks run.
        announcer: tells people.
        metrics: counts.
        may_start: whether a job whose turn has come may run beside those that run; if not, others go first.
        jobs_per_user: unfinished jobs that one person may have.
        progress_seconds: least time between two reports about a job.
        retention: how long ended jobs and their files are kept; None for ever.
        chores: what else the housekeeping does, every few minutes.
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
        chores: Sequence[Callable[[], Awaitable[None]]] = (),
    ) -> None:
        self._store = store
        self._archive = Archive(store, files)
        self._executor = executor
        self._runner = Runner(store, files, self._archive, executor)
        self._background = background
        self._announcer = announcer
        self._courier = Courier(store, announcer, metrics)
        self._metrics = metrics
        self._speeds = SpeedBook()
        self._may_start = may_start
        self._jobs_per_user = jobs_per_user
        self._progress_seconds = progress_seconds
        self._retention = retention
        self._chores = chores
        self._hold: Hold | None = None
        self._queue: FairQueue[str] = FairQueue()
        self._active: dict[str, _Active] = {}
        self._running: set[str] = set()
        self._reserved: Counter[int] = Counter()  # places of jobs whose pictures are being downloaded, by owner
        self._reserving = asyncio.Lock()  # from counting somebody's jobs and places until the new place is one of them
        self._accepting = asyncio.Lock()  # from counting somebody's jobs until the new one is in the queue
        self._closing = asyncio.Event()
        self._housekeeping = False
        self._left = asyncio.Event()  # set when a job or the housekeeping has come to its end

    async def start(self) -> None:
        """Take up what a previous run left: queue what had not ended, deliver what was not delivered."""
        for job in await self._store.recently_done(50):
            self._speeds.learn(job)
        await self._recover()
        self._housekeeping = True
        self._background.spawn(self._keep_house(), name="housekeeping")

    async def close(self, *, patience: float = 10.0) -> None:
        """Take in nothing more, return running jobs to the queue and wait for what is on its way."""
        self._closing.set()
        for job_id in tuple(self._running):
            await self._runner.stop(job_id)
        await asyncio.gather(*(active.reporter.close() for active in tuple(self._active.values())))
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._housekeeping or len(self._active) > len(self._queue):
                    self._left.clear()
                    await self._left.wait()

    # What people do. Nothing here waits for Discord, for a device or for a clock.

    async def submit(self, request: Request, *, parent_id: str | None = None) -> Job:
        """Accept a job. Once this returns it is on disk and will be done, whatever happens to the process.

        Raises:
            TooMany: the owner has as many unfinished jobs as allowed.
            UserError: the studio is closing.
        """
        async with self._accepting:
            await self._require_room(request.owner_id)
            job = await self._archive.add(request, parent_id=parent_id)
            active = self._enqueue(job)
        self._dispatch()
        active.reporter.poke()
        return job

    async def again(
        self, job_id: str, actor: Actor, place: Place, params: Params, *, private: bool | None = None
    ) -> Job:
        """Accept a copy of a job with other `Params`. It belongs to the actor, whoever owns the original.

        `private` is that of the original if None.

        Raises:
            NotFound: the job or its pictures are gone, or it is private and somebody else's.
            TooMany: the actor has as many unfinished jobs as allowed.
            UserError: the studio is closing.
        """
        async with self._accepting:
            await self._require_room(actor.user_id)
            original = await self._store.get(job_id)
            if original.private and original.owner_id != actor.user_id:
                raise not_here()
            job = await self._archive.add_copy(job_id, actor.user_id, place, params, private=private)
            active = self._enqueue(job)
        self._dispatch()
        active.reporter.poke()
        return job

    async def get(self, job_id: str) -> Job:
        """The job as it is written.

        Raises:
            NotFound: there is no such job.
        """
        return await self._store.get(job_id)

    async def room(self, job: Job) -> int:
        """Long side in pixels of the picture whose shape a job's result has: it can grow to that; a texture for ever.

        Raises:
            NotFound: the picture is gone.
        """
        return await self._archive.room(job)

    async def pictures(self, owner_id: int, *, count: int, skip: int = 0) -> tuple[list[Job], int]:
        """Jobs of somebody that gave a picture, the newest first, and how many there are in all."""
        return await self._store.pictures(owner_id, count=count, skip=skip)

    async def latest(self, owner_id: int) -> Job | None:
        """The last job of somebody that gave a picture; None when there is none."""
        return next(iter(await self._store.recently_done(1, owner_id=owner_id)), None)

    async def recent(self, owner_id: int, count: int) -> list[Job]:
        """The last jobs of somebody that gave a picture, the newest first."""
        return (await self._store.recently_done(count, owner_id=owner_id))[::-1]

    def standing(self, job_id: str) -> Standing | None:
        """Where a queued job stands; None when it is not queued."""
        position = self._queue.position(job_id)
        if position is None:
            return None
        running = [self._remaining(self._active[other]) for other in self._running]
        ahead = [self._speeds.forecast(self._active[other].job) for other in islice(self._queue, position)]
        slots = self._executor.slots  # none while every device is stuck
        wait = forecast_wait(running, ahead, slots) if slots else None
        return Standing(len(running) + position, wait, self._hold)

    async def cancel(self, job_id: str, actor: Actor) -> Job:
        """Cancel a job and return it as it is now. One that has ended stays as it ended.

        Raises:
            NotAllowed: the actor neither owns the job nor moderates its place.
            NotFound: there is no such job.
        """
        _check_allowed(await self._store.get(job_id), actor, "cancel")
        cancelled = await self._store.move(job_id, State.CANCELLED)
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
        _check_allowed(await self._store.get(job_id), actor, "delete")
        job = await self._archive.remove(job_id)
        await self._withdraw(job_id)
        return job

    # What the host does.

    def hold(self, hold: Hold | None) -> None:
        """Start nothing from now on, or go on (None). What runs is finished, and those who wait are told."""
        self._hold = hold
        self.refresh()
        for job_id in self._queue:
            self._active[job_id].reporter.poke()

    def refresh(self) -> None:
        """Start what may start now, after a limit has changed."""
        self._dispatch()

    def remind(self) -> None:
        """Tell everybody with an unfinished job again how it stands."""
        for active in self._active.values():
            active.told, active.unsaid = None, active.step
            active.reporter.poke()

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

    def _remaining(self, active: _Active) -> float | None:
        return active.step.remaining if active.step else self._speeds.forecast(active.job)

    # The queue.

    async def check_room(self, owner_id: int) -> None:
        """Check that somebody may ask for another picture, before any work goes into it.

        Raises:
            TooMany: they have as many unfinished jobs as one may have, with those that are about to be submitted.
            UserError: the bot is being restarted.
        """
        await self._require_room(owner_id, reserved=self._reserved[owner_id])

    @asynccontextmanager
    async def reserve(self, owner_id: int) -> AsyncIterator[None]:
        """Check as `check_room`, and keep the place while the block downloads what it will submit.

        Raises:
            TooMany, UserError: see `check_room`.
        """
        async with self._reserving:
            await self.check_room(owner_id)
            self._reserved[owner_id] += 1
        try:
            yield
        finally:
            self._reserved -= Counter([owner_id])

    async def _require_room(self, owner_id: int, reserved: int = 0) -> None:
        if self._closing.is_set():
            raise UserError("I am being restarted.", hint="Please try again in a minute.", code="restarting")
        if self._hold is Hold.DRAINING:
            raise UserError(
                "I am about to be updated and take no new pictures.",
                hint="Please try again in a few minutes.",
                code="draining",
            )
        if await self._store.count_unfinished(owner_id) + reserved >= self._jobs_per_user:
            many = "a picture" if self._jobs_per_user == 1 else f"{self._jobs_per_user} pictures"
            raise TooMany(
                f"You already have {many} on the way.",
                hint="Wait for one to finish, or cancel one.",
                code="too-many",
                limit=self._jobs_per_user,
            )

    def _enqueue(self, job: Job) -> _Active:
        async def report() -> None:
            await self._report(active)

        reporter = Reporter(
            report, period=self._progress_seconds, background=self._background, name=f"reports of job {job.id}"
        )
        active = self._active[job.id] = _Active(job, reporter)
        self._queue.push(job.owner_id, job.id)
        return active

    def _dispatch(self) -> None:
        """Start as many jobs as there are free slots, and tell those who come next."""
        while not (self._closing.is_set() or self._hold) and len(self._running) < self._executor.slots:
            job_id = self._next()
            if job_id is None:
                break
            self._running.add(job_id)
            self._background.spawn(self._run(self._active[job_id]), name=f"job {job_id}")
        self._metrics.line(queued=len(self._queue), running=len(self._running))
        for job_id in islice(self._queue, _TOLD_IN_LINE):
            self._active[job_id].reporter.poke()

    def _next(self) -> str | None:
        """Take the next job out of the queue: of somebody who has none running if there is one, else of anybody."""
        running = [self._active[job_id].job for job_id in self._running]
        busy = {job.owner_id for job in running}

        def may(job_id: str) -> bool:
            return self._may_start(self._active[job_id].job, running)

        return self._queue.pop(lambda job_id: self._active[job_id].job.owner_id not in busy and may(job_id)) or (
            self._queue.pop(may) if busy else None
        )

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

    async def _report(self, active: _Active) -> None:
        """Tell where the job is now, unless that was told already."""
        if active.unsaid is not None:
            step, active.unsaid = active.unsaid, None
            await self._announcer.progress(active.job, step)
        elif active.step is None:
            standing = self.standing(active.job.id) or Standing(0, 0.0)
            if (now := (standing.ahead, standing.hold)) != active.told:
                active.told = now
                await self._announcer.queued(active.job, standing)

    async def _run(self, active: _Active) -> None:
        job_id = active.job.id
        done: Job | None = None
        written = False
        try:
            estimate = self._speeds.forecast(active.job)
            if done := await self._runner.run(active.job, active.tell, estimate=estimate):
                self._speeds.learn(done)
            written = True
        except Exception:
            log.exception("Job %s: its turn could not be written; housekeeping takes it up again.", job_id)
        finally:
            self._running.discard(job_id)
            self._dispatch()
        await self._end(active)
        if written and done is None and not self._closing.is_set():  # the executor may have given it back
            await self._recover()

    async def _end(self, active: _Active) -> None:
        await active.reporter.close()
        try:
            await self._courier.deliver(active.job.id)
        finally:
            del self._active[active.job.id]
            self._left.set()

    # Housekeeping.

    async def _keep_house(self) -> None:
        try:
            await self._do_chores()
        finally:
            self._housekeeping = False
            self._left.set()

    async def _do_chores(self) -> None:
        while not self._closing.is_set():
            try:
                await self._courier.redeliver(self._active.keys())
                await self._archive.tidy(self._retention)
                for chore in self._chores:
                    await chore()
                await self._recover()
            except Exception:
                log.exception("Housekeeping failed; it is tried again.")
            with suppress(TimeoutError):
                async with asyncio.timeout(_HOUSEKEEPING_SECONDS):
                    await self._closing.wait()

    async def _recover(self) -> None:
        """Queue what the database has as unfinished and nobody works on, in the order it came."""
        async with self._accepting:
            for job in await self._store.unfinished():
                if job.id not in self._active and (queued := await self._requeued(job)):
                    self._enqueue(queued)
        self._dispatch()

    async def _requeued(self, job: Job) -> Job | None:
        if job.state is State.QUEUED:
            return job
        if job.attempts < _MAX_ATTEMPTS:
            return await self._store.move(job.id, State.QUEUED)
        log.error("Job %s was running each of %d times that the bot died; giving it up.", job.id, job.attempts)
        error = f"This picture stopped me {job.attempts} times. A smaller size may work."
        failure = {"code": "job-given-up", "attempts": job.attempts}
        await self._store.move(job.id, State.FAILED, error=error, failure=failure)
        return None


def _check_allowed(job: Job, actor: Actor, verb: str) -> None:
    if actor.user_id != job.owner_id and not job.moderated_by(actor):
        raise NotAllowed(
            f"Only the person who asked for this picture and moderators can {verb} it.", code=f"may-not-{verb}"
        )
