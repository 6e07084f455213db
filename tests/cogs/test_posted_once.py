"""The end of a job is posted once, whatever fails in between, and no Cancel button stays beside it."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.settings import Settings
from tests.bot.doubles import impatient_while, locked, step
from tests.cogs.painting.test_delivery import delivered_job, half_done, with_picture
from tests.cogs.world import EDIT_REPLY, POST, World, buttons, noise, picture, reply, text, told_privately
from tests.polling import until


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.painting.announcer.PAUSES", (0.01, 0.01))


async def begun(world: World) -> Any:
    """A job with an expired reply: its new message is posted, then Discord fails before the message is filled."""
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("PATCH", POST.format(channel="*") + "/*", status=503, times=None)
    world.painter.release()
    await until(lambda: "your picture is ready" in text(world.newest), what="the line that becomes the result")
    job = await world.eventually(lambda jobs: jobs[0].posted_message_id and jobs[0])
    await until(lambda: not world.app.services.job_service.active, what="the end of the first attempt")
    assert (world.newest.attachments, buttons(world.newest)) == ([], ["Original"]), "a line without a picture"
    return asked, job


def own_posts(world: World) -> list[discord.Message]:
    """The bot's messages in #art, without replies to commands."""
    me = world.app.client.user
    return [message for message in world.channel.history() if message.author == me]


def discord_recovers(world: World) -> None:
    """Discord works again, except for the reply, whose token has expired."""
    world.env.backend.faults.clear()
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)


async def test_a_crash_between_the_post_and_the_picture_ends_in_one_post(world: World) -> None:
    """The bot may not read the history, and there are sixty newer messages."""
    _, job = await begun(world)
    for number in range(60):
        await world.bob.send(world.channel, f"message {number}")
    discord_recovers(world)
    world.env.inject_error("GET", POST.format(channel="*"), status=403, code=50001, times=None)
    await world.restart()
    await delivered_job(world)
    (post,) = with_picture(own_posts(world))
    assert post.id == job.posted_message_id
    assert own_posts(world) == [post], "the reply is taken away, and nothing was posted twice"


@pytest.mark.parametrize("may_look", [True, False])
async def test_a_crash_between_the_post_and_its_note_leaves_no_second_picture(world: World, may_look: bool) -> None:
    _, job = await begun(world)
    await world.app.store.update(job.id, posted_channel_id=None, posted_message_id=None)
    discord_recovers(world)
    if not may_look:
        world.env.inject_error("GET", POST.format(channel="*"), status=403, code=50001, times=None)
    await world.restart()
    await delivered_job(world)
    assert len(with_picture(own_posts(world))) == 1
    assert len(own_posts(world)) == (1 if may_look else 2), "at worst a line without a picture is left"


async def test_a_post_that_may_not_have_a_picture_is_taken_back(world: World) -> None:
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("PATCH", f"{POST.format(channel=world.channel.id)}/*", status=403, code=50013, times=None)
    world.painter.release()
    await delivered_job(world)
    assert own_posts(world) == []
    assert asked.response is None, "the reply with its Cancel is gone, too"
    (message,) = world.alice.user.dm_channel.history()
    assert message.attachments


async def test_who_asked_hears_at_once_that_their_picture_was_lost(world: World) -> None:
    world.painter.result = noise(64)  # a different file from the photo
    _, job = await begun(world)
    await world.app.services.files.delete(job.picture)
    discord_recovers(world)
    world.app.services.job_service.reconnected()
    await delivered_job(world)
    (post,) = own_posts(world)
    assert "about the picture that you asked for a while ago" in text(post)
    assert "its file got lost on my side" in text(post)
    assert buttons(post) == ["Again", "Tune", "Delete"]
    world.env.backend.faults.clear()
    assert "Details" in buttons(await world.finished(await world.alice.click(post, label="Again")))


async def test_a_message_that_discord_wants_no_edits_of_is_left_alone(world: World) -> None:
    """The answer to a mention is older than an hour."""
    await world.begin()
    world.painter.hold(after=3)
    await world.alice.send(
        world.channel, world.mention, attachments=[("photo.png", picture()), ("painting.png", picture("orange"))]
    )
    await until(lambda: "step 3" in text(world.newest), what="progress")
    asked, path = world.newest, f"{POST.format(channel=world.channel.id)}/{world.newest.id}"
    world.env.inject_error("PATCH", path, status=429, code=30046, times=None)
    tried = len(_edits(world, asked.id))
    job = await world.eventually(lambda jobs: jobs[0])
    for number in range(4, 8):
        await world.app.services.announcer.progress(job, step(number))
    assert len(_edits(world, asked.id)) == tried + 1, "it is not tried again soon"
    world.painter.release()
    await delivered_job(world)
    assert len(_edits(world, asked.id)) == tried + 2, "but once for the result"
    assert "your picture is ready" in text(world.newest), "which came as another message"
    assert asked.id not in [message.id for message in own_posts(world)]


def _edits(world: World, message_id: int) -> list[str]:
    return [one.path for one in world.env.http_requests if one.method == "PATCH" and one.path.endswith(str(message_id))]


async def test_a_private_reply_says_goodbye_before_it_can_be_edited_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.shared.interactions.TOKEN_LIFE", timedelta(seconds=40))
    world.painter.hold(after=3)
    asked = await world.stylize(private=True)
    await until(lambda: "Your picture comes as a new one" in text(asked.response), what="the last words")
    assert buttons(asked.response) == [], "no Cancel that would stay for ever"


async def test_cancel_on_a_card_that_was_left_behind_tidies_it_up(world: World) -> None:
    asked = await half_done(world)
    press = world.press_later(world.alice, reply(asked), "Cancel")
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=1)
    world.env.inject_error("DELETE", "*", status=403, code=50001, times=None)
    world.painter.release()
    await delivered_job(world)
    await press()
    assert "its result is in another message" in text(asked.response)
    assert buttons(asked.response) == []


async def test_who_asks_while_nothing_can_be_written_is_told_so(world: World, settings: Settings) -> None:
    await world.begin()
    impatient_while(lambda: True, world.app.database)
    async with locked(settings.data_dir / "chameleon.db"):
        asked = await world.stylize()
        assert "I cannot save anything at the moment" in told_privately(asked)
    await world.finished(await world.stylize())
