"""User stories without faults. All tests share one bot."""

import io
import random
from typing import Any

import pytest
from PIL import Image

from tests.discord_server.people import Person
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Channel, Message
from tests.e2e.discord.pictures import file, finished, newest, pair, shows_picture
from tests.polling import until

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def painted(who: Person, **options: Any) -> Message:
    """Paint a picture for a person."""
    return await finished(await who.slash("stylize", **(pair() | options)))


async def test_stylize_is_acknowledged_shows_progress_and_ends_with_the_picture(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    await shared_discord.hold_painter()
    asked = await alice.slash("stylize", **pair(), strength=70, colours="photo", seed=7)
    assert asked.callback == 5
    reply = asked.reply
    assert reply is not None
    await until(lambda: "Cancel" in reply.buttons, what="progress")
    await shared_discord.release_painter()
    await finished(asked)
    assert {"Again", "Variation", "Tune", "Details", "Delete"} <= reply.buttons.keys()
    assert "in **painting.png** for" in reply.text
    assert Image.open(io.BytesIO(reply.attachments[0].data)).size == (64, 48)
    assert not reply.ephemeral


async def test_again_variation_and_tune_paint_in_replies_of_their_own(shared_discord: DiscordServer) -> None:
    alice, bob = shared_discord.person("Alice"), shared_discord.person("Bob")
    reply = await painted(alice)
    again = await finished(await bob.press(reply, "Again"))
    variation = await finished(await alice.press(reply, "Variation"))
    form = await alice.press(reply, "Tune")
    tuned = await finished(await alice.fill_in(form, strength="62", strokes="1.5"))
    assert "strength 50 → 62" in tuned.text
    assert len({reply.id, again.id, variation.id, tuned.id}) == 4


async def test_bigger_is_offered_where_there_is_more_to_show(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    reply = await painted(alice, content=file(size=(600, 400)), size=256)
    bigger = await finished(await alice.press(reply, "Bigger"))
    width = Image.open(io.BytesIO(bigger.attachments[0].data)).width
    assert width > 256


async def test_details_and_the_original_are_private(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    noise = io.BytesIO()
    Image.frombytes("RGB", (512, 512), random.Random(7).randbytes(512 * 512 * 3)).save(noise, "PNG")
    shared_discord.world.upload_limit = 600_000
    reply = await painted(alice, content=("noise.png", noise.getvalue()), size=512)
    assert len(reply.attachments[0].data) < 600_000
    shared_discord.world.upload_limit = 10 * 2**20
    original = await alice.press(reply, "Original")
    assert original.reply is not None
    await until(lambda: original.reply and original.reply.attachments, what="the original")
    assert original.reply.ephemeral
    assert original.reply.attachments[0].filename.endswith(".png")
    details = await alice.press(reply, "Details")
    assert details.reply is not None
    await until(lambda: details.reply and details.reply.attachments, what="the details")
    assert details.reply.ephemeral
    assert "CH1" in details.reply.text


async def test_cancel_stops_and_delete_takes_the_message_away(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    await shared_discord.hold_painter()
    asked = await alice.slash("stylize", **pair())
    reply = asked.reply
    assert reply is not None
    await until(lambda: "Cancel" in reply.buttons, what="progress")
    await alice.press(reply, "Cancel")
    await until(lambda: "Stopped." in reply.text, what="the end")
    await shared_discord.release_painter()
    other = await painted(alice)
    await alice.fill_in(await alice.press(other, "Delete"))
    await until(lambda: other.deleted, what="the deletion")


async def test_a_refusal_is_private_and_says_why(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    refused = await alice.slash("stylize", content=file(), style=("notes.png", b"no picture at all"))
    await until(lambda: refused.followups, what="the reason")
    assert refused.followups[0].ephemeral
    await until(lambda: refused.reply and refused.reply.deleted, what="the end of “thinking…”")


async def test_a_refused_form_is_corrected(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    reply = await painted(alice)
    refused = await alice.fill_in(await alice.press(reply, "Tune"), strength="much", strokes="1.5")
    assert refused.reply is not None
    assert refused.reply.ephemeral
    form = await alice.press(refused.reply, "Correct it")
    assert "strokes ×1 → ×1.5" in (await finished(await alice.fill_in(form, strength="62"))).text


async def test_the_menus_of_a_post_paint_and_keep(shared_discord: DiscordServer) -> None:
    alice, bob = shared_discord.person("Alice"), shared_discord.person("Bob")
    post = await bob.write("look", file("holiday.png", "navy"))
    form = await alice.menu("Stylize…", post)
    await finished(await alice.fill_in(form, upload=file("painting.png", "orange"), strength="80", strokes="1.5"))
    form = await alice.menu("Use as style…", post)
    await finished(await alice.fill_in(form, upload=file()))
    kept = await alice.fill_in(await alice.menu("Use as style…", post), name="dusk")
    assert kept.reply is not None
    await until(lambda: kept.reply and "dusk" in kept.reply.text, what="the kept style")
    choices = await alice.slash("stylize", content=file(), saved="du", focus="saved")
    assert choices.choices is not None
    (found,) = [one["value"] for one in choices.choices if "dusk" in one["name"]]
    assert "in **dusk** for" in (await painted(alice, style=None, saved=found)).text


async def test_a_mention_with_two_pictures_is_answered_by_a_picture(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    bot, art = shared_discord.world.bot, shared_discord.art
    asked = await alice.write(f"<@{bot.id}>", file(), file("painting.png", "orange"))
    await until(lambda: newest(art).reference and shows_picture(newest(art)), what="the picture")
    reference = newest(art).reference
    assert reference is not None
    assert reference["message_id"] == str(asked.id)


async def test_a_reply_to_a_persons_picture_asks_for_what_the_bot_can_see(shared_discord: DiscordServer) -> None:
    alice, bob = shared_discord.person("Alice"), shared_discord.person("Bob")
    post = await bob.write("look", file("holiday.png", "navy"))
    await alice.write(f"<@{shared_discord.world.bot.id}>", reply_to=post)
    await until(lambda: "Stylize…" in newest(shared_discord.art).text, what="the way that works")


async def test_pictures_in_a_direct_message_need_no_mention(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    await alice.write("", file(), file("painting.png", "orange"), where=alice.direct)
    await until(lambda: shows_picture(newest(alice.direct)), what="the picture")
    await finished(await alice.slash("stylize", **pair(), where=alice.direct))


async def test_who_has_installed_the_bot_uses_it_where_it_is_no_member(shared_discord: DiscordServer) -> None:
    world = shared_discord.world
    alice = shared_discord.person("Alice", installed=True)
    elsewhere = world.add_channel(world.add_guild("Elsewhere", installed=False), "general")
    group = Channel(world.snowflake(), "friends", 3, recipients=[alice.user], known_to_bot=False)
    world.channels[group.id] = group
    for place in (elsewhere, group):
        reply = await finished(await alice.slash("stylize", **pair(), where=place))
        await finished(await alice.press(reply, "Again"))


async def test_private_pictures_are_seen_by_one_person(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    reply = await painted(alice, private=True)
    assert reply.ephemeral
    assert (await finished(await alice.press(reply, "Again"))).ephemeral


@pytest.mark.parametrize("command", ["help", "consent", "privacy", "history", "style list", "settings"])
async def test_every_panel_fits_the_schema(shared_discord: DiscordServer, command: str) -> None:
    alice = shared_discord.person("Alice")
    asked = await alice.slash(command)
    await until(lambda: asked.reply and not asked.reply.loading, what="the panel")
    assert asked.reply is not None
    assert asked.reply.text
