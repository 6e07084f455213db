"""The Prometheus metrics. The registry is passed in, so that two bots in one process stay separate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.jobs.job import Job

_SECONDS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
_LAG = (0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)


class Metrics:
    """The bot's measurements.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._ended = Counter("chameleon_jobs_ended", "Jobs that ended, by state.", ["state"], registry=registry)
        self._seconds = Histogram(
            "chameleon_job_seconds", "Seconds from start to picture.", buckets=_SECONDS, registry=registry
        )
        self._queued = Gauge("chameleon_jobs_queued", "Jobs that wait.", registry=registry)
        self._running = Gauge("chameleon_jobs_running", "Jobs that run.", registry=registry)
        self._undelivered = Counter(
            "chameleon_deliveries_failed", "Deliveries that reached nobody (yet).", registry=registry
        )
        self._lag = Histogram(
            "chameleon_loop_lag_seconds", "How late the event loop wakes up.", buckets=_LAG, registry=registry
        )

    def line(self, *, queued: int, running: int) -> None:
        """Set the number of waiting and running jobs."""
        self._queued.set(queued)
        self._running.set(running)

    def ended(self, job: Job) -> None:
        """Count a job that has ended."""
        self._ended.labels(job.state).inc()
        if job.picture and job.started_at and job.finished_at:
            self._seconds.observe((job.finished_at - job.started_at).total_seconds())

    def delivery_failed(self) -> None:
        """Count a delivery that failed."""
        self._undelivered.inc()

    async def watch_loop(self, tell: Callable[[float], None] | None = None, *, period: float = 1.0) -> None:
        """Measure forever how late the event loop is, in seconds, and report each measurement."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + period
            await asyncio.sleep(period)
            lag = max(0.0, loop.time() - due)
            self._lag.observe(lag)
            if tell is not None:
                tell(lag)
