"""Publishing the commands: once, and the bot survives a failure."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair

pytestmark = pytest.mark.slow

COMMANDS = ("PUT", "/applications/.*/commands")


def told(discord: DiscordServer) -> list[int]:
    """Discord's answers to each publication."""
    return [one.status for one in discord.requests("PUT", "/commands")]


def forget_what_was_told(discord: DiscordServer) -> None:
    """Make the commands differ from the last published ones."""
    with closing(sqlite3.connect(discord.bot.folder / "data" / "chameleon.db")) as database, database:
        database.execute("UPDATE published_commands SET digest = 'of another version'")


async def test_discord_is_told_of_what_has_changed_and_of_what_is_missing(discord: DiscordServer) -> None:
    await discord.start_bot()
    assert told(discord) == [200]
    assert await discord.bot.stop() == 0
    await discord.start_bot()
    assert await discord.bot.stop() == 0
    assert told(discord) == [200]
    discord.world.commands[None].pop()
    await discord.start_bot()
    assert told(discord) == [200, 200]


TROUBLE: list[tuple[dict[str, Any], float]] = [
    ({"status": 429, "retry_after": 300.0}, 300),
    ({"status": 400, "code": 50035}, 40),
    ({"status": 503}, 40),
]


async def test_trouble_with_the_commands_costs_nobody_a_picture(discord: DiscordServer) -> None:
    alice = discord.person("Alice")
    await discord.start_bot()
    for trouble, earliest in TROUBLE:
        assert await discord.bot.stop() == 0
        forget_what_was_told(discord)
        fault = discord.bad_day(*COMMANDS, times=None, **trouble)
        await discord.start_bot()
        await finished(await alice.slash("stylize", **pair()))
        helped = await alice.slash("help")
        assert helped.reply is not None
        number = next(one["id"] for one in discord.world.commands[None] if one["name"] == "stylize")
        assert f"</stylize:{number}>" in helped.reply.text, "its id is known from the last time"
        before = len(told(discord))
        await discord.pass_time(earliest, step=20)
        assert len(told(discord)) == before, "Discord is left in peace for a while"
        fault.end()
        await discord.eventually(lambda: told(discord)[-1] == 200, within=3600, step=10, what="the commands")
    assert discord.bot.alive


async def test_restarts_in_a_row_heed_how_long_discord_wants_its_peace(discord: DiscordServer) -> None:
    fault = discord.bad_day(*COMMANDS, times=None, status=429, retry_after=300.0)
    for _ in range(3):
        await discord.start_bot()
        assert await discord.bot.stop() == 0
    assert told(discord) == [429]
    fault.end()
    await discord.start_bot()
    await discord.eventually(lambda: told(discord) == [429, 200], within=310, step=20, what="the commands")
    await discord.person("Alice").slash("help")


async def test_a_test_server_has_each_command_once_and_so_it_is_after_it(discord: DiscordServer) -> None:
    here = discord.guild.id
    commands = discord.world.commands
    await discord.start_bot()
    everywhere = len(commands[None])
    assert everywhere
    assert await discord.bot.stop() == 0

    await discord.start_bot(TEST_GUILD_ID=str(here))
    await discord.eventually(lambda: not commands[None], within=5)
    assert len(commands[here]) == everywhere
    await discord.person("Alice").slash("help")
    assert await discord.bot.stop() == 0

    await discord.start_bot()
    await discord.eventually(lambda: not commands[here], within=5)
    assert len(commands[None]) == everywhere
    await discord.person("Bob").slash("help")


async def test_a_test_server_that_the_bot_is_not_in_is_said_in_the_log(discord: DiscordServer) -> None:
    discord.bad_day("PUT", "/applications/.*/guilds/.*/commands", status=403, code=50001, times=None)
    await discord.start_bot(TEST_GUILD_ID="4242")
    assert len(discord.bot.logged("check TEST_GUILD_ID", level="ERROR")) == 1
