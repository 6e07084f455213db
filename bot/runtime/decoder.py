"""The decoder process: it reads an uploaded file, writes a PNG, and waits for the next file.

`bot.runtime.decoder_pool` starts it. It uses Pillow, `nst.images` and `nst.motion` and nothing else of the bot. It sets
its own limits before it reads the first file; they apply wherever the system supports them.

A request is a kind, a length and a file. A reply is two lengths, a JSON object and a PNG; for an animation (``CLIP``)
that is asked for whole, a WebP.
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
from nst.motion.reading import CLIP_LIMITS, ClipLimits, is_animated, read_clip
from nst.motion.writing import write_clip

PICTURE, CLIP = 0, 1
HEAD = struct.Struct("!BQ")
LENGTHS = struct.Struct("!QQ")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NICENESS = 2  # 40 % of the CPU beside a painting thread: painters come first, and no upload waits long
CLIP_TIMES = 6  # as much time as a picture may take: it has hundreds of frames
_THREADS = 4  # per picture; by default the libraries use one per core, each with its own memory


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits for one picture.

    Attributes:
        cpu_seconds: CPU time, where the system can limit it (not on Windows).
        wall_seconds: time until the answer, everywhere. It is much longer, because a decoder waits on a busy machine.
        memory: address space of the whole process in bytes, where the system can limit it.
    """

    cpu_seconds: int
    wall_seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Order:
    """The configuration of a decoder, passed as its argument.

    Attributes:
        limits: the accepted pictures.
        max_side: largest long side of the PNG.
        budget: the limits for one picture; an animation may take `CLIP_TIMES` the time.
        clip_limits: the accepted animations.
        clip_side: largest long side of an animation.
    """

    limits: images.Limits
    max_side: int
    budget: Budget
    clip_limits: ClipLimits = CLIP_LIMITS
    clip_side: int = 480

    def to_json(self) -> str:
        """As text; `from_json` reads it back."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        clips = data["clip_limits"]
        return cls(
            images.Limits(**data["limits"]),
            data["max_side"],
            Budget(**data["budget"]),
            ClipLimits(**clips | {"picture": images.Limits(**clips["picture"])}),
            data["clip_side"],
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """The result for a file.

    Attributes:
        picture: PNG, or WebP of an animation; empty after an error.
        moves: whether the file is an animation.
        error: `kind` (the class), `message`, `hint`, `code` and `values` of the error for the user.
        memory: memory that the process still holds, in bytes.
    """

    picture: bytes = field(default=b"", repr=False)
    moves: bool = False
    error: dict[str, Any] | None = None
    memory: int = 0

    @classmethod
    def from_json(cls, text: bytes, picture: bytes) -> Self:
        """Parse the output of a decoder, which may be anything.

        Raises:
            ValueError, KeyError, TypeError, RecursionError: it is not a reply.
        """
        data = json.loads(text)
        if (error := data["error"]) is not None:
            error = {name: str(error[name]) for name in ("message", "hint", "code")} | {"values": dict(error["values"])}
        return cls(picture, bool(data["moves"]), error, int(data["memory"]))


def main(order: Order) -> None:
    """Serve until the other side closes the pipe."""
    source, target = FileIO(os.dup(0)), FileIO(os.dup(1), "wb")
    _settle(order.budget)
    os.dup2(2, 1)  # output of a library must not mix with the replies
    while head := _read(source, HEAD.size):
        kind, length = HEAD.unpack(head)
        data = _read(source, length)
        _grant(order.budget, times=CLIP_TIMES if kind == CLIP else 1)
        reply = _decode(kind, data, order)
        del data
        _write(target, reply)


def _decode(kind: int, data: bytes, order: Order) -> Reply:
    try:
        if kind == CLIP:
            return Reply(_clip(data, order), moves=True)
        picture = images.decode(data, limits=order.limits, max_side=order.max_side, transparency=True)
        return Reply(images.encode_png(picture, quick=True), moves=is_animated(data))
    except UserError as error:
        values = {name: value for name, value in error.values.items() if isinstance(value, str | int | float)}
        return Reply(error={"message": str(error), "hint": error.hint, "code": error.code, "values": values})
    except MemoryError:
        return Reply(error={"message": "", "hint": "", "code": "image-too-costly", "values": {"what": "memory"}})


def _clip(data: bytes, order: Order) -> bytes:
    clip = read_clip(data, order.clip_limits)
    frames = list(clip.frames(order.clip_side))
    return write_clip(frames, clip.durations, clip.plays, limit=order.limits.max_bytes).data


def _settle(budget: Budget) -> None:
    """Give up priority, files, and survival of the parent, as far as the system supports it."""
    for name in ("SIGINT", "SIGTERM"):  # a terminal sends it to the whole group; only the parent ends a decoder
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
        with suppress(OSError):  # if memory runs out, the system kills a decoder before the bot
            Path("/proc/self/oom_score_adj").write_text("900", "ascii")
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        for limit, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_AS, budget.memory),
        ):
            with suppress(OSError, ValueError):  # a lower limit applies already
                resource.setrlimit(limit, (value, value))


def _grant(budget: Budget, *, times: int) -> None:
    """Let the system end this process if the next picture takes too long, even without a parent."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = math.ceil(usage.ru_utime + usage.ru_stime)
        with suppress(OSError, ValueError):
            resource.setrlimit(
                resource.RLIMIT_CPU, (spent + times * budget.cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
            )
        signal.setitimer(signal.ITIMER_REAL, times * budget.wall_seconds)


def _resident() -> int:
    """Memory that this process holds, in bytes; 0 if unknown."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _read(source: FileIO, size: int) -> bytes:
    """Read this many bytes; fewer only at the end of the input."""
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size and (count := source.readinto(view[done:])):
        done += count
    return bytes(view[:done])


def _write(target: FileIO, reply: Reply) -> None:
    head = json.dumps({"moves": reply.moves, "error": reply.error, "memory": _resident()}).encode()
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)
    for part in (LENGTHS.pack(len(head), len(reply.picture)), head, reply.picture):
        view = memoryview(part)
        while view:
            view = view[target.write(view) or 0 :]


if __name__ == "__main__":
    main(Order.from_json(sys.argv[1]))
