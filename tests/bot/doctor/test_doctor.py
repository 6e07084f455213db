"""A host asks the doctor about data of all kinds. Nothing is changed, and nothing secret is told."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.backups.backup import make_backup
from bot.backups.data import Data
from bot.doctor.devices import check_devices, judge_download
from bot.doctor.examination import examine
from bot.doctor.findings import Finding, Level, wrong
from bot.doctor.reading import read_only
from bot.doctor.report import as_json, as_text, is_well, without_home
from bot.doctor.settings import check_settings
from bot.doctor.upkeep import check_backups, check_crash_log
from bot.settings import Settings
from tests.bot.backups.filled import NOON, data_in, fill
from tests.bot.storage.versions import STARTS, write_version

ROOT = Path(__file__).parents[3]
OLD = time.time() - 24 * 3600


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place, with settings from nowhere else."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def data(folder: Path) -> Data:
    """The data of a bot that was used."""
    made = data_in(folder)
    fill(made, "someone", "red")
    return made


def look(**settings: str) -> list[Finding]:
    """What the doctor finds with some settings."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        return asyncio.run(examine(None, now=NOON))


def about(findings: Sequence[Finding], topic: str) -> Finding:
    (found,) = [each for each in findings if each.topic == topic]
    return found


def levels(findings: Sequence[Finding], topic: str) -> list[Level]:
    return [each.level for each in findings if each.topic == topic]


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All files in a folder, with their times and contents."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_size, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_bot_that_was_used_is_well(data: Data) -> None:
    before = everything(data.folder)
    found = look()
    assert is_well(found), as_text(found)
    assert "sound" in about(found, "database").seen
    assert about(found, "pictures").seen.startswith("2 files, ")
    assert about(found, "house styles").level is Level.OK
    assert levels(found, "devices") == [Level.OK]
    assert "There is no DISCORD_TOKEN" in about(found, "token").seen
    assert everything(data.folder) == before


def test_a_bot_that_never_ran_is_well_and_no_folder_is_made(folder: Path) -> None:
    found = look()
    assert is_well(found), as_text(found)
    assert about(found, "database").level is Level.WARNING
    assert not folder.exists()


def test_the_command_says_the_same_as_text_and_as_json_and_its_exit_code_tells(data: Data) -> None:
    runner = CliRunner(env={"DEVICES": "cpu"})
    text, as_object = runner.invoke(cli, ["doctor"]), runner.invoke(cli, ["doctor", "--json"])
    assert (text.exit_code, as_object.exit_code) == (0, 0)
    told = json.loads(as_object.stdout)
    assert told["well"] is True
    assert [each["topic"] in text.stdout for each in told["findings"]].count(False) == 0
    found = look()  # free memory and disk space may be others at each look
    told = json.loads(as_json(found))
    assert [each["seen"] in as_text(found) for each in told["findings"]].count(False) == 0
    assert CliRunner(env={"DEVICES": "cuda:99"}).invoke(cli, ["doctor"]).exit_code == 1


