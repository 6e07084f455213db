"""/consent: whether others may use a person's pictures."""

from tests.cogs.world import World, buttons, reply, text


async def test_everyone_may_until_a_person_says_no(world: World) -> None:
    asked = await world.alice.slash(world.channel, "consent")
    assert reply(asked).ephemeral
    assert "Others may have your pictures painted" in text(asked.response)
    assert buttons(asked.response) == ["Only me"]
    assert await world.app.services.people.consents(world.alice.id)


async def test_a_press_changes_it_and_the_panel_says_so(world: World) -> None:
    asked = await world.alice.slash(world.channel, "consent")
    await world.alice.click(reply(asked), label="Only me")
    assert "Only you may have your pictures painted" in text(asked.response)
    assert buttons(asked.response) == ["Others may, too"]
    assert not await world.app.services.people.consents(world.alice.id)
    await world.alice.click(reply(asked), label="Others may, too")
    assert "Others may have your pictures painted" in text(asked.response)
    assert await world.app.services.people.consents(world.alice.id)


async def test_it_is_each_persons_own_choice(world: World) -> None:
    asked = await world.alice.slash(world.channel, "consent")
    await world.alice.click(reply(asked), label="Only me")
    assert await world.app.services.people.consents(world.bob.id)
    assert "Others may" in text((await world.bob.slash(world.channel, "consent")).response)


async def test_the_button_and_the_answer_outlive_a_restart(world: World) -> None:
    await world.begin()
    asked = await world.alice.slash(world.channel, "consent")
    await world.restart()
    await world.alice.click(reply(asked), label="Only me")
    await world.restart()
    again = await world.alice.slash(world.channel, "consent")
    assert "Only you may" in text(again.response)


async def test_it_says_where_it_holds(world: World) -> None:
    told = text((await world.alice.slash(world.channel, "consent")).response)
    assert all(word in told for word in ("right-click menu", "replies and mentions", "buttons", "challenges"))
