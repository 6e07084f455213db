"""The process that opens what people send: it reads a file, writes a PNG, and waits for the next one.

`bot.runtime.decoder_pool` starts it. It knows Pillow and `nst.images` and nothing else of the bot. It sets its own
limits before it reads the first file, so that they hold wherever the system knows them.

A request is a file behind its length. A reply is a JSON object and a PNG, behind the lengths of both.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any, Self

from nst import images
from nst.errors import UserError

LENGTH = struct.Struct("!Q")
LENGTHS = struct.Struct("!QQ")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NICENESS = 2  # a share of 40 % beside a thread that paints: painters come first, and nobody waits long
_THREADS = 4  # of one picture; the libraries would take one for each core, each with memory of its own


@dataclass(frozen=True, slots=True)
class Budget:
    """What one picture may cost.

    Attributes:
        cpu_seconds: of computing, where the system can count them (everywhere but on Windows).
        wall_seconds: until the answer, in any case. A busy machine makes a decoder wait, so it is much more.
        memory: bytes of address space of the whole process, where the system limits them.
    """

    cpu_seconds: int
    wall_seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Order:
    """All that a decoder has to know, given to it as its argument.

    Attributes:
        limits: what is accepted.
        max_side: long side of the PNG at most.
        budget: what a picture may cost.
    """

    limits: images.Limits
    max_side: int
    budget: Budget

    def to_json(self) -> str:
        """As text; `from_json` reads it back."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(images.Limits(**data["limits"]), data["max_side"], Budget(**data["budget"]))


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a file.

    Attributes:
        picture: PNG; empty when there is none.
        error: `kind` (the class), `message`, `hint`, `code` and `values` of the error that a person may read.
        memory: bytes that the process still holds.
    """

    picture: bytes = field(default=b"", repr=False)
    error: dict[str, Any] | None = None
    memory: int = 0

    @classmethod
    def from_json(cls, text: bytes, picture: bytes) -> Self:
        """Read what a decoder wrote, which may be anything.

        Raises:
            ValueError, KeyError, TypeError, RecursionError: it is no reply.
        """
        data = json.loads(text)
        if (error := data["error"]) is not None:
            error = {name: str(error[name]) for name in ("message", "hint", "code")} | {"values": dict(error["values"])}
        return cls(picture, error, int(data["memory"]))


def main(order: Order) -> None:
    """Serve until the other side closes the pipe."""
    source, target = FileIO(os.dup(0)), FileIO(os.dup(1), "wb")
    _settle(order.budget)
    os.dup2(2, 1)  # what a library prints must not get between the replies
    while head := _read(source, LENGTH.size):
        data = _read(source, *LENGTH.unpack(head))
        _grant(order.budget)
        reply = _decode(data, order)
        del data
        _write(target, reply)


def _decode(data: bytes, order: Order) -> Reply:
    try:
        return Reply(images.encode_png(images.decode(data, limits=order.limits, max_side=order.max_side)))
    except UserError as error:
        values = {name: value for name, value in error.values.items() if isinstance(value, str | int | float)}
        return Reply(error={"message": str(error), "hint": error.hint, "code": error.code, "values": values})
    except MemoryError:
        return Reply(error={"message": "", "hint": "", "code": "image-too-costly", "values": {"what": "memory"}})


def _settle(budget: Budget) -> None:
    """Give up what a decoder does not need: priority, files, a life after its parent; as far as the system can."""
    for name in ("SIGINT", "SIGTERM"):  # sent to the whole group; the parent decides when a decoder ends
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(ImportError, AttributeError):
        from PIL import AvifImagePlugin  # noqa: PLC0415

        AvifImagePlugin.DEFAULT_MAX_THREADS = _THREADS
    with suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        import fcntl  # noqa: PLC0415  there is none on Windows

        for pipe in (0, 1):  # files are larger than the 64 kB that a pipe holds
            with suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 2**20)
        with suppress(OSError):  # when the machine runs out of memory, a decoder goes before the bot
            Path("/proc/self/oom_score_adj").write_text("900", "ascii")
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        for limit, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_AS, budget.memory),
        ):
            with suppress(OSError, ValueError):  # a lower one is in force
                resource.setrlimit(limit, (value, value))


def _grant(budget: Budget) -> None:
    """Let the system end this process when the next picture takes too long, also when the parent is gone."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = math.ceil(usage.ru_utime + usage.ru_stime)
        with suppress(OSError, ValueError):
            resource.setrlimit(
                resource.RLIMIT_CPU, (spent + budget.cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
            )
        signal.setitimer(signal.ITIMER_REAL, budget.wall_seconds)


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where nobody can tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _read(source: FileIO, size: int) -> bytes:
    """So many bytes, fewer at the end only."""
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size and (count := source.readinto(view[done:])):
        done += count
    return bytes(view[:done])


def _write(target: FileIO, reply: Reply) -> None:
    head = json.dumps({"error": reply.error, "memory": _resident()}).encode()
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)
    for part in (LENGTHS.pack(len(head), len(reply.picture)), head, reply.picture):
        view = memoryview(part)
        while view:
            view = view[target.write(view) or 0 :]


if __name__ == "__main__":
    main(Order.from_json(sys.argv[1]))
