"""Tell people that their picture is ready, if they want that: once, and never where it would be no secret any more."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.errors import NotFound
from bot.jobs.job import Job, State
from bot.people.notices import Notices, Way
from bot.runtime.background import Background
from cogs.shared.errors import TROUBLE
from cogs.shared.replies import NO_PINGS, Reply
from cogs.shared.texts import localized

log = logging.getLogger(__name__)


class ReadyNotices:
    """Sends the notices, in the background.

    Args:
        client: must be logged in before the first notice.
        notices: who wants one, and which were sent.
        get: reads a job.
        background: where a notice is sent.
    """

    def __init__(
        self,
        client: discord.Client,
        notices: Notices,
        get: Callable[[str], Awaitable[Job]],
        background: Background,
    ) -> None:
        self._client = client
        self._notices = notices
        self._get = get
        self._background = background

    def delivered(self, job: Job) -> None:
        """The end of a job has just been shown, by an edit or a message that pings nobody."""
        self._background.spawn(self._tell(job), name=f"notice of job {job.id}")

    async def _tell(self, job: Job) -> None:
        choice = await self._notices.choice(job.owner_id)
        if not choice.wants(job) or not await self._notices.claim(job.id):
            return
        try:
            job = await self._get(job.id)  # with the message that was posted meanwhile
        except NotFound:
            return
        private = job.private or job.reply_target.channel_id is None
        if choice.way is Way.MENTION and not private and await self._mention(job):
            return
        await self._write(job)

    async def _mention(self, job: Job) -> bool:
        """Mention the person in a new message where they asked. Return whether that is possible."""
        target, owner = job.reply_target, discord.Object(job.owner_id)
        channel = self._client.get_partial_messageable(target.channel_id or 0, guild_id=target.guild_id)
        text = localized(_key(job), target.locale, owner=f"<@{job.owner_id}>", link=_link(job))
        pings = discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=[owner])
        try:
            await channel.send(view=Reply(text).view(), allowed_mentions=pings, nonce=f"ready-{job.id}"[:25])
        except TROUBLE as error:
            log.info("The owner of job %s cannot be mentioned there: %s", job.id, error)
            # Only a refusal is certain. After anything else the message may be there, and a second one is worse.
            return not isinstance(error, discord.Forbidden | discord.NotFound)
        return True

    async def _write(self, job: Job) -> None:
        """Send a direct message. It is no error if the person takes none."""
        target = job.reply_target
        if job.private:
            text = localized(f"{_key(job)}-private", target.locale)
        else:
            text = localized(f"{_key(job)}-direct", target.locale, link=_link(job))
        try:
            channel = await self._client.create_dm(discord.Object(job.owner_id))
            await channel.send(view=Reply(text).view(), allowed_mentions=NO_PINGS, nonce=f"ready-{job.id}"[:25])
        except TROUBLE as error:
            log.info("The owner of job %s takes no direct message: %s", job.id, error)


def _key(job: Job) -> str:
    return "stylize-ready" if job.state is State.DONE else "stylize-ready-failed"


def _link(job: Job) -> str:
    """The link to the message with the end of a job."""
    target = job.reply_target
    channel_id = job.posted_channel_id or target.channel_id
    message_id = job.posted_message_id or target.message_id
    return f"https://discord.com/channels/{target.guild_id or '@me'}/{channel_id}/{message_id}"
