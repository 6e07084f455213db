"""The bot's services, for the cogs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.challenges.scheduler import Scheduler
from bot.challenges.service import Challenges
from bot.jobs.announcer import Announcer
from bot.jobs.drafts import Drafts
from bot.jobs.history import JobHistory
from bot.jobs.service import JobService
from bot.people.consent import People
from bot.people.gate import Gate
from bot.people.instant_choices import InstantChoices
from bot.people.metrics import RequestMetrics
from bot.people.notices import Notices
from bot.people.operations import Operations
from bot.people.server_settings import Guilds
from bot.settings import Settings
from bot.storage.files import FileStore
from bot.storage.personal_data import PersonalDataService
from bot.styles.learning import StyleLearning
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks
from bot.styles.packs import StylePacks
from bot.styles.previews import StylePreviews
from cogs.shared.command_sync import CommandSync
from cogs.shared.moderation_log import ModerationLog
from cogs.shared.open_answers import OpenAnswers
from cogs.shared.uploads import Intake


@dataclass(frozen=True, slots=True)
class Services:
    """All services. `bot.services` builds them once; nothing is added later.

    Attributes:
        settings: the limits for the cogs.
        metrics: counts refusals.
        files: the pictures of jobs.
        intake: reads pictures that people send.
        drafts: requests that people have begun.
        styles: the styles that people can choose by name.
        networks, learning: the networks that have learned styles, and what learns more.
        style_packs: writes and reads files of saved styles.
        people, guild_settings, instant_choices, gate: decide who may paint what, where and how.
        moderation_log: tells moderators.
        job_service, announcer: paint, and show people the progress.
        history: the pictures that people had painted.
        notices: who wants to be told that a picture is ready.
        challenges, challenge_scheduler: run challenges, by people's actions and by date.
        operations: the owner's actions.
        personal_data: what is kept about people, for export and deletion.
        command_sync: has the ids of the commands in Discord.
        open_answers: the answers in progress.
    """

    settings: Settings
    metrics: RequestMetrics
    files: FileStore
    intake: Intake
    drafts: Drafts
    styles: StyleLibrary
    networks: StyleNetworks
    style_packs: StylePacks
    previews: StylePreviews
    learning: StyleLearning
    people: People
    guild_settings: Guilds
    instant_choices: InstantChoices
    gate: Gate
    moderation_log: ModerationLog
    job_service: JobService
    history: JobHistory
    announcer: Announcer
    notices: Notices
    challenges: Challenges
    challenge_scheduler: Scheduler
    operations: Operations
    personal_data: PersonalDataService
    command_sync: CommandSync
    open_answers: OpenAnswers

    async def start(self) -> None:
        """Resume the work of the last run, and send the commands to Discord."""
        await self.operations.restore()
        await self.job_service.start()
        await self.challenge_scheduler.start()
        self.learning.start()
        await self.command_sync.start()

    def reconnected(self) -> None:
        """Catch up on what was missed without a connection."""
        self.job_service.reconnected()
        self.challenge_scheduler.wake()
