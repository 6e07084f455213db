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
    named = ", ".join(f"{number} {shown_name(styles[number], locale)}" for number in tiles)
    return Attached("styles.jpg", await run_blocking(_drawn, tiles), localized("styles-sheet-alt", locale, names=named))


def _drawn(tiles: Mapping[int, bytes]) -> bytes:
    framed = [Framed(Image.open(io.BytesIO(data)), str(number)) for number, data in tiles.items()]
    return sheet(framed, label_size=_LABEL)
