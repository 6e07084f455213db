"""The command ``learn``."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst import images
from nst.artworks import STARTING_STYLE, style_file
from nst.cli.files import photos_in, read
from nst.cli.instant import SUFFIX
from nst.cli.options import AsJson, Device, Network, Overwrite, Rate, Seed, Weights
from nst.cli.painting import Command, Painter
from nst.errors import BadRequest
from nst.instant.params import CROPS, LearningParams
from nst.params import MAX_SIZE, MIN_SIZE

if TYPE_CHECKING:
    from nst.instant.style import InstantStyle

_PREVIEW_EVERY = 10.0  # seconds
_INTERRUPTED = 130


def learn(
    painting: Annotated[str, typer.Argument(help="The painting whose style to learn.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the style goes; else painting.style.")
    ] = None,
    steps: Annotated[int | None, typer.Option(min=1, help="Steps; 3600 take some minutes on two cores.")] = None,
    batch: Annotated[int | None, typer.Option(min=1, max=256, help="Crops a step: 1 on a CPU, 8 on a GPU.")] = None,
    crop: Annotated[int | None, typer.Option(min=CROPS[0], max=CROPS[1], help="Side of a crop in pixels.")] = None,
    size: Annotated[
        int | None, typer.Option(min=MIN_SIZE, max=MAX_SIZE, help="Size of the painting: larger makes larger strokes.")
    ] = None,
    start: Annotated[Path | None, typer.Option(help="A style file to start from; else one of ours.")] = None,
    from_scratch: Annotated[bool, typer.Option("--from-scratch", help="Start from no style.")] = False,
    photos: Annotated[str | None, typer.Option(help="A folder of photos to learn on, beside pictures by code.")] = None,
    name: Annotated[str, typer.Option(help="Name of the style; else that of the painting's file.")] = "",
    licence: Annotated[str, typer.Option(help="Licence of the painting, for the style file.")] = "",
    preview: Annotated[Path | None, typer.Option(help="A picture that shows how far it is, every ten seconds.")] = None,
    steadiness: Annotated[
        float | None, typer.Option(min=0, max=1000, help="Weight of painting moving pictures without flicker; 20.")
    ] = None,
    learning_rate: Rate = None,
    seed: Seed = 0,
    encoder: Network = "pocket",
    weights: Weights = None,
    device: Device = "auto",
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds; then what is learned so far is the result.")
    ] = None,
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Learn a painting's style, to paint with it in a blink. Started again after a break, it goes on."""
    target = output or Path(f"{Path(painting).stem}{SUFFIX}")
    _check(target, overwrite=overwrite)
    if preview is not None:
        with images.Target(preview):
            pass  # finds out early whether it can be written
    console = Console(stderr=True)
    loaded = Command(encoder, weights, device, time_limit, overwrite, as_json).painter(console)
    changes: dict[str, float | None] = {
        "steps": steps,
        "painting_size": size,
        "learning_rate": learning_rate,
        "steadiness": steadiness,
        "seed": seed,
        "batch": batch,
        "crop": crop,
    }
    usual = LearningParams.for_device(loaded.device).to_dict()
    params = LearningParams.from_dict(usual | {key: value for key, value in changes.items() if value is not None})
    source = None if from_scratch else start or style_file(STARTING_STYLE)
    work = _Learning(painting, target, params, source, photos, name or Path(painting).stem, licence, preview)
    try:
        style = work.run(console, loaded)
    except KeyboardInterrupt:
        console.print("Stopped. The same command goes on from here.")
        raise typer.Exit(_INTERRUPTED) from None
    if as_json:
        typer.echo(json.dumps({"output": str(target), "digest": style.digest, **style.training}))
    else:
        told = f"{target}: {style.training['steps']} steps, {style.training['seconds']:.0f} s."
        console.print(told, markup=False, highlight=False)


@dataclass(frozen=True)
class _Learning:
    """What is learned from what, and where it goes."""

    painting: str
    target: Path
    params: LearningParams
    start: Path | None
    photos: str | None
    name: str
    licence: str
    preview: Path | None

    def run(self, console: Console, painter: Painter) -> InstantStyle:
        """Learn, with a bar, and write the style file."""
        from nst.instant.learning import learn as steps  # noqa: PLC0415  imports torch
        from nst.instant.style import encode_style, load_style  # noqa: PLC0415

        learning = steps(
            read(self.painting),
            self.params,
            encoder=painter.encoder,
            device=painter.device,
            photos=None if self.photos is None else [read(photo) for photo in photos_in([self.photos])],
            start=load_style(self.start).on(painter.device) if self.start else None,
            name=self.name,
            licence=self.licence,
            checkpoint=self.target.with_name(f"{self.target.name}.learning"),
            time_limit=painter.time_limit,
        )
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("style {task.fields[style]:.3f}  content {task.fields[content]:.3f}"),
            TimeRemainingColumn(),
        )
        shown = 0.0
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("learning", total=self.params.steps, style=0.0, content=0.0)
            for progress in learning:
                losses = progress.losses
                bar.update(task, completed=progress.step, style=losses.style, content=losses.content)
                if self.preview and (progress.result or progress.elapsed - shown > _PREVIEW_EVERY):
                    shown = progress.elapsed
                    images.save(progress.preview(None), self.preview)
                if progress.result:
                    _write(self.target, encode_style(progress.result))
                    return progress.result
        raise AssertionError("learning ends with its style")


def _check(target: Path, *, overwrite: bool | None) -> None:
    if target.suffix != SUFFIX:
        raise BadRequest(f"“{target.name}” is no name of a style file.", hint=f"End it in {SUFFIX}.")
    if overwrite is False and target.exists():
        raise BadRequest(f"“{target}” is there already.", hint="Choose another name, or give --overwrite.")
    if target.is_dir() or not os.access(target.parent, os.W_OK):
        raise BadRequest(f"“{target}” cannot be written.", hint="Check the folder.")


def _write(target: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(data)
    part.replace(target)
