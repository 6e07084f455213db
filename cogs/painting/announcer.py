"""Show progress and deliver pictures: `bot.jobs.delivery` with discord.py.

A finished picture goes the first way that works: an edit of the reply, a channel message, a direct message.
No message pings anyone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.errors import NotFound
from bot.jobs.announcer import Note
from bot.jobs.delivery import Outlet, Undeliverable, deliver
from bot.jobs.executor import StepReport
from bot.jobs.job import Job, QueuePosition, ReplyTarget, State
from bot.runtime.recent import Recent
from bot.storage.files import FileStore
from cogs.painting.cards import Frame, outlived_card, progress_card, queued_card, resumed_card
from cogs.painting.outlets import (
    ChannelOutlet,
    DirectOutlet,
    OldReplyOutlet,
    ReplyOutlet,
    edit_old_reply,
    edit_reply,
)
from cogs.shared.delivery_errors import DELETED, TOO_MANY_EDITS
from cogs.shared.replies import Reply
from cogs.shared.texts import localized

log = logging.getLogger(__name__)

NOWHERE = "none"  # the way of what nobody needs to be told
PAUSES = (1.0, 4.0, 10.0)
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError)  # errors of a request
LAST_WORDS = timedelta(seconds=45)  # before the token of a reply expires
FIRST_QUIET, LONGEST_QUIET = 60.0, 900.0  # seconds to pause after Discord refuses an edit

Edit = Callable[[discord.Client, ReplyTarget, Reply], Awaitable[None]]
Framer = Callable[[Job], Awaitable[Frame]]


async def no_frame(job: Job) -> Frame:  # noqa: ARG001
    """A frame that is the same everywhere."""
    return Frame()


@dataclass(frozen=True, slots=True)
class _Quiet:
    """A pause in the edits of a message: when it ends, in the loop's time, and its length in seconds."""

    until: float
    seconds: float


