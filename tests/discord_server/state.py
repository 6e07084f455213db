"""The state of this Discord: people, servers, channels, messages, interactions, commands. No rules."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.discord_server.clock import Clock
from tests.discord_server.schema.components import BUTTON, TEXT, walk

DISCORD_EPOCH_MS = 1_420_070_400_000
Json = dict[str, Any]


@dataclass
class User:
    """A person, or the bot."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"


@dataclass
class Attachment:
    """A file on the CDN."""

    id: int
    filename: str
    data: bytes
    content_type: str
    path: str
    description: str | None = None


@dataclass
class Message:
    """A message. `components` are as Discord returns them: with the addresses of files."""

    id: int
    channel_id: int
    author: User
    content: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    reference: Json | None = None
    nonce: str | None = None
    interaction: "Interaction | None" = None
    created_ms: int = 0
    edits: int = 0
    deleted: bool = False
    thread_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & 64)

    @property
    def loading(self) -> bool:
        """Whether it shows “thinking…”."""
        return bool(self.flags & 128)

    @property
    def text(self) -> str:
        """All its visible text."""
        parts = [self.content, *(one["content"] for one in walk(self.components) if one["type"] == TEXT)]
        return "\n".join(parts).strip()

    @property
    def buttons(self) -> dict[str, str]:
        """The labels of its buttons, with their ids."""
        found = [one for one in walk(self.components) if one["type"] == BUTTON and not one.get("disabled")]
        return {one.get("label") or one["emoji"]["name"]: one.get("custom_id", "") for one in found}


@dataclass
class Channel:
    """A text channel (0), a direct message (1), a group (3) or a public thread (11)."""

    id: int
    name: str
    type: int = 0
    guild_id: int | None = None
    recipients: list[User] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    parent_id: int | None = None
    archived: bool = False
    known_to_bot: bool = True


@dataclass
class Guild:
    """A server. `installed`: the bot is a member."""

    id: int
    name: str
    installed: bool = True
    channels: list[Channel] = field(default_factory=list)
    members: list[User] = field(default_factory=list)
    roles: dict[int, Json] = field(default_factory=dict)
    member_roles: dict[int, list[int]] = field(default_factory=dict)
    events: dict[int, Json] = field(default_factory=dict)


@dataclass
class Interaction:
    """An interaction of a person with the bot, and its outcome.

    Attributes:
        kind: 2 command, 3 component, 4 autocomplete, 5 form.
        born: the moved time of the clock at its start.
        callback: the type of the acknowledgement; None before it.
        reply: the message that is or will be the answer.
        form: the modal that was shown.
        choices: of an autocomplete.
    """

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    born: float
    data: Json
    name: str = ""
    message: Message | None = None
    callback: int | None = None
    reply: Message | None = None
    form: Json | None = None
    choices: list[Json] | None = None
    followups: list[Message] = field(default_factory=list)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    """All objects, by id. The bot's token and the first server exist from the start."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.token = "MTAwMDAwMDAwMDAwMDAwMDAx.GmDmXQ.these-are-not-secret-words-at-all-but"
        self.upload_limit = 10 * 2**20  # largest file, in bytes
        self._counter = 0
        self.bot = User(self.snowflake(), "Chameleon", bot=True)
        self.application_id = self.bot.id
        self.owner = User(self.snowflake(), "Host")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[str, Interaction] = {}  # by token
        self.files: dict[str, Attachment] = {}  # by path on the CDN
        self.commands: dict[int | None, list[Json]] = {None: []}  # by server; None: global
        self.application: Json = {}  # what the developer has set
        self.sessions_left = 1000  # connections that the bot may make today

    def snowflake(self) -> int:
        """A new id, which contains the time, like Discord's."""
        self._counter += 1
        ms = int(self.clock.wall().timestamp() * 1000) - DISCORD_EPOCH_MS
        return (ms << 22) | (self._counter & 0x3FFFFF)

    def now_ms(self) -> int:
        """The date and time in milliseconds."""
        return int(self.clock.wall().timestamp() * 1000)

    def add_user(self, name: str, locale: str = "en-US") -> User:
        """Add a new person."""
        user = User(self.snowflake(), name, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, installed: bool = True) -> Guild:
        """Add a new server; without `installed`, the bot is not its member."""
        guild = Guild(self.snowflake(), name, installed=installed)
        guild.roles[guild.id] = {"id": str(guild.id), "name": "@everyone", "permissions": str(2**53 - 1)}
        if installed:
            guild.members.append(self.bot)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, guild: Guild, name: str, *, kind: int = 0, parent: Channel | None = None) -> Channel:
        """Add a new channel or thread to a server."""
        channel = Channel(self.snowflake(), name, kind, guild.id, parent_id=parent.id if parent else None)
        self.channels[channel.id] = channel
        guild.channels.append(channel)
        return channel

    def direct_channel(self, user: User) -> Channel:
        """The direct messages between a person and the bot."""
        for channel in self.channels.values():
            if channel.type == 1 and channel.recipients == [user] and channel.known_to_bot:
                return channel
        channel = Channel(self.snowflake(), "", 1, recipients=[user])
        self.channels[channel.id] = channel
        return channel

    def add_file(self, filename: str, data: bytes, *, folder: str = "attachments", channel_id: int = 0) -> Attachment:
        """Put a file on the CDN."""
        number = self.snowflake()
        suffix = filename.rpartition(".")[2].lower()
        kind = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}.get(suffix, "application/octet-stream")
        file = Attachment(number, filename, data, kind, f"/{folder}/{channel_id}/{number}/{filename}")
        self.files[file.path] = file
        return file

    def add_message(self, channel: Channel, author: User, content: str = "", **values: Any) -> Message:
        """Add a new message."""
        message = Message(self.snowflake(), channel.id, author, content, created_ms=self.now_ms(), **values)
        channel.messages[message.id] = message
        return message

    def find_message(self, channel_id: int, message_id: int) -> Message | None:
        """Find a message that still exists."""
        channel = self.channels.get(channel_id)
        message = channel.messages.get(message_id) if channel else None
        return None if message is None or message.deleted else message
