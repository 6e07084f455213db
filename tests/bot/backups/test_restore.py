"""What is restored, and what is refused."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.app import open_app
from bot.backups import archive as archives
from bot.backups.backup import make_backup
from bot.backups.data import Data
from bot.backups.restore import complete_restore, restore
from bot.runtime.blocking import run_blocking
from bot.settings import Settings
from nst.errors import UserError
from tests.bot.backups.filled import NOON, data_in, fill, held
from tests.bot.doubles import job
from tests.bot.storage.versions import write_version

Members = dict[str, bytes]


@pytest.fixture
def new(tmp_path: Path) -> Data:
    """The data in the archive."""
    data = data_in(tmp_path / "new")
    fill(data, "new", "green")
    return data


@pytest.fixture
def archive(new: Data, tmp_path: Path) -> Path:
    return make_backup(new, "MAX_SIZE=700\n", tmp_path / "to", keep=1, now=NOON).path


@pytest.fixture
def old(tmp_path: Path) -> Data:
    """Data that are there already."""
    data = data_in(tmp_path / "old")
    fill(data, "old", "red")
    return data


def test_a_host_moves_the_bot_to_another_folder(
    archive: Path, new: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "moved" / "here"))
    told = CliRunner().invoke(cli, ["restore", str(archive)])
    assert told.exit_code == 0
    assert "1 jobs (1 unfinished)" in told.stdout
    moved = data_in(tmp_path / "moved" / "here")
    assert held(moved) == held(new)
    assert (moved.folder / "settings.env").read_text() == "MAX_SIZE=700\n"
    assert list(moved.folder.glob("*aside*")) == []


def test_data_that_are_there_are_moved_aside_only_by_the_switch(archive: Path, old: Data, new: Data) -> None:
    before = held(old)
    with pytest.raises(UserError, match="There are data already") as caught:
        restore(archive, old, replace=False, now=NOON)
    assert "--replace" in caught.value.hint
    assert held(old) == before
    restore(archive, old, replace=True, now=NOON)
    assert held(old) == held(new)
    assert held(data_in(old.folder / "aside-20261126T120000Z")) == before


@pytest.mark.parametrize("left", ["files/ab/" + "ab" * 32, "chameleon.db-wal"])
def test_pictures_or_a_log_alone_are_data_too(archive: Path, tmp_path: Path, left: str) -> None:
    data = data_in(tmp_path / "left")
    (data.folder / left).parent.mkdir(parents=True)
    (data.folder / left).touch()
    with pytest.raises(UserError, match="There are data already"):
        restore(archive, data, replace=False, now=NOON)


def test_a_database_elsewhere_is_put_there(archive: Path, new: Data, tmp_path: Path) -> None:
    data = replace(data_in(tmp_path / "moved"), database=tmp_path / "fast disk" / "bot.db")
    restore(archive, data, replace=False, now=NOON)
    assert held(data) == held(new)
    assert [path.name for path in data.database.parent.iterdir()] == ["bot.db"]


async def test_a_bot_that_runs_keeps_its_data(tmp_path: Path) -> None:
    data = data_in(tmp_path / "data")
    await run_blocking(fill, data, "job", "red")
    path = (await run_blocking(make_backup, data, "", tmp_path / "to", keep=1, now=NOON)).path
    before = await run_blocking(held, data)
    async with open_app(Settings.load(None, data_dir=data.folder)):
        with pytest.raises(UserError, match="The bot is running"):
            await run_blocking(restore, path, data, replace=True, now=NOON)
    assert await run_blocking(held, data) == before
    assert list(data.folder.glob("*restored*")) == []


async def test_an_archive_of_an_older_version_is_upgraded_at_the_start(tmp_path: Path) -> None:
    older, moved = data_in(tmp_path / "older"), data_in(tmp_path / "moved")
    older.folder.mkdir()
    await run_blocking(write_version, older.database, "0006_failures", job("kept"))
    backup = await run_blocking(make_backup, older, "", tmp_path / "to", keep=1, now=NOON)
    assert backup.manifest.revision == "0006_failures"
    await run_blocking(restore, backup.path, moved, replace=False, now=NOON)
    async with open_app(Settings.load(None, data_dir=moved.folder)) as app:
        assert (await app.store.get("kept")).id == "kept"


def test_a_restore_in_progress_holds_off_another(archive: Path, old: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.backups.restore._PATIENCE", 0.0)
    (old.folder / "restored-20261126T120000Z.part").mkdir()
    with closing(sqlite3.connect(old.folder / "restore.lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="is being restored"):
            restore(archive, old, replace=True, now=NOON)
        with pytest.raises(UserError, match="is being restored"):
            complete_restore(old)
    complete_restore(old)
    assert list(old.folder.glob("restored-*")) == []


async def test_the_start_completes_a_restore_that_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = data_in(tmp_path / "new"), data_in(tmp_path / "old")
    await run_blocking(fill, new, "new", "green")
    await run_blocking(fill, old, "old", "red")
    path = (await run_blocking(make_backup, new, "", tmp_path / "to", keep=1, now=NOON)).path
    with monkeypatch.context() as patch:
        patch.setattr("bot.backups.restore._make_way", interrupt)
        with pytest.raises(KeyboardInterrupt):
            restore(path, old, replace=True, now=NOON)
    assert held(old)[0] == ["old"]
    async with open_app(Settings.load(None, data_dir=old.folder)) as app:
        assert [job.id for job in await app.store.unfinished()] == ["new"]
    assert held(old) == held(new)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


# Archives that are not what they should be.


def read(path: Path) -> Members:
    with tarfile.open(path) as tar:
        return {member.name: stream.read() for member in tar if (stream := tar.extractfile(member))}


def write(path: Path, members: Members, *odd: tarfile.TarInfo) -> None:
    """Write an archive, the manifest last."""
    with tarfile.open(path, "w") as tar:
        for member in odd:
            tar.addfile(member)
        for name, data in sorted(members.items(), key=lambda one: one[0] == archives.MANIFEST):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def changed(path: Path, **changes: Any) -> None:
    members = read(path)
    members[archives.MANIFEST] = json.dumps(json.loads(members[archives.MANIFEST]) | changes).encode()
    write(path, members)


def with_file(name: str, *, listed: bool = True) -> Callable[[Path], None]:
    """Add a file, also to the manifest."""

    def add(path: Path) -> None:
        members = read(path) | {name: b"evil"}
        about = json.loads(members[archives.MANIFEST])
        if listed:
            about["digests"][name] = "6dd1b9a4c1d4b4c8f8f5a2d8"
        members[archives.MANIFEST] = json.dumps(about).encode()
        write(path, members)

    return add


def of_tomorrow(path: Path) -> None:
    """A newer version may also have folders that are unknown today."""
    with_file("sounds/ab/" + "ab" * 32)(path)
    changed(path, revision="9999_tomorrow")


def with_link(path: Path) -> None:
    link = tarfile.TarInfo("files/ab/" + "ab" * 32)
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    write(path, read(path), link)


def with_changed_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"\x89PNG") + 20
    data[at] ^= 1
    path.write_bytes(data)


def without_a_picture(path: Path) -> None:
    members = read(path)
    del members[next(name for name in members if name.startswith("files/"))]
    write(path, members)


def with_a_picture_twice(path: Path) -> None:
    members = read(path)
    name = next(name for name in members if name.startswith("files/"))
    member = tarfile.TarInfo(name)
    write(path, members, member)


def with_a_bad_database(path: Path) -> None:
    members = read(path)
    members[archives.DATABASE] = b"no database" * 500
    about = json.loads(members[archives.MANIFEST])
    about["digests"][archives.DATABASE] = hashlib.sha256(members[archives.DATABASE]).hexdigest()
    members[archives.MANIFEST] = json.dumps(about).encode()
    write(path, members)


def cut(part: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * part))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (with_file("../evil"), "no backup has a file “../evil”"),
        (with_file("/etc/evil"), "no backup has a file"),
        (with_file("files/../../evil"), "no backup has a file"),
        (with_file("files/ab/" + "cd" * 32), "no backup has a file"),
        (with_file("files/ab/" + "ab" * 32, listed=False), "not those of its list"),
        (with_file("files/ab/" + "ab" * 32), "has changed"),
        (with_link, "is no plain file"),
        (with_changed_byte, "has changed"),
        (without_a_picture, "not those of its list"),
        (with_a_picture_twice, "not those of its list"),
        (with_a_bad_database, "its database is"),
        (cut(0.5), "is damaged"),
        (cut(0.97), "is damaged"),
        (cut(0), "is damaged"),
        (lambda path: path.write_bytes(os.urandom(5000)), "is damaged"),
        (lambda path: shutil.copy(__file__, path), "is damaged"),
        (lambda path: changed(path, digests=[]), "its list of files cannot be read"),
        (lambda path: changed(path, created_at="yesterday"), "its list of files cannot be read"),
        (of_tomorrow, "A newer version of the bot .*9999_tomorrow"),
        (lambda path: changed(path, format=2), "A newer version of the bot"),
        (Path.unlink, "There is no file"),
    ],
)
def test_an_archive_that_is_not_as_it_was_written_changes_nothing(
    archive: Path, old: Data, tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(archive)
    before = held(old)
    with pytest.raises(UserError, match=sentence):
        restore(archive, old, replace=True, now=NOON)
    assert held(old) == before
    assert {path.name for path in old.folder.iterdir()} == {"chameleon.db", "files", "restore.lock"}
    assert list(tmp_path.rglob("*evil*")) == []
