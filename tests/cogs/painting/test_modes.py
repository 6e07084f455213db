"""/texture, /reconstruct and /layers."""

from typing import Any

import pytest
from simcord.results import InteractionResult

from nst.params import Mode
from tests.cogs.killing import Victim, killed
from tests.cogs.world import Message, World, alt_texts, buttons, colour_of, picture, text

NAVY, ORANGE = ("photo.png", picture("navy")), ("painting.png", picture("orange"))


async def use(world: World, command: str, **options: Any) -> InteractionResult:
    await world.begin()
    return await world.alice.slash(world.channel, command, **options)


async def test_a_texture_is_made_of_a_style_alone(world: World) -> None:
    result = await world.finished(await use(world, "texture", style=ORANGE, strokes=2.0, seed=5))
    (task,) = world.painter.painted
    assert task.content is None
    assert colour_of(task.styles[0]) == (255, 165, 0)
    assert (task.params.mode, task.params.style_scale) == (Mode.TEXTURE, 2.0)
    assert text(result).startswith("Texture in **painting.png** for <@")
    assert text(result).endswith("\n-# style 0.42 → 0.026, 12 s")
    assert alt_texts(result) == ["Texture in painting.png. style 0.42 → 0.026, 12 s."]


async def test_a_texture_of_a_saved_style_can_be_repeated_by_anyone(world: World) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    result = await world.finished(await use(world, "texture", saved="dusk"))
    assert text(result).startswith("Texture in **dusk** for <@")
    await world.app.services.people.set_consent(world.alice.id, allowed=False)
    await world.finished(await world.bob.click(result, label="Again"))
    assert [task.content for task in world.painter.painted] == [None, None]


async def test_a_picture_is_seen_through_a_layer(world: World) -> None:
    result = await world.finished(await use(world, "reconstruct", content=NAVY, depth="relu2_1"))
    (task,) = world.painter.painted
    assert not task.styles
    assert (task.params.mode, dict(task.params.content_layers)) == (Mode.RECONSTRUCTION, {"relu2_1": 1.0})
    assert text(result).startswith("photo.png as relu2_1 remembers it for <@")
    assert text(result).endswith("\n-# content 0 → 0.31, 12 s")


@pytest.mark.parametrize("of", ["texture", "reconstruction"])
async def test_a_sheet_has_a_picture_for_each_depth(world: World, of: str) -> None:
    result = await world.finished(await use(world, "layers", of=of, picture=NAVY))
    (task,) = world.painter.painted
    assert (task.params.mode, task.params.sheet) == (of, True)
    assert (task.content is None, not task.styles) == (of == "texture", of == "reconstruction")
    assert "photo.png by depth of the network" in text(result).replace("*", "")
    assert "Bigger" not in buttons(result)


async def texture_painted(victim: Victim) -> Message:
    return await victim.finished(await use(victim, "texture", style=ORANGE))


async def test_the_buttons_keep_the_mode_also_after_a_restart(world: World) -> None:
    result = await killed(world, texture_painted)
    for label in ("Again", "Variation"):
        await world.finished(await world.alice.click(result, label=label))
    form = await world.alice.click(result, label="Tune")
    await world.finished(await world.fill_in(world.alice, form, recipe="draft"))
    assert [task.params.mode for task in world.painter.painted] == [Mode.TEXTURE] * 4
    assert [task.content for task in world.painter.painted] == [None] * 4


async def test_a_private_one_is_seen_by_one_person(world: World) -> None:
    asked = await use(world, "reconstruct", content=NAVY, private=True)
    await world.finished(asked)
    assert asked.ephemeral


async def test_modes_work_in_a_direct_message(world: World) -> None:
    await world.begin()
    asked = await world.alice.user.slash("texture", style=ORANGE)
    await world.finished(asked)
