"""The mask of a photo."""

from __future__ import annotations

from cogs.shared.texts import user_error
from nst.images.containers import png_size

_SHAPE = 0.03  # by how much the ratio of a mask's sides may differ from the photo's


def check_shape(content: bytes | None, mask: bytes | None) -> None:
    """Check that a mask has the shape of its photo; both are PNG files.

    Raises:
        UserError: it has another one, or there is no photo.
    """
    if mask is None:
        return
    (width, height), (mask_width, mask_height) = png_size(content or b""), png_size(mask)
    if not width or abs(mask_width * height / (mask_height * width) - 1) > _SHAPE:
        raise user_error("mask-shape", width=str(width), height=str(height))
