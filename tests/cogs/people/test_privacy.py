"""/privacy: see, export or delete what is kept about a person."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.errors import NotFound
from bot.jobs.job import State
from bot.storage.personal_data import PersonalData
from bot.storage.tables import metadata
from tests.cogs.world import EDIT_REPLY, World, buttons, noise, reply, text
from tests.polling import until


async def exported(pressed: InteractionResult) -> zipfile.ZipFile:
    message = reply(pressed)
    assert message.ephemeral
    (attachment,) = message.attachments
    assert attachment.filename == "chameleon.zip"
    return zipfile.ZipFile(io.BytesIO(await attachment.read()))


async def rows_naming(world: World, user_id: int) -> list[str]:
    """The tables that contain a person's id in any column."""
    async with world.app.database.connect() as connection:
        return [
            table.name
            for table in metadata.sorted_tables
            for row in await connection.execute(select(table))
            if user_id in row
        ]


async def test_the_card_says_what_is_kept_and_for_how_long(world: World) -> None:
    asked = await world.alice.slash(world.channel, "privacy")
    assert reply(asked).ephemeral
    told = text(asked.response)
    assert "for 30 days after they were painted" in told
    assert "24 hours" in told
    assert "no names, no messages" in told
    assert buttons(asked.response) == ["Send me everything", "Delete everything…"]


@pytest.mark.settings(retention_days=0)
async def test_the_card_says_so_when_nothing_is_deleted_by_itself(world: World) -> None:
    assert "until you delete them." in text((await world.alice.slash(world.channel, "privacy")).response)


async def test_everything_is_sent_in_one_file(world: World) -> None:
    await world.finished(await world.stylize(seed=7))
    await world.finished(await world.stylize(world.bob))
    asked = await world.alice.slash(world.channel, "privacy")
    pressed = await world.alice.click(reply(asked), label="Send me everything")
    archive = await exported(pressed)
    assert archive.testzip() is None
    (job,) = json.loads(archive.read("jobs.json"))
    assert (job["state"], job["params"]["seed"], job["server"]) == ("done", 7, world.guild.id)
    assert set(job["files"]) <= set(archive.namelist())
    assert len(job["files"]) == 3  # the result and the two uploads
    assert archive.read(f"pictures/{job['id']}.png").startswith(b"\x89PNG")
    assert json.loads(archive.read("consent.json"))["others_may_use_my_pictures"] is True
    assert len(json.loads(archive.read("asked-within-a-day.json"))) == 1
    assert json.loads(archive.read("about.json"))["person"] == world.alice.id
    assert "everything that I keep" in text(pressed.response)


async def test_what_is_sent_holds_no_secret(world: World) -> None:
    world.painter.hold()
    await world.stylize()
    (job,) = await world.eventually(lambda jobs: jobs)
    assert job.reply_target.token
    asked = await world.alice.slash(world.channel, "privacy")
    archive = await exported(await world.alice.click(reply(asked), label="Send me everything"))
    assert job.reply_target.token.encode() not in b"".join(archive.read(name) for name in archive.namelist())


async def test_a_person_of_whom_nothing_is_kept_gets_that_in_writing(world: World) -> None:
    asked = await world.alice.slash(world.channel, "privacy")
    archive = await exported(await world.alice.click(reply(asked), label="Send me everything"))
    assert json.loads(archive.read("jobs.json")) == []


async def test_pictures_that_do_not_fit_are_left_out_and_said_so(
    world: World, interactions: Callable[..., None]
) -> None:
    world.painter.result = noise(300)
    for seed in (1, 2):
        await world.finished(await world.stylize(seed=seed))
    interactions(attachment_size_limit=450_000)
    asked = await world.alice.slash(world.channel, "privacy")
    pressed = await world.alice.click(reply(asked), label="Send me everything")
    archive = await exported(pressed)
    jobs = json.loads(archive.read("jobs.json"))
    assert len(jobs) == 2
    kept = [name for name in archive.namelist() if name.startswith("pictures/")]
    assert kept == [f"pictures/{jobs[0]['id']}.png"], "the newest"
    (attachment,) = reply(pressed).attachments
    assert attachment.size <= 450_000
    assert "one of your pictures" in text(pressed.response)
    assert "/show" in text(pressed.response)


async def test_a_file_that_discord_finds_too_large_is_sent_smaller(world: World) -> None:
    world.painter.result = noise(300)
    await world.finished(await world.stylize())
    asked = await world.alice.slash(world.channel, "privacy")
    world.env.inject_error("PATCH", EDIT_REPLY, status=413, code=40005)
    pressed = await world.alice.click(reply(asked), label="Send me everything")
    assert json.loads((await exported(pressed)).read("jobs.json"))


async def test_deleting_asks_first(world: World) -> None:
    await world.finished(await world.stylize())
    asked = await world.alice.slash(world.channel, "privacy")
    await world.alice.click(reply(asked), label="Delete everything…")
    assert "cannot be undone" in text(asked.response)
    await world.alice.click(reply(asked), label="No, keep it")
    assert "What I keep about you" in text(asked.response)
    await world.eventually(lambda jobs: len(jobs) == 1)


