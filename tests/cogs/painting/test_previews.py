"""Show me all: one photo in every instant style on one sheet, and one of them developed."""

import pytest
from simcord.results import InteractionResult

from nst.artworks import HOUSE_STYLES
from tests.cogs.killing import Victim, killed
from tests.cogs.world import (
    World,
    alt_texts,
    buttons,
    colour_of,
    hidden,
    parts,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)

instantly = pytest.mark.settings(instant=True)
ALL = "Show me all"


def options(sheet: InteractionResult) -> list[str]:
    """The styles in the menu below a sheet."""
    (menu,) = [part for part in parts(reply(sheet)) if part["type"] == 3]
    return [option["value"] for option in menu["options"]]


async def previewed(victim: Victim | World) -> InteractionResult:
    return await victim.alice.slash(victim.channel, "style preview", photo=("photo.png", picture("navy")))


@instantly
async def test_a_photo_in_all_styles_and_one_of_them_developed(world: World) -> None:
    await world.begin()
    sheet = await killed(world, previewed)
    assert sheet.ephemeral
    assert text(sheet.response).startswith(f"**photo.png** in {len(HOUSE_STYLES)} styles")
    assert options(sheet) == [f"house:{name}" for name in HOUSE_STYLES]
    assert alt_texts(sheet.response)[0].startswith("The photo in styles by number: 1 Oil, 2 Stained glass")
    assert (await shown_picture(sheet.response)).width > 1000
    assert await world.app.services.history.latest(world.alice.id) is None, "a preview is not kept"
    developed = await world.alice.select(reply(sheet), ["house:neon"])
    result = await world.finished(developed)
    assert not developed.ephemeral
    assert text(result).startswith(f"photo.png in **Neon** for <@{world.alice.id}> · strength 50 · instant")
    assert colour_of(world.painter.painted[-1].content) == (0, 0, 128)


@instantly
async def test_anyone_may_look_at_a_picture_in_other_styles(world: World) -> None:
    result = await world.finished(await world.stylize(style=None, saved="comic", strength=70, spoiler=True))
    sheet = await world.bob.click(result, label=ALL)
    assert sheet.ephemeral
    assert hidden(reply(sheet))
    developed = await world.finished(await world.bob.select(reply(sheet), ["house:mosaic"]))
    assert "in **Mosaic**" in text(developed)
    assert "strength 70" in text(developed)
    assert hidden(developed)


@instantly
async def test_what_was_private_stays_private(world: World) -> None:
    private = await world.finished(await world.stylize(private=True))
    sheet = await world.alice.click(private, label=ALL)
    assert "Details" in buttons(private), "the picture is not replaced"
    assert (await world.alice.select(reply(sheet), ["house:mosaic"])).ephemeral
    shown = await world.alice.slash(world.channel, "show")
    assert ALL in buttons(shown.response)


@instantly
async def test_who_is_asked_for_a_style_can_see_the_photo_in_all(world: World) -> None:
    asked = await world.stylize(content=("photo.png", picture("navy")), style=None, strength=80)
    sheet = await world.alice.click(reply(asked), label=ALL)
    result = await world.finished(await world.alice.select(reply(sheet), ["house:linocut"]))
    assert "in **Linocut**" in text(result)
    assert "strength 80 · instant" in text(result)


@instantly
async def test_many_styles_fill_several_sheets(world: World) -> None:
    await world.begin()
    services = world.app.services
    for number in range(13):
        colour = picture(f"#0000{number:02x}")
        style = await services.styles.save(world.alice.id, None, f"blue {number}", colour)
        assert await services.networks.keep(style.file or "", b"a network")
    services.styles.learned()
    sheet = await previewed(world)
    assert len(options(sheet)) == 24
    assert buttons(sheet.response) == ["Back", "More"]
    await world.alice.click(reply(sheet), label="More")
    assert options(sheet) == ["house:linocut"]


@instantly
async def test_who_may_not_paint_sees_nothing(world: World) -> None:
    result = await world.finished(await world.stylize())
    await world.app.services.people.set_consent(world.alice.id, allowed=False)
    refused = told_privately(await world.bob.click(result, label=ALL))
    assert "prefers that only they have their pictures painted" in refused
    await world.app.services.guild_settings.update(world.guild.id, recipes=("draft",))
    assert told_privately(await previewed(world)).startswith("The recipe “instant” is not used in this server.")
    assert [task.params.sheet for task in world.painter.painted] == [False]
