"""The discord.py client."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import discord
from discord.ext import commands

from bot.challenges.service import Challenges
from bot.command_sync import CommandSync
from bot.jobs.drafts import Drafts
from bot.jobs.job import Job
from bot.jobs.service import JobService
from bot.people.consent import People
from bot.people.gate import Gate
from bot.people.operations import Operations
from bot.people.server_settings import Guilds
from bot.runtime.decoding import Decoders
from bot.settings import Settings
from bot.storage.files import FileStore
from bot.storage.personal_data import PersonalDataService
from bot.styles.library import StyleLibrary
from bot.tree import Tree
from cogs.challenges import actions, forms, voting  # noqa: F401  actions and voting register what buttons do
from cogs.challenges.buttons import ChallengeButton, ChallengeMenu
from cogs.challenges.commands import ChallengeCog
from cogs.challenges.entering import EntryButton
from cogs.challenges.publisher import ChallengePublisher
from cogs.painting import actions as job_actions  # noqa: F401  it registers what the job buttons do
from cogs.painting import context_menus
from cogs.painting.announcer import DiscordAnnouncer
from cogs.painting.buttons import JobButton
from cogs.painting.commands import Painting
from cogs.painting.history import History, HistoryButton
from cogs.painting.mentions import Mentions
from cogs.painting.message_orders import ChoiceMenu
from cogs.painting.outlets import Frame
from cogs.painting.tune_form import TuneForm
from cogs.people.admin import Admin
from cogs.people.consent import Consent, ConsentButton
from cogs.people.help import Help
from cogs.people.privacy import Privacy, PrivacyButton
from cogs.people.server_settings import ServerSettings, SettingMenu, SettingsButton
from cogs.shared.forms import take_form
from cogs.shared.open_interactions import OpenInteractions
from cogs.shared.style_cards import StyleButton
from cogs.shared.texts import TextTranslator
from cogs.shared.uploads import Intake
from cogs.styles.commands import StyleGroup

log = logging.getLogger(__name__)

FORMS = (TuneForm, *context_menus.FORMS, *forms.FORMS)


class Chameleon(commands.Bot):
    """The bot as Discord sees it. It needs no privileged intent: commands and buttons bring what they need.

    Args:
        settings: the limits that the cogs keep to.
        decoders: open what people send.
        files: the pictures.
        styles: those that people can choose by name.
        people, guild_settings, gate: the rules for who may have what painted, and where.
        open_job_service: makes the job service, which announces through this client.

    Attributes:
        intake: reads pictures.
        command_sync, drafts, operations, records: set by `bot.app`, as they need the job service.
    """

    command_sync: CommandSync
    drafts: Drafts
    operations: Operations
    records: PersonalDataService
    challenges: Challenges

    def __init__(
        self,
        settings: Settings,
        decoders: Decoders,
        files: FileStore,
        styles: StyleLibrary,
        people: People,
        guild_settings: Guilds,
        gate: Gate,
        open_job_service: Callable[[DiscordAnnouncer], JobService],
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice here to warn about
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,  # messages are answered as they come; none is looked up later
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=30,
        )
        self.settings = settings
        self.files = files
        self.styles = styles
        self.people = people
        self.guild_settings = guild_settings
        self.gate = gate
        self.intake = Intake(settings, decoders)
        self.open_interactions = OpenInteractions()
        self.announcer = DiscordAnnouncer(self, files, self._frame)
        self.job_service = open_job_service(self.announcer)
        self.publisher = ChallengePublisher(self)

    async def setup_hook(self) -> None:
        """Add the commands, take up the work of the last run, and tell Discord about the commands."""
        self.add_dynamic_items(JobButton)
        self.add_dynamic_items(HistoryButton, ChoiceMenu)
        await self.add_cog(Mentions(self, self))
        await self.add_cog(Painting())
        await self.add_cog(History(self.job_service, self.files))
        for menu in context_menus.MENUS:
            self.tree.add_command(menu)
        self.add_dynamic_items(ConsentButton, PrivacyButton, SettingMenu, SettingsButton)
        await self.add_cog(Consent(self.people))
        await self.add_cog(Privacy())
        await self.add_cog(ServerSettings())
        await self.add_cog(Admin(self.operations, self.people))
        self.add_dynamic_items(StyleButton)
        await self.add_cog(StyleGroup())
        self.add_dynamic_items(EntryButton, ChallengeButton, ChallengeMenu)
        await self.add_cog(ChallengeCog(self))
        await self.add_cog(Help())
        await self.tree.set_translator(TextTranslator())
        await self.operations.restore()
        await self.job_service.start()
        await self.challenges.scheduler.start()
        await self.command_sync.start()

    @property
    def command_ids(self) -> Mapping[str, int]:
        """Of the commands in Discord, by their names."""
        return self.command_sync.ids

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: there are no text commands."""

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Take the forms that people send in."""
        await take_form(interaction, FORMS)

    async def _frame(self, job: Job) -> Frame:
        """What a finished picture's card has that depends on its place."""
        extra = (EntryButton(job.id, job.place.locale),) if self.challenges.open_for(job.place.guild_id) else ()
        return Frame(largest=self.gate.max_size(job.place.guild_id), extra=extra)

    async def on_ready(self) -> None:
        """Say so in the log, and make up for what was missed."""
        self._catch_up()
        log.info("Connected to Discord as %s, in %d servers.", self.user, len(self.guilds))

    async def on_resumed(self) -> None:
        """Make up for what was missed."""
        self._catch_up()

    def _catch_up(self) -> None:
        self.job_service.reconnected()
        self.challenges.scheduler.wake()
