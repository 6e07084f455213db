"""Back up or restore in processes, each killed some steps later: ``victim.py FOLDER WORK STRIDE``.

Prints a JSON line per process. A step is opening, making, moving or removing a file.
"""

import json
import os
import shutil
import signal
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from bot.backups.backup import make_backup
from bot.backups.restore import restore
from tests.bot.backups.filled import NOON, data_in, fill
from tests.bot.storage.upgrade_victim import Killer, in_a_process


def work(name: str, place: Path) -> None:
    if name == "backup":
        make_backup(data_in(place / "data"), "", place / "to", keep=1, now=NOON + timedelta(days=1))
    else:
        (archive,) = (place / "to").iterdir()
        restore(archive, data_in(place / "data"), replace=True, now=NOON)


def main(folder: Path, name: str, stride: int) -> None:
    before = folder / "before"
    for where, job, colour in (("other", "new", "green"), ("data", "old", "red")):
        fill(data_in(before / where), job, colour)
    make_backup(data_in(before / "other"), "", before / "to", keep=1, now=NOON)
    for last in count(1, stride):
        place = folder / f"{last}"
        shutil.copytree(before, place)

        def run(place: Path = place, last: int = last) -> None:
            Killer(place, last).watch()
            work(name, place)

        code = in_a_process(run)
        print(json.dumps({"step": last, "code": code, "folder": str(place)}), flush=True)  # noqa: T201
        if code != -signal.SIGKILL:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    os._exit(0)
