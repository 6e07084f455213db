"""Pictures that are our own work, drawn by code: three like photos, and paintings in every technique.

They give a first visitor something to choose from. Each is drawn the same every time.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

PHOTOS = ("fox", "mountain-lake", "still-life")
PAINTINGS = ("night-wind", "stained-glass", "waves", "garden")
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "fox": "A fox in autumn",
        "mountain-lake": "Evening at the lake",
        "still-life": "Still life with fruit",
        "night-wind": "Night wind (oil)",
        "stained-glass": "Sunrise (stained glass)",
        "waves": "The wave (woodblock print)",
        "garden": "Meadow (watercolour)",
    }
)
# What can be chosen as a style by name: artworks and what people call their styles.
HOUSE_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "night-wind": "Oil",
        "stained-glass": "Stained glass",
        "waves": "Woodblock",
        "garden": "Watercolour",
        "comic": "Comic",
        "mosaic": "Mosaic",
        "ink-wash": "Ink wash",
        "marbling": "Marbling",
        "pointillism": "Pointillism",
        "cubism": "Cubism",
        "neon": "Neon",
        "linocut": "Linocut",
    }
)
EDITION = 1  # of the house styles; higher when one is drawn differently, so that kept drawings are made anew


def draw(name: str, size: int = 1024) -> Image.Image:
    """Draw a picture with a long side of `size` pixels, from 64 up. At 1024 it takes 2 to 5 seconds.

    Raises:
        KeyError: no picture has this name.
    """
    # Imported here because numpy is of no use to a bot that draws nothing; each picture has a module, some share one.
    where = {
        "fox": "portrait",
        "mountain-lake": "landscape",
        "night-wind": "paintings",
        "stained-glass": "paintings",
        "waves": "woodblock",
        "garden": "watercolour",
    }
    if name not in {*TITLES, *HOUSE_STYLES}:
        raise KeyError(name)
    function = name.replace("-", "_")
    painter: Callable[[int], Image.Image] = getattr(
        importlib.import_module(f"bot.artworks.{where.get(name, function)}"), function
    )
    return painter(size)
