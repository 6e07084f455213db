"""A step of a challenge that is due before the bot knows its servers."""

import pytest

from tests.discord_server.gateway import Start
from tests.discord_server.server import DiscordServer
from tests.polling import until

pytestmark = pytest.mark.slow


async def test_an_event_that_falls_due_while_the_gateway_is_silent_keeps_its_attempts(discord: DiscordServer) -> None:
    await discord.start_bot()
    maud = discord.person("Maud")
    draft = await maud.slash("challenge create", title="Night wind", kind="free", entries="3 hours", event=True)
    await until(lambda: draft.reply and "Publish" in draft.reply.buttons, what="the draft")
    refused = discord.bad_day("POST", "/guilds/.*/scheduled-events", status=502, times=None)
    assert draft.reply is not None
    await maud.press(draft.reply, "Publish")
    await discord.eventually(lambda: refused.hits, within=60, what="the first attempt")
    await discord.pass_time(240, step=4)
    await discord.bot.kill()
    refused.end()

    discord.gateway.starts.extend([Start(status=503)] * 12)
    await discord.bot.start(moved=discord.clock.moved)
    await until(lambda: discord.gateway.connections > 1, what="an attempt to connect")
    await discord.eventually(discord.gateway.ready.is_set, within=3600, step=5, what="a session")
    await discord.eventually(lambda: discord.guild.events, within=1200, step=5, what="the event")
    await discord.pass_time(120)
    assert len(discord.guild.events) == 1
