"""What is asked where an order lacks something: pictures of styles to choose from, in place of a refusal."""

from typing import Any

import pytest
from simcord.results import InteractionResult

from tests.cogs.killing import Victim, killed
from tests.cogs.world import (
    World,
    alt_texts,
    buttons,
    colour_of,
    hidden,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)

NAVY, ORANGE = ("photo.png", picture("navy")), ("painting.png", picture("orange"))


def options(asked: InteractionResult) -> dict[str, str]:
    """The styles in the menu of a question, as {label: value}."""
    (menu,) = [part for part in _components(reply(asked).components) if part["type"] == 3]
    return {option["label"]: option["value"] for option in menu["options"]}


def _components(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for part in parts for one in (part, *_components(part.get("components", [])))]


async def asked_without_a_style(victim: Victim) -> InteractionResult:
    await victim.app.services.styles.save(victim.alice.id, None, "dusk", picture("purple"))
    return await victim.stylize(content=NAVY, style=None, strength=80, colours="photo", seed=7)


async def test_without_a_style_one_is_chosen_from_pictures(world: World) -> None:
    asked = await killed(world, asked_without_a_style)
    assert asked.ephemeral
    assert text(asked.response).startswith("**In which style?**")
    assert list(options(asked).items())[:2] == [
        ("1 · ⭐ dusk · yours", "mine:dusk"),
        ("2 · 🦎 Oil · house style", "house:night-wind"),
    ]
    assert alt_texts(asked.response)[0].startswith("Styles by number: 1 dusk, 2 Oil, 3 Stained glass")
    assert (await shown_picture(asked.response)).width > 1000
    chosen = await world.alice.select(reply(asked), ["mine:dusk"])
    result = await world.finished(chosen)
    assert not chosen.ephemeral, "only the question was private"
    assert "in **dusk**" in text(result)
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (128, 0, 128))
    assert (task.params.strength, task.params.colours, task.params.seed) == (0.8, "photo", 7), "as it was asked for"


async def test_a_slip_in_a_name_is_mended_with_one_press(world: World) -> None:
    asked = await world.stylize(content=NAVY, style=None, saved="staind glas", private=True, spoiler=True)
    assert text(asked.response).startswith("There is no style called “staind glas” here.")
    chosen = await world.alice.click(reply(asked), label="Use Stained glass")
    result = await world.finished(chosen)
    assert "in **Stained glass**" in text(result)
    assert chosen.ephemeral
    assert hidden(result)


async def test_a_name_like_no_other_gets_the_whole_choice(world: World) -> None:
    asked = await world.stylize(style=None, saved="qqqqqq")
    assert text(asked.response).startswith("There is no style called “qqqqqq” here. **In which style?**")
    assert buttons(asked.response) == ["Upload a picture"]


async def test_a_picture_is_uploaded_in_place_of_a_style(world: World) -> None:
    asked = await world.stylize(content=NAVY, style=None)
    form = await world.alice.click(reply(asked), label="Upload a picture")
    await world.finished(await world.fill_in(world.alice, form, upload=ORANGE))
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))


async def test_what_is_no_picture_can_be_replaced(world: World) -> None:
    asked = await world.stylize(content=NAVY, style=None)
    form = await world.alice.click(reply(asked), label="Upload a picture")
    sent = await world.fill_in(world.alice, form, upload=("evil.png", b"no picture"))
    (told,) = sent.followups
    assert told.content.startswith("Style picture:")
    again = await world.alice.click(told, label="Correct it")
    await world.finished(await world.fill_in(world.alice, again, upload=ORANGE))
    assert colour_of(world.painter.painted[0].styles[0]) == (255, 165, 0)


async def test_a_texture_needs_a_style_and_nothing_else(world: World) -> None:
    await world.begin()
    for command, given in (("texture", {}), ("layers", {"of": "texture"})):
        asked = await world.alice.slash(world.channel, command, **given)
        assert text(asked.response).startswith("**In which style?**")
        await world.finished(await world.alice.select(reply(asked), ["house:neon"]))
    assert [(task.content, task.params.mode, task.params.sheet) for task in world.painter.painted] == [
        (None, "texture", False),
        (None, "texture", True),
    ]
    refused = await world.alice.slash(world.channel, "layers", of="reconstruction")
    assert told_privately(refused).startswith("There is no style yet.")


async def test_who_may_not_have_anything_painted_is_not_asked(world: World) -> None:
    await world.begin()
    await world.app.services.people.ban(world.alice.id)
    assert told_privately(await world.stylize(style=None)).startswith("I cannot paint for you")


@pytest.mark.settings(styles_per_server=20)
async def test_many_styles_are_shown_page_by_page(world: World) -> None:
    await world.begin()
    for number in range(5):
        data = picture(f"#0000{number:02}")
        await world.app.services.styles.save(world.alice.id, world.guild.id, f"Shared {number}", data)
    asked = await world.stylize(style=None)
    assert len(options(asked)) == 16
    await world.alice.click(reply(asked), label="More")
    assert list(options(asked)) == ["17 · 🦎 Linocut · house style"]
    await world.alice.click(reply(asked), label="Back")
    assert len(options(asked)) == 16
    await world.finished(await world.alice.select(reply(asked), ["guild:Shared 3"]))


async def test_a_form_without_a_style_asks_for_one_and_keeps_the_rest(world: World) -> None:
    await world.begin()
    post = await world.bob.send(world.channel, "look", attachments=[NAVY])
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    asked = await world.fill_in(world.alice, form, strength="70", strokes="2", colours="matched")
    assert asked.ephemeral
    await world.finished(await world.alice.select(reply(asked), ["house:mosaic"]))
    (task,) = world.painter.painted
    assert (task.params.strength, task.params.style_scale, task.params.colours) == (0.7, 2.0, "matched")
    (job,) = await world.app.store.recently_done(1)
    assert job.subject_id == world.bob.id
