"""The command line: ``python -m nst photo.jpg painting.jpg -o out.png``.

Exit codes: 0 done, 1 it did not work (said in one sentence), 2 the command was wrong, 130 interrupted. An output file
appears complete or not at all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from PIL.Image import Image
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst import images
from nst.errors import BadRequest, UserError
from nst.params import ENCODERS, MAX_SIZE, MAX_STEPS, MIN_SIZE, RECIPES, Optimizer, Params, recipe
from nst.progress import Result

if TYPE_CHECKING:
    from nst.encoders import Encoder

_FAILED, _WRONG, _INTERRUPTED = 1, 2, 130

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def stylize(
    content: Annotated[Path, typer.Argument(help="The photo to paint.", show_default=False)],
    style: Annotated[Path, typer.Argument(help="The painting whose style to take.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the picture goes: .png, .jpg or .webp.")],
    recipe_name: Annotated[str, typer.Option("--recipe", "-r", help=f"{', '.join(RECIPES)}.")] = "standard",
    size: Annotated[
        int | None, typer.Option(min=MIN_SIZE, max=MAX_SIZE, help="Long side in pixels; never larger than the photo.")
    ] = None,
    steps: Annotated[int | None, typer.Option(min=1, max=MAX_STEPS, help="Optimisation steps.")] = None,
    strength: Annotated[
        float | None, typer.Option(min=0, max=1, help="From the photo (0) to the painting (1).")
    ] = None,
    optimizer: Annotated[Optimizer | None, typer.Option(help="How steps are taken.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same picture.")] = 0,
    encoder: Annotated[str, typer.Option(help=f"Network that compares pictures: {', '.join(ENCODERS)}.")] = "auto",
    weights: Annotated[Path | None, typer.Option(help="Folder with VGG weights, or to download them to.")] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, cuda:1, …; auto takes a GPU if there is one.")] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print the losses and the recipe as JSON.")] = False,
) -> None:
    """Paint a photo in the style of a painting."""
    console = Console(stderr=True)
    try:
        params = recipe(recipe_name, size=size, steps=steps, strength=strength, optimizer=optimizer, seed=seed)
        images.check_target(output)
        pictures = [images.load(path) for path in (content, style)]
        result = _paint(console, pictures[0], pictures[1], params, encoder, weights, device)
        images.save(result.image, output)
    except UserError as error:
        console.print(f"{error.text}", style="red", markup=False, highlight=False)
        raise typer.Exit(_WRONG if isinstance(error, BadRequest) else _FAILED) from None
    except KeyboardInterrupt:
        console.print("Stopped. Nothing was written.")
        raise typer.Exit(_INTERRUPTED) from None
    if as_json:
        print(json.dumps({"output": str(output), **result.summary()}))
    else:
        console.print(_told(result, output), markup=False, highlight=False)


def _paint(
    console: Console,
    content: Image,
    style: Image,
    params: Params,
    encoder_name: str,
    weights: Path | None,
    device: str,
) -> Result:
    with console.status("Loading PyTorch…"):
        import torch  # noqa: PLC0415  slow, and not needed for --help or a wrong file

        from nst.engine import stylize as run  # noqa: PLC0415
    where = ("cuda" if torch.cuda.is_available() else "cpu") if device == "auto" else device
    encoder = _load(console, encoder_name, where, weights)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("style {task.fields[style]:.4f}  content {task.fields[content]:.3f}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(encoder.name, total=params.steps, style=0.0, content=0.0)
        for progress in run(content, style, params, encoder=encoder, device=where):
            losses = progress.losses
            bar.update(task, total=progress.steps, completed=progress.step, style=losses.style, content=losses.content)
            if progress.result:
                return progress.result
    raise AssertionError("a run ends with its result")


def _load(console: Console, name: str, device: str, weights: Path | None) -> Encoder:
    from nst.weights import load_encoder  # noqa: PLC0415

    with Bar(TextColumn("Downloading weights"), BarColumn(), DownloadColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        return load_encoder(
            name,
            device=device,
            folder=weights,
            on_download=lambda done, size: bar.update(task, completed=done, total=size or None, visible=True),
        )


def _told(result: Result, output: Path) -> str:
    width, height = result.image.size
    first, last = result.first, result.last
    line = (
        f"{output}: {width} × {height}, style loss {first.style:.3g} → {last.style:.3g}, content {last.content:.3g}, "
        f"{result.steps} steps, {result.seconds:.1f} s, {result.encoder} on {result.device}, seed {result.params.seed}."
    )
    return f"{line} {result.note}".strip()


def main() -> None:
    """Entry point of ``nst`` and ``python -m nst``."""
    sys.exit(app(standalone_mode=True))
