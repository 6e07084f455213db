"""Run one job: from the queue through the executor to its end in the database."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.jobs.archive import Archive
from bot.jobs.executor import Event, Executor, Failed, Finished, PaintTask, StepReport
from bot.jobs.job import Job, State
from bot.jobs.metrics import JobMetrics
from bot.jobs.store import JobStore
from bot.jobs.worker_threads import SORRY
from bot.parameters.recipes import is_instant
from bot.storage.files import FileStore
from bot.storage.retried_writes import Persistence
from nst.errors import UserError

log = logging.getLogger(__name__)

FindNetworks = Callable[[Sequence[bytes]], Awaitable[tuple[bytes, ...]]]
"""Finds the style files of some styles, given as PNG; raises a `UserError` if one has not been learned."""


async def no_networks(_styles: Sequence[bytes]) -> tuple[bytes, ...]:
    """What finds networks where there are none.

    Raises:
        UserError: always.
    """
    raise not_learned()


def not_learned() -> UserError:
    """The error for a style without a network."""
    return UserError(
        "I have not learned that style yet, so I cannot paint it instantly.",
        hint="Choose another recipe, or one of the house styles.",
        code="style-not-learned",
    )


class Runner:
    """Runs jobs. If a person cancels or removes a job in the database meanwhile, that change wins.

    Args:
        store, files, archive: where the job is kept.
        executor: paints.
        persistence: writes what must not be lost; a finished picture stays in memory until it is written.
        find_networks: finds what paints instant pictures.
        metrics: told when a job starts.
    """

    def __init__(
        self,
        store: JobStore,
        files: FileStore,
        archive: Archive,
        executor: Executor,
        persistence: Persistence,
        find_networks: FindNetworks,
        metrics: JobMetrics,
    ) -> None:
        self._store = store
        self._files = files
        self._archive = archive
        self._executor = executor
        self._persistence = persistence
        self._find_networks = find_networks
        self._metrics = metrics
        self._stopped: set[str] = set()

    async def run(
        self, job: Job, tell: Callable[[StepReport | None], None], *, estimate: float | None = None
    ) -> Job | None:
        """Run a queued job to its end. If the bot stops it, put it back into the queue.

        Args:
            job: as it was queued.
            tell: called when it starts (with None) and with every step.
            estimate: expected time in seconds; None if unknown.

        Returns:
            The job if it has a picture, else None.
        """
        try:
            started = await self._move(job.id, State.RUNNING, started_at=datetime.now(UTC), attempts=job.attempts + 1)
            if started is None:  # cancelled or removed before it started
                return None
            self._metrics.started(started)
            tell(None)
            return await self._conclude(started, await self._work(started, tell, estimate))
        finally:
            self._stopped.discard(job.id)

    async def stop(self, job_id: str) -> None:
        """Stop a running job; `run` then ends soon."""
        self._stopped.add(job_id)
        try:
            await self._executor.cancel(job_id)
        except Exception:
            log.exception("The executor could not cancel job %s.", job_id)

    async def _work(self, job: Job, tell: Callable[[StepReport | None], None], estimate: float | None) -> Event:
        """Have it painted, and turn every error into an event."""
        try:
            return await self._paint(job, tell, estimate)
        except UserError as error:
            return Failed.of(error)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("Job %s failed, reference %s.", job.id, reference)
            return Failed(SORRY, reference)

    async def _paint(self, job: Job, tell: Callable[[StepReport | None], None], estimate: float | None) -> Event:
        styles = tuple([await self._files.get(name) for name in job.styles])
        content, mask = await self._read(job.content), await self._read(job.mask)
        networks = await self._find_networks(styles) if is_instant(job.params) else ()
        clip = await self._read(job.content_clip)
        task = PaintTask(job.id, content, styles, job.params, estimate, mask, networks, clip)
        await self._executor.submit(task)
        if job.id in self._stopped:  # stopped before the executor knew the task
            await self.stop(job.id)
        end: Event | None = None
        async for event in self._executor.watch(job.id):
            if isinstance(event, StepReport):
                tell(event)
            else:
                end = event
        if end is None:
            raise RuntimeError("The executor stopped telling before the end.")
        if isinstance(end, Finished) and networks:
            digests = [hashlib.sha256(network).hexdigest() for network in networks]
            return replace(end, summary={**end.summary, "networks": digests})
        return end

    async def _read(self, name: str | None) -> bytes | None:
        return None if name is None else await self._files.get(name)

    async def _conclude(self, job: Job, event: Event) -> Job | None:
        match event:
            case Finished(picture, summary, clip):
                return await self._persistence.write(
                    f"the picture of job {job.id}", lambda: self._archive.finish(job.id, picture, summary, clip)
                )
            case Failed(message, None, code, values):
                await self._move(job.id, State.FAILED, error=message, failure={"code": code, **values})
            case Failed(message, reference):
                error = f"{message} Please tell my host this reference: {reference}."
                failure = {"code": "job-fault", "reference": reference}
                await self._move(job.id, State.FAILED, error=error, failure=failure)
            case _:  # the executor or the bot closes: this attempt does not count
                await self._move(job.id, State.QUEUED, attempts=job.attempts - 1)
        return None

    async def _move(self, job_id: str, state: State, **columns: Any) -> Job | None:  # noqa: ANN401  any column
        return await self._persistence.write(
            f"that job {job_id} is {state}", lambda: self._store.transition(job_id, state, **columns)
        )
