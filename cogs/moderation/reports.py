"""Report a picture to the moderators of a server: a form for the reason, and buttons in their log channel."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from typing import Any, ClassVar, Self

import discord
from discord import app_commands, ui

from bot.errors import NotFound
from bot.jobs.store import not_here
from cogs.shared.deletions import delete_job
from cogs.shared.errors import TROUBLE, answering
from cogs.shared.forms import CorrectableForm, labelled, open_form
from cogs.shared.interactions import actor_of, services_of
from cogs.shared.moderation_log import Make
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.posts import job_below
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized, user_error

log = logging.getLogger(__name__)

MAX_REASON = 300  # characters
_POST = r"(?P<job_id>[0-9a-f]{1,32}):(?P<channel>\d{1,20}):(?P<message>\d{1,20})"
_LOOKS = {"delete": ("🗑️", discord.ButtonStyle.danger), "keep": ("✅", discord.ButtonStyle.secondary)}


def report_menu() -> app_commands.ContextMenu:
    """The context menu command that reports the picture of a message."""

    async def report_message(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        async with answering(interaction):
            job_id = job_below(message)
            if job_id is None or message.author != interaction.client.user:
                raise user_error("report-no-picture")
            await open_form(interaction, f"report-form:{job_id}:{message.channel.id}:{message.id}")

    menu = app_commands.ContextMenu(name=label("moderation-report-menu"), callback=report_message)
    return app_commands.guild_only(app_commands.allowed_installs(guilds=True, users=False)(menu))


class ReportForm(CorrectableForm):
    """Asks what is wrong with a picture."""

    template: ClassVar[re.Pattern[str]] = re.compile(rf"report-form:{_POST}")

    def __init__(self, job_id: str, channel_id: int, message_id: int, locale: Language = None) -> None:
        self._job_id, self._channel_id, self._message_id = job_id, channel_id, message_id
        self._reason = reason_field()
        super().__init__(
            localized("moderation-report-title", locale),
            f"report-form:{job_id}:{channel_id}:{message_id}",
            reason_label(self._reason, locale),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"], int(match["channel"]), int(match["message"]))

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"], int(match["channel"]), int(match["message"]), interaction.locale)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the moderators."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        services = services_of(interaction)
        job = await services.job_service.get(self._job_id)
        if job.private or interaction.guild_id is None or job.reply_target.guild_id != interaction.guild_id:
            raise not_here()
        nameless = await services.challenges.participation.hides_owner(job)
        values = {
            "who": interaction.user.mention,
            "owner": f"<@{job.owner_id}>",
            "link": f"https://discord.com/channels/{interaction.guild_id}/{self._channel_id}/{self._message_id}",
            "reason": discord.utils.escape_markdown(self._reason.value.strip()),
        }

        def entry(locale: Language) -> Reply:
            key = "moderation-reported-nameless" if nameless else "moderation-reported"
            shown = {name: value for name, value in values.items() if name != "owner" or not nameless}
            post = f"{job.id}:{self._channel_id}:{self._message_id}"
            return Reply(localized(key, locale, **shown), [ReportButton(name, post, locale) for name in _LOOKS])

        await send_report(interaction, job.id, entry)


def reason_field() -> ui.TextInput[Any]:
    """The field of a form for what is wrong."""
    return ui.TextInput(custom_id="reason", max_length=MAX_REASON, style=discord.TextStyle.paragraph)


def reason_label(field: ui.TextInput[Any], locale: Language) -> ui.Label[Any]:
    """The field with its label."""
    return labelled(
        localized("moderation-report-reason", locale), field, localized("moderation-report-reason-help", locale)
    )


async def send_report(interaction: discord.Interaction[Any], about: str, entry: Make) -> None:
    """Bring a report to the log channel, else to the server's owner, and tell the person. Acknowledge first.

    Args:
        interaction: of the person who reports.
        about: the id of what they report.
        entry: the report.

    Raises:
        UserError: it reached nobody, or they have reported it or too much already.
    """
    guild = interaction.guild
    if guild is None:
        raise not_here()
    moderation_log, person = services_of(interaction).moderation_log, interaction.user.id
    moderation_log.check_report(person, about)
    if not await moderation_log.post(guild.id, entry) and not await _tell_owner(interaction, guild, entry):
        raise user_error("report-reached-nobody")
    moderation_log.note_report(person, about)
    await show(interaction, Reply(localized("moderation-report-sent", interaction.locale)))


async def _tell_owner(interaction: discord.Interaction[Any], guild: discord.Guild, entry: Make) -> bool:
    """Send a report to the server's owner as a direct message, which has no buttons."""
    if guild.owner_id is None:
        return False
    locale = guild.preferred_locale
    text = next(part for part in entry(locale).parts if isinstance(part, str))
    hint = localized("moderation-report-to-owner", locale, server=discord.utils.escape_markdown(guild.name))
    try:
        channel = await interaction.client.create_dm(discord.Object(guild.owner_id))
        await channel.send(view=Reply(text, f"-# {hint}").view())
    except TROUBLE as error:
        log.info("The owner of server %d cannot be told of a report: %s", guild.id, error)
        return False
    return True


class ReportButton(PersistentButton, template=rf"report:(?P<action>delete|keep):{_POST}"):
    """A moderator's decision about a reported picture."""

    def __init__(self, action: str, post: str, locale: Language = None) -> None:
        emoji, style = _LOOKS[action]
        text = localized(f"moderation-report-{action}", locale)
        super().__init__(ui.Button(label=text, emoji=emoji, style=style, custom_id=f"report:{action}:{post}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the picture or keep it, and write the decision below the report."""
        await interaction.response.defer()
        if interaction.guild_id is None or actor_of(interaction).moderates != interaction.guild_id:
            raise user_error("report-moderators")
        if self.fields["action"] == "delete":
            await self._delete(interaction)
        told = localized(
            f"moderation-report-{self.fields['action']}-done", interaction.guild_locale, who=interaction.user.mention
        )
        await interaction.edit_original_response(view=Reply(_text(interaction.message), told).view())

    async def _delete(self, interaction: discord.Interaction[Any]) -> None:
        job_id = self.fields["job_id"]
        with suppress(NotFound):  # deleted meanwhile; its post may still be there
            await delete_job(interaction, job_id)
        channel = interaction.client.get_partial_messageable(int(self.fields["channel"]), guild_id=interaction.guild_id)
        try:
            post = await channel.fetch_message(int(self.fields["message"]))
            if post.author == interaction.client.user and job_below(post) == job_id:
                await post.delete()
        except TROUBLE as error:
            log.info("The post of the reported job %s stays: %s", job_id, error)


def _text(message: discord.Message | None) -> str:
    """The text of a report."""
    if message is None:
        return ""
    view = ui.LayoutView.from_message(message)
    return next((item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)), "")
