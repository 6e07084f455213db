"""The pictures of a challenge as people look at them: in which order, on which page, drawn as what."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from math import ceil

from bot.challenges.challenge import Entry
from bot.challenges.drawing import PER_SHEET, Framed, podium, sheet
from bot.challenges.pictures import Pictures
from bot.jobs.local_executor import run_blocking

_KEPT = 24  # drawings, of about 300 kB each


def shuffled(entries: Sequence[Entry], seed: object) -> list[Entry]:
    """The entries in an order that depends on the seed alone: a viewer, or a day. No place is better than another."""
    return sorted(entries, key=lambda entry: hashlib.sha256(f"{seed} {entry.id}".encode()).digest())


def pages(entries: Sequence[Entry]) -> int:
    """How many contact sheets the entries fill; at least one."""
    return max(ceil(len(entries) / PER_SHEET), 1)


def page(entries: Sequence[Entry], number: int) -> list[Entry]:
    """The entries on a page; the first page is 0, and a number beyond the last is the last."""
    start = min(max(number, 0), pages(entries) - 1) * PER_SHEET
    return list(entries[start : start + PER_SHEET])


class Gallery:
    """Draws contact sheets and podiums, off the loop, and keeps the last ones.

    Args:
        pictures: of the entries.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._drawn: OrderedDict[object, bytes] = OrderedDict()

    async def sheet(self, entries: Sequence[Entry]) -> bytes:
        """A contact sheet of a page of entries, as JPEG.

        Raises:
            NotFound: one of them was withdrawn in this moment.
        """
        key = tuple((entry.number, entry.picture) for entry in entries)
        return await self._draw(key, entries, [f"#{entry.number}" for entry in entries], sheet)

    async def podium(self, title: str, subtitle: str, winners: Sequence[Entry], labels: Sequence[str]) -> bytes:
        """The podium with those who have the first three places, as JPEG; `labels` say what they have won with."""
        places = [entry.place or 0 for entry in winners]
        key = (title, subtitle, tuple(labels), *((entry.name, entry.picture, entry.place) for entry in winners))

        def draw(framed: list[Framed]) -> bytes:
            return podium(title, subtitle, dict(zip(places, framed, strict=True)))

        return await self._draw(key, winners, labels, draw)

    async def _draw(
        self, key: object, entries: Sequence[Entry], labels: Sequence[str], draw: Callable[[list[Framed]], bytes]
    ) -> bytes:
        if key not in self._drawn:
            framed = [
                Framed(await self._pictures.get(entry.picture), label, entry.name)
                for entry, label in zip(entries, labels, strict=True)
            ]
            self._drawn[key] = await run_blocking(draw, framed)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def forget(self) -> None:
        """Keep no drawings: something that is on them was removed."""
        self._drawn.clear()
