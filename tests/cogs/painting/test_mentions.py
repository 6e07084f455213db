"""Orders by message: mentions, replies, and pictures in a direct message."""

from typing import Any

import discord
import pytest
from PIL import Image
from simcord.backend import serializers

from cogs.shared import posts
from nst import images
from nst.images import encode_png
from tests.cogs.killing import Victim, killed
from tests.cogs.world import POST, World, alt_texts, buttons, colour_of, picture, shown_picture, text, told_privately
from tests.polling import until

NAVY, ORANGE = ("holiday.png", picture("navy")), ("painting.png", picture("orange"))


@pytest.fixture
def me(world: World) -> str:
    """The text that mentions the bot."""
    return world.mention


async def say(world: World, content: str, *files: tuple[str, bytes], **how: Any) -> discord.Message:
    """Alice writes in #art. Return her message."""
    await world.begin()
    return await world.alice.send(world.channel, content, attachments=files, **how)


def answer(world: World) -> discord.Message:
    """The newest message in #art. Fails if it is not the bot's."""
    message = world.newest
    assert message.author == world.app.client.user, "it did not answer"
    return message


async def painted(world: World) -> discord.Message:
    await until(lambda: "Details" in buttons(world.newest), what="a finished picture")
    return world.newest


async def test_a_mention_with_two_pictures_paints_the_first_in_the_style_of_the_second(world: World, me: str) -> None:
    mine = await say(world, f"{me}", NAVY, ORANGE)
    result = await painted(world)
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))
    assert (await shown_picture(result)).size == (64, 48)
    assert result.reference
    assert result.reference.message_id == mine.id
    assert len(world.channel.history()) == 2, "the answer is edited; nothing else is posted"
    (post,) = [entry.json for entry in world.env.http_requests if entry.path.endswith("/messages")]
    assert post
    assert post["allowed_mentions"] == {"parse": [], "replied_user": False}, "nobody is pinged"


async def test_progress_is_shown_and_can_be_cancelled(world: World, me: str) -> None:
    world.painter.hold(after=2)
    await say(world, me, NAVY, ORANGE)
    await until(lambda: "step 2" in text(world.newest), what="progress")
    await world.alice.click(world.newest, label="Cancel")
    await until(lambda: "Stopped" in text(world.newest), what="the cancellation")


async def test_a_style_is_named(world: World, me: str) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "night sky", picture("purple"))
    await say(world, f"{me}  Night Sky ", NAVY)
    assert "in **night sky** for" in text(await painted(world))
    assert colour_of(world.painter.painted[0].styles[0]) == (128, 0, 128)


async def test_words_that_name_no_style_get_the_styles_to_choose_from(world: World, me: str) -> None:
    await say(world, f"{me} nightmare before breakfast", NAVY)
    assert text(answer(world)).startswith("**In which style?**")
    assert "nightmare" not in text(answer(world))
    await world.alice.select(answer(world), ["house:mosaic"])
    assert "in **Mosaic**" in text(await painted(world))
    assert len(world.channel.history()) == 2


async def test_a_slip_in_a_styles_name_is_mended_with_one_press(world: World, me: str) -> None:
    await say(world, f"{me} staind glas", NAVY)
    assert "There is no style called “staind glas” here." in text(answer(world))
    refused = await world.bob.click(answer(world), label="Use Stained glass")
    assert told_privately(refused).startswith("That form has expired, or is someone else's.")
    await world.alice.click(answer(world), label="Use Stained glass")
    assert "in **Stained glass**" in text(await painted(world))
    assert len(world.channel.history()) == 2, "the question became the picture"


async def test_a_picture_is_uploaded_as_style_for_a_mention(world: World, me: str) -> None:
    await say(world, me, NAVY)
    form = await world.alice.click(answer(world), label="Upload a picture")
    await world.fill_in(world.alice, form, upload=ORANGE)
    await painted(world)
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))
    assert len(world.channel.history()) == 2


async def test_in_a_channel_only_the_names_of_ones_own_styles_are_shown(world: World, me: str) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    await say(world, me, NAVY)
    assert "2 Oil" in alt_texts(answer(world))[0]
    assert "dusk" not in alt_texts(answer(world))[0]
    await world.write(world.alice, "", NAVY)
    assert "1 dusk, 2 Oil" in alt_texts(world.alice.user.dm_channel.last_message)[0]


