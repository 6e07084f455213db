"""The command ``reconstruct``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nst import images
from nst.cli.options import AsJson, Device, Limit, Network, Output, Rate, Recipe, Seed, Size, Steps, Weights
from nst.cli.painting import Command
from nst.layers import layer_weights
from nst.params import Mode
from nst.recipes import recipe


def reconstruct(
    content: Annotated[Path, typer.Argument(help="The photo to find again.", show_default=False)],
    output: Output,
    layer: Annotated[str, typer.Option(help="The layer whose knowledge of the photo is shown.")] = "relu4_1",
    recipe_name: Recipe = "standard",
    size: Size = None,
    steps: Steps = None,
    learning_rate: Rate = None,
    seed: Seed = 0,
    encoder: Network = "auto",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Show what a layer of the network knows of a photo, by finding the photo again from it."""
    params = recipe(
        recipe_name,
        mode=Mode.RECONSTRUCTION,
        size=size,
        steps=steps,
        content_layers=layer_weights(layer),
        learning_rate=learning_rate,
        seed=seed,
    )
    command = Command(params, output, encoder, weights, device, time_limit, as_json)
    command.paint(images.load(content), [])
