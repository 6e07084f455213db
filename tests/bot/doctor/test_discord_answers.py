"""What the doctor asks of Discord, and what it makes of the answers."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.discord_answers import NEEDED, Answer, check_discord, judge_clock, judge_gateway
from bot.doctor.findings import Finding, Level
from tests.discord_server.server import DiscordServer

INSTALLS = {
    "0": {"oauth2_install_params": {"scopes": ["bot", "applications.commands"], "permissions": str(NEEDED.value)}},
    "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
}
ROOT = Path(__file__).parents[3]


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open(tmp_path) as server:
        server.world.application = {"integration_types_config": INSTALLS}
        yield server
        assert server.violations == []


async def ask(discord: DiscordServer, token: str | None = None) -> list[Finding]:
    return await check_discord(token or discord.world.token, api=f"http://{discord.address}/api/v10")


def bad(findings: list[Finding]) -> list[tuple[str, Level]]:
    return [(each.topic, each.level) for each in findings if each.level is not Level.OK]


async def test_an_application_as_the_readme_says_is_well(discord: DiscordServer) -> None:
    found = await ask(discord)
    assert bad(found) == []
    topics = {each.topic for each in found}
    assert topics == {"token", "intents", "interactions", "installs", "gateway", "clock"}
    assert {one.method for one in discord.api.seen} == {"GET"}, "nothing is changed at Discord"


def test_the_readme_asks_for_the_permissions_that_are_checked() -> None:
    assert f"permissions={NEEDED.value}`" in (ROOT / "README.md").read_text("utf-8")


async def test_a_wrong_token_is_wrong_and_nothing_else_is_asked(discord: DiscordServer) -> None:
    found = await ask(discord, "wrong")
    assert bad(found) == [("token", Level.WRONG)]
    assert "wrong" not in found[0].seen + found[0].advice
    assert len(discord.api.seen) <= 1


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        ({"flags": 1 << 19}, ("intents", Level.WARNING)),
        ({"flags": 1 << 14}, ("intents", Level.WARNING)),
        ({"interactions_endpoint_url": "https://example.org"}, ("interactions", Level.WRONG)),
        ({"integration_types_config": {"0": INSTALLS["0"]}}, ("installs", Level.WARNING)),
        ({"integration_types_config": {"0": {}, "1": INSTALLS["1"]}}, ("installs", Level.WARNING)),
    ],
)
async def test_what_the_developer_has_set_wrong_is_told(
    discord: DiscordServer, application: dict[str, Any], expected: tuple[str, Level]
) -> None:
    discord.world.application |= application
    assert bad(await ask(discord)) == [expected]


async def test_other_flags_are_no_intents(discord: DiscordServer) -> None:
    discord.world.application["flags"] = 1 << 17 | 1 << 23
    assert bad(await ask(discord)) == []


@pytest.mark.parametrize(("left", "level"), [(3, Level.WARNING), (0, Level.WRONG)])
async def test_a_bot_that_starts_again_and_again_is_noticed(discord: DiscordServer, left: int, level: Level) -> None:
    discord.world.sessions_left = left
    assert bad(await ask(discord)) == [("gateway", level)]


@pytest.mark.parametrize("status", [0, 502])
async def test_where_discord_does_not_answer_that_is_said(discord: DiscordServer, status: int) -> None:
    discord.bad_day("GET", "/users/@me", status=status, times=None)
    found = [each for each in await ask(discord) if each.topic != "clock"]
    assert bad(found) == [("token", Level.WARNING)]
    assert "Could not be checked" in found[0].seen


async def test_one_answer_that_fails_does_not_stop_the_others(discord: DiscordServer) -> None:
    discord.bad_day("GET", "/applications/@me", status=500)
    assert bad(await ask(discord)) == [("application", Level.WARNING)]


async def test_without_a_network_or_a_token_nothing_could_be_checked() -> None:
    assert bad(await check_discord("token", api="http://127.0.0.1:1")) == [("token", Level.WARNING)]
    assert bad(await check_discord(None)) == [("token", Level.WARNING)]


@pytest.mark.parametrize(
    ("skew", "level"), [(1.5, Level.OK), (-9.0, Level.WARNING), (9.0, Level.WARNING), (-3600.0, Level.WRONG)]
)
def test_a_wrong_clock_is_told(skew: float, level: Level) -> None:
    assert judge_clock(skew).level is level


def test_many_servers_are_told_in_time() -> None:
    limit = {"total": 1000, "remaining": 900, "reset_after": 0}
    assert judge_gateway(Answer(200, {"shards": 2, "session_start_limit": limit})).level is Level.WARNING
