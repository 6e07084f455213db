"""All that is measured for Prometheus, and the measurements of the machine that the bot runs on."""

from __future__ import annotations

import logging
import math
import os
import platform
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, Info, ProcessCollector

from bot.backups.metrics import BackupMetrics
from bot.discord_metrics import DiscordMetrics
from bot.jobs.metrics import JobMetrics
from bot.people.metrics import RequestMetrics
from bot.runtime.blocking import run_blocking
from bot.runtime.metrics import DecoderMetrics, LoopMetrics
from bot.styles.metrics import LearningMetrics
from nst.version import version

log = logging.getLogger(__name__)

_MEMORY_LIMITS = ("memory.max", "memory/memory.limit_in_bytes")  # of a container


class HostMetrics:
    """The measurements of disk and memory, and of what should not be late.

    Args:
        registry: where they are read from.
        cgroup: folder with the limits of this container.
    """

    def __init__(self, registry: CollectorRegistry, *, cgroup: Path = Path("/sys/fs/cgroup")) -> None:
        def gauge(name: str, what: str) -> Gauge:
            made = Gauge(f"chameleon_{name}", what, registry=registry)
            made.set(math.nan)  # until it is measured
            return made

        self._cgroup = cgroup
        self._database = gauge("database_bytes", "Size of the database, if it is a file.")
        self._pictures = gauge("pictures_bytes", "Size of all pictures; counted every ten minutes.")
        self._free = gauge("disk_free_bytes", "Free space where the data are.")
        self._size = gauge("disk_size_bytes", "All space where the data are.")
        self._limit = gauge("memory_limit_bytes", "Memory of the machine, or of the container if it may have less.")
        self._decoders = gauge("decoders_memory_bytes", "Memory of the processes that open pictures.")
        self._overdue = gauge("challenge_timers_overdue", "Posts of challenges that are late by ten minutes or more.")
        self._stuck = gauge("devices_stuck", "Devices that do not come back from their work.")
        Info("chameleon_build", "Which version runs.", registry=registry).info(
            {"version": version(), "python": platform.python_version()}
        )
        ProcessCollector(registry=registry)

    def measure(self, data_dir: Path, database: Path | None, decoders: Collection[int]) -> None:
        """Measure disk and memory. Blocks.

        Args:
            data_dir: where the data are.
            database: the file of the database; None if there is none.
            decoders: ids of the processes that open pictures.
        """
        usage = shutil.disk_usage(data_dir)
        self._free.set(usage.free)
        self._size.set(usage.total)
        if database is not None:
            parts = (database, database.with_name(f"{database.name}-wal"))
            self._database.set(sum(part.stat().st_size for part in parts if part.exists()))
        self._limit.set(_memory_limit(self._cgroup))
        self._decoders.set(sum(map(_memory_of, decoders)))

    def note(self, *, overdue: int, stuck: int) -> None:
        """Set the number of posts that are late, and of devices that hang."""
        self._overdue.set(overdue)
        self._stuck.set(stuck)

    async def measure_pictures(self, folders: Sequence[Path]) -> None:
        """Measure the size of all files in some folders."""
        self._pictures.set(await run_blocking(lambda: sum(map(_size_of, folders))))


@dataclass(frozen=True, slots=True)
class Metrics:
    """All measurements of one bot.

    Attributes:
        registry: where they are read from.
    """

    registry: CollectorRegistry
    jobs: JobMetrics
    requests: RequestMetrics
    decoders: DecoderMetrics
    loop: LoopMetrics
    discord: DiscordMetrics
    host: HostMetrics
    learning: LearningMetrics
    backups: BackupMetrics

    @classmethod
    def of(cls, registry: CollectorRegistry) -> Metrics:
        """All measurements, in a registry."""
        return cls(
            registry,
            JobMetrics(registry),
            RequestMetrics(registry),
            DecoderMetrics(registry),
            LoopMetrics(registry),
            DiscordMetrics(registry),
            HostMetrics(registry),
            LearningMetrics(registry),
            BackupMetrics(registry),
        )


def _memory_limit(cgroup: Path) -> float:
    """Bytes that the bot may use; NaN where the system does not say."""
    limits: list[float] = []
    with suppress(ValueError, OSError, AttributeError):
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for name in _MEMORY_LIMITS:
        with suppress(OSError, ValueError):  # “max” is no limit
            limits.append(int((cgroup / name).read_text("ascii")))
    return min(limits, default=math.nan)


def _memory_of(pid: int) -> int:
    """Bytes of a process; 0 if it has ended, or on another system than Linux."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _size_of(folder: Path) -> int:
    """Bytes of all files in a folder; 0 if there is none."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # removed meanwhile
                total += (Path(where) / name).stat().st_size
    return total
