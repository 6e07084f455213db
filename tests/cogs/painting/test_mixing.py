"""Several styles, parts of a photo, and the advanced form: all of the engine on Discord."""

import re
from typing import Any

import pytest
from PIL import Image
from simcord.results import InteractionResult, ResponseMessage

from bot.jobs.job import Actor
from nst import images
from nst.params import Area, Init, Optimizer, StyleLoss
from tests.bot.doubles import png
from tests.cogs.world import World, buttons, colour_of, picture, reply, text, told_privately

ORANGE: tuple[int, ...] = (255, 165, 0)
NAVY: tuple[int, ...] = (0, 0, 128)
TEAL: tuple[int, ...] = (0, 128, 128)
MASK = ("mask.png", picture("white"))


def styles_of(world: World) -> list[tuple[int, ...]]:
    """The colours of the styles of the newest task."""
    task = world.painter.painted[-1]
    return [colour_of(style) for style in task.styles]


def more(*colours: str) -> dict[str, Any]:
    """Files for the options `style_2` and `style_3`."""
    return {f"style_{number}": (f"{colour}.png", picture(colour)) for number, colour in enumerate(colours, 2)}


async def details(world: World, result: ResponseMessage) -> str:
    return text(reply(await world.alice.click(result, label="Details")))


async def test_three_pictures_are_mixed_by_their_weights(world: World) -> None:
    result = await world.finished(await world.stylize(**more("navy", "teal"), weights="2, 1, 1"))
    assert styles_of(world) == [ORANGE, NAVY, TEAL]
    assert list(world.painter.painted[0].params.mix) == [2, 1, 1]
    assert "in **painting.png 50% + navy.png 25% + teal.png 25%** for" in text(result)


async def test_styles_are_mixed_by_name_in_one_text(world: World) -> None:
    result = await world.finished(await world.stylize(style=None, saved="mosaic 2, comic 1"))
    task = world.painter.painted[0]
    assert (len(task.styles), task.params.mix) == (2, (2, 1))
    assert "**Mosaic 67% + Comic 33%**" in text(result)


async def test_a_picture_and_a_style_by_name_are_mixed(world: World) -> None:
    result = await world.finished(await world.stylize(saved="comic"))
    assert len(world.painter.painted[0].styles) == 2
    assert world.painter.painted[0].params.mix == ()
    assert "**painting.png + Comic**" in text(result)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"saved": "mosaic, comic, waves", **more("navy")}, "I mix at most 3 styles."),
        ({"weights": "2, 1"}, "I do not understand these weights."),
        ({"saved": "mosaic 0"}, "A weight is above 0"),
        ({"style": None, "saved": "mosaic, mosaic 2"}, "The same style is in that mixture twice."),
        ({"saved": "nosaic 2, comic"}, "There is no style called “nosaic” here."),
        ({"mask": ("mask.png", picture("white", (64, 64)))}, "The mask has another shape than the photo"),
    ],
)
async def test_what_cannot_be_mixed_is_explained(world: World, options: dict[str, Any], told: str) -> None:
    assert told_privately(await world.stylize(**options)).startswith(told)
    assert not world.painter.painted


async def test_while_typing_a_mixture_the_last_name_is_completed(world: World) -> None:
    await world.begin()
    found = await world.alice.autocomplete(world.channel, "stylize", "saved", "mosaic 2, com")
    assert [(one["name"], one["value"]) for one in found][:1] == [
        ("mosaic 2, 🦎 Comic · house style", "mosaic 2, house:comic")
    ]


async def test_only_a_part_of_the_photo_is_painted(world: World) -> None:
    result = await world.finished(await world.stylize(area="background", mask=MASK))
    task = world.painter.painted[0]
    assert task.params.area is Area.BACKGROUND
    assert colour_of(task.mask) == (255, 255, 255)
    assert "only the background · with a mask" in text(result)