async def asked_for_a_style(victim: Victim) -> None:
    await victim.app.services.styles.save(victim.alice.id, None, "dusk", picture("purple"))
    await say(victim, victim.mention, NAVY)
    assert "In which style?" in text(answer(victim))
    others = await victim.bob.select(victim.newest, ["mine:dusk"])
    assert told_privately(others).startswith("That form has expired, or is someone else's.")


async def test_without_a_style_one_is_chosen_from_a_menu(world: World) -> None:
    await killed(world, asked_for_a_style)
    await world.alice.select(world.newest, ["mine:dusk"])
    await painted(world)
    assert len(world.channel.history()) == 2
    assert colour_of(world.painter.painted[0].styles[0]) == (128, 0, 128)


async def test_of_several_pictures_one_is_chosen(world: World, me: str) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    await say(world, f"{me} dusk", NAVY, ("cat.png", picture("red")))
    assert "Which of these should I paint?" in text(answer(world))
    await world.alice.select(world.newest, ["1"])
    await painted(world)
    assert colour_of(world.painter.painted[0].content) == (255, 0, 0)


async def one_of_three_chosen(victim: Victim) -> None:
    await victim.app.services.styles.save(victim.alice.id, None, "dusk", picture("purple"))
    await say(victim, victim.mention, NAVY, ("cat.png", picture("red")), ORANGE)
    await victim.alice.select(victim.newest, ["2"])


async def test_both_may_be_open(world: World) -> None:
    await killed(world, one_of_three_chosen)
    assert "In which style?" in text(answer(world))
    await world.alice.select(world.newest, ["mine:dusk"])
    await painted(world)
    assert colour_of(world.painter.painted[0].content) == (255, 165, 0)


async def test_a_reply_to_another_persons_picture_is_told_the_way_that_works(world: World, me: str) -> None:
    await world.begin()
    post = await world.bob.send(world.channel, "look", attachments=[NAVY])
    await say(world, me, ORANGE, reply_to=post)
    told = text(answer(world))
    assert told.startswith("Discord does not show me the message that you replied to.")
    assert "Apps › Stylize…" in told


async def test_a_reply_to_one_of_the_bots_own_pictures_works(world: World, me: str) -> None:
    result = await world.finished(await world.stylize(content=NAVY))
    await say(world, me, ORANGE, reply_to=result.message)
    await until(lambda: len(world.painter.painted) == 2, what="the second picture")
    await painted(world)
    assert colour_of(world.painter.painted[1].styles[0]) == (255, 165, 0)


async def test_a_reply_that_is_only_chatter_is_left_alone(world: World) -> None:
    result = await world.finished(await world.stylize())
    await say(world, "how nice!", reply_to=result.message)
    await say(world, "and this one", NAVY)
    assert len(world.channel.history()) == 3


async def test_a_mention_without_a_picture_is_told_how(world: World, me: str) -> None:
    await say(world, f"hello {me}")
    assert text(answer(world)).startswith("I see no picture in your message.")


async def test_pictures_in_a_direct_message_need_no_mention(world: World) -> None:
    await world.write(world.alice, "", NAVY, ORANGE)
    channel = world.alice.user.dm_channel
    await until(lambda: "Details" in buttons(channel.last_message), what="a finished picture")
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))


async def test_a_style_is_named_in_a_direct_message(world: World) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    await world.write(world.alice, "dusk", NAVY)
    channel = world.alice.user.dm_channel
    await until(lambda: "Details" in buttons(channel.last_message), what="a finished picture")
    assert colour_of(world.painter.painted[0].styles[0]) == (128, 0, 128)


async def test_a_hidden_picture_stays_hidden(world: World, me: str) -> None:
    await say(world, me, ("SPOILER_holiday.png", picture("navy")), ORANGE)
    result = await painted(world)
    assert result.attachments[0].filename.startswith("SPOILER_")


async def test_a_bad_picture_is_explained(world: World, me: str) -> None:
    await say(world, me, ("evil.png", b"no picture"), ORANGE)
    await until(lambda: "Content picture:" in text(world.newest), what="the explanation")


async def test_the_rules_of_the_place_hold(world: World, me: str) -> None:
    await world.begin()
    await world.app.services.people.ban(world.alice.id)
    await say(world, me, NAVY, ORANGE)
    assert text(answer(world)).startswith("I cannot paint for you")
    assert not world.painter.painted


async def test_a_missing_permission_is_named(world: World, me: str) -> None:
    channel = world.channel_without(attach_files=False)
    await world.begin()
    await world.alice.send(channel, me, attachments=[NAVY, ORANGE])
    assert text(channel.last_message).startswith("I need the permission “Attach Files”")


