"""The process is killed; a new one continues on the same Discord."""

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, newest, pair, shows_picture
from tests.polling import until

pytestmark = pytest.mark.slow


async def test_kill_minus_nine_in_the_middle_finishes_in_the_same_replies_once(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice, bob = discord.person("Alice"), discord.person("Bob")
    await discord.hold_painter()
    running = await alice.slash("stylize", **pair())
    waiting = await bob.slash("stylize", **pair())
    await alice.write(f"<@{discord.world.bot.id}>", *pair().values())
    await until(lambda: "Cancel" in newest(discord.art).buttons, what="the answer to the mention")
    mentioned = newest(discord.art)
    await until(lambda: waiting.reply and "Cancel" in waiting.reply.buttons, what="Bob's place in line")
    await discord.bot.kill()

    before = len(discord.art.messages)
    await discord.start_bot()
    await finished(running)
    await finished(waiting)
    await until(lambda: shows_picture(mentioned), what="the picture of the mention")
    assert len(discord.art.messages) == before, "nothing is posted anew"
    assert await discord.bot.stop() == 0


async def test_killed_while_its_picture_is_sent_does_not_send_it_twice(discord: DiscordServer) -> None:
    """The token has expired, so the picture is sent as a new message; the answer is lost with the process."""
    await discord.start_bot()
    alice = discord.person("Alice")
    await discord.hold_painter()
    asked = await alice.slash("stylize", **pair())
    await until(lambda: asked.reply and "Cancel" in asked.reply.buttons, what="progress")
    await discord.pass_time(16 * 60, step=10)
    lost = discord.bad_day("POST", "/channels/.*/messages", status=502, taken=True, times=None)
    await discord.release_painter()
    await until(lambda: lost.hits, what="the message")
    await discord.bot.kill()
    lost.end()
    await discord.start_bot()
    await discord.pass_time(30)
    pictures = [one for one in discord.art.messages.values() if shows_picture(one) and not one.deleted]
    assert len(pictures) == 1
    assert len(discord.requests("POST", "/messages")) == 1
