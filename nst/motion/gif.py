"""Frames to a GIF with one palette, in which what stands still does not crawl.

Pillow would give each frame a palette of its own, or spread errors of colour over pixels that do not change.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

from nst.images import fit_size

_COLOURS = 255
_CLEAR = 255  # index of the colour that is transparent
_SIDE, _SAMPLES = 64, 12  # long side in pixels, and number, of the frames from which the palette is made
_BITS = 5  # of each channel, by which the nearest colour is looked up
_SHORTEST = 2  # hundredths of a second; programs show what is shorter for ten of them
_LONGEST = 65535
_KEEP, _CLEAR_AFTER = 1, 2  # what becomes of a frame when the next one comes
_OPAQUE = 128  # of 255; a GIF knows no half-transparent pixels
Pixels = NDArray[np.uint8]


def encode_gif(frames: Sequence[Image.Image], durations: Sequence[int], plays: int) -> bytes:
    """Encode a GIF. See `nst.motion.writing.write_clip`.

    Args:
        frames: all RGB or all RGBA, of one size.
        durations: of each in ms.
        plays: how often it is shown; 0 is forever.
    """
    palette = _palette(frames)
    nearest = _nearest(palette)
    width, height = frames[0].size
    parts = [
        b"GIF89a",
        struct.pack("<HHBBB", width, height, 0xF7, _CLEAR, 0),
        palette.tobytes().ljust(3 * (_COLOURS + 1), b"\0"),
    ]
    if plays != 1:  # the file tells how often it begins again
        parts.append(b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", min(max(0, plays - 1), 0xFFFF)) + b"\0")
    drawn = [_indices(frame, nearest) for frame in frames]
    transparent = frames[0].mode == "RGBA"
    for start, delay in _without_repeats(drawn, _delays(durations)):
        before = None if start == 0 else drawn[start - 1]
        parts += _part(drawn[start], before, delay, transparent=transparent)
    return b"".join([*parts, b";"])


def _palette(frames: Sequence[Image.Image]) -> Pixels:
    """The colours that suit all frames, (N, 3) with N up to 255."""
    found = []
    for frame in frames[:: -(-len(frames) // _SAMPLES)]:
        small = frame.convert("RGBA").resize(fit_size(frame.size, _SIDE), Image.Resampling.NEAREST)
        pixels = np.asarray(small).reshape(-1, 4)
        found.append(pixels[pixels[:, 3] >= _OPAQUE, :3])
    colours = np.concatenate(found)
    if not len(colours):
        return np.zeros((1, 3), np.uint8)
    chosen = Image.fromarray(colours[None]).quantize(_COLOURS, Image.Quantize.MEDIANCUT, kmeans=1)
    return np.array(chosen.getpalette(), np.uint8).reshape(-1, 3)[:_COLOURS]


def _nearest(palette: Pixels) -> Pixels:
    """The number of the nearest colour for each colour of five bits a channel, (32, 32, 32)."""
    levels = np.arange(1 << _BITS) * (1 << 8 - _BITS) + (1 << 7 - _BITS)
    colours = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).astype(np.float32)
    known = palette.astype(np.float32)
    distance: NDArray[np.float32] = (known**2).sum(1) - 2 * colours @ known.T
    found: Pixels = distance.argmin(-1).astype(np.uint8)
    return found


def _indices(frame: Image.Image, nearest: Pixels) -> Pixels:
    """The nearest colour for each pixel, (H, W). The same colour gives the same everywhere."""
    red, green, blue = np.moveaxis(np.asarray(frame)[..., :3] >> 8 - _BITS, -1, 0)
    found: Pixels = nearest[red, green, blue]
    if frame.mode == "RGBA":
        found[np.asarray(frame.getchannel("A")) < _OPAQUE] = _CLEAR
    return found


def _delays(durations: Sequence[int]) -> list[int]:
    """Hundredths of a second. What is rounded is made up for by the next; nothing gets so short that it is slow."""
    delays, owed = [], 0.0
    for duration in durations:
        owed += duration / 10
        delay = max(round(owed), _SHORTEST if duration > 10 else 0)
        delays.append(delay)
        owed -= delay
    return delays


def _without_repeats(drawn: Sequence[Pixels], delays: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the number of each frame that is new, and its delay with those of its repeats."""
    start, total = 0, delays[0]
    for number in range(1, len(drawn)):
        if total + delays[number] > _LONGEST or not np.array_equal(drawn[number], drawn[number - 1]):
            yield start, total
            start, total = number, 0
        total += delays[number]
    yield start, min(total, _LONGEST)


def _part(drawn: Pixels, before: Pixels | None, delay: int, *, transparent: bool) -> list[bytes]:
    """A frame: what differs from the one before or, if the clip is transparent, what is not."""
    box = (0, 0, drawn.shape[1], drawn.shape[0])
    if before is not None:
        if not transparent:
            drawn = np.where(drawn == before, np.uint8(_CLEAR), drawn)
        box = _box(drawn != _CLEAR)
    left, top, right, bottom = box
    picture = Image.fromarray(np.ascontiguousarray(drawn[top:bottom, left:right]), "L")
    after = _CLEAR_AFTER if transparent else _KEEP
    options = {"duration": 10 * delay, "transparency": _CLEAR, "disposal": after, "interlace": 0}
    return GifImagePlugin.getdata(picture, (left, top), **options)


def _box(shown: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = (np.flatnonzero(shown.any(axis)) for axis in (1, 0))
    if not len(rows):
        return 0, 0, 1, 1
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
