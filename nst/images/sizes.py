"""Scale pictures down and remove their metadata."""

from __future__ import annotations

from PIL import Image


def fit_size(size: tuple[int, int], max_side: int, *, enlarge: bool = False) -> tuple[int, int]:
    """Scale `size` (width, height) so that the long side is at most `max_side`; each side is at least 1.

    It enlarges only with `enlarge`; the long side is then exactly `max_side`.
    """
    scale = max_side / max(size) if enlarge else min(1.0, max_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def fit_image(image: Image.Image, max_side: int) -> Image.Image:
    """Scale down to a long side of at most `max_side` pixels; return a picture that fits unchanged."""
    if max(image.size) <= max_side:
        return image
    return image.resize(fit_size(image.size, max_side), Image.Resampling.LANCZOS, reducing_gap=3.0)


def bare(image: Image.Image) -> Image.Image:
    """Copy without metadata, as RGB or RGBA. Pillow would write a profile that it finds in the metadata."""
    image = image.copy() if image.mode == "RGBA" else image.convert("RGB")
    image.info = {}
    return image
