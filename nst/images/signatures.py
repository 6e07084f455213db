"""Identify a file by its first bytes, to tell people what they sent instead of a usable picture."""

from __future__ import annotations

# Offset and signature of the formats that `nst.images` reads.
_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", "PNG"),
    (0, b"\xff\xd8", "JPEG"),
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),
    (0, b"MM\0+", "TIFF"),
    (0, b"BM", "BMP"),
    (8, b"avi", "AVIF"),
    (8, b"hei", "HEIC"),
    (8, b"hev", "HEIC"),
    (8, b"mif1", "HEIC"),
    (8, b"msf1", "HEIC"),
)
RAW_PHOTO = "a raw photo"
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF", "a PDF document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"\xc5\xd0\xd3\xc6", "a PostScript document"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"gimp xcf", "a GIMP document"),
    (0, b"\xff\x0a", "a JPEG XL picture, which cannot be read yet"),
    (4, b"JXL ", "a JPEG XL picture, which cannot be read yet"),
    (4, b"jP  ", "a JPEG 2000 picture, which cannot be read"),
    (0, b"\0\0\1\0", "an icon"),
    (4, b"ftypcrx", RAW_PHOTO),  # Canon CR3
    (0, b"IIRO", RAW_PHOTO),  # Olympus ORF
    (0, b"IIRS", RAW_PHOTO),
    (0, b"MMOR", RAW_PHOTO),
    (0, b"IIU\0", RAW_PHOTO),  # Panasonic RW2
    (0, b"FUJIFILMCCD-RAW", RAW_PHOTO),
    (0, b"FOVb", RAW_PHOTO),  # Sigma X3F
    (0, b"\0MRM", RAW_PHOTO),  # Minolta MRW
    (6, b"HEAPCCDR", RAW_PHOTO),  # Canon CRW
    (4, b"ftypM4A", "a sound"),
    (4, b"ftyp", "a video"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (8, b"AVI ", "a video"),
    (0, b"\0\0\1\xba", "a video"),
    (8, b"WAVE", "a sound"),
    (0, b"ID3", "a sound"),
    (0, b"OggS", "a sound"),
    (0, b"fLaC", "a sound"),
    (0, b"PK\3\4", "an archive or an office document"),
    (0, b"\x1f\x8b", "an archive"),
    (0, b"Rar!", "an archive"),
    (0, b"7z\xbc\xaf", "an archive"),
    (0, b"MZ", "a program"),
    (0, b"\x7fELF", "a program"),
)


def picture_format(data: bytes) -> str:
    """Name the readable picture format, such as ``JPEG``; empty if it is none."""
    if data[4:8] != b"ftyp" and data[8:12] != b"WEBP":
        return _match(data, tuple(row for row in _PICTURES if row[0] == 0))
    return _match(data, tuple(row for row in _PICTURES if row[0] == 8))


def other_format(data: bytes) -> str:
    """Name any other format with its article, such as ``a PDF document``; empty if unknown."""
    return _match(data, _OTHERS) or _text_format(data[:4096])


def _match(data: bytes, table: tuple[tuple[int, bytes, str], ...]) -> str:
    return next((what for offset, signature, what in table if data.startswith(signature, offset)), "")


def _text_format(head: bytes) -> str:
    if b"\0" in head:
        return ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in start and start.startswith(b"<"):
        return "an SVG drawing"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.end < len(head):  # otherwise the excerpt just ends inside a character
            return ""
    return "a text file"
