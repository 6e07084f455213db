"""Logging in and connecting while Discord fails."""

from typing import Any

import pytest

from tests.discord_server.gateway import Start
from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair
from tests.polling import until

pytestmark = pytest.mark.slow

FIRST = [Start(status=503), Start(close=0), Start(close=1011), Start(hello_after=65)]


@pytest.mark.parametrize("start", FIRST, ids=["503", "cut before HELLO", "closed before HELLO", "HELLO after 65 s"])
async def test_a_first_connection_that_fails_is_tried_again(discord: DiscordServer, start: Start) -> None:
    discord.gateway.starts.append(start)
    await discord.bot.start()
    await until(lambda: discord.gateway.connections, what="a connection")
    await discord.eventually(discord.gateway.ready.is_set, within=180, what="a session")
    await finished(await discord.person("Alice").slash("stylize", **pair()))
    assert discord.bot.logged("Traceback") == []
    assert await discord.bot.stop() == 0


async def test_the_pauses_between_attempts_grow(discord: DiscordServer) -> None:
    discord.gateway.starts.extend([Start(status=503)] * 12)
    await discord.bot.start()
    await until(lambda: discord.gateway.connections, what="a connection")
    await discord.pass_time(60)
    assert 3 <= discord.gateway.connections <= 9, "not a storm of its own"
    await discord.eventually(discord.gateway.ready.is_set, within=1800, step=5, what="a session")
    assert await discord.bot.stop() == 0


@pytest.mark.parametrize(
    "trouble",
    [{"status": 502, "times": 8}, {"status": 503, "times": 3}, {"status": 429, "retry_after": 400.0, "times": 2}],
    ids=["502", "503", "429"],
)
async def test_a_login_that_fails_for_a_while_is_tried_again(discord: DiscordServer, trouble: dict[str, Any]) -> None:
    refused = discord.bad_day("GET", "/users/@me", **trouble)
    await discord.bot.start()
    await until(lambda: refused.hits, what="a login")
    await discord.eventually(discord.gateway.ready.is_set, within=1800, step=2, what="a session")
    assert discord.bot.logged("Discord can be reached again")
    assert await discord.bot.stop() == 0


async def test_a_computer_without_a_network_waits_for_it(discord: DiscordServer) -> None:
    await discord.bot.start(unplugged=True)
    await until(lambda: discord.bot.logged("Discord cannot be reached"), what="a word about it")
    await discord.pass_time(600, step=5)
    assert discord.api.seen == []
    assert len(discord.bot.logged("cannot be reached")) == 1, "said once, not at every attempt"
    await discord.plug_in()
    await discord.eventually(discord.gateway.ready.is_set, within=180, what="a session")
    assert await discord.bot.stop() == 0


async def test_a_wrong_token_is_one_sentence(discord: DiscordServer) -> None:
    await discord.bot.start(DISCORD_TOKEN="wrong." * 10)
    assert await discord.bot.ended() == 1
    assert "Discord does not accept the DISCORD_TOKEN." in discord.bot.output[-1]
    assert discord.bot.logged("Traceback") == []
    assert len(discord.requests("GET", "/users/@me")) == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(4004, "Discord does not accept the DISCORD_TOKEN."), (4014, "Discord does not let the bot hear of something")],
)
async def test_a_refusal_of_the_gateway_is_one_sentence(discord: DiscordServer, code: int, sentence: str) -> None:
    discord.gateway.starts.append(Start(answer=code))
    await discord.bot.start()
    assert await discord.bot.ended() == 1
    assert sentence in discord.bot.output[-1]
    assert discord.bot.logged("Traceback") == []
    assert discord.gateway.connections == 1
