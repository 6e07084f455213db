"""The frame of every message, and how its texts are kept within what Discord takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import ui

COLOUR = discord.Colour(0x2F9E7F)
MOST_TEXT = 4000  # of all texts of a message together
MOST_CONTENT = 2000  # of a message without a layout
MOST_ALT = 1024  # of what a picture shows
_ROOM = 600  # for what stands around a list: its title, notes, page numbers


def framed(*parts: ui.Item[Any]) -> ui.LayoutView:
    """A view for one request, in our frame. Its items must be `DynamicItem`s, which outlive a restart.

    Where its texts are too long together, the longest are shortened: a message with a part missing is better than none.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*parts, accent_colour=COLOUR))
    texts = [item for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
    while (excess := sum(length(text.content) for text in texts) - MOST_TEXT) > 0:
        longest = max(texts, key=lambda text: length(text.content))
        longest.content = shortened(longest.content, max(length(longest.content) - excess, MOST_TEXT // len(texts) - 1))
    return view


def listed_lines(
    lines: Sequence[str], more: Callable[[int], str], *, most: int | None = None, limit: int = MOST_TEXT - _ROOM
) -> str:
    """As many lines of a list as fit, and how many there are besides.

    Args:
        lines: of the list, the most important first.
        more: what is said when so many are left out.
        most: lines that are shown; None for as many as fit.
        limit: characters of all of it.
    """
    for count in range(min(len(lines), most or len(lines)), 0, -1):
        shown = [*lines[:count], *([more(len(lines) - count)] if count < len(lines) else [])]
        if length(text := "\n".join(shown)) <= limit:
            return text
    return shortened("\n".join(lines), limit)


def shortened(text: str, limit: int) -> str:
    """A text that is no longer than the limit: it ends after a whole line, or else after a character, with “…”."""
    if length(text) <= limit:
        return text
    kept = text
    while length(kept) > limit - 2:
        kept = kept[: len(kept) - max(1, (length(kept) - limit + 2) // 2)]
    line = kept.rpartition("\n")[0]
    return f"{line}\n…" if len(line) > len(kept) // 2 else f"{kept.rstrip()}…"


def length(text: str) -> int:
    """Characters as Discord's clients count them: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
