"""The pictures of a challenge: their order, their pages, and the contact sheets and podiums that Pillow draws."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from bot.challenges.challenge import Entry
from bot.challenges.pictures import Pictures
from bot.runtime.blocking import run_blocking
from nst import images

CELL, GAP, MARGIN = 340, 16, 24
PER_SHEET = 12
_NIGHT, _PANEL, _INK, _SOFT, _GREEN = (22, 27, 34), (33, 40, 50), (240, 243, 246), (150, 160, 172), (47, 158, 127)
_MEDALS = ((240, 190, 66), (188, 198, 208), (205, 133, 82))
_QUALITY = 90
_PODIUM = (1500, 1010)
_STAND = 330  # width of a step of the podium
_HEIGHTS = (210, 150, 110)
_KEPT = 24  # drawings, of about 300 kB each


def shuffled(entries: Sequence[Entry], seed: object) -> list[Entry]:
    """The entries in an order that depends on the seed alone, for example a viewer or a day."""
    return sorted(entries, key=lambda entry: hashlib.sha256(f"{seed} {entry.id}".encode()).digest())


def pages(entries: Sequence[Entry]) -> int:
    """How many contact sheets the entries fill; at least one."""
    return max(ceil(len(entries) / PER_SHEET), 1)


def page(entries: Sequence[Entry], number: int) -> list[Entry]:
    """The entries on a page; the first page is 0, and a number beyond the last is the last."""
    start = min(max(number, 0), pages(entries) - 1) * PER_SHEET
    return list(entries[start : start + PER_SHEET])


@dataclass(frozen=True, slots=True)
class Framed:
    """A picture to draw, open or as a PNG, with its label and name."""

    picture: bytes | Image.Image = field(repr=False)
    label: str
    name: str = ""


class ContactSheets:
    """Draws contact sheets and podiums in a thread, and caches the last ones.

    Args:
        pictures: the files of the entries.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._drawn: OrderedDict[object, bytes] = OrderedDict()

    async def sheet(self, entries: Sequence[Entry]) -> bytes:
        """A contact sheet of a page of entries, as JPEG.

        Raises:
            NotFound: an entry was withdrawn just now.
        """
        key = tuple((entry.number, entry.picture) for entry in entries)
        return await self._draw(key, entries, [f"#{entry.number}" for entry in entries], sheet)

    async def podium(self, title: str, subtitle: str, winners: Sequence[Entry], labels: Sequence[str]) -> bytes:
        """The podium with the first three places, as JPEG; `labels` give the votes of each."""
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
        """Drop all cached drawings, because a picture on them was removed."""
        self._drawn.clear()


