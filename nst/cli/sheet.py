"""The command ``sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nst import images
from nst.cli.options import AsJson, Device, Limit, Network, Output, Rate, Recipe, Seed, Weights
from nst.cli.painting import Command
from nst.params import MAX_SIZE, MAX_STEPS, Mode
from nst.recipes import recipe


def sheet(
    picture: Annotated[Path, typer.Argument(help="A photo, or a painting with --textures.", show_default=False)],
    output: Output,
    style: Annotated[
        Path | None, typer.Option(help="Show what the layers know of this painting's style, painted on the photo.")
    ] = None,
    textures: Annotated[bool, typer.Option("--textures", help="Show the picture's own textures.")] = False,
    recipe_name: Recipe = "standard",
    size: Annotated[int, typer.Option(min=192, max=MAX_SIZE, help="Long side of the sheet in pixels, about.")] = 900,
    steps: Annotated[int, typer.Option(min=5, max=MAX_STEPS, help="Optimisation steps, for all panels.")] = 500,
    learning_rate: Rate = None,
    seed: Seed = 0,
    encoder: Network = "auto",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Show by layer depth what the network knows: of a photo, of a painting's textures, or of a style on a photo."""
    mode = Mode.TEXTURE if textures or style else Mode.RECONSTRUCTION
    params = recipe(recipe_name, mode=mode, sheet=True, size=size, steps=steps, learning_rate=learning_rate, seed=seed)
    command = Command(params, output, encoder, weights, device, time_limit, as_json)
    shown = images.load(picture)
    paintings = [images.load(style)] if style else [shown] if textures else []
    command.paint(None if textures else shown, [(painting, None, None) for painting in paintings])
