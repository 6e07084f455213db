"""The command ``texture``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nst import images
from nst.cli.options import (
    AsJson,
    Device,
    Limit,
    Loss,
    Network,
    Output,
    Rate,
    Recipe,
    Seed,
    Size,
    Steps,
    StyleLayers,
    StyleScale,
    Weights,
)
from nst.cli.painting import Command
from nst.layers import layer_weights
from nst.params import Mode
from nst.recipes import recipe


def texture(
    style: Annotated[Path, typer.Argument(help="The picture whose texture to take.", show_default=False)],
    output: Output,
    recipe_name: Recipe = "standard",
    size: Size = None,
    steps: Steps = None,
    style_scale: StyleScale = None,
    style_loss: Loss = None,
    style_layers: StyleLayers = None,
    learning_rate: Rate = None,
    seed: Seed = 0,
    encoder: Network = "auto",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Make a texture of a painting's style alone."""
    params = recipe(
        recipe_name,
        mode=Mode.TEXTURE,
        size=size,
        steps=steps,
        style_scale=style_scale,
        style_loss=style_loss,
        style_layers=layer_weights(style_layers),
        learning_rate=learning_rate,
        seed=seed,
    )
    command = Command(params, output, encoder, weights, device, time_limit, as_json)
    command.paint(None, [(images.load(style), None, None)])
