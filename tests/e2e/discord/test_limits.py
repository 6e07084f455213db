"""Rate limits delay pictures, but never lose them."""

import pytest

from tests.discord_server.limits import Limit
from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair, shows_picture
from tests.polling import until

pytestmark = pytest.mark.slow
POST, EDIT = "/channels/[0-9]+/messages", "/channels/[0-9]+/messages/[0-9]+"


async def test_eight_jobs_in_a_channel_stay_below_its_limits(discord: DiscordServer) -> None:
    discord.api.channel_limit = Limit(5, 2.0, shared=True)  # a limit that no header announces
    await discord.start_bot(PROGRESS_SECONDS="2.5")
    await discord.hold_painter()
    asked = [await discord.person(f"Person {number}").slash("stylize", **pair()) for number in range(8)]
    await discord.pass_time(60, step=0.5)
    for _ in asked:  # in the order of painting: one after the other
        await discord.let_one_go()
        await discord.pass_time(5, step=0.5)
    await discord.eventually(
        lambda: all(shows_picture(one.reply) for one in asked), within=300, step=0.5, what="every picture"
    )
    assert discord.api.limits.exceeded == []


async def test_eight_mentions_in_a_channel_stay_below_its_limits(discord: DiscordServer) -> None:
    await discord.start_bot(PROGRESS_SECONDS="2.5")
    await discord.hold_painter()
    for number in range(8):
        await discord.person(f"Person {number}").write(f"<@{discord.world.bot.id}>", *pair().values())
    await discord.pass_time(60, step=0.5)
    await discord.release_painter()

    def pictures() -> int:
        return sum(shows_picture(one) for one in discord.art.messages.values())

    await discord.eventually(lambda: pictures() == 8, within=300, step=0.5, what="every picture")
    assert discord.api.limits.exceeded == []


async def test_a_long_wait_for_the_answer_to_a_mention_loses_no_picture(discord: DiscordServer) -> None:
    await discord.start_bot()
    limited = discord.bad_day("POST", POST, status=429, retry_after=200.0, times=2)
    await discord.person("Alice").write(f"<@{discord.world.bot.id}>", *pair().values())
    await until(lambda: limited.hits, what="the answer")
    await discord.eventually(
        lambda: any(shows_picture(one) for one in discord.art.messages.values()), within=1200, what="the picture"
    )
    assert discord.bot.logged("Traceback") == []


async def test_edits_of_old_messages_are_not_forced(discord: DiscordServer) -> None:
    """Error 30046: too many edits of messages older than an hour. Progress pauses; the picture arrives."""
    await discord.start_bot(PROGRESS_SECONDS="2.5")
    await discord.hold_painter()
    asked = await discord.person("Alice").slash("stylize", **pair())
    await until(lambda: asked.reply and "Cancel" in asked.reply.buttons, what="progress")
    await discord.pass_time(61 * 60, step=10)
    full = discord.bad_day(
        "PATCH", EDIT, status=429, code=30046, retry_after=2.0, times=None, shared=True,
        message="Maximum number of edits to messages older than 1 hour reached. Try again later.",
    )  # fmt: skip
    await discord.pass_time(600, step=2)
    assert full.hits <= 40, "it backs off"
    full.end()
    await discord.release_painter()
    await discord.eventually(
        lambda: any(shows_picture(one) for one in discord.art.messages.values()), within=900, what="the picture"
    )


async def test_a_file_that_is_too_large_for_discord_is_sent_smaller(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    await discord.hold_painter()
    asked = await alice.slash("stylize", **pair())
    await until(lambda: asked.reply and "Cancel" in asked.reply.buttons, what="progress")
    discord.bad_day("PATCH", "/webhooks/.*", status=413, code=40005, message="Request entity too large")
    await discord.release_painter()
    await finished(asked)


async def test_stopping_waits_for_an_answer_that_is_being_given(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    reply = await finished(await alice.slash("stylize", **pair()))
    pressed = await alice.press(reply, "Details")
    await until(lambda: pressed.reply and "CH1" in pressed.reply.text, what="the details")  # everything is loaded
    slow = discord.bad_day("PATCH", "/webhooks/.*", status=200, delay=2.0)
    pressed = await alice.press(reply, "Details")
    await until(lambda: slow.waiting, what="the answer")
    discord.bot.ask_to_stop()
    await discord.eventually(lambda: pressed.reply and "CH1" in pressed.reply.text, within=30, what="the details")
    assert await discord.bot.ended() == 0
    assert discord.bot.logged("Session is closed") == []
    assert discord.bot.logged("Traceback") == []