async def delete_everything(world: World, who: MemberActor | None = None) -> str:
    who = who or world.alice
    asked = await who.slash(world.channel, "privacy")
    await who.click(reply(asked), label="Delete everything…")
    await who.click(reply(asked), label="Yes, delete everything")
    assert buttons(asked.response) == []
    return text(asked.response)


async def test_everything_is_deleted_and_counted(world: World, tmp_path: Path) -> None:
    for seed in (1, 2):
        await world.finished(await world.stylize(seed=seed))
    theirs = await world.finished(await world.stylize(world.bob, content=("photo.png", _other_picture())))
    told = await delete_everything(world)
    assert "I deleted 2 pictures." in told
    assert "Messages that I posted stay" in told
    (kept,) = await world.eventually(lambda jobs: jobs)
    assert kept.owner_id == world.bob.id
    assert await rows_naming(world, world.alice.id) == []
    files = {path.name for path in (tmp_path / "files").glob("??/*")}
    assert files == {kept.content, kept.styles[0], kept.picture}
    assert theirs.attachments


def _other_picture() -> bytes:
    file = io.BytesIO()
    noise(20).save(file, "PNG")
    return file.getvalue()


async def test_what_is_still_being_painted_is_stopped_first(world: World) -> None:
    world.painter.hold()
    running = await world.stylize()
    waiting = await world.stylize()
    await until(lambda: "step 1" in text(running.response), what="progress")
    assert "I deleted 2 pictures." in await delete_everything(world)
    assert "Stopped" in text(running.response)
    assert "Stopped" in text(waiting.response)
    await world.eventually(lambda jobs: not jobs)
    assert world.app.services.job_service.overview().running == ()


async def test_pictures_that_others_made_from_ones_own_go_too(world: World) -> None:
    result = await world.finished(await world.stylize())
    again = await world.bob.click(result, label="Again")
    await world.finished(again)
    await world.eventually(lambda jobs: [job.subject_id for job in jobs] == [None, world.alice.id])
    await delete_everything(world)
    await world.eventually(lambda jobs: not jobs)


async def test_a_no_outlives_it_and_the_person_is_told(world: World) -> None:
    people = world.app.services.people
    await people.set_consent(world.alice.id, allowed=False)
    assert "A no in /consent stays" in await delete_everything(world)
    assert not await people.consents(world.alice.id)


async def test_a_person_who_has_nothing_hears_that(world: World) -> None:
    assert "There was nothing of yours" in await delete_everything(world)


async def test_the_buttons_outlive_a_restart(world: World) -> None:
    await world.finished(await world.stylize())
    asked = await world.alice.slash(world.channel, "privacy")
    await world.restart()
    await world.alice.click(reply(asked), label="Delete everything…")
    await world.restart()
    await world.alice.click(reply(asked), label="Yes, delete everything")
    assert "I deleted one picture." in text(asked.response)


async def test_deleting_twice_at_once_is_deleting_once(world: World) -> None:
    await world.finished(await world.stylize())
    asked = await world.alice.slash(world.channel, "privacy")
    await world.alice.click(reply(asked), label="Delete everything…")
    second = world.press_later(world.alice, reply(asked), "Yes, delete everything")
    await world.alice.click(reply(asked), label="Yes, delete everything")
    await second()
    assert "There was nothing of yours" in text(asked.response)


async def test_everyone_who_keeps_something_about_people_is_asked(world: World) -> None:
    """A table that names people must belong to a `PersonalData`, or be listed here with a reason."""
    owned = {
        "jobs": "JobPersonalData",
        "requests": "JobPersonalData",
        "opt_outs": "ConsentPersonalData",
        "bans": "ConsentPersonalData",
        "styles": "StylePersonalData",
        "drafts": "DraftPersonalData",
        "setting_changes": "SettingsPersonalData",
        "notice_choices": "Notices",
    }
    sources = {type(source).__name__ for source in world.app.services.personal_data.sources}
    people = {
        table.name
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in {"user_id", "owner_id", "subject_id", "author_id", "voter_id", "person_id", "created_by"}
    }
    unasked = {name for name in people if owned.get(name, "ChallengePersonalData") not in sources}
    assert unasked == set()
    for source in world.app.services.personal_data.sources:
        typed: PersonalData = source
        assert await typed.forget(1) is not None


async def test_a_picture_that_vanishes_meanwhile_is_passed_over(world: World, tmp_path: Path) -> None:
    await world.finished(await world.stylize())
    for file in (tmp_path / "files").glob("??/*"):
        file.unlink()
    asked = await world.alice.slash(world.channel, "privacy")
    pressed = await world.alice.click(reply(asked), label="Send me everything")
    archive = await exported(pressed)
    assert "everything that I keep" in text(pressed.response)
    assert len(json.loads(archive.read("jobs.json"))) == 1
    assert not [name for name in archive.namelist() if name.startswith("pictures/")]


async def test_a_job_that_ends_in_that_moment_is_deleted_all_the_same(world: World) -> None:
    world.painter.hold()
    await world.stylize()
    (job,) = await world.eventually(lambda jobs: [job for job in jobs if job.state is State.RUNNING])
    world.painter.release()
    await world.app.services.personal_data.forget(world.alice.id)
    with pytest.raises(NotFound):
        await world.app.store.get(job.id)
