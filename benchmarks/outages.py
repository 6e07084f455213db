"""How soon jobs are delivered after an outage of the database: ``python -m benchmarks.outages``. Not for Windows.

This process locks the bot's database while two jobs finish, so that their rows cannot be written. Then it releases the
lock and times the deliveries. The bot is the one of `benchmarks.kills`: real services, a painter that paints nothing, a
channel that is a file.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.kills import one_life

_JOBS = 8
_STEP_SECONDS = 1.0  # a job takes three steps: two run and six wait when the lock begins
_PATIENCE = 120.0  # seconds


class Outage:
    """Locks the database of a bot once it is busy, and notes when its jobs are delivered afterwards.

    Called repeatedly while the bot runs; returns true once everything is delivered, or after two minutes.

    Args:
        folder: the bot's folder.
        seconds: duration of the lock.

    Attributes:
        delays: seconds from the end of the lock to each delivery.
        waiting: jobs not delivered when the lock began.
    """

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        self._lock: sqlite3.Connection | None = None
        self._begun = 0.0
        self._ended = 0.0
        self._told = 0
        self.delays: list[float] = []
        self.waiting = 0

    def __call__(self) -> bool:
        """Do what is due now."""
        now = time.monotonic()
        if not self._begun:
            if _count(self._folder / "accepted.txt") >= _JOBS:
                self._lock = sqlite3.connect(self._folder / "bot.db", isolation_level=None)
                self._lock.execute("BEGIN IMMEDIATE")
                self._begun = time.monotonic()
                self._told = _count(self._folder / "channel.txt", "end")
                self.waiting = _count(self._folder / "accepted.txt") - self._told
            return False
        if self._lock is not None:
            if now - self._begun >= self._seconds:
                self._told = _count(self._folder / "channel.txt", "end")
                with closing(self._lock):
                    self._lock.rollback()
                self._lock, self._ended = None, time.monotonic()
            return False
        told = _count(self._folder / "channel.txt", "end")
        self.delays += [now - self._ended] * (told - self._told)
        self._told = told
        return told >= _JOBS or now - self._ended > _PATIENCE


def _count(path: Path, beginning: str = "") -> int:
    return sum(line.startswith(beginning) for line in path.read_text().splitlines()) if path.exists() else 0


def main(
    seconds: Annotated[
        list[float] | None, typer.Argument(help="How long the database is locked, for each try.")
    ] = None,
) -> None:
    """Lock, let go, and time; exit with 1 if a job is not delivered within two minutes."""
    durations: Sequence[float] = seconds or (1.0, 5.0, 20.0, 60.0, 90.0)
    table = Table("locked, s", "jobs waiting", "first delivery after, s", "last delivery after, s", "all delivered")
    good = True
    for duration in durations:
        with tempfile.TemporaryDirectory() as folder:
            outage = Outage(Path(folder), duration)
            one_life(Path(folder), jobs=_JOBS, step_seconds=_STEP_SECONDS, until=outage)
            all_delivered = _count(Path(folder) / "channel.txt", "end") == _JOBS
        good = good and all_delivered and bool(outage.delays)
        first, last = (
            f"{at:.1f}" for at in (outage.delays[:1] or [float("nan")]) + (outage.delays[-1:] or [float("nan")])
        )
        table.add_row(f"{duration:g}", str(outage.waiting), first, last, "yes" if all_delivered else "no")
    Console(width=120).print(table)
    raise typer.Exit(not good)


if __name__ == "__main__":
    typer.run(main)
