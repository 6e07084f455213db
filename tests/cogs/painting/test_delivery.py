"""A finished picture reaches its person, whatever Discord answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import discord
import pytest
from simcord.results import InteractionResult

from bot.jobs.job import Job
from tests.cogs.killing import Victim, killed
from tests.cogs.world import (
    EDIT_REPLY,
    POST,
    World,
    buttons,
    noise,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)
from tests.polling import until

FINISHED = ["Again", "Variation", "Explore", "Tune", "Mix in…", "Advanced", "Compare", "Details", "Delete"]
EXPIRED = [(401, 50027), (404, 10015)]


async def half_done(world: World, **options: Any) -> InteractionResult:
    """A running job of Alice."""
    world.painter.hold(after=3)
    asked = await world.stylize(**options)
    await until(lambda: "step 3" in text(asked.response), what="progress")
    return asked


async def delivered_job(world: World) -> Job:
    """The newest job, once the bot has marked it as delivered."""
    job: Job = await world.eventually(lambda jobs: jobs and jobs[-1].delivered and jobs[-1])
    return job


def with_picture(messages: list[discord.Message]) -> list[discord.Message]:
    """The messages that have a picture."""
    return [message for message in messages if message.attachments]


@pytest.mark.parametrize(("status", "code"), EXPIRED)
async def test_an_expired_reply_is_replaced_by_a_message_in_the_channel(world: World, status: int, code: int) -> None:
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=status, code=code, times=None)
    world.painter.release()
    await delivered_job(world)
    message = world.newest
    assert f"<@{world.alice.id}>, your picture is ready" in text(message)
    assert buttons(message) == FINISHED
    assert (await shown_picture(message)).size == (64, 48)
    (post,) = [entry.json for entry in world.env.http_requests if entry.path.endswith("/messages")]
    assert post is not None
    assert post["allowed_mentions"] == {"parse": []}, "nobody is pinged"
    assert asked.response is None, "the reply that stands still is taken away"
    await world.delete(world.alice, message)
    assert world.channel.last_message is None


async def test_a_long_wait_is_shown_even_after_the_token_has_expired(world: World) -> None:
    await half_done(world)
    waiting = await world.stylize(world.bob)
    third = await world.stylize(world.bob)
    await until(lambda: "2 before you" in text(third.response), what="the place in line")
    await world.env.advance_time(16 * 60)
    await world.alice.click(world.channel.history()[0], label="Cancel")
    await until(lambda: "1 before you" in text(third.response), what="the new place in line")
    await world.bob.click(reply(waiting), label="Cancel")
    await until(lambda: "Stopped" in text(waiting.response), what="the cancellation")


async def test_a_token_expires_while_painting(world: World) -> None:
    await half_done(world)
    await world.env.advance_time(16 * 60)
    world.painter.release()
    await delivered_job(world)
    assert len(with_picture(world.channel.history())) == 1
    assert "your picture is ready" in text(world.newest)


async def test_where_the_bot_may_not_post_the_picture_comes_as_a_direct_message(world: World) -> None:
    await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("POST", POST.format(channel=world.channel.id), status=403, code=50013, times=None)
    world.painter.release()
    await delivered_job(world)
    (message,) = world.alice.user.dm_channel.history()
    assert text(message).startswith("🎨  Your picture is ready. I could not post it where you asked for it.")
    assert (await shown_picture(message)).size == (64, 48)


async def test_what_nobody_would_take_is_kept_for_show(world: World) -> None:
    await half_done(world, content=("photo.png", picture("navy")))
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50001, times=None)
    world.env.inject_error("POST", POST.format(channel="*"), status=403, code=50007, times=None)
    world.painter.release()
    await until(lambda: not world.app.services.job_service.active, what="the end of the delivery")
    job = await world.eventually(lambda jobs: jobs and jobs[0].deliveries == 1 and jobs[0].picture and jobs[0])
    world.env.backend.faults.clear()
    assert not job.delivered
    shown = await world.alice.slash(world.channel, "show", id=job.id)
    assert shown.ephemeral
    assert (await shown_picture(shown.response)).getpixel((0, 0)) == (0, 0, 128)


async def test_a_deleted_reply_is_not_posted_again_in_the_channel(world: World) -> None:
    asked = await half_done(world)
    await world.moderator.delete(reply(asked).message)
    world.painter.release()
    await delivered_job(world)
    assert world.channel.last_message is None
    assert with_picture(world.alice.user.dm_channel.history())


@pytest.mark.parametrize(("status", "code"), [(500, 0), (503, 0), (429, 0)])
async def test_a_passing_fault_does_not_lose_the_picture(
    world: World, status: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.painting.announcer.PAUSES", (0.01, 0.01))
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=status, code=code, times=2)
    world.painter.release()
    result = await world.finished(asked)
    assert [message.id for message in world.channel.history()] == [result.id]


async def test_faults_while_painting_do_no_harm(world: World) -> None:
    world.env.inject_error("PATCH", EDIT_REPLY, status=500, times=1)
    world.painter.hold(after=3)
    asked = await world.stylize()
    await until(lambda: "step 3" in text(asked.response), what="progress")
    world.painter.release()
    await world.finished(asked)


async def test_a_picture_over_the_limit_of_the_place_is_sent_smaller(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(attachment_size_limit=200_000)
    world.painter.result = noise(512)
    result = await world.finished(await world.stylize())
    (attachment,) = result.attachments
    assert attachment.size <= 200_000
    assert not attachment.filename.endswith(".png")
    assert (await shown_picture(result)).width > 100


async def test_a_picture_that_discord_finds_too_large_is_sent_smaller(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(attachment_size_limit=600_000)
    world.painter.result = noise(512)
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=413, code=40005, times=1)
    world.painter.release()
    result = await world.finished(asked)
    assert result.attachments[0].size <= 300_000


async def test_a_failure_is_told_in_the_channel_too(world: World) -> None:
    asked = await half_done(world)
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.painter.error_at_the_end = RuntimeError("out of paint")
    world.painter.release()
    await delivered_job(world)
    assert asked.response is None
    assert f"<@{world.alice.id}>, about the picture" in text(world.newest)
    assert "Something went wrong on my side." in text(world.newest)


async def test_a_stopped_bot_says_so_and_goes_on_where_it_was(world: World) -> None:
    asked = await half_done(world)
    await world.app.say_farewell()
    assert "I am restarting. Your picture keeps its place" in text(asked.response)
    refused = await world.stylize(world.bob)
    assert told_privately(refused).startswith("I am being restarted.")
    await world.restart()
    world.painter.release()
    await world.finished(asked)
    assert [message.id for message in world.channel.history()] == [reply(asked).id]


async def two_accepted(victim: Victim) -> tuple[InteractionResult, InteractionResult]:
    return await half_done(victim), await victim.stylize(victim.bob)


async def test_a_killed_bot_finishes_what_it_had_accepted_and_delivers_it_once(world: World) -> None:
    asked, waiting = await killed(world, two_accepted)
    await world.finished(asked)
    await world.finished(waiting)
    assert len(world.channel.history()) == 2


async def finished_while_discord_fails(victim: Victim) -> InteractionResult:
    asked = await half_done(victim)
    victim.env.inject_error("PATCH", EDIT_REPLY, status=500, times=None)
    victim.painter.release()
    await victim.eventually(lambda jobs: jobs and jobs[0].deliveries == 1)
    victim.env.backend.faults.clear()
    return asked


async def test_a_picture_that_was_finished_but_not_delivered_comes_after_the_restart(world: World) -> None:
    asked = await killed(world, finished_while_discord_fails)
    await world.finished(asked)
    assert len(world.channel.history()) == 1


async def dies_with_the_answer(victim: Victim) -> None:
    """The bot is killed after Discord's answer and before storing it."""
    await half_done(victim)
    victim.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    real = victim.app.store.update

    async def update(job_id: str, **columns: Any) -> Job:
        if "delivered" in columns:
            victim.die()
        return await real(job_id, **columns)

    with patch.object(victim.app.store, "update", update):
        victim.painter.release()
        await delivered_job(victim)


