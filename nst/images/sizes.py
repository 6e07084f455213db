"""Pictures scaled down, and without metadata."""

from __future__ import annotations

from PIL import Image


def fit_size(size: tuple[int, int], max_side: int, *, enlarge: bool = False) -> tuple[int, int]:
    """`size` (width, height) scaled so that the long side is at most `max_side`, each side at least 1.

    Never enlarged, unless `enlarge` asks for a long side of `max_side` in any case.
    """
    scale = max_side / max(size) if enlarge else min(1.0, max_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def fit_image(image: Image.Image, max_side: int) -> Image.Image:
    """Scale down so that the long side is at most `max_side` pixels; a picture that fits is returned as it is."""
    if max(image.size) <= max_side:
        return image
    return image.resize(fit_size(image.size, max_side), Image.Resampling.LANCZOS, reducing_gap=3.0)


def bare(image: Image.Image) -> Image.Image:
    """A copy without metadata, RGB or RGBA: Pillow would write a profile that it finds."""
    image = image.copy() if image.mode == "RGBA" else image.convert("RGB")
    image.info = {}
    return image
