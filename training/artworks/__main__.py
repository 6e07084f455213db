"""Repaint all of our own pictures: ``python -m training.artworks nst/artworks``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from training.artworks import NAMES, paint

QUALITY = 94  # 5 MB in total


def main(folder: Annotated[Path, typer.Argument(help="Where the WebP files go.")]) -> None:
    """Paint every picture and write it as WebP."""
    for name in NAMES:
        paint(name).save(folder / f"{name}.webp", "WEBP", quality=QUALITY, method=6)


if __name__ == "__main__":
    typer.run(main)