def sheet(entries: Sequence[Framed], *, label_size: int = 34) -> bytes:
    """A contact sheet of labelled pictures in up to four columns, as JPEG. Nothing is cropped.

    Labels are `label_size` pixels high, of the `CELL` pixels of a picture.
    """
    columns = _columns(len(entries))
    rows = ceil(len(entries) / columns)
    size = (2 * MARGIN + columns * (CELL + GAP) - GAP, 2 * MARGIN + rows * (CELL + GAP) - GAP)
    canvas = Image.new("RGB", size, _NIGHT)
    pen = ImageDraw.Draw(canvas)
    for place, entry in enumerate(entries):
        row, column = divmod(place, columns)
        x, y = MARGIN + column * (CELL + GAP), MARGIN + row * (CELL + GAP)
        pen.rounded_rectangle((x, y, x + CELL, y + CELL), 12, fill=_PANEL)
        picture = _fitted(entry.picture, (CELL - 16, CELL - 16))
        canvas.paste(picture, (x + (CELL - picture.width) // 2, y + (CELL - picture.height) // 2))
        _badge(pen, (x + 10, y + 10), entry.label, label_size)
    return _jpeg(canvas)


def podium(title: str, subtitle: str, winners: Mapping[int, Framed]) -> bytes:
    """The first three by place, with their names, as JPEG. A missing place leaves its step empty."""
    canvas = Image.new("RGB", _PODIUM, _NIGHT)
    pen = ImageDraw.Draw(canvas)
    width, height = canvas.size
    _rays(pen, (width // 2, 520), width)
    _centred(pen, (width // 2, 58), title, 54, _INK, width - 80)
    _centred(pen, (width // 2, 112), subtitle, 27, _SOFT, width - 80)
    ground = height - 96
    middle, step = width // 2, _STAND + 90
    for place, (shift, side) in enumerate(zip((0, -1, 1), (430, 340, 340), strict=True)):
        x, top = middle + shift * step, ground - _HEIGHTS[place]
        _stand(pen, x, top, ground, place)
        if winner := winners.get(place + 1):
            _winner(canvas, pen, winner, (x, top), side)
            _centred(pen, (x, ground + 30), winner.name, 32, _INK, step - 24)
            _centred(pen, (x, ground + 66), winner.label, 23, _SOFT, step - 24)
    return _jpeg(canvas)


def readable(name: str) -> str:
    """A name without characters that the font lacks; may be empty."""
    return " ".join("".join(letter for letter in name if letter.isspace() or _has_glyph(letter)).split())


def _winner(canvas: Image.Image, pen: ImageDraw.ImageDraw, winner: Framed, foot: tuple[int, int], side: int) -> None:
    picture = _fitted(winner.picture, (side, side - 10))
    left, top = foot[0] - picture.width // 2, foot[1] - picture.height - 24
    pen.rectangle((left - 10, top - 10, left + picture.width + 9, top + picture.height + 9), fill=_INK)
    canvas.paste(picture, (left, top))


def _stand(pen: ImageDraw.ImageDraw, x: int, top: int, ground: int, place: int) -> None:
    half = _STAND // 2
    pen.rectangle((x - half, top, x + half, ground), fill=_PANEL)
    pen.rectangle((x - half, top, x + half, top + 9), fill=_MEDALS[place])
    centre, radius = (x, top + 9 + (ground - top - 9) // 2), min(44, (ground - top) // 2 - 16)
    box = (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)
    pen.ellipse(box, fill=_MEDALS[place])
    pen.text(centre, str(place + 1), font=_font(int(radius * 1.25)), fill=_NIGHT, anchor="mm")


def _rays(pen: ImageDraw.ImageDraw, centre: tuple[int, int], reach: int) -> None:
    for angle in range(0, 360, 20):
        pen.pieslice(
            (centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach),
            angle,
            angle + 10,
            (27, 33, 42),
        )


def _badge(pen: ImageDraw.ImageDraw, corner: tuple[int, int], label: str, size: int) -> None:
    font, height = _font(size), size * 3 // 2
    width = max(int(font.getlength(label)) + 30, height)
    box = (corner[0], corner[1], corner[0] + width, corner[1] + height)
    pen.rounded_rectangle(box, 14, fill=_NIGHT, outline=_GREEN, width=3)
    pen.text((corner[0] + width // 2, corner[1] + height // 2 + 1), label, font=font, fill=_INK, anchor="mm")


def _centred(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: tuple[int, int, int], room: int
) -> None:
    """Write centred text; shrink it to fit, then cut it off."""
    text = readable(text)
    while size > 24 and _font(size).getlength(text) > room:
        size -= 2
    while text and _font(size).getlength(text) > room:
        text = text[:-2].rstrip() + "…"
    pen.text(at, text, font=_font(size), fill=colour, anchor="mm")


def _fitted(picture: bytes | Image.Image, room: tuple[int, int]) -> Image.Image:
    image = picture if isinstance(picture, Image.Image) else images.decode_own(picture)
    scale = min(room[0] / image.width, room[1] / image.height)
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    return image.resize(size, Image.Resampling.LANCZOS)


def _columns(count: int) -> int:
    return next(columns for columns, most in ((1, 1), (2, 4), (3, 9), (4, count)) if count <= most)


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    # DejaVu comes with matplotlib and has Latin, Greek and Cyrillic letters; Pillow's own font has hardly any accents.
    return ImageFont.truetype(
        str(resources.files("matplotlib") / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"), size
    )


@lru_cache(maxsize=4096)
def _has_glyph(letter: str) -> bool:
    font = _font(24)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))


def _jpeg(canvas: Image.Image) -> bytes:
    file = io.BytesIO()
    canvas.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
