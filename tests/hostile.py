"""Files that cost a careless reader much. Each is small; what it asks for is not."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from functools import cache

from PIL import Image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def tiff(tags: Sequence[tuple[int, int, int, int]], data: bytes, *, count: int | None = None) -> bytes:
    """A TIFF of these tags (number, type, count, value); a value of -1 is where `data` begin."""
    start = 8 + 2 + 12 * len(tags) + 4
    body = struct.pack("<H", len(tags) if count is None else count)
    for tag, kind, number, value in tags:
        body += struct.pack("<HHII", tag, kind, number, start if value == -1 else value)
    return b"II*\0" + struct.pack("<I", 8) + body + bytes(4) + data


def grey(width: int, height: int, *more: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """Tags of a grey TIFF that is compressed with deflate."""
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (277, 3, 1, 1),
        *more,
    ]


def giant_tile(side: int = 46_320) -> bytes:
    """A TIFF of 100 × 100 pixels whose one tile takes 2 GB, for a reader that looks at the picture's size only."""
    data = zlib.compress(bytes(5000))
    return tiff(grey(100, 100, (322, 4, 1, side), (323, 4, 1, side), (324, 4, 1, -1), (325, 4, 1, len(data))), data)


def many_scans(count: int = 800, side: int = 8000) -> bytes:
    """A progressive JPEG whose last scan is repeated: each takes about 95 bytes and 35 ms of CPU."""
    data = encoded(Image.new("RGB", (side, side)), "JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def large_webp(side: int = 8000) -> bytes:
    """64 megapixels in a few dozen bytes: about 1 GB while it is decoded."""
    image = Image.new("RGB", (side, side), (200, 100, 50))
    return encoded(image, "WEBP", lossless=True, method=0, quality=0)


@cache
def slow_picture(side: int = 8000) -> bytes:
    """A JPEG that takes long to read, at 64 megapixels some seconds, and breaks no rule."""
    return many_scans(88, side)
