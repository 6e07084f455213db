"""Animations that people send: GIF, animated WebP and APNG, frame by frame.

`read_clip` reads only how a file is built, and refuses what is too much before a pixel is decoded. Frames are decoded
when they are asked for, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from nst.errors import BadImage
from nst.images import DEFAULT_LIMITS, Limits, decode, fit_image
from nst.images.containers import check_structure
from nst.images.conversion import to_rgb
from nst.images.decoding import check_bytes, check_size, read_bytes, reading_error, silence_pillow
from nst.images.repairs import sound
from nst.motion.timing import timing, with_alpha

_FORMATS = ("GIF", "PNG", "WEBP")
_ANIMATED = "Send an animated GIF, WebP or PNG."
_SHORTER = "Make it shorter or smaller, and try again."
_GLANCE = 64  # pixels
_FASTEST, _USUAL = 10, 100  # ms: programs show a frame that asks for less than 11 ms for a tenth of a second


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """Limits of `read_clip`, checked before a pixel is decoded.

    Attributes:
        picture: of the file, and of each frame.
        max_frames: number of frames.
        max_pixels: width × height × frames.
        max_seconds: time of one round, as it is shown.
    """

    picture: Limits = DEFAULT_LIMITS
    max_frames: int = 300
    max_pixels: int = 200_000_000
    max_seconds: float = 60.0


CLIP_LIMITS = ClipLimits()
OWN_CLIPS = ClipLimits(Limits(max_bytes=2**30))  # of files that `write_clip` made without a limit


@dataclass(frozen=True, slots=True)
class Clip:
    """An animation whose frames are still to be decoded.

    Attributes:
        data: the file.
        size: width and height in pixels that hold every frame.
        durations: of each frame in ms, as the file has them; 0 is as fast as possible.
        plays: how often it is shown; 0 is forever.
    """

    data: bytes = field(repr=False)
    size: tuple[int, int]
    durations: tuple[int, ...]
    plays: int

    @property
    def seconds(self) -> float:
        """Time of one round, as programs show it."""
        return sum(_shown(each) for each in self.durations) / 1000

    def frames(self, max_side: int | None = None) -> Iterator[Image.Image]:
        """Decode the frames in order, each complete and of one size: RGBA if it has transparent parts, else RGB.

        Args:
            max_side: limit of the long side in pixels; larger frames are scaled down.

        Raises:
            BadImage: a frame is damaged.
            OutOfResources: there is not enough memory.
        """
        silence_pillow()
        size: tuple[int, int] | None = None
        try:
            with Image.open(BytesIO(self.data), formats=_FORMATS) as image:
                first = int(getattr(image, "default_image", False))  # a still picture for programs without animation
                for number in range(len(self.durations)):
                    image.seek(first + number)
                    frame = to_rgb(image, self.data, None, transparency=True)
                    size = size or frame.size
                    if frame.size != size:  # a GIF may go on beyond its canvas
                        frame = frame.crop((0, 0, *size))
                    yield fit_image(frame, max_side or max(size))
        except Exception as error:
            raise reading_error(self.data, error, self.size) from error


def read_clip(data: bytes, limits: ClipLimits = CLIP_LIMITS) -> Clip:
    """Read how an animation is built. Safe for what anyone sends.

    Raises:
        BadImage: the file is no animation (``not animated``), has too many frames or seconds (``too many frames``,
            ``too long``) or too many pixels in all of them (``too heavy``), or is refused as by `nst.images.decode`.
    """
    check_bytes(len(data), limits.picture)
    data = sound(data)
    found = timing(data)
    if found is None or len(found.durations) < 2:
        decode(data, limits=limits.picture, max_side=_GLANCE)  # tells if something else is wrong
        raise BadImage("This picture does not move.", hint=_ANIMATED, kind="not animated")
    check_size(found.size, limits.picture)
    check_structure(data)
    clip = Clip(with_alpha(data), found.size, found.durations, found.plays)
    _check(clip, limits)
    return clip


def is_animated(data: bytes) -> bool:
    """Whether a file that `nst.images.decode` reads is an animation of two or more frames."""
    try:
        found = timing(data)
    except BadImage:  # a GIF of far too many parts
        return False
    return found is not None and len(found.durations) > 1


def load_clip(path: Path, limits: ClipLimits = CLIP_LIMITS) -> Clip:
    """Read a file and `read_clip` it.

    Raises:
        BadImage: as `read_clip`, or the file is missing or unreadable.
        OutOfResources: there is not enough memory, or too many files are open.
    """
    return read_clip(read_bytes(path, limits.picture), limits)


def _check(clip: Clip, limits: ClipLimits) -> None:
    count, (width, height) = len(clip.durations), clip.size
    if count > limits.max_frames:
        message = f"The animation has {count} frames; the limit is {limits.max_frames}."
        raise BadImage(message, hint=_SHORTER, kind="too many frames", count=count, limit=limits.max_frames)
    if clip.seconds > limits.max_seconds:
        message = f"The animation takes {clip.seconds:.1f} seconds; the limit is {limits.max_seconds:g}."
        seconds, limit = round(clip.seconds, 1), limits.max_seconds
        raise BadImage(message, hint=_SHORTER, kind="too long", seconds=seconds, limit=limit)
    if width * height * count > limits.max_pixels:
        message = (
            f"The animation has {count} frames of {width} × {height} pixels; the limit is "
            f"{limits.max_pixels / 1e6:g} megapixels for all of them."
        )
        limit = limits.max_pixels / 1e6
        raise BadImage(message, hint=_SHORTER, kind="too heavy", count=count, width=width, height=height, limit=limit)


def _shown(duration: int) -> int:
    return duration if duration > _FASTEST else _USUAL
