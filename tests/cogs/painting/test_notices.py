"""Tell people that their picture is ready: by a mention or a direct message, and once."""

from datetime import timedelta

import discord
import pytest
from simcord.actors import MemberActor

from bot.jobs.job import State
from bot.people.notices import NoticeChoice, Wanted, Way
from tests.bot.doubles import job
from tests.cogs.world import EDIT_REPLY, POST, World, buttons, reply, text
from tests.polling import until

READY = "is ready."


async def choose(world: World, who: MemberActor, *answers: str) -> None:
    """A person chooses in the panel of /notify."""
    await world.begin()
    panel = await who.slash(world.channel, "notify")
    assert reply(panel).ephemeral
    for answer in answers:
        await who.click(reply(panel), label=answer)


def notices(world: World) -> list[discord.Message]:
    """The new messages in #art that mention the person."""
    return [one for one in world.channel.history() if READY in text(one) and "🔔" in text(one)]


def direct(world: World, who: MemberActor) -> list[str]:
    """What the bot wrote to a person directly."""
    return [text(one) for one in who.user.dm_channel.history() if "🔔" in text(one)]


async def test_nobody_is_told_who_did_not_choose_it(world: World) -> None:
    await world.finished(await world.stylize())
    await world.eventually(lambda jobs: jobs[0].delivered)
    assert notices(world) == []


async def test_who_wants_it_is_mentioned_in_a_new_message(world: World) -> None:
    await choose(world, world.alice, "Always")
    asked = await world.finished(await world.stylize())
    await until(lambda: notices(world), what="the notice")
    (notice,) = notices(world)
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{asked.id}"
    assert text(notice) == f"🔔 <@{world.alice.id}>, [your picture]({link}) is ready."
    (sent,) = [one.json for one in world.env.http_requests if one.method == "POST" and "🔔 <@" in str(one.json)]
    assert sent is not None
    assert [int(one) for one in sent["allowed_mentions"]["users"]] == [world.alice.id]


async def test_who_prefers_it_is_told_by_a_direct_message(world: World) -> None:
    await choose(world, world.alice, "Always", "By direct message")
    await world.finished(await world.stylize())
    await until(lambda: direct(world, world.alice), what="the direct message")
    assert READY in direct(world, world.alice)[0]
    assert notices(world) == []


async def test_of_a_private_picture_only_its_person_is_told(world: World) -> None:
    await choose(world, world.alice, "Always")
    await world.finished(await world.stylize(private=True))
    await until(lambda: direct(world, world.alice), what="the direct message")
    assert direct(world, world.alice) == ["🔔 Your private picture is ready. `/show` shows it to you here."]
    assert notices(world) == []


async def test_who_takes_no_direct_messages_still_gets_their_picture(world: World) -> None:
    await choose(world, world.alice, "Always", "By direct message")
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await world.finished(await world.stylize())
    await world.eventually(lambda jobs: jobs[0].delivered)
    await until(lambda: [one for one in world.env.http_requests if one.path == "/users/@me/channels"], what="the try")


async def test_where_the_bot_may_not_post_the_person_gets_a_direct_message(world: World) -> None:
    await choose(world, world.alice, "Always")
    world.env.inject_error("POST", POST.format(channel=world.channel.id), status=403, code=50013, times=None)
    await world.finished(await world.stylize())
    await until(lambda: direct(world, world.alice), what="the direct message")


async def test_a_second_delivery_after_a_restart_tells_nobody_again(world: World) -> None:
    await choose(world, world.alice, "Always")
    await world.finished(await world.stylize())
    await until(lambda: notices(world), what="the notice")
    done = await world.eventually(lambda jobs: jobs[0].delivered and jobs[0])
    await world.app.store.update(done.id, delivered=False)
    edits = len([one for one in world.env.http_requests if one.method == "PATCH"])
    await world.restart()
    await world.eventually(lambda jobs: jobs[0].delivered)
    assert len([one for one in world.env.http_requests if one.method == "PATCH"]) > edits, "it was delivered again"
    assert len(notices(world)) == 1


async def test_a_picture_that_came_as_a_direct_message_needs_no_notice(world: World) -> None:
    await choose(world, world.alice, "Always", "By direct message")
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("POST", POST.format(channel=world.channel.id), status=403, code=50013, times=None)
    await world.stylize()
    await world.eventually(lambda jobs: jobs[0].delivered)
    assert direct(world, world.alice) == []


async def test_the_button_below_a_picture_in_progress_is_about_who_presses_it(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    panel = await world.bob.click(reply(asked), label="Tell me")
    assert "I tell you nothing" in text(panel.response)
    assert buttons(panel.response) == ["Never", "After a minute", "Always", "With a mention", "By direct message"]
    chosen = await world.bob.click(reply(panel), label="After a minute")
    assert "longer than a minute, I mention you" in text(chosen.response)
    services = world.app.services.notices
    assert await services.choice(world.bob.id) == NoticeChoice(Wanted.LONG, Way.MENTION)
    assert await services.choice(world.alice.id) == NoticeChoice()
    await world.app.services.personal_data.forget(world.bob.id)
    assert await services.choice(world.bob.id) == NoticeChoice()


@pytest.mark.parametrize(
    ("wanted", "seconds", "state", "expected"),
    [
        (Wanted.NEVER, 600, "done", False),
        (Wanted.LONG, 60, "done", False),
        (Wanted.LONG, 61, "done", True),
        (Wanted.LONG, 61, "failed", True),
        (Wanted.ALWAYS, 1, "done", True),
        (Wanted.ALWAYS, 1, "cancelled", False),
        (Wanted.ALWAYS, 1, "running", False),
    ],
)
def test_which_ends_a_person_wants_to_hear_of(wanted: Wanted, seconds: int, state: str, expected: bool) -> None:
    ended = job()
    ended = job(
        state=State(state), finished_at=ended.created_at + timedelta(seconds=seconds), created_at=ended.created_at
    )
    assert NoticeChoice(wanted).wants(ended) is expected
