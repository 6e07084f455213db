"""Masks: white is chosen, black and transparent are not."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops

_LEAST_CHOSEN = 1e-4  # of a mask's area
CHOOSE = "Make white what is meant. What is black or transparent is not chosen."


def grey_mask(mask: Image.Image) -> Image.Image:
    """Convert a mask of any mode to grey, black where it is transparent."""
    if not mask.has_transparency_data:
        return mask.convert("L")
    mask = mask.convert("LA")
    return ImageChops.multiply(mask.getchannel("L"), mask.getchannel("A"))


def is_empty(mask: Image.Image) -> bool:
    """Whether a grey mask chooses nothing. The statistics of no pixels are no style."""
    return float(np.asarray(mask).mean()) < 255 * _LEAST_CHOSEN
