"""The command ``texture``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from nst.cli.files import PHOTO, output_name, read
from nst.cli.options import (
    AsJson,
    Device,
    Limit,
    Loss,
    Network,
    Output,
    Overwrite,
    Rate,
    Recipe,
    Seed,
    Size,
    Steps,
    StyleLayers,
    StyleScale,
    Weights,
)
from nst.cli.painting import Command, Painter
from nst.layers import layer_weights
from nst.params import Mode
from nst.progress import Progress
from nst.recipes import recipe


def texture(
    style: Annotated[str, typer.Argument(help="The picture whose texture to take. - is standard input.")],
    output: Output = None,
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
    overwrite: Overwrite = None,
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

    def prepare() -> Callable[[Painter], Iterator[Progress]]:
        painting = read(style, limits=PHOTO)
        return lambda painter: painter.stylize(None, [(painting, None, None)], params)

    command = Command(encoder, weights, device, time_limit, overwrite, as_json)
    command.paint(output_name(output, style, "texture"), [style], prepare)
