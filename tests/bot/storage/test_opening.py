"""Errors of the data at start: one sentence says what to do, and the data stays unchanged."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import run
from bot.__main__ import cli
from bot.app import open_app
from bot.jobs.store import JobStore
from bot.runtime.blocking import run_blocking
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.files import FileStore
from bot.storage.sqlite import make_ready
from bot.storage.start_errors import START_FRESH, Unusable, explain
from tests.bot.doubles import job
from tests.bot.storage.versions import TABLES, write_version

ROOT = Path(__file__).parents[3]
ORDINARY = 65534  # a user without rights
SWITCH = START_FRESH.rpartition(" ")[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(None, data_dir=tmp_path / "data")


@pytest.fixture
def file(settings: Settings) -> Path:
    """The database of a stopped bot, with a job and its pictures."""
    path: Path = settings.data_dir / "chameleon.db"
    make_ready(path, TABLES, None)
    write_pages(path)
    return path


def write_pages(path: Path) -> None:
    """Enough rows for several pages."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [(f"{number}" * 30, "x" * 900, "2026-01-01") for number in range(40)]
        connection.executemany("INSERT INTO drafts (id, owner_id, data, created_at) VALUES (?, 1, ?, ?)", rows)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def keep_picture(folder: Path) -> None:
    await FileStore(folder).put(b"a person's picture")


def everything(folder: Path) -> dict[str, bytes | None]:
    """All files in a folder, except those that SQLite keeps beside an open database."""
    found = [path for path in folder.rglob("*") if not path.name.endswith(("-shm", "-wal"))]
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


async def refusal(settings: Settings, **options: object) -> Unusable:
    """The error of the start of the whole bot."""
    with pytest.raises(Unusable) as caught:
        async with open_app(settings, **options):  # type: ignore[arg-type]
            pytest.fail("it started")
    assert "\n" not in caught.value.text
    assert caught.value.hint
    return caught.value


def spoil_page(path: Path) -> None:
    with path.open("rb+") as stream:
        stream.seek(path.stat().st_size // 2)
        stream.write(os.urandom(6000))


def spoil_header(path: Path) -> None:
    with path.open("rb+") as stream:
        stream.write(b"\0" * 100)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def set_revision(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_tomorrow'")
        connection.commit()


def drop_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE jobs")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (spoil_page, "is damaged"),
        (spoil_header, r"is damaged \(file is not a database"),
        (cut_off, "is damaged"),
        (lambda path: path.write_text("a text of more than a few bytes" * 99), r"is damaged \(file is not a database"),
        (set_revision, "is of a newer version of the bot .*9999_tomorrow"),
        (drop_table, "is damaged .*no table “jobs”"),
    ],
)
async def test_a_database_that_cannot_be_used_is_left_alone_until_the_switch_moves_it(
    settings: Settings, file: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    await keep_picture(settings.files_dir)
    spoil(file)
    before = everything(settings.data_dir)
    fault = await refusal(settings)
    assert fault.args[0].startswith(f"The database {file} ")
    with pytest.raises(Unusable, match=sentence):
        raise fault
    assert START_FRESH in fault.hint
    assert everything(settings.data_dir) == before

    async with open_app(settings, start_fresh=True) as fresh:
        assert await fresh.store.recently_done(9) == []
    (aside,) = settings.data_dir.glob("aside-*")
    assert everything(aside).items() <= before.items(), "the old data, unchanged"
    assert {path.name for path in aside.iterdir()} >= {"chameleon.db", "files"}
    assert not settings.files_dir.exists()
    async with open_app(settings):
        pass


@pytest.mark.parametrize("folder", ["files_dir", "styles_dir", "challenges_dir"])
@pytest.mark.parametrize("state", ["missing", "no bytes", "no tables", "no revision"])
async def test_a_database_that_was_lost_beside_peoples_pictures_is_not_begun_anew(
    settings: Settings, file: Path, folder: str, state: str
) -> None:
    await keep_picture(getattr(settings, folder))
    for name in ("-wal", "-shm"):
        file.with_name(file.name + name).unlink(missing_ok=True)
    if state == "no revision":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("DELETE FROM alembic_version")
            connection.commit()
    else:
        file.unlink()
    if state == "no bytes":
        file.touch()
    if state == "no tables":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    before = everything(settings.data_dir)
    fault = await refusal(settings)
    assert ("is missing" if state == "missing" else "is empty") in str(fault)
    assert str(getattr(settings, folder)) in str(fault)
    assert START_FRESH in fault.hint
    assert everything(settings.data_dir) == before, "not even an empty file was made"
    async with open_app(settings, start_fresh=True):
        pass
    (aside,) = settings.data_dir.glob("aside-*")
    assert len([path for path in (aside / getattr(settings, folder).name).rglob("*") if path.is_file()]) == 1


async def test_what_the_sandbox_draws_and_what_a_crash_left_are_not_peoples_pictures(settings: Settings) -> None:
    for name in ("house/mosaic-768-1.png", "examples/fox.png", "weights/vgg19.pth", "files/ab/tmp1a2b.part"):
        path = settings.data_dir / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"picture")
    async with open_app(settings):
        pass


