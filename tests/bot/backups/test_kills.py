"""A backup or a restore that is killed costs nothing: archives are whole, data are the old or the new ones."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.backups.archive import check
from bot.backups.backup import backups, make_backup
from bot.backups.restore import complete_restore, restore
from bot.storage.sqlite import make_ready
from tests.bot.backups.filled import NOON, data_in, held
from tests.bot.storage.versions import TABLES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")

FOLDER = Path(__file__).parent


def run(folder: Path, work: str, stride: int) -> list[Path]:
    """Kill this work at every step, or at some; return the folders as they were left."""
    command = [sys.executable, str(FOLDER / "victim.py"), str(folder), work, str(stride)]
    done = subprocess.run(command, cwd=FOLDER.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ends = [json.loads(line) for line in done.stdout.splitlines()]
    assert [end["code"] for end in ends] == [-signal.SIGKILL] * (len(ends) - 1) + [0]
    assert len(ends) > 12 / stride, "the killer sees the steps"
    return [Path(end["folder"]) for end in ends]


def check_backups(folder: Path, stride: int) -> None:
    for place in run(folder, "backup", stride):
        data, into = data_in(place / "data"), place / "to"
        assert held(data)[0] == ["old"]
        found = backups(into)
        assert found, "the earlier one goes when the next one is whole"
        for archive in found:
            check(archive)
        for path in (*into.glob("unfinished-*/*"), *into.glob("unfinished-*")):
            os.utime(path, (0, 0))  # two hours pass
        backup = make_backup(data, "", into, keep=1, now=NOON + timedelta(days=2))
        assert list(into.iterdir()) == [backup.path]


def check_restores(folder: Path, stride: int) -> None:
    places = run(folder, "restore", stride)
    old, new = held(data_in(folder / "before" / "data")), held(data_in(folder / "before" / "other"))
    outcomes = []
    for place in places:
        data = data_in(place / "data")
        complete_restore(data)  # as each start does
        make_ready(data.database, TABLES, data.folders["files"])
        outcomes.append(held(data))
        assert outcomes[-1] in (old, new), place
        assert list(data.folder.glob("*restored*")) == []
        if outcomes[-1] == new:
            (aside,) = data.folder.glob("aside-*")
            assert held(data_in(aside)) == old
        (archive,) = (place / "to").iterdir()
        restore(archive, data, replace=True, now=NOON + timedelta(days=1))
        assert held(data) == new
    assert outcomes[-1] == new
    assert outcomes == sorted(outcomes, key=lambda one: one == new), "once new, always new"


CHECKS = pytest.mark.parametrize("check_kills", [check_backups, check_restores])


@CHECKS
def test_what_is_killed_at_some_steps_costs_nothing(tmp_path: Path, check_kills: Callable[[Path, int], None]) -> None:
    check_kills(tmp_path, 7)


@pytest.mark.slow
@CHECKS
def test_what_is_killed_at_any_step_costs_nothing(tmp_path: Path, check_kills: Callable[[Path, int], None]) -> None:
    check_kills(tmp_path, 1)
