"""The private names of simcord that the sandbox uses still exist and still work."""

import asyncio
import io
from datetime import UTC, datetime, timedelta

import discord

from bot.sandbox import simulator
from tests.polling import PATIENCE, until


class Greeter(discord.Client):
    """A bot with nothing to do."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())


async def test_new_messages_are_shown_and_scrolled_to_without_making_clicks_stale() -> None:
    bot = Greeter()
    async with simulator.world(bot) as env:
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        async with env.preview(channel, viewers=[you], layout="channel", port=0) as preview:
            page, screen = preview._pages["python"], simulator.Screen(preview)
            revision = page.revision
            message = await bot.get_partial_messageable(channel.id).send("fresh paint")
            screen.update()
            assert page.revision == revision, "a click on the page of a moment ago stays valid"
            assert page.target_id == message.id, "the page scrolls to the new message"
            assert "fresh paint" in str(page.snapshot)
            assert "Chameleon" in str(page.snapshot)

            await message.edit(attachments=[discord.File(io.BytesIO(b"picture"), "picture.png")])
            targets = []
            for _ in range(3):
                screen.update()
                targets.append(page.target_id)
            assert targets == [None, None, message.id], "it scrolls again when the message has grown"


async def test_the_page_follows_by_itself_and_the_clock_goes_on() -> None:
    bot = Greeter()
    async with simulator.world(bot) as env:
        assert abs(env.now() - datetime.now(UTC)) < timedelta(minutes=1), "it is today"
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        preview = env.preview(channel, viewers=[you], layout="channel", port=0)
        async with preview, simulator.live(env, preview):
            start = env.now()
            await bot.get_partial_messageable(channel.id).send("fresh paint")
            await until(lambda: "fresh paint" in str(preview._pages["python"].snapshot), what="the page")
            await until(lambda: env.now() > start, what="the clock")


async def test_work_of_the_driver_does_not_hold_up_a_person() -> None:
    driver = simulator.Driver()
    released, done = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await released.wait()
        done.set()

    class Host(Greeter):
        async def on_typing(self, *_: object) -> None:
            driver.start(work(), "work")

    bot = Host()
    bot._connection._intents = discord.Intents(guilds=True, guild_typing=True)
    async with simulator.world(bot) as env, driver.running():
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        await you.typing(channel)
        assert not done.is_set()
        released.set()
        await asyncio.wait_for(done.wait(), PATIENCE)


async def test_the_driver_leaves_nothing_behind() -> None:
    driver = simulator.Driver()
    ended: list[str] = []

    async def last_act() -> None:
        ended.append("last act")
        await asyncio.Event().wait()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            driver.start(last_act(), "last act")
            ended.append("work")

    async with driver.running():
        driver.start(work(), "work")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert ended == ["work", "last act"]
