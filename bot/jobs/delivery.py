"""Deliver the end of each job to its person, exactly once.

Outlets are tried in order until one succeeds. After a crash or a lost connection the outcome can be unknown. So
everything that an outlet does may be repeated: it edits a message whose id is stored.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.errors import NotFound
from bot.jobs.announcer import Announcer
from bot.jobs.job import Job
from bot.jobs.metrics import JobMetrics
from bot.jobs.store import JobStore
from bot.runtime.background import Background
from bot.runtime.blocking import run_blocking
from bot.storage.retried_writes import STORAGE_TROUBLE, Persistence
from nst import images
from nst.images.signatures import picture_format
from nst.motion.reading import OWN_CLIPS, read_clip
from nst.motion.writing import write_clip

log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """This outlet will never work: an expired token, a missing permission, no such channel."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class TryLater(Exception):
    """This outlet may work later: there is no connection, or the other side has a problem.

    Attributes:
        seconds: the pause that the other side asked for; else 0.
    """

    def __init__(self, reason: str, *, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class TooManyEdits(TryLater):
    """This message was edited too often for its age. A new message would be accepted at once."""


class NotConnected(TryLater):
    """There is no connection yet and nothing was sent. This does not count as an attempt."""


class Outlet(Protocol):
    """One way to reach a person: the reply to their command, its channel, a direct message."""

    @property
    def name(self) -> str:
        """For the log and the metrics."""
        ...

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Send the end of a job, with its picture (PNG) if it has one. A repeated call posts nothing twice.

        Raises:
            Undeliverable: go on to the next outlet.
            TryLater: try this one again.
        """
        ...


async def deliver(
    job: Job, picture: bytes | None, outlets: Sequence[Outlet], *, pauses: Sequence[float] = (1.0, 4.0, 10.0)
) -> str | None:
    """Send the end of a job through the first outlet that works.

    Args:
        job: has ended.
        picture: the lossless result; None if there is none.
        outlets: in the order of attempts.
        pauses: seconds before each retry of an outlet.

    Returns:
        The name of the outlet that worked; None if all are closed.

    Raises:
        TryLater: an outlet failed in all retries. The message may have arrived, so no other outlet was tried.
    """
    for outlet in outlets:
        if await _sent(outlet, job, picture, pauses):
            return outlet.name
    return None


async def fit_upload(picture: bytes, limit: int) -> tuple[bytes, str]:
    """The picture as a file of at most ``limit`` bytes, in the best quality that fits, and its suffix.

    An animation of ours (WebP) that is larger is made smaller, and then gets half of its frames, and so on.

    Raises:
        BadRequest: even a small animation does not fit.
    """
    moves = picture_format(picture) == "WebP"
    if len(picture) <= limit:
        return picture, "webp" if moves else "png"
    if moves:
        return await run_blocking(_smaller_clip, picture, limit), "webp"
    return await run_blocking(lambda: images.encode_within(images.decode_own(picture), limit))


def _smaller_clip(data: bytes, limit: int) -> bytes:
    clip = read_clip(data, OWN_CLIPS)
    return write_clip(list(clip.frames()), clip.durations, clip.plays, limit=limit).data


UPLOAD_OVERHEAD = 64 * 2**10  # bytes of a request around its file
_PATIENCE = 300.0
_AT_ONCE = 16  # further attempts
_LONGEST_WAIT = 600.0

# By the age of the delivery: how long it is tried, and seconds between two attempts.
_PACE = ((timedelta(minutes=15), 10.0), (timedelta(hours=1), 60.0), (timedelta(days=1), 300.0))
_CLOSED_PACE = ((timedelta(hours=4), 600.0),)  # an admin may restore a permission


def retry_pause(age: timedelta, *, closed: bool) -> float | None:
    """Seconds until a failed delivery is tried again; None if it is not tried any more.

    Args:
        age: time since the job ended.
        closed: whether all outlets were closed; a problem of Discord does not close them.
    """
    return next((pause for limit, pause in (_CLOSED_PACE if closed else _PACE) if age < limit), None)


async def _sent(outlet: Outlet, job: Job, picture: bytes | None, pauses: Sequence[float]) -> bool:
    """Send, with one retry after each pause. False if this outlet is closed."""
    try:
        for pause in pauses:
            try:
                await outlet.send(job, picture)
            except TryLater as error:
                log.info("Job %s: %s asks to try again: %s", job.id, outlet.name, error)
                if error.seconds > pause:
                    raise
            else:
                return True
            await asyncio.sleep(pause)
        await outlet.send(job, picture)
    except Undeliverable as error:
        log.info("Job %s cannot be delivered by %s: %s", job.id, outlet.name, error)
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Late:
    """An undelivered job, and when its next attempt is due by the loop's clock."""

    due: float
    closed: bool


class Courier:
    """Delivers the end of each job once, and retries failed deliveries.

    Args:
        store: notes each attempt before and after, so that a crash in between is known.
        announcer: reports to the person.
        metrics: counts deliveries.
        persistence: writes what must not be lost.
        background: where retries run.
        closing: set when no attempt may begin any more.
        patience: seconds for one attempt.
    """

    def __init__(
        self,
        store: JobStore,
        announcer: Announcer,
        metrics: JobMetrics,
        persistence: Persistence,
        background: Background,
        closing: asyncio.Event,
        *,
        patience: float = _PATIENCE,
    ) -> None:
        self._patience = patience
        self._store = store
        self._announcer = announcer
        self._metrics = metrics
        self._persistence = persistence
        self._background = background
        self._closing = closing
        self._late: dict[str, _Late] = {}
        self._trying: set[str] = set()
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._news = asyncio.Event()

    async def deliver(self, job_id: str) -> None:
        """Deliver a job that has ended. Do nothing if it has not ended, is gone, or was delivered."""
        what = f"the delivery of job {job_id}"
        job = await self._persistence.write(what, lambda: self._store.begin_delivery(job_id))
        self._late.pop(job_id, None)
        if job is None:
            return
        if job.deliveries == 1:
            self._metrics.ended(job)
        outlet = await self._reached(job)
        if outlet is not None:
            self._metrics.delivered(job, outlet)
            with suppress(NotFound):  # deleted right after it was seen
                await self._persistence.write(what, lambda: self._store.update(job_id, delivered=True, token=""))

    async def collect(self) -> None:
        """Load the open deliveries from the database."""
        for job in await self._store.undelivered(since=datetime.now(UTC) - _PACE[-1][0]):
            self._late.setdefault(job.id, _Late(0.0, closed=False))
        self._news.set()

    def hurry(self) -> None:
        """Retry at once the deliveries that failed because of Discord."""
        for job_id, late in self._late.items():
            if not late.closed:
                self._late[job_id] = _Late(0.0, closed=False)
        self._news.set()

    async def run(self, busy: Container[str]) -> None:
        """Retry each late delivery when it is due, except `busy` ones, until the bot closes."""
        now = asyncio.get_running_loop().time
        while not self._closing.is_set():
            self._news.clear()
            for job_id in [job_id for job_id, late in self._late.items() if late.due <= now()]:
                if job_id not in busy and job_id not in self._trying:
                    self._trying.add(job_id)
                    self._background.spawn(self._redeliver(job_id), name=f"another delivery of job {job_id}")
            wait = min((late.due for late in self._late.values()), default=now() + _LONGEST_WAIT) - now()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, 1.0)):  # a delivery in progress is due as well
                    await self._news.wait()
        while self._trying:
            self._news.clear()
            await self._news.wait()

    def wake(self) -> None:
        """Wake `run`, so that it sees the bot close."""
        self._news.set()

    async def _redeliver(self, job_id: str) -> None:
        try:
            async with self._places:
                await self.deliver(job_id)
        finally:
            self._trying.discard(job_id)
            self._news.set()

    async def _reached(self, job: Job) -> str | None:
        """The way by which the person has it now; if none, note when to try again."""
        closed = True
        try:
            async with asyncio.timeout(self._patience):
                outlet = await self._announcer.ended(job, lambda *where: self._note(job.id, *where))
                if outlet is not None:
                    return outlet
        except (TryLater, *STORAGE_TROUBLE) as error:  # the attempt itself took time, too
            closed = False
            log.warning("Job %s could not be delivered yet: %s", job.id, str(error) or type(error).__name__)
        except Exception:
            log.exception("Job %s could not be delivered.", job.id)
        self._metrics.delivery_failed()
        age = datetime.now(UTC) - (job.finished_at or job.created_at)
        if (pause := retry_pause(age, closed=closed)) is not None:
            self._put_off(job.id, pause, closed=closed)
        return None

    def _put_off(self, job_id: str, pause: float, *, closed: bool) -> None:
        self._late[job_id] = _Late(asyncio.get_running_loop().time() + pause, closed)
        self._news.set()

    async def _note(self, job_id: str, channel_id: int | None, message_id: int | None) -> None:
        where = {"posted_channel_id": channel_id, "posted_message_id": message_id}
        with suppress(NotFound):
            await self._persistence.write(f"a post of job {job_id}", lambda: self._store.update(job_id, **where))
