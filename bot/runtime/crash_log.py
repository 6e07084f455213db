"""Find out why the last process ended, from a file that each process writes for the next one.

A killed process writes nothing. After a crash, Python's fault handler writes where it happened. The kernel counts the
processes that it kills for lack of memory, and gives each boot of the machine its own id.
"""

from __future__ import annotations

import faulthandler
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

_KERNEL = Path("/proc")


class Ending(StrEnum):
    """How the last process on this data ended."""

    UNKNOWN = "unknown"  # an orderly stop, or a kill from outside
    CRASHED = "crashed"  # a crash, or killed for lack of memory
    REBOOTED = "rebooted"  # with its machine


@contextmanager
def crash_log(file: Path, *, kernel: Path = _KERNEL) -> Iterator[Ending]:
    """Yield how the last process ended, and note how this one ends. Without Linux's counters it detects only crashes.

    Args:
        file: one per bot; its folder is made. An orderly end removes it. If it cannot be written, the end of this
            process stays unknown.
        kernel: the folder of Linux's own files.
    """
    now = _machine(kernel)
    ending = _read(file, now)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        written = file.open("w", encoding="utf-8")
    except OSError as error:
        log.warning("Cannot note in %s how this process ends: %s", file, error)
        yield ending
        return
    with written:
        written.write(json.dumps(now) + "\n")
        written.flush()
        faulthandler.enable(written)
        try:
            yield ending
        finally:
            faulthandler.disable()
    file.unlink(missing_ok=True)


def _read(file: Path, now: Mapping[str, Any]) -> Ending:
    try:
        first, _, trace = file.read_text("utf-8", errors="replace").partition("\n")
        before = json.loads(first)
    except (OSError, ValueError):  # the file is missing or damaged
        return Ending.UNKNOWN
    if not isinstance(before, dict):
        return Ending.UNKNOWN
    if before.get("boot") != now["boot"]:
        return Ending.REBOOTED
    if trace.strip():
        log.error("The last process crashed:\n%s", trace.strip())
        return Ending.CRASHED
    if now["memory_kills"] > before.get("memory_kills", 0):
        log.error("The last process was killed, and the system ran out of memory meanwhile.")
        return Ending.CRASHED
    return Ending.UNKNOWN


def _machine(kernel: Path) -> dict[str, Any]:
    """The id of this boot, and the number of processes that it has killed for lack of memory."""
    try:
        boot = (kernel / "sys/kernel/random/boot_id").read_text().strip()
        counters = dict(line.split() for line in (kernel / "vmstat").read_text().splitlines())
        return {"boot": boot, "memory_kills": int(counters.get("oom_kill", 0))}
    except (OSError, ValueError):
        return {"boot": "", "memory_kills": 0}
