"""Ask Discord about the bot, and read its answers. Nothing is changed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.doctor.findings import Finding, ok, warning, wrong

API = Route.BASE
SECONDS = 5.0  # for each question
NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    read_message_history=True,
)
_PORTAL = "https://discord.com/developers/applications"
_PRIVILEGED = 0b1111_1111 << 12 & ~(0b11 << 16)  # presences, members and contents of messages; not 16 and 17
_SERVER, _USER = "0", "1"  # where an application may be installed
_FEW_SESSIONS = 20
_LATE, _TOO_LATE = 5.0, 60.0  # seconds that a clock may differ


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of Discord.

    Attributes:
        status: of HTTP; 0 if there was no answer.
        data: the JSON object in it.
        skew: seconds that the clock here is ahead of Discord's; None if Discord did not tell the time.
    """

    status: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    skew: float | None = None


async def ask(token: str, path: str, *, api: str = API) -> Answer:
    """Ask one question. No answer is an `Answer`, too."""
    limit = aiohttp.ClientTimeout(total=SECONDS)
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (chameleon doctor, 1)"}
    try:
        async with (
            aiohttp.ClientSession(timeout=limit, headers=headers) as session,
            session.get(api + path) as response,
        ):
            skew = _skew(response.headers.get("Date"), datetime.now(UTC))
            data = await response.json(content_type=None)
            return Answer(response.status, data if isinstance(data, dict) else {}, skew)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return Answer()


def _skew(date: str | None, now: datetime) -> float | None:
    try:
        return None if date is None else (now - parsedate_to_datetime(date)).total_seconds()
    except (TypeError, ValueError):
        return None


async def check_discord(token: str | None, *, api: str = API) -> list[Finding]:
    """Check the token, the application, the gateway and the clock against Discord.

    Args:
        token: of the bot.
        api: the address of Discord's API.
    """
    if token is None:
        advice = "Put DISCORD_TOKEN into .env to run in Discord. Without it, the sandbox opens."
        return [warning("token", "There is no DISCORD_TOKEN, so nothing could be asked of Discord.", advice)]
    me = await ask(token, "/users/@me", api=api)
    found = [judge_token(me)]
    if me.status == 200:
        application = await ask(token, "/applications/@me", api=api)
        found += [*judge_application(application), judge_gateway(await ask(token, "/gateway/bot", api=api))]
    if me.skew is not None:
        found.append(judge_clock(me.skew))
    return found


def judge_token(me: Answer) -> Finding:
    """Whether Discord accepts the token."""
    if me.status == 200:
        return ok("token", "Discord accepts the DISCORD_TOKEN.")
    if me.status == 401:
        advice = f"Copy it again from your application's “Bot” page at {_PORTAL}."
        return wrong("token", "Discord does not accept the DISCORD_TOKEN.", advice)
    return _unknown("token", me)


def _unknown(topic: str, answer: Answer) -> Finding:
    seen = f"it answered with {answer.status}" if answer.status else "it cannot be reached"
    advice = "Check the network, a firewall, and https://discordstatus.com; then try again."
    return warning(topic, f"Could not be checked with Discord: {seen}.", advice)


def judge_application(answer: Answer) -> list[Finding]:
    """Whether the application is set up as the README says."""
    if answer.status != 200:
        return [_unknown("application", answer)]
    return [_intents(answer.data), _interactions(answer.data), *_installs(answer.data)]


def _intents(data: Mapping[str, Any]) -> Finding:
    if int(data.get("flags") or 0) & _PRIVILEGED:
        return warning(
            "intents",
            "Privileged intents are switched on. The bot needs none, also not the content of messages.",
            f"Switch them off on the “Bot” page at {_PORTAL}.",
        )
    return ok("intents", "No privileged intent is switched on, and the bot needs none.")


def _interactions(data: Mapping[str, Any]) -> Finding:
    if data.get("interactions_endpoint_url"):
        return wrong(
            "interactions",
            "Discord sends commands to an “Interactions Endpoint URL”, so the bot never gets them.",
            f"Empty that field on the “General Information” page at {_PORTAL}.",
        )
    return ok("interactions", "Discord sends commands to the bot.")


def _installs(data: Mapping[str, Any]) -> list[Finding]:
    page = f"the “Installation” page at {_PORTAL}"
    config = data.get("integration_types_config") or {}
    found = []
    for kind, where in ((_SERVER, "servers"), (_USER, "users")):
        if kind not in config:
            found.append(warning("installs", f"It cannot be installed for {where}.", f"Switch it on, on {page}."))
            continue
        params = (config[kind] or {}).get("oauth2_install_params") or {}
        wanted = {"bot", "applications.commands"} if kind == _SERVER else {"applications.commands"}
        lacks = sorted(wanted.difference(params.get("scopes") or ()))
        given = discord.Permissions(int(params.get("permissions") or 0))
        if kind == _SERVER and not given.administrator:
            lacks += [name.replace("_", " ") for name, value in NEEDED if value and not getattr(given, name)]
        if lacks:
            seen = f"Discord's link that installs it for {where} lacks: {', '.join(lacks)}."
            found.append(warning("installs", seen, f"Add them on {page}, or use the link in the README."))
        else:
            found.append(ok("installs", f"It can be installed for {where}, with what it needs."))
    return found


def judge_gateway(answer: Answer) -> Finding:
    """Whether the bot may connect."""
    limit = answer.data.get("session_start_limit")
    if answer.status != 200 or not isinstance(limit, dict):
        return _unknown("gateway", answer)
    left, total = int(limit.get("remaining", 0)), int(limit.get("total", 0))
    minutes = int(limit.get("reset_after", 0)) / 60_000
    seen = f"{left} of {total} connections are left for the next {minutes:.0f} minutes."
    if left == 0:
        return wrong("gateway", seen, "Wait until then. Something restarts the bot again and again: read its log.")
    if left < _FEW_SESSIONS:
        return warning("gateway", seen, "Something restarts the bot again and again: read its log.")
    if int(answer.data.get("shards") or 1) > 1:
        return warning("gateway", f"Discord recommends shards. {seen}", "From 2,500 servers on it refuses the bot.")
    return ok("gateway", seen)


def judge_clock(skew: float) -> Finding:
    """Whether the clock of this machine is right.

    Args:
        skew: seconds that it is ahead of Discord's.
    """
    seen = f"The clock differs from Discord's by {abs(skew):.0f} s."
    advice = "Set the clock, with NTP at best: challenges begin and end by it, and answers expire."
    if abs(skew) > _TOO_LATE:
        return wrong("clock", seen, advice)
    return warning("clock", seen, advice) if abs(skew) > _LATE else ok("clock", seen)
