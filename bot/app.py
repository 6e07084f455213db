"""Build the bot from its settings, and close everything in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backups.data import Data, data_of
from bot.backups.restore import complete_restore
from bot.backups.schedule import back_up_regularly
from bot.client import Chameleon
from bot.jobs.learner import Learner
from bot.jobs.local_executor import LocalExecutor
from bot.jobs.painter import Painter, load_torch
from bot.jobs.store import JobStore
from bot.metrics import Metrics
from bot.people.operations import probe
from bot.runtime.background import Background, Starter, start_task, within
from bot.runtime.blocking import run_blocking
from bot.runtime.clock import Clock, MonotonicClock, Now, utc_now
from bot.runtime.crash_log import Ending
from bot.runtime.decoder_pool import Decoders
from bot.runtime.health import serve_health
from bot.runtime.health_checks import HealthChecks
from bot.services import Foundation, build_services
from bot.settings import Settings
from bot.storage.database import open_database
from cogs.shared.services import Services

log = logging.getLogger(__name__)

# The features, in the order in which they load. A new feature is one more line.
FEATURES = (
    "cogs.painting.extension",
    "cogs.styles.extension",
    "cogs.challenges.extension",
    "cogs.moderation.extension",
    "cogs.people.extension",
)

# Time limits for the parts of closing, in seconds; their sum is below `bot.runtime.shutdown.LIMIT_SECONDS`.
ANSWER_SECONDS, STUDIO_SECONDS, FAREWELL_SECONDS, EXECUTOR_SECONDS, PART_SECONDS = 5.0, 4.0, 2.0, 3.0, 1.0
MEASURE_SECONDS = 3.0  # for the database and the disk
OVERDUE = timedelta(minutes=10)  # from when on a post of a challenge is late


@dataclass(frozen=True, slots=True)
class App:
    """The parts of the running bot.

    Attributes:
        client: the Discord client, with the services.
        database: of the bot.
        store: the jobs.
        metrics: the measurements, for a host to read.
        exhausted: set while no device is left to paint on, because all of them hang.
        health_checks: whether every part is alive.
        decoders: open uploaded files.
    """

    client: Chameleon
    database: AsyncEngine
    store: JobStore
    metrics: Metrics
    exhausted: asyncio.Event
    health_checks: HealthChecks
    decoders: Decoders

    @property
    def services(self) -> Services:
        """The services of the bot."""
        return self.client.services

    async def say_farewell(self) -> None:
        """Finish running answers, stop accepting work, and tell waiting people that their jobs resume later."""
        services = self.services
        await within(ANSWER_SECONDS, services.open_answers.close(), "Answering what is being answered")
        await within(PART_SECONDS, services.intake.close(), "Giving up what is being read")
        await within(
            STUDIO_SECONDS, services.job_service.close(patience=STUDIO_SECONDS), "Giving jobs back to the queue"
        )
        if self.client.is_ready():
            await within(FAREWELL_SECONDS, self._tell_those_who_wait(), "Telling those who wait")

    async def _tell_those_who_wait(self) -> None:
        for job in await self.store.unfinished():
            await self.services.announcer.paused(job)


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    starter: Starter = start_task,
    painter: Painter | None = None,
    learner: Learner | None = None,
    now: Now = utc_now,
    clock: Clock | None = None,
    decoders: Decoders | None = None,
    start_fresh: bool = False,
    ending: Ending = Ending.UNKNOWN,
) -> AsyncIterator[App]:
    """Build the bot. On exit running jobs go back to the queue, and everything is closed.

    Args:
        settings: of the whole bot.
        starter: starts background tasks.
        painter: paints instead of the engine.
        learner: learns styles instead of the engine.
        now: the clock of challenges.
        clock: measures durations; the machine's by default.
        decoders: open uploaded files; closed on exit.
        start_fresh: move an unusable database aside, with the pictures, and start empty.
        ending: how the last process ended.

    Raises:
        UserError: the data cannot be used; the text says what to do.
    """
    clock = clock or MonotonicClock()
    metrics = Metrics.of(CollectorRegistry())
    background = Background(starter)
    pictures = (settings.files_dir, settings.styles_dir, settings.challenges_dir)
    data = data_of(settings)
    if data is not None:
        await run_blocking(complete_restore, data)
    async with open_database(settings.database, pictures=pictures, start_fresh=start_fresh) as database:
        executor = _local_executor(settings, painter, learner, clock)
        decoders = decoders or _decoders(settings, metrics)
        checks = HealthChecks(clock, executor, partial(probe, database), background)
        store = JobStore(database)
        base = Foundation(settings, database, store, executor, decoders, background, metrics, checks, now, ending)
        app = await _assemble(base)
        _spawn_watches(app, base)
        _spawn_wanted(settings, data, background)
        try:
            yield app
        finally:
            await _close(base, app.client)


def _decoders(settings: Settings, metrics: Metrics) -> Decoders:
    return Decoders(
        settings.limits,
        settings.max_size,
        clip_limits=settings.clip_limits,
        clip_side=settings.clip_size,
        metrics=metrics.decoders,
    )


async def _assemble(base: Foundation) -> App:
    metrics = base.metrics
    client = Chameleon(partial(build_services, base), FEATURES, metrics.discord.trace())
    metrics.discord.watch(client)
    await client.services.guild_settings.load()
    return App(client, base.database, base.store, metrics, asyncio.Event(), base.health_checks, base.decoders)


def _spawn_watches(app: App, base: Foundation) -> None:
    executor, background = base.executor, base.background
    background.spawn(executor.supervise(partial(_on_slots_changed, app, executor)), name="watch over the devices")
    background.spawn(app.metrics.loop.watch(base.health_checks.tick), name="watch the event loop")


def _spawn_wanted(settings: Settings, data: Data | None, background: Background) -> None:
    """Start what runs only where a host wants it."""
    if settings.backup_hours and data is not None:
        background.spawn(back_up_regularly(settings, data), name="back up")
    if settings.preload:
        background.spawn(_preload(settings), name="load PyTorch")


async def _preload(settings: Settings) -> None:
    await run_blocking(load_torch, settings.device_names[0], settings.threads)


def _local_executor(
    settings: Settings, painter: Painter | None, learner: Learner | None, clock: Clock
) -> LocalExecutor:
    return LocalExecutor(
        settings.device_names,
        encoder=settings.encoder,
        weights_dir=settings.weights_dir,
        threads=settings.threads,
        preview_size=settings.preview_size,
        preview_seconds=settings.progress_seconds,
        painter=painter,
        learner=learner,
        learning_dir=settings.learning_dir,
        clock=clock,
    )


def _on_slots_changed(app: App, executor: LocalExecutor) -> None:
    app.services.job_service.refresh()
    app.exhausted.clear() if executor.slots else app.exhausted.set()


async def _close(base: Foundation, client: Chameleon) -> None:
    services = client.services
    await within(PART_SECONDS, base.decoders.close(), "Ending the decoding of pictures")
    await within(PART_SECONDS, services.challenge_scheduler.close(), "Closing the timers of challenges")
    services.learning.close()
    await within(PART_SECONDS, services.job_service.close(patience=PART_SECONDS), "Closing the job service")
    await within(EXECUTOR_SECONDS + 1, base.executor.close(patience=EXECUTOR_SECONDS), "Closing the executor")
    await within(PART_SECONDS, base.background.close(), "Ending what goes on in the background")
    if not client.is_closed():  # last, so that nothing is sent through a closed session
        await within(PART_SECONDS, client.close(), "Closing the connection to Discord")


@asynccontextmanager
async def health_pages(app: App, settings: Settings) -> AsyncIterator[None]:
    """Serve the health and the metrics of the bot, if the settings name a port for them.

    Raises:
        UserError: the port cannot be used.
    """
    if not settings.health_port:
        yield
        return
    pages = (settings.health_host, settings.health_port, app.metrics.registry, app.health_checks.parts)
    async with serve_health(*pages, partial(_measure, app, settings)):
        yield


async def _measure(app: App, settings: Settings) -> None:
    """Measure what is true now. What cannot be measured in time keeps its value; the health page says what is wrong."""
    connected, challenges = app.health_checks.connected, app.services.challenges
    app.metrics.discord.measure(app.client, connected=app.client.is_ready() if connected is None else connected())
    url = app.database.url
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    try:
        async with asyncio.timeout(MEASURE_SECONDS):
            overdue = await challenges.store.overdue(challenges.now() - OVERDUE)
            app.metrics.host.note(overdue=overdue, stuck=app.health_checks.stuck)
            await run_blocking(app.metrics.host.measure, settings.data_dir, file, app.decoders.processes)
            backups = (settings.backups_dir, settings.backup_hours, utc_now())
            await run_blocking(app.metrics.backups.measure, *backups)
    except Exception as error:  # noqa: BLE001  the other measurements are served
        log.warning("Not everything could be measured: %s", type(error).__name__)
