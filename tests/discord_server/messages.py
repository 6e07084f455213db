"""Messages, channels and threads."""

import copy
from typing import Any

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.answers import Refused, answer, empty
from tests.discord_server.api import Call, Route, Schema
from tests.discord_server.limits import Limit
from tests.discord_server.schema import messages as schemas
from tests.discord_server.schema import places
from tests.discord_server.schema.components import media_of, walk
from tests.discord_server.schema.messages import COMPONENTS_V2, Body
from tests.discord_server.state import Attachment, Channel, Message, World

LOADING = 1 << 7
NONCE_MS = 5 * 60_000


def write(world: World, message: Message, body: Body) -> None:
    """Write the body of a request into a new or edited message.

    Raises:
        Refused: it combines text and components.
    """
    value = body.json
    flags = message.flags & ~LOADING | (value.get("flags") or 0)
    content = value.get("content", message.content)
    if flags & COMPONENTS_V2 and content:
        raise Refused(400, 50035, "A message of components cannot have content")
    message.flags = flags
    if "content" in value:
        message.content = value["content"] or ""
    new = _uploads(world, message, body)
    if "attachments" in value:
        kept = {str(one["id"]) for one in value["attachments"]}
        message.attachments = [one for one in message.attachments if str(one.id) in kept]
    message.attachments += new
    if value.get("components") is not None:
        message.components = _shown(value["components"], message.attachments)


def _uploads(world: World, message: Message, body: Body) -> list[Attachment]:
    described = {one["id"]: one for one in body.json.get("attachments") or []}
    new = []
    for number, (name, data) in sorted(body.files.items()):
        about = described.get(number, {})
        file = world.add_file(about.get("filename") or name, data, channel_id=message.channel_id)
        file.description = about.get("description")
        new.append(file)
    return new


def _shown(components: list[Any], attachments: list[Attachment]) -> list[Any]:
    """Components as Discord returns them: with the addresses of the files, and an id each."""
    shown = copy.deepcopy(components)
    named = {one.filename: one for one in attachments}
    for media in media_of(shown):
        file = named.get(media["url"].removeprefix("attachment://"))
        if file is not None:
            about = payloads.attachment(file)
            media |= {key: about[key] for key in ("url", "proxy_url", "content_type")}
            media |= {"id": about["id"], "width": 64, "height": 48, "loading_state": 2}
    for place, one in enumerate(walk(shown), 1):
        one.setdefault("id", place)
    return shown


def channel_of(call: Call) -> Channel:
    """The channel in the path, if the bot is in it.

    Raises:
        Refused: there is none, or the bot has no access.
    """
    channel = call.world.channels.get(call.number("channel_id"))
    if channel is None:
        raise Refused(404, 10003, "Unknown Channel")
    guild = call.world.guilds.get(channel.guild_id or 0)
    if not channel.known_to_bot or (guild is not None and not guild.installed):
        raise Refused(403, 50001, "Missing Access")
    return channel


def _message_of(call: Call) -> Message:
    message = call.world.find_message(channel_of(call).id, call.number("message_id"))
    if message is None or message.ephemeral:
        raise Refused(404, 10008, "Unknown Message")
    return message


async def tell(call: Call, event: str, message: Message) -> None:
    """Send the event of a public message to the bot if it is a member there."""
    channel = call.world.channels[message.channel_id]
    guild = call.world.guilds.get(channel.guild_id or 0)
    if message.ephemeral or not channel.known_to_bot or (guild is not None and not guild.installed):
        return
    about = {"guild_id": str(guild.id)} if guild else {}
    if event == "MESSAGE_DELETE":
        data = {"id": str(message.id), "channel_id": str(message.channel_id)}
    else:
        data = payloads.seen_by_bot(call.world, message)
    await call.gateway.dispatch(event, data | about)


async def _create(call: Call) -> web.Response:
    channel, value, world = channel_of(call), call.body.json, call.world
    if channel.archived and channel.type != 11:
        raise Refused(400, 50083, "Thread is archived")
    if value.get("enforce_nonce"):
        for known in channel.messages.values():
            if known.nonce == value["nonce"] and world.now_ms() - known.created_ms < NONCE_MS and not known.deleted:
                return answer(payloads.message(world, known))
    reference = value.get("message_reference")
    if reference is not None:
        reference = {key: str(one) for key, one in reference.items() if key.endswith("_id")}
        reference.setdefault("channel_id", str(channel.id))
    message = world.add_message(channel, world.bot, nonce=value.get("nonce"), reference=reference)
    message.type = 19 if reference else 0
    write(world, message, call.body)
    channel.archived = False
    await tell(call, "MESSAGE_CREATE", message)
    return answer(payloads.message(world, message))


