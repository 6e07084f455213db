"""Asking by a message: a mention with pictures, in reply to one, or plain pictures in a direct message.

A message has no private answer and no token: the reply is a message of ours, and is edited as such. Without the intent
for message content, Discord shows us the messages that mention us, but not the ones that they reply to.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

import discord
from discord import ui
from discord.ext import commands

from bot.jobs import Actor, Place, Request
from cogs._asking import Wish, chosen, gather, hidden
from cogs._errors import answering
from cogs._gate import channel_ids, role_ids
from cogs._host import Host, age_restricted, host_of, lacking
from cogs._panels import panel
from cogs._phrases import permissions
from cogs._posts import Fetched, Posted, pictures_in, subject_of
from cogs._styles import shown_choice
from cogs._texts import Language, problem, say, sentence
from nst.errors import UserError

log = logging.getLogger(__name__)

UPLOAD_LIMIT = 10 * 2**20  # of a message that no interaction asked for, where no server says otherwise
MOST_PICTURES, MOST_STYLES = 10, 25
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
_MENTION = re.compile(r"<@[!&]?\d+>")
_NO_PINGS = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a message asks for, as far as it is clear.

    Attributes:
        pictures: those of which one is to be painted.
        style: a picture, or the name or `Style.ref` of a saved one.
        subject_id: whose pictures they are, when they are not the author's.
    """

    pictures: tuple[Posted, ...]
    style: Posted | str | None = None
    subject_id: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        style = self.style.to_dict() if isinstance(self.style, Posted) else self.style
        return {
            "pictures": [picture.to_dict() for picture in self.pictures],
            "style": style,
            "subject_id": self.subject_id,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        style = data["style"]
        return cls(
            tuple(map(Posted.from_dict, data["pictures"])),
            Posted.from_dict(style) if isinstance(style, dict) else style,
            data["subject_id"],
        )

    @property
    def missing(self) -> str | None:
        """What the person has to choose next, None if all is clear."""
        if len(self.pictures) > 1:
            return "picture"
        return "style" if self.style is None else None

    def chosen(self, what: str, value: str) -> Sketch:
        """The same with a choice that was made."""
        if what == "picture":
            return replace(self, pictures=(self.pictures[int(value)],))
        return replace(self, style=value)


class Mentions(commands.Cog):
    """Listens to messages that are meant for the bot.

    Args:
        client: the bot's.
        host: the same, as cogs know it.
    """

    def __init__(self, client: discord.Client, host: Host) -> None:
        self._client = client
        self._host = host

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for us."""
        me = self._client.user
        if me is None or message.author.bot or message.webhook_id is not None or message.type not in _WRITTEN:
            return
        if message.guild is None or me.id in message.raw_mentions:
            asking = Asking(self._client, self._host, message)
            await asking.answer()


class Asking:
    """One message that is being answered."""

    def __init__(self, client: discord.Client, host: Host, message: discord.Message) -> None:
        self._client = client
        self._host = host
        self._message = message
        self._locale: Language = message.guild.preferred_locale if message.guild else None
        self._reply: discord.Message | None = None

    async def answer(self) -> None:
        """Do what the message asks for, or say what is wrong."""
        try:
            await self._answer()
        except UserError as error:
            await self._say(panel(sentence(error, self._locale)))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("A message could not be answered, reference %s.", reference)
            await self._say(panel(say("common-fault", self._locale, reference=reference)))

    async def _answer(self) -> None:
        self._require_permissions()
        sketch = await self._sketch()
        await self._admit(sketch)
        if sketch.missing is None:
            await self._accept(sketch)
        else:
            draft_id = await self._host.drafts.put(self._message.author.id, sketch.to_dict())
            author, guild_id = self._message.author.id, place_in(self._message, None).guild_id
            await self._say(await choose_view(self._host, sketch, draft_id, author, guild_id, self._locale))

    async def _sketch(self) -> Sketch:
        """What is asked for.

        Raises:
            UserError: nothing that can be seen.
        """
        attached = pictures_in(self._message)[:MOST_PICTURES]
        name = " ".join(_MENTION.sub(" ", self._message.content).split()) or None
        if self._message.type is discord.MessageType.reply:
            quoted = self._message.reference.resolved if self._message.reference else None
            seen = pictures_in(quoted)[:MOST_PICTURES] if isinstance(quoted, discord.Message) else []
            if isinstance(quoted, discord.Message) and seen:
                subject_id = await subject_of(self._host.studio, self._client.user, quoted, self._message.author.id)
                return Sketch(tuple(seen), attached[0] if attached else name, subject_id)
            if len(attached) < 2:
                raise problem("cannot-see-reply")
        if not attached:
            raise problem("no-picture-in-message")
        if name is None and len(attached) == 2:
            return Sketch((attached[0],), attached[1])
        return Sketch(tuple(attached), name)

    async def _admit(self, sketch: Sketch) -> None:
        """Check before anything is chosen; it is checked again when it is asked for."""
        author = self._message.author
        place = self._message.guild.id if self._message.guild else None
        channels, roles = channel_ids(self._message.channel), role_ids(author)
        await self._host.gate.admit(Actor(author.id), place, channels, roles, sketch.subject_id)
        if isinstance(sketch.style, str):
            await self._host.styles.find(sketch.style, place, author.id)

    async def _accept(self, sketch: Sketch) -> None:
        await self._say(panel(say("stylize-looking", self._locale)))
        place = place_in(self._message, None if self._reply is None else self._reply.id)
        await accept(self._host, self._client, sketch, self._message.author, self._message.channel, place)

    async def _say(self, view: ui.LayoutView) -> None:
        """Reply, or change the reply; where that is forbidden, write to the person."""
        try:
            if self._reply is not None:
                self._reply = await self._reply.edit(view=view, allowed_mentions=_NO_PINGS)
                return
            post = self._message.channel.send
            if self._allowed("read_message_history"):
                post = partial(post, reference=self._message.to_reference(fail_if_not_exists=False))
            self._reply = await post(view=view, allowed_mentions=_NO_PINGS, mention_author=False)
        except discord.Forbidden:
            await self._write(view)
        except discord.HTTPException as error:
            log.warning("Could not reply to a message: %s (status %s).", error.text, error.status)

    async def _write(self, view: ui.LayoutView) -> None:
        try:
            await self._message.author.send(view=view)
        except discord.HTTPException as error:
            log.info("Somebody can be answered neither in the channel nor directly: %s.", error.text)

    def _allowed(self, permission: str) -> bool:
        return self._message.guild is None or not lacking(self._message.channel, self._message.guild.me, [permission])

    def _require_permissions(self) -> None:
        guild, channel = self._message.guild, self._message.channel
        if guild is None:
            return
        sending = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
        if missing := lacking(channel, guild.me, [sending, "attach_files"]):
            raise problem("permissions", permissions=permissions(self._locale, missing))


class Choose(ui.DynamicItem[ui.Select[Any]], template=r"choose:(?P<what>picture|style):(?P<draft>[0-9a-f]{16})"):
    """A menu below a message that left something open: which picture, or which style."""

    def __init__(
        self, what: str, draft_id: str, options: list[discord.SelectOption] | None = None, hint: str = ""
    ) -> None:
        shown = options or [discord.SelectOption(label="–")]  # made anew only to be read
        super().__init__(
            ui.Select(custom_id=f"choose:{what}:{draft_id}", options=shown, placeholder=hint[:150] or None)
        )
        self._what = what
        self._draft_id = draft_id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  discord.py's signature
        item: ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the menu anew when something is chosen."""
        return cls(match["what"], match["draft"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what is still open, or begin."""
        async with answering(interaction):
            host, message = host_of(interaction), interaction.message
            assert message is not None  # noqa: S101  a menu is on one
            draft = Sketch.from_dict(await host.drafts.get(self._draft_id, interaction.user.id))
            sketch = draft.chosen(self._what, self.item.values[0])
            await interaction.response.defer()
            if sketch.missing is None:
                place = replace(place_in(message, message.id), locale=str(interaction.locale))
                await accept(host, interaction.client, sketch, interaction.user, interaction.channel, place)
                return
            draft_id = await host.drafts.put(interaction.user.id, sketch.to_dict())
            user_id, guild_id = interaction.user.id, interaction.guild_id
            view = await choose_view(host, sketch, draft_id, user_id, guild_id, interaction.locale)
            await interaction.edit_original_response(view=view)


async def accept(
    host: Host,
    client: discord.Client,
    sketch: Sketch,
    author: discord.abc.User,
    channel: object,
    place: Place,
) -> None:
    """Hand the job to the studio.

    Raises:
        UserError: it is refused; nothing was accepted then.
    """
    limit = host.settings.limits.max_bytes
    style = Fetched(client, sketch.style, limit) if isinstance(sketch.style, Posted) else sketch.style
    wish = Wish(
        content=Fetched(client, sketch.pictures[0], limit),
        style=style,
        params=chosen(host, place.guild_id),
        subject_id=sketch.subject_id,
    )
    params = await host.gate.check(
        Actor(author.id), place.guild_id, channel_ids(channel), role_ids(author), wish.params, wish.subject_id
    )
    await host.studio.check_room(author.id)
    content, painting, name = await gather(host, wish, place.guild_id, author.id)
    await host.studio.submit(
        Request(
            author.id,
            place,
            content,
            painting,
            params,
            spoiler=hidden(wish),
            style_name=name,
            subject_id=wish.subject_id,
        )
    )


def place_in(message: discord.Message, reply_id: int | None) -> Place:
    """Where the answer to a message goes: to a reply of ours, without a token."""
    guild = message.guild
    return Place(
        application_id=0,
        token="",
        expires_at=discord.utils.utcnow(),
        channel_id=message.channel.id,
        guild_id=guild.id if guild else None,
        message_id=reply_id,
        upload_limit=guild.filesize_limit if guild else UPLOAD_LIMIT,
        locale=str(guild.preferred_locale) if guild else "en-GB",
        age_restricted=age_restricted(message.channel),
    )


async def choose_view(
    host: Host, sketch: Sketch, draft_id: str, user_id: int, guild_id: int | None, locale: Language
) -> ui.LayoutView:
    """The message that asks for what is still open."""
    if sketch.missing == "picture":
        named = [
            discord.SelectOption(label=f"{number + 1}: {picture.name}"[:100], value=str(number))
            for number, picture in enumerate(sketch.pictures)
        ]
        shown = [discord.MediaGalleryItem(picture.url, spoiler=picture.spoiler) for picture in sketch.pictures]
        hint = say("stylize-choose-picture-hint", locale)
        menu = Choose("picture", draft_id, named, hint)
        return panel(say("stylize-choose-picture", locale), ui.MediaGallery(*shown), [menu])
    styles = await host.styles.search("", guild_id, user_id, MOST_STYLES)
    named = [discord.SelectOption(label=shown_choice(style, locale)[:100], value=style.ref) for style in styles]
    menu = Choose("style", draft_id, named, say("stylize-choose-style-hint", locale))
    return panel(say("stylize-choose-style", locale), [menu])