def test_nothing_secret_is_told(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute("UPDATE jobs SET token = 'CANARY-1', content_name = 'CANARY-2', style_name = 'CANARY-3'")
        connection.execute("UPDATE jobs SET content = 'CANARY-4'")
    (data.folder / "crash.log").write_text('{}\nFatal Python error: Aborted\n  File "/home/CANARY-5/x.py"\n')
    monkeypatch.setenv("HOME", str(data.folder.parent))
    environment = {
        "DATABASE_URL": f"sqlite:///{data.database}",
        "OWNER_IDS": "80351110224678912",
        "DISCORD_TOKEN": "CANARY-6",
    }
    with pytest.MonkeyPatch.context() as own:
        for name, value in environment.items():
            own.setenv(name, value)
        found = asyncio.run(examine(None, api="http://127.0.0.1:1"))
        own.setenv("DATABASE_URL", "postgresql://CANARY-7:CANARY-8@host/name")
        found += asyncio.run(examine(None, api="http://127.0.0.1:1"))
        own.setenv("DATABASE_URL", "mysql://CANARY-9@host")
        found += asyncio.run(examine(None, api="http://127.0.0.1:1"))
    told = without_home(as_text(found) + as_json(found))
    assert "crashed: Fatal Python error: Aborted" in told, "this test saw the crash"
    for secret in ("CANARY", "80351110224678912", str(data.folder.parent)):
        assert secret not in told


@pytest.mark.parametrize("bytes_", [b"this is no database" * 100, b""])
def test_a_broken_or_empty_database_is_wrong_and_stays_as_it_is(data: Data, bytes_: bytes) -> None:
    data.database.write_bytes(bytes_)
    before = everything(data.folder)
    found = about(look(), "database")
    assert found.level is Level.WRONG
    assert "--start-fresh" in found.advice
    assert everything(data.folder) == before


def test_damaged_pages_are_wrong(data: Data) -> None:
    with data.database.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    assert about(look(), "database").level is Level.WRONG


def test_a_database_that_is_gone_while_there_are_pictures_is_wrong(data: Data) -> None:
    data.database.unlink()
    assert "people's pictures" in about(look(), "database").seen


def test_an_older_database_is_upgraded_at_the_next_start_and_not_by_the_doctor(folder: Path) -> None:
    folder.mkdir()
    write_version(folder / "chameleon.db", STARTS[-1])
    before = everything(folder)
    found = about(look(), "database")
    assert (found.level, str(STARTS[-1]) in found.seen) == (Level.WARNING, True)
    assert everything(folder) == before


def test_a_database_of_a_newer_version_is_wrong(data: Data) -> None:
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in about(look(), "database").seen


@pytest.mark.slow
def test_the_bot_may_write_while_the_doctor_reads(data: Data) -> None:
    with closing(sqlite3.connect(data.database)) as bot:
        bot.execute("PRAGMA journal_mode = WAL")
        bot.execute("UPDATE jobs SET attempts = 7")
        bot.commit()
        with read_only(data.database) as connection:
            assert connection.execute("SELECT attempts FROM jobs").fetchone() == (7,)
            bot.execute("UPDATE jobs SET attempts = 8")
            bot.commit()
        before = everything(data.folder)
        assert any(name.endswith("-shm") for name in before), "the bot runs"
        # In a process of its own, as SQLite lets the connections of one process share what they may write.
        command = [sys.executable, "-m", "bot", "doctor", "--json"]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "DATA_DIR": str(data.folder), "DEVICES": "cpu"}
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        assert json.loads(told)["well"] is True
        assert everything(data.folder) == before


@pytest.mark.parametrize("left", [("-wal", "-shm"), ("-wal",)])
def test_what_a_killed_bot_has_written_last_is_read_and_left_as_it_is(
    data: Data, tmp_path: Path, left: Sequence[str]
) -> None:
    killed = tmp_path / "killed" / "chameleon.db"
    killed.parent.mkdir()
    with closing(sqlite3.connect(data.database)) as bot:
        bot.execute("PRAGMA journal_mode = WAL")
        bot.execute("UPDATE jobs SET attempts = 7")
        bot.commit()
        for ending in ("", *left):
            killed.with_name(killed.name + ending).write_bytes(
                data.database.with_name(data.database.name + ending).read_bytes()
            )
    before = everything(killed.parent)
    with read_only(killed) as connection:
        assert connection.execute("SELECT attempts FROM jobs").fetchone() == (7,)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("UPDATE jobs SET attempts = 8")
    assert everything(killed.parent) == before


def test_missing_pictures_are_wrong_and_forgotten_ones_are_told(data: Data) -> None:
    forgotten = data.folders["files"] / "ab" / ("ab" * 32)
    forgotten.parent.mkdir(exist_ok=True)
    forgotten.write_bytes(b"nobody names me")
    assert about(look(), "pictures").level is Level.OK, "it may be named in a moment"
    os.utime(forgotten, (OLD, OLD))
    found = about(look(), "pictures")
    assert (found.level, "nothing names 1 of them" in found.seen) == (Level.WARNING, True)
    next(path for path in data.folders["files"].glob("??/*") if path != forgotten).unlink()
    found = about(look(), "pictures")
    assert (found.level, "1 that the database names are missing" in found.seen) == (Level.WRONG, True)


def test_a_learned_style_that_differs_from_its_digest_is_wrong(data: Data) -> None:
    file = data.folders["networks"] / "ab" / ("ab" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"bits have flipped")
    assert levels(look(), "learned styles") == [Level.OK, Level.WRONG]


