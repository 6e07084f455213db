"""Refuse files that are built to cost far more than their picture, before a library reads them.

A few bytes can cost gigabytes or minutes: a TIFF with one small picture in one giant tile, or a JPEG that repeats its
last scan a thousand times. The checks read only the structure and cost almost nothing for camera files.
"""

from __future__ import annotations

import re
import struct

from nst.errors import BadImage
from nst.images import tiff
from nst.images.signatures import picture_format

SAVE_AGAIN = "Open it in another program, save it as PNG or JPEG, and send that."
_MOST_SCANS = 100  # libtiff's limit for JPEG inside TIFF; encoders write ten
_MOST_SEGMENTS = 10_000
_MOST_CHUNKS = 2**16
_MOST_BLOCKS = 2**17
_MOST_ENTRIES = 4096
_MOST_TILES = 500_000  # of 16 × 16 pixels there are 250,000 in 64 megapixels
_SMALL_TILE = 2**22
_RLE_BYTES, _RLE_PIXELS = 2**22, 2**24  # Pillow decodes these in Python
_WIDTH, _HEIGHT, _TILE_WIDTH, _TILE_HEIGHT = 256, 257, 322, 323
_STRIPS, _TILES = 273, 324
_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")  # neither byte stuffing nor a restart marker


def check_structure(data: bytes) -> None:
    """Check the structure of a file. Broken files pass, because their decoder reports them.

    Raises:
        BadImage: the file would cost far more than its picture (``too complex``).
    """
    name = picture_format(data)
    check = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "TIFF": _tiff, "BMP": _bmp}.get(name)
    if check is None:
        return
    try:
        reason = check(data)
    except (struct.error, IndexError, OverflowError):  # the file is cut off
        return
    if reason:
        raise BadImage(f"The {name} file has {reason}.", hint=SAVE_AGAIN, kind="too complex", format=name)


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP file from its header (libwebp allocates them at once); None for other files."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
    return None


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file from its header; 0 × 0 for other files."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") or len(data) < 33:
        return 0, 0
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg(data: bytes) -> str:
    # Compressed data never contain a marker, so this counts all scans, including those of previews and after the end.
    if data.count(b"\xff\xda") > _MOST_SCANS and _scans(data) > _MOST_SCANS:
        return f"more than {_MOST_SCANS} scans"
    segments, at = 0, 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
        segments += 1
        if segments > _MOST_SEGMENTS:
            return f"more than {_MOST_SEGMENTS} segments before its picture"
    return ""


def _scans(data: bytes) -> int:
    """Count the scans of the picture itself."""
    scans, at = 0, 2
    while scans <= _MOST_SCANS and (found := _MARKER.search(data, at)):
        marker, at = data[found.end() - 1], found.end()
        if marker == 0xD9:
            break
        scans += marker == 0xDA
        if marker not in {0x01, 0xD8}:
            at += max(2, int.from_bytes(data[at : at + 2]))
    return scans


def _png(data: bytes) -> str:
    at = 8
    for _ in range(_MOST_CHUNKS):
        (length,) = struct.unpack_from(">I", data, at)
        at += 12 + length
    return f"more than {_MOST_CHUNKS} chunks"


def _gif(data: bytes) -> str:
    at = 13 + _colours(data[10])
    blocks = 0
    while data[at] == 0x21:  # an extension block; the search stops at the first picture
        at += 2
        while length := data[at]:
            at += 1 + length
            blocks += 1
            if blocks > _MOST_BLOCKS:
                return f"more than {_MOST_BLOCKS} blocks before its picture"
        at += 1
        blocks += 1
    return ""


def _colours(flags: int) -> int:
    """Size of a GIF's colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _bmp(data: bytes) -> str:
    header, width, height, _, _, compression = struct.unpack_from("<IiiHHI", data, 14)
    if header < 40 or compression not in {1, 2}:
        return ""
    if len(data) > _RLE_BYTES or abs(width * height) > _RLE_PIXELS:
        return "too much run-length encoding"
    return ""


def _tiff(data: bytes) -> str:
    values: dict[int, int] = {}
    for number, (tag, entry) in enumerate(tiff.entries(data, tiff.first_directory(data))):
        if number >= _MOST_ENTRIES:
            return f"more than {_MOST_ENTRIES} entries"
        if tag in {_STRIPS, _TILES} and entry.count > _MOST_TILES:
            return f"{entry.count} strips or tiles"
        if tag in {_WIDTH, _HEIGHT, _TILE_WIDTH, _TILE_HEIGHT}:
            # Decoders differ in which of two duplicate tags they use.
            values[tag] = max(0, values.get(tag, 0), *tiff.integers(data, entry, 1))
    tile = values.get(_TILE_WIDTH, 0) * values.get(_TILE_HEIGHT, 0)
    if tile > max(_SMALL_TILE, 4 * values.get(_WIDTH, 0) * values.get(_HEIGHT, 0)):
        return f"tiles of {values[_TILE_WIDTH]} × {values[_TILE_HEIGHT]} pixels, far larger than its picture"
    return ""
