"""What a host sees of the bot while it works in Discord."""

import asyncio
import json
import socket
import urllib.request

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair
from tests.polling import PATIENCE, until

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def page(port: int) -> dict[str, float]:
    """The measurements by their names with labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


async def test_a_host_sees_a_picture_in_the_log_and_in_what_is_measured(discord: DiscordServer) -> None:
    port = free_port()
    await discord.bot.start(HEALTH_PORT=str(port))
    await discord.eventually(lambda: discord.bot.logged("Connected to Discord"), within=60, what="a session")
    await finished(await discord.person("Alice").slash("stylize", **pair()))
    await until(lambda: discord.bot.logged("Job delivered"), what="the last line")
    (first,) = discord.bot.logged("Job asked for")
    assert len(discord.bot.logged(json.loads(first)["job"])) == 4

    measured = await asyncio.to_thread(page, port)
    assert measured["chameleon_gateway_connected"] == 1
    assert measured['chameleon_gateway_connections_total{kind="new"}'] == 1
    assert measured["chameleon_servers"] == 1
    assert measured['chameleon_discord_requests_total{method="POST",route="answer",status="200"}'] >= 1
    assert measured['chameleon_discord_requests_total{method="PATCH",route="reply",status="200"}'] >= 1
    assert measured['chameleon_deliveries_total{outlet="reply"}'] == 1
    assert measured["chameleon_decode_seconds_count"] == 2
    assert await discord.bot.stop() == 0
