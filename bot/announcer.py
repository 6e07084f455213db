"""Discord's side of progress and delivery: what `bot.delivery` asks for, done with discord.py.

A finished picture goes down a ladder until somebody has it: edit the reply, a message in the channel, a direct message.
Nobody is ever pinged.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import aiohttp
import discord

from bot.delivery import UPLOAD_OVERHEAD, Outlet, Undeliverable, deliver, fit_upload
from bot.executor import Stepped
from bot.files import FileStore
from bot.jobs import Job, Place, Standing, State
from bot.responses import custom_ids, translated
from cogs import _phrases
from cogs._buttons import button_id
from cogs._texts import say
from cogs._views import (
    Card,
    cancelled_card,
    ended_card,
    finished_card,
    progress_card,
    queued_card,
    resumed_card,
)
from nst.params import MAX_SIZE

log = logging.getLogger(__name__)

DIRECT_LIMIT = 10 * 2**20  # of a direct message: neither boosts nor a person's own plan count there
HISTORY = 50
PAUSES = (1.0, 4.0, 10.0)
DELETED = 10008
TOO_LARGE = 40005
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError)  # what a request may end in
NO_PINGS = discord.AllowedMentions.none()

Post = Callable[[Card], Awaitable[None]]
Edit = Callable[[discord.Client, Place, Card], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the card of a finished picture has that depends on its place.

    Attributes:
        largest: long side in pixels that a picture may have there.
        extra: buttons of other features.
    """

    largest: int = MAX_SIZE
    extra: tuple[discord.ui.Item[Any], ...] = ()


Framer = Callable[[Job], Awaitable[Frame]]


async def no_frame(job: Job) -> Frame:  # noqa: ARG001
    """Nothing depends on the place."""
    return Frame()


class DiscordAnnouncer:
    """Shows how a job goes on, in Discord.

    Args:
        client: logged in by the time that something is announced.
        files: holds the pictures.
        framer: says what depends on the place.
    """

    def __init__(self, client: discord.Client, files: FileStore, framer: Framer = no_frame) -> None:
        self._client = client
        self._files = files
        self._framer = framer
        self.restart_at: datetime | None = None  # shown below everything that waits or runs
        self._previews: dict[str, bytes] = {}
        self._ways: dict[str, Edit | None] = {}  # how the reply of a job is edited; None when it cannot be any more

    async def queued(self, job: Job, standing: Standing | None) -> None:
        """Show that the job waits and where it stands."""
        await self._show(job, self._noted(job, queued_card(job, standing)))

    async def progress(self, job: Job, event: Stepped) -> None:
        """Show how far the painting has come. Without a new preview the last one stays."""
        if event.preview is not None:
            self._previews[job.id] = event.preview
        await self._show(job, self._noted(job, progress_card(job, event, self._previews.get(job.id))))

    async def paused(self, job: Job) -> None:
        """Say that the job goes on after a restart."""
        await self._show(job, resumed_card(job))

    async def ended(self, job: Job) -> bool:
        """Deliver the end of a job; returns whether it reached the person."""
        self._previews.pop(job.id, None)
        self._ways.pop(job.id, None)
        picture = None if job.picture is None else await self._files.get(job.picture)
        frame = await self._framer(job)
        reply = Reply(self._client, frame)
        if job.state is State.CANCELLED:
            await deliver(job, None, [reply, OldReply(self._client, frame)], pauses=PAUSES)
            return True  # whoever cancelled it knows; it is not worth another message
        outlets: list[Outlet] = [reply, Channel(self._client, frame, reply), Direct(self._client, frame)]
        if job.private:
            del outlets[1]
        return await deliver(job, picture, outlets, pauses=PAUSES) is not None

    def _noted(self, job: Job, card: Card) -> Card:
        """The card, with the restart that is announced, if one is."""
        if self.restart_at is None:
            return card
        when = discord.utils.format_dt(self.restart_at, "R")
        return replace(card, foot=f"{card.foot}\n-# {say('people-restart-at', job.place.locale, when=when)}".lstrip())

    async def _show(self, job: Job, card: Card) -> None:
        """Edit the reply if that is possible; the end of the job does not depend on it."""
        try:
            while edit := self._way(job):
                try:
                    return await edit(self._client, job.place, card)
                except discord.HTTPException as error:
                    if error.status not in {401, 403, 404}:
                        raise
                    lasts = edit is edit_reply and error.code != DELETED and not job.private
                    self._ways[job.id] = edit_old_reply if lasts else None
        except (*TROUBLE, Undeliverable) as error:
            log.info("Could not show the progress of job %s: %s", job.id, str(error) or type(error).__name__)

    def _way(self, job: Job) -> Edit | None:
        if job.id in self._ways:
            return self._ways[job.id]
        if job.place.open(discord.utils.utcnow()):
            return edit_reply
        return None if job.private else edit_old_reply  # what only one person sees has no other way


async def edit_reply(client: discord.Client, place: Place, card: Card) -> None:
    """Edit the reply: by the interaction's token, also after a restart of the bot, or as the answer to a message."""
    if place.message_id is None:
        raise Undeliverable("there is no reply")
    if not place.token:
        await edit_old_reply(client, place, card)
        return
    if not place.open(discord.utils.utcnow()):
        raise Undeliverable("its token has expired")
    webhook = discord.Webhook.partial(place.application_id, place.token, client=client)
    await webhook.edit_message(place.message_id, view=card.view(), attachments=card.files, allowed_mentions=NO_PINGS)


