"""The command line: ``python -m nst stylize photo.jpg painting.jpg -o out.png``, and three more commands.

Exit codes: 0 success, 1 failure, 2 usage error, 130 interrupted. A failure prints one sentence. The output file appears
only when it is complete.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from PIL.Image import Image

from nst import images
from nst.errors import BadRequest
from nst.layers import layer_weights
from nst.params import (
    ENCODERS,
    MAX_SCALE,
    MAX_SIZE,
    MAX_STEPS,
    MIN_SCALE,
    MIN_SIZE,
    Colours,
    Init,
    Mode,
    Optimizer,
    StyleLoss,
)
from nst.recipes import RECIPES, recipe
from nst.terminal import Command, Commands

_LAYERS = "Layers and their weights, such as relu4_1 or 1=2,2=1,28=0.5: names, blocks 1 to 5 or VGG19's indices."

app = typer.Typer(
    cls=Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
)

Output = Annotated[Path, typer.Option("--output", "-o", help="Where the picture goes: .png, .jpg or .webp.")]
Recipe = Annotated[str, typer.Option("--recipe", "-r", help=f"{', '.join(RECIPES)}.")]
Size = Annotated[
    int | None, typer.Option(min=MIN_SIZE, max=MAX_SIZE, help="Long side in pixels; never larger than the picture.")
]
Steps = Annotated[int | None, typer.Option(min=1, max=MAX_STEPS, help="Optimisation steps.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same picture.")]
StyleLayers = Annotated[str | None, typer.Option(help=_LAYERS)]
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
AsJson = Annotated[bool, typer.Option("--json", help="Print the losses and the recipe as JSON.")]


@app.command()  # longer than 40 lines: it lists every setting as an option and passes it to the recipe
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
    content_layers: Annotated[str | None, typer.Option(help=_LAYERS)] = None,
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
        mix=_numbers(mix),
        start=Init.IMAGE if start_image else start,
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
    first = images.load(start_image) if start_image else None
    command.paint(photo, list(zip(paintings, regions, masks, strict=True)), first)


@app.command()
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


@app.command()
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


@app.command()
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
    return [images.load(path).convert("L") for path in paths]


def main() -> None:
    """Entry point of ``nst`` and ``python -m nst``."""
    sys.exit(app(standalone_mode=True))
