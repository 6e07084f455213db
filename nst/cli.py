"""The command line: ``python -m nst stylize photo.jpg painting.jpg -o out.png``, and three more commands.

Exit codes: 0 done, 1 it did not work (said in one sentence), 2 the command was wrong, 130 interrupted. An output file
appears complete or not at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from PIL.Image import Image
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst import images
from nst.errors import BadRequest, UserError
from nst.layers import layer_weights
from nst.params import (
    ENCODERS,
    MAX_SCALE,
    MAX_SIZE,
    MAX_STEPS,
    MIN_SCALE,
    MIN_SIZE,
    RECIPES,
    Colours,
    Init,
    Mode,
    Optimizer,
    Params,
    StyleLoss,
    recipe,
)
from nst.progress import Result

if TYPE_CHECKING:
    from nst.networks.encoders import Encoder

_FAILED, _WRONG, _INTERRUPTED = 1, 2, 130
_LAYERS = "Layers and their weights, such as relu4_1 or 1=2,2=1,28=0.5: names, blocks 1 to 5 or VGG19's indices."

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

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


@app.command()
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
    with _answering() as console:
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
        images.check_target(output)
        photo = images.load(content, transparency=True)
        paintings = [images.load(path) for path in styles]
        regions, masks = (_masks(paths, len(paintings)) for paths in (region, style_mask))
        first = images.load(start_image) if start_image else None
        job_service = _Studio(console, params, encoder, weights, device, time_limit)
        _deliver(job_service, output, job_service.paint(photo, paintings, regions, masks, first), as_json)


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
    with _answering() as console:
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
        images.check_target(output)
        painting = images.load(style)
        job_service = _Studio(console, params, encoder, weights, device, time_limit)
        _deliver(job_service, output, job_service.paint(None, [painting]), as_json)


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
    with _answering() as console:
        params = recipe(
            recipe_name,
            mode=Mode.RECONSTRUCTION,
            size=size,
            steps=steps,
            content_layers=layer_weights(layer),
            learning_rate=learning_rate,
            seed=seed,
        )
        images.check_target(output)
        photo = images.load(content)
        job_service = _Studio(console, params, encoder, weights, device, time_limit)
        _deliver(job_service, output, job_service.paint(photo, []), as_json)


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
    with _answering() as console:
        mode = Mode.TEXTURE if textures or style else Mode.RECONSTRUCTION
        params = recipe(
            recipe_name, mode=mode, sheet=True, size=size, steps=steps, learning_rate=learning_rate, seed=seed
        )
        images.check_target(output)
        shown = images.load(picture)
        paintings = [images.load(style)] if style else [shown] if textures else []
        job_service = _Studio(console, params, encoder, weights, device, time_limit)
        _deliver(job_service, output, job_service.paint(None if textures else shown, paintings), as_json)


@contextmanager
def _answering() -> Iterator[Console]:
    """Errors become one sentence and an exit code."""
    console = Console(stderr=True)
    try:
        yield console
    except UserError as error:
        console.print(f"{error.text}", style="red", markup=False, highlight=False)
        raise typer.Exit(_WRONG if isinstance(error, BadRequest) else _FAILED) from None
    except KeyboardInterrupt:
        console.print("Stopped. Nothing was written.")
        raise typer.Exit(_INTERRUPTED) from None


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


@dataclass(frozen=True)
class _Studio:
    """Where a command paints."""

    console: Console
    params: Params
    encoder: str
    weights: Path | None
    device: str
    time_limit: float | None

    def paint(
        self,
        content: Image | None,
        paintings: list[Image],
        regions: list[Image | None] | None = None,
        masks: list[Image | None] | None = None,
        start: Image | None = None,
    ) -> Result:
        """Run the engine under a progress bar."""
        with self.console.status("Loading PyTorch…"):
            import torch  # noqa: PLC0415  slow, and not needed for --help or a wrong file

            from nst.engine.run import stylize as run  # noqa: PLC0415
            from nst.inputs.pictures import Style  # noqa: PLC0415
        where = ("cuda" if torch.cuda.is_available() else "cpu") if self.device == "auto" else self.device
        encoder = _load(self.console, self.encoder, where, self.weights)
        nothing = [None] * len(paintings)
        styles = [Style(*parts) for parts in zip(paintings, regions or nothing, masks or nothing, strict=True)]
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("style {task.fields[style]:.4f}  content {task.fields[content]:.3f}"),
            TimeRemainingColumn(),
        )
        with Bar(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task(encoder.name, total=self.params.steps, style=0.0, content=0.0)
            for progress in run(
                content, styles, self.params, encoder=encoder, device=where, start=start, time_limit=self.time_limit
            ):
                losses = progress.losses
                bar.update(
                    task, total=progress.steps, completed=progress.step, style=losses.style, content=losses.content
                )
                if progress.result:
                    return progress.result
        raise AssertionError("a run ends with its result")


def _load(console: Console, name: str, device: str, weights: Path | None) -> Encoder:
    from nst.networks.weights import load_encoder  # noqa: PLC0415

    with Bar(TextColumn("Downloading weights"), BarColumn(), DownloadColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        tell: Callable[[int, int], Any] = lambda done, size: bar.update(  # noqa: E731
            task, completed=done, total=size or None, visible=True
        )
        return load_encoder(name, device=device, folder=weights, on_download=tell)


def _deliver(job_service: _Studio, output: Path, result: Result, as_json: bool) -> None:
    images.save(result.image, output)
    if as_json:
        print(json.dumps({"output": str(output), **result.summary()}))
    else:
        job_service.console.print(_told(result, output), markup=False, highlight=False)


def _told(result: Result, output: Path) -> str:
    width, height = result.image.size
    first, last = result.first, result.last
    losses = [f"style loss {first.style:.3g} → {last.style:.3g}"] if last.style else []
    losses += [f"content {last.content:.3g}"] if last.content else []
    line = (
        f"{output}: {width} × {height}, {', '.join([*losses, ''])}"
        f"{result.steps} steps, {result.seconds:.1f} s, {result.encoder} on {result.device}, seed {result.params.seed}."
    )
    return f"{line} {result.note}".strip()


def main() -> None:
    """Entry point of ``nst`` and ``python -m nst``."""
    sys.exit(app(standalone_mode=True))
