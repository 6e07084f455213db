"""The bot itself, its commands, and what is in servers: members, roles, the calendar."""

from typing import Any

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.answers import Refused, answer, empty
from tests.discord_server.api import Call, Route
from tests.discord_server.limits import Limit
from tests.discord_server.schema import commands, places
from tests.discord_server.schema.checks import Report
from tests.discord_server.schema.messages import Body
from tests.discord_server.state import Guild, Json


async def _me(call: Call) -> web.Response:
    return answer(
        payloads.user(call.world.bot) | {"verified": True, "mfa_enabled": True, "locale": "en-US", "flags": 0}
    )


async def _application(call: Call) -> web.Response:
    bot = call.world.bot
    return answer(
        {
            "id": str(call.world.application_id),
            "name": bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": payloads.user(call.world.owner),
            "team": None,
            "flags": 0,
            "integration_types_config": {"0": {}, "1": {}},
            "approximate_guild_count": len(call.world.guilds),
        }
        | call.world.application
    )


async def _gateway(call: Call) -> web.Response:
    limit = {"total": 1000, "remaining": call.world.sessions_left, "reset_after": 3_600_000, "max_concurrency": 1}
    return answer({"url": "wss://gateway.discord.gg", "shards": 1, "session_start_limit": limit})


async def _put_commands(call: Call) -> web.Response:
    world, place = call.world, call.number("guild_id") if "guild_id" in call.params else None
    known = {(one["type"], one["name"]): one for one in world.commands.get(place, [])}
    stored: list[Json] = []
    for one in call.body.json:
        old = known.get((one.get("type", 1), one["name"]))
        about: Json = {
            "type": 1,
            "description": "",
            "options": [],
            "default_member_permissions": None,
            "nsfw": False,
        } | one
        about |= {"id": old["id"] if old else str(world.snowflake()), "application_id": str(world.application_id)}
        about["version"] = str(world.snowflake())
        about["integration_types"] = about.get("integration_types") or [0]
        if place is not None:
            about["guild_id"] = str(place)
        else:
            about.setdefault("contexts", None)
        stored.append(about)
    world.commands[place] = stored
    return answer(stored)


async def _get_commands(call: Call) -> web.Response:
    place = call.number("guild_id") if "guild_id" in call.params else None
    return answer(call.world.commands.get(place, []))


def _commands(body: Body, report: Report) -> None:
    commands.commands(body.json, report)


def _guild(call: Call) -> Guild:
    guild = call.world.guilds.get(call.number("guild_id"))
    if guild is None or not guild.installed:
        raise Refused(403 if guild else 404, 50001 if guild else 10004, "Missing Access")
    return guild


async def _get_member(call: Call) -> web.Response:
    guild = _guild(call)
    for member in guild.members:
        if member.id == call.number("user_id"):
            return answer(payloads.member(guild, member))
    raise Refused(404, 10007, "Unknown Member")


async def _put_role(call: Call) -> web.Response:
    guild, role, user = _guild(call), call.number("role_id"), call.number("user_id")
    if role not in guild.roles:
        raise Refused(404, 10011, "Unknown Role")
    roles = guild.member_roles.setdefault(user, [])
    if role not in roles:
        roles.append(role)
    return empty()


async def _take_role(call: Call) -> web.Response:
    roles = _guild(call).member_roles.get(call.number("user_id"), [])
    if call.number("role_id") in roles:
        roles.remove(call.number("role_id"))
    return empty()


async def _create_event(call: Call) -> web.Response:
    guild, value, world = _guild(call), call.body.json, call.world
    number = world.snowflake()
    event: Json = {
        "id": str(number),
        "guild_id": str(guild.id),
        "channel_id": None,
        "creator_id": str(world.bot.id),
        "creator": payloads.user(world.bot),
        "description": None,
        "status": 1,
        "entity_id": None,
        "image": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    } | value
    guild.events[number] = event
    await call.gateway.dispatch("GUILD_SCHEDULED_EVENT_CREATE", event)
    return answer(event)


def _event(call: Call) -> tuple[Guild, Json]:
    guild = _guild(call)
    event = guild.events.get(call.number("event_id"))
    if event is None:
        raise Refused(404, 10070, "Unknown Guild Scheduled Event")
    return guild, event


async def _get_event(call: Call) -> web.Response:
    return answer(_event(call)[1])


async def _get_events(call: Call) -> web.Response:
    return answer(list(_guild(call).events.values()))


async def _edit_event(call: Call) -> web.Response:
    _, event = _event(call)
    event |= call.body.json
    return answer(event)


async def _delete_event(call: Call) -> web.Response:
    guild, event = _event(call)
    del guild.events[int(event["id"])]
    return empty()


async def _get_user(call: Call) -> web.Response:
    user = call.world.users.get(call.number("user_id"))
    if user is None:
        raise Refused(404, 10013, "Unknown User")
    return answer(payloads.user(user))


_COMMANDS = "/applications/{application_id}/commands"
_GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
_MEMBER, _EVENTS = "/guilds/{guild_id}/members/{user_id}", "/guilds/{guild_id}/scheduled-events"
_GUILD: Any = ("guild_id",)
_TEN = Limit(10, 10.0)
ROUTES = [
    Route("GET", "/users/@me", _me),
    Route("GET", "/users/{user_id}", _get_user),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/gateway/bot", _gateway),
    Route("PUT", _COMMANDS, _put_commands, _commands, Limit(5, 20.0), ("application_id",)),
    Route("GET", _COMMANDS, _get_commands, None, _TEN, ("application_id",)),
    Route("PUT", _GUILD_COMMANDS, _put_commands, _commands, Limit(5, 20.0), _GUILD),
    Route("GET", _GUILD_COMMANDS, _get_commands, None, _TEN, _GUILD),
    Route("GET", _MEMBER, _get_member, None, _TEN, _GUILD),
    Route("PUT", _MEMBER + "/roles/{role_id}", _put_role, None, _TEN, _GUILD),
    Route("DELETE", _MEMBER + "/roles/{role_id}", _take_role, None, _TEN, _GUILD),
    Route("POST", _EVENTS, _create_event, places.event, _TEN, _GUILD),
    Route("GET", _EVENTS, _get_events, None, _TEN, _GUILD),
    Route("GET", _EVENTS + "/{event_id}", _get_event, None, _TEN, _GUILD),
    Route("PATCH", _EVENTS + "/{event_id}", _edit_event, places.event_change, _TEN, _GUILD),
    Route("DELETE", _EVENTS + "/{event_id}", _delete_event, None, _TEN, _GUILD),
]
