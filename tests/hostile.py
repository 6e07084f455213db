"""Files that cost a careless reader much. Each is small; what it asks for is not.

`python -m tests.hostile FOLDER` writes them.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def tiff(tags: Sequence[tuple[int, int, int, int]], data: bytes, *, count: int | None = None) -> bytes:
    """A TIFF of these tags (number, type, count, value); a value of -1 is where `data` begin."""
    start = 8 + 2 + 12 * len(tags) + 4
    entries = [struct.pack("<HHII", *tag[:3], start if tag[3] == -1 else tag[3]) for tag in tags]
    body = struct.pack("<H", len(tags) if count is None else count) + b"".join(entries)
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


# PNG


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int,
    height: int,
    *,
    more: bytes = b"",
    pixels: bytes = b"",
    colour: int = 0,
    depth: int = 8,
    interlaced: int = 0,
) -> bytes:
    """A PNG whose size is what its header says, whatever follows."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
    body = chunk(b"IDAT", pixels or zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + more + body + chunk(b"IEND", b"")


@cache
def zeros(megabytes: int) -> bytes:
    """So many zeros, a thousand times smaller."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(megabytes)), packer.flush()])


def many_chunks() -> bytes:
    """A PNG of a million chunks."""
    return png(10, 10, more=chunk(b"prVt", b"") * 1_000_000)


def animated_png(frames: int = 10_000) -> bytes:
    """A PNG of 10,000 frames."""
    control = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", 2 * number, 10, 10, 0, 0, 1, 100, 0, 0))
        + chunk(b"fdAT", struct.pack(">I", 2 * number + 1) + zlib.compress(bytes(110)))
        for number in range(frames)
    )
    return png(10, 10, more=chunk(b"acTL", struct.pack(">II", frames, 0)) + control, pixels=zlib.compress(bytes(110)))


# GIF and WebP


def gif(screen: tuple[int, int], frame: tuple[int, int], *, before: bytes = b"", frames: int = 1) -> bytes:
    """A GIF of grey frames that say what size they have, and hold one pixel."""
    table = bytes(6)
    shown = b"," + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", *screen, 0x80, 0, 0) + table + before + shown * frames + b";"


def riff(kind: bytes, data: bytes) -> bytes:
    """A chunk of a WebP."""
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def animated_webp(frames: int = 10_000, side: int = 16) -> bytes:
    """A WebP of 10,000 frames on a canvas of this side."""
    still = encoded(Image.new("RGB", (16, 16), "teal"), "WEBP", lossless=True)[12:]
    corner = (side - 1).to_bytes(3, "little") * 2
    frame = riff(b"ANMF", bytes(6) + (15).to_bytes(3, "little") * 2 + bytes(3) + b"\0" + still)
    body = riff(b"VP8X", b"\2\0\0\0" + corner) + riff(b"ANIM", bytes(6)) + frame * frames
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


# TIFF


def looping_tiff() -> bytes:
    """A TIFF whose next picture is itself."""
    file = bytearray(tiff(grey(10, 10, (273, 4, 1, -1), (278, 4, 1, 10), (279, 4, 1, 100)), bytes(100)))
    file[8 + 2 + 12 * 9 : 8 + 2 + 12 * 9 + 4] = struct.pack("<I", 8)
    return bytes(file)


def shared_values() -> bytes:
    """A TIFF of 60,000 entries whose values are all the same ten megabytes."""
    tags = [*grey(10, 10), *((tag, 7, 10 * 2**20, -1) for tag in range(1000, 61_000))]
    return tiff(tags, bytes(10 * 2**20))


def many_strips() -> bytes:
    """A TIFF of five million strips."""
    return tiff(grey(10, 10, (273, 4, 5_000_000, -1), (278, 4, 1, 1), (279, 4, 5_000_000, -1)), bytes(20 * 10**6))


# JPEG


def with_segments(marker: int, *parts: bytes) -> bytes:
    """A small JPEG with these segments before its picture."""
    plain = encoded(Image.new("RGB", (16, 16)), "JPEG")
    more = b"".join(struct.pack(">BBH", 0xFF, marker, len(part) + 2) + part for part in parts)
    return plain[:2] + more + plain[2:]


def exif_bomb() -> bytes:
    """Metadata of 5,000 entries, each of which is all of it."""
    entries = b"".join(struct.pack("<HHII", tag, 7, 60_000, 8) for tag in range(40_000, 45_000))
    return with_segments(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 5_000) + entries)


def exif_loop() -> bytes:
    """Metadata that lead to themselves."""
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, 8) for tag in (0x014A, 0x8769, 0x8825))
    return with_segments(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 3) + entries + struct.pack("<I", 8))


def profile_bomb() -> bytes:
    """A colour profile of 16 MB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = struct.pack(">I", 255 * 65_000) + profile[4:].ljust(255 * 65_000 - 4, b"\1")
    pieces = [profile[at : at + 65_000] for at in range(0, len(profile), 65_000)]
    return with_segments(
        0xE2, *(b"ICC_PROFILE\0" + bytes([number + 1, 255]) + part for number, part in enumerate(pieces))
    )


def wrong_size(width: int = 65_500, height: int = 970) -> bytes:
    """A JPEG of 16 × 16 pixels that says it is much larger."""
    data = bytearray(encoded(Image.new("RGB", (16, 16)), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


# The rest


def resized(data: bytes, width: int, height: int) -> bytes:
    """An AVIF or HEIC whose container gives another size than its picture."""
    out, at = bytearray(data), 0
    while (at := data.find(b"ispe", at) + 1) > 0:
        struct.pack_into(">II", out, at + 7, width, height)
    return bytes(out)


def avif(side: int) -> bytes:
    """One colour as AVIF."""
    return encoded(Image.new("RGB", (side, side), "teal"), "AVIF", speed=10)


def heic(side: int) -> bytes:
    """One colour as HEIC."""
    file = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (side, side), "teal")).save(file, quality=10)
    return file.getvalue()


def bmp(width: int, height: int, *, compression: int, bits: int, data: bytes) -> bytes:
    """A BMP with a grey palette."""
    palette = b"".join(bytes([grey] * 3 + [0]) for grey in range(1 << bits))
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, 1 << bits, 0)
    start = 14 + len(head) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + head + palette + data


