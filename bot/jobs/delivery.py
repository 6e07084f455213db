"""Delivery: the end of each job reaches its person, once.

It goes down a ladder of outlets until one takes it. Whether an outlet took something can stay unknown (a crash, a
lost connection), so all that an outlet does may be repeated: it changes a message whose id is written down.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.errors import NotFound
from bot.jobs.executor import StepReport
from bot.jobs.job import Job, QueuePosition
from bot.jobs.metrics import Metrics
from bot.jobs.store import JobStore
from bot.runtime.background import Background
from bot.runtime.blocking import run_blocking
from bot.storage.retried_writes import STORAGE_TROUBLE, Persistence
from nst import images

log = logging.getLogger(__name__)

Note = Callable[[int | None, int | None], Awaitable[None]]
"""Writes down the channel and the id of the message that the end of a job is posted as; None if there is none."""


class Undeliverable(Exception):
    """This way is closed for good: an expired token, a missing permission, no such channel."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class TryLater(Exception):
    """This way may be open again in a moment: no connection, or the other side has a problem.

    Attributes:
        seconds: after which it may be, if the other side has said so; else 0.
    """

    def __init__(self, reason: str, *, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class TooManyEdits(TryLater):
    """That message was changed too often for its age. A new message would be taken at once."""


class NotConnected(TryLater):
    """There is no connection yet, so nothing was sent. It does not count as an attempt."""


class Announcer(Protocol):
    """Tells people about their jobs. Called from background tasks only; what it raises is logged."""

    async def queued(self, job: Job, position: QueuePosition) -> None:
        """Say where the job stands in the queue."""
        ...

    async def progress(self, job: Job, event: StepReport) -> None:
        """Say how far it has come. A preview of None means: keep showing the last one."""
        ...

    async def paused(self, job: Job) -> None:
        """Say that it goes on after a restart."""
        ...

    async def ended(self, job: Job, note: Note) -> bool:
        """Deliver the picture, the failure or the cancellation; whether it has reached the person.

        Args:
            job: that ended.
            note: called when the message is there that it is delivered as, before the picture is put into it.

        Raises:
            TryLater: another attempt may reach them.
        """
        ...


class Outlet(Protocol):
    """One way to reach a person: the reply to their command, its channel, a direct message."""

    @property
    def name(self) -> str:
        """For the log."""
        ...

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Tell the end of the job, with its picture (PNG) if it has one. May be repeated: nothing is posted twice.

        Raises:
            Undeliverable: go on to the next outlet.
            TryLater: try this one again.
        """
        ...


async def deliver(
    job: Job, picture: bytes | None, outlets: Sequence[Outlet], *, pauses: Sequence[float] = (1.0, 4.0, 10.0)
) -> str | None:
    """Tell the end of a job through the first outlet that takes it.

    Args:
        job: one that ended.
        picture: the lossless result, None if there is none.
        outlets: in the order in which they are tried.
        pauses: seconds before each new try of an outlet that asks for one.

    Returns:
        The name of the outlet that has it; None when every way is closed.

    Raises:
        TryLater: a way that is open has a lasting problem. It may have arrived all the same, so no other way was tried.
    """
    for outlet in outlets:
        if await _sent(outlet, job, picture, pauses):
            return outlet.name
    return None


async def fit_upload(picture: bytes, limit: int) -> tuple[bytes, str]:
    """The picture as a file of at most ``limit`` bytes, as good as that allows, and the file's suffix."""
    if len(picture) <= limit:
        return picture, "png"
    return await run_blocking(lambda: images.encode_within(images.decode_own(picture), limit))


UPLOAD_OVERHEAD = 64 * 2**10  # bytes of a request around its file
_PATIENCE = 300.0
_AT_ONCE = 16  # further attempts
_LONGEST_WAIT = 600.0

# How long it is tried, and seconds between two attempts, by the age of what is delivered.
_PACE = ((timedelta(minutes=15), 10.0), (timedelta(hours=1), 60.0), (timedelta(days=1), 300.0))
_CLOSED_PACE = ((timedelta(hours=4), 600.0),)  # a person may give the bot a permission back


def retry_pause(age: timedelta, *, closed: bool) -> float | None:
    """Seconds until a delivery that failed is tried again; None when it is only kept from now on.

    Args:
        age: of the end of the job.
        closed: whether every way was closed, which trouble with Discord is not.
    """
    return next((pause for limit, pause in (_CLOSED_PACE if closed else _PACE) if age < limit), None)


async def _sent(outlet: Outlet, job: Job, picture: bytes | None, pauses: Sequence[float]) -> bool:
    """Send, as often as there are pauses and once more. False when this outlet is closed."""
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
    """A job that has not reached its person: when the next attempt is due, by the loop's clock."""

    due: float
    closed: bool


class Courier:
    """Delivers the end of jobs, each once, and tries again what did not arrive.

    Args:
        store: told before and after, so that a crash in between is known.
        announcer: reaches the person.
        metrics: counts.
        persistence: writes what must not be lost.
        background: where further attempts run.
        closing: set when none is to begin any more.
        patience: seconds for one attempt.
    """

    def __init__(
        self,
        store: JobStore,
        announcer: Announcer,
        metrics: Metrics,
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
        """Deliver a job that has ended; nothing happens if it has not, is gone, or was delivered."""
        what = f"the delivery of job {job_id}"
        job = await self._persistence.write(what, lambda: self._store.begin_delivery(job_id))
        self._late.pop(job_id, None)
        if job is None:
            return
        if job.deliveries == 1:
            self._metrics.ended(job)
        if await self._reached(job):
            with suppress(NotFound):  # deleted as soon as it was seen
                await self._persistence.write(what, lambda: self._store.update(job_id, delivered=True, token=""))

    async def collect(self) -> None:
        """Take up the deliveries that the database has as open."""
        for job in await self._store.undelivered(since=datetime.now(UTC) - _PACE[-1][0]):
            self._late.setdefault(job.id, _Late(0.0, closed=False))
        self._news.set()

    def hurry(self) -> None:
        """Try at once what failed because of trouble with Discord."""
        for job_id, late in self._late.items():
            if not late.closed:
                self._late[job_id] = _Late(0.0, closed=False)
        self._news.set()

    async def run(self, busy: Container[str]) -> None:
        """Try the late ones again when each is due, but those that are `busy`, until everything is closed."""
        now = asyncio.get_running_loop().time
        while not self._closing.is_set():
            self._news.clear()
            for job_id in [job_id for job_id, late in self._late.items() if late.due <= now()]:
                if job_id not in busy and job_id not in self._trying:
                    self._trying.add(job_id)
                    self._background.spawn(self._redeliver(job_id), name=f"another delivery of job {job_id}")
            wait = min((late.due for late in self._late.values()), default=now() + _LONGEST_WAIT) - now()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, 1.0)):  # what is being tried is due as well
                    await self._news.wait()
        while self._trying:
            self._news.clear()
            await self._news.wait()

    def wake(self) -> None:
        """Let `run` see that everything is being closed."""
        self._news.set()

    async def _redeliver(self, job_id: str) -> None:
        try:
            async with self._places:
                await self.deliver(job_id)
        finally:
            self._trying.discard(job_id)
            self._news.set()

    async def _reached(self, job: Job) -> bool:
        """Whether the person has it now; if not, when to try again was noted."""
        closed = True
        try:
            async with asyncio.timeout(self._patience):
                if await self._announcer.ended(job, lambda *where: self._note(job.id, *where)):
                    return True
        except (TryLater, *STORAGE_TROUBLE) as error:  # the time that it took, too
            closed = False
            log.warning("Job %s could not be delivered yet: %s", job.id, str(error) or type(error).__name__)
        except Exception:
            log.exception("Job %s could not be delivered.", job.id)
        self._metrics.delivery_failed()
        age = datetime.now(UTC) - (job.finished_at or job.created_at)
        if (pause := retry_pause(age, closed=closed)) is not None:
            self._put_off(job.id, pause, closed=closed)
        return False

    def _put_off(self, job_id: str, pause: float, *, closed: bool) -> None:
        self._late[job_id] = _Late(asyncio.get_running_loop().time() + pause, closed)
        self._news.set()

    async def _note(self, job_id: str, channel_id: int | None, message_id: int | None) -> None:
        where = {"posted_channel_id": channel_id, "posted_message_id": message_id}
        with suppress(NotFound):
            await self._persistence.write(f"a post of job {job_id}", lambda: self._store.update(job_id, **where))
