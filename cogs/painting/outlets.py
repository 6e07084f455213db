"""The ways to deliver the end of a job: `bot.jobs.delivery.Outlet` with discord.py.

A new message is first posted as a short line; the bot stores its id and then edits the message into the result. A
repeated attempt edits the same message, so nothing is posted twice. No message pings anyone.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress

import discord

from bot.jobs.announcer import Note
from bot.jobs.delivery import UPLOAD_OVERHEAD, TooManyEdits, Undeliverable, fit_upload
from bot.jobs.job import Job, ReplyTarget, State
from cogs.painting import phrases
from cogs.painting.buttons import JobButton
from cogs.painting.cards import Frame, cancelled_card, ended_card, finished_card
from cogs.shared.delivery_errors import DELETED, TOO_LARGE, custom_ids, translated
from cogs.shared.replies import NO_PINGS, Reply
from nst.errors import BadRequest

log = logging.getLogger(__name__)

DIRECT_LIMIT = 10 * 2**20  # of a direct message: boosts and a person's own plan do not count there
HISTORY = 100

Post = Callable[[Reply], Awaitable[None]]


async def edit_reply(client: discord.Client, reply_target: ReplyTarget, card: Reply) -> None:
    """Edit the reply: by the interaction's token, also after a restart, or as the answer to a message."""
    if reply_target.message_id is None:
        raise Undeliverable("there is no reply")
    if not reply_target.token:
        await edit_old_reply(client, reply_target, card)
        return
    if not reply_target.open(discord.utils.utcnow()):
        raise Undeliverable("its token has expired")
    webhook = discord.Webhook.partial(reply_target.application_id, reply_target.token, client=client)
    await webhook.edit_message(
        reply_target.message_id, view=card.view(), attachments=card.files, allowed_mentions=NO_PINGS
    )


async def edit_old_reply(client: discord.Client, reply_target: ReplyTarget, card: Reply) -> None:
    """Edit the reply as a message of the bot. This outlives the token, but the bot must be in the channel."""
    if reply_target.channel_id is None or reply_target.message_id is None:
        raise Undeliverable("there is no message")
    channel = client.get_partial_messageable(reply_target.channel_id, guild_id=reply_target.guild_id)
    message = channel.get_partial_message(reply_target.message_id)
    await message.edit(view=card.view(), attachments=card.files, allowed_mentions=NO_PINGS)


async def remove_reply(client: discord.Client, job: Job) -> None:
    """Remove the reply if possible; the result is elsewhere, and the reply would still show Cancel.

    Raises:
        TryLater: a later attempt may work.
    """
    target = job.reply_target
    ways: list[Callable[[], Awaitable[None]]] = []
    if target.message_id is not None and target.open(discord.utils.utcnow()):
        webhook = discord.Webhook.partial(target.application_id, target.token, client=client)
        ways.append(lambda: webhook.delete_message(target.message_id or 0))
    if target.message_id is not None and target.channel_id is not None and not job.private:
        channel = client.get_partial_messageable(target.channel_id, guild_id=target.guild_id)
        ways.append(channel.get_partial_message(target.message_id).delete)
    for way in ways:
        try:
            with translated():
                await way()
        except Undeliverable as error:
            if isinstance(error.__cause__, discord.NotFound) and error.__cause__.code == DELETED:
                return
            log.info("The old reply of job %s stays: %s", job.id, error)
        else:
            return


class ReplyOutlet:
    """The reply: to an interaction until its token expires, to a message as long as the reply exists."""

    name = "reply"

    def __init__(self, client: discord.Client, frame: Frame) -> None:
        self._client = client
        self._frame = frame
        self.deleted = False

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Replace the reply with the end of the job."""

        async def post(card: Reply) -> None:
            try:
                await edit_reply(self._client, job.reply_target, card)
            except discord.NotFound as error:
                self.deleted = error.code == DELETED
                raise

        await _fill(job, picture, job.reply_target.upload_limit, post, self._frame)


class OldReplyOutlet:
    """The reply after its token has expired. Edits go unnoticed, so this is a last resort."""

    name = "old reply"

    def __init__(self, client: discord.Client, frame: Frame) -> None:
        self._client = client
        self._frame = frame

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Replace the reply with the end of the job."""
        if job.private:
            raise Undeliverable("only one person sees it")

        async def post(card: Reply) -> None:
            await edit_old_reply(self._client, job.reply_target, card)

        await _fill(job, picture, job.reply_target.upload_limit, post, self._frame)


