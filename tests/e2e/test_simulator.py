"""The private names of simcord that the sandbox uses still exist and still work."""
# ruff: noqa: SLF001

import asyncio
import io
from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord
from discord import app_commands
from PIL import Image

from bot.sandbox import simulator
from bot.sandbox.page import Page
from nst import images
from nst.errors import UserError
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
        async with Page(env, channel, [you], port=0) as preview:
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
        preview = Page(env, channel, [you], port=0)
        async with preview, simulator.live(env, preview):
            start = env.now()
            await bot.get_partial_messageable(channel.id).send("fresh paint")
            await until(lambda: "fresh paint" in str(preview._pages["python"].snapshot), what="the page")
            await until(lambda: env.now() > start, what="the clock")


def photo(width: int, height: int, turned: int = 1) -> discord.File:
    """A JPEG that a camera marked as turned."""
    exif = Image.Exif()
    exif[0x0112] = turned
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "JPEG", exif=exif)
    file.seek(0)
    return discord.File(file, "photo.jpg")


async def test_pictures_have_their_place_before_they_are_loaded_and_stay_until_the_next_one_is() -> None:
    bot = Greeter()
    async with simulator.world(bot) as env:
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        async with Page(env, channel, [you], port=0) as preview:
            page, screen = preview._pages["python"], simulator.Screen(preview)
            file = photo(40, 30)
            data = file.fp.read()
            file.fp.seek(0)
            message = await bot.get_partial_messageable(channel.id).send(
                files=[file, *(photo(9, at) for at in range(1, 10))]
            )
            screen.update()
            assets = page.snapshot["assets"]
            (first,) = [key for key, shown in assets.items() if shown.get("displayWidth") == 40]
            assert all(shown["displayReady"] for shown in assets.values() if shown["filename"] == "photo.jpg")
            pictures = [preview._prepare_asset(page.id, key) for key in assets if "displayWidth" in assets[key]]
            assert len(await asyncio.gather(*pictures)) == 10, "however many there are"

            await message.edit(attachments=[photo(50, 30)])
            screen.update()
            assert first not in page.snapshot["assets"]
            assert await preview._prepare_asset(page.id, first) == ("image/jpeg", data, "photo.jpg")
            with pytest.raises(simcord.SetupError):
                await preview._prepare_asset(page.id, "a_unknown")


async def test_a_turned_photo_is_shown_upright() -> None:
    bot = Greeter()
    async with simulator.world(bot) as env:
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        async with Page(env, channel, [you], port=0) as preview:
            await bot.get_partial_messageable(channel.id).send(file=photo(40, 30, turned=6))
            page = preview._pages["python"]
            simulator.Screen(preview).update()
            (key,) = [key for key, shown in page.snapshot["assets"].items() if shown["filename"] == "photo.jpg"]
            _, data, _ = await preview._prepare_asset(page.id, key)
            assert images.decode(data).size == (30, 40)


async def test_the_name_of_the_bot_in_a_message_is_a_mention() -> None:
    bot = Greeter()
    async with simulator.world(bot) as env:
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        async with Page(env, channel, [you], port=0) as preview:
            page = preview._open_page(you.id, None)
            said = {"kind": "send_message", "content": "@chameleon mosaic, not @Chameleons", "reply_to_id": None}
            envelope = {"protocol_version": 3, "sequence": 1, "request_id": "r", "generation": page.generation}
            here = {"bot_generation": env._generation, "published_revision": page.revision, "target_id": None}
            answer = await preview._action(page.id, envelope | said | here)
            assert not answer["rejected"], answer
            assert channel.last_message is not None
            assert channel.last_message.content == f"<@{env.backend.bot_user.id}> mosaic, not @Chameleons"


async def test_an_error_that_the_person_is_told_is_no_fault_of_the_bot() -> None:
    class Refuser(Greeter):
        def __init__(self) -> None:
            super().__init__()
            self.tree = app_commands.CommandTree(self)

            @self.tree.command(name="refuse", description="Refuses")
            async def refuse(_: discord.Interaction, defect: bool) -> None:
                raise ZeroDivisionError if defect else UserError("No.", hint="Ask for less.")

            async def answer(_: discord.Interaction, __: app_commands.AppCommandError) -> None:
                return None

            self.tree.error(answer)

        async def setup_hook(self) -> None:
            await self.tree.sync()

    async with simulator.world(Refuser()) as env:
        channel = env.create_guild("Sandbox").create_text_channel("art")
        you = env.guild.add_member(env.create_user("you"))
        await you.slash(channel, "refuse", defect=False)
        assert env.errors == []
        await you.slash(channel, "refuse", defect=True)
        (error,) = env.errors
        assert isinstance(error.__cause__, ZeroDivisionError)


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