def archive_in_a_picture() -> bytes:
    """A GIF that is a ZIP, too."""
    file = io.BytesIO(gif((1, 1), (1, 1)))
    file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(10**8))
    return file.getvalue()


def cut(data: bytes, share: float) -> bytes:
    """The beginning of a file."""
    return data[: int(len(data) * share)]


DELIBERATE: Mapping[str, Callable[[], bytes]] = {
    "TIFF, one giant tile": giant_tile,
    "TIFF, tile of 16,000²": lambda: giant_tile(16_000),
    "TIFF, next picture is itself": looping_tiff,
    "TIFF, values shared by 60,000 entries": shared_values,
    "TIFF, five million strips": many_strips,
    "TIFF, 65,535 entries that are not there": lambda: tiff(grey(10, 10), b"", count=65_535),
    "JPEG, 800 scans": many_scans,
    "JPEG, 5,000 scans": lambda: many_scans(5_000),
    "JPEG, 98 scans of 64 megapixels": slow_picture,
    "JPEG, a million segments": lambda: with_segments(0xEF, *[b""] * 1_000_000),
    "JPEG, EXIF that repeats itself": exif_bomb,
    "JPEG, EXIF loop": exif_loop,
    "JPEG, profile of 16 MB": profile_bomb,
    "JPEG, size in the header is wrong": wrong_size,
    "JPEG, cut off": lambda: cut(slow_picture(), 0.7),
    "WebP, 64 megapixels in 38 bytes": large_webp,
    "WebP, canvas of 16 million pixels a side": lambda: animated_webp(1, 2**24),
    "WebP, 10,000 frames": animated_webp,
    "WebP, 10,000 frames of 64 megapixels": lambda: animated_webp(10_000, 8_000),
    "PNG, 65,000 × 65,000": lambda: png(65_000, 65_000),
    "PNG, 300 MB in ten pixels": lambda: png(10, 10, pixels=zeros(300)),
    "PNG, 64 megapixels of 64 bits, interlaced": lambda: png(
        8000, 8000, depth=16, colour=6, interlaced=1, pixels=zeros(500)
    ),
    "PNG, 300 MB of text": lambda: png(10, 10, more=chunk(b"zTXt", b"Comment\0\0" + zeros(300))),
    "PNG, 300 MB of profile": lambda: png(10, 10, more=chunk(b"iCCP", b"icc\0\0" + zeros(300))),
    "PNG, a million chunks": many_chunks,
    "PNG, 10,000 frames": animated_png,
    "PNG, 1 × 65,535": lambda: png(1, 65_535),
    "GIF, screen of 65,535²": lambda: gif((65_535, 65_535), (1, 1)),
    "GIF, frame larger than its screen": lambda: gif((10, 10), (65_535, 65_535)),
    "GIF, a million comments": lambda: gif((10, 10), (1, 1), before=b"!\xfe\x01x\0" * 1_000_000),
    "GIF, one comment of 20 MB": lambda: gif(
        (10, 10), (10, 10), before=b"!\xfe" + (b"\xff" + b"x" * 255) * 80_000 + b"\0"
    ),
    "GIF, 100,000 frames": lambda: gif((10, 10), (1, 1), frames=100_000),
    "GIF and ZIP": archive_in_a_picture,
    "BMP, run-length of 64 megapixels": lambda: bmp(8000, 8000, compression=1, bits=8, data=b"\xff\1" * 251_000),
    "BMP, run-length in single pixels": lambda: bmp(4000, 4000, compression=1, bits=8, data=b"\1\1" * 2_000_000),
    "BMP, 64 megapixels that are not there": lambda: bmp(8000, 8000, compression=0, bits=1, data=b""),
    "AVIF, larger than it says": lambda: resized(avif(8_000), 100, 100),
    "AVIF, smaller than it says": lambda: resized(avif(64), 8_000, 8_000),
    "HEIC, larger than it says": lambda: resized(heic(4_000), 100, 100),
    "HEIC, smaller than it says": lambda: resized(heic(64), 8_000, 8_000),
}
"""Forty files, each hostile in a way of its own."""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in DELIBERATE.items():
        (folder / name).write_bytes(make())
