"""What the log tells a host about normal work, and what it never tells."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.runtime import logs
from tests.cogs.world import World, picture, told_privately
from tests.polling import until

# Words of people. They occur nowhere else, so the log must not have them at any level.
CANARIES = {
    "photo": "quokkaphoto",
    "style": "axolotlstyle",
    "person": "narwhalperson",
    "words": "pangolinwords",
    "message": "okapimessage",
}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is logged, at the lowest level."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("DEBUG", "text")
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("discord").setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Any:
    """The events so far: what happened, and its keys."""
    caplog.set_level("INFO")
    return lambda: [
        (record.getMessage(), record.__dict__["about"]) for record in caplog.records if "about" in record.__dict__
    ]


async def test_the_log_follows_a_picture_from_the_request_to_its_delivery(world: World, events: Any) -> None:
    asked = await world.stylize(recipe="draft", size=48)
    await world.finished(asked)
    await until(lambda: len(events()) == 4, what="four lines")
    (job,) = await world.jobs()
    assert [what for what, _ in events()] == ["Job asked for", "Job started", "Job finished", "Job delivered"]
    for _, about in events():
        assert about.items() >= {"job": job.id, "recipe": "draft", "size": 48}.items()
    first, started, finished, delivered = [about for _, about in events()]
    assert isinstance(first["interaction"], int)
    assert started["wait_seconds"] >= 0
    assert finished["state"] == "done"
    assert finished["painting_seconds"] >= 0
    assert "code" not in finished
    assert delivered["outlet"] == "reply"
    assert delivered["delivery_seconds"] >= 0


async def test_a_refusal_is_one_line_with_its_code_and_a_count(world: World, events: Any) -> None:
    refused = await world.alice.slash(world.channel, "stylize", content=("photo.txt", b"words"), saved="mosaic")
    assert told_privately(refused)
    ((what, about),) = events()
    assert (what, sorted(about)) == ("Refused", ["code", "interaction"])
    count = world.app.metrics.registry.get_sample_value("chameleon_requests_refused_total", {"code": about["code"]})
    assert count == 1


async def test_a_failed_picture_is_logged_with_its_code(world: World, events: Any) -> None:
    world.painter.error = RuntimeError("a defect")
    await world.stylize(recipe="draft", size=48)
    await until(lambda: any(what == "Job finished" for what, _ in events()), what="its end")
    (end,) = [about for what, about in events() if what == "Job finished"]
    assert (end["state"], end["code"]) == ("failed", "job-fault")


async def test_names_texts_and_tokens_of_people_are_never_logged(world: World, written: io.StringIO) -> None:
    """Also not by the libraries, at the lowest level, and when something goes wrong."""
    person = world.guild.add_member(world.env.create_user(CANARIES["person"]))
    files = [(f"{CANARIES['photo']}.png", picture()), (f"{CANARIES['style']}.png", picture("navy"))]
    await world.begin()
    asked = await person.slash(world.channel, "stylize", content=files[0], style=files[1])
    await world.finished(asked)
    await person.slash(world.channel, "stylize", content=files[0], saved=CANARIES["words"])
    await person.slash(world.channel, "style save", name=CANARIES["words"], image=files[1])
    await person.send(world.channel, f"{world.mention} {CANARIES['message']}", attachments=files[:1])
    await person.slash(world.channel, "stylize", content=(f"{CANARIES['photo']}.png", b"broken"), style=files[1])
    world.painter.error = RuntimeError("a defect")
    await person.slash(world.channel, "stylize", content=files[0], style=files[1])
    await world.eventually(lambda jobs: [job for job in jobs if job.error])
    log = written.getvalue()
    assert "Job delivered" in log
    assert "Refused code=" in log
    assert "Traceback" in log
    tokens = {job.reply_target.token for job in await world.jobs() if job.reply_target.token}
    found = [word for word in (*CANARIES.values(), *tokens) if word in log]
    assert found == []