async def test_everything_of_a_picture_is_painted_again_and_is_gone_with_it(world: World) -> None:
    result = await world.finished(await world.stylize(**more("navy"), weights="3, 1", mask=MASK))
    await world.finished(await world.alice.click(result, label="Variation"))
    first, second = world.painter.painted
    assert (first.styles, first.mask, first.params.mix) == (second.styles, second.mask, second.params.mix)
    for job in await world.eventually(lambda jobs: len([one for one in jobs if one.delivered]) == 2 and jobs):
        await world.app.services.job_service.delete(job.id, Actor(job.owner_id))
    assert not [path for path in world.settings.files_dir.rglob("*") if path.is_file()]


async def test_another_recipe_keeps_the_mixture(world: World) -> None:
    result = await world.finished(await world.stylize(**more("navy"), weights="3, 1", area="subject", recipe="draft"))
    await world.finished(await world.fill_in(world.alice, await world.alice.click(result, label="Tune"), recipe="fine"))
    params = world.painter.painted[1].params
    assert (params.recipe, params.mix, params.area) == ("fine", (3, 1), Area.SUBJECT)


async def test_a_style_is_mixed_in_later(world: World) -> None:
    result = await world.finished(await world.stylize())
    form = await world.alice.click(result, label="Mix in…")
    mixed = await world.finished(await world.fill_in(world.alice, form, saved="house:comic", share="0.25"))
    assert world.painter.painted[1].params.mix == (0.75, 0.25)
    assert "**painting.png 75% + Comic 25%**" in text(mixed)
    form = await world.bob.click(mixed, label="Mix in…")
    third = await world.finished(await world.fill_in(world.bob, form, upload=("blue.png", picture("navy"))))
    assert styles_of(world)[2] == NAVY
    assert world.painter.painted[2].params.mix == (0.375, 0.125, 0.5)
    assert "Mix in…" not in buttons(third), "there is no room for a fourth"


async def test_a_form_without_a_style_mixes_nothing_in(world: World) -> None:
    result = await world.finished(await world.stylize())
    sent = await world.fill_in(world.alice, await world.alice.click(result, label="Mix in…"))
    assert told_privately(sent).startswith("There is no style yet.")


async def test_every_setting_of_the_optimisation_can_be_changed(world: World) -> None:
    result = await world.finished(await world.stylize())
    form = await world.alice.click(result, label="Advanced")
    entered = {"content": "relu3_1", "style": "1=2, relu4_1=0.5", "loss": "gram", "way": "noise lbfgs"}
    again = await world.finished(await world.fill_in(world.alice, form, **entered, steps="90 / 0.02"))
    params = world.painter.painted[1].params
    assert dict(params.content_layers) == {"relu3_1": 1}
    assert dict(params.style_layers) == {"relu1_1": 2, "relu4_1": 0.5}
    assert (params.style_loss, params.init, params.optimizer) == (StyleLoss.GRAM, Init.NOISE, Optimizer.LBFGS)
    assert (params.steps, params.tv_weight, params.learning_rate) == (90, 0.02, 1)
    assert "layers: content **relu3_1**, style **relu1_1=2, relu4_1=0.5**" in await details(world, again)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("content", "relu9_1", "There is no layer “relu9_1”."),
        ("style", "relu1_1=much", "The weight “much” of relu1_1 is no number."),
        ("steps", "5000", "I do not understand these steps."),
        ("steps", "10 / 1000", "I do not understand these steps."),
    ],
)
async def test_a_setting_that_is_wrong_can_be_corrected(world: World, field: str, value: str, told: str) -> None:
    result = await world.finished(await world.stylize())
    form = await world.alice.click(result, label="Advanced")
    refused = await world.fill_in(world.alice, form, **{field: value})
    assert told_privately(refused).startswith(told)
    form = await world.alice.click(reply(refused), label="Correct it")
    assert value in str(form.modal), "what was typed is still there"
    again = await world.fill_in(world.alice, form, content="relu4_1", style="relu1_1", steps="60")
    assert not reply(again).ephemeral, "the picture is public, so this one is, too"


async def shown_fields(form: InteractionResult) -> list[str]:
    assert form.modal is not None, form.response and form.response.content
    return [label["component"]["custom_id"] for label in form.modal["components"]]


