"""Jobs in the database."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from bot.errors import NotFound
from bot.jobs.drafts import Drafts
from bot.jobs.job import Job, State
from bot.jobs.personal_data import DraftPersonalData
from bot.jobs.quotas import Quotas
from bot.jobs.store import JobStore
from bot.storage import tables
from bot.storage.database import open_database
from bot.storage.tables import drafts as drafts_table
from bot.storage.tables import metadata
from nst.errors import UserError
from nst.params import Mode
from nst.recipes import recipe
from tests.bot.doubles import ALICE, BOB, CAROL, SECRET, BotFolder, job, reply_target
from tests.bot.storage.versions import write_version


@pytest.fixture
def bot_folder(tmp_path: Path, database_url: str) -> BotFolder:
    return BotFolder(tmp_path, database_url)


async def test_what_a_failed_statement_says_holds_no_token(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job())
        with pytest.raises(IntegrityError) as caught:
            await store.add(job())
    assert SECRET not in str(caught.value)


async def test_a_job_comes_back_as_it_was_also_after_a_restart(bot_folder: BotFolder) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=2)))
    full = job(
        params=recipe("fine", seed=2**62, strength=0.1),
        state=State.DONE,
        created_at=moment,
        started_at=moment,
        finished_at=moment,
        attempts=2,
        styles=("d" * 64, "a" * 64, "b" * 64),
        mask="f" * 64,
        picture="e" * 64,
        summary={"seconds": 1.5, "note": "größer"},
        error="an error",
        parent_id="parent",
        pixels=2**40,
        deliveries=1,
    )
    plain = job("plain", reply_target=reply_target(channel_id=None, guild_id=None, application_id=2**62))
    async with bot_folder.store() as store:
        await store.add(full)
        await store.add(plain)
        assert await store.get("job") == full
    async with bot_folder.store() as store:
        assert await store.get("job") == full
        assert await store.get("plain") == plain
        assert (await store.get("job")).created_at.tzinfo is UTC


async def test_a_job_of_another_mode_comes_back_as_it_was(bot_folder: BotFolder) -> None:
    texture = job(
        "texture",
        reply_target=reply_target(locale="de", age_restricted=True),
        content=None,
        params=recipe("fine", mode=Mode.TEXTURE, sheet=True),
        private=True,
        spoiler=True,
        content_name="größe.png",
        style_name="Größe",
        style_saved=True,
        subject_id=2**62,
        changes={"strength": [0.5, 0.6]},
    )
    reconstruction = job("reconstruction", styles=(), params=recipe("fine", mode=Mode.RECONSTRUCTION))
    async with bot_folder.store() as store:
        await store.add(texture)
        await store.add(reconstruction)
    async with bot_folder.store() as store:
        assert await store.get("texture") == texture
        assert await store.get("reconstruction") == reconstruction


async def test_the_names_of_states_in_a_database_stay_as_they_are(bot_folder: BotFolder) -> None:
    """Another name would make the jobs of a running bot unreadable after an update."""
    async with bot_folder.store() as store, open_database(bot_folder.url) as engine:
        for state in State:
            await store.add(job(state.name, state=state))
        async with engine.connect() as connection:
            rows = (await connection.execute(text("SELECT id, state FROM jobs"))).all()
    assert {row.id: row.state for row in rows} == {
        "QUEUED": "queued",
        "RUNNING": "running",
        "DONE": "done",
        "FAILED": "failed",
        "CANCELLED": "cancelled",
    }


async def test_every_file_of_a_job_is_in_use(bot_folder: BotFolder) -> None:
    names = {letter * 64 for letter in "abcdef"}
    content, first, second, third, mask, picture = sorted(names)
    async with bot_folder.store() as store:
        await store.add(job(content=content, styles=(first, second, third), mask=mask, picture=picture))
        assert await store.files_in_use([*names, "0" * 64]) == names


async def test_a_person_finds_their_own_styles_and_masks_by_digest(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job(content="c" * 64, styles=("a" * 64, "b" * 64), mask="f" * 64))
        await store.add(job("same", content="c" * 64, styles=("a" * 64, "b" * 64), mask="f" * 64))
        await store.add(job("other", owner_id=BOB, styles=("e" * 64,)))
        assert [await store.own_file(ALICE, digit * 16) for digit in "abf"] == ["a" * 64, "b" * 64, "f" * 64]
        assert [await store.own_file(ALICE, digit * 16) for digit in "ce"] == [None, None], "a photo, another person's"


async def test_jobs_of_the_first_version_are_kept(tmp_path: Path) -> None:
    """A person's pictures survive an update of the bot."""
    bot_folder = BotFolder(tmp_path)
    old = job()
    write_version(bot_folder.folder / "bot.db", "0001", old)
    async with bot_folder.store() as store:
        params = recipe("draft", init="noise", normalization="mean", as_published=True)
        assert await store.get("job") == replace(old, params=params)


