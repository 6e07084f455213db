"""The job service: accepts jobs, paints them in a fair order, and delivers each to its person.

The database is the truth; what is in memory may be lost. A job is written before it is accepted, whatever happens to it
is written before it is told, and on start whatever had not ended begins again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from bot.jobs.archive import Archive
from bot.jobs.crash_suspects import judge
from bot.jobs.delivery import Announcer, Courier
from bot.jobs.dispatcher import Dispatcher, MayStart
from bot.jobs.executor import Executor
from bot.jobs.housekeeping import Chore, Housekeeping
from bot.jobs.job import Actor, Hold, Job, Overview, QueuePosition, ReplyTarget, Request, State, check_allowed
from bot.jobs.metrics import Metrics
from bot.jobs.runner import Runner
from bot.jobs.store import JobStore, not_here
from bot.jobs.user_slots import UserSlots
from bot.runtime.background import Background
from bot.runtime.crash_log import Ending
from bot.storage.files import FileStore
from bot.storage.retried_writes import Persistence
from nst.errors import UserError
from nst.params import Params


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
        retention: how long ended jobs and their files are kept; None forever.
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
        self._user_slots = UserSlots(store, jobs_per_user)
        self._background = background
        self._ending = ending
        self._loops: list[asyncio.Event] = []  # each set when that loop has ended
        persistence = Persistence(self._closing)
        self._courier = Courier(store, announcer, metrics, persistence, background, self._closing)
        self._dispatcher = Dispatcher(
            store,
            executor,
            Runner(store, files, self._archive, executor, persistence),
            self._courier,
            announcer,
            metrics,
            background,
            self._closing,
            may_start=may_start,
            progress_seconds=progress_seconds,
        )
        chores = (self._courier.collect, lambda: self._archive.tidy(retention), *chores, self._dispatcher.recover)
        self._housekeeping = Housekeeping(chores, self._closing, period=chore_seconds)

    @property
    def active(self) -> Collection[str]:
        """Ids of the jobs that wait, run or are being delivered."""
        return self._dispatcher.active

    async def start(self) -> None:
        """Take up what a previous run left: queue what had not ended, deliver what was not delivered."""
        await judge(self._store, self._ending)
        await self._dispatcher.start()
        self._spawn_loop(self._housekeeping.run(), name="housekeeping")
        self._spawn_loop(self._courier.run(self.active), name="deliveries")

    def _spawn_loop(self, loop: Coroutine[Any, Any, None], *, name: str) -> None:
        ended = asyncio.Event()

        async def run() -> None:
            try:
                await loop
            finally:
                ended.set()

        self._loops.append(ended)
        self._background.spawn(run(), name=name)

    def reconnected(self) -> None:
        """Discord can be reached again: deliver what could not be delivered."""
        self._courier.hurry()

    async def close(self, *, patience: float = 10.0) -> None:
        """Accept nothing more, return running jobs to the queue and wait for what is on its way.

        Args:
            patience: seconds to wait at most.
        """
        self._closing.set()
        self._courier.wake()
        await self._dispatcher.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._dispatcher.ended()
                for ended in self._loops:
                    await ended.wait()

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
            NotFound: the job or its pictures are gone, or it is private and another person's.
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
        async def write() -> Job:
            self._check_open()
            await self._user_slots.check(owner_id, reserved=False)
            return await add()

        return await self._dispatcher.add(write)

    async def get(self, job_id: str) -> Job:
        """The job as it is written.

        Raises:
            NotFound: there is no such job.
        """
        return await self._store.get(job_id)

    async def max_size_of(self, job: Job) -> int:
        """Largest long side, in pixels, that a job's result can grow to: its photo's, or `MAX_SIZE` for a texture.

        Raises:
            NotFound: the picture is gone.
        """
        return await self._archive.max_size_of(job)

    async def pictures(self, owner_id: int, *, count: int, skip: int = 0, brief: bool = False) -> tuple[list[Job], int]:
        """Jobs of a person that gave a picture, the newest first, and how many in all. See `JobStore.pictures`."""
        return await self._store.pictures(owner_id, count=count, skip=skip, brief=brief)

    async def latest(self, owner_id: int) -> Job | None:
        """The last job of a person that gave a picture; None when there is none."""
        return next(iter(await self._store.recently_done(1, owner_id=owner_id)), None)

    def position(self, job_id: str) -> QueuePosition | None:
        """Where a queued job stands; None when it is not queued."""
        return self._dispatcher.position(job_id)

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
        await self._dispatcher.withdraw(job_id)
        return cancelled

    async def delete(self, job_id: str, actor: Actor) -> Job:
        """Remove a job and the files that no other needs, stop it if it runs, and return it as it was.

        Raises:
            NotAllowed: the actor neither owns the job nor moderates its place.
            NotFound: there is no such job.
        """
        check_allowed(await self._store.get(job_id), actor, "delete")
        job = await self._archive.remove(job_id)
        await self._dispatcher.withdraw(job_id)
        return job

    async def require_slot(self, owner_id: int) -> None:
        """Check that a person may ask for another picture, before any work goes into it.

        Raises:
            TooMany: they have as many unfinished jobs as one may have, with those that are about to be submitted.
            UserError: the bot is being restarted.
        """
        self._check_open()
        await self._user_slots.check(owner_id)

    @asynccontextmanager
    async def reserve(self, owner_id: int) -> AsyncIterator[None]:
        """Check as `require_slot`, and reserve the slot while the block downloads what it will submit.

        Raises:
            TooMany, UserError: see `require_slot`.
        """
        self._check_open()
        async with self._user_slots.reserve(owner_id):
            yield

    def _check_open(self) -> None:
        if self._closing.is_set():
            raise UserError("I am being restarted.", hint="Please try again in a minute.", code="restarting")
        if self._dispatcher.hold is Hold.DRAINING:
            raise UserError(
                "I am about to be updated and take no new pictures.",
                hint="Please try again in a few minutes.",
                code="draining",
            )

    # What the host does.

    def hold(self, hold: Hold | None) -> None:
        """Start no job from now on, or go on (None). What runs is finished, and those who wait are told."""
        self._dispatcher.set_hold(hold)

    def refresh(self) -> None:
        """Start what may start now, after a limit has changed."""
        self._dispatcher.dispatch()

    def remind(self) -> None:
        """Tell everyone with an unfinished job again how it stands."""
        self._dispatcher.remind()

    async def settle(self, job_id: str, *, patience: float = 10.0) -> None:
        """Wait until a job that ended has been told, for so many seconds at most."""
        await self._dispatcher.settle(job_id, patience=patience)

    def overview(self) -> Overview:
        """What runs and what waits at this moment."""
        return self._dispatcher.overview()
