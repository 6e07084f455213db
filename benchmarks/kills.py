"""Kill the bot at random moments and count lost jobs: ``python -m benchmarks.kills``. Not for Windows.

Each kill is a `kill -9` of a process that runs the real services on a real database. Some kills hit a first start or
the upgrade of an older version's database with jobs in it; the others hit a working bot. It is a fault if an accepted
job is reported in no message or in two, or if a database does not open.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.victim import STEP_SECONDS, live
from bot.jobs.job import Job, State, new_id
from bot.storage.files import FileStore
from nst.errors import UserError
from tests.bot.doubles import job, png
from tests.bot.storage.versions import STARTS, write_version

_UNOPENABLE, _FAILED = 3, 4  # exit codes
_KILLS_IN_A_FOLDER = 25
_JOBS_IN_A_LIFE = 6
_LIFE_SECONDS = 0.8  # maximum lifetime of a working bot
_SETTLE_SECONDS = 120.0
_WIDTH = 120  # width of the table in characters, also without a terminal


@dataclass(frozen=True, slots=True)
class Count:
    """The results of some kills.

    Attributes:
        kills: number of killed processes.
        early: killed processes that had not opened their database yet.
        accepted: accepted jobs.
        delivered: accepted jobs reported in exactly one message.
        given_up: delivered jobs that had run in too many killed processes.
        lost, doubled: accepted jobs reported in no message, or in several.
        unopenable: databases that no longer opened.
        stuck: bots that failed or did not finish their jobs.
    """

    kills: int = 0
    early: int = 0
    accepted: int = 0
    delivered: int = 0
    given_up: int = 0
    lost: int = 0
    doubled: int = 0
    unopenable: int = 0
    stuck: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def faults(self) -> int:
        """Number of faults."""
        return self.lost + self.doubled + self.unopenable + self.stuck


def count_ends(accepted: Iterable[str], channel: Iterable[str]) -> Count:
    """Compare the accepted jobs with the lines of the channel (see `benchmarks.victim.Channel`)."""
    messages: dict[str, set[str]] = defaultdict(set)
    states: dict[str, str] = {}
    for line in channel:
        kind, message, job_id, *state = line.split()
        if kind == "end":
            messages[job_id].add(message)
            states[job_id] = state[0]
    jobs = set(accepted)
    told = Counter(min(len(messages[job_id]), 2) for job_id in jobs)
    doubled = sum(len(ends) > 1 for ends in messages.values())  # includes jobs not yet noted as accepted
    given_up = sum(states.get(job_id) == State.FAILED for job_id in jobs)
    return Count(accepted=len(jobs), delivered=told[1], given_up=given_up, lost=told[0], doubled=doubled)


def one_life(
    folder: Path,
    *,
    jobs: int,
    settle: bool = False,
    step_seconds: float = STEP_SECONDS,
    until: Callable[[], bool],
) -> int:
    """Start the bot, kill it when `until` returns true, and return its exit code: minus the signal if killed."""
    child = os.fork()
    if child == 0:
        _be_the_bot(folder, jobs=jobs, settle=settle, step_seconds=step_seconds)
    while not until():
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def after(seconds: float) -> Callable[[], bool]:
    """Return a function that tells whether so many seconds have passed."""
    deadline = time.monotonic() + seconds
    return lambda: time.monotonic() >= deadline


def _be_the_bot(folder: Path, *, jobs: int, settle: bool, step_seconds: float) -> None:
    random.seed()
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(log, sys.stderr.fileno())
    code = 0
    try:
        asyncio.run(live(folder, jobs=jobs, settle=settle, step_seconds=step_seconds))
    except UserError:
        traceback.print_exc()
        code = _UNOPENABLE
    except BaseException:  # noqa: BLE001  nothing of this process may go on in the parent's code
        traceback.print_exc()
        code = _FAILED
    os._exit(code)


def end_well(folder: Path) -> Count:
    """Let the bot finish its remaining jobs, and count."""
    code = one_life(folder, jobs=0, settle=True, until=after(_SETTLE_SECONDS))
    count = count_ends(_lines(folder / "accepted.txt"), _lines(folder / "channel.txt"))
    return count + _fault(code, wanted=0)


def _fault(code: int, *, wanted: int) -> Count:
    if code == wanted:
        return Count()
    return Count(unopenable=1) if code == _UNOPENABLE else Count(stuck=1)


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def kill_at_work(folder: Path, kills: int) -> Count:
    """Kill the bot of one folder repeatedly while it accepts, paints and delivers jobs."""
    for _ in range(kills):
        code = one_life(folder, jobs=_JOBS_IN_A_LIFE, until=after(random.uniform(0, _LIFE_SECONDS)))
        if code != -signal.SIGKILL:
            return _fault(code, wanted=-signal.SIGKILL) + end_well(folder)
    return Count(kills=kills, early=kills - len(_lines(folder / "opened.txt"))) + end_well(folder)


def kill_upgrade(folder: Path, _: int) -> Count:
    """Kill a first start, or the upgrade of a database of a random older version."""
    start = random.choice(STARTS)
    old = [_old_job(folder) for _ in range(3)] if start else []
    write_version(folder / "bot.db", start, *old)
    (folder / "accepted.txt").write_text("".join(f"{one.id}\n" for one in old))
    code = one_life(folder, jobs=1, until=after(random.uniform(0, _seconds_to_open(folder))))
    if code != -signal.SIGKILL:
        return _fault(code, wanted=-signal.SIGKILL) + end_well(folder)
    return Count(kills=1, early=1 - len(_lines(folder / "opened.txt"))) + end_well(folder)


def _old_job(folder: Path) -> Job:
    files = FileStore(folder / "files")
    content, style = (asyncio.run(files.put(png(colour))) for colour in ("red", "blue"))
    return job(new_id(), content=content, styles=(style,))


def _seconds_to_open(folder: Path) -> float:
    """Measure the seconds until a start has opened the database, on a copy."""
    trial = folder.with_name(f"{folder.name}-trial")
    shutil.copytree(folder, trial)
    begun = time.monotonic()
    one_life(trial, jobs=0, until=(trial / "opened.txt").exists)
    seconds = time.monotonic() - begun
    shutil.rmtree(trial)
    return seconds


def main(
    kills: Annotated[int, typer.Option(help="How many in all.")] = 1000,
    upgrades: Annotated[int, typer.Option(help="How many of them hit first starts and upgrades.")] = 300,
    seed: Annotated[int, typer.Option(help="Of the random moments; they depend on the machine as well.")] = 0,
) -> None:
    """Kill and count; exit with 1 if there is a fault. Folders with faults are kept."""
    random.seed(seed)
    plan: dict[str, tuple[Callable[[Path, int], Count], int, int]] = {
        "first start, upgrade": (kill_upgrade, upgrades, 1),
        "at work": (kill_at_work, kills - upgrades, _KILLS_IN_A_FOLDER),
    }
    counts = {name: run(*about) for name, about in plan.items()}
    table = Table("killed", *(field.name.replace("_", " ") for field in fields(Count)))
    for name, count in {**counts, "all": sum(counts.values(), Count())}.items():
        table.add_row(name, *(str(getattr(count, field.name)) for field in fields(Count)))
    Console(width=_WIDTH).print(table)
    if any(count.faults for count in counts.values()):
        raise typer.Exit(1)


def run(kill: Callable[[Path, int], Count], kills: int, in_a_folder: int) -> Count:
    """Kill `kills` processes in total, `in_a_folder` in each folder."""
    total = Count()
    while kills > 0:
        folder = Path(tempfile.mkdtemp(prefix="chameleon-kills-"))
        count = kill(folder, min(kills, in_a_folder))
        total, kills = total + count, kills - min(kills, in_a_folder)
        if count.faults:
            Console(stderr=True).print(f"A fault in {folder}: {count}")
        else:
            shutil.rmtree(folder)
    return total


if __name__ == "__main__":
    typer.run(main)
