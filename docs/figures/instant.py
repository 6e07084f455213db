"""Draw sheets of instant styles: ``python -m docs.figures.instant docs/pictures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from PIL import Image, ImageDraw, ImageFont

from nst import InstantParams, images, load_style, paint
from nst.artworks import HOUSE_STYLES, artwork, style_file

_COLUMNS, _SIDE, _GAP, _LABEL = 4, 300, 6, 24
_STRENGTHS = (0.2, 0.4, 0.6, 0.8, 1.0)
_SHOWN = ("stained-glass", "night-wind", "comic", "ink-wash", "marbling")
_LIMIT = 400_000  # bytes


def main(folder: Annotated[Path, typer.Argument(help="Where the pictures go.")]) -> None:
    """Write instant.jpg, a photo in all house styles, and instant-strengths.jpg, another at several strengths."""
    styles = {name: load_style(style_file(name)) for name in HOUSE_STYLES}
    fox, lake = artwork("fox", 640), artwork("mountain-lake", 640)
    each = [(style.name, paint(fox, style, InstantParams(size=640, strength=0.6))) for style in styles.values()]
    _save(folder / "instant.jpg", each, _COLUMNS)
    rows = [
        (f"{styles[name].name}, {strength:g}", paint(lake, styles[name], InstantParams(size=640, strength=strength)))
        for name in _SHOWN
        for strength in _STRENGTHS
    ]
    _save(folder / "instant-strengths.jpg", rows, len(_STRENGTHS))


def _save(file: Path, labelled: list[tuple[str, Image.Image]], columns: int) -> None:
    small = [(text, images.fit_image(image, _SIDE)) for text, image in labelled]
    height = max(image.height for _, image in small) + _LABEL
    size = (columns * (_SIDE + _GAP) - _GAP, -(-len(small) // columns) * (height + _GAP) - _GAP)
    sheet = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=16)
    for number, (text, image) in enumerate(small):
        left, top = number % columns * (_SIDE + _GAP), number // columns * (height + _GAP)
        sheet.paste(image, (left, top))
        pen.text((left + 2, top + image.height + 2), text, "#333333", font)
    for quality in range(90, 30, -3):
        data = images.encode_jpeg(sheet, quality=quality)
        if len(data) <= _LIMIT:
            break
    file.write_bytes(data)


if __name__ == "__main__":
    typer.run(main)
