"""Orders by message: a mention with pictures, a mention in a reply to pictures, or pictures in a direct message.

A message has no private answer and no token: the reply is a message of the bot and is edited as one. Without the intent
for message content, Discord shows the messages that mention the bot, but not the ones that they reply to.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from dataclasses import replace
from functools import partial

import discord
from discord.ext import commands

from bot.runtime.rate_limits import Pace
from bot.runtime.recent import Recent
from bot.storage.retried_writes import is_storage_trouble
from bot.styles.mixes import find_mix
from bot.styles.names import MAX_TEXT
from bot.styles.style import StyleNotFound
from cogs.painting.message_orders import reply_target_in, submit_partial
from cogs.painting.orders import note_request
from cogs.painting.partial_orders import PartialOrder
from cogs.painting.questions import Asker, question
from cogs.painting.submission import clip_question
from cogs.shared.admission import Requester, logged_refusals
from cogs.shared.errors import TROUBLE, note_refusal
from cogs.shared.formats import permissions
from cogs.shared.interactions import missing_of
from cogs.shared.posts import pictures_in, subject_of
from cogs.shared.replies import NO_PINGS, Reply
from cogs.shared.services import Services
from cogs.shared.spoilers import links_in
from cogs.shared.texts import Language, error_text, localized, user_error
from nst.errors import BadRequest, UserError

log = logging.getLogger(__name__)

MOST_PICTURES = 10
_MOST_WAITING = 64  # messages whose links have no preview yet
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
_NO_NAME = re.compile(r"<@[!&]?\d+>|<?https?://[^\s<>|]+>?|\|\|", re.IGNORECASE)  # never part of a style's name


class Mentions(commands.Cog):
    """Answer messages that are meant for the bot.

    Args:
        client: the bot's client.
        services: the bot's services.
    """

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services
        self._pace = Pace()
        self._without_preview: Recent[int, MessageReply] = Recent(_MOST_WAITING)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        me = self._client.user
        if me is None or message.author.bot or message.webhook_id is not None or message.type not in _WRITTEN:
            return
        if message.guild is None or me.id in message.raw_mentions:
            asking = MessageReply(self._client, self._services, message, self._pace)
            if links_in(message.content) and not pictures_in(message):
                self._without_preview[message.id] = asking
            await asking.answer(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer again when Discord has found the pictures behind the links of a message, which takes it a moment."""
        message = event.message
        if message.edited_at is None and message.embeds and pictures_in(message):
            asking = self._without_preview.pop(message.id, None)
            if asking is not None:
                await asking.answer(message)


