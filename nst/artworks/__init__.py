"""Our own pictures: three like photos, and paintings in twelve techniques.

They are WebP files beside this module. The code in `training/artworks` painted them. Beside each house style is a style
file with the network that has learned it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from nst import images

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
# The house styles: artworks and the usual names of their styles.
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
STARTING_STYLE = "night-wind"  # a network that paints already learns another style faster than a new one
STYLE_SIZE = 768  # long side of a house style's picture in pixels
_FOLDER = Path(__file__).parent


def artwork(name: str, size: int = 1024) -> Image.Image:
    """A picture with a long side of `size` pixels, 1024 at most. Blocks for some hundredths of a second.

    Raises:
        KeyError: no picture has this name.
    """
    if name not in {*TITLES, *HOUSE_STYLES}:
        raise KeyError(name)
    return images.load(_FOLDER / f"{name}.webp", max_side=size)


def style_file(name: str) -> Path:
    """The style file of a house style, for `nst.load_style`. The network in it has learned the picture at `STYLE_SIZE`.

    Raises:
        KeyError: no house style has this name.
    """
    if name not in HOUSE_STYLES:
        raise KeyError(name)
    return _FOLDER / f"{name}.style"
