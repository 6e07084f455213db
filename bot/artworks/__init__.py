"""Pictures that are our own work, drawn by code: three like photos, four like paintings.

They give a first visitor something to choose from. Each is drawn the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def draw(name: str, size: int = 1024) -> Image.Image:
    """Draw a picture with a long side of `size` pixels, from 64 up. At 1024 it takes 2 to 5 seconds.

    Raises:
        KeyError: no picture has this name.
    """
    # Imported here because numpy is of no use to a bot that draws nothing.
    from bot.artworks import landscape, paintings, portrait, still_life, watercolour, woodblock  # noqa: PLC0415

    painters = {
        "fox": portrait.fox,
        "mountain-lake": landscape.mountain_lake,
        "still-life": still_life.still_life,
        "night-wind": paintings.night_wind,
        "stained-glass": paintings.stained_glass,
        "waves": woodblock.waves,
        "garden": watercolour.garden,
    }
    return painters[name](size)
