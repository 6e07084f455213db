"""Choose the next job, and take jobs from the queue to their delivery."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from itertools import islice

from bot.jobs.announcer import Announcer
from bot.jobs.crash_suspects import is_suspect
from bot.jobs.delivery import Courier
from bot.jobs.estimates import SpeedEstimator, forecast_wait
from bot.jobs.executor import Executor
from bot.jobs.job import Hold, Job, Overview, QueuePosition, State
from bot.jobs.metrics import JobMetrics
from bot.jobs.progress_reports import ProgressReporter
from bot.jobs.queue import FairQueue
from bot.jobs.runner import Runner
from bot.jobs.store import JobStore
from bot.runtime.background import Background
from bot.runtime.rate_limits import Pace

log = logging.getLogger(__name__)

MayStart = Callable[[Job, Iterable[Job]], bool]
"""Whether a job may run beside those that run; if not, others go first."""

_TOLD_IN_LINE = 5  # only this many waiting people get updates; more would flood Discord
_LEARNT_FROM = 50  # jobs from before the start


def take_next(
    queue: FairQueue[str],
    job_of: Callable[[str], Job],
    running: Sequence[Job],
    may_start: MayStart,
    *,
    instant: bool = False,
) -> str | None:
    """Take the next job out of the queue; None if none may start now.

    Suspects go first, each alone (see `bot.jobs.crash_suspects`); then owners without a running job; then any.

    Args:
        queue: where jobs wait.
        job_of: the job of an id.
        running: all running jobs.
        may_start: see `MayStart`.
        instant: whether to take an instant picture or another one.
    """

    def fits(job_id: str) -> bool:
        return job_of(job_id).instant is instant

    def suspect(job_id: str) -> bool:
        return is_suspect(job_of(job_id)) and may_start(job_of(job_id), ())

    def ready(job_id: str) -> bool:
        return fits(job_id) and may_start(job_of(job_id), running)

    if any(map(is_suspect, running)):
        return None
    if any(map(suspect, queue)):
        return None if running else queue.pop(lambda job_id: fits(job_id) and suspect(job_id))
    busy = {job.owner_id for job in running if job.instant is instant}
    return queue.pop(lambda job_id: job_of(job_id).owner_id not in busy and ready(job_id)) or (
        queue.pop(ready) if busy else None
    )


class Dispatcher:
    """Starts jobs when their turn comes, and delivers them. It can restore its state from the database.

    Args:
        store: knows the unfinished jobs.
        executor: has the slots.
        runner: runs one job.
        courier: delivers a job that has ended.
        announcer: reports to people about their jobs.
        metrics: counts jobs.
        background: where jobs run.
        closing: set when no job may start any more.
        may_start: whether the next job may run beside the running jobs; if not, others go first.
        progress_seconds: least time between two reports about a job.
        finished: called with each finished picture before it is delivered.

    Attributes:
        hold: why no jobs start; None if they do. See `set_hold`.
    """

    def __init__(
        self,
        store: JobStore,
        executor: Executor,
        runner: Runner,
        courier: Courier,
        announcer: Announcer,
        metrics: JobMetrics,
        background: Background,
        closing: asyncio.Event,
        *,
        may_start: MayStart,
        progress_seconds: float,
        finished: Callable[[Job], Awaitable[None]],
    ) -> None:
        self.hold: Hold | None = None
        self._store = store
        self._executor = executor
        self._runner = runner
        self._courier = courier
        self._announcer = announcer
        self._metrics = metrics
        self._background = background
        self._closing = closing
        self._may_start = may_start
        self._finished = finished
        self._progress_seconds = progress_seconds
        self._pace = Pace(seconds=2 * progress_seconds)
        self._estimator = SpeedEstimator()
        self._queue: FairQueue[str] = FairQueue()
        self._active: dict[str, ProgressReporter] = {}
        self._running: set[str] = set()
        self._adding = asyncio.Lock()  # held from writing a new job until it is in the queue
        self._left = asyncio.Event()  # set when a job stops being active

    @property
    def active(self) -> Collection[str]:
        """Ids of the jobs that are queued, running or being delivered."""
        return self._active.keys()

    async def start(self) -> None:
        """Learn the speed from the last jobs, and queue unfinished jobs."""
        for job in await self._store.recently_done(_LEARNT_FROM):
            self._estimator.learn(job)
        await self.recover()

    async def recover(self) -> None:
        """Queue the unfinished jobs of the database that are not active, oldest first."""
        async with self._adding:
            for job in await self._store.unfinished():
                if job.id not in self._active:
                    queued = job if job.state is State.QUEUED else await self._store.transition(job.id, State.QUEUED)
                    if queued is not None:
                        self._enqueue(queued)
        self.dispatch()

    async def stop(self) -> None:
        """Return running jobs to the queue in the database, and stop reporting."""
        for job_id in tuple(self._running):
            await self._runner.stop(job_id)
        await asyncio.gather(*(reporter.close() for reporter in tuple(self._active.values())))

    async def ended(self) -> None:
        """Wait until every started job has ended and its end was reported."""
        while len(self._active) > len(self._queue):
            await self._one_less()

    async def settle(self, job_id: str, *, patience: float) -> None:
        """Wait until the end of a job has been reported, for at most `patience` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while job_id in self._active:
                    await self._one_less()

    async def _one_less(self) -> None:
        self._left.clear()
        await self._left.wait()

    async def add(self, write: Callable[[], Awaitable[Job]]) -> Job:
        """Queue the new job that ``write`` returns. Calls to ``write`` never overlap."""
        async with self._adding:
            reporter = self._enqueue(await write())
            self._metrics.accepted(reporter.job)
        self.dispatch()
        reporter.poke()
        return reporter.job

    def _enqueue(self, job: Job) -> ProgressReporter:
        reporter = self._active[job.id] = ProgressReporter(
            job, self._announcer, self.position, self._pace, self._background, seconds=self._progress_seconds
        )
        self._queue.push(job.owner_id, job.id)
        return reporter

    def dispatch(self) -> None:
        """Start a job in each free slot, and report to the people who come next."""
        for instant in (False, True):
            self._fill_slots(instant=instant)
        self._metrics.line(queued=len(self._queue), running=len(self._running))
        for job_id in islice(self._queue, _TOLD_IN_LINE):
            self._active[job_id].poke()

    def _fill_slots(self, *, instant: bool) -> None:
        while not (self._closing.is_set() or self.hold):
            running = [self._job(job_id) for job_id in self._running]
            if sum(job.instant is instant for job in running) >= self._slots(instant=instant):
                return
            job_id = take_next(self._queue, self._job, running, self._may_start, instant=instant)
            if job_id is None:
                return
            self._running.add(job_id)
            self._background.spawn(self._run(self._active[job_id]), name=f"job {job_id}")

    def _slots(self, *, instant: bool) -> int:
        return self._executor.instant_slots if instant else self._executor.slots

    def _job(self, job_id: str) -> Job:
        return self._active[job_id].job

    def set_hold(self, hold: Hold | None) -> None:
        """Stop starting jobs, or start them again (None). Running jobs finish, and waiting people are told."""
        self.hold = hold
        self.dispatch()
        for job_id in self._queue:
            self._active[job_id].poke()

    def remind(self) -> None:
        """Report to everyone with an unfinished job again."""
        for reporter in self._active.values():
            reporter.remind()

    async def withdraw(self, job_id: str) -> None:
        """Stop a job that was cancelled or removed in the database."""
        reporter = self._active.get(job_id)
        if reporter is None:
            return
        if self._queue.remove(job_id):
            self.dispatch()
            self._background.spawn(self._end(reporter), name=f"end of job {job_id}")
        elif job_id in self._running:
            await self._runner.stop(job_id)

    def position(self, job_id: str) -> QueuePosition | None:
        """The position of a queued job; None if it is not queued."""
        place = self._queue.position(job_id)
        return None if place is None else self._line(place, instant=self._job(job_id).instant)

    def end_of_line(self) -> QueuePosition:
        """The position of a job that is not instant and comes last."""
        return self._line(len(self._queue), instant=False)

    def _line(self, place: int, *, instant: bool) -> QueuePosition:
        def same(other: str) -> bool:
            return self._job(other).instant is instant

        running = [self._remaining(self._active[other]) for other in self._running if same(other)]
        earlier = filter(same, islice(self._queue, place))
        ahead = [self._estimator.forecast(self._job(other)) for other in earlier]
        slots = self._slots(instant=instant)  # none while every device is stuck
        wait = forecast_wait(running, ahead, slots) if slots else None
        return QueuePosition(len(running) + len(ahead), wait, self.hold)

    def overview(self) -> Overview:
        """The running and waiting jobs."""
        running = [self._active[job_id] for job_id in self._running]
        waiting = [(self._active[job_id].job, self.position(job_id)) for job_id in self._queue]
        return Overview(
            self.hold,
            self._executor.slots,
            tuple((reporter.job, self._remaining(reporter)) for reporter in running),
            tuple((job, position) for job, position in waiting if position is not None),
            tuple(self._executor.stuck),
        )

    def _remaining(self, reporter: ProgressReporter) -> float | None:
        return reporter.step.remaining if reporter.step else self._estimator.forecast(reporter.job)

    async def _run(self, reporter: ProgressReporter) -> None:
        job_id = reporter.job.id
        done: Job | None = None
        written = False
        try:
            estimate = self._estimator.forecast(reporter.job)
            if done := await self._runner.run(reporter.job, reporter.tell, estimate=estimate):
                self._estimator.learn(done)
                await self._finished(done)
            written = True
        except Exception:
            log.exception("Job %s: its turn came to no end; it is taken up again.", job_id)
        finally:
            self._running.discard(job_id)
            self.dispatch()
        await self._end(reporter)
        if written and done is None and not self._closing.is_set():  # the executor may have returned it
            await self.recover()

    async def _end(self, reporter: ProgressReporter) -> None:
        await reporter.close()
        try:
            target = reporter.job.reply_target
            if not target.token:  # a message of our own: its edits share the limit of the channel with the reports
                await self._pace.turn(target.channel_id or reporter.job.id)
            await self._courier.deliver(reporter.job.id)
        finally:
            del self._active[reporter.job.id]
            self._left.set()