class _NewMessage(ABC):
    """A new message. The common part of channel and direct messages.

    Args:
        client: must be logged in.
        frame: of the card.
        note: stores the id of the message before it has a picture.
    """

    def __init__(self, client: discord.Client, frame: Frame, note: Note) -> None:
        self._client = client
        self._frame = frame
        self._note = note
        self._message_id: int | None = None

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Post the end of the job, and remove the reply."""
        with translated():
            channel = await self._channel(job)
            head = self._head(job)
            if self._message_id is None:
                self._message_id = await self._begin(channel, job, head)
        message = channel.get_partial_message(self._message_id)

        async def post(card: Reply) -> None:
            await message.edit(view=card.view(), attachments=card.files, allowed_mentions=NO_PINGS)

        try:
            await _fill(job, picture, self._limit(job), post, self._frame, head=head)
        except Undeliverable:
            await self._withdraw(message)
            raise
        await remove_reply(self._client, job)

    @abstractmethod
    async def _channel(self, job: Job) -> discord.PartialMessageable | discord.DMChannel: ...

    @abstractmethod
    def _head(self, job: Job) -> str: ...

    @abstractmethod
    def _limit(self, job: Job) -> int: ...

    async def _begin(self, channel: discord.PartialMessageable | discord.DMChannel, job: Job, head: str) -> int:
        """The id of the message that becomes the result: from an earlier attempt, or a new line without a picture."""
        if job.posted_message_id is not None and job.posted_channel_id == channel.id:
            return job.posted_message_id
        message_id = await self._find(channel, job) if job.deliveries > 1 else None
        if message_id is None:
            button = JobButton("again" if job.picture is None else "original", job.id, job.reply_target.locale)
            view = Reply(head, [button]).view()
            # If the answer to a previous try was lost, the nonce makes Discord return its message for a few minutes.
            message_id = (await channel.send(view=view, allowed_mentions=NO_PINGS, nonce=job.id)).id
        await self._note(channel.id, message_id)
        return message_id

    async def _find(self, channel: discord.abc.Messageable, job: Job) -> int | None:
        """A message about the job that is not its reply, among the newest ones that the bot may read."""
        try:
            async for message in channel.history(limit=HISTORY):
                about = [one for one in custom_ids(message.components) if one.endswith(f":{job.id}")]
                if about and message.author == self._client.user and message.id != job.reply_target.message_id:
                    return message.id
        except discord.Forbidden as error:
            log.info("Could not look for job %s among the messages: %s", job.id, error.text)
        return None

    async def _withdraw(self, message: discord.PartialMessage) -> None:
        """Delete a message that cannot become the result."""
        self._message_id = None
        with suppress(Undeliverable), translated():
            await message.delete()
        await self._note(None, None)


class ChannelOutlet(_NewMessage):
    """A message in the channel of the request.

    Not used if the reply was deleted: the person who deleted it does not want the picture there.
    """

    name = "channel"

    def __init__(self, client: discord.Client, frame: Frame, note: Note, reply: ReplyOutlet) -> None:
        super().__init__(client, frame, note)
        self._reply = reply

    async def _channel(self, job: Job) -> discord.PartialMessageable:
        if self._reply.deleted:
            raise Undeliverable("the reply was deleted")
        if job.reply_target.channel_id is None:
            raise Undeliverable("there is no channel")
        return self._client.get_partial_messageable(job.reply_target.channel_id, guild_id=job.reply_target.guild_id)

    def _head(self, job: Job) -> str:
        return phrases.late(job.reply_target.locale, job)

    def _limit(self, job: Job) -> int:
        return job.reply_target.upload_limit


class DirectOutlet(_NewMessage):
    """A direct message to the job's owner."""

    name = "dm"

    async def _channel(self, job: Job) -> discord.DMChannel:
        return await self._client.create_dm(discord.Object(job.owner_id))

    def _head(self, job: Job) -> str:
        return phrases.direct(job.reply_target.locale, job)

    def _limit(self, job: Job) -> int:
        return min(job.reply_target.upload_limit, DIRECT_LIMIT)


async def _fill(job: Job, picture: bytes | None, limit: int, post: Post, frame: Frame, *, head: str = "") -> None:
    """Post the end of a job. Reduce the picture each time Discord finds it too large.

    Raises:
        Undeliverable, TryLater: it could not be posted.
    """
    try:
        with translated():
            if picture is None:
                await post(_card_without_picture(job, head))
                return
            limit = min(limit, len(picture) + UPLOAD_OVERHEAD)  # half of this is smaller than what was refused
            for divisor in (1, 2, 4):
                data, suffix = await fit_upload(picture, max(limit // divisor - UPLOAD_OVERHEAD, 1024))
                try:
                    await post(finished_card(job, data, suffix, frame, head=head))
                except discord.HTTPException as error:
                    if error.status != 413 and error.code != TOO_LARGE:
                        raise
                    log.info("%d bytes are too large for Discord; job %s is sent smaller.", len(data), job.id)
                else:
                    return
            raise Undeliverable("even a small file is too large")
    except BadRequest as error:  # an animation that does not fit
        raise Undeliverable(str(error)) from error
    except TooManyEdits as error:  # only this message has the limit; a new one can be posted at once
        raise Undeliverable(str(error)) from error


def _card_without_picture(job: Job, head: str) -> Reply:
    if job.state is State.CANCELLED:
        return cancelled_card(job)
    text = (
        phrases.lost(job.reply_target.locale)
        if job.state is State.DONE
        else phrases.failed(job.reply_target.locale, job)
    )
    return ended_card(job, f"{head}\n{text}".lstrip())
