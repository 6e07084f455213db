"""Frames to an animation: WebP, GIF or PNG, with their times, in a file of limited size.

A GIF has one palette for all frames and no dithering that spreads errors, so what stands still stays the same in every
frame instead of crawling.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from nst.errors import BadRequest
from nst.images import fit_size
from nst.motion.timing import with_alpha

FORMATS = {".webp": "WEBP", ".gif": "GIF", ".png": "PNG", ".apng": "PNG"}
_STEPS = ((1.0, 1), (0.8, 1), (0.64, 1), (0.5, 1), (0.5, 2), (0.36, 2), (0.25, 2), (0.25, 4), (0.15, 4))
_HOPE = 1.5  # times the limit; a step that will probably be larger is not tried
_SMALLEST = 16  # pixels
Frames = Sequence[Image.Image]


@dataclass(frozen=True, slots=True)
class Written:
    """An animation's file, and what was given up to make it fit.

    Attributes:
        data: the file.
        format: ``WEBP``, ``GIF`` or ``PNG``.
        size: width and height in pixels.
        full_size: the frames' own.
        frames: how many there are.
        all_frames: how many were given.
    """

    data: bytes
    format: str
    size: tuple[int, int]
    full_size: tuple[int, int]
    frames: int
    all_frames: int

    @property
    def given_up(self) -> str:
        """What was given up, as a sentence; empty if nothing was."""
        parts = []
        if self.size != self.full_size:
            parts.append("{} × {} instead of {} × {} pixels".format(*self.size, *self.full_size))
        if self.frames != self.all_frames:
            parts.append(f"{self.frames} instead of {self.all_frames} frames")
        return f"To fit, it has {' and '.join(parts)}." if parts else ""


def write_clip(
    frames: Frames, durations: Sequence[int], plays: int = 0, file_format: str = "WEBP", limit: int | None = None
) -> Written:
    """Encode an animation. It takes as long as its frames in all; neighbours that are equal become one.

    Args:
        frames: RGB or RGBA, all of one size.
        durations: of each in ms. A GIF has hundredths of a second; what it rounds, the next frame makes up for.
        plays: how often it is shown; 0 is forever.
        file_format: ``WEBP``, ``GIF`` or ``PNG``.
        limit: of the file in bytes. A file above it is made smaller, then has half of its frames, and so on.

    Raises:
        BadRequest: there is no frame, or even a small file would be larger than the limit.
    """
    if not frames or len(frames) != len(durations):
        raise BadRequest("An animation needs frames, and a time for each.")
    full, known = frames[0].size, None
    for scale, every in _STEPS:
        size = fit_size(full, max(_SMALLEST, round(max(full) * scale)))
        if known and limit and known * scale**2 / every > _HOPE * limit and (scale, every) != _STEPS[-1]:
            continue
        data = _encoded(*_thinned(frames, durations, every), plays, file_format, size)
        if limit is None or len(data) <= limit:
            return Written(data, file_format, size, full, math.ceil(len(frames) / every), len(frames))
        known = len(data) / scale**2 * every
    hint = "Take a shorter one, or WebP, whose files are the smallest."
    raise BadRequest(f"The animation does not fit into {limit} bytes.", hint=hint)


def _thinned(frames: Frames, durations: Sequence[int], every: int) -> tuple[Frames, list[int]]:
    """Each so many-th frame, with the time of those that are left out."""
    return frames[::every], [sum(durations[at : at + every]) for at in range(0, len(durations), every)]


def _encoded(frames: Frames, durations: Sequence[int], plays: int, file_format: str, size: tuple[int, int]) -> bytes:
    mode = "RGBA" if any(frame.mode == "RGBA" for frame in frames) else "RGB"
    resized = [_resized(frame.convert(mode), size) for frame in frames]
    match file_format:
        case "GIF":
            from nst.motion.gif import encode_gif  # noqa: PLC0415  imports numpy

            return encode_gif(resized, durations, plays)
        case "PNG":
            return _saved(resized, "PNG", duration=list(durations), loop=plays)
        case _:
            return with_alpha(_saved(resized, "WEBP", duration=list(durations), loop=plays, quality=85, method=4))


def _resized(frame: Image.Image, size: tuple[int, int]) -> Image.Image:
    frame.info = {}
    return frame if frame.size == size else frame.resize(size, Image.Resampling.LANCZOS)


def _saved(frames: Frames, file_format: str, **options: object) -> bytes:
    file = BytesIO()
    frames[0].save(file, file_format, save_all=True, append_images=frames[1:], **options)
    return file.getvalue()