async def test_a_draft_is_its_owners_and_is_forgotten(bot_folder: BotFolder) -> None:
    async with open_database(bot_folder.url) as engine:
        drafts = Drafts(engine)
        draft_id = await drafts.put(ALICE, {"pictures": ["größer"]})
        assert await drafts.get(draft_id, ALICE) == {"pictures": ["größer"]}
        for owner, wanted in ((BOB, draft_id), (ALICE, "0" * 16)):
            with pytest.raises(NotFound):
                await drafts.get(wanted, owner)
        keeper = DraftPersonalData(engine)
        assert await keeper.export(ALICE) == {"drafts.json": [{"pictures": ["größer"]}]}
        assert await keeper.export(BOB) == {}
        await drafts.tidy()
        assert await drafts.get(draft_id, ALICE)
        async with engine.begin() as connection:
            await connection.execute(drafts_table.update().values(created_at=datetime.now(UTC) - timedelta(days=2)))
        await drafts.tidy()
        with pytest.raises(NotFound):
            await drafts.get(draft_id, ALICE)
        draft_id = await drafts.put(ALICE, {})
        await keeper.forget(ALICE)
        with pytest.raises(NotFound):
            await drafts.get(draft_id, ALICE)


async def test_pictures_of_a_person_come_in_pages_the_newest_first(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        for number in range(5):
            await store.add(job(f"job{number}", state=State.DONE))
        await store.add(job("failed", state=State.FAILED))
        await store.add(job("theirs", state=State.DONE, owner_id=BOB))
        page, count = await store.pictures(ALICE, count=2, skip=1)
        assert ([job.id for job in page], count) == (["job3", "job2"], 5)


async def test_a_job_that_is_not_there_is_not_found(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        for use in (store.get("nosuchjob"), store.update("nosuchjob", error="x")):
            with pytest.raises(NotFound):
                await use
        assert await store.transition("nosuchjob", State.CANCELLED) is None
        assert await store.begin_delivery("nosuchjob") is None
        await store.delete("nosuchjob")


async def test_unfinished_jobs_come_in_the_order_they_came(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        moment = datetime.now(UTC)
        for name, state in (("b", State.QUEUED), ("a", State.RUNNING), ("x", State.DONE), ("c", State.QUEUED)):
            await store.add(job(name, state=state, created_at=moment))
        assert [job.id for job in await store.unfinished()] == ["b", "a", "c"]
        assert await store.count_unfinished(ALICE) == 3
        assert await store.count_unfinished(BOB) == 0


@pytest.mark.parametrize(
    ("before", "after", "possible"),
    [
        (State.QUEUED, State.RUNNING, True),
        (State.QUEUED, State.CANCELLED, True),
        (State.RUNNING, State.QUEUED, True),
        (State.RUNNING, State.DONE, True),
        (State.RUNNING, State.FAILED, True),
        (State.RUNNING, State.CANCELLED, True),
        (State.QUEUED, State.FAILED, True),
        (State.QUEUED, State.DONE, False),
        (State.CANCELLED, State.RUNNING, False),
        (State.CANCELLED, State.DONE, False),
        (State.DONE, State.CANCELLED, False),
        (State.DONE, State.QUEUED, False),
        (State.FAILED, State.CANCELLED, False),
    ],
)
async def test_only_one_ends_a_job(bot_folder: BotFolder, before: State, after: State, possible: bool) -> None:
    async with bot_folder.store() as store:
        await store.add(job(state=before))
        moved = await store.transition("job", after)
        assert (moved is not None) == possible
        assert (await store.get("job")).state is (after if possible else before)
        assert moved is None or (moved.finished_at is not None) == after.final


async def test_a_delivery_is_counted_before_it_begins_and_ends_once(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job())
        assert await store.begin_delivery("job") is None, "it has not ended"
        await store.transition("job", State.CANCELLED)
        begun = [await store.begin_delivery("job") for _ in range(2)]
        assert [job and job.deliveries for job in begun] == [1, 2]
        moment = datetime.now(UTC)
        assert [job.id for job in await store.undelivered(since=moment - timedelta(hours=1))] == ["job"]
        assert await store.undelivered(since=moment + timedelta(hours=1)) == []
        delivered = await store.update("job", delivered=True, token="")
        assert delivered.reply_target == replace(reply_target(), token="", expires_at=delivered.reply_target.expires_at)
        assert await store.begin_delivery("job") is None
        assert await store.undelivered(since=moment - timedelta(hours=1)) == []


async def test_a_job_expires_only_after_its_end(bot_folder: BotFolder) -> None:
    moment = datetime.now(UTC)
    second = timedelta(seconds=1)
    async with bot_folder.store() as store:
        for name, state, at in (
            ("before", State.DONE, moment - second),
            ("failed", State.FAILED, moment - second),
            ("then", State.DONE, moment),
            ("after", State.DONE, moment + second),
            ("running", State.RUNNING, moment - second),
        ):
            await store.add(job(name, state=state, finished_at=at))
        await store.add(job("queued"))
        assert [one.id for one in await store.expired(moment)] == ["before", "failed"]


async def test_what_ended_at_that_moment_or_at_an_unknown_one_is_still_delivered(bot_folder: BotFolder) -> None:
    moment = datetime.now(UTC)
    async with bot_folder.store() as store:
        await store.add(job("then", state=State.DONE, finished_at=moment))
        await store.add(job("unknown", state=State.DONE))
        await store.add(job("running", state=State.RUNNING))
        await store.add(job("before", state=State.DONE, finished_at=moment - timedelta(microseconds=1)))
        assert [one.id for one in await store.undelivered(since=moment)] == ["then", "unknown"]


async def test_pictures_are_found_by_style_and_read_without_their_losses(bot_folder: BotFolder) -> None:
    summary = {"history": [1.0, 0.5]}
    async with bot_folder.store() as store:
        for number, style in enumerate(("Night", "Waves", "Night", "")):
            await store.add(job(f"job{number}", state=State.DONE, style_name=style, summary=summary))
        page, count = await store.pictures(ALICE, count=10, style="Night")
        assert ([one.id for one in page], count) == (["job2", "job0"], 2)
        assert [one.summary for one in page] == [summary, summary]
        brief, count = await store.pictures(ALICE, count=10, brief=True)
        assert ([one.id for one in brief], count) == (["job3", "job2", "job1", "job0"], 4)
        assert [one.summary for one in brief] == [None] * 4


async def test_the_styles_of_a_persons_pictures_come_the_most_used_first(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        for number, style in enumerate(("Waves", "Night", "Mosaic", "Night", "", "")):
            await store.add(job(f"job{number}", state=State.DONE, style_name=style))
        await store.add(job("failed", state=State.FAILED, style_name="Glass"))
        await store.add(job("theirs", state=State.DONE, style_name="Pencil", owner_id=BOB))
        assert await store.styles_used(ALICE) == ["Night", "Mosaic", "Waves"]
        assert await store.styles_used(BOB) == ["Pencil"]


async def test_a_job_that_follows_another_is_found_and_is_not_one_that_was_asked_for(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job("first"))
        await store.add(job("again", parent_id="first"))
        await store.add(job("follower", parent_id="first", follows=True))
        await store.add(job("running", state=State.RUNNING))
        await store.add(job("done", state=State.DONE))
        await store.add(job("theirs", owner_id=BOB))
        assert await store.count_unfinished(ALICE) == 3
        assert [one.id for one in await store.unfinished_of(ALICE)] == ["first", "again", "follower", "running"]
        follower = await store.follower("first")
        assert follower is not None
        assert follower.id == "follower"
        assert await store.follower("again") is None
        async with open_database(bot_folder.url) as engine:
            assert len(await Quotas(engine).times(ALICE)) == 4, "the follower does not count for the quota"


async def test_a_person_is_concerned_by_their_jobs_and_by_those_with_their_picture(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job("own"))
        await store.add(job("of-me", owner_id=BOB, subject_id=ALICE))
        await store.add(job("theirs", owner_id=BOB, subject_id=CAROL))
        assert [one.id for one in await store.concerning(ALICE)] == ["own", "of-me"]


async def test_a_picture_that_is_gone_is_answered_with_what_to_do(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        with pytest.raises(NotFound) as caught:
            await store.get("nosuchjob")
    assert caught.value.code == "gone"
    assert "/stylize" in caught.value.hint


async def test_a_file_is_in_use_while_a_job_names_it(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        await store.add(job(picture="e" * 64))
        names = [letter * 64 for letter in "cdef"]
        assert await store.files_in_use(names) == set(names[:3])
        await store.delete("job")
        assert await store.files_in_use(names) == set()
        assert await store.files_in_use([]) == set()


async def test_the_last_pictures_come_oldest_first(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        for number in range(4):
            await store.add(job(f"job{number}", state=State.DONE, owner_id=ALICE if number < 3 else BOB))
        assert [job.id for job in await store.recently_done(3)] == ["job1", "job2", "job3"]
        assert [job.id for job in await store.recently_done(1, owner_id=ALICE)] == ["job2"]


async def test_a_moment_without_a_time_zone_is_a_defect(bot_folder: BotFolder) -> None:
    async with bot_folder.store() as store:
        with pytest.raises(Exception, match="without a time zone"):
            await store.add(job(created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_the_migrations_make_the_tables_that_the_code_expects(bot_folder: BotFolder) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with open_database(bot_folder.url) as engine, engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_opening_twice_changes_nothing_and_the_file_is_safe_for_two_readers(tmp_path: Path) -> None:
    bot_folder = BotFolder(tmp_path)
    async with open_database(bot_folder.url), open_database(bot_folder.url) as engine, engine.connect() as connection:
        answers = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in ("journal_mode", "foreign_keys")
        ]
    assert answers == ["wal", 1]


async def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path}/a/b/bot.db") as engine:
        await JobStore(engine).add(job())
    assert (tmp_path / "a" / "b" / "bot.db").exists()


async def test_the_password_of_a_database_is_not_shown() -> None:
    with pytest.raises(UserError) as caught:
        async with open_database("postgresql+asyncpg://bot:hunter2@localhost:1/bot"):
            pass
    assert "hunter2" not in caught.value.text


def test_tokens_are_in_no_representation() -> None:
    assert SECRET not in repr(job())
    assert tables.jobs.c.token.nullable is False


async def test_others_have_their_turn_while_many_jobs_are_read(
    bot_folder: BotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0
    make = Job.__init__

    def counting(new: Job, *values: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        make(new, *values, **named)

    losses = {"history": {"steps": list(range(120)), "total": [0.5] * 120}}
    async with bot_folder.store() as store:
        for number in range(200):
            await store.add(job(f"job{number}", state=State.DONE, summary=losses))
        monkeypatch.setattr(Job, "__init__", counting)
        reading = asyncio.ensure_future(store.concerning(ALICE))
        seen = [0]  # at every turn of the event loop
        while not reading.done():
            await asyncio.sleep(0)
            seen.append(made)
        assert len(await reading) == made == 200
    assert max(later - earlier for earlier, later in pairwise(seen)) <= 20