async def test_the_settings_can_be_asked_for_before_painting(world: World) -> None:
    form = await world.stylize(advanced=True, **more("navy"), weights="3, 1", mask=MASK, strength=80)
    assert await shown_fields(form) == ["content", "style", "loss", "way", "steps"]
    await world.finished(await world.fill_in(world.alice, form, steps="33"))
    task = world.painter.painted[0]
    assert (task.params.steps, task.params.mix, task.params.strength) == (33, (3, 1), 0.8)
    assert (styles_of(world), task.mask is not None) == ([ORANGE, NAVY], True)


async def test_after_the_settings_a_missing_style_is_asked_for(world: World) -> None:
    form = await world.stylize(advanced=True, style=None)
    asked = await world.fill_in(world.alice, form, steps="33")
    menu = reply(asked)
    assert "In which style?" in text(menu)
    assert not world.painter.painted


async def test_a_mention_names_a_mixture(world: World) -> None:
    await world.begin()
    await world.alice.send(world.channel, f"{world.mention} mosaic 2, comic 1", attachments=[("a.png", picture())])
    await world.eventually(lambda jobs: jobs and jobs[0].delivered)
    assert (len(world.painter.painted[0].styles), world.painter.painted[0].params.mix) == (2, (2, 1))


async def test_a_sentence_with_commas_is_no_error(world: World) -> None:
    await world.begin()
    words = f"{world.mention} please, dear bot, paint this, thanks"
    await world.alice.send(world.channel, words, attachments=[("a.png", picture())])
    assert "In which style?" in text(world.newest)


async def test_a_form_mixes_what_is_chosen_and_uploaded(world: World) -> None:
    await world.begin()
    post = await world.bob.send(world.channel, "look", attachments=[("a.png", picture("navy"))])
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, saved="house:comic", upload=("o.png", picture("orange")))
    assert "**o.png + Comic**" in text(await world.finished(sent))


async def test_a_recipe_brings_its_own_pictures_back(world: World) -> None:
    mask = ("mask.png", images.encode_png(Image.new("RGB", (64, 48), "white")))
    asked = await world.stylize(**more("navy"), saved="comic", weights="2, 1", mask=mask)
    first = world.painter.painted
    line = re.search(r"CH1;\S+", await details(world, await world.finished(asked)))
    assert line is not None
    assert re.search(r"styles=[0-9a-f]{16},[0-9a-f]{16};mask=[0-9a-f]{16};", line[0])
    await world.finished(await world.stylize(recipe_string=line[0]))
    assert (first[1].styles, first[1].mask, first[1].params) == (first[0].styles, first[0].mask, first[0].params)
    refused = await world.stylize(world.bob, recipe_string=line[0])
    assert told_privately(refused).startswith("That recipe mixes in pictures that I cannot find among yours.")
    await world.finished(
        await world.stylize(world.bob, **more("navy"), saved="comic", mask=mask, recipe_string=line[0])
    )
    assert world.painter.painted[-1].params.mix == (2, 1, 1), "whoever has the pictures may use it"


async def test_a_recipe_for_more_styles_says_so(world: World) -> None:
    asked = await world.finished(await world.stylize(**more("navy"), weights="2, 1"))
    line = re.search(r"CH1;\S+", await details(world, asked))
    assert line is not None
    alone = await world.finished(await world.stylize(world.bob))
    job = (await world.app.store.recently_done(1))[0]
    form = await world.bob.click(reply(await world.bob.click(alone, label="Details")), custom_id=f"job:recipe:{job.id}")
    sent = await world.fill_in(world.bob, form, line=line[0])
    assert told_privately(sent).startswith("That recipe is for 2 styles.")


async def test_all_pictures_are_among_the_data_of_their_person(world: World) -> None:
    await world.finished(await world.stylize(**more("navy"), mask=("mask.png", png("white", (64, 48)))))
    parts = await world.app.services.personal_data.sources[0].export(world.alice.id)
    assert len([path for path in parts if path.startswith("uploads/")]) == 4
