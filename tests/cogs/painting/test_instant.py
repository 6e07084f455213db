"""Instant pictures: a house style is painted at once, and properly after a press."""

import pytest

from nst.images import decode_own
from nst.instant.digests import learned_painting, painting_digest
from tests.cogs.world import World, buttons, picture, reply, text, told_privately
from tests.polling import until

instantly = pytest.mark.settings(instant=True)


@instantly
async def test_a_house_style_is_painted_at_once_and_properly_after_a_press(world: World) -> None:
    result = await world.finished(await world.stylize(style=None, saved="comic", strength=70))
    assert text(result).startswith(f"photo.png in **Comic** for <@{world.alice.id}> · strength 70 · instant\n")
    assert buttons(result) == [
        "Paint it properly",
        "Variation",
        "Tune",
        "Mix in…",
        "Compare",
        "Details",
        "Show me all",
        "Delete",
    ]
    proper = await world.finished(await world.alice.click(result, label="Paint it properly"))
    assert "instant" not in text(proper).splitlines()[0].replace("recipe instant → standard", "")
    first, second = world.painter.painted
    assert (first.params.recipe, first.params.strength, second.params.recipe) == ("instant", 0.7, "standard")
    assert second.params.strength == 0.7
    details = text((await world.alice.click(result, label="Details")).response)
    assert "a network that has learned the style" in details
    assert "relu" not in details
    (network,) = first.networks
    assert learned_painting(network) == painting_digest(decode_own(first.styles[0]))
    assert second.networks == ()


@instantly
async def test_what_was_not_learned_takes_its_time(world: World) -> None:
    await world.finished(await world.stylize())
    await world.finished(await world.stylize(style=None, saved="comic", recipe="draft"))
    assert [task.params.recipe for task in world.painter.painted] == ["standard", "draft"]
    asked = await world.stylize(recipe="instant")
    assert told_privately(asked).startswith("I have not learned that style yet")


@instantly
async def test_a_mixture_of_learned_styles_and_its_variation_are_painted_at_once(world: World) -> None:
    mixed = await world.finished(await world.stylize(style=None, saved="mosaic 2, comic 1"))
    form = await world.alice.click(mixed, label="Mix in…")
    refused = await world.fill_in(world.alice, form, upload=("own.png", picture("navy")))
    assert "I have not learned that style yet" in refused.followups[0].content
    await world.finished(await world.alice.click(mixed, label="Variation"))
    assert [len(task.networks) for task in world.painter.painted] == [2, 2]


@instantly
async def test_an_instant_picture_waits_for_no_other(world: World) -> None:
    world.painter.hold(after=1)
    slow = await world.stylize()
    await until(lambda: "step 1 of 4" in text(slow.response), what="progress")
    quick = await world.stylize(world.bob, style=None, saved="neon")
    await until(lambda: "step 1 of 4" in text(quick.response), what="the instant picture beside the other")
    world.painter.release()
    await world.finished(quick)
    await world.finished(slow)
    assert "instant" in text(reply(quick))


@instantly
async def test_a_server_can_choose_otherwise(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, default_recipe="draft")
    await world.finished(await world.stylize(style=None, saved="comic"))
    assert world.painter.painted[0].params.recipe == "draft"


@instantly
async def test_a_choice_from_thumbnails_is_painted_at_once(world: World) -> None:
    await world.begin()
    asked = await world.alice.slash(world.channel, "stylize", content=("photo.png", picture()))
    await world.finished(await world.alice.select(reply(asked), ["house:neon"]))
    assert world.painter.painted[0].params.recipe == "instant"
