"""Memory and computing time of processes with their children, from Linux's /proc."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_PROC = Path("/proc")
_PAGE, _TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.5  # between two measurements of memory
_PARENT, _TIMES, _RESIDENT = 1, slice(11, 13), 21  # places in `stat`, from the state on
_IDLE = slice(3, 5)  # places of idle time in the machine's times


def resident_mib(pid: int) -> float:
    """The resident memory of a process and its children. What they share counts for each of them."""
    return sum(int(stat[_RESIDENT]) for stat in _family(pid)) * _PAGE / 2**20


async def watch_peak(pid: int, peaks: list[float]) -> None:
    """Forever note the resident memory in MiB of a process and its children when it is higher than before."""
    while True:
        now = resident_mib(pid)
        if not peaks or now > peaks[-1]:
            peaks.append(now)
        await asyncio.sleep(_LOOK_SECONDS)


class Computing:
    """How many cores are kept busy, and by whom.

    Args:
        pids: of processes by name; what they have started counts with them, unless it is named, too.
    """

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._began, self._before = time.monotonic(), self._seconds()

    def cores(self) -> dict[str, float]:
        """The mean number of busy cores for each name and for all others, since this was made."""
        after, passed = self._seconds(), time.monotonic() - self._began
        return {name: max(0.0, after[name] - self._before[name]) / passed for name in after}

    def _seconds(self) -> dict[str, float]:
        """Seconds of computing since the machine started. What has ended in between counts with the others."""
        times = (_PROC / "stat").read_text().splitlines()[0].split()[1:9]
        whole = (sum(map(int, times)) - sum(map(int, times[_IDLE]))) / _TICK
        below = {
            name: {each: _computed(stat) for each, stat in _by_pid(pid).items()} for name, pid in self._pids.items()
        }
        own: dict[str, float] = {}
        for name, pid in self._pids.items():
            named = [other for other, its in self._pids.items() if its in below[name] and its != pid]
            inner = {each for other in named for each in below[other]}
            own[name] = sum(seconds for each, seconds in below[name].items() if each not in inner)
        return own | {"others": whole - sum(own.values())}


def _computed(stat: Sequence[str]) -> float:
    return sum(map(int, stat[_TIMES])) / _TICK


def _family(pid: int) -> list[list[str]]:
    return list(_by_pid(pid).values())


def _by_pid(pid: int) -> dict[int, list[str]]:
    """The fields of a process and of all below it, from the state on."""
    stats = {int(path.name): _stat(path) for path in _PROC.glob("[0-9]*")}
    found, new = set[int](), {pid} & stats.keys()
    while new:
        found |= new
        new = {each for each, stat in stats.items() if stat and int(stat[_PARENT]) in new}
    return {each: stats[each] for each in found if stats[each]}


def _stat(path: Path) -> list[str]:
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return []
