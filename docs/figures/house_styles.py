"""Draw the sheet of house styles, each applied to our fox: ``python -m docs.figures.house_styles docs/pictures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from PIL import Image, ImageDraw, ImageFont

from nst import images, load_encoder, recipe, stylize
from nst.artworks import HOUSE_STYLES, STYLE_SIZE, artwork

_COLUMNS, _HEIGHT, _GAP, _LABEL = 3, 200, 8, 26
_LIMIT = 400_000  # bytes


def main(
    folder: Annotated[Path, typer.Argument(help="Where the picture goes.")],
    encoder: Annotated[str, typer.Option(help="Encoder to paint with.")] = "pocket",
    recipe_name: Annotated[str, typer.Option("--recipe", help="Recipe to paint by.")] = "draft",
    photo_name: Annotated[str, typer.Option("--photo", help="Which of our photos is painted.")] = "fox",
) -> None:
    """Write house-styles.jpg: every style, with the photo painted in it."""
    folder.mkdir(parents=True, exist_ok=True)
    network = load_encoder(encoder)
    photo = artwork(photo_name, 640)
    pairs = []
    for name, title in HOUSE_STYLES.items():
        style = artwork(name, STYLE_SIZE)
        *_, last = stylize(photo, style, recipe(recipe_name, seed=1), encoder=network)
        assert last.result is not None
        pairs.append(_pair(title, [style, last.result.image]))
        print(title)
    sheet = _sheet(pairs)
    quality = next(
        quality for quality in range(90, 30, -3) if len(images.encode_jpeg(sheet, quality=quality)) <= _LIMIT
    )
    (folder / "house-styles.jpg").write_bytes(images.encode_jpeg(sheet, quality=quality))


def _pair(title: str, pictures: list[Image.Image]) -> Image.Image:
    """A style, cropped to a square, and its result side by side, with the name below."""
    style, result = pictures
    side = min(style.size)
    left, top = (style.width - side) // 2, (style.height - side) // 2
    style = style.crop((left, top, left + side, top + side)).resize((_HEIGHT, _HEIGHT), Image.Resampling.LANCZOS)
    result = result.resize((round(result.width * _HEIGHT / result.height), _HEIGHT), Image.Resampling.LANCZOS)
    pair = Image.new("RGB", (style.width + 2 + result.width, _HEIGHT + _LABEL), "white")
    pair.paste(style, (0, 0))
    pair.paste(result, (style.width + 2, 0))
    ImageDraw.Draw(pair).text((2, _HEIGHT + 3), title, "#333333", ImageFont.load_default(size=17))
    return pair


def _sheet(pairs: list[Image.Image]) -> Image.Image:
    width, height = max(pair.width for pair in pairs) + _GAP, pairs[0].height + _GAP
    rows = (len(pairs) + _COLUMNS - 1) // _COLUMNS
    sheet = Image.new("RGB", (_COLUMNS * width - _GAP, rows * height - _GAP), "white")
    for number, pair in enumerate(pairs):
        sheet.paste(pair, (number % _COLUMNS * width, number // _COLUMNS * height))
    return sheet


if __name__ == "__main__":
    typer.run(main)
