"""What is measured about jobs for Prometheus, with a line in the log for each.

The registry is passed in, so that two bots in one process stay separate.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.jobs.job import Job
from bot.parameters.recipes import RECIPES
from bot.runtime.logs import event

log = logging.getLogger(__name__)

_SECONDS = (0.1, 0.3, 1, 3, 10, 20, 30, 60, 120, 300, 600, 1800, 3600)


class JobMetrics:
    """The measurements of jobs.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        counter, gauge = partial(Counter, registry=registry), partial(Gauge, registry=registry)
        histogram = partial(Histogram, buckets=_SECONDS, registry=registry)
        self._accepted = counter("chameleon_jobs_accepted", "Jobs that were accepted.", ["recipe"])
        self._ended = counter(
            "chameleon_jobs_ended",
            "Jobs that ended, by state, and by error if they failed.",
            ["recipe", "state", "code"],
        )
        self._waiting = histogram(
            "chameleon_job_wait_seconds", "Seconds from acceptance to the first start.", ["recipe"]
        )
        self._painting = histogram("chameleon_job_painting_seconds", "Seconds from start to picture.", ["recipe"])
        self._delivering = histogram("chameleon_delivery_seconds", "Seconds from the end of a job to its delivery.")
        self._queued = gauge("chameleon_jobs_queued", "Jobs that wait.")
        self._running = gauge("chameleon_jobs_running", "Jobs that run.")
        self._delivered = counter("chameleon_deliveries", "Deliveries, by the way that they took.", ["outlet"])
        self._undelivered = counter("chameleon_deliveries_failed", "Deliveries that reached nobody (yet).")

    def line(self, *, queued: int, running: int) -> None:
        """Set the number of waiting and running jobs."""
        self._queued.set(queued)
        self._running.set(running)

    def accepted(self, job: Job) -> None:
        """Count a new job. Who accepts it logs it, with the interaction that it comes from."""
        self._accepted.labels(recipe_of(job)).inc()

    def started(self, job: Job) -> None:
        """Measure how long a job has waited. A second start after a crash does not count."""
        seconds = _seconds(job.created_at, job.started_at)
        if job.attempts == 1 and seconds is not None:
            self._waiting.labels(recipe_of(job)).observe(seconds)
        event(log, "Job started", **about(job), wait_seconds=seconds, attempts=job.attempts)

    def ended(self, job: Job) -> None:
        """Count a job that has ended."""
        code = str(job.failure.get("code") or "other") if job.error else None
        self._ended.labels(recipe_of(job), job.state, code or "").inc()
        waited = _seconds(job.created_at, job.started_at)
        painted = _seconds(job.started_at, job.finished_at)
        if job.picture and painted is not None:
            self._painting.labels(recipe_of(job)).observe(painted)
        seconds = {"wait_seconds": waited, "painting_seconds": painted}
        event(log, "Job finished", **about(job), state=job.state.value, code=code, **seconds)

    def delivered(self, job: Job, outlet: str) -> None:
        """Count a delivery, and measure how long it took.

        Args:
            job: has ended.
            outlet: the name of the `bot.jobs.delivery.Outlet`.
        """
        seconds = _seconds(job.finished_at, datetime.now(UTC))
        self._delivered.labels(outlet).inc()
        if seconds is not None:
            self._delivering.observe(seconds)
        event(log, "Job delivered", **about(job), outlet=outlet, delivery_seconds=seconds, attempts=job.deliveries)

    def delivery_failed(self) -> None:
        """Count a delivery that failed."""
        self._undelivered.inc()


def recipe_of(job: Job) -> str:
    """The recipe of a job; ``other`` if it is none of ours, as in a line of text that someone has changed."""
    return job.params.recipe if job.params.recipe in RECIPES else "other"


def about(job: Job) -> dict[str, object]:
    """What every line about a job says of it in the log."""
    return {"job": job.id, "recipe": recipe_of(job), "size": job.params.size}


def _seconds(start: datetime | None, end: datetime | None) -> float | None:
    """The time between two moments, at least 0: the computer's clock may have been changed."""
    return None if start is None or end is None else max(0.0, (end - start).total_seconds())