class MessageReply:
    """The answer to one message."""

    def __init__(self, client: discord.Client, services: Services, message: discord.Message, pace: Pace) -> None:
        self._client = client
        self._services = services
        self._message = message
        self._pace = pace  # Discord takes five new messages in five seconds in a channel
        self._requester = Requester.of_message(message)
        self._locale: Language = message.guild.preferred_locale if message.guild else None
        self._reply: discord.Message | None = None
        self._turn = asyncio.Lock()

    async def answer(self, message: discord.Message) -> None:
        """Submit the order of the message as it is now, or say what is wrong."""
        async with self._turn:
            self._message = message
            await self._try_to_answer()

    async def _try_to_answer(self) -> None:
        try:
            with self._services.open_answers.held():
                await self._answer()
        except UserError as error:
            note_refusal(self._services.metrics, error, message=self._message.id)
            await self._say(Reply(error_text(error, self._locale)))
        except Exception as error:
            if is_storage_trouble(error):
                log.warning("A message could not be answered: %s", getattr(error, "orig", None) or error)
                await self._say(Reply(error_text(user_error("storage-trouble"), self._locale)))
                return
            self._services.metrics.failed()
            reference = secrets.token_hex(4)
            log.exception("A message could not be answered, reference %s.", reference)
            await self._say(Reply(localized("common-fault", self._locale, reference=reference)))

    async def _answer(self) -> None:
        self._require_permissions()
        partial = await self._checked(await self._read())
        if partial.missing is None:
            await self._accept(partial)
            return
        guild_id = self._requester.guild_id
        asker = Asker(self._requester.user_id, guild_id, self._locale, alone=guild_id is None)
        await self._say(await question(self._services, partial, asker))

    async def _read(self) -> PartialOrder:
        """Read the order from the message.

        Raises:
            UserError: there is nothing that the bot can see.
        """
        attached = pictures_in(self._message)[:MOST_PICTURES]
        name = " ".join(_NO_NAME.sub(" ", self._message.content).split()) or None
        if self._message.type is discord.MessageType.reply:
            quoted = self._message.reference.resolved if self._message.reference else None
            seen = pictures_in(quoted)[:MOST_PICTURES] if isinstance(quoted, discord.Message) else []
            if isinstance(quoted, discord.Message) and seen:
                subject_id = await subject_of(
                    self._services.job_service, self._client.user, quoted, self._message.author.id
                )
                style = attached[0] if attached else name
                return PartialOrder(pictures=tuple(seen), style=style, subject_id=subject_id)
            if len(attached) < 2:
                raise user_error("cannot-see-reply")
        if not attached:
            raise user_error("no-picture-in-message")
        if name is None and len(attached) == 2:
            return PartialOrder(pictures=(attached[0],), style=attached[1])
        return PartialOrder(pictures=tuple(attached), style=name)

    async def _checked(self, partial: PartialOrder) -> PartialOrder:
        """Check before the person chooses anything; the order is checked again when it is submitted.

        Words that name no style are no style: the person is asked for one.
        """
        with logged_refusals(self._services, self._requester):
            await self._services.gate.check_person(*self._requester, partial.subject_id)
        name = partial.style
        if isinstance(name, str):
            try:
                await find_mix(self._services.styles, name, self._requester.guild_id, self._requester.user_id)
            except (StyleNotFound, BadRequest):
                return replace(partial, style=None, wanted=name[:MAX_TEXT])
        return partial

    async def _accept(self, partial: PartialOrder) -> None:
        await self._say(Reply(localized("stylize-looking", self._locale)))
        target = reply_target_in(self._message, None if self._reply is None else self._reply.id)
        job = await submit_partial(self._services, self._client, partial, self._requester, target)
        if job is None:
            asked = self._requester.user_id
            await self._say(await clip_question(self._services, partial, asked, self._locale))
            return
        note_request(job, message=self._message.id)

    async def _say(self, reply: Reply) -> None:
        """Reply, or edit the reply; where that is forbidden, send a direct message."""
        try:
            if self._reply is not None:
                self._reply = await self._reply.edit(
                    view=reply.view(), attachments=reply.files, allowed_mentions=NO_PINGS
                )
                return
            post = self._message.channel.send
            if self._may_quote():
                post = partial(post, reference=self._message.to_reference(fail_if_not_exists=False))
            await self._pace.turn(self._message.channel.id)
            self._reply = await post(
                view=reply.view(), files=reply.files, allowed_mentions=NO_PINGS, mention_author=False
            )
        except discord.Forbidden:
            await self._write(reply)
        except TROUBLE as error:
            log.warning("Could not reply to a message: %s", error)

    async def _write(self, reply: Reply) -> None:
        try:
            await self._message.author.send(view=reply.view(), files=reply.files)
        except TROUBLE as error:
            log.info("A message can be answered neither in the channel nor directly: %s.", error)

    def _may_quote(self) -> bool:
        guild = self._message.guild
        return guild is None or self._message.channel.permissions_for(guild.me).read_message_history

    def _require_permissions(self) -> None:
        guild, channel = self._message.guild, self._message.channel
        if guild is None:
            return
        sending = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
        if missing := missing_of(channel.permissions_for(guild.me), [sending, "attach_files"]):
            raise user_error("permissions", permissions=permissions(self._locale, missing))
