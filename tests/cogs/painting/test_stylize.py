"""The whole conversation around /stylize."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from PIL import Image

from bot.parameters.codes import write_recipe
from tests.cogs.world import (
    FakePainter,
    World,
    alt_texts,
    buttons,
    hidden,
    noise,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)
from tests.polling import until


async def test_a_person_watches_their_picture_being_painted_and_gets_it(world: World) -> None:
    world.painter.hold(after=2)
    asked = await world.stylize(strength=80, recipe="draft", size=48, seed=7)

    await until(lambda: "step 2 of 4" in text(asked.response), what="progress")
    assert text(asked.response).startswith(f"photo.png in **painting.png** for <@{world.alice.id}> · strength 80\n")
    assert "50%" in text(asked.response)
    assert "style loss 0.1" in text(asked.response)
    assert buttons(asked.response) == ["Cancel", "Tell me"]
    assert (await shown_picture(asked.response)).size == (48, 36)
    assert alt_texts(asked.response) == ["The picture as it is now, still being painted"]

    world.painter.release()
    result = await world.finished(asked)
    losses = "style 0.42 → 0.026, content 0.31, 12 s"
    assert text(result) == f"photo.png in **painting.png** for <@{world.alice.id}> · strength 80\n-# {losses}"
    assert buttons(result) == [
        "Again",
        "Variation",
        "Explore",
        "Tune",
        "Mix in…",
        "Advanced",
        "Bigger",
        "Compare",
        "Details",
        "Delete",
    ]
    assert alt_texts(result) == [f"photo.png in painting.png · strength 80. {losses}."]
    assert result.attachments[0].filename.startswith("chameleon-")
    (task,) = world.painter.painted
    assert (task.params.recipe, task.params.strength, task.params.size, task.params.seed) == ("draft", 0.8, 48, 7)


async def test_people_who_wait_see_their_place_in_line(world: World) -> None:
    world.painter.hold()
    first = await world.stylize()
    await until(lambda: "step 1" in text(first.response), what="the first to be painted")
    second = await world.stylize(world.bob)
    await until(lambda: "In line: 1 before you." in text(second.response), what="the second to be told")
    assert buttons(second.response) == ["Cancel", "Tell me"]
    world.painter.release()
    await world.finished(first)
    await world.finished(second)


async def test_two_people_take_turns(world: World) -> None:
    world.painter.hold()
    asked = [await world.stylize(seed=1), await world.stylize(seed=2), await world.stylize(seed=3)]
    asked.append(await world.stylize(world.bob, seed=4))
    world.painter.release()
    for one in asked:
        await world.finished(one)
    assert [task.params.seed for task in world.painter.painted] == [1, 2, 4, 3]


async def test_it_works_in_a_direct_message(world: World) -> None:
    await world.begin()
    asked = await world.alice.user.slash(
        "stylize", content=("photo.png", picture()), style=("painting.png", picture("orange"))
    )
    assert (await shown_picture(await world.finished(asked))).size == (64, 48)


async def test_it_works_where_only_the_person_installed_the_bot(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(authorizing_integration_owners={"1": str(world.alice.id)})
    asked = await world.stylize(where=world.channel_without(send_messages=False))
    assert (await shown_picture(await world.finished(asked))).size == (64, 48)


@pytest.mark.settings(max_size=32)
async def test_the_host_limits_the_size(world: World) -> None:
    asked = await world.stylize(size=64)
    assert told_privately(asked) == "I paint pictures up to 32 pixels here."
    asked = await world.stylize(recipe="fine")
    await world.finished(asked)
    assert [task.params.size for task in world.painter.painted] == [32]


async def test_without_a_seed_every_picture_gets_its_own(world: World) -> None:
    for _ in range(3):
        await world.finished(await world.stylize())
    assert len({task.params.seed for task in world.painter.painted}) > 1


@pytest.mark.settings(jobs_per_user=1)
async def test_one_person_cannot_fill_the_queue(world: World) -> None:
    world.painter.hold()
    await world.stylize()
    refused = await world.stylize()
    assert told_privately(refused).startswith("You already have a picture on the way.")


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"attach_files": False}, "“Attach Files”"),
        ({"send_messages": False, "attach_files": False}, "“Send Messages” and “Attach Files”"),
    ],
)
async def test_a_missing_permission_is_named_before_anything_is_painted(
    world: World, missing: dict[str, bool], named: str
) -> None:
    asked = await world.stylize(where=world.channel_without(**missing))
    assert told_privately(asked).startswith(f"I need the permission {named} in this channel.")
    assert not world.painter.painted


def bomb() -> bytes:
    """A small file with a picture of 72 megapixels."""
    file = io.BytesIO()
    Image.new("1", (9000, 8000)).save(file, "GIF")
    return file.getvalue()


BAD_FILES = {
    "text": (b"hello, this is no picture", "Style picture: That is"),
    "nothing": (b"", "Style picture: The file is empty."),
    "cut off": (picture(size=(200, 200))[:90], "Style picture: The PNG file is damaged or incomplete."),
    "a bomb": (bomb(), "Style picture: The picture has 9000 × 8000 pixels"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
async def test_a_bad_file_is_explained_to_the_person_alone(world: World, kind: str) -> None:
    data, explanation = BAD_FILES[kind]
    asked = await world.stylize(style=("evil.png", data))
    assert asked.response is None, "the public “thinking…” must not stay"
    assert told_privately(asked).startswith(explanation)
    assert not world.painter.painted


@pytest.mark.settings(max_upload_mb=1)
async def test_a_huge_file_is_refused_before_it_is_downloaded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def read(*_: object, **__: object) -> bytes:
        pytest.fail("it was downloaded")

    monkeypatch.setattr(discord.Attachment, "read", read)
    asked = await world.stylize(content=("huge.png", bytes(2**20 + 1)))
    assert told_privately(asked).startswith("The content picture is larger than 1 MB.")


async def test_a_failed_download_is_explained(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def read(*_: object, **__: object) -> bytes:
        raise TimeoutError

    monkeypatch.setattr(discord.Attachment, "read", read)
    asked = await world.stylize()
    assert told_privately(asked).startswith("Discord did not give me the content picture.")


async def test_an_unexpected_error_shows_a_reference_that_is_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def submit(*_: object) -> None:
        raise RuntimeError("the moon is wrong")

    monkeypatch.setattr(world.app.services.job_service, "submit", submit)
    asked = await world.stylize()
    told = told_privately(asked)
    assert "moon" not in told
    reference = told.split("`")[1]
    (record,) = [record for record in caplog.records if reference in record.getMessage()]
    assert "the moon is wrong" in str(record.exc_info)


async def test_a_defect_in_the_painting_shows_a_reference(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.painter.error = RuntimeError("out of paint")
    asked = await world.stylize()
    await until(lambda: "😕" in text(asked.response), what="the failure to be told")
    assert "reference" in text(asked.response)
    assert "out of paint" not in text(asked.response)
    assert "out of paint" in caplog.text
    assert buttons(asked.response) == ["Again", "Tune", "Delete"]


async def test_a_large_photo_gives_a_small_job(world: World, painter: FakePainter) -> None:
    asked = await world.stylize(content=("large.jpg", picture(size=(4000, 3000), kind="JPEG")))
    await world.finished(asked)
    (task,) = painter.painted
    assert len(task.content or b"") < 2**20


async def test_the_real_thing_is_told_apart_from_noise(world: World) -> None:
    world.painter.result = noise(32)
    result = await world.finished(await world.stylize())
    assert (await shown_picture(result)).tobytes() == noise(32).tobytes(), "the result is lossless"


async def test_a_saved_style_is_chosen_by_its_name_as_one_types(world: World) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    offered = await world.alice.autocomplete(world.channel, "stylize", "saved", "dus", content=("a.png", picture()))
    assert offered[0]["value"] == "mine:dusk"
    result = await world.finished(await world.stylize(style=None, saved=offered[0]["value"]))
    assert text(result).startswith("photo.png in **dusk** for <@")
    assert alt_texts(result)[0].startswith("photo.png in dusk · strength 50. ")


async def test_colours_strokes_and_a_recipe_string(world: World) -> None:
    await world.finished(await world.stylize(colours="photo", strokes=2.0, seed=9, recipe="fine", strength=20))
    first = world.painter.painted[0].params
    assert (first.colours, first.style_scale) == ("photo", 2.0)
    line = write_recipe(first)
    await world.finished(await world.stylize(recipe_string=f"`{line}`", strength=90))
    assert world.painter.painted[1].params == replace(first, strength=0.9), "what is said beside it counts"
    refused = await world.stylize(recipe_string=line[:-3])
    assert told_privately(refused).startswith("I cannot read that recipe.")


async def test_a_private_picture_is_seen_by_one_person_from_beginning_to_end(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize(private=True)
    await until(lambda: "step 1" in text(asked.response), what="progress")
    assert asked.ephemeral
    world.painter.release()
    await world.finished(asked)
    assert asked.ephemeral


@pytest.mark.parametrize("how", [{"spoiler": True}, {"content": ("SPOILER_photo.png", picture())}])
async def test_a_spoiler_stays_hidden_in_progress_and_result(world: World, how: dict[str, Any]) -> None:
    world.painter.hold(after=2)
    asked = await world.stylize(**how)
    await until(lambda: reply(asked).attachments, what="a preview")
    assert hidden(reply(asked))
    world.painter.release()
    result = await world.finished(asked)
    assert hidden(result)
    assert result.attachments[0].filename.startswith("SPOILER_chameleon-")
    again = await world.finished(await world.bob.click(result, label="Again"))
    assert hidden(again)


@pytest.mark.settings(jobs_per_user=5)
async def test_a_servers_limit_makes_people_wait_and_refuses_nobody(world: World) -> None:
    await world.begin()
    await world.app.services.guild_settings.update(world.guild.id, jobs_at_once=1)
    world.painter.hold()
    first = await world.stylize()
    await until(lambda: "step 1" in text(first.response), what="the first to be painted")
    second = await world.stylize(world.bob)
    await until(lambda: "In line: 1 before you." in text(second.response), what="the place in line")
    world.painter.release()
    await world.finished(second)


async def test_people_are_answered_in_their_language(world: World, interactions: Callable[..., None]) -> None:
    interactions(locale="de")
    world.painter.hold()
    first = await world.stylize()
    await until(lambda: reply(first).attachments, what="progress")
    (job,) = await world.app.store.unfinished()
    assert job.reply_target.locale == "de"
