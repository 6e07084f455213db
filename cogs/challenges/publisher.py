"""Post challenges on Discord: messages, threads, events and roles.

A post starts as one line; the step stores its id and then edits it into the full post, so nothing is posted twice. A
line whose id was not stored is found by the step's number in a button. No post pings anyone.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import discord

from bot.challenges.challenge import Challenge, EntryState, Unknown
from bot.challenges.publisher import StepResult
from bot.challenges.series import Series
from bot.challenges.service import Challenges
from bot.challenges.timeline import Step, StepKind
from bot.jobs.delivery import NotConnected, Undeliverable
from cogs.challenges import boards
from cogs.challenges.buttons import ChallengeButton
from cogs.challenges.texts import dates, plain
from cogs.shared.delivery_errors import custom_ids, translated
from cogs.shared.errors import TROUBLE
from cogs.shared.replies import NO_PINGS, Reply
from cogs.shared.texts import localized

log = logging.getLogger(__name__)

HISTORY = 100
DEFAULT_LIMIT = 10 * 2**20
THREAD_EXISTS, ARCHIVED = 160004, 50083
SOON = timedelta(minutes=1)  # a scheduled event cannot start right now


class ChallengePublisher:
    """Publishes challenges on Discord. Implements `bot.challenges.publisher.Publisher`.

    Args:
        client: must be logged in before the first post.
        challenges: the services.
    """

    def __init__(self, client: discord.Client, challenges: Challenges) -> None:
        self._client = client
        self._challenges = challenges
        self._steps: Mapping[StepKind, Callable[[Challenge, Step], Awaitable[StepResult]]] = {
            StepKind.ANNOUNCE: self._announce,
            StepKind.THREAD: self._open_thread,
            StepKind.EVENT: self._settle_event,
            StepKind.OPEN: self._post_short,
            StepKind.REMIND_ENTRY: self._post_short,
            StepKind.VOTING: self._post_board,
            StepKind.REMIND_VOTE: self._post_short,
            StepKind.RESULTS: self._post_board,
            StepKind.CANCEL: self._post_short,
            StepKind.REVIEW: self._post_review,
            StepKind.RETIRE: self._retire,
            StepKind.ERASE: self._erase,
        }

    async def perform(self, challenge: Challenge, step: Step) -> StepResult:
        """See `bot.challenges.publisher.Publisher`."""
        with translated():
            return await self._steps[step.kind](challenge, step)

    async def refresh(self, challenge: Challenge) -> None:
        """See `bot.challenges.publisher.Publisher`."""
        if challenge.board_channel_id is None or challenge.board_message_id is None:
            return
        shown = await self._board(challenge, "")
        with translated():
            await self._edit(challenge.board_channel_id, challenge.board_message_id, shown)

    async def can_post(self, guild_id: int, channel_id: int) -> bool:
        """See `bot.challenges.publisher.Publisher`."""
        try:
            guild = self._server(guild_id)
            with translated():
                channel = guild.get_channel_or_thread(channel_id) or await guild.fetch_channel(channel_id)
        except Undeliverable:
            return False
        allowed = channel.permissions_for(guild.me)
        thread = isinstance(channel, discord.Thread)
        return allowed.view_channel and (allowed.send_messages_in_threads if thread else allowed.send_messages)

    async def tell_stopped(self, series: Series) -> None:
        """See `bot.challenges.publisher.Publisher`."""
        values = {"title": plain(series.template.words.title), "channel": f"<#{series.template.channel_id}>"}
        text = localized("challenges-stopped-by-itself", series.template.locale, **values)
        try:
            channel = await self._client.create_dm(discord.Object(series.host_id))
            await channel.send(view=Reply(text).view(), allowed_mentions=NO_PINGS)
        except TROUBLE as error:
            log.info("The host of series %s cannot be told that it was stopped: %s", series.id, error)

    async def give_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """See `bot.challenges.publisher.Publisher`."""
        member = await self._member(challenge, user_id)
        if member is not None:
            with translated():
                await member.add_roles(discord.Object(role_id), reason=f"Won the challenge “{challenge.title}”")

    async def take_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """See `bot.challenges.publisher.Publisher`."""
        member = await self._member(challenge, user_id)
        if member is not None:
            with translated(), suppress(discord.NotFound):  # the role is gone
                await member.remove_roles(discord.Object(role_id), reason=f"The challenge “{challenge.title}”")

    async def _member(self, challenge: Challenge, user_id: int) -> discord.Member | None:
        guild = self._guild(challenge)
        with translated():
            try:
                return await guild.fetch_member(user_id)
            except discord.NotFound:  # the member has left
                return None

    # Posts.

    async def _announce(self, challenge: Challenge, step: Step) -> StepResult:
        return await self._post(challenge.channel_id, challenge, step, lambda: self._board(challenge, step.number))

    async def _post_board(self, challenge: Challenge, step: Step) -> StepResult:
        return await self._post(challenge.venue_id, challenge, step, lambda: self._board(challenge, step.number))

    async def _post_short(self, challenge: Challenge, step: Step) -> StepResult:
        return await self._post(challenge.venue_id, challenge, step, lambda: _short(challenge, step))

    async def _post_review(self, challenge: Challenge, step: Step) -> StepResult:
        channel_id = challenge.rules.review_channel_id
        try:
            entry = await self._challenges.store.entry(step.subject)
        except Unknown:
            return StepResult()
        if channel_id is None or entry.state is not EntryState.PENDING:
            return StepResult()

        async def card() -> Reply:
            limit = self._limit(challenge)
            return await boards.review(self._challenges, challenge, entry, limit, challenge.locale)

        return await self._post(channel_id, challenge, step, card)

    async def _post(
        self, channel_id: int, challenge: Challenge, step: Step, make: Callable[[], Awaitable[Reply]]
    ) -> StepResult:
        """Post a line, store its id, and edit it into the full post. Safe to repeat."""
        shown = await make()
        message_id = step.message_id or await self._begin(channel_id, challenge, step)
        try:
            await self._edit(channel_id, message_id, shown)
        except discord.NotFound:
            await self._challenges.store.note_post(step.number, None)
            raise
        return StepResult(channel_id, message_id)

    async def _begin(self, channel_id: int, challenge: Challenge, step: Step) -> int:
        channel = self._client.get_partial_messageable(channel_id, guild_id=challenge.guild_id)
        mark = f":{challenge.id}:{step.number}"
        message_id = await self._find(channel, mark) if step.attempts > 1 else None
        if message_id is None:
            button = ChallengeButton("details", challenge.id, step.number, challenge.locale)
            title = localized("challenges-board-title", challenge.locale, title=plain(challenge.title))
            view = Reply(title, [button]).view()
            # If the answer to a previous try was lost, the nonce makes Discord return its message for a few minutes.
            nonce = f"challenge-{step.number}"
            message_id = (await channel.send(view=view, allowed_mentions=NO_PINGS, nonce=nonce)).id
        await self._challenges.store.note_post(step.number, message_id)
        return message_id

    async def _find(self, channel: discord.PartialMessageable, mark: str) -> int | None:
        with suppress(discord.Forbidden):  # the bot may not read the history
            async for message in channel.history(limit=HISTORY):
                if message.author == self._client.user and any(
                    one.endswith(mark) for one in custom_ids(message.components)
                ):
                    return message.id
        return None

    async def _board(self, challenge: Challenge, marker: object) -> Reply:
        return await boards.board(self._challenges, challenge, self._limit(challenge), marker=marker)

    async def _retire(self, challenge: Challenge, step: Step) -> StepResult:
        channel_id, message_id = map(int, step.subject.split(":"))
        with suppress(discord.NotFound):
            await self._edit(channel_id, message_id, boards.retired(challenge))
        return StepResult()

    async def _erase(self, challenge: Challenge, step: Step) -> StepResult:
        channel_id, message_id = map(int, step.subject.split(":"))
        channel = self._client.get_partial_messageable(channel_id, guild_id=challenge.guild_id)
        with suppress(discord.NotFound):
            await channel.get_partial_message(message_id).delete()
        return StepResult()

    async def _edit(self, channel_id: int, message_id: int, shown: Reply) -> None:
        message = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        try:
            await message.edit(view=shown.view(), attachments=shown.files, allowed_mentions=NO_PINGS)
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            thread = await self._client.fetch_channel(channel_id)
            if isinstance(thread, discord.Thread):
                await thread.edit(archived=False)
            await message.edit(view=shown.view(), attachments=shown.files, allowed_mentions=NO_PINGS)

    # Threads and events.

    async def _open_thread(self, challenge: Challenge, step: Step) -> StepResult:  # noqa: ARG002  as every step
        if challenge.board_message_id is None:
            return StepResult()
        channel = self._client.get_partial_messageable(challenge.channel_id, guild_id=challenge.guild_id)
        message = channel.get_partial_message(challenge.board_message_id)
        try:
            # Discord archives the thread after a week (10080 minutes) without a message.
            thread = await message.create_thread(name=challenge.title[:100], auto_archive_duration=10080)
        except discord.HTTPException as error:
            if error.code != THREAD_EXISTS:
                raise
            return StepResult(thread_id=challenge.board_message_id)  # a thread has the id of its first message
        return StepResult(thread_id=thread.id)

    async def _settle_event(self, challenge: Challenge, step: Step) -> StepResult:
        """Create, update or delete the scheduled event, to match the challenge's phase and dates."""
        guild, wanted = self._guild(challenge), challenge.phase.live
        event = await self._event(guild, challenge, search=step.attempts > 1)
        if event is None:
            return StepResult(event_id=await self._create_event(guild, challenge) if wanted else None)
        if wanted:
            await event.edit(end_time=challenge.ends_at)
            return StepResult(event_id=event.id)
        await event.delete()
        return StepResult()

    async def _event(
        self, guild: discord.Guild, challenge: Challenge, *, search: bool
    ) -> discord.ScheduledEvent | None:
        if challenge.event_id is not None:
            try:
                return await guild.fetch_scheduled_event(challenge.event_id, with_counts=False)
            except discord.NotFound:
                return None
        if not search:
            return None
        known = await guild.fetch_scheduled_events(with_counts=False)
        own = self._client.user.id if self._client.user else None
        return next((one for one in known if one.creator_id == own and one.name == challenge.title), None)

    async def _create_event(self, guild: discord.Guild, challenge: Challenge) -> int:
        where = f"<#{challenge.venue_id}>"
        text = localized("challenges-event", challenge.locale, channel=where, theme=plain(challenge.words.theme))
        now = self._challenges.now()
        event = await guild.create_scheduled_event(
            name=challenge.title,
            description=text,
            start_time=_future(challenge.opens_at, now),
            end_time=challenge.ends_at,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=where,
        )
        return event.id

    def _guild(self, challenge: Challenge) -> discord.Guild:
        return self._server(challenge.guild_id)

    def _server(self, guild_id: int) -> discord.Guild:
        guild = self._client.get_guild(guild_id)
        if guild is None and not self._client.is_ready():
            raise NotConnected("Discord has not said yet where the bot is")
        if guild is None:
            raise Undeliverable("the bot is not on that server")
        return guild

    def _limit(self, challenge: Challenge) -> int:
        guild = self._client.get_guild(challenge.guild_id)
        return guild.filesize_limit if guild else DEFAULT_LIMIT


async def _short(challenge: Challenge, step: Step) -> Reply:
    values = {"title": plain(challenge.title), "reason": plain(challenge.note), **dates(challenge)}
    key = str(step.kind)
    if step.kind is StepKind.CANCEL:
        key = "cancelled-why" if challenge.note else "cancelled"
    actions = {StepKind.OPEN: ("paint",), StepKind.REMIND_ENTRY: ("paint",), StepKind.REMIND_VOTE: ("vote",)}
    buttons = [
        ChallengeButton(action, challenge.id, step.number, challenge.locale)
        for action in (*actions.get(step.kind, ()), "details")
    ]
    return Reply(localized(f"challenges-post-{key}", challenge.locale, **values), buttons)


def _future(moment: datetime, now: datetime) -> datetime:
    return max(moment, now + SOON)
