"""The pictures of a run, resized for a stage and in the colours of ``params.colours``.

``painting``: the photo gets the painting's palette before the run, because the optimiser changes colours slowly and the
content loss would resist. ``photo``: the run is in grey, the painting gets the photo's lightness, and the photo's
colours are restored at the end. ``matched``: the painting gets the photo's palette. The last two are the methods of
Gatys et al. 2016, *Preserving Color in Neural Artistic Style Transfer*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageChops
from torch import Tensor

from nst.errors import BadRequest
from nst.images import fit_size
from nst.inputs.colours import luminance, matched
from nst.inputs.masks import CHOOSE, grey_mask, is_empty
from nst.inputs.subjects import area_mask
from nst.params import Colours, Mode, Params

_SMALLEST_STYLE = 32
_FAINT = 8  # of 255; a brighter mask paints something that can be seen


@dataclass(frozen=True, slots=True)
class Style:
    """A painting, its region in the result, and the part of it to use.

    Attributes:
        image: RGB, of any size.
        region: mask of the result, white where the style applies, of any size. None: everywhere.
        mask: mask of the painting, white where it is used, of any size. None: all of it.

    What is black or transparent in a mask is not chosen.
    """

    image: Image.Image
    region: Image.Image | None = None
    mask: Image.Image | None = None


@dataclass(frozen=True, slots=True)
class ResizedInputs:
    """The pictures at the size of a stage.

    Attributes:
        content: (1, 3, H, W) in 0–1; None for a texture.
        styles: each (1, 3, h, w) in 0–1.
        regions: where each style applies, (1, 1, H, W) in 0–1; None for everywhere. Styles without a region of their
            own share one tensor.
        masks: which part of each style is used, (1, 1, h, w) in 0–1; None for all.
    """

    content: Tensor | None
    styles: tuple[Tensor, ...]
    regions: tuple[Tensor | None, ...]
    masks: tuple[Tensor | None, ...]


Styles = Image.Image | Style | Sequence[Image.Image | Style]


def as_styles(styles: Styles) -> list[Style]:
    """Turn one painting or several into a list."""
    paintings = [styles] if isinstance(styles, Image.Image | Style) else styles
    return [style if isinstance(style, Style) else Style(style) for style in paintings]


def require_pictures(content: Image.Image | None, styles: Sequence[Style], params: Params) -> None:
    """Check that there are all pictures that the mode needs.

    Raises:
        BadRequest: one is missing.
    """
    if content is None and params.mode is not Mode.TEXTURE:
        raise BadRequest("There is no content picture.", hint="Only a texture needs none.")
    if not styles and params.mode is not Mode.RECONSTRUCTION:
        raise BadRequest("There is no style picture.", hint="Only a reconstruction needs none.")


class Inputs:
    """The pictures of a run.

    Args:
        content: the photo, RGB or RGBA; None for a texture.
        styles: the paintings; empty for a reconstruction.
        params: settings of the run.
        device: device of the tensors.
        mask: white where the photo is painted, of any size; None for everywhere. ``params.area`` limits it further.

    Raises:
        BadRequest: the mode needs a picture that is missing, the photo has no subject, or a mask chooses nothing.
    """

    def __init__(
        self,
        content: Image.Image | None,
        styles: Sequence[Style],
        params: Params,
        device: torch.device,
        mask: Image.Image | None = None,
    ) -> None:
        require_pictures(content, styles, params)
        self._params, self.device = params, device
        self._alpha = content.getchannel("A") if content is not None and content.mode == "RGBA" else None
        self.content = None if content is None or params.mode is Mode.TEXTURE else opaque(content)
        self.styles = () if params.mode is Mode.RECONSTRUCTION else _with_grey_masks(styles)
        self._mask = self._painted(mask) if self.content is not None and self.styles else None

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height of the photo or the painting: the result's aspect ratio and maximum size."""
        return self.content.size if self.content is not None else self.styles[0].image.size

    def style_sizes(self, size: int) -> list[tuple[int, int]]:
        """Width and height of each painting in a stage whose long side is `size`."""
        return [self._style_size(style, size) for style in self.styles]

    def _style_size(self, style: Style, size: int) -> tuple[int, int]:
        long_side = round(min(size, max(style.image.size)) * self._params.style_scale)
        return fit_size(style.image.size, max(_SMALLEST_STYLE, long_side), enlarge=True)

    def resized(self, width: int, height: int) -> ResizedInputs:
        """Resize and recolour the pictures for a stage."""
        content = None if self.content is None else self.tensor(self.content, (width, height))
        styles, masks = [], []
        for style in self.styles:
            size = self._style_size(style, max(width, height))
            styles.append(self.tensor(style.image, size))
            masks.append(None if style.mask is None else self.tensor(style.mask, size))
        whole = self._product((self._mask, self._alpha), (width, height))
        regions = [
            whole if style.region is None else self._product((style.region, self._mask, self._alpha), (width, height))
            for style in self.styles
        ]
        if content is not None:
            content, styles = self._coloured(content, styles, regions)
        return ResizedInputs(content, tuple(styles), tuple(regions), tuple(masks))

    def _coloured(
        self, content: Tensor, styles: list[Tensor], regions: list[Tensor | None]
    ) -> tuple[Tensor, list[Tensor]]:
        match self._params.colours:
            case Colours.PAINTING if styles:
                share = min(1.0, 2 * self._params.strength)  # full effect from strength ½
                content = torch.lerp(content, self._recoloured(content, styles, regions), share)
            case Colours.MATCHED:
                styles = [matched(style, content) for style in styles]
            case Colours.PHOTO:
                content = luminance(content)
                styles = [_same_lightness(luminance(style), content) for style in styles]
        return content, styles

    def _recoloured(self, content: Tensor, styles: list[Tensor], regions: list[Tensor | None]) -> Tensor:
        """Give the photo the palette of each painting within its region."""
        shares = [
            content.new_tensor(weight) if region is None else weight * region
            for weight, region in zip(self.weights, regions, strict=True)
        ]
        total = sum(shares, content.new_zeros(())).clamp_min(1e-6)
        versions = [share / total * matched(content, style) for share, style in zip(shares, styles, strict=True)]
        covered = (total / 1e-3).clamp_max(1)
        return torch.lerp(content, torch.stack(versions).sum(0), covered.expand_as(content))

    @property
    def weights(self) -> tuple[float, ...]:
        """The weight of each painting; they sum to 1."""
        mix = self._params.mix or (1.0,) * len(self.styles)
        if len(mix) != len(self.styles):
            raise BadRequest(
                f"There are {len(self.styles)} styles but {len(mix)} weights.", hint="Give each its weight."
            )
        parts = [weight / max(mix) for weight in mix]  # the sum of the largest numbers would be infinite
        return tuple(part / sum(parts) for part in parts)

    def _painted(self, mask: Image.Image | None) -> Image.Image | None:
        """The part of the photo that is painted, of the photo's size; None for all of it."""
        photo = self.content
        if photo is None:
            return None
        found = area_mask(photo, self._params.area, self.device)
        if mask is not None:
            mask = grey_mask(mask).resize(photo.size, Image.Resampling.LANCZOS)
            found = mask if found is None else ImageChops.multiply(mask, found)
            if np.asarray(found).max() < _FAINT:
                raise BadRequest(
                    "The mask is black, so nothing would be painted.",
                    hint="Make it white where the photo shall be painted.",
                    code="mask-empty",
                )
        return found

    def _product(self, masks: Iterable[Image.Image | None], size: tuple[int, int]) -> Tensor | None:
        """The product of the masks, (1, 1, H, W) in 0–1; None if there is none."""
        parts = [self.tensor(mask, size) for mask in masks if mask is not None]
        return torch.stack(parts).prod(0) if parts else None

    def tensor(self, image: Image.Image, size: tuple[int, int]) -> Tensor:
        """Convert a picture to (1, 3, H, W) or a mask to (1, 1, H, W), in 0–1."""
        if image.mode == "L":
            image = image.convert("F")  # a few chosen pixels should not be rounded to nothing
        resized = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
        pixels = torch.from_numpy(np.asarray(resized, dtype=np.float32) / 255).clamp(0, 1)
        return (pixels.permute(2, 0, 1) if pixels.ndim == 3 else pixels[None])[None].to(self.device)

    def finished(self, drawn: Tensor, size: tuple[int, int] | None = None) -> Image.Image:
        """Convert the iterate to a picture of ``size``; restore the photo's colours, untouched parts and alpha."""
        height, width = drawn.shape[-2:]
        size = size or (width, height)
        if size != (width, height):
            drawn = F.interpolate(drawn, (size[1], size[0]), mode="bilinear", align_corners=False, antialias=True)
        if self.content is not None:
            drawn = self._restored(drawn, self.content, size)
        image = _image(drawn)
        if self._alpha is not None:
            image.putalpha(self._alpha.resize(size, Image.Resampling.LANCZOS))
        return image

    def _restored(self, drawn: Tensor, content: Image.Image, size: tuple[int, int]) -> Tensor:
        covered = self._covered(size)
        if covered is None and self._params.colours is not Colours.PHOTO:
            return drawn
        photo = self.tensor(content, size)
        if self._params.colours is Colours.PHOTO:
            drawn = (photo + luminance(drawn) - luminance(photo)).clamp(0, 1)
        return drawn if covered is None else torch.lerp(photo, drawn, covered.expand_as(drawn))

    def _covered(self, size: tuple[int, int]) -> Tensor | None:
        """Where the photo is painted, (1, 1, H, W) in 0–1; None for everywhere."""
        whole = self._product((self._mask,), size)
        regions = [self.tensor(style.region, size) for style in self.styles if style.region is not None]
        if not regions or len(regions) < len(self.styles):
            return whole
        union = torch.stack(regions).sum(0).clamp(0, 1)
        return union if whole is None else union * whole


