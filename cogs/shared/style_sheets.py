"""A picture with numbered thumbnails of styles, for lists and menus that name the styles by number."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from bot.challenges.contact_sheets import CELL, Framed, sheet
from bot.errors import NotFound
from bot.runtime.blocking import run_blocking
from bot.styles.library import StyleLibrary
from bot.styles.style import Kind, Style
from cogs.shared.replies import Attached
from cogs.shared.style_option import shown_name
from cogs.shared.texts import Language, localized

_LABEL = 64  # pixels: the numbers can be read on a phone


async def style_sheet(
    library: StyleLibrary, styles: Mapping[int, Style], locale: Language, *, alone: bool
) -> Attached | None:
    """The sheet of styles by their numbers; None if it would be empty.

    What a person saved for themselves is only shown to them `alone`.
    """
    tiles: dict[int, bytes] = {}
    for number, style in styles.items():
        if alone or style.kind is not Kind.MINE:
            try:
                tiles[number] = await library.thumbnail(style, CELL)
            except NotFound:  # it was just removed, or its file by hand; show the others
                continue
    if not tiles:
        return None
    alt = localized("styles-sheet-alt", locale, names=_named({number: styles[number] for number in tiles}, locale))
    return Attached("styles.jpg", await run_blocking(_drawn, tiles), alt)


async def painted_sheet(
    tiles: Mapping[int, Image.Image], styles: Mapping[int, Style], locale: Language, *, spoiler: bool
) -> Attached:
    """The sheet of a photo that was painted in styles, by the same numbers."""
    alt = localized("styles-painted-sheet-alt", locale, names=_named(styles, locale))
    return Attached("styles.jpg", await run_blocking(_drawn, tiles), alt, spoiler)


def _named(styles: Mapping[int, Style], locale: Language) -> str:
    return ", ".join(f"{number} {shown_name(style, locale)}" for number, style in styles.items())


def _drawn(tiles: Mapping[int, bytes | Image.Image]) -> bytes:
    framed = [
        Framed(Image.open(io.BytesIO(tile)) if isinstance(tile, bytes) else tile, str(number))
        for number, tile in tiles.items()
    ]
    return sheet(framed, label_size=_LABEL)
