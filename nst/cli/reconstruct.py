"""The command ``reconstruct``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from nst.cli.files import PHOTO, output_name, read
from nst.cli.options import AsJson, Device, Limit, Network, Output, Overwrite, Rate, Recipe, Seed, Size, Steps, Weights
from nst.cli.painting import Command, Painter
from nst.layers import layer_weights
from nst.params import Mode
from nst.progress import Progress
from nst.recipes import recipe


def reconstruct(
    content: Annotated[str, typer.Argument(help="The photo to find again. - is standard input.")],
    output: Output = None,
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
    overwrite: Overwrite = None,
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

    def prepare() -> Callable[[Painter], Iterator[Progress]]:
        photo = read(content, limits=PHOTO)
        return lambda painter: painter.stylize(photo, [], params)

    command = Command(encoder, weights, device, time_limit, overwrite, as_json)
    command.paint(output_name(output, content, layer), [content], prepare)
