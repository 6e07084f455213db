"""Backups while the bot runs, by hand and regularly."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import String
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.app import open_app
from bot.backups.archive import check
from bot.backups.backup import BackupStopped, backups, make_backup
from bot.backups.data import NAMED_FILES, Data, data_of, settings_text
from bot.backups.schedule import back_up_regularly
from bot.runtime.blocking import run_blocking
from bot.settings import Settings
from bot.storage.tables import metadata
from nst.errors import UserError
from tests.bot.backups.filled import NOON, data_in, fill
from tests.bot.clocks import FakeCalendar
from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor, png, request
from tests.polling import until


@pytest.fixture
def data(tmp_path: Path) -> Data:
    data = data_in(tmp_path / "data")
    fill(data, "job", "red")
    return data


def test_every_column_that_names_a_file_is_followed() -> None:
    """They are the indexed columns that are as long as a digest."""
    columns = [column for table in metadata.tables.values() for column in table.columns if column.index]
    named = {column for column in columns if isinstance(column.type, String) and column.type.length == 64}
    assert named == {column for some in NAMED_FILES.values() for column in some}


async def test_backups_while_people_ask_for_pictures_hold_every_job_with_its_pictures(tmp_path: Path) -> None:
    folder = BotFolder(tmp_path)
    data = Data(tmp_path, tmp_path / "bot.db", data_in(tmp_path).folders)
    async with folder.open(FakeExecutor(), FakeAnnouncer(), jobs_per_user=99) as job_service:

        async def ask() -> None:
            for number in range(40):
                await job_service.submit(request(content=png(f"#{number:06x}")))

        asking = asyncio.ensure_future(ask())
        seen: list[Mapping[str, int]] = []
        while not asking.done() or not seen:
            now = NOON + timedelta(seconds=len(seen))
            backup = await run_blocking(make_backup, data, "", tmp_path / "to", keep=2, now=now)
            seen.append(backup.manifest.counts)
        await asking
    assert len(seen) > 1
    for counts in seen:
        assert counts["missing"] == counts["damaged"] == 0
        assert counts["files"] == (counts["jobs"] + 1 if counts["jobs"] else 0), "each photo, and their painting"
    assert len(backups(tmp_path / "to")) == 2


def test_what_is_lost_or_damaged_on_the_disk_is_said(data: Data, tmp_path: Path) -> None:
    lost, damaged = data.folders["files"].glob("??/*")
    lost.unlink()
    damaged.write_bytes(b"of another time")
    counts = make_backup(data, "", tmp_path / "to", keep=1, now=NOON).manifest.counts
    assert (counts["files"], counts["missing"], counts["damaged"]) == (1, 1, 1)


def test_what_is_given_up_leaves_nothing(data: Data, tmp_path: Path) -> None:
    with pytest.raises(BackupStopped):
        make_backup(data, "", tmp_path / "to", keep=1, now=NOON, stopped=lambda: True)
    assert list((tmp_path / "to").iterdir()) == []


def spoil(path: Path) -> None:
    path.write_bytes(b"no database" * 500)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.database.unlink(), "There is no database"),
        (lambda data: spoil(data.database), "is damaged"),
        (lambda data: data.database.write_bytes(b""), "The database is empty"),
        (lambda data: (data.folder.parent / "to").write_text("a file"), "The backup into .* failed"),
    ],
)
def test_a_backup_that_fails_is_one_sentence(
    data: Data, tmp_path: Path, change: Callable[[Data], object], sentence: str
) -> None:
    change(data)
    with pytest.raises(UserError, match=sentence):
        make_backup(data, "", tmp_path / "to", keep=1, now=NOON)


def test_a_host_backs_up_without_a_secret(data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        *("DISCORD_TOKEN=canary-token", "# DISCORD_TOKEN=canary-old", f"DATABASE_URL=sqlite:///{data.database}?canary"),
        *("OF_ANOTHER_PROGRAM=canary-other", "MAX_SIZE=700", f"BACKUP_DIR={tmp_path / 'to'}"),
    ]
    (tmp_path / ".env").write_text("\n".join(lines).replace("?canary", ""))
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    (tmp_path / "to").mkdir()
    for name in ("chameleon-20250101T000000Z.tar", "chameleon-20250102T000000Z.tar", "holiday.tar"):
        (tmp_path / "to" / name).touch()
    monkeypatch.setenv("DATA_DIR", str(data.folder))
    told = CliRunner().invoke(cli, ["backup", "--keep", "2"])
    assert told.exit_code == 0
    assert "1 jobs (1 unfinished)" in told.stdout
    newest, kept = backups(tmp_path / "to")
    assert kept.name == "chameleon-20250102T000000Z.tar"
    assert (tmp_path / "to" / "holiday.tar").exists()
    written = newest.read_bytes()
    assert b"MAX_SIZE=700" in written
    assert b"canary" not in written
    assert newest.stat().st_mode & 0o77 == 0


@pytest.mark.parametrize("command", [["backup"], ["restore", "archive.tar"]])
def test_postgresql_is_for_pg_dump(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:canary@host/name")
    fault = CliRunner().invoke(cli, command).exception
    assert isinstance(fault, UserError)
    assert "pg_dump" in fault.text
    assert "canary" not in fault.text
    with pytest.raises(UserError, match="pg_dump"):
        Settings.load(None, backup_hours=24)


def test_the_settings_are_read_as_they_were(tmp_path: Path) -> None:
    odd = tmp_path / "a 'quoted' folder # \\n"
    settings = Settings.load(None, data_dir=odd, preload=True, devices="cuda:0,cuda:1", max_size=700)
    (tmp_path / "settings.env").write_text(settings_text(settings), encoding="utf-8")
    assert Settings.load(tmp_path / "settings.env") == settings


# Regularly.


def daily(data: Data, **changes: object) -> Settings:
    return Settings.load(None, data_dir=data.folder, backup_hours=24, backup_keep=2, **changes)


@asynccontextmanager
async def regular(settings: Settings, clock: FakeCalendar) -> AsyncIterator[list[datetime]]:
    """Back up regularly meanwhile; gives each look at the clock."""
    data, looks = data_of(settings), []

    def look() -> datetime:
        looks.append(clock())
        return looks[-1]

    assert data is not None
    task = asyncio.ensure_future(back_up_regularly(settings, data, now=look))
    yield looks
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_backup_is_made_when_the_newest_is_a_day_old_also_after_restarts(tmp_path: Path) -> None:
    data = data_in(tmp_path / "data")
    await run_blocking(fill, data, "job", "red")
    settings, clock = daily(data), FakeCalendar(NOON)
    for hours in (0, 24, 24):
        clock.forward(hours=hours)
        async with regular(settings, clock):
            await until(lambda: f"{clock():%Y%m%dT%H%M%SZ}" in str(backups(settings.backups_dir)), what="the backup")
        async with regular(settings, clock) as looks:  # the bot is started again, too early
            await until(lambda: len(looks) >= 2, what="a look at what is there and at how long it lasts")
            assert len(looks) == 2, "one more names a backup"
        clock.forward(hours=1)
    names = [path.name for path in backups(settings.backups_dir)]
    assert names == ["chameleon-20261128T140000Z.tar", "chameleon-20261127T130000Z.tar"], "two are kept"
    for archive in backups(settings.backups_dir):
        check(archive)


async def test_a_backup_that_fails_is_said_and_the_bot_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "disk").write_text("a file")
    settings = daily(data_in(tmp_path / "data"), backup_dir=tmp_path / "disk")
    async with open_app(settings) as app:
        await until(lambda: "It is tried again in an hour" in caplog.text, what="the sentence")
        assert await app.store.recently_done(1) == []
    assert "The backup into" in caplog.text


async def test_the_bot_makes_its_backups_by_itself(tmp_path: Path) -> None:
    settings = daily(data_in(tmp_path / "data"))
    async with open_app(settings):
        await until(lambda: backups(settings.backups_dir), what="the first backup")
    (archive,) = backups(settings.backups_dir)
    assert (datetime.now(UTC) - check(archive).created_at) < timedelta(days=1)
