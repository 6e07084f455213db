"""How an animation is built and timed, from its file without decoding a pixel."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from nst.errors import BadImage
from nst.images.signatures import picture_format

_MOST_BLOCKS = 2**20  # a file of 25 MB with full blocks has a tenth of them
_WEBP_FLAGS, _WEBP_ALPHA = 20, 0x10
_CENTISECOND = 10  # ms


@dataclass(frozen=True, slots=True)
class Timing:
    """What the parts of a file say.

    Attributes:
        size: width and height in pixels that hold every frame.
        durations: of each frame in ms.
        plays: how often it is shown; 0 is forever.
    """

    size: tuple[int, int]
    durations: tuple[int, ...]
    plays: int


def timing(data: bytes) -> Timing | None:
    """Read it from a GIF, WebP or PNG, as far as the file goes; None for others and for those without a frame.

    Raises:
        BadImage: a GIF consists of far too many parts (``too complex``).
    """
    name = picture_format(data)
    read = {"GIF": _gif, "WebP": _webp, "PNG": _png}.get(name)
    try:
        found = read(data) if read else None
    except (struct.error, IndexError):  # cut off before its first frame
        return None
    return found if found and found.durations else None


def with_alpha(data: bytes) -> bytes:
    """An animated WebP that says that it may have transparent parts; other files as they are.

    Encoders say no if every frame is opaque, although what no frame covers is transparent. Pillow believes them.
    """
    if data[8:16] != b"WEBPVP8X":
        return data
    return data[:_WEBP_FLAGS] + bytes([data[_WEBP_FLAGS] | _WEBP_ALPHA]) + data[_WEBP_FLAGS + 1 :]


def whole(durations: list[Fraction]) -> tuple[int, ...]:
    """Round durations to whole numbers; what is lost or gained is made up for by the next."""
    ends = [round(end) for end in accumulate(durations, initial=Fraction(0))]
    return tuple(after - before for before, after in pairwise(ends))


def _gif(data: bytes) -> Timing:
    width, height = struct.unpack_from("<HH", data, 6)
    durations, delay, plays = list[int](), 0, 1
    for kind, at in _gif_parts(data):
        if kind == 0xF9:
            delay = int.from_bytes(data[at + 2 : at + 4], "little") * _CENTISECOND
        elif kind == 0xFF and not durations and data[at + 1 : at + 12] == b"NETSCAPE2.0" and data[at + 13] == 1:
            rounds = int.from_bytes(data[at + 14 : at + 16], "little")
            plays = rounds and rounds + 1  # it tells how often to begin again
        elif kind == 0x2C:
            left, top, wide, high = struct.unpack_from("<HHHH", data, at)
            width, height = max(width, left + wide), max(height, top + high)
            durations.append(delay)
            delay = 0
    return Timing((width, height), tuple(durations), plays)


def _gif_parts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the kind of each extension, or 0x2C for a frame, and where its contents begin."""
    at, blocks = 13 + _colours(data[10]), 0
    while at < len(data) and data[at] != 0x3B:
        mark = data[at]
        at += 1
        if mark == 0x2C:
            if at + 9 >= len(data):
                return
            yield mark, at
            at += 10 + _colours(data[at + 8])
        elif mark == 0x21 and at + 1 < len(data):
            yield data[at], at + 1
            at += 1
        else:
            blocks += 1
            continue  # something between the parts, which readers skip
        while at < len(data) and (length := data[at]):
            at += 1 + length
            blocks += 1
            if blocks > _MOST_BLOCKS:
                hint = "Open it in another program, save it again, and send that."
                raise BadImage("The GIF file has too many parts.", hint=hint, kind="too complex", format="GIF")
        at += 1


def _colours(flags: int) -> int:
    """Size of a colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _webp(data: bytes) -> Timing:
    size, durations, plays, at = (0, 0), list[int](), 1, 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 24]
        if kind == b"VP8X":
            size = int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
        elif kind == b"ANIM":
            plays = int.from_bytes(body[4:6], "little")
        elif kind == b"ANMF":
            durations.append(int.from_bytes(body[12:15], "little"))
        at += 8 + length + length % 2
    return Timing(size, tuple(durations), plays)


def _png(data: bytes) -> Timing:
    size, durations, plays, at = (0, 0), list[Fraction](), 1, 8
    animated = False
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, at + 8)
        elif kind == b"acTL":
            animated, plays = True, struct.unpack_from(">I", data, at + 12)[0]
        elif kind == b"fcTL" and animated:
            part, of = struct.unpack_from(">HH", data, at + 28)
            durations.append(Fraction(1000 * part, of or 100))
        at += 12 + length
    return Timing(size, whole(durations), plays)
