"""A challenge repeats: by a command and a form, over restarts, until it is stopped."""

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, buttons, reply, text, told_privately
from tests.polling import until


async def test_a_challenge_repeats_with_its_themes_until_it_is_stopped(
    world: World, challenge_world: ChallengeWorld
) -> None:
    await challenge_world.hold(theme="stars")
    form = await world.moderator.slash(world.channel, "challenge manage repeat", every="weekly")
    told = await world.moderator.submit_modal(form, {"themes": "frost\n*embers*"})
    assert "🔁 **Night wind** repeats every week. The next one opens <t:" in text(told.response)
    assert "2 themes, in turn:\n1. frost\n2. \\*embers\\*" in text(told.response)
    listed = await world.alice.slash(world.channel, "challenge list")
    assert "🔁 **Night wind** – every week, the next one opens <t:" in text(listed.response)
    await world.restart()
    await challenge_world.forward(days=7, minutes=1)
    await challenge_world.post("Open for entries", "*frost*")
    await challenge_world.quiet()
    assert len(await challenge_world.boarded()) == 2
    assert buttons(told.response) == ["Stop repeating"]
    done = await world.moderator.click(reply(told), label="Stop repeating")
    assert "does not repeat any more" in text(done.response)
    asked = await world.moderator.slash(world.channel, "challenge manage stop")
    assert told_privately(asked).startswith("No such challenge repeats here.")


async def test_who_does_not_manage_challenges_lets_none_repeat(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold()
    for command, options in (("repeat", {"every": "monthly"}), ("stop", {})):
        asked = await world.alice.slash(world.channel, f"challenge manage {command}", **options)
        assert told_privately(asked).startswith("Challenges are held and managed")


async def test_the_host_hears_that_the_channel_is_gone(world: World, challenge_world: ChallengeWorld) -> None:
    room = world.guild.create_text_channel("contests")
    await challenge_world.hold(channel=room)
    form = await world.moderator.slash(world.channel, "challenge manage repeat", every="monthly")
    await world.moderator.submit_modal(form, {})
    found = await world.moderator.autocomplete(world.channel, "challenge manage stop", "series", "night")
    assert [one["name"] for one in found] == ["Night wind"]
    await challenge_world.forward(days=6)
    await challenge_world.quiet()
    world.env.backend.delete_channel(room.id)
    await challenge_world.forward(days=26)

    found = await until(world.moderator.user.dm_channel.history, what="a direct message")
    assert f"I cannot post in <#{room.id}>" in text(found[0])
    assert await challenge_world.service.repetition.of_guild(world.guild.id) == []