def test_a_setting_that_cannot_be_read_is_the_finding(folder: Path) -> None:
    found = look(MAX_SIZE="huge")
    assert "MAX_SIZE" in about(found, "settings").seen
    assert not is_well(found)


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"learning": True, "learned_mb": 0}, "leave it no room"),
        ({"learning": True, "learned_per_user": 0, "learned_per_server": 0}, "leave it no room"),
        ({"learned_mb": 10**9}, "LEARNED_MB allows"),
        ({"health_port": 8080, "health_host": "0.0.0.0"}, "other machines"),
        ({"health_port": 8765}, "are the same"),
        ({"backup_hours": 24}, "same disk"),
        ({"backup_hours": 24, "backup_keep": 60}, "RETENTION_DAYS"),
        ({"preview_size": 2000}, "PREVIEW_SIZE"),
        ({"progress_seconds": 0.5}, "slows"),
        ({"threads": 1024}, "THREADS"),
        ({"devices": "cpu,cpu"}, "twice"),
        ({"test_guild_id": 7}, "TEST_GUILD_ID"),
        ({"backup_dir": Path("file/backups")}, "BACKUP_DIR leads through"),
    ],
)
def test_settings_that_contradict_each_other_are_told(folder: Path, settings: dict[str, object], part: str) -> None:
    (folder.parent / "file").touch()
    assert [each.level for each in check_settings(Settings.load(None))] == [Level.OK]
    found = [each for each in check_settings(Settings.load(None, **settings)) if part in each.seen]
    assert len(found) == 1
    assert found[0].advice
    assert found[0].level is not Level.OK


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of POSIX")
def test_a_folder_that_one_may_not_write_to_is_wrong(folder: Path) -> None:
    place = folder.parent / "closed"
    place.mkdir(mode=0o500)
    if os.access(place, os.W_OK):  # as root, who may write everywhere but where the system itself says no
        place = Path("/proc/sys")
    if os.access(place, os.W_OK):
        pytest.skip("this user may write everywhere")
    found = check_settings(Settings.load(None, backup_dir=place / "backups"))
    assert [each.level for each in found if "may not write to BACKUP_DIR" in each.seen] == [Level.WRONG]


def test_a_device_that_is_not_there_is_wrong_and_says_what_is(folder: Path) -> None:
    (found,) = check_devices(Settings.load(None, devices="cuda:99"))
    assert found.level is Level.WRONG
    assert "Here: cpu" in found.seen


def test_a_job_that_needs_more_memory_than_there_is_is_told(folder: Path) -> None:
    (large,) = [
        each
        for each in check_devices(Settings.load(None, devices="cpu", encoder="pocket", max_size=2048))
        if each.topic == "memory"
    ]
    (small,) = [
        each
        for each in check_devices(Settings.load(None, devices="cpu", encoder="pocket", max_size=256))
        if each.topic == "memory"
    ]
    assert "2048 px" in large.seen
    assert "256 px" in small.seen
    assert large.seen != small.seen


def test_weights_that_are_not_here_or_are_damaged_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(folder))
    settings = Settings.load(None, devices="cpu", encoder="vgg16")
    assert levels(check_devices(settings), "weights") == [Level.WARNING]
    file = folder / "vgg16-397923af.pth"
    folder.mkdir()
    file.write_bytes(b"not these")
    assert judge_download(file).level is Level.WRONG
    sound = folder / "vgg16-e3b0c442.pth"
    sound.touch()
    assert judge_download(sound).level is Level.OK


def test_the_age_of_the_newest_backup_is_told(data: Data) -> None:
    settings = Settings.load(None)
    assert check_backups(settings, NOON, in_a_file=True).level is Level.WARNING
    make_backup(data, "", settings.backups_dir, keep=7, now=NOON)
    assert check_backups(settings, NOON + timedelta(hours=5), in_a_file=True).seen == "The newest is 5 hours old."
    assert check_backups(settings, NOON + timedelta(days=8), in_a_file=True).level is Level.WARNING
    often = Settings.load(None, backup_hours=2)
    assert "BACKUP_HOURS is 2" in check_backups(often, NOON + timedelta(hours=5), in_a_file=True).advice
    assert "pg_dump" in check_backups(settings, NOON, in_a_file=False).advice


def test_how_the_last_process_ended_is_told(tmp_path: Path) -> None:
    file = tmp_path / "crash.log"
    assert check_crash_log(file).level is Level.OK
    file.write_text('{"boot": ""}\n')
    assert check_crash_log(file).level is Level.OK
    file.write_text('{"boot": ""}\nFatal Python error: Segmentation fault\n\nThread 0x1')
    assert "Segmentation fault" in check_crash_log(file).seen


def test_what_is_wrong_stands_out_and_its_advice_is_below() -> None:
    shown = as_text([wrong("clock", "It is late.", "Set it.")])
    assert shown.splitlines()[:2] == ["WRONG    clock: It is late.", "         → Set it."]
    assert shown.splitlines()[-1] == "1 wrong, 0 to look at, 0 ok. Nothing was changed."