class DiscordAnnouncer:
    """Show the progress and the end of a job in Discord.

    Args:
        client: must be logged in before the first announcement.
        files: has the pictures.
        find: reads a job by its id, or raises NotFound.
        framer: returns what depends on the place.
        delivered: called after the end of a job was shown in a way that pings nobody.
        pauses: seconds before each retry.
    """

    def __init__(
        self,
        client: discord.Client,
        files: FileStore,
        find: Callable[[str], Awaitable[Job]],
        framer: Framer = no_frame,
        delivered: Callable[[Job], None] = lambda job: None,  # noqa: ARG005
        *,
        pauses: Sequence[float] | None = None,
    ) -> None:
        self._client = client
        self._files = files
        self._find = find
        self._framer = framer
        self._delivered = delivered
        self._pauses = pauses
        self.restart_at: datetime | None = None  # shown below every waiting or running job
        self._previews: Recent[str, bytes] = Recent(64)
        # How to edit the reply of a job; None when it cannot be edited any more. A missing entry is worked out again.
        self._ways: Recent[str, Edit | None] = Recent(2000)
        self._quiet: Recent[str, _Quiet] = Recent(2000)

    async def queued(self, job: Job, position: QueuePosition | None) -> None:
        """Show that the job waits, and its position."""
        await self._show(job, queued_card(job, position, self._restart_note(job)))

    async def progress(self, job: Job, event: StepReport) -> None:
        """Show how far the painting is. Without a new preview the last one stays."""
        if event.preview is not None:
            self._previews[job.id] = event.preview
        await self._show(job, progress_card(job, event, self._previews.get(job.id), self._restart_note(job)))

    async def paused(self, job: Job) -> None:
        """Say that the job continues after a restart."""
        await self._show(job, resumed_card(job))

    async def ended(self, job: Job, note: Note) -> str | None:
        """Deliver the end of a job. Return the way it took; None if it has not reached the person."""
        for memory in (self._previews, self._ways, self._quiet):
            memory.pop(job.id, None)
        frame, pauses = await self._framer(job), self._pauses or PAUSES
        reply, old_reply = ReplyOutlet(self._client, frame), OldReplyOutlet(self._client, frame)
        if frame.replaced:
            return NOWHERE
        if job.follows:
            return await self._replace(job, [reply, old_reply], pauses)
        if job.state is State.CANCELLED:
            way = await deliver(job, None, [reply, old_reply], pauses=pauses)
            return way or NOWHERE  # the person who cancelled it knows; another message is not needed
        channel = ChannelOutlet(self._client, frame, note, reply)
        direct = DirectOutlet(self._client, frame, note)
        ladder: list[Outlet] = [reply, channel, direct, old_reply]
        if job.posted_message_id is not None:  # continue the message of an earlier attempt
            ladder = [channel, direct] if job.posted_channel_id == job.reply_target.channel_id else [direct]
        ladder = [outlet for outlet in ladder if outlet is not channel or not job.private]
        picture = await self._picture(job)
        if picture is None:
            job = replace(job, picture=None)
        way = await deliver(job, picture, ladder, pauses=pauses)
        if way is not None and way != DirectOutlet.name:  # a direct message pings by itself
            self._delivered(job)
        return way

    async def _replace(self, job: Job, outlets: Sequence[Outlet], pauses: Sequence[float]) -> str | None:
        """Replace the picture that a job follows, in its reply only. Without a picture the other one stays."""
        shown = job
        if job.state is not State.DONE:  # the other one, with its usual buttons
            try:
                parent = await self._find(job.parent_id or "")
            except NotFound:
                return NOWHERE
            shown = replace(parent, reply_target=job.reply_target)
        picture = await self._picture(shown)
        if picture is None:
            return NOWHERE
        return await deliver(shown, picture, outlets, pauses=pauses) or NOWHERE

    async def _picture(self, job: Job) -> bytes | None:
        if job.shown is None:
            return None
        try:
            return await self._files.get(job.shown)
        except NotFound:
            log.warning("The picture of job %s is gone from the disk; its person is told.", job.id)
            return None

    def _restart_note(self, job: Job) -> str:
        """The time of the restart, if one is announced."""
        if self.restart_at is None:
            return ""
        when = discord.utils.format_dt(self.restart_at, "R")
        return f"-# {localized('people-restart-at', job.reply_target.locale, when=when)}"

    async def _show(self, job: Job, card: Reply) -> None:
        """Edit the reply if possible. The end of the job does not depend on it."""
        if job.follows:  # its reply shows a picture already
            return
        quiet = self._quiet.get(job.id)
        if quiet is not None and _now() < quiet.until:
            return
        try:
            while edit := self._way(job):
                try:
                    await edit(self._client, job.reply_target, self._last_words(job) or card)
                except discord.HTTPException as error:
                    if error.code == TOO_MANY_EDITS or error.status == 429:
                        self._hush(job, 0.0)
                    if error.status not in {401, 403, 404}:
                        raise
                    lasts = edit is edit_reply and error.code != DELETED and not job.private
                    self._ways[job.id] = edit_old_reply if lasts else None
                else:
                    return
        except discord.RateLimited as error:
            self._hush(job, error.retry_after)
        except (*TROUBLE, Undeliverable) as error:
            log.info("Could not show the progress of job %s: %s", job.id, str(error) or type(error).__name__)

    def _hush(self, job: Job, seconds: float) -> None:
        """Stop editing a reply for a while, longer each time. The end of the job is still delivered."""
        last = self._quiet.get(job.id)
        seconds = max(seconds, FIRST_QUIET if last is None else min(2 * last.seconds, LONGEST_QUIET))
        self._quiet[job.id] = _Quiet(_now() + seconds, seconds)
        log.info("Discord wants no more edits of the reply of job %s; none for %d s.", job.id, seconds)

    def _last_words(self, job: Job) -> Reply | None:
        """The card for a reply that soon cannot be edited any more. It replaces Cancel, which would stay for ever."""
        target = job.reply_target
        lasts = not job.private and target.guild_id is not None and self._client.get_guild(target.guild_id) is not None
        if lasts or not target.token or discord.utils.utcnow() < target.expires_at - LAST_WORDS:
            return None
        return outlived_card(job)

    def _way(self, job: Job) -> Edit | None:
        if job.id in self._ways:
            return self._ways[job.id]
        if job.reply_target.open(discord.utils.utcnow()):
            return edit_reply
        return None if job.private else edit_old_reply  # a private reply can be edited only by its token


def _now() -> float:
    return asyncio.get_running_loop().time()