async def test_a_message_that_arrived_unseen_is_not_posted_twice(world: World) -> None:
    await killed(world, dies_with_the_answer)
    assert len(with_picture(world.channel.history())) == 1, "it arrived"
    await delivered_job(world)
    assert len(with_picture(world.channel.history())) == 1


async def test_a_private_picture_never_comes_into_the_channel(world: World) -> None:
    await half_done(world, private=True)
    await world.env.advance_time(16 * 60)
    world.painter.release()
    await delivered_job(world)
    (message,) = with_picture(world.alice.user.dm_channel.history())
    assert text(message).startswith("🎨  Your picture is ready.")
    assert [message for message in world.channel.history() if not message.flags.ephemeral] == []


@pytest.mark.parametrize(("private", "edits"), [(False, 1), (True, 0)])
async def test_after_its_time_the_reply_is_not_even_tried(
    world: World, private: bool, edits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.shared.interactions.TOKEN_LIFE", timedelta(0))
    await world.stylize(private=private)
    await delivered_job(world)
    by_token = [entry for entry in world.env.http_requests if entry.method == "PATCH" and "/webhooks/" in entry.path]
    assert by_token == []
    assert len(with_picture(world.channel.history())) == edits


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
async def test_a_message_that_cannot_be_edited_any_more_is_followed_by_another(
    world: World, status: int, code: int
) -> None:
    """The answer to a mention is an ordinary message."""
    await world.begin()
    files = [("photo.png", picture()), ("painting.png", picture("orange"))]
    world.painter.hold(after=3)
    await world.alice.send(world.channel, world.mention, attachments=files)
    await until(lambda: "step 3" in text(world.newest), what="progress")
    path = f"{POST.format(channel=world.channel.id)}/{world.newest.id}"
    world.env.inject_error("PATCH", path, status=status, code=code, times=None)
    world.painter.release()
    await delivered_job(world)
    assert "your picture is ready" in text(world.newest)
    assert len(with_picture(world.channel.history())) == 2, "hers, and one of the bot's"
    assert len(world.channel.history()) == 2, "the old reply is taken away"


async def test_faults_at_the_end_of_a_mention_do_not_lose_the_picture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.painting.announcer.PAUSES", (0.01, 0.01))
    await world.begin()
    files = [("photo.png", picture()), ("painting.png", picture("orange"))]
    world.painter.hold(after=3)
    await world.alice.send(world.channel, world.mention, attachments=files)
    await until(lambda: "step 3" in text(world.newest), what="progress")
    world.env.inject_error("PATCH", POST.format(channel="*") + "/*", status=500, times=2)
    world.painter.release()
    await until(lambda: "Details" in buttons(world.newest), what="a finished picture")
    assert len(world.channel.history()) == 2
