"""The code that paints our own pictures. The bot ships the painted files in `nst/artworks`."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from PIL import Image

from nst.artworks import HOUSE_STYLES, TITLES

NAMES = tuple(dict.fromkeys((*TITLES, *HOUSE_STYLES)))
SIZE = 1024


def paint(name: str, size: int = SIZE) -> Image.Image:
    """Paint a picture with a long side of `size` pixels, at least 64. At 1024 it takes 1 to 5 seconds.

    Raises:
        KeyError: no picture has this name.
    """
    if name not in NAMES:
        raise KeyError(name)
    function = name.replace("-", "_")
    module = importlib.import_module(f"training.artworks.{function}")
    painter: Callable[[int], Image.Image] = getattr(module, function)
    return painter(size)
