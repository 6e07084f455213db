"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nst.params import ENCODERS, MAX_SCALE, MAX_SIZE, MAX_STEPS, MIN_SCALE, MIN_SIZE, StyleLoss
from nst.recipes import RECIPES

LAYERS = "Layers and their weights, such as relu4_1 or 1=2,2=1,28=0.5: names, blocks 1 to 5 or VGG19's indices."

Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        help="Where the picture goes: .png, .jpg, .webp, or - for standard output; else photo-painting.png.",
    ),
]
Overwrite = Annotated[
    bool | None, typer.Option("--overwrite/--no-overwrite", help="Whether to replace a file that is there.")
]
Recipe = Annotated[str, typer.Option("--recipe", "-r", help=f"{', '.join(RECIPES)}.")]
Size = Annotated[
    int | None, typer.Option(min=MIN_SIZE, max=MAX_SIZE, help="Long side in pixels; never larger than the picture.")
]
Steps = Annotated[int | None, typer.Option(min=1, max=MAX_STEPS, help="Optimisation steps.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same picture.")]
StyleLayers = Annotated[str | None, typer.Option(help=LAYERS)]
StyleScale = Annotated[
    float | None,
    typer.Option(min=MIN_SCALE, max=MAX_SCALE, help="Size of the painting: larger makes larger strokes."),
]
Loss = Annotated[StyleLoss | None, typer.Option(help="How styles are compared.")]
Network = Annotated[str, typer.Option(help=f"Network that compares pictures: {', '.join(ENCODERS)}.")]
Weights = Annotated[Path | None, typer.Option(help="Folder with VGG weights, or to download them to.")]
Device = Annotated[str, typer.Option(help="cpu, cuda, cuda:1, …; auto takes a GPU if there is one.")]
Limit = Annotated[float | None, typer.Option(min=0.1, help="Seconds; then the picture so far is the result.")]
Rate = Annotated[float | None, typer.Option(help="Of Adam, in units of the 0–1 pixel range.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, with losses and recipe.")]
