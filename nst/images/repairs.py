"""Leave out or mend what is beside the pixels, so that only the pixels decide whether a file can be read."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}  # a picture with one of these damaged is damaged
_SIDES = {b"tRNS", b"acTL", b"fcTL", b"fdAT", b"eXIf"}
_ORIENTATION = {b"Raw profile type exif", b"XML:com.adobe.xmp"}  # texts in which programs note how a picture was turned
_MOST_UNPACKED = 2**20  # bytes; Pillow refuses a file with more in one chunk
_MOST_SCANS = 16  # encoders write ten; more could take long, and the picture is read three times
_START_OF_FRAME = re.compile(rb"\xff+([\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf])..(.)", re.DOTALL)
_COMMON_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive, all of Huffman codes


def sound(data: bytes) -> bytes:
    """The file without the optional parts that could stop a reader from reading its picture. Broken files pass."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_needed_chunks(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") > len(data) - 8:
        return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
    return data


def with_jpeg_end(data: bytes) -> bytes | None:
    """A JPEG that lacks only its end marker, with one; None if pixels are missing, too.

    A reader fills missing pixels with what follows. So they are all there if any bytes may follow, and it sees the
    same picture.

    Raises:
        OSError: the picture is damaged otherwise.
    """
    end = b"\xff\xd9"
    if not data.startswith(b"\xff\xd8") or data.rstrip(b"\0").endswith(end) or data.count(b"\xff\xda") > _MOST_SCANS:
        return None
    data = data.rstrip(b"\xff")
    noise = hashlib.shake_256().digest(512).replace(b"\xff", b"\x55")
    return data + end if _checksum(data + end) == _checksum(data + noise + end) else None


def is_unusual_jpeg(data: bytes) -> bool:
    """Whether a JPEG is of a kind that hardly any program reads: lossless, hierarchical, arithmetic, 12 bits."""
    found = _START_OF_FRAME.search(data)
    return found is not None and (found[1][0] not in _COMMON_FRAMES or found[2] != b"\x08")


def _checksum(data: bytes) -> int:
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return zlib.crc32(image.tobytes())


def _needed_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks that the picture of a PNG needs: its pixels and transparency, frames, profile and orientation.

    Optional chunks are left out if they are damaged or unpack to too much. A chunk that is cut off stays as it is.
    """
    texts = set[bytes]()
    for kind, chunk in _chunks(data):
        if kind in _PIXELS:
            yield chunk
        elif zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            continue
        elif kind in _SIDES:
            yield chunk
        elif kind in {b"iCCP", b"zTXt", b"iTXt"}:
            name = kind if kind == b"iCCP" else chunk[8:].partition(b"\0")[0]
            if name in {kind, *_ORIENTATION} and name not in texts and _is_unpackable(kind, chunk[8:-4]):
                texts.add(name)
                yield chunk


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while at < len(data) and kind != b"IEND":
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        yield kind, data[at:end]
        at = end


def _is_unpackable(kind: bytes, body: bytes) -> bool:
    """Whether the contents of an iCCP, zTXt or iTXt chunk can be unpacked, to less than Pillow's limit."""
    _, _, packed = body.partition(b"\0")
    if kind == b"iTXt":
        _, _, text = packed[2:].partition(b"\0")[2].partition(b"\0")
        if not packed[:1].strip(b"\0"):
            return len(text) < _MOST_UNPACKED
        packed = b"\0" + text
    try:
        return packed[:1] == b"\0" and len(zlib.decompressobj().decompress(packed[1:], _MOST_UNPACKED)) < _MOST_UNPACKED
    except zlib.error:
        return False
