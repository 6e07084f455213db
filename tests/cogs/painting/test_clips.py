"""Animations: the bot asks whether to paint all of one, and paints it frame by frame."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw
from simcord.results import ResponseMessage

from bot.jobs.job import Actor, Job, State
from bot.parameters.codes import read_recipe
from nst.motion.reading import Clip, read_clip
from tests.cogs.world import Message, World, buttons, noise, picture, reply, text
from tests.polling import until

instantly = pytest.mark.settings(instant=True, follow_up=True)
QUESTION = ["The first frame", "All of it"]


def animation(frames: int = 5, kind: str = "GIF", *, duration: int = 80, loop: int = 3, mode: str = "RGB") -> bytes:
    """A dot that moves to the right; the ground is transparent in RGBA."""
    drawn = [Image.new(mode, (64, 48), "teal" if mode == "RGB" else (0, 0, 0, 0)) for _ in range(frames)]
    for number, frame in enumerate(drawn):
        ImageDraw.Draw(frame).ellipse((number % 50, 10, number % 50 + 12, 22), "orange")
    file = io.BytesIO()
    drawn[0].save(file, kind, save_all=True, append_images=drawn[1:], duration=duration, loop=loop)
    return file.getvalue()


async def asked_about(world: World, data: bytes, name: str = "dot.gif", **options: Any) -> ResponseMessage:
    """The question about an animation in a learned style."""
    message = reply(await world.stylize(content=(name, data), style=None, saved="comic", **options))
    await until(lambda: buttons(message) == QUESTION, what="the question")
    return message


async def finished(message: Message) -> Message:
    await until(lambda: "Details" in buttons(message), what="a finished picture")
    return message


async def painted_whole(world: World, data: bytes, name: str = "dot.gif", **options: Any) -> Message:
    """The result of “All of it”."""
    message = await asked_about(world, data, name, **options)
    await world.alice.click(message, label="All of it")
    return await finished(message)


async def clip_on(message: Message) -> Clip:
    """The animation on a message."""
    (attachment,) = message.attachments
    assert attachment.filename.endswith(".webp")
    return read_clip(await attachment.read())


def kept_files(world: World) -> int:
    return sum(path.is_file() for path in world.settings.files_dir.glob("??/*"))


async def only_job(world: World) -> Job:
    (job,) = await world.jobs()
    return job


@instantly
async def test_an_animation_is_painted_whole_if_its_person_wants(world: World) -> None:
    result = await painted_whole(world, animation(), strength=70)
    assert text(result).startswith(f"dot.gif in **Comic** for <@{world.alice.id}> · strength 70 · 5 frames\n")
    assert "5 frames · 3.2 s" in text(result)
    assert buttons(result)[:3] == ["Variation", "Tune", "Mix in…"]
    assert not {"Paint it properly", "Bigger", "Original"} & set(buttons(result))
    clip = await clip_on(result)
    assert (clip.durations, clip.plays, clip.size) == ((80,) * 5, 4, (64, 48)), "a GIF's loop counts repetitions"
    (task,) = world.painter.painted
    assert task.clip is not None
    assert len(task.networks) == 1


@instantly
@pytest.mark.parametrize(("kind", "name"), [("WEBP", "dot.webp"), ("PNG", "dot.png")])
async def test_its_transparent_parts_times_and_rounds_stay(world: World, kind: str, name: str) -> None:
    result = await painted_whole(world, animation(3, kind, duration=250, mode="RGBA"), name)
    clip = await clip_on(result)
    assert (clip.durations, clip.plays) == ((250,) * 3, 3)
    assert next(clip.frames()).mode == "RGBA"


@instantly
async def test_or_only_its_first_frame(world: World) -> None:
    message = await asked_about(world, animation())
    await world.alice.click(message, label="The first frame")
    await finished(message)
    await until(lambda: "Again" in buttons(message), what="the proper picture, which follows as usual")
    assert [task.clip for task in world.painter.painted] == [None, None]
    assert message.attachments[0].filename.endswith(".png")


@instantly
async def test_nobody_is_asked_about_a_still_picture_a_style_that_takes_its_time_or_a_masked_one(world: World) -> None:
    gif = ("dot.gif", animation())
    await world.finished(await world.stylize(style=None, saved="comic"))
    await world.finished(await world.stylize(content=gif))
    mask = ("mask.png", picture("white"))
    await world.finished(await world.stylize(content=gif, style=None, saved="comic", mask=mask))
    assert all(task.clip is None for task in world.painter.painted)


@pytest.mark.settings(instant=True, clip_seconds=0)
async def test_a_host_can_have_first_frames_only(world: World) -> None:
    await world.finished(await world.stylize(content=("dot.gif", animation()), style=None, saved="comic"))


@instantly
async def test_one_that_is_too_long_is_refused_and_its_first_frame_can_still_be_had(world: World) -> None:
    message = await asked_about(world, animation(11, duration=1000))
    refused = await world.alice.click(message, label="All of it")
    assert "takes 11 seconds; the limit is 10." in refused.followups[0].content
    assert buttons(message) == QUESTION
    await world.alice.click(message, label="The first frame")
    await finished(message)


@instantly
async def test_nobody_else_answers_for_them(world: World) -> None:
    message = await asked_about(world, animation())
    await world.bob.click(message, label="All of it")
    assert buttons(message) == QUESTION
    assert world.painter.painted == []


@instantly
async def test_progress_is_told_in_frames_and_cancelling_stops_between_two(world: World) -> None:
    world.painter.hold(after=2)
    message = await asked_about(world, animation())
    await world.alice.click(message, label="All of it")
    await until(lambda: "frame 2 of 5" in text(message), what="progress")
    assert "loss" not in text(message)
    await world.alice.click(message, label="Cancel")
    world.painter.release()
    assert "Stopped." in text(message)
    assert (await only_job(world)).state is State.CANCELLED


@pytest.mark.settings(instant=True)
async def test_an_instant_picture_does_not_wait_for_it(world: World) -> None:
    world.painter.hold(after=2, instant=False)
    message = await asked_about(world, animation())
    await world.alice.click(message, label="All of it")
    await until(lambda: "frame 2 of 5" in text(message), what="progress")
    await world.finished(await world.stylize(world.bob, style=None, saved="neon"))
    assert "frame 2 of 5" in text(message)
    world.painter.release()
    await finished(message)


@instantly
async def test_one_that_does_not_fit_becomes_smaller_and_says_so(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(attachment_size_limit=110_000)
    world.painter.result = noise(200)
    result = await painted_whole(world, animation(12))
    clip = await clip_on(result)
    assert len(clip.data) <= 110_000
    assert (len(clip.durations), sum(clip.durations)) == (6, 12 * 80), "it takes as long"
    width, height = clip.size
    assert f"To fit here, it has {width} × {height} instead of 200 × 200 pixels." in text(result)
    assert "To fit here, it has 6 of its 12 frames." in text(result)
    interactions(attachment_size_limit=25 * 2**20)
    whole = await world.alice.click(result, label="Original")
    assert read_clip(await reply(whole).attachments[0].read()).size == (200, 200)


@instantly
async def test_a_variation_moves_too_and_a_usual_recipe_takes_the_first_frame(world: World) -> None:
    result = await painted_whole(world, animation())
    again = reply(await world.alice.click(result, label="Variation"))
    assert len((await clip_on(await finished(again))).durations) == 5
    form = await world.alice.click(result, label="Tune")
    still = await world.fill_in(world.alice, form, recipe="draft")
    await world.finished(still)
    assert [task.clip is None for task in world.painter.painted] == [False, False, True]
    line = re.findall(r"CH1;\S+", text((await world.alice.click(result, label="Details")).response))[0]
    assert read_recipe(line).recipe == "instant"


@instantly
async def test_it_can_be_shown_again_and_nothing_is_left_of_it_when_deleted(world: World) -> None:
    await painted_whole(world, animation())
    job = await only_job(world)
    shown = await world.alice.slash(world.channel, "show", id=job.id)
    assert len((await clip_on(reply(shown))).durations) == 5
    history = await world.alice.slash(world.channel, "history")
    assert "5 frames" in text(history.response)
    export = await world.app.services.personal_data.export(world.alice.id, limit=2**24)
    names = zipfile.ZipFile(io.BytesIO(export.data)).namelist()
    assert f"pictures/{job.id}.webp" in names
    assert f"uploads/{(job.content_clip or '')[:16]}.webp" in names
    assert kept_files(world) == 5, "photo, style, picture, and both animations"
    await world.app.services.job_service.delete(job.id, Actor(world.alice.id))
    assert kept_files(world) == 0


@pytest.mark.settings(instant=True, jobs_per_day=3)
async def test_it_counts_as_one_picture_for_each_25_frames_begun(world: World) -> None:
    message = await asked_about(world, animation(76, duration=40))
    refused = await world.alice.click(message, label="All of it")
    assert "counts as 4 pictures" in refused.followups[0].content
    assert "You have 3 left of the 3" in refused.followups[0].content
    await painted_whole(world, animation(26))
    await world.finished(await world.stylize())
    assert "your 3 pictures of the last 24 hours" in reply(await world.stylize()).content


@instantly
async def test_a_mention_is_asked_as_well(world: World) -> None:
    await world.begin()
    await world.alice.send(world.channel, f"{world.mention} comic", attachments=[("dot.gif", animation())])
    await until(lambda: buttons(world.newest) == QUESTION, what="the question")
    await world.alice.click(world.newest, label="All of it")
    await until(lambda: "Details" in buttons(world.newest), what="a finished picture")
    assert len((await clip_on(world.newest)).durations) == 5


@instantly
async def test_whoever_chooses_the_style_from_a_menu_is_asked_after_that(world: World) -> None:
    await world.begin()
    await world.alice.send(world.channel, world.mention, attachments=[("dot.gif", animation())])
    await until(lambda: "In which style?" in text(world.newest), what="the first question")
    await world.alice.select(world.newest, ["house:comic"])
    await until(lambda: buttons(world.newest) == QUESTION, what="the second question")
    await world.alice.click(world.newest, label="All of it")
    await until(lambda: "Details" in buttons(world.newest), what="a finished picture")
    assert len((await clip_on(world.newest)).durations) == 5


@instantly
async def test_a_private_wish_stays_private(world: World) -> None:
    message = await asked_about(world, animation(), private=True)
    assert message.flags.ephemeral
    await world.alice.click(message, label="All of it")
    await finished(message)
    assert (await only_job(world)).private
    assert world.channel.last_message is None


@instantly
async def test_the_question_works_after_a_restart(world: World) -> None:
    message = await asked_about(world, animation())
    await world.restart()
    await world.alice.click(message, label="All of it")
    await finished(message)
