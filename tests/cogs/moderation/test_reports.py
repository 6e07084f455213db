"""What reaches the moderators: their log channel, and reports."""

import json

import discord
import pytest
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from cogs.shared.moderation_log import REPORTS
from tests.cogs.challenges.challenge_world import ENTER, ChallengeWorld
from tests.cogs.world import Message, World, buttons, picture, reply, text, told_privately
from tests.polling import until

REPORT = "Report picture"


@pytest.fixture
def challenge_world(world: World) -> ChallengeWorld:
    return ChallengeWorld(world)


async def log_channel(world: World) -> ChannelHandle:
    """A channel that the server has chosen for its log."""
    channel = world.guild.create_text_channel("log")
    await world.app.services.guild_settings.update(world.guild.id, log_channel=channel.id)
    return channel


async def logged(channel: ChannelHandle, *words: str) -> discord.Message:
    """Wait for an entry that contains all the words."""
    found: list[discord.Message] = await until(
        lambda: [one for one in channel.history() if all(word in text(one) for word in words)], what=f"{words}"
    )
    return found[0]


async def report(world: World, message: Message, reason: str = "It shows my cat") -> InteractionResult:
    """Bob reports a picture."""
    form = await world.bob.context_menu(world.channel, REPORT, message)
    return await world.bob.submit_modal(form, {"reason": reason})


async def test_a_report_reaches_the_moderators_who_delete_the_picture(world: World) -> None:
    channel = await log_channel(world)
    message = await world.finished(await world.stylize())
    assert "The moderators have your report" in text((await report(world, message, "It shows *my* cat")).response)
    entry = await logged(channel, "🚩")
    assert text(entry) == (
        f"🚩 <@{world.bob.id}> reports [a picture](https://discord.com/channels/{world.guild.id}/{world.channel.id}/"
        f"{message.id}) of <@{world.alice.id}>: It shows \\*my\\* cat"
    )
    await world.bob.click(entry, label="Delete picture")
    await world.eventually(lambda jobs: jobs)
    await world.moderator.click(entry, label="Delete picture")
    await world.eventually(lambda jobs: not jobs)
    assert message.id not in [one.id for one in world.channel.history()]
    decided = await logged(channel, "It shows", f"🗑️ <@{world.moderator.id}> deleted the picture.")
    assert buttons(decided) == []
    await logged(channel, f"<@{world.moderator.id}> deleted picture `", f"of <@{world.alice.id}>")


async def test_a_reported_picture_can_stay(world: World) -> None:
    channel = await log_channel(world)
    message = await world.finished(await world.stylize())
    await report(world, message)
    entry = await logged(channel, "🚩")
    await world.restart()
    await world.moderator.click(entry, label="Keep it")
    assert buttons(await logged(channel, f"<@{world.moderator.id}> looked at it. It stays.")) == []
    await world.eventually(lambda jobs: len(jobs) == 1)


async def test_a_forged_report_deletes_no_other_message(world: World) -> None:
    channel = await log_channel(world)
    message = await world.finished(await world.stylize())
    other = await world.finished(await world.stylize(content=("other.png", picture("red"))))
    await report(world, message)
    entry = await logged(channel, "🚩")
    stored = world.env.backend.get_message(channel.id, entry.id)
    stored.components = json.loads(json.dumps(stored.components).replace(str(message.id), str(other.id)))
    await world.moderator.click(await logged(channel, "🚩"), label="Delete picture")
    await world.eventually(lambda jobs: len(jobs) == 1)
    assert other.id in [one.id for one in world.channel.history()]


async def test_without_a_log_channel_the_owner_of_the_server_is_told(world: World) -> None:
    message = await world.finished(await world.stylize())
    guild = world.app.client.get_guild(world.guild.id)
    assert guild is not None
    assert "The moderators have your report" in text((await report(world, message)).response)
    (told,) = world.env.backend.messages[_dm_of(world, guild.owner_id or 0)].values()
    assert "It shows my cat" in str(told.components)
    assert "has no log channel" in str(told.components)


