"""Test doubles for the parts that the services use, and a whole bot without Discord."""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from prometheus_client import CollectorRegistry
from sqlalchemy import event as database_event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs.announcer import Announcer, Note
from bot.jobs.executor import Cancelled, Event, Executor, Finished, PaintTask, StepReport, Stuck, Task
from bot.jobs.job import Actor, Job, QueuePosition, ReplyTarget, Request, State
from bot.jobs.metrics import JobMetrics
from bot.jobs.service import JobService
from bot.jobs.store import JobStore
from bot.runtime.background import Background, Work
from bot.storage.database import open_database
from bot.storage.files import FileStore
from nst.params import Params
from nst.recipes import recipe
from tests.polling import until

ALICE, BOB, CAROL = 1, 2, 3
GUILD = 30
SECRET = "the-interaction-token"


def png(colour: str = "red", size: tuple[int, int] = (32, 24)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def reply_target(**changes: Any) -> ReplyTarget:
    plain = ReplyTarget(
        application_id=10,
        token=SECRET,
        expires_at=datetime.now(UTC) + timedelta(minutes=15),
        channel_id=20,
        guild_id=GUILD,
        message_id=None,
        upload_limit=10 * 2**20,
    )
    return replace(plain, **changes)


def request(owner: int = ALICE, *, content: bytes | None = None, params: Params | None = None) -> Request:
    return Request(owner, reply_target(), content or png("red"), (png("blue"),), params or recipe("draft"))


def job(name: str = "job", **changes: Any) -> Job:
    plain = Job(
        id=name,
        owner_id=ALICE,
        reply_target=reply_target(),
        content="c" * 64,
        styles=("d" * 64,),
        params=recipe("draft"),
        state=State.QUEUED,
        created_at=datetime.now(UTC),
    )
    return replace(plain, **changes)


def step(number: int = 1, *, preview: bytes | None = None, remaining: float = 9.0) -> StepReport:
    return StepReport(number, 10, 0.5, 0.25, float(number), remaining, preview)


def finished(colour: str = "green", *, seconds: float = 2.0) -> Finished:
    return Finished(png(colour), {"seconds": seconds, "size": [32, 24], "encoder": "none"})


async def settled(job_service: JobService) -> None:
    """Wait until every job has ended and its delivery has worked or failed."""
    await until(lambda: not job_service.active, what="the end of every job")


class FakeExecutor:
    """An executor that the test controls."""

    def __init__(self, slots: int = 1) -> None:
        self.slots = slots
        self.instant_slots = 1
        self.stuck: tuple[Stuck, ...] = ()
        self.tasks: dict[str, PaintTask] = {}
        self.cancelled: list[str] = []
        self._events: dict[str, asyncio.Queue[Event]] = defaultdict(asyncio.Queue)

    @property
    def order(self) -> list[str]:
        return list(self.tasks)

    def read(self, job_id: str) -> bool:
        return self._events[job_id].empty()

    def tell(self, job_id: str, *events: Event) -> None:
        for event in events:
            self._events[job_id].put_nowait(event)

    async def started(self, job_id: str) -> None:
        await until(lambda: job_id in self.tasks, what=f"the start of {job_id}")

    async def submit(self, task: Task) -> None:
        assert isinstance(task, PaintTask)
        self.tasks[task.id] = task

    async def watch(self, task_id: str) -> AsyncIterator[Event]:
        while True:
            event = await self._events[task_id].get()
            yield event
            if not isinstance(event, StepReport):
                return

    async def cancel(self, task_id: str) -> None:
        self.cancelled.append(task_id)
        if task_id in self.tasks:
            self.tell(task_id, Cancelled())

    async def close(self) -> None:
        for task_id in self.tasks:
            await self.cancel(task_id)


class FakeAnnouncer:
    """An announcer that records its calls."""

    def __init__(self) -> None:
        self.queued_: list[tuple[str, QueuePosition]] = []
        self.steps: list[tuple[str, StepReport]] = []
        self.newest: Job | None = None  # the job's state at its last step
        self.ends: list[Job] = []
        self.takes = True

    @property
    def delivered(self) -> list[str]:
        return [job.id for job in self.ends]

    def positions(self, job_id: str) -> list[int]:
        return [position.ahead for id_, position in self.queued_ if id_ == job_id]

    async def queued(self, job: Job, position: QueuePosition) -> None:
        self.queued_.append((job.id, position))

    async def progress(self, job: Job, event: StepReport) -> None:
        self.newest = job
        self.steps.append((job.id, event))

    async def paused(self, job: Job) -> None:
        pass

    async def ended(self, job: Job, note: Note) -> str | None:
        self.ends.append(job)
        return "reply" if self.takes else None


def impatient_while(condition: Callable[[], bool], engine: AsyncEngine) -> None:
    """Make a locked database fail at once, not after ten seconds."""

    @database_event.listens_for(engine.sync_engine, "checkout")
    def hurry(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout = {20 if condition() else 10_000}")


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """Lock a database against all writes."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as other:
        begun = False
        while not begun:  # the bot may be writing now
            with suppress(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
                begun = True
            await asyncio.sleep(0.001)
        yield
        other.execute("ROLLBACK")


class Driver:
    """Starts background work in its own tasks and returns None, like the sandbox's driver."""

    def __init__(self) -> None:
        self._inbox: asyncio.Queue[tuple[Work, str]] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Work, name: str) -> None:
        self._inbox.put_nowait((work, name))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        pump = asyncio.create_task(self._pump())
        try:
            yield
        finally:
            for _ in range(3):  # a task cancelled before it begins would never await its coroutine
                await asyncio.sleep(0)
            pump.cancel()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(pump, *self._tasks, return_exceptions=True)

    async def _pump(self) -> None:
        while True:
            work, name = await self._inbox.get()
            task = asyncio.create_task(work, name=name)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


class BotFolder:
    """A bot's folder. It can be opened repeatedly, also by a second bot while the first hangs.

    Its database is a file in it, unless there is an address of another one.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.url = url or f"sqlite+aiosqlite:///{folder / 'bot.db'}"
        self.files = FileStore(folder / "files")
        self.registry = CollectorRegistry()
        self._is_locked = False

    @asynccontextmanager
    async def store(self) -> AsyncIterator[JobStore]:
        async with open_database(self.url) as engine:
            if engine.dialect.name == "sqlite":
                impatient_while(lambda: self._is_locked, engine)
            yield JobStore(engine)

    @asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        """Let another writer keep the database locked."""
        async with locked(self.folder / "bot.db"):
            self._is_locked = True
            yield
            self._is_locked = False

    @asynccontextmanager
    async def open(
        self, executor: Executor, announcer: Announcer, *, start: bool = True, **options: Any
    ) -> AsyncIterator[JobService]:
        driver = Driver()
        self.registry = CollectorRegistry()
        options.setdefault("progress_seconds", 0.0)
        async with self.store() as store, driver.running():
            background = Background(driver.start)
            metrics = JobMetrics(self.registry)
            job_service = JobService(store, self.files, executor, background, announcer, metrics=metrics, **options)
            if start:
                await job_service.start()
            try:
                yield job_service
            finally:
                await job_service.close()

    def stored(self) -> int:
        return sum(1 for path in (self.folder / "files").glob("??/*"))


def actor(user: int = ALICE, *, moderates: int | None = None) -> Actor:
    return Actor(user, moderates)
