"""Paint examples from our own artworks: ``python -m docs.figures.pictures docs/pictures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from PIL import Image

from nst import images, load_encoder, recipe, stylize
from nst.artworks import artwork

_ROWS = (("fox", "night-wind"), ("mountain-lake", "waves"), ("still-life", "stained-glass"))
_HEIGHT = 360


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    encoder: Annotated[str, typer.Option(help="Encoder to paint with.")] = "pocket",
    recipe_name: Annotated[str, typer.Option("--recipe", help="Recipe to paint by.")] = "standard",
) -> None:
    """Write one strip per pair: photo, painting, result."""
    folder.mkdir(parents=True, exist_ok=True)
    network = load_encoder(encoder)
    for photo_name, painting_name in _ROWS:
        photo, painting = artwork(photo_name, 1024), artwork(painting_name, 1024)
        *_, last = stylize(photo, painting, recipe(recipe_name, seed=1), encoder=network)
        assert last.result is not None
        strip = _strip([photo, painting, last.result.image])
        (folder / f"{photo_name}-{painting_name}.jpg").write_bytes(images.encode_jpeg(strip, quality=88))


def _strip(pictures: list[Image.Image]) -> Image.Image:
    gap = 8
    scaled = [p.resize((round(p.width * _HEIGHT / p.height), _HEIGHT), Image.Resampling.LANCZOS) for p in pictures]
    strip = Image.new("RGB", (sum(p.width for p in scaled) + gap * (len(scaled) - 1), _HEIGHT), "white")
    left = 0
    for picture in scaled:
        strip.paste(picture, (left, 0))
        left += picture.width + gap
    return strip


if __name__ == "__main__":
    typer.run(main)
