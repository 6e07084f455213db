"""Find the subject of a photo, to paint only it or only what is behind it."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps
from torch import Tensor

from nst.errors import BadRequest
from nst.networks.saliency import SIDE, saliency
from nst.params import Area

_OUTSIDE, _INSIDE = 0.25, 0.75  # what the network is sure of
_REACH, _FLAT = 6, 2e-4  # of the guided filter: pixels, and the variance below which a part counts as flat
_LEAST = 0.01  # of the photo's area; less is a guess of the network, not a subject


def area_mask(photo: Image.Image, area: Area, device: torch.device) -> Image.Image | None:
    """A mask of the photo's size, white in the area; None for everywhere.

    Args:
        photo: RGB.
        area: what to find.
        device: computes the network.

    Raises:
        BadRequest: the photo has no clear subject.
    """
    if area is Area.EVERYWHERE:
        return None
    mask = subject_mask(photo, device)
    return mask if area is Area.SUBJECT else ImageOps.invert(mask)


@torch.no_grad()
def subject_mask(photo: Image.Image, device: torch.device) -> Image.Image:
    """A grey mask of the photo's size, white on the subject. Its edges are as fine as those of a 256 px picture.

    Raises:
        BadRequest: the photo has no clear subject.
    """
    small = np.asarray(photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float32) / 255
    picture = torch.from_numpy(small).permute(2, 0, 1)[None].to(device)
    found = _along_edges(saliency(picture), picture.mean(1, keepdim=True))
    found = ((found - _OUTSIDE) / (_INSIDE - _OUTSIDE)).clamp(0, 1)
    if float((found > 0.5).float().mean()) < _LEAST:
        raise BadRequest(
            "There is no clear subject in this photo.",
            hint="Give a mask instead: white where it shall be painted.",
            code="no-subject",
        )
    mask = Image.fromarray((found[0, 0].cpu().numpy() * 255).round().astype(np.uint8))
    return mask.resize(photo.size, Image.Resampling.BICUBIC)


def _along_edges(mask: Tensor, guide: Tensor) -> Tensor:
    """Move the edges of a mask to those of a grey picture: the guided filter (He et al. 2013), both (1, 1, H, W)."""
    mean, level = _blurred(guide), _blurred(mask)
    slope = (_blurred(guide * mask) - mean * level) / (_blurred(guide * guide) - mean * mean + _FLAT)
    return _blurred(slope) * guide + _blurred(level - slope * mean)


def _blurred(x: Tensor) -> Tensor:
    return F.avg_pool2d(F.pad(x, (_REACH,) * 4, mode="replicate"), 2 * _REACH + 1, 1)
