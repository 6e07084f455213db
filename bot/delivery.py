"""How people hear of the end of their job, without fail and once.

It goes down a ladder of outlets until one takes it. Whether an outlet took something can stay unknown (a crash, a
lost connection); it is then asked to look before it sends again, so nothing is posted twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Container, Sequence
from contextlib import suppress
from typing import Protocol

from bot.executor import Stepped
from bot.jobs import Job, NotFound, Standing
from bot.metrics import Metrics
from bot.store import JobStore
from bot.threads import run_blocking
from nst import images

log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """This way is closed for good: an expired token, a missing permission, no such channel."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class TryLater(Exception):
    """This way may be open again in a moment: no connection, or the other side has a problem."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class Announcer(Protocol):
    """Tells people about their jobs. Called from background tasks only; what it raises is logged."""

    async def queued(self, job: Job, standing: Standing) -> None:
        """Say where the job stands in the queue."""
        ...

    async def progress(self, job: Job, event: Stepped) -> None:
        """Say how far it has come. A preview of None means: keep showing the last one."""
        ...

    async def ended(self, job: Job) -> bool:
        """Deliver the picture, the failure or the cancellation; whether it has reached the person."""
        ...


class Outlet(Protocol):
    """One way to reach a person: the reply to their command, its channel, a direct message."""

    @property
    def name(self) -> str:
        """For the log."""
        ...

    async def find(self, job: Job) -> bool:
        """Whether the job's end is already there. Only asked when an earlier `send` may have worked unseen."""
        ...

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Tell the end of the job, with its picture (PNG) if it has one.

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
        job: one that ended. With more than one in `deliveries`, every outlet is asked first whether it has it already.
        picture: the lossless result, None if there is none.
        outlets: in the order in which they are tried.
        pauses: seconds before each new try of an outlet that asks for one.

    Returns:
        The name of the outlet that has it. None when none could take it, or one that could has a lasting problem; the
        picture is then kept.
    """
    try:
        if job.deliveries > 1:
            for outlet in outlets:
                if await _found(outlet, job):
                    return outlet.name
        for outlet in outlets:
            if await _sent(outlet, job, picture, pauses):
                return outlet.name
    except TryLater as error:
        # It may have arrived all the same: another outlet now could mean two pictures.
        log.warning("Job %s could not be delivered yet: %s", job.id, error)
    return None


async def fit_upload(picture: bytes, limit: int) -> tuple[bytes, str]:
    """The picture as a file of at most ``limit`` bytes, as good as that allows, and the file's suffix."""
    if len(picture) <= limit:
        return picture, "png"
    return await run_blocking(lambda: images.encode_within(images.decode_own(picture), limit))


UPLOAD_OVERHEAD = 64 * 2**10  # bytes of a request around its file
_DELIVERY_SECONDS = 300.0
_MAX_DELIVERIES = 24  # four hours of trouble with Discord, at the pace of the housekeeping


async def _sent(outlet: Outlet, job: Job, picture: bytes | None, pauses: Sequence[float]) -> bool:
    """Send, as often as there are pauses and once more. False when this outlet is closed."""
    try:
        for pause in pauses:
            try:
                await outlet.send(job, picture)
            except TryLater as error:
                log.info("Job %s: %s asks to try again: %s", job.id, outlet.name, error)
            else:
                return True
            await asyncio.sleep(pause)
            with suppress(TryLater):  # then sending decides, whose nonce keeps a second copy away
                if await _found(outlet, job):
                    return True
        await outlet.send(job, picture)
    except Undeliverable as error:
        log.info("Job %s cannot be delivered by %s: %s", job.id, outlet.name, error)
        return False
    return True


async def _found(outlet: Outlet, job: Job) -> bool:
    try:
        return await outlet.find(job)
    except Undeliverable:  # what cannot be looked at is judged by sending
        return False


class Courier:
    """Delivers the end of jobs, each once.

    Args:
        store: told before and after, so that a crash in between is known.
        announcer: reaches the person.
        metrics: counts.
    """

    def __init__(self, store: JobStore, announcer: Announcer, metrics: Metrics) -> None:
        self._store = store
        self._announcer = announcer
        self._metrics = metrics

    async def deliver(self, job_id: str) -> None:
        """Deliver a job that has ended; nothing happens if it has not, is gone, or was delivered."""
        job = await self._store.begin_delivery(job_id)
        if job is None:
            return
        if job.deliveries == 1:
            self._metrics.ended(job)
        if await self._reached(job):
            with suppress(NotFound):  # deleted as soon as it was seen
                await self._store.update(job_id, delivered=True, token="")
        else:
            self._metrics.delivery_failed()

    async def redeliver(self, busy: Container[str]) -> None:
        """Try the undelivered jobs again, but those that are `busy`; after some attempts they are only kept."""
        for job in await self._store.undelivered(attempts=_MAX_DELIVERIES):
            if job.id not in busy:
                await self.deliver(job.id)

    async def _reached(self, job: Job) -> bool:
        try:
            async with asyncio.timeout(_DELIVERY_SECONDS):
                return await self._announcer.ended(job)
        except Exception:
            log.exception("Job %s could not be delivered.", job.id)
            return False
