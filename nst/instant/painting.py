"""Paint photos with learned styles, in one pass of a network or a few.

A network paints strokes of the size that it learned: those of the painting at 512 pixels. A larger picture is painted
at about that size first, then at twice the size on top of it, and so on, so that it has large shapes and fine strokes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from nst.errors import BadRequest
from nst.images import fit_size
from nst.inputs.colours import Palette, Recolouring, luminance, recolouring
from nst.inputs.masks import grey_mask
from nst.inputs.pictures import opaque
from nst.inputs.subjects import area_mask
from nst.instant.bands import Banded
from nst.instant.network import ALIGNMENT, computes_in_half
from nst.instant.params import InstantParams
from nst.instant.style import InstantStyle
from nst.params import MAX_SIZE, Colours

LEARNED_SIZE = 512  # long side of a picture whose strokes are as the networks learned them
LEAST = 0.05  # the networks learn strengths from here; below, the photo shows through
WHOLE_PIXELS = 1_300_000  # pixels; larger pictures are painted in bands
_REFINING = 0.4  # strength of the passes after the first
_PALETTE_SIDE = 256
_ROWS = 256
_SMALLEST = 16  # the network pads small maps
Pixels = NDArray[np.uint8]


@torch.inference_mode()
def paint(
    photo: Image.Image,
    styles: InstantStyle | Sequence[InstantStyle],
    params: InstantParams = InstantParams(),  # noqa: B008  frozen
    *,
    regions: Sequence[Image.Image | None] = (),
    mask: Image.Image | None = None,
    device: str = "cpu",
) -> Image.Image:
    """Paint a photo in a learned style, or in several.

    Args:
        photo: RGB or RGBA, of any size; the result keeps its shape and transparency.
        styles: learned styles, on ``device``.
        params: all other settings; ``params.mix`` weights the styles.
        regions: for each style a mask of the result, white where it applies, of any size; None for everywhere. Empty:
            all apply everywhere. What no region covers stays as in the photo.
        mask: white where the photo is painted, of any size; None for everywhere. ``params.area`` limits it further.
        device: torch device to compute on.

    Raises:
        BadRequest: there is no style, the number of weights or regions is not that of the styles, or the photo has no
            subject for ``params.area``.
    """
    chosen = [styles] if isinstance(styles, InstantStyle) else list(styles)
    weights = _weights(chosen, params, regions)
    size = fit_size(photo.size, params.size)
    content = opaque(photo).resize(size, Image.Resampling.LANCZOS) if photo.size != size else opaque(photo)
    if params.strength == 0:
        result = content.copy()
    else:
        painted = [_painted(style, content, params, device) for style in chosen]
        limits = [grey_mask(mask)] if mask is not None else []
        subject = area_mask(content, params.area, torch.device(device))
        shares = _limited(_shares(weights, regions, size), [*limits, subject] if subject is not None else limits, size)
        result = _blended(content, painted, shares)
    if photo.mode == "RGBA":
        result.putalpha(photo.getchannel("A").resize(size, Image.Resampling.LANCZOS))
    return result


def _weights(
    styles: Sequence[InstantStyle], params: InstantParams, regions: Sequence[Image.Image | None]
) -> tuple[float, ...]:
    if not styles:
        raise BadRequest("There is no style.", hint="Give at least one.")
    weights = params.mix or (1.0,) * len(styles)
    for given, what in ((weights, "weights"), (regions, "regions")):
        if given and len(given) != len(styles):
            raise BadRequest(f"There are {len(styles)} styles but {len(given)} {what}.", hint="Give each one.")
    return tuple(weights)


def _shares(
    weights: Sequence[float], regions: Sequence[Image.Image | None], size: tuple[int, int]
) -> list[NDArray[np.float32] | float]:
    """How much of each style a pixel gets: (H, W) or a number. What is left of 1 is the photo's."""
    if not any(region is not None for region in regions):
        return [weight / sum(weights) for weight in weights]
    masks = [weight * _mask(region, size) for weight, region in zip(weights, regions, strict=True)]
    total = sum(masks, np.zeros((1, 1), np.float32))
    largest = max(weights)
    everywhere = all(region is not None for region in regions)
    covered = np.minimum(total / np.float32(largest), 1) if everywhere else np.float32(1)
    return [np.broadcast_to(mask / np.maximum(total, 1e-6) * covered, size[::-1]) for mask in masks]


def _limited(
    shares: list[NDArray[np.float32] | float], limits: Sequence[Image.Image], size: tuple[int, int]
) -> list[NDArray[np.float32] | float]:
    """Multiply the shares by masks."""
    if not limits:
        return shares
    limit = np.prod([_mask(mask, size) for mask in limits], axis=0, dtype=np.float32)
    return [share * limit for share in shares]


def _mask(region: Image.Image | None, size: tuple[int, int]) -> NDArray[np.float32]:
    if region is None:
        return np.ones((1, 1), np.float32)
    found: NDArray[np.float32] = np.asarray(grey_mask(region).resize(size, Image.Resampling.LANCZOS), np.float32)
    return found / np.float32(255)


def _blended(
    content: Image.Image, painted: Sequence[Pixels], shares: Sequence[NDArray[np.float32] | float]
) -> Image.Image:
    if len(painted) == 1 and isinstance(shares[0], float):
        return Image.fromarray(painted[0])
    base = np.asarray(content)
    result = np.empty_like(base)
    for start in range(0, len(base), _ROWS):
        rows = slice(start, start + _ROWS)
        parts = [share if isinstance(share, float) else share[rows, :, None] for share in shares]
        left = 1 - sum(parts, np.float32(0))
        mixed = left * base[rows] + sum(
            (part * picture[rows] for part, picture in zip(parts, painted, strict=True)), np.float32(0)
        )
        result[rows] = np.rint(mixed).clip(0, 255)
    return Image.fromarray(result)


