"""The frame of every message, and texts shortened to Discord's limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import ui

COLOUR = discord.Colour(0x2F9E7F)
MOST_TEXT = 4000  # of all texts of a message together
MOST_CONTENT = 2000  # of a message without a layout
MOST_ALT = 1024  # of a picture's description
_ROOM = 600  # for the text around a list: title, notes, page numbers


def framed(*parts: ui.Item[Any]) -> ui.LayoutView:
    """A view for one request, in the bot's frame. Its items must be `DynamicItem`s, which work after a restart.

    If the texts are too long together, the longest are shortened: a cut message is better than none.
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
    """As many lines of a list as fit, and the number of lines left out.

    Args:
        lines: of the list, the most important first.
        more: returns the text for a number of lines left out.
        most: the most lines to show; None for as many as fit.
        limit: the most characters in all.
    """
    for count in range(min(len(lines), most or len(lines)), 0, -1):
        shown = [*lines[:count], *([more(len(lines) - count)] if count < len(lines) else [])]
        if length(text := "\n".join(shown)) <= limit:
            return text
    return shortened("\n".join(lines), limit)


def shortened(text: str, limit: int) -> str:
    """The text, cut to the limit with “…”: after a whole line if possible, else after a character."""
    if length(text) <= limit:
        return text
    kept = text
    while length(kept) > limit - 2:
        kept = kept[: len(kept) - max(1, (length(kept) - limit + 2) // 2)]
    line = kept.rpartition("\n")[0]
    return f"{line}\n…" if len(line) > len(kept) // 2 else f"{kept.rstrip()}…"


def length(text: str) -> int:
    """The number of characters as Discord's clients count them: most emoji count as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
