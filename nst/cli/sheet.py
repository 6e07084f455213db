"""The command ``sheet``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from nst.artworks import HOUSE_STYLES, STYLE_SIZE, artwork
from nst.cli.files import PHOTO, output_name, read
from nst.cli.options import AsJson, Device, Limit, Network, Output, Overwrite, Rate, Recipe, Seed, Weights
from nst.cli.painting import Command, Painter, Painting
from nst.errors import BadRequest
from nst.params import MAX_SIZE, MAX_STEPS, Mode
from nst.progress import Progress
from nst.recipes import recipe

_SIZE, _STEPS, _STYLES_SIZE = 900, 500, 1600


def sheet(
    picture: Annotated[str, typer.Argument(help="A photo, or a painting with --textures; - is standard input.")],
    output: Output = None,
    style: Annotated[
        str | None, typer.Option(help="Show what the layers know of this painting's style, painted on the photo.")
    ] = None,
    textures: Annotated[bool, typer.Option("--textures", help="Show the picture's own textures.")] = False,
    all_styles: Annotated[bool, typer.Option("--all-styles", help="Paint the photo in all house styles.")] = False,
    recipe_name: Recipe = "standard",
    size: Annotated[
        int | None, typer.Option(min=192, max=MAX_SIZE, help="Long side of the sheet in pixels, about: 900 or 1600.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(min=5, max=MAX_STEPS, help="Optimisation steps: 500 in all, or the recipe's a style.")
    ] = None,
    learning_rate: Rate = None,
    seed: Seed = 0,
    encoder: Network = "auto",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Limit = None,
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Show by layer depth what the network knows: of a photo, of a painting's textures, or of a style on a photo.

    Or show a photo in all house styles.
    """
    if (style is not None) + textures + all_styles > 1:
        raise BadRequest("A sheet shows one thing.", hint="Give one of --style, --textures and --all-styles.")
    common = {"learning_rate": learning_rate, "seed": seed}

    def prepare() -> Callable[[Painter], Iterator[Progress]]:
        shown = read(picture, transparency=True, limits=PHOTO)
        if all_styles:
            params = recipe(recipe_name, size=size or _STYLES_SIZE, steps=steps, **common)
            paintings = {title: artwork(name, STYLE_SIZE) for name, title in HOUSE_STYLES.items()}
            return lambda painter: painter.compare_styles(shown, paintings, params)
        mode = Mode.TEXTURE if textures or style else Mode.RECONSTRUCTION
        params = recipe(recipe_name, mode=mode, sheet=True, size=size or _SIZE, steps=steps or _STEPS, **common)
        painting = read(style) if style else shown if textures else None
        styles: list[Painting] = [] if painting is None else [(painting.convert("RGB"), None, None)]
        return lambda painter: painter.stylize(None if textures else shown, styles, params)

    command = Command(encoder, weights, device, time_limit, overwrite, as_json)
    command.paint(output_name(output, picture, "sheet"), [picture, *filter(None, [style])], prepare)
