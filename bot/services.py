"""Build the services from their foundation and the client that some of them send through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from discord.ui import Item
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.pictures import Pictures
from bot.challenges.scheduler import Scheduler
from bot.challenges.service import Challenges
from bot.jobs.announcer import Announcer
from bot.jobs.archive import max_size_of
from bot.jobs.drafts import Drafts
from bot.jobs.history import JobHistory
from bot.jobs.housekeeping import Chore
from bot.jobs.job import Job, State
from bot.jobs.local_executor import LocalExecutor
from bot.jobs.personal_data import DraftPersonalData, JobPersonalData
from bot.jobs.quotas import Quotas
from bot.jobs.service import JobService
from bot.jobs.store import JobStore
from bot.metrics import Metrics
from bot.people.consent import People
from bot.people.gate import Gate
from bot.people.instant_choices import InstantChoices
from bot.people.notices import Notices
from bot.people.operations import Operations
from bot.people.personal_data import ConsentPersonalData, SettingsPersonalData
from bot.people.server_settings import Guilds
from bot.runtime.background import Background
from bot.runtime.clock import Now
from bot.runtime.crash_log import Ending
from bot.runtime.decoder_pool import Decoders
from bot.runtime.health_checks import HealthChecks
from bot.settings import Settings
from bot.storage.files import FileStore
from bot.storage.personal_data import PersonalData, PersonalDataService
from bot.styles.learning import LearningLimits, StyleLearning
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks
from bot.styles.packs import StylePacks
from bot.styles.personal_data import StylePersonalData
from bot.styles.previews import StylePreviews
from cogs.challenges.entering import EntryButton
from cogs.challenges.publisher import ChallengePublisher
from cogs.painting.announcer import DiscordAnnouncer, Framer
from cogs.painting.cards import Frame
from cogs.painting.previews import show_all_button
from cogs.painting.ready_notices import ReadyNotices
from cogs.shared.client import Client
from cogs.shared.command_sync import CommandSync
from cogs.shared.moderation_log import ModerationLog
from cogs.shared.open_answers import OpenAnswers
from cogs.shared.services import Services
from cogs.shared.uploads import Intake
from cogs.styles.learned_notices import LearnedNotices


@dataclass(frozen=True, slots=True)
class Foundation:
    """The parts that the services use. They outlive the services.

    Attributes:
        settings: of the whole bot.
        database, store: the tables, and the jobs in them.
        executor: paints.
        decoders: open uploaded files.
        background: where tasks run.
        metrics, health_checks: for the host.
        now: the clock of challenges.
        ending: how the last process ended.
    """

    settings: Settings
    database: AsyncEngine
    store: JobStore
    executor: LocalExecutor
    decoders: Decoders
    background: Background
    metrics: Metrics
    health_checks: HealthChecks
    now: Now
    ending: Ending


def build_services(base: Foundation, client: Client) -> Services:
    """Build all services, each from the ones before it. The list is long, but each line is one service."""
    settings, database, background = base.settings, base.database, base.background
    files, style_files = FileStore(settings.files_dir), FileStore(settings.styles_dir)
    people, guild_settings, quotas, drafts = People(database), Guilds(database), Quotas(database), Drafts(database)
    instant_choices = InstantChoices(database)
    gate = Gate(people, guild_settings, quotas, instant_choices, settings)
    networks = StyleNetworks(database, FileStore(settings.networks_dir), settings.learning_dir)
    shelves = {"per_person": settings.styles_per_user, "per_server": settings.styles_per_server}
    styles = StyleLibrary(database, style_files, networks, **shelves)
    challenge_pictures = Pictures(database, FileStore(settings.challenges_dir))
    challenges = Challenges.build(database, challenge_pictures, files, people, now=base.now)
    publisher = ChallengePublisher(client, challenges)
    scheduler = Scheduler(challenges, people, publisher, background, refresh_seconds=settings.progress_seconds * 2)
    notices = Notices(database)
    ready = ReadyNotices(client, notices, base.store.get, background)
    announcer = DiscordAnnouncer(
        client, files, base.store.get, _framer(gate, scheduler, files, base.store), ready.delivered
    )
    tidied = (quotas, drafts, notices, styles, networks, challenge_pictures)
    pictures = (settings.files_dir, settings.styles_dir, settings.challenges_dir)
    chores: list[Chore] = [
        *(part.tidy for part in tidied),
        partial(base.metrics.host.measure_pictures, pictures),
        base.health_checks.housekept,
    ]
    job_service = _job_service(base, files, announcer, gate, networks, chores)

    def held() -> bool:
        return job_service.overview().hold is not None

    learning = StyleLearning(
        database,
        styles,
        style_files,
        networks,
        base.executor,
        _learning_limits(settings),
        background,
        metrics=base.metrics.learning,
        held=held,
        tell=LearnedNotices(client).tell,
        now=base.now,
    )
    personal_data: list[PersonalData] = [
        JobPersonalData(base.store, files, quotas, job_service),
        ConsentPersonalData(people),
        SettingsPersonalData(guild_settings),
        notices,
        instant_choices,
        DraftPersonalData(database),
        StylePersonalData(styles, style_files, learning),
        challenges.personal_data,
    ]
    return Services(
        settings=settings,
        metrics=base.metrics.requests,
        files=files,
        intake=Intake(settings, base.decoders),
        drafts=drafts,
        styles=styles,
        networks=networks,
        style_packs=StylePacks(styles, networks, people.consents),
        previews=StylePreviews(styles, networks, base.executor, held),
        learning=learning,
        people=people,
        guild_settings=guild_settings,
        instant_choices=instant_choices,
        gate=gate,
        moderation_log=ModerationLog(client, guild_settings, background),
        job_service=job_service,
        history=JobHistory(base.store, files),
        announcer=announcer,
        notices=notices,
        challenges=challenges,
        challenge_scheduler=scheduler,
        operations=Operations(database, base.store, people, job_service, announcer),
        personal_data=PersonalDataService(personal_data),
        command_sync=CommandSync(client, database, background, settings.test_guild_id),
        open_answers=OpenAnswers(),
    )


def _job_service(
    base: Foundation,
    files: FileStore,
    announcer: Announcer,
    gate: Gate,
    networks: StyleNetworks,
    chores: Sequence[Chore],
) -> JobService:
    return JobService(
        base.store,
        files,
        base.executor,
        base.background,
        announcer,
        metrics=base.metrics.jobs,
        find_networks=networks.of,
        may_start=gate.may_start,
        jobs_per_user=base.settings.jobs_per_user,
        progress_seconds=base.settings.progress_seconds,
        retention=base.settings.retention,
        chores=chores,
        ending=base.ending,
    )


def _learning_limits(settings: Settings) -> LearningLimits:
    if not settings.learning:
        return LearningLimits(0, 0, 0)
    most = settings.learned_mb * 2**20
    return LearningLimits(settings.learned_per_user, settings.learned_per_server, most, settings.learning_hours)


def _framer(gate: Gate, scheduler: Scheduler, files: FileStore, store: JobStore) -> Framer:
    """A function that gives the place-dependent parts of a finished picture's card."""

    async def frame(job: Job) -> Frame:
        guild_id, locale = job.reply_target.guild_id, job.reply_target.locale
        extra: list[Item[Any]] = [*show_all_button(gate, job, guild_id, locale)]
        extra += [EntryButton(job.id, locale)] if scheduler.open_for(guild_id) else []
        follower = await store.follower(job.id)
        return Frame(
            largest=min(gate.max_size(guild_id), await max_size_of(files, job)),
            extra=tuple(extra),
            followed=follower is not None and not follower.state.final,
            replaced=follower is not None and follower.state is State.DONE,
        )

    return frame
