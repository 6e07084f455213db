"""The structure of a TIFF file: its directories, which of them is the picture, and whether it is a raw photo.

TIFF 6.0 (Adobe 1992), BigTIFF, and the tags of TIFF/EP and DNG that cameras write. Nothing here reads pixels.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

_SUBFILE, _OLD_SUBFILE, _COMPRESSION, _PHOTOMETRIC, _SUBDIRECTORIES, _DNG = 254, 255, 259, 262, 330, 50706
_OFFSETS, _LENGTHS = (273, 324), (279, 325)  # of strips and of tiles
_SENSOR = {32803, 34892}  # photometric: a colour filter array, or linear raw
_SENSOR_CODED = {
    32767,
    32769,
    32770,
    32772,
    34713,
    34892,
    65000,
    65535,
}  # compressions of sensor values by camera makers
_COMMON_COMPRESSIONS = {1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}
_MOST_DIRECTORIES = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag's type, its number of values, and where in the file they are."""

    kind: int
    count: int
    at: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How the numbers of a file are written: byte order (``<`` or ``>``) and whether it is a BigTIFF."""

    order: str
    big: bool

    @property
    def offset(self) -> str:
        """The format of an offset into the file, for `struct`."""
        return f"{self.order}{'Q' if self.big else 'I'}"

    @property
    def start(self) -> int:
        """Where the offset of the first directory is."""
        return 8 if self.big else 4


def is_tiff(data: bytes) -> bool:
    """Whether a file begins like a TIFF or a BigTIFF."""
    return data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"))


def layout(data: bytes) -> Layout:
    """Read the first bytes of a file."""
    return Layout("<" if data[:2] == b"II" else ">", 43 in data[2:4])


def entries(data: bytes, start: int) -> Iterator[tuple[int, Entry]]:
    """Yield the tags of the directory at ``start``.

    Raises:
        struct.error: the file is cut off.
    """
    known = layout(data)
    counter, size, entry = ("Q", 20, "HHQ") if known.big else ("H", 12, "HHI")
    (length,) = struct.unpack_from(known.order + counter, data, start)
    first = start + struct.calcsize(known.order + counter)
    room = 8 if known.big else 4
    for at in range(first, first + length * size, size):
        tag, kind, count = struct.unpack_from(known.order + entry, data, at)
        value = at + size - room
        if _SIZES.get(kind, 1) * count > room:
            (value,) = struct.unpack_from(known.offset, data, value)
        yield tag, Entry(kind, count, value)


def first_directory(data: bytes) -> int:
    """The offset of the first directory.

    Raises:
        struct.error: the file is cut off.
    """
    known = layout(data)
    (start,) = struct.unpack_from(known.offset, data, known.start)
    return int(start)


def integers(data: bytes, entry: Entry | None, most: int = 2**20) -> tuple[int, ...]:
    """The values of a tag, at most so many; none if they are no whole numbers.

    Raises:
        struct.error: the file is cut off.
    """
    if entry is None or entry.kind not in _INTEGERS:
        return ()
    return struct.unpack_from(f"{layout(data).order}{min(entry.count, most)}{_INTEGERS[entry.kind]}", data, entry.at)


def _first(data: bytes, entry: Entry | None) -> tuple[int, ...]:
    """The first value of a tag; none if it is not within the file."""
    try:
        return integers(data, entry, 1)
    except (struct.error, OverflowError):
        return ()


def is_raw_photo(data: bytes) -> bool:
    """Whether the file holds the values of a camera's sensor, such as DNG, CR2, NEF, ARW and PEF."""
    if data[8:10] == b"CR":
        return True
    return any(
        _DNG in tags
        or not _SENSOR.isdisjoint(_first(data, tags.get(_PHOTOMETRIC)))
        or not _SENSOR_CODED.isdisjoint(_first(data, tags.get(_COMPRESSION)))
        for _, tags in _directories(data)
    )


def main_picture(data: bytes) -> bytes:
    """The file with its first directory being the first that is no preview of another one, if there is such a one."""
    pages = [start for start, tags in _directories(data) if not _is_preview(data, tags)]
    if not pages or pages[0] == first_directory(data):
        return data
    known = layout(data)
    offset = struct.pack(known.offset, pages[0])
    return data[: known.start] + offset + data[known.start + len(offset) :]


def is_unusual(data: bytes) -> bool:
    """Whether the pixels are compressed in a way that hardly any program reads."""
    try:
        tags = dict(islice(entries(data, first_directory(data)), 2**12))
        return not _COMMON_COMPRESSIONS.issuperset(integers(data, tags.get(_COMPRESSION), 1))
    except struct.error:
        return False


def is_whole(data: bytes) -> bool:
    """Whether the first directory and all of its pixels lie within the file."""
    try:
        tags = dict(islice(entries(data, first_directory(data)), 2**12))
        for offsets, lengths in zip(_OFFSETS, _LENGTHS, strict=True):
            starts, sizes = integers(data, tags.get(offsets)), integers(data, tags.get(lengths))
            if starts and len(starts) == len(sizes):
                return max(map(sum, zip(starts, sizes, strict=True))) <= len(data)
    except (struct.error, OverflowError):
        pass
    return False


def _directories(data: bytes) -> Iterator[tuple[int, Mapping[int, Entry]]]:
    """Yield offset and tags of the directories in order, those inside another one after it."""
    waiting, seen = [], set[int]()
    with suppress(struct.error):
        waiting.append(first_directory(data))
    while waiting and len(seen) < _MOST_DIRECTORIES:
        start = waiting.pop(0)
        if not start or start in seen:
            continue
        seen.add(start)
        try:
            tags = dict(islice(entries(data, start), 2**12))
            inner = integers(data, tags.get(_SUBDIRECTORIES), _MOST_DIRECTORIES)
            following = _following(data, start)
        except (struct.error, OverflowError):
            continue
        yield start, tags
        waiting = [*inner, *waiting, *following]


def _following(data: bytes, start: int) -> tuple[int, ...]:
    known = layout(data)
    (length,) = struct.unpack_from(known.order + ("Q" if known.big else "H"), data, start)
    at = start + (8 + 20 * length if known.big else 2 + 12 * length)
    size = struct.calcsize(known.offset)
    return struct.unpack_from(known.offset, data, at) if at + size <= len(data) else ()


def _is_preview(data: bytes, tags: Mapping[int, Entry]) -> bool:
    (kind, *_), (old, *_) = (_first(data, tags.get(tag)) or (0,) for tag in (_SUBFILE, _OLD_SUBFILE))
    return bool(kind & 0b101) or old == 2  # a smaller version of another picture, or its mask