async def _edit(call: Call) -> web.Response:
    message = _message_of(call)
    if message.author is not call.world.bot:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    if call.world.channels[message.channel_id].archived:
        raise Refused(400, 50083, "Thread is archived")
    write(call.world, message, call.body)
    message.edits += 1
    await tell(call, "MESSAGE_UPDATE", message)
    return answer(payloads.message(call.world, message))


async def _delete(call: Call) -> web.Response:
    message = _message_of(call)
    message.deleted = True
    await tell(call, "MESSAGE_DELETE", message)
    return empty()


async def _get(call: Call) -> web.Response:
    return answer(payloads.message(call.world, _message_of(call)))


async def _history(call: Call) -> web.Response:
    channel = channel_of(call)
    before = int(call.query.get("before", 2**63))
    after = int(call.query.get("after", 0))
    public = [one for one in channel.messages.values() if not one.deleted and not one.ephemeral]
    found = sorted((one for one in public if after < one.id < before), key=lambda one: -one.id)
    limit = int(call.query.get("limit", 50))
    return answer([payloads.message(call.world, one) for one in found[:limit]])


async def _get_channel(call: Call) -> web.Response:
    return answer(payloads.channel(call.world, channel_of(call)))


async def _edit_channel(call: Call) -> web.Response:
    channel = channel_of(call)
    channel.archived = call.body.json.get("archived", channel.archived)
    channel.name = call.body.json.get("name", channel.name)
    return answer(payloads.channel(call.world, channel))


async def _open_thread(call: Call) -> web.Response:
    message, channel, world = _message_of(call), channel_of(call), call.world
    if message.thread_id is not None:
        raise Refused(400, 160004, "A thread has already been created for this message")
    guild = world.guilds[channel.guild_id or 0]
    thread = Channel(message.id, call.body.json["name"], 11, guild.id, parent_id=channel.id)
    world.channels[thread.id] = thread
    guild.channels.append(thread)
    message.thread_id = thread.id
    await call.gateway.dispatch("THREAD_CREATE", payloads.channel(world, thread) | {"newly_created": True})
    return answer(payloads.channel(world, thread), 201)


async def _open_direct(call: Call) -> web.Response:
    user = call.world.users.get(int(call.body.json["recipient_id"]))
    if user is None:
        raise Refused(404, 10013, "Unknown User")
    return answer(payloads.channel(call.world, call.world.direct_channel(user)))


async def _typing(call: Call) -> web.Response:
    channel_of(call)
    return empty()


def _edit_schema(call: Call) -> Schema:
    message = call.world.find_message(call.number("channel_id"), call.number("message_id"))
    schema: Schema = schemas.edit_message(components_v2=bool(message and message.flags & COMPONENTS_V2))
    return schema


_AT, _ONE = "/channels/{channel_id}/messages", "/channels/{channel_id}/messages/{message_id}"
_FIVE = Limit(5, 5.0)
_CHANNEL = ("channel_id",)
ROUTES = [
    Route("POST", _AT, _create, schemas.create_message, _FIVE, _CHANNEL),
    Route("GET", _AT, _history, None, _FIVE, _CHANNEL),
    Route("PATCH", _ONE, _edit, None, _FIVE, _CHANNEL, varies=_edit_schema),
    Route("DELETE", _ONE, _delete, None, _FIVE, _CHANNEL),
    Route("GET", _ONE, _get, None, _FIVE, _CHANNEL),
    Route("POST", _ONE + "/threads", _open_thread, places.thread, _FIVE, _CHANNEL),
    Route("GET", "/channels/{channel_id}", _get_channel, None, _FIVE, _CHANNEL),
    Route("PATCH", "/channels/{channel_id}", _edit_channel, places.channel, _FIVE, _CHANNEL),
    Route("POST", "/channels/{channel_id}/typing", _typing, None, _FIVE, _CHANNEL),
    Route("POST", "/users/@me/channels", _open_direct, places.direct, Limit(10, 10.0)),
]
