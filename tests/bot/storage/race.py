"""Several processes make the same database ready at once: ``race.py FOLDER REVISION RACES PROCESSES``."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from bot.storage.sqlite import make_ready
from tests.bot.storage.versions import TABLES, write_version


def main(folder: Path, revision: str | None, races: int, processes: int) -> None:
    for race in range(races):
        place = folder / f"{race}"
        place.mkdir()
        write_version(place / "bot.db", revision)
        gate, go = os.pipe()
        children = []
        for _ in range(processes):
            child = os.fork()
            if child == 0:
                os.close(go)
                os.read(gate, 1)  # until the other end is closed
                make_ready(place / "bot.db", TABLES, None)
                os._exit(0)
            children.append(child)
        os.close(go)
        os.close(gate)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps({"codes": codes, "folder": str(place)}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3]), int(sys.argv[4]))
