"""The command ``stylize``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from PIL.Image import Image

from nst import images
from nst.cli.options import (
    LAYERS,
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
from nst.errors import BadRequest
from nst.layers import layer_weights
from nst.params import Area, Colours, Init, Optimizer
from nst.recipes import recipe


def stylize(
    content: Annotated[Path, typer.Argument(help="The photo to paint.", show_default=False)],
    styles: Annotated[list[Path], typer.Argument(help="The painting whose style to take, or several.")],
    output: Output,
    recipe_name: Recipe = "standard",
    size: Size = None,
    steps: Steps = None,
    strength: Annotated[
        float | None, typer.Option(min=0, max=1, help="From the photo (0) to the painting (1).")
    ] = None,
    colours: Annotated[Colours | None, typer.Option(help="Whose colours the result has.")] = None,
    style_scale: StyleScale = None,
    mix: Annotated[str | None, typer.Option(help="Weights of several paintings, such as 2,1.")] = None,
    area: Annotated[Area | None, typer.Option(help="What is painted; subjects are found by a network.")] = None,
    mask: Annotated[Path | None, typer.Option(help="What is painted: a mask, white on black.")] = None,
    region: Annotated[
        list[Path] | None, typer.Option(help="Mask: where in the result a painting goes, white on black; one for each.")
    ] = None,
    style_mask: Annotated[
        list[Path] | None, typer.Option(help="Mask: which part of a painting is taken; one for each.")
    ] = None,
    start: Annotated[Init | None, typer.Option(help="What to start from.")] = None,
    start_image: Annotated[Path | None, typer.Option(help="A picture to start from.")] = None,
    style_loss: Loss = None,
    style_weight: Annotated[float | None, typer.Option(min=0)] = None,
    content_weight: Annotated[float | None, typer.Option(min=0)] = None,
    tv_weight: Annotated[float | None, typer.Option(min=0, help="Of the total variation: smooths.")] = None,
    style_layers: StyleLayers = None,
    content_layers: Annotated[str | None, typer.Option(help=LAYERS)] = None,
    optimizer: Annotated[Optimizer | None, typer.Option(help="How steps are taken.")] = None,
    learning_rate: Rate = None,
    scales: Annotated[int | None, typer.Option(min=1, max=8, help="Sizes from coarse to fine.")] = None,
    seed: Seed = 0,
    encoder: Network = "auto",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Paint a photo in the style of a painting, or of several."""
    params = recipe(
        recipe_name,
        size=size,
        steps=steps,
        strength=strength,
        colours=colours,
        style_scale=style_scale,
        area=area,
        mix=_numbers(mix),
        init=Init.IMAGE if start_image else start,
        style_loss=style_loss,
        style_weight=style_weight,
        content_weight=content_weight,
        tv_weight=tv_weight,
        style_layers=layer_weights(style_layers),
        content_layers=layer_weights(content_layers),
        optimizer=optimizer,
        learning_rate=learning_rate,
        scales=scales,
        seed=seed,
    )
    command = Command(params, output, encoder, weights, device, time_limit, as_json)
    photo = images.load(content, transparency=True)
    paintings = [images.load(path) for path in styles]
    regions, masks = (_masks(paths, len(paintings)) for paths in (region, style_mask))
    first, painted = (images.load(path) if path else None for path in (start_image, mask))
    command.paint(photo, list(zip(paintings, regions, masks, strict=True)), start=first, mask=painted)


def _numbers(text: str | None) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise BadRequest(f"“{text}” are no numbers.", hint="Write them like this: 2,1") from None


def _masks(paths: list[Path] | None, count: int) -> list[Image | None]:
    if paths is None:
        return [None] * count
    if len(paths) != count:
        raise BadRequest(f"There are {count} paintings but {len(paths)} masks.", hint="Give each painting its mask.")
    return [images.load(path, transparency=True) for path in paths]