async def test_a_report_that_reaches_nobody_is_no_report(world: World) -> None:
    message = await world.finished(await world.stylize())
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    for _ in range(2):
        assert "takes no messages from me" in told_privately(await report(world, message))


async def test_nobody_floods_the_moderators_with_reports(world: World) -> None:
    channel = await log_channel(world)
    message = await world.finished(await world.stylize())
    await report(world, message)
    assert told_privately(await report(world, message)).startswith("You have reported this already")
    moderation_log = world.app.services.moderation_log
    for number in range(REPORTS - 1):
        moderation_log.note_report(world.bob.id, str(number))
    other = await world.finished(await world.stylize(content=("other.png", picture("red"))))
    assert told_privately(await report(world, other)).startswith("You have reported a lot")
    assert len(channel.history()) == 1


def _dm_of(world: World, user_id: int) -> int:
    (channel_id,) = [
        one.id for one in world.env.backend.channels.values() if user_id in getattr(one, "recipient_ids", ())
    ]
    return channel_id


async def test_what_is_no_picture_of_the_bot_cannot_be_reported(world: World) -> None:
    await world.begin()
    plain = await world.alice.send(world.channel, "hello")
    asked = await world.bob.context_menu(world.channel, REPORT, plain)
    assert told_privately(asked).startswith("There is no picture of mine in that message.")


async def test_deletions_and_refusals_are_logged_and_nothing_about_private_pictures(world: World) -> None:
    channel = await log_channel(world)
    await world.finished(await world.stylize(private=True))
    (hidden,) = await world.eventually(lambda jobs: jobs)
    history = await world.alice.slash(world.channel, "history")
    shown = await world.alice.select(reply(history), [hidden.id], custom_id="history-menu:open")
    await world.delete(world.alice, reply(shown))
    await world.finished(await world.stylize(content=("other.png", picture("red"))))
    role = world.guild.create_role("artist")
    await world.app.services.guild_settings.update(world.guild.id, roles=(role.id,))
    for _ in range(3):
        await world.stylize(world.bob)
    await world.stylize(world.alice, private=True)
    await logged(channel, f"<@{world.bob.id}> was refused in <#{world.channel.id}>", f"<@&{role.id}>")
    (public,) = [one for one in world.channel.history() if "Details" in buttons(one)]
    await world.delete(world.alice, public)
    await logged(channel, f"<@{world.alice.id}> deleted their own picture")
    assert len(channel.history()) == 2, "the same refusal once, and nothing about the private ones"


async def test_nobody_learns_from_the_log_who_takes_part_while_names_are_hidden(
    world: World, challenge_world: ChallengeWorld
) -> None:
    channel = await log_channel(world)
    challenge = await challenge_world.hold(each=3)
    entered = [await challenge_world.paint(world.alice, colour) for colour in ("teal", "pink")]
    for message in entered:
        await world.alice.click(message, label=ENTER)
    await report(world, entered[0])
    await logged(channel, "🚩", "reports [a picture]")
    gallery = await world.bob.click(await challenge_world.post("2 pictures so far"), label="Browse")
    first = next(one for one in await challenge_world.service.store.entries(challenge.id) if one.number == 1)
    looked = await challenge_world.open(world.bob, gallery, first)
    form = await world.bob.click(reply(looked), label="Report")
    await world.bob.submit_modal(form, {"reason": "Too dark"})
    await logged(channel, "reports **#1** in **[Night wind]", "Too dark")
    await world.moderator.slash(world.channel, "challenge manage disqualify", number=1, reason="Not a fox")
    await logged(channel, f"<@{world.moderator.id}> refused entry **#1** of **Night wind**: Not a fox")
    await world.delete(world.moderator, entered[0])
    await logged(channel, "its owner is not named")
    await world.delete(world.alice, entered[1])
    await world.eventually(lambda jobs: not jobs)
    assert [one for one in channel.history() if str(world.alice.id) in text(one)] == []
    assert len(channel.history()) == 4, "nothing about what she deleted herself"