async def test_the_newest_copy_is_named(settings: Settings, file: Path) -> None:
    shutil.rmtree(settings.data_dir)
    settings.data_dir.mkdir()
    write_version(file, "0002")
    async with open_app(settings):
        pass
    copy = settings.data_dir / "backups" / "chameleon-0002.db"
    spoil_header(file)
    fault = await refusal(settings)
    assert str(copy) in fault.hint
    async with open_app(settings, start_fresh=True):
        pass
    assert [path.name for path in (settings.data_dir / "backups").glob("aside-*/*")] == [copy.name]


async def test_the_switch_moves_nothing_when_the_database_can_be_used(
    settings: Settings, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything(settings.data_dir)
    async with open_app(settings, start_fresh=True):
        pass
    assert everything(settings.data_dir).keys() == before.keys()
    assert "has moved nothing" in caplog.text


# The contents are not the cause: --start-fresh does not help, so it is neither named nor obeyed.


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_folder_for_the_log(file: Path) -> None:
    wal = file.with_name("chameleon.db-wal")
    wal.unlink(missing_ok=True)
    wal.mkdir()


def a_file_for_the_folder(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("a file")


def a_file_for_the_pictures(file: Path) -> None:
    (file.parent / "styles").write_text("a file")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (a_folder, r"chameleon\.db is not a file, so it cannot be the database"),
        (a_folder_for_the_log, r"chameleon\.db-wal is not a file"),
        (a_file_for_the_folder, "data is not a folder"),
        (a_file_for_the_pictures, "styles is not a folder"),
    ],
)
async def test_something_else_in_the_place_of_the_data_is_one_sentence(
    settings: Settings, file: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(file)
    fault = await refusal(settings, start_fresh=True)
    with pytest.raises(Unusable, match=sentence):
        raise fault
    assert SWITCH not in fault.text
    assert not list(file.parent.parent.rglob("aside-*"))


async def test_a_database_that_another_program_holds_is_one_sentence(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unusable, match="Another program is using the database") as caught:
            async with open_database(f"sqlite+aiosqlite:///{file}", start_fresh=True, patience=0):
                pass
    assert SWITCH not in caught.value.text
    async with open_database(f"sqlite+aiosqlite:///{file}", patience=0):
        pass


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Drop the rights of root, to whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(ORDINARY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
@pytest.mark.parametrize("place", ["", "data", "data/chameleon.db", "data/files"])
async def test_where_the_bot_may_not_write_is_said(public_folder: Path, place: str) -> None:
    settings = Settings.load(None, data_dir=public_folder / "data")
    file = settings.data_dir / "chameleon.db"
    if place:
        make_ready(file, TABLES, None)
        settings.files_dir.mkdir()
        for path in (settings.data_dir, *settings.data_dir.iterdir()):
            os.chown(path, ORDINARY if os.geteuid() == 0 else os.geteuid(), -1)
    (public_folder / place).chmod(0o444 if place.endswith(".db") else 0o555)
    with ordinary_user():
        fault = await refusal(settings, start_fresh=True)
    assert str(fault) == f"The bot may not write to {public_folder / place}."
    assert SWITCH not in fault.text


def test_a_disk_that_is_full_is_said(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute("CREATE TABLE more AS SELECT * FROM drafts")
    assert "no space left" in str(explain(caught.value, file, "rescue"))
    system = OSError(28, os.strerror(28), str(file.parent / "backups"))
    assert str(explain(system, file, "rescue")) == f"There is no space left for {file.parent / 'backups'}."


# Problems that SQLite repairs itself.


async def test_garbage_in_the_log_beside_the_database_takes_nothing_of_what_is_in_it(
    settings: Settings, file: Path
) -> None:
    async with open_database(settings.database) as database:
        await JobStore(database).add(job())
    file.with_name("chameleon.db-wal").write_bytes(os.urandom(9000))
    file.with_name("chameleon.db-shm").write_bytes(os.urandom(9000))
    async with open_database(settings.database) as database:
        assert (await JobStore(database).get("job")).id == "job"


async def test_a_log_that_is_gone_takes_only_what_was_in_it(settings: Settings, file: Path) -> None:
    async with open_database(settings.database) as database:
        await JobStore(database).add(job())
    for name in ("chameleon.db-wal", "chameleon.db-shm"):
        file.with_name(name).unlink(missing_ok=True)
    async with open_database(settings.database) as database:
        assert (await JobStore(database).get("job")).id == "job"


# The command.


@pytest.mark.parametrize("spoil", [spoil_header, set_revision, Path.unlink, a_folder])
async def test_the_command_ends_with_one_sentence_and_exit_code_1(
    settings: Settings, file: Path, spoil: Callable[[Path], object]
) -> None:
    await keep_picture(settings.files_dir)
    for name in ("chameleon.db-wal", "chameleon.db-shm"):
        file.with_name(name).unlink(missing_ok=True)
    spoil(file)
    done = await run_blocking(run_bot, settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert str(file) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def run_bot(settings: Settings) -> subprocess.CompletedProcess[str]:
    changes = {"DATA_DIR": str(settings.data_dir), "DISCORD_TOKEN": "none", "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | changes, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "expected"), [([], False), ([SWITCH], True)])
def test_the_switch_reaches_the_bot(monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: bool) -> None:
    seen: list[bool] = []

    async def run_discord(settings: Settings, *, start_fresh: bool, limit: float) -> None:
        seen.append(start_fresh)

    monkeypatch.setattr(run, "run_discord", run_discord)
    monkeypatch.setenv("DISCORD_TOKEN", "none")
    words = [*START_FRESH.removeprefix("python -m bot ").split()[:-1], *arguments]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert seen == [expected]
