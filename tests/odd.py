"""Small odd pictures as people have them, each with what it gives. Most hold a gradient of 32 × 24 pixels."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]
Tags = Sequence[tuple[int, str, Sequence[float]]]

W, H = 32, 24
GRADIENT: Pixels = np.zeros((H, W, 3), np.uint8)
GRADIENT[..., 0] = np.linspace(0, 255, W)[None]
GRADIENT[..., 1] = np.linspace(0, 255, H)[:, None]
GRADIENT[..., 2] = 90
GREY: Pixels = np.linspace(0, 255, W).astype(np.uint8)[None].repeat(H, 0)
RAW, UNREADABLE = "That is a raw photo", "That is a kind of {} that cannot be read."


@dataclass(frozen=True, slots=True)
class Odd:
    """A file, and its picture or the beginning of the sentence that refuses it."""

    data: bytes
    pixels: Pixels | None = None
    by: int = 0
    refused: str = ""


def grey(values: Pixels = GREY) -> Pixels:
    return np.repeat(values[..., None], 3, 2)


def chunk(kind: bytes, data: bytes, *, good: bool = True) -> bytes:
    crc = zlib.crc32(kind + data) ^ (0 if good else 1)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)


def png(*extra: bytes, rows: Sequence[bytes] = (), depth: int = 8, colour: int = 2, width: int = W) -> bytes:
    """A PNG of the gradient, or of other rows, with more chunks before its pixels."""
    rows = rows or [row.tobytes() for row in GRADIENT]
    header = struct.pack(">IIBBBBB", width, len(rows), depth, colour, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def bmp(masks: tuple[int, int, int, int], pixels: bytes) -> bytes:
    """A BMP of 32 bits a pixel whose V5 header says where in them each channel is."""
    header = struct.pack("<IiiHHIIiiII", 124, W, H, 1, 32, 3, len(pixels), 2835, 2835, 0, 0)
    header += struct.pack("<IIII", *masks) + b"BGRs" + bytes(48) + struct.pack("<IIII", 4, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 14 + len(header) + len(pixels), 0, 0, 14 + len(header)) + header + pixels


def tiff(*pages: tuple[Tags, bytes], inner: tuple[Tags, bytes] | None = None, order: str = "<") -> bytes:
    """A TIFF of pages, each tags and pixels in one strip. `inner` is a directory inside the first page."""
    data = bytearray(struct.pack(f"{order}2sHI", b"II" if order == "<" else b"MM", 42, 8))
    link = 4

    def write(tags: Tags, pixels: bytes) -> int:
        at = len(data)
        data.extend(pixels + bytes(len(pixels) % 2))
        listed = sorted([*tags, (273, "I", (at,)), (279, "I", (len(pixels),))])
        entries = b""
        for tag, kind, values in listed:
            value = struct.pack(f"{order}{len(values)}{kind}", *values)
            if len(value) > 4:
                at = len(data)
                data.extend(value + bytes(len(value) % 2))
                value = struct.pack(f"{order}I", at)
            entries += struct.pack(f"{order}HHI", tag, {"B": 1, "H": 3, "I": 4}[kind], len(values)) + value.ljust(
                4, b"\0"
            )
        at = len(data)
        data.extend(struct.pack(f"{order}H", len(listed)) + entries + bytes(4))
        return at

    below = [(330, "I", (write(*inner),))] if inner else []
    for number, (tags, pixels) in enumerate(pages):
        at = write([*tags, *(below if number == 0 else [])], pixels)
        struct.pack_into(f"{order}I", data, link, at)
        link = len(data) - 4
    return bytes(data)


def page(
    bits: Sequence[int] = (8, 8, 8),
    photometric: int = 2,
    size: tuple[int, int] = (W, H),
    compression: int = 1,
    **more: int,
) -> Tags:
    """The tags of a page. `kind` is its NewSubfileType, `extra` ExtraSamples, `sample` the SampleFormat."""
    numbers = {"kind": (254, "I"), "extra": (338, "H"), "dng": (50706, "I")}
    sample = [(339, "H", [more.pop("sample")] * len(bits))] if "sample" in more else []
    return [
        (256, "I", (size[0],)),
        (257, "I", (size[1],)),
        (258, "H", bits),
        (259, "H", (compression,)),
        (262, "H", (photometric,)),
        (277, "H", (len(bits),)),
        (278, "I", (size[1],)),
        *sample,
        *((*numbers[name], (value,)) for name, value in more.items()),
    ]


def floats(values: npt.NDArray[np.floating[Any]]) -> bytes:
    return tiff((page((32,), 1, sample=3), values.astype("<f4").tobytes()))


PREVIEW = (page(size=(16, 12), kind=1), np.full((12, 16, 3), 128, np.uint8).tobytes())
MAIN = (page(), GRADIENT.tobytes())
SENSOR = (page((16,), 32803), bytes(2 * W * H))


def unpacked(kind: bytes, start: bytes) -> bytes:
    return png(chunk(kind, start + zlib.compress(b"a" * 1_100_000)))


def side_parts() -> dict[str, Odd]:
    """What is beside the pixels is broken, or too much."""
    picture = Image.fromarray(GRADIENT)
    about = np.asarray(Image.open(io.BytesIO(saved(picture, "JPEG"))))
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0" + bytes(4)  # a directory inside itself
    turned = Image.Exif()
    turned[0x0112] = 3
    webp = saved(picture, "WEBP", lossless=True)
    files = {
        "workflow.png": unpacked(b"zTXt", b"workflow\0\0"),
        "profile.png": png(chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(1_100_000)))),
        "xmp.png": unpacked(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0"),
        "large-text.png": png(chunk(b"iTXt", b"parameters\0\0\0\0\0" + b"a" * 1_100_000)),
        "crc.png": png(chunk(b"tEXt", b"Comment\0hi", good=False)),
        "transparency-crc.png": png(chunk(b"tRNS", struct.pack(">HHH", *map(int, GRADIENT[0, 0])), good=False)),
        "not-packed.png": png(chunk(b"zTXt", b"Comment\0\0not zlib"), chunk(b"iCCP", b"x\0\0not zlib")),
        "broken-exif.png": png(chunk(b"eXIf", exif[6:])),
        "no-end.png": png()[:-12],
        "more-after-the-end.png": png() + b"more" * 99,
        "length.webp": webp[:4] + struct.pack("<I", len(webp) + 92) + webp[8:],
    }
    jpegs = {
        "no-end.jpg": saved(picture, "JPEG")[:-2],
        "half-an-end.jpg": saved(picture, "JPEG")[:-1],
        "broken-exif.jpg": saved(picture, "JPEG", exif=exif),
    }
    progressive = saved(picture, "JPEG", progressive=True)[:-2]
    upside_down = png(chunk(b"eXIf", turned.tobytes()[6:]), chunk(b"tEXt", b"a\0b", good=False))
    return {
        **{name: Odd(data, GRADIENT) for name, data in files.items()},
        **{name: Odd(data, about) for name, data in jpegs.items()},
        "no-end-progressive.jpg": Odd(progressive, about, by=2),
        "upside-down.png": Odd(upside_down, GRADIENT[::-1, ::-1]),
    }


def containers() -> dict[str, Odd]:
    """The first picture in the file is a preview."""
    raws = {
        "raw.dng": tiff((page(size=(16, 12), kind=1, dng=0x401), PREVIEW[1])),
        "linear.dng": tiff(PREVIEW, inner=(page(photometric=34892), MAIN[1])),
        "raw.nef": tiff(PREVIEW, inner=SENSOR),
        "raw.arw": tiff(PREVIEW, (page((12,), 1, compression=32767), bytes(2 * W * H))),
        "raw.pef": tiff((page((16,), 32803, compression=65535), bytes(2 * W * H)), order=">"),
        "raw.cr2": b"II*\0\x10\0\0\0CR\2\0" + bytes(4) + tiff(MAIN)[16:],
        "raw.cr3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
        "raw.orf": b"IIRO\x08\0\0\0",
        "raw.rw2": b"IIU\0\x08\0\0\0",
        "raw.raf": b"FUJIFILMCCD-RAW 0201",
    }
    return {
        **{name: Odd(data, refused=RAW) for name, data in raws.items()},
        "preview-first.tif": Odd(tiff(PREVIEW, MAIN), GRADIENT),
        "preview-outside.tif": Odd(tiff(PREVIEW, inner=MAIN, order=">"), GRADIENT),
        "pages.tif": Odd(tiff(MAIN, PREVIEW), GRADIENT),
        "only-preview.tif": Odd(tiff((page(kind=1), MAIN[1])), GRADIENT),
    }


def unreadable() -> dict[str, Odd]:
    """Whole files of a kind that Pillow does not know."""
    tiffs = {
        "cmyk-alpha.tif": tiff((page((8,) * 5, 5, extra=2), bytes(5 * W * H))),
        "float-rgb.tif": tiff((page((32,) * 3, sample=3), bytes(12 * W * H))),
        "grey-alpha-16.tif": tiff((page((16,) * 2, 1, extra=2), bytes(4 * W * H))),
        "double.tif": tiff((page((64,), 1, sample=3), bytes(8 * W * H))),
        "jpeg-2000.tif": tiff((page(compression=33003), bytes(99))),
    }
    length = struct.pack("<I", 5 * W * H)
    jpeg = saved(Image.fromarray(GREY), "JPEG")
    frame = jpeg.index(b"\xff\xc0")
    ten_bits = (0x3FF << 20, 0x3FF << 10, 0x3FF, 0)
    return {
        **{name: Odd(data, refused=UNREADABLE.format("TIFF")) for name, data in tiffs.items()},
        "ten-bits.bmp": Odd(bmp(ten_bits, bytes(4 * W * H)), refused=UNREADABLE.format("BMP")),
        "lossless.jpg": Odd(jpeg[:frame] + b"\xff\xc3" + jpeg[frame + 2 :], refused=UNREADABLE.format("JPEG")),
        "twelve-bits.jpg": Odd(jpeg[: frame + 4] + b"\x0c" + jpeg[frame + 5 :], refused=UNREADABLE.format("JPEG")),
        "cut-off.tif": Odd(tiffs["cmyk-alpha.tif"].replace(length, b"\0\0\1\0"), refused="The TIFF file is damaged"),
    }


def ranges() -> dict[str, Odd]:
    """Grey of unusual depth or range, and alpha that means nothing."""
    ramp = GREY / 255
    sixteen = (GREY.astype(np.uint16) * 257).astype("<u2")
    twelve = np.unpackbits((np.round(ramp * 4095).astype(">u2")).view(np.uint8).reshape(H, W, 2), axis=2)[..., 4:]
    holes = ramp.copy()
    holes[0, 0] = np.nan
    blue_first = np.dstack([GRADIENT[..., ::-1], np.zeros((H, W), np.uint8)])[::-1].tobytes()
    red_first = np.dstack([GRADIENT, np.zeros((H, W), np.uint8)]).tobytes()
    greys = {
        "float.tif": floats(ramp),
        "float-255.tif": floats(ramp * 255),
        "float-10.tif": floats(ramp * 10),
        "holes.tif": floats(holes),
        "white-is-zero.tif": tiff((page((16,), 0), (65535 - sixteen).tobytes())),
        "float-white-is-zero.tif": tiff((page((32,), 0, sample=3), (1 - ramp).astype("<f4").tobytes())),
        "twelve-bits.tif": tiff((page((12,), 1), np.packbits(twelve.reshape(H, -1), axis=1).tobytes())),
        "thirty-two-bits.tif": tiff((page((32,), 1), (GREY.astype(np.uint64) * 0x1010101).astype("<u4").tobytes())),
    }
    over = np.clip(np.round(ramp * 1.2 * 255), 0, 255).astype(np.uint8)
    return {
        **{name: Odd(data, grey(), by=1) for name, data in greys.items()},
        "float-1.2.tif": Odd(floats(ramp * 1.2), grey(over), by=1),
        "alpha0.bmp": Odd(bmp((0xFF0000, 0xFF00, 0xFF, 0xFF000000), blue_first), GRADIENT),
        "alpha0.tif": Odd(tiff((page((8,) * 4), red_first)), GRADIENT),
    }


def animations() -> dict[str, Odd]:
    """The first frames show nothing."""
    picture = Image.fromarray(GRADIENT)
    empty, black = Image.new("RGBA", (W, H)), Image.new("RGB", (W, H))
    dim, shown = Image.new("RGB", (W, H), (9, 9, 9)), picture.convert("RGBA")
    still = {"save_all": True, "duration": 100}
    return {
        "empty-first.gif": Odd(saved(empty, "GIF", append_images=[shown], disposal=2, **still), GRADIENT, by=16),
        "fade-in.png": Odd(saved(black, "PNG", append_images=[dim, picture], **still), GRADIENT),
        "black-first.webp": Odd(saved(black, "WEBP", append_images=[picture], lossless=True, **still), GRADIENT),
        "empty-first.webp": Odd(saved(empty, "WEBP", append_images=[shown], lossless=True, **still), GRADIENT),
        "black-first.avif": Odd(saved(black, "AVIF", append_images=[picture], quality=100, **still), GRADIENT, by=8),
        "night.gif": Odd(saved(black, "GIF", append_images=[dim], **still), np.zeros_like(GRADIENT)),
        "cut-off.gif": Odd(saved(black, "GIF", append_images=[picture], **still)[:-200], np.zeros_like(GRADIENT)),
    }


def mask() -> bytes:
    """As a region: the left half is painted, the right half, which is transparent, stays the photo."""
    half = Image.new("RGBA", (W, H))
    half.paste((255, 255, 255, 255), (0, 0, W // 2, H))
    return saved(half, "PNG")


def no_mask() -> bytes:
    """As a style mask it is refused: nothing is chosen."""
    return saved(Image.new("L", (W, H)), "PNG")


def cases() -> dict[str, Odd]:
    return {**side_parts(), **containers(), **unreadable(), **ranges(), **animations()}
