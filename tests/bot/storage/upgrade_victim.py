"""Upgrade a database in processes, each killed some steps later: ``upgrade_victim.py FOLDER FROM FIRST STRIDE``.

A step is an SQL statement, or opening, making, moving or removing a file. Prints a JSON line per process.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from sqlalchemy import Connection, Engine, event

from bot.storage.sqlite import make_ready
from tests.bot.storage.versions import TABLES, write_version


class Killer:
    """Kills this process at its `last` step."""

    def __init__(self, folder: Path, last: int) -> None:
        self._folder = str(folder)
        self._left = last

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def see_file(self, name: str, about: tuple[Any, ...]) -> None:
        seen = name in {"open", "os.mkdir", "os.rename", "os.remove", "sqlite3.connect"}
        if seen and any(str(what).startswith(self._folder) for what in about[:2]):
            self.step()

    def see_statement(self, connection: Connection, *_: Any) -> None:
        if connection.engine.url.database:  # not in memory
            self.step()

    def watch(self) -> None:
        sys.addaudithook(self.see_file)
        event.listen(Engine, "before_cursor_execute", self.see_statement)
        event.listen(Engine, "commit", self.see_statement)


def in_a_process(work: Callable[[], None]) -> int:
    """Run this in a process; return its exit code, or the negative number of the signal that killed it."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: Path, revision: str | None, first: int, stride: int) -> None:
    before = folder / "before"
    before.mkdir()
    write_version(before / "bot.db", revision)
    for last in count(first, stride):
        place = folder / f"{last}"
        shutil.copytree(before, place)

        def upgrade(place: Path = place, last: int = last) -> None:
            Killer(place, last).watch()
            make_ready(place / "bot.db", TABLES, None)

        code = in_a_process(upgrade)
        print(json.dumps({"step": last, "code": code, "folder": str(place)}), flush=True)  # noqa: T201
        if code != -signal.SIGKILL:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3]), int(sys.argv[4]))
