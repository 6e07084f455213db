"""A date that can mean several moments gets a question, and the answer is a button."""

from datetime import UTC, datetime

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, buttons, reply, text, told_privately

NIGHT = "2031-10-26 02:30"  # in Berlin, clocks are put back then


def in_october(world: World) -> None:
    world.clock.forward(seconds=(datetime(2031, 10, 20, tzinfo=UTC) - world.clock()).total_seconds())


async def test_an_hour_that_comes_twice_is_asked_about_before_anything_can_be_published(
    world: World, challenge_world: ChallengeWorld
) -> None:
    in_october(world)
    drafted = await challenge_world.preview(entries=NIGHT, timezone="Europe/Berlin")
    assert f"**{NIGHT}** comes twice" in text(drafted.response)
    assert buttons(drafted.response) == ["02:30 UTC+2 · Berlin", "02:30 UTC+1 · Berlin", "Discard"]
    await world.restart()
    answered = await world.moderator.click(reply(drafted), label="02:30 UTC+1 · Berlin")
    assert "Preview" in text(answered.response)
    await world.moderator.click(reply(answered), label="Publish")
    (challenge,) = await challenge_world.boarded()
    assert challenge.closes_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)
    assert challenge.rules.timezone == "Europe/Berlin"


async def test_each_question_is_asked_and_the_named_city_is_remembered(
    world: World, challenge_world: ChallengeWorld
) -> None:
    in_october(world)
    options = {"starts": "22 october 18:00", "entries": "24 october 18:00", "timezone": "EST"}
    drafted = await challenge_world.preview(**options)
    assert "has no summer time" in text(drafted.response)
    assert buttons(drafted.response) == ["18:00 UTC−4 · New York", "18:00 UTC−5", "Discard"]
    answered = await world.moderator.click(reply(drafted), label="18:00 UTC−4 · New York")
    await world.moderator.click(reply(answered), label="Publish")
    challenge = (await challenge_world.boarded())[0]
    assert [f"{one:%d. %H:%M}" for one in (challenge.opens_at, challenge.closes_at)] == ["22. 22:00", "24. 22:00"]
    again = await challenge_world.preview(starts="23 october 18:00")
    assert "Preview" in text(again.response), "the zone of the last challenge leaves nothing to ask"


async def test_an_extension_is_asked_about_and_changes_nothing_before(
    world: World, challenge_world: ChallengeWorld
) -> None:
    in_october(world)
    challenge = await challenge_world.hold(timezone="Europe/Berlin")
    asked = await world.moderator.slash(world.channel, "challenge manage extend", until=NIGHT)
    assert "comes twice" in text(asked.response)
    assert await challenge_world.service.store.get(challenge.id) == (await challenge_world.boarded())[0]
    done = await world.moderator.click(reply(asked), label="02:30 UTC+2 · Berlin")
    assert "goes on until" in text(done.response)
    changed = await challenge_world.service.store.get(challenge.id)
    assert changed.closes_at == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)


async def test_an_hour_that_clocks_skip_is_refused(world: World, challenge_world: ChallengeWorld) -> None:
    in_october(world)
    drafted = await challenge_world.preview(starts="2032-03-28 02:30", timezone="Europe/Berlin")
    assert "does not exist: clocks are put forward then" in told_privately(drafted)
