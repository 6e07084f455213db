"""The house styles, which come with the bot. Everyone may use them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.styles.style import Kind, Style
from nst import images
from nst.artworks import HOUSE_STYLES, STYLE_SIZE, artwork


def styles(uses: Mapping[str, int]) -> list[Style]:
    """All house styles.

    Args:
        uses: number of uses by `Style.ref`.
    """
    titles = {f"{Kind.HOUSE}:{name}": title for name, title in HOUSE_STYLES.items()}
    return [Style(ref, title, Kind.HOUSE, None, None, uses.get(ref, 0), learned=True) for ref, title in titles.items()]


def picture(name: str) -> bytes:
    """The picture of a house style, as PNG. Blocks."""
    return images.encode_png(artwork(name, STYLE_SIZE))


def thumbnail(name: str, size: int) -> bytes:
    """A small JPEG of a house style, `size` pixels on its long side. Blocks."""
    return images.encode_jpeg(artwork(name, size))
