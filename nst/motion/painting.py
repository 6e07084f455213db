"""Paint an animation in a learned style, whole and steady."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from nst.inputs.pictures import opaque
from nst.instant.painting import paint
from nst.instant.params import InstantParams
from nst.instant.style import InstantStyle
from nst.motion.reading import Clip
from nst.motion.steadying import Carried, steadied


@dataclass(frozen=True, slots=True)
class AnimationProgress:
    """A frame that was painted.

    Attributes:
        frame: its number, 1 to `frames`.
        frames: number of frames.
        image: the painted frame; RGBA if it has transparent parts, else RGB.
        duration: its time in ms.
        kept: share of it that was carried from the frame before; 0 at the beginning and after a cut.
        elapsed: seconds since the start.
        remaining: forecast of the seconds left.
    """

    frame: int
    frames: int
    image: Image.Image = field(repr=False)
    duration: int
    kept: float
    elapsed: float
    remaining: float


def animate(
    clip: Clip,
    styles: InstantStyle | Sequence[InstantStyle],
    params: InstantParams = InstantParams(),  # noqa: B008  frozen
    *,
    steady: bool = True,
    device: str = "cpu",
) -> Iterator[AnimationProgress]:
    """Paint the frames one after the other. What is alike in neighbours is painted alike.

    Args:
        clip: the animation; its times and transparency stay.
        styles: learned styles, on ``device``.
        params: as for `nst.paint`.
        steady: carry paint from frame to frame; without, each is painted by itself and flickers.
        device: torch device to compute on.

    Raises:
        BadRequest: as for `nst.paint`.
        BadImage: a frame is damaged.
        OutOfResources: there is not enough memory.
    """
    since, count = time.perf_counter(), len(clip.durations)
    last, carried, image = None, None, None
    for number, (frame, duration) in enumerate(zip(clip.frames(), clip.durations, strict=True), 1):
        if image is None or frame != last:  # a frame that stands still for long is painted once
            picture = opaque(frame)
            painted = paint(picture, styles, params, device=device)
            if steady:
                carried = _steadied(picture, painted, carried, device)
                painted = _image(carried.painted)
            image = _with_alpha(painted, frame)
        last, elapsed = frame, time.perf_counter() - since
        kept = carried.kept if carried else 0.0
        yield AnimationProgress(number, count, image, duration, kept, elapsed, elapsed / number * (count - number))


@torch.inference_mode()
def _steadied(picture: Image.Image, painted: Image.Image, before: Carried | None, device: str) -> Carried:
    source = picture.resize(painted.size, Image.Resampling.LANCZOS) if picture.size != painted.size else picture
    return steadied(_tensor(source, device), _tensor(painted, device), before)


def _with_alpha(painted: Image.Image, frame: Image.Image) -> Image.Image:
    if frame.mode == "RGBA":
        painted = painted.copy()
        painted.putalpha(frame.getchannel("A").resize(painted.size, Image.Resampling.LANCZOS))
    return painted


def _tensor(image: Image.Image, device: str) -> Tensor:
    return torch.from_numpy(np.array(image)).to(device).permute(2, 0, 1)[None].float() / 255


def _image(picture: Tensor) -> Image.Image:
    pixels = picture[0].permute(1, 2, 0).mul(255).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
    return Image.fromarray(pixels)