def _painted(style: InstantStyle, content: Image.Image, params: InstantParams, device: str) -> Pixels:
    """The picture in one style, of the content's size."""
    sizes = passes(content.size, params.style_scale)
    palette = Palette.of(_tensor(content.resize(fit_size(content.size, _PALETTE_SIDE)), device))
    change = recolouring(palette, style.palette)
    share = 0.0 if params.colours is Colours.FREE else min(1.0, 2 * params.strength)
    drawn = _resized(content, sizes[0])
    drawn = Image.fromarray(_pass(style, drawn, params.strength, device, change, share))
    for before, size in pairwise(sizes):
        sharper = _sharpened(drawn, content, before, size, change, share)
        drawn = Image.fromarray(_pass(style, sharper, min(params.strength, _REFINING), device))
    drawn = _resized(drawn, content.size)
    if params.colours in {Colours.PHOTO, Colours.MATCHED}:
        drawn = _in_own_colours(drawn, content, palette, params.colours, device)
    if params.strength < LEAST:
        drawn = Image.blend(content, drawn, params.strength / LEAST)
    return np.asarray(drawn)


def passes(size: tuple[int, int], style_scale: float) -> list[tuple[int, int]]:
    """Sizes at which a picture of ``size`` (width, height) is painted, from coarse to fine; at most 4096 pixels."""
    base = min(LEARNED_SIZE / style_scale, MAX_SIZE)
    doublings = round(math.log2(max(size) / base))
    if doublings < 0 or max(size) < base:
        return [fit_size(size, round(base), enlarge=True)]
    return [fit_size(size, round(max(size) / 2**count)) for count in range(doublings, -1, -1)]


def _sharpened(
    drawn: Image.Image,
    content: Image.Image,
    before: tuple[int, int],
    size: tuple[int, int],
    change: Recolouring,
    share: float,
) -> Image.Image:
    """Enlarge a drawing from one size to the next and add the photo's detail that the smaller size could not hold."""
    photo = _resized(content, size)
    smooth = np.asarray(_resized(_resized(photo, before), size))
    larger, sharp = np.asarray(_resized(drawn, size)), np.asarray(photo)
    result = np.empty_like(larger)
    matrix = torch.lerp(torch.eye(3, dtype=torch.double), change.matrix.cpu(), share).float()
    for start in range(0, size[1], _ROWS):
        rows = slice(start, start + _ROWS)
        detail = _rows(sharp[rows], "cpu") - _rows(smooth[rows], "cpu")
        result[rows] = _bytes(_rows(larger[rows], "cpu") + torch.einsum("ij,njhw->nihw", matrix, detail))
    return Image.fromarray(result)


def _pass(
    style: InstantStyle,
    picture: Image.Image,
    strength: float,
    device: str,
    change: Recolouring | None = None,
    share: float = 0.0,
) -> Pixels:
    """Run the network on a picture, after changing its colours by a share."""
    pixels = np.asarray(picture)
    height, width = pixels.shape[:2]
    rows, columns = (max(-side % ALIGNMENT, _SMALLEST - side) for side in (height, width))
    pixels = np.pad(pixels, ((0, rows), (0, columns), (0, 0)), mode="edge")
    term = torch.tensor([max(strength, LEAST)], device=device)

    def read(start: int, stop: int) -> Tensor:
        part = torch.from_numpy(np.ascontiguousarray(pixels[start:stop])).to(device)
        part = part.permute(2, 0, 1)[None].float() / 255
        return part if change is None or not share else change(part, share)

    if height * width > WHOLE_PIXELS:
        result = np.empty_like(pixels)
        for start, band in Banded(style.network, read, len(pixels), term).paint():
            result[start : start + band.shape[2]] = _bytes(band)
    else:
        with torch.autocast(torch.device(device).type, torch.bfloat16, enabled=computes_in_half(device)):
            result = _bytes(style.network(read(0, len(pixels)), term))
    return result[:height, :width]


def _in_own_colours(
    drawn: Image.Image, content: Image.Image, palette: Palette, colours: Colours, device: str
) -> Image.Image:
    """Give a drawing the photo's palette, or exactly its colours."""
    own = Palette.of(_tensor(drawn.resize(fit_size(drawn.size, _PALETTE_SIDE)), device))
    back = recolouring(own, palette)
    pixels, photo = np.asarray(drawn), np.asarray(content)
    result = np.empty_like(pixels)
    for start in range(0, len(pixels), _ROWS):
        rows = slice(start, start + _ROWS)
        part = back(_rows(pixels[rows], device))
        if colours is Colours.PHOTO:
            original = _rows(photo[rows], device)
            part = (original + luminance(part) - luminance(original)).clamp(0, 1)
        result[rows] = _bytes(part)
    return Image.fromarray(result)


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.BICUBIC)


def _tensor(image: Image.Image, device: str) -> Tensor:
    return _rows(np.asarray(image), device)


def _rows(pixels: Pixels, device: str) -> Tensor:
    return torch.from_numpy(pixels.copy()).to(device).permute(2, 0, 1)[None].float() / 255


def _bytes(drawn: Tensor) -> Pixels:
    found: Pixels = drawn[0].float().permute(1, 2, 0).mul(255).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
    return found
