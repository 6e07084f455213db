"""Forms that were refused are opened again with everything that was entered."""

import pytest
from simcord.results import InteractionResult

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.killing import Victim, killed
from tests.cogs.world import World, buttons, colour_of, picture, reply, told_privately

NAVY, ORANGE = ("holiday.png", picture("navy")), ("painting.png", picture("orange"))


def shown(form: InteractionResult) -> dict[str, object]:
    """What the fields of a form show, by their ids: the text, or the chosen values."""
    assert form.modal is not None
    fields = [label["component"] for label in form.modal["components"]]
    return {
        field["custom_id"]: [one["value"] for one in field["options"] if one.get("default")]
        if "options" in field
        else field.get("value", "")
        for field in fields
    }


async def refused(victim: Victim) -> InteractionResult:
    post = await victim.bob.send(victim.channel, "look", attachments=[NAVY])
    form = await victim.alice.context_menu(victim.channel, "Stylize…", post)
    return await victim.fill_in(victim.alice, form, upload=ORANGE, strength="lots", strokes="1.5", colours="photo")


async def test_a_refused_form_opens_again_with_everything_in_it(world: World) -> None:
    sent = await killed(world, refused)
    assert told_privately(sent).startswith("I do not understand that strength.")
    assert buttons(sent.response) == ["Correct it"]
    form = await world.alice.click(reply(sent), label="Correct it")
    assert shown(form) == {"saved": [], "upload": "", "strength": "lots", "strokes": "1.5", "colours": ["photo"]}
    assert form.modal is not None
    assert "painting.png is kept" in form.modal["components"][1]["description"]
    await world.finished(await world.fill_in(world.alice, form, strength="80"))
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0)), "the file was kept"
    assert (task.params.strength, task.params.style_scale, task.params.colours) == (0.8, 1.5, "photo")


async def test_a_form_can_be_corrected_more_than_once(world: World) -> None:
    post = await world.bob.send(world.channel, "look", attachments=[ORANGE])
    await world.begin()
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    for name in ("**bold**", "https://example.com"):
        sent = await world.fill_in(world.alice, form, upload=NAVY, name=name)
        (told,) = sent.followups
        form = await world.alice.click(told, label="Correct it")
        assert shown(form)["name"] == name
    sent = await world.fill_in(world.alice, form, name="sunrise")
    await world.finished(sent)
    assert colour_of(world.painter.painted[0].content) == (0, 0, 128)
    assert [style.name for style in await world.app.services.styles.saved_by(world.alice.id)] == ["sunrise"]


async def test_a_new_file_replaces_the_kept_one(world: World) -> None:
    await world.begin()
    post = await world.bob.send(world.channel, "look", attachments=[NAVY])
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, upload=("evil.png", b"no picture"))
    (told,) = sent.followups
    assert told.content.startswith("Style picture:")
    form = await world.alice.click(told, label="Correct it")
    await world.finished(await world.fill_in(world.alice, form, upload=ORANGE))
    assert colour_of(world.painter.painted[0].styles[0]) == (255, 165, 0)


async def test_a_form_about_another_persons_picture_can_be_corrected(world: World) -> None:
    result = await world.finished(await world.stylize())
    form = await world.bob.click(result, label="Tune")
    sent = await world.fill_in(world.bob, form, size="huge", strength="20")
    form = await world.bob.click(reply(sent), label="Correct it")
    await world.finished(await world.fill_in(world.bob, form, size="32"))
    assert (world.painter.painted[1].params.size, world.painter.painted[1].params.strength) == (32, 0.2)


async def test_where_nothing_could_be_corrected_nothing_is_offered(world: World) -> None:
    await world.begin()
    post = await world.bob.send(world.channel, "look", attachments=[NAVY])
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    await world.app.services.people.ban(world.alice.id)
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    assert told_privately(sent).startswith("I cannot paint for you")
    assert buttons(sent.response) == []


@pytest.fixture
def challenge_world(world: World) -> ChallengeWorld:
    return ChallengeWorld(world)


async def test_a_challenges_form_keeps_both_pictures(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold(kind="free")
    form = await world.alice.click(await challenge_world.post("Open for entries"), label="Paint for it")
    sent = await world.fill_in(world.alice, form, photo=NAVY, style=("evil.png", b"no picture"))
    (told,) = sent.followups
    form = await world.alice.click(told, label="Correct it")
    await world.finished(await world.fill_in(world.alice, form, style=ORANGE))
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))
