"""Why the last process ended, read at start from a file that each process writes for the next one.

A process that is killed says nothing. One that crashes leaves Python's fault handler the time to write where; and the
kernel counts the processes that it kills for lack of memory, and gives each start of the machine a name of its own.
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
    """What is known about how the last process on this data ended."""

    UNKNOWN = "unknown"  # an orderly stop, or a kill from outside
    CRASHED = "crashed"  # by its own fault, or for lack of memory
    REBOOTED = "rebooted"  # with its machine


@contextmanager
def crash_log(file: Path, *, kernel: Path = _KERNEL) -> Iterator[Ending]:
    """Say how the last process ended, and note how this one does. Without Linux's counters only crashes are known.

    Args:
        file: one for each bot; its folder is made. It is gone after an orderly end. Where it cannot be written, nothing
            will be known of this process.
        kernel: where Linux tells about itself.
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
    except (OSError, ValueError):  # there was none, or it ended in a way of its own
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
    """The name of this start of the machine, and how many processes it has killed for lack of memory."""
    try:
        boot = (kernel / "sys/kernel/random/boot_id").read_text().strip()
        counters = dict(line.split() for line in (kernel / "vmstat").read_text().splitlines())
        return {"boot": boot, "memory_kills": int(counters.get("oom_kill", 0))}
    except (OSError, ValueError):
        return {"boot": "", "memory_kills": 0}
