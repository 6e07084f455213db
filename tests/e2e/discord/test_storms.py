"""Long outages: nothing is lost, nothing is sent twice, and memory does not grow."""

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair, shows_picture
from tests.polling import until

pytestmark = pytest.mark.slow


def pictures(discord: DiscordServer) -> int:
    """Finished pictures that are visible in the channel."""
    return sum(shows_picture(one) and not one.deleted for one in discord.art.messages.values())


async def test_a_storm_of_502_for_four_minutes(discord: DiscordServer) -> None:
    await discord.start_bot()
    people = [discord.person(name) for name in ("Alice", "Bob", "Carol")]
    await discord.hold_painter()
    asked = [await who.slash("stylize", **pair()) for who in people]
    await until(lambda: asked[0].reply and "Cancel" in asked[0].reply.buttons, what="progress")
    storm = [
        discord.bad_day(method, path, status=502, times=None, taken=taken)
        for method in ("PATCH", "POST", "GET", "DELETE")
        for path, taken in (("/webhooks/.*", False), ("/channels/.*", method == "POST"))
    ]
    await discord.release_painter()
    await discord.pass_time(240)
    for fault in storm:
        fault.end()
    await discord.eventually(lambda: pictures(discord) == 3, within=1800, step=5, what="every picture")
    await discord.pass_time(1200, step=15)
    assert pictures(discord) == 3, "none twice"
    assert [
        one.reply.text for one in asked if one.reply and "Cancel" in one.reply.buttons and not one.reply.deleted
    ] == []
    assert await discord.bot.stop() == 0


async def test_tokens_that_are_dead_from_the_start(discord: DiscordServer) -> None:
    """Each use of the webhook gets a 404: the picture arrives as a message, or the bot edits the reply as its own."""
    await discord.start_bot()
    alice = discord.person("Alice")
    discord.bad_day("PATCH", "/webhooks/.*", status=404, code=10015, message="Unknown Webhook", times=None)
    discord.bad_day("POST", "/webhooks/.*", status=404, code=10015, message="Unknown Webhook", times=None)
    asked = [await alice.slash("stylize", **pair()) for _ in range(3)]
    await discord.eventually(lambda: pictures(discord) == 3, within=900, what="every picture")
    await discord.pass_time(900, step=15)
    assert pictures(discord) == 3, "none twice"
    assert [one.reply for one in asked if one.reply and one.reply.loading and not one.reply.deleted] == []
    assert await discord.bot.stop() == 0


async def test_a_session_that_is_invalidated_every_minute(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    await finished(await alice.slash("stylize", **pair()))
    memory = discord.bot.resident_mb()
    for minute in range(20):
        asked = await alice.slash("stylize", **pair())
        await discord.gateway.invalidate(resumable=minute % 3 == 2)
        await finished(asked)
        await discord.pass_time(60, step=5)
        await discord.eventually(discord.gateway.ready.is_set, within=240, what="a session")
    assert pictures(discord) == 21
    assert discord.gateway.identifies <= 16
    assert discord.bot.resident_mb() < memory + 40
    assert discord.bot.logged("Traceback") == []
    assert await discord.bot.stop() == 0


async def test_a_zombie_is_noticed_and_what_happened_meanwhile_comes_after(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    discord.gateway.fall_silent()
    asked = await alice.slash("stylize", **pair(), wait=False)
    mention = await alice.write(f"<@{discord.world.bot.id}>", *pair().values())
    await discord.eventually(lambda: discord.gateway.resumes, within=180, what="another connection")
    await discord.eventually(lambda: pictures(discord), within=60, what="the picture of the mention")
    assert asked.callback is None, "that came too late, and Discord has told Alice"
    answers = [one for one in discord.art.messages.values() if one.reference]
    assert [one.reference and one.reference["message_id"] for one in answers] == [str(mention.id)]
    assert discord.bot.logged("Traceback") == []
    assert await discord.bot.stop() == 0


@pytest.mark.parametrize("how", ["reconnect", "closed", "cut"])
async def test_a_connection_that_is_moved_loses_nothing(discord: DiscordServer, how: str) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    match how:
        case "reconnect":
            await discord.gateway.ask_to_reconnect()
        case "closed":
            await discord.gateway.close(4000)
        case _:
            await discord.gateway.close(0)
    await until(lambda: discord.gateway.session and discord.gateway.session.connection is None, what="its end")
    asked = await alice.slash("stylize", **pair(), wait=False)
    await discord.eventually(lambda: discord.gateway.resumes, within=2.5, step=0.25, what="another connection")
    await finished(asked)
    assert (discord.gateway.identifies, discord.gateway.resumes) == (1, 1)


@pytest.mark.parametrize("hours", [-5, 5])
async def test_a_calendar_that_jumps(discord: DiscordServer, hours: int) -> None:
    await discord.start_bot()
    alice, bob = discord.person("Alice"), discord.person("Bob")
    await discord.hold_painter()
    asked = [await alice.slash("stylize", **pair()), await bob.slash("stylize", **pair())]
    await until(lambda: asked[0].reply and "Cancel" in asked[0].reply.buttons, what="progress")
    await discord.set_wrong_calendar(hours * 3600.0)
    await discord.pass_time(30)
    asked.append(await alice.slash("stylize", **pair()))
    await discord.release_painter()
    await discord.eventually(lambda: pictures(discord) == 3, within=900, what="every picture")
    await discord.set_wrong_calendar(0.0)
    await discord.pass_time(700, step=15)
    assert pictures(discord) == 3
    assert [one.reply for one in asked if one.reply and one.reply.loading and not one.reply.deleted] == []
    assert await discord.bot.stop() == 0
