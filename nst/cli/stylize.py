"""The command ``stylize``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer
from PIL.Image import Image
from rich.console import Console

from nst.cli.batch import Batch
from nst.cli.files import (
    PHOTO,
    STANDARD,
    Sink,
    is_folder,
    is_many,
    output_name,
    outputs_in,
    pair_masks,
    photos_in,
    read,
    written,
)
from nst.cli.instant import InstantPainting, are_styles
from nst.cli.options import (
    LAYERS,
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
from nst.cli.painting import Command, Painter, Painting, recorded
from nst.errors import BadRequest
from nst.layers import layer_weights
from nst.motion.writing import FORMATS as CLIPS
from nst.params import Area, Colours, Init, Optimizer, Params
from nst.progress import Progress
from nst.recipes import recipe


def stylize(
    content: Annotated[
        str, typer.Argument(help="The photo to paint; also a folder, a pattern, or - for standard input.")
    ],
    styles: Annotated[
        list[str] | None, typer.Argument(help="The painting whose style to take, or several; or style files.")
    ] = None,
    output: Output = None,
    style: Annotated[
        list[str] | None, typer.Option("--style", "-s", help="A painting; then all arguments are photos.")
    ] = None,
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
    mask: Annotated[str | None, typer.Option(help="What is painted: a mask, white on black.")] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Mask: where in the result a painting goes, white on black; one for each.")
    ] = None,
    style_mask: Annotated[
        list[str] | None, typer.Option(help="Mask: which part of a painting is taken; one for each.")
    ] = None,
    start: Annotated[Init | None, typer.Option(help="What to start from.")] = None,
    start_image: Annotated[str | None, typer.Option(help="A picture to start from.")] = None,
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
    replay: Annotated[
        str | None, typer.Option(help="Where an animation of the painting goes: .webp, .gif or .png.")
    ] = None,
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Paint a photo in the style of a painting, or of several; or all photos of a folder."""
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
    photos, paintings = _told_apart(content, styles or [], style or [], output)
    instant = are_styles(paintings)
    if replay is not None:
        _check_replay(replay, output, instant=instant)
    prepare: InstantPainting | _Prepare = _Prepare(params, paintings, region, style_mask, start_image, mask)
    if instant:
        prepare = InstantPainting(params, paintings, region, mask)
    # Style files need no encoder, so nothing is downloaded for them.
    command = Command("pocket" if instant else encoder, weights, device, time_limit, overwrite, as_json)
    if output is not None and is_folder(output):
        found = photos_in(photos)
        Batch(command, found, outputs_in(output, found, paintings), Console(stderr=True)).paint(prepare.painting)
        return

    _paint_one(command, prepare, content, output_name(output, content, *paintings), replay)


def _paint_one(
    command: Command, prepare: InstantPainting | _Prepare, content: str, output: str, replay: str | None
) -> None:
    """Paint a photo, and write the animation of it if that is asked for."""

    def one(sink: Sink | None = None) -> Callable[[Painter], Iterator[Progress]]:
        photo = read(content, transparency=True, limits=PHOTO)
        steps = prepare.painting()
        if sink is None:
            return lambda painter: steps(painter, photo)
        return lambda painter: recorded(steps(painter, photo), photo, sink)

    names = [content, *prepare.names]
    if replay is None:
        command.paint(output, names, one)
        return
    with written(replay, [*names, output], overwrite=command.overwrite, formats=CLIPS) as sink:
        command.paint(output, names, partial(one, sink))


def _check_replay(replay: str, output: str | None, *, instant: bool) -> None:
    """Check that a replay can be made.

    Raises:
        BadRequest: it cannot.
    """
    if replay == STANDARD:
        raise BadRequest("A replay needs a file.", hint="Name one, such as --replay replay.webp")
    if output is not None and is_folder(output):
        raise BadRequest("A replay is of one photo.", hint="Paint it alone, or leave out --replay.")
    if instant:
        hint = "Name the painting itself instead of its style file."
        raise BadRequest("A style file paints in one step, so there is nothing to replay.", hint=hint)


@dataclass(frozen=True)
class _Prepare:
    """The pictures beside the photo, read when they are needed."""

    params: Params
    paintings: Sequence[str]
    regions: Sequence[str] | None
    masks: Sequence[str] | None
    start: str | None
    mask: str | None

    @property
    def names(self) -> list[str]:
        return [*self.paintings, *(self.regions or ()), *(self.masks or ()), *filter(None, (self.start, self.mask))]

    def painting(self) -> Callable[[Painter, Image], Iterator[Progress]]:
        """Read the pictures, and return what paints a photo with them."""
        paintings = [read(name) for name in self.paintings]
        regions, masks = (pair_masks(names, len(paintings)) for names in (self.regions, self.masks))
        styles: list[Painting] = list(zip(paintings, regions, masks, strict=True))
        start = read(self.start) if self.start else None
        mask = read(self.mask, transparency=True) if self.mask else None
        return lambda painter, photo: painter.stylize(photo, styles, self.params, start=start, mask=mask)


def _told_apart(content: str, others: list[str], styles: list[str], output: str | None) -> tuple[list[str], list[str]]:
    """The photos and the paintings. With ``--style`` all arguments are photos, else the first one is.

    Raises:
        BadRequest: there is no painting, or what is meant is unclear.
    """
    photos, paintings = ([content, *others], styles) if styles else ([content], others)
    many = len(photos) > 1 or is_many(content)
    if not paintings:
        raise BadRequest("There is no painting.", hint="Name it behind the photo: nst photo.jpg painting.jpg")
    if many and not is_folder(output):
        raise BadRequest(
            "Several photos need a folder.", hint="Give one with -o and a slash at its end, such as -o out/"
        )
    if is_folder(output) and not many and len(paintings) > 1 and not styles:
        hint = "Name each painting with --style: nst stylize photo.jpg other.jpg --style painting.jpg -o out/"
        raise BadRequest("It is unclear which of these are photos and which are paintings.", hint=hint)
    if [*photos, *paintings].count("-") > 1:
        raise BadRequest("Standard input has one picture only.", hint="Name a file for the other one.")
    return photos, paintings


def _numbers(text: str | None) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise BadRequest(f"“{text}” are no numbers.", hint="Write them like this: 2,1") from None
