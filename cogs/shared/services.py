"""What the bot can do, for the cogs to call."""

from __future__ import annotations

from dataclasses import dataclass

from bot.challenges.scheduler import Scheduler
from bot.challenges.service import Challenges
from bot.jobs.delivery import Announcer
from bot.jobs.drafts import Drafts
from bot.jobs.service import JobService
from bot.people.consent import People
from bot.people.gate import Gate
from bot.people.operations import Operations
from bot.people.server_settings import Guilds
from bot.settings import Settings
from bot.storage.files import FileStore
from bot.storage.personal_data import PersonalDataService
from bot.styles.library import StyleLibrary
from cogs.shared.command_sync import CommandSync
from cogs.shared.open_interactions import OpenInteractions
from cogs.shared.uploads import Intake


@dataclass(frozen=True, slots=True)
class Services:
    """Built once, by `bot.services`; nothing is added later.

    Attributes:
        settings: the limits that the cogs keep to.
        files: the pictures of jobs.
        intake: reads what people send.
        drafts: what people have begun to ask for.
        styles: those that people can choose by name.
        people, guild_settings, gate: who may have what painted, and where.
        job_service, announcer: paint, and tell people about it.
        challenges, challenge_scheduler: what people do in challenges, and what happens by itself.
        operations: what the owner does.
        records: what is kept about people.
        command_sync: knows the ids of the commands in Discord.
        open_interactions: those that are being answered.
    """

    settings: Settings
    files: FileStore
    intake: Intake
    drafts: Drafts
    styles: StyleLibrary
    people: People
    guild_settings: Guilds
    gate: Gate
    job_service: JobService
    announcer: Announcer
    challenges: Challenges
    challenge_scheduler: Scheduler
    operations: Operations
    records: PersonalDataService
    command_sync: CommandSync
    open_interactions: OpenInteractions

    async def start(self) -> None:
        """Take up the work of the last run, and tell Discord about the commands."""
        await self.operations.restore()
        await self.job_service.start()
        await self.challenge_scheduler.start()
        await self.command_sync.start()

    def reconnected(self) -> None:
        """Make up for what was missed while there was no connection."""
        self.job_service.reconnected()
        self.challenge_scheduler.wake()
