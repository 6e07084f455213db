"""The host stops the bot while it answers a person."""

import asyncio

import pytest

from tests.discord_server.faults import Fault
from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import file, finished, pair
from tests.polling import until

pytestmark = pytest.mark.slow


async def stopped_during(discord: DiscordServer, fault: Fault) -> None:
    """Stop the bot while a request hangs; the request continues when the bot has the signal."""
    await until(lambda: fault.hits, what="a request that hangs")
    stopped = asyncio.create_task(discord.bot.stop())
    await until(lambda: discord.bot.logged("Stopping"), what="the bot that has heard of it")
    discord.clock.move(2)  # time passes here and not in the bot, which limits its wait for answers
    assert await stopped == 0


async def test_what_is_being_answered_when_the_bot_is_stopped_is_answered(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    first = await finished(await alice.slash("stylize", **pair()))
    await discord.hold_painter()
    slow = discord.bad_day("POST", "/interactions/.*", status=200, delay=1.5, times=3)
    command = await alice.slash("stylize", wait=False, **pair())
    button = await alice.press(first, "Again", wait=False)
    form = await alice.press(first, "Tune", wait=False)
    await until(lambda: slow.waiting == 3)
    await stopped_during(discord, slow)
    assert all(asked.acknowledged.is_set() for asked in (command, button, form))
    assert form.form is not None
    await discord.start_bot()
    for asked in (command, button):
        if asked.followups:  # on a busy machine, reading the pictures may take longer than the bot waits
            assert "restart" in asked.followups[0].text
        else:
            await finished(asked)
    assert not discord.bot.logged("Session is closed")
    assert not discord.bot.logged("Traceback")


async def test_a_message_that_is_being_read_when_the_bot_is_stopped_is_answered(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    slow = discord.bad_day("GET", "/cdn/.*", status=200, delay=1.5, times=2)
    await alice.write("", file(), file("painting.png", "orange"), where=alice.direct)
    await stopped_during(discord, slow)
    await discord.start_bot()
    await until(
        lambda: any("Details" in one.buttons for one in alice.direct.messages.values()), what="the picture in the reply"
    )
    assert not discord.bot.logged("Session is closed")
    assert not discord.bot.logged("Traceback")


async def test_a_bot_that_waits_for_discord_is_stopped_at_once(discord: DiscordServer) -> None:
    discord.bad_day("GET", "/users/@me", status=503, times=None)
    await discord.bot.start()
    await until(lambda: discord.bot.logged("Discord cannot be reached"), what="a bot that waits")
    assert await discord.bot.stop() == 0
    assert not discord.bot.logged("Traceback")
