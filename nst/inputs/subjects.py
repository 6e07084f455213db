"""Find the subject of a photo, to paint only it or only what is behind it."""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image, ImageOps

from nst.errors import BadRequest
from nst.networks.saliency import SIDE, load_saliency_network
from nst.params import Area

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
    """A grey mask of the photo's size, white on the subject. Its edges are as fine as those of a 320 px picture.

    Raises:
        BadRequest: the photo has no clear subject.
    """
    small = np.asarray(photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float32) / 255
    picture = torch.from_numpy(small).permute(2, 0, 1)[None].to(device)
    found = load_saliency_network(device)(picture)[0, 0].cpu().numpy()
    if (found > 0.5).mean() < _LEAST:
        raise BadRequest(
            "There is no clear subject in this photo.",
            hint="Give a mask instead: white where it shall be painted.",
            code="no-subject",
        )
    mask = Image.fromarray((found * 255).round().astype(np.uint8))
    return mask.resize(photo.size, Image.Resampling.BICUBIC)
