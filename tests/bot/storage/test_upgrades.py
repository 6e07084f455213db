"""An upgrade is atomic, even if it is interrupted: the database is the old one or the new one."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.storage.copies import KEPT, copies
from bot.storage.sqlite import make_ready
from bot.storage.start_errors import Unusable
from bot.storage.upgrades import migrate, newest_revision, revisions
from tests.bot.storage.versions import STARTS, TABLES, contents, plain_engine, schema, write_version

ROOT = Path(__file__).parents[3]
FOLDER = Path(__file__).parent
# Until then, an upgrade was not one transaction, and could stop in the middle.
LAST_HALF_UPGRADED = "0007_posts"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was made without an interruption."""
    file: Path = tmp_path_factory.mktemp("whole") / "bot.db"
    make_ready(file, TABLES, None)
    return file


def revision_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def run(script: str, *arguments: object) -> list[dict[str, object]]:
    command = [sys.executable, str(FOLDER / script), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("start", STARTS)
def test_a_database_of_every_version_is_upgraded_with_what_is_in_it(
    tmp_path: Path, whole: Path, start: str | None
) -> None:
    file = tmp_path / "bot.db"
    write_version(file, start)
    make_ready(file, TABLES, None)
    assert contents(file) == (contents(whole)[0], ["job"] if start else [])
    assert revision_of(file) == newest_revision()


def check_kills(folder: Path, whole: Path, start: str | None, first: int, stride: int) -> None:
    kills = run("upgrade_victim.py", folder, start or "", first, stride)
    assert [kill["code"] for kill in kills] == [-signal.SIGKILL] * (len(kills) - 1) + [0]
    assert len(kills) > 40 / stride, "the killer sees the steps"
    for kill in kills:
        file = Path(str(kill["folder"])) / "bot.db"
        with suppress(FileNotFoundError):  # killed before anything was written
            assert all(revision_of(copy) == start for copy in copies(file))
        make_ready(file, TABLES, None)
        assert contents(file) == (contents(whole)[0], ["job"] if start else []), kill
        assert [copy.name for copy in copies(file)] == ([f"bot-{start}.db"] if start else [])
        assert list(file.parent.glob("backups/*.part*")) == []


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("start", [STARTS[-1]])
def test_an_upgrade_that_is_killed_is_done_at_the_next_start(tmp_path: Path, whole: Path, start: str | None) -> None:
    check_kills(tmp_path, whole, start, 1, stride=23)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("start", STARTS)
def test_an_upgrade_that_is_killed_at_any_step_is_done_at_the_next_start(
    tmp_path: Path, whole: Path, start: str | None
) -> None:
    """A first start, which has the steps of all upgrades, at each; upgrades, which share most, at other thirteenths."""
    if start is None:
        check_kills(tmp_path, whole, start, 1, stride=1)
    else:
        check_kills(tmp_path, whole, start, 1 + STARTS.index(start) % 13, stride=13)


# Leftovers of older versions.


class Killed(Exception):
    pass


def upgrade_as_before(file: Path, statements: int) -> str:
    """Upgrade like older versions and stop after some statements; return the next statement."""
    left = statements

    def countdown(_: object, __: object, statement: str, *___: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed(statement)

    engine = plain_engine(file)
    event.listen(engine, "before_cursor_execute", countdown)
    try:
        with engine.begin() as connection:
            migrate(connection)
    except Killed as killed:
        return str(killed)
    pytest.fail("the upgrade has fewer statements")


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS[: STARTS.index(LAST_HALF_UPGRADED) + 1])
def test_what_an_older_version_left_half_upgraded_is_mended(tmp_path: Path, whole: Path, start: str | None) -> None:
    (tmp_path / "before").mkdir()
    write_version(tmp_path / "before" / "bot.db", start)
    before, mended = schema_of(tmp_path / "before" / "bot.db"), 0
    for statements in count(1):
        file = shutil.copytree(tmp_path / "before", tmp_path / f"{statements}") / "bot.db"
        stopped_at = upgrade_as_before(file, statements)
        if schema_of(file) != before:
            mended += 1
            make_ready(file, TABLES, None)
            assert contents(file) == (contents(whole)[0], ["job"] if start else []), stopped_at
        if stopped_at.startswith(("INSERT", "UPDATE")):
            break  # from here on, the driver had a transaction
    assert mended, "an older version leaves something behind"


def schema_of(file: Path) -> object:
    with plain_engine(file).connect() as connection:
        return schema(connection)


def test_what_an_older_version_left_is_not_touched_when_something_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    write_version(file, "0002")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bans (id INTEGER, reason TEXT, created_at TEXT)")
        connection.execute("INSERT INTO bans VALUES (7, 'spam', '2026-01-01')")
        connection.commit()
    with pytest.raises(Unusable, match="in the middle of an upgrade: there are rows in “bans”") as caught:
        make_ready(file, TABLES, None)
    assert caught.value.replaceable
    assert "bot-0002.db" in caught.value.hint, "the copy is named"
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT id FROM bans").fetchall() == [(7,)]
    assert revision_of(file) == "0002"


# Several processes at once.


@pytest.mark.skipif(os.name != "posix", reason="forks")
@pytest.mark.parametrize("start", [None, STARTS[-1]])
def test_processes_that_start_at_once_do_not_break_the_database(tmp_path: Path, whole: Path, start: str | None) -> None:
    for race in run("race.py", tmp_path, start or "", 3, 4):
        assert race["codes"] == [0] * 4
        file = Path(str(race["folder"])) / "bot.db"
        assert contents(file) == (contents(whole)[0], ["job"] if start else [])


# Copies.


@pytest.mark.slow
def test_an_upgrade_makes_a_copy_first_and_keeps_three(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    for number, start in enumerate(revisions()[:-1]):
        for name in ("bot.db", "bot.db-wal", "bot.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        write_version(file, start)
        file.chmod(0o600)
        make_ready(file, TABLES, None)
        newest = copies(file)[0]
        os.utime(newest, (number, number))  # as if a year had passed between two upgrades
        assert newest.name == f"bot-{start}.db"
        assert revision_of(newest) == start
        assert contents(newest)[1] == ["job"]
        assert newest.stat().st_mode & 0o777 == 0o600, "no more people may read it than the database"
    assert [copy.name for copy in copies(file)] == [f"bot-{start}.db" for start in revisions()[:-1][: -KEPT - 1 : -1]]
    assert len(list((tmp_path / "backups").iterdir())) == KEPT


def test_there_is_no_copy_where_nothing_is_upgraded(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    for _ in range(2):
        make_ready(file, TABLES, None)
    assert not (tmp_path / "backups").exists()


def test_a_copy_can_be_put_back(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    write_version(file, STARTS[-1])
    make_ready(file, TABLES, None)
    (copy,) = copies(file)
    file.write_bytes(b"x" * 5000)
    with pytest.raises(Unusable) as caught:
        make_ready(file, TABLES, None)
    assert str(copy) in caught.value.hint
    copy.replace(file)
    for name in ("bot.db-wal", "bot.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    make_ready(file, TABLES, None)
    assert contents(file)[1] == ["job"]


def test_no_copy_no_upgrade(tmp_path: Path) -> None:
    """Without room for a copy the database does not change."""
    file = tmp_path / "bot.db"
    write_version(file, "0001")
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(Unusable, match="is not a folder"):
        make_ready(file, TABLES, None)
    assert revision_of(file) == "0001"