async def edit_old_reply(client: discord.Client, place: Place, card: Card) -> None:
    """Edit the reply as any message of ours: that outlives the token, but the bot must be in the channel itself."""
    if place.channel_id is None or place.message_id is None:
        raise Undeliverable("there is no message")
    channel = client.get_partial_messageable(place.channel_id, guild_id=place.guild_id)
    message = channel.get_partial_message(place.message_id)
    await message.edit(view=card.view(), attachments=card.files, allowed_mentions=NO_PINGS)


class Reply:
    """The reply: to an interaction for as long as its token lives, to a message for as long as it is there."""

    name = "reply"

    def __init__(self, client: discord.Client, frame: Frame) -> None:
        self._client = client
        self._frame = frame
        self.deleted = False

    async def find(self, job: Job) -> bool:  # noqa: ARG002
        """Never: an edit may be repeated."""
        return False

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Turn the reply into the end of the job."""

        async def post(card: Card) -> None:
            try:
                await edit_reply(self._client, job.place, card)
            except discord.NotFound as error:
                self.deleted = error.code == DELETED
                raise

        await _send(job, picture, job.place.upload_limit, post, self._frame)


class OldReply:
    """The reply after its token has expired: nobody notices the edit, so this is for what nobody waits for."""

    name = "old reply"

    def __init__(self, client: discord.Client, frame: Frame) -> None:
        self._client = client
        self._frame = frame

    async def find(self, job: Job) -> bool:  # noqa: ARG002
        """Never: an edit may be repeated."""
        return False

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Turn the reply into the end of the job."""
        if job.private:
            raise Undeliverable("only one person sees it")

        async def post(card: Card) -> None:
            await edit_old_reply(self._client, job.place, card)

        await _send(job, picture, job.place.upload_limit, post, self._frame)


class Channel:
    """A message in the channel that the job was asked for in.

    Not if the reply was deleted: whoever did that does not want the picture there.
    """

    name = "channel"

    def __init__(self, client: discord.Client, frame: Frame, reply: Reply) -> None:
        self._client = client
        self._frame = frame
        self._reply = reply

    async def find(self, job: Job) -> bool:
        """Whether the message is there already."""
        with translated():
            return job.place.channel_id is not None and await _find(self._client, self._channel(job), job)

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Post the end of the job, and take away the reply that can no longer be edited."""
        if self._reply.deleted:
            raise Undeliverable("the reply was deleted")
        if job.place.channel_id is None:
            raise Undeliverable("there is no channel")
        channel = self._channel(job)
        head = _phrases.late(job.place.locale, job)
        await _send(job, picture, job.place.upload_limit, _poster(channel, job), self._frame, head=head)
        if job.place.message_id is not None:
            try:
                await channel.get_partial_message(job.place.message_id).delete()
            except TROUBLE as error:
                log.info("The old reply of job %s stays: %s.", job.id, error)

    def _channel(self, job: Job) -> discord.PartialMessageable:
        assert job.place.channel_id is not None  # noqa: S101
        return self._client.get_partial_messageable(job.place.channel_id, guild_id=job.place.guild_id)


class Direct:
    """A direct message to the job's owner."""

    name = "dm"

    def __init__(self, client: discord.Client, frame: Frame) -> None:
        self._client = client
        self._frame = frame

    async def find(self, job: Job) -> bool:
        """Whether the message is there already."""
        with translated():
            return await _find(self._client, await self._channel(job), job)

    async def send(self, job: Job, picture: bytes | None) -> None:
        """Send the end of the job."""
        with translated():
            channel = await self._channel(job)
        limit = min(job.place.upload_limit, DIRECT_LIMIT)
        head = _phrases.direct(job.place.locale, job)
        await _send(job, picture, limit, _poster(channel, job), self._frame, head=head)

    async def _channel(self, job: Job) -> discord.DMChannel:
        return await self._client.create_dm(discord.Object(job.owner_id))


def _poster(channel: discord.abc.Messageable, job: Job) -> Post:
    async def post(card: Card) -> None:
        # The nonce makes Discord drop a second copy of a message whose first answer was lost.
        await channel.send(view=card.view(), files=card.files, allowed_mentions=NO_PINGS, nonce=job.id)

    return post


async def _send(job: Job, picture: bytes | None, limit: int, post: Post, frame: Frame, *, head: str = "") -> None:
    """Post the end of a job, smaller each time that Discord finds it too large.

    Raises:
        Undeliverable, TryLater: it could not be posted.
    """
    with translated():
        if picture is None:
            failed = ended_card(job, f"{head}\n{_phrases.failed(job.place.locale, job)}".lstrip())
            await post(cancelled_card(job) if job.state is State.CANCELLED else failed)
            return
        limit = min(limit, len(picture) + UPLOAD_OVERHEAD)  # so that a half of it is smaller than what was refused
        for divisor in (1, 2, 4):
            data, suffix = await fit_upload(picture, max(limit // divisor - UPLOAD_OVERHEAD, 1024))
            try:
                await post(finished_card(job, data, suffix, head=head, largest=frame.largest, extra=frame.extra))
            except discord.HTTPException as error:
                if error.status != 413 and error.code != TOO_LARGE:
                    raise
                log.info("%d bytes are too large for Discord; job %s is sent smaller.", len(data), job.id)
            else:
                return
        raise Undeliverable("even a small file is too large")


async def _find(client: discord.Client, channel: discord.abc.Messageable, job: Job) -> bool:
    end = button_id("delete", job.id)  # which a reply that only shows progress does not have
    try:
        async for message in channel.history(limit=HISTORY):
            if message.author == client.user and end in custom_ids(message.components):
                return True
    except discord.HTTPException as error:
        log.info("Could not look for job %s among the messages: %s.", job.id, error.text)
    return False
