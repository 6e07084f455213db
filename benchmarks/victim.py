"""The bot that `benchmarks.kills` kills: the real services, a painter that paints nothing, a channel that is a file."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import time
from collections.abc import Generator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PIL import Image
from prometheus_client import CollectorRegistry

from bot.jobs.announcer import Note
from bot.jobs.executor import PaintTask, StepReport
from bot.jobs.job import Job, QueuePosition
from bot.jobs.local_executor import LocalExecutor
from bot.jobs.metrics import JobMetrics
from bot.jobs.service import JobService
from bot.jobs.store import JobStore
from bot.runtime.background import Background
from bot.runtime.crash_log import crash_log
from bot.storage.database import open_database
from bot.storage.files import FileStore
from nst.progress import Losses, Progress, Result
from tests.bot.doubles import png, request

PEOPLE = 4
COLOURS = ("red", "green", "blue", "teal", "orange", "black", "white", "grey")
_STEPS = 3
STEP_SECONDS = 0.01
_CHANNEL = 20
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


class Channel:
    """A channel whose messages are lines of a file: ``post MESSAGE JOB`` and ``end MESSAGE JOB STATE``.

    Args:
        folder: the bot's folder.
        files: its pictures; the message of a finished job has its picture.
    """

    def __init__(self, folder: Path, files: FileStore) -> None:
        self._path = folder / "channel.txt"
        self._files = files

    async def queued(self, job: Job, position: QueuePosition) -> None:
        """Nothing: only ends are counted."""

    async def progress(self, job: Job, event: StepReport) -> None:
        """Nothing: only ends are counted."""

    async def paused(self, job: Job) -> None:
        """Nothing: only ends are counted."""

    async def ended(self, job: Job, note: Note) -> str | None:
        """Post a message, note its id, and write the end of the job into it."""
        if job.picture is not None:
            await self._files.get(job.picture)
        message = job.posted_message_id
        if message is None:
            message = secrets.randbits(60)
            append(self._path, f"post {message} {job.id}")
            await note(_CHANNEL, message)
        append(self._path, f"end {message} {job.id} {job.state}")
        return "reply"


def append(path: Path, line: str) -> None:
    """Append a line to a file atomically: after a kill, the file has all of it or nothing."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)


async def live(folder: Path, *, jobs: int, settle: bool, step_seconds: float = STEP_SECONDS) -> None:
    """Run the bot of a folder: accept jobs, note each in ``accepted.txt``, and continue until killed.

    Args:
        folder: the bot's folder.
        jobs: number of jobs to accept, at random moments.
        settle: stop as soon as every job is reported.
        step_seconds: duration of each of a job's three steps.
    """
    files = FileStore(folder / "files")
    async with AsyncExitStack() as stack:
        ending = stack.enter_context(crash_log(folder / "crash.log"))
        url = f"sqlite+aiosqlite:///{folder / 'bot.db'}"
        database = await stack.enter_async_context(open_database(url, pictures=[folder / "files"]))
        append(folder / "opened.txt", "opened")
        store, background = JobStore(database), Background()
        executor = LocalExecutor(["cpu", "cpu"], painter=partial(_paint, step_seconds))
        job_service = JobService(
            store,
            files,
            executor,
            background,
            Channel(folder, files),
            metrics=JobMetrics(CollectorRegistry()),
            jobs_per_user=10**6,
            progress_seconds=0.05,
            ending=ending,
        )
        await job_service.start()
        for _ in range(jobs):
            content = png(random.choice(COLOURS), (random.randint(8, 64), 48))
            accepted = await job_service.submit(request(random.randint(1, PEOPLE), content=content))
            append(folder / "accepted.txt", accepted.id)
            await asyncio.sleep(random.uniform(0, 0.05))
        while not settle or await store.unfinished() or await store.undelivered(since=_EVER):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        await job_service.close()
        await executor.close()
        await background.close()


def _paint(step_seconds: float, task: PaintTask, device: str) -> Generator[Progress, None, None]:
    nothing = Losses(total=0.0, content=0.0, style=0.0, tv=0.0, by_layer={})
    image = Image.new("RGB", (16, 12), random.choice(COLOURS))
    for step in range(1, _STEPS + 1):
        time.sleep(step_seconds)
        last = Result(image, [nothing], nothing, nothing, 0.1, _STEPS, "none", device, task.params)
        result = last if step == _STEPS else None
        yield Progress(step, _STEPS, 1, 1, nothing, 0.1, 0.1, lambda _: image, result)