async def test_where_the_bot_may_not_write_it_answers_directly(world: World, me: str) -> None:
    channel = world.channel_without(send_messages=False)
    await world.begin()
    await world.alice.send(channel, me, attachments=[NAVY, ORANGE])
    assert text(world.alice.user.dm_channel.last_message).startswith("I need the permission “Send Messages”")


async def test_without_the_message_history_it_answers_without_a_reference(world: World, me: str) -> None:
    channel = world.channel_without(read_message_history=False)
    await world.begin()
    await world.alice.send(channel, me, attachments=[NAVY, ORANGE])
    await until(lambda: "Details" in buttons(channel.last_message), what="a finished picture")


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_reply_that_fails_does_not_lose_the_picture(world: World, me: str, status: int) -> None:
    await world.begin()
    world.env.inject_error("POST", POST.format(channel=world.channel.id), status=status, times=1)
    await say(world, me, NAVY, ORANGE)
    result = await painted(world)
    assert "your picture is ready" in text(result)


async def test_a_deleted_answer_is_not_posted_again_in_the_channel(world: World, me: str) -> None:
    world.painter.hold(after=2)
    await say(world, me, NAVY, ORANGE)
    await until(lambda: "step 2" in text(world.newest), what="progress")
    await world.moderator.delete(world.newest)
    world.painter.release()
    await until(lambda: world.alice.user.dm_channel.last_message is not None, what="a direct message")
    assert len(world.channel.history()) == 1


async def half_done(victim: Victim) -> None:
    victim.painter.hold(after=2)
    await say(victim, victim.mention, NAVY, ORANGE)
    await until(lambda: "step 2" in text(victim.newest), what="progress")


async def test_it_goes_on_after_a_restart(world: World) -> None:
    await killed(world, half_done)
    await painted(world)
    assert len(world.channel.history()) == 2


async def test_other_bots_are_not_answered(world: World, me: str) -> None:
    await world.begin()
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, me, attachments=[NAVY, ORANGE])
    assert len(world.channel.history()) == 1


async def test_a_defect_shows_a_reference(
    world: World, me: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def submit(*_: object) -> None:
        raise RuntimeError("the moon is wrong")

    monkeypatch.setattr(world.app.services.job_service, "submit", submit)
    await say(world, me, NAVY, ORANGE)
    told = text(answer(world))
    assert "moon" not in told
    assert told.split("`")[1] in caplog.text


@pytest.mark.parametrize("directly", [False, True])
async def test_a_link_is_painted_once_discord_shows_its_picture(
    world: World, monkeypatch: pytest.MonkeyPatch, directly: bool
) -> None:
    async def download(url: str, limit: int) -> bytes:
        return picture("navy")

    monkeypatch.setattr(posts, "download", download)
    await world.begin()
    backend, link = world.env.backend, "https://example.com/cat.png"
    proxy = "https://images-ext-1.discordapp.net/external/abc/https/example.com/cat.png"
    if directly:
        written = await world.write(world.alice, f"{link} oil")
        channel = world.alice.user.dm_channel
        await until(lambda: channel.last_message and channel.last_message.author.bot, what="an answer")
    else:
        written, channel = await say(world, f"{world.mention} {link} oil"), world.channel
        answer(world)
    stored = backend.get_message(channel.id, written.id)
    stored.embeds = [{"type": "image", "url": link, "thumbnail": {"url": link, "proxy_url": proxy}}]
    backend.emit("MESSAGE_UPDATE", dict(serializers.message_payload(backend, stored)))
    await until(lambda: world.painter.painted, what="a painting")
    assert colour_of(world.painter.painted[0].content) == (0, 0, 128)


async def test_a_transparent_photo_keeps_its_transparency(world: World, me: str) -> None:
    cutout = Image.new("RGBA", (32, 24), (0, 0, 128, 255))
    cutout.paste((0, 0, 0, 0), (0, 0, 16, 24))
    await say(world, me, ("cutout.png", encode_png(cutout)), ORANGE)
    await painted(world)
    (task,) = world.painter.painted
    assert task.content is not None
    assert images.decode_own(task.content, transparency=True).getchannel("A").getextrema() == (0, 255)


async def test_a_photo_of_one_pixel_is_refused_with_a_sentence(world: World, me: str) -> None:
    await say(world, me, ("dot.png", picture("navy", (1, 1))), ORANGE)
    await until(lambda: "1 × 1 pixels" in text(world.newest), what="the refusal")
    assert "16 pixels" in text(world.newest)
    assert world.painter.painted == []