def _with_grey_masks(styles: Iterable[Style]) -> tuple[Style, ...]:
    """The paintings with masks in grey.

    Raises:
        BadRequest: a mask of a painting chooses nothing, or none of the regions does.
    """
    found = tuple(
        replace(
            style,
            region=None if style.region is None else grey_mask(style.region),
            mask=None if style.mask is None else grey_mask(style.mask),
        )
        for style in styles
    )
    for number, style in enumerate(found, 1):
        if style.mask is not None and is_empty(style.mask):
            raise BadRequest(f"The mask of painting {number} chooses nothing of it.", hint=CHOOSE)
    if found and all(style.region is not None and is_empty(style.region) for style in found):
        raise BadRequest("The regions choose nothing of the photo.", hint=CHOOSE)
    return found


def opaque(image: Image.Image) -> Image.Image:
    """Convert to RGB. Transparent parts get the mean colour of the visible parts, so that no edge shows."""
    if image.mode != "RGBA":
        return image
    pixels = np.asarray(image, dtype=np.float64)
    alpha = pixels[..., 3:] / 255
    mean = (pixels[..., :3] * alpha).sum((0, 1)) / max(alpha.sum(), 1e-6)
    blended = pixels[..., :3] * alpha + mean * (1 - alpha)
    return Image.fromarray(blended.round().astype(np.uint8))


def _same_lightness(style: Tensor, content: Tensor) -> Tensor:
    """Give a grey painting the mean and standard deviation of the photo's lightness."""
    deviation = style.std().clamp_min(1e-3)
    return ((style - style.mean()) * (content.std() / deviation) + content.mean()).clamp(0, 1)


def _image(pixels: Tensor) -> Image.Image:
    array = pixels[0].permute(1, 2, 0).mul(255).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
    return Image.fromarray(np.ascontiguousarray(array))
