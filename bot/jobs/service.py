"""The job service: accepts jobs, paints them in a fair order, and delivers each to its person.

The database is the truth; memory may be lost. A job is written before it is accepted, every change is written before it
is reported, and unfinished jobs start again when the bot starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from bot.jobs.announcer import Announcer
from bot.jobs.archive import Archive
from bot.jobs.crash_suspects import judge
from bot.jobs.delivery import Courier
from bot.jobs.dispatcher import Dispatcher, MayStart
from bot.jobs.executor import Executor
from bot.jobs.follow_ups import FollowUps
from bot.jobs.housekeeping import Chore, Housekeeping
from bot.jobs.job import (
    Actor,
    AddedStyle,
    Hold,
    Job,
    Overview,
    Photo,
    QueuePosition,
    ReplyTarget,
    Request,
    State,
    check_allowed,
)
from bot.jobs.metrics import JobMetrics
from bot.jobs.runner import FindNetworks, Runner, no_networks
from bot.jobs.store import JobStore, not_here
from bot.jobs.user_slots import UserSlots
from bot.runtime.background import Background
from bot.runtime.crash_log import Ending
from bot.storage.files import FileStore
from bot.storage.retried_writes import Persistence
from nst.errors import UserError
from nst.params import Params


class JobService:
    """Runs every job from request to delivery. `bot.jobs.delivery.Announcer` reports to people.

    Args:
        store, files: where jobs and their pictures are kept.
        executor: paints. Its creator closes it, after the job service.
        background: where the job service's tasks run.
        announcer: tells people.
        metrics: counts.
        may_start: whether the next job may run beside the running jobs; if not, others go first.
        jobs_per_user: most unfinished jobs per person.
        progress_seconds: least time between two reports about a job.
        retention: how long ended jobs and their files are kept; None forever.
        chores, chore_seconds: more housekeeping chores, and their period.
        ending: how the last process ended.

    Attributes:
        follow_ups: proper pictures that follow instant ones.
    """

    def __init__(
        self,
        store: JobStore,
        files: FileStore,
        executor: Executor,
        background: Background,
        announcer: Announcer,
        *,
        metrics: JobMetrics,
        find_networks: FindNetworks = no_networks,
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
        self._files = files
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
            Runner(store, files, self._archive, executor, persistence, find_networks, metrics),
            self._courier,
            announcer,
            metrics,
            background,
            self._closing,
            may_start=may_start,
            progress_seconds=progress_seconds,
            finished=lambda job: self.follow_ups.ask(job),  # noqa: PLW0108  they are made after it
        )
        self.follow_ups = FollowUps(store, self._archive, self._dispatcher)
        chores = (self._courier.collect, lambda: self._archive.tidy(retention), *chores, self._dispatcher.recover)
        self._housekeeping = Housekeeping(chores, self._closing, period=chore_seconds)

    @property
    def active(self) -> Collection[str]:
        """Ids of the jobs that are queued, running or being delivered."""
        return self._dispatcher.active

    async def start(self) -> None:
        """Resume the work of the last process: queue unfinished jobs and deliver undelivered ones."""
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
        """Retry failed deliveries, because Discord can be reached again."""
        self._courier.hurry()

    async def close(self, *, patience: float = 10.0) -> None:
        """Accept no more jobs, return running jobs to the queue and wait for deliveries in progress.

        Args:
            patience: longest wait, in seconds.
        """
        self._closing.set()
        self._courier.wake()
        await self._dispatcher.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._dispatcher.ended()
                for ended in self._loops:
                    await ended.wait()

    # For users. Nothing here waits for Discord, a device or a clock.

    async def submit(self, request: Request, *, parent_id: str | None = None) -> Job:
        """Accept a job. Once this returns, the job is on disk and survives a crash of the process.

        Raises:
            TooMany: the owner has as many unfinished jobs as allowed.
            UserError: the job service is closing.
        """
        job = await self._accept(request.owner_id, lambda: self._archive.add(request, parent_id=parent_id))
        if request.follow_up is not None:
            self.follow_ups.want(job.id, request.follow_up)
        return job

    async def again(
        self,
        job_id: str,
        actor: Actor,
        reply_target: ReplyTarget,
        params: Params,
        *,
        private: bool | None = None,
        photo: Photo | None = None,
        added: AddedStyle | None = None,
    ) -> Job:
        """Accept a copy of a job with other `Params`, and perhaps one more style. The actor owns the copy.

        If `private` is None, the copy takes it from the original. `photo` replaces the photo of the original.

        Raises:
            NotFound: the job or its pictures are gone, or it is private and another person's.
            TooMany: the actor has as many unfinished jobs as allowed.
            UserError: the job service is closing.
        """

        async def add() -> Job:
            original = await self._store.get(job_id)
            if original.private and original.owner_id != actor.user_id:
                raise not_here()
            return await self._archive.add_copy(
                job_id, actor.user_id, reply_target, params, private=private, photo=photo, added=added
            )

        return await self._accept(actor.user_id, add)

    async def _accept(self, owner_id: int, add: Callable[[], Awaitable[Job]]) -> Job:
        async def write() -> Job:
            self._check_open()
            await self._user_slots.check(owner_id, reserved=False)
            return await add()

        return await self._dispatcher.add(write)

    async def get(self, job_id: str) -> Job:
        """Read a job from the database.

        Raises:
            NotFound: there is no such job.
        """
        return await self._store.get(job_id)

    def position(self, job_id: str) -> QueuePosition | None:
        """The position of a queued job; None if it is not queued."""
        return self._dispatcher.position(job_id)

    async def cancel(self, job_id: str, actor: Actor) -> Job:
        """Cancel a job and return its new state. A job that has ended does not change.

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
        """Stop and remove a job with the files that no other job needs; return the removed job.

        Raises:
            NotAllowed: the actor neither owns the job nor moderates its place.
            NotFound: there is no such job.
        """
        check_allowed(await self._store.get(job_id), actor, "delete")
        await self.follow_ups.stop(job_id)
        job = await self._archive.remove(job_id)
        await self._dispatcher.withdraw(job_id)
        return job

    async def require_slot(self, owner_id: int) -> None:
        """Check that a person may ask for another picture, before any work is done.

        Raises:
            TooMany: their unfinished jobs and reserved slots are at the limit.
            UserError: the bot is restarting.
        """
        self._check_open()
        await self._user_slots.check(owner_id)

    @asynccontextmanager
    async def reserve(self, owner_id: int) -> AsyncIterator[None]:
        """Check like `require_slot`, and reserve the slot while the block downloads its pictures.

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

    # For the host.

    def hold(self, hold: Hold | None) -> None:
        """Stop starting jobs, or start them again (None). Running jobs finish, and waiting people are told."""
        self._dispatcher.set_hold(hold)

    def refresh(self) -> None:
        """Start the jobs that may start now, after a limit has changed."""
        self._dispatcher.dispatch()

    def remind(self) -> None:
        """Report to everyone with an unfinished job again."""
        self._dispatcher.remind()

    async def settle(self, job_id: str, *, patience: float = 10.0) -> None:
        """Wait until the end of a job has been reported, for at most `patience` seconds."""
        await self._dispatcher.settle(job_id, patience=patience)

    def overview(self) -> Overview:
        """The running and waiting jobs."""
        return self._dispatcher.overview()
