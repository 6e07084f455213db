"""Paint with a progress bar, save the picture, and print a summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from PIL.Image import Image
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst import api
from nst.cli.files import STANDARD, Sink, written
from nst.errors import BadRequest
from nst.motion.replay import Replay
from nst.params import Params
from nst.progress import Progress, Result

if TYPE_CHECKING:
    from nst.networks.encoders import Encoder
    from nst.objective.objective import StyleCache

Painting = tuple[Image, Image | None, Image | None]  # with its region and its mask, see `Style`
Show = Callable[[Progress], None]


@dataclass(frozen=True)
class Painter:
    """What paints: an encoder on a device.

    Attributes:
        encoder, device: as in `nst.api.stylize`.
        time_limit: for each picture, in seconds.
        cache: keeps what is known of the paintings from one photo to the next.
    """

    encoder: Encoder
    device: str
    time_limit: float | None
    cache: StyleCache

    def stylize(
        self, content: Image | None, paintings: Sequence[Painting], params: Params, **pictures: Image | None
    ) -> Iterator[Progress]:
        """Paint a picture or a sheet. `pictures` are `start` and `mask` of `nst.api.stylize`."""
        from nst.inputs.pictures import Style  # noqa: PLC0415  imports torch

        styles = [Style(*parts) for parts in paintings]
        options = {**self._options, "cache": self.cache, **pictures}
        return api.stylize(content, styles, params, **options)

    def compare_styles(self, content: Image, styles: Mapping[str, Image], params: Params) -> Iterator[Progress]:
        """Paint a photo in several styles on one sheet."""
        return api.compare_styles(content, styles, params, **self._options)

    @property
    def _options(self) -> dict[str, Any]:
        return {"encoder": self.encoder, "device": self.device, "time_limit": self.time_limit}


@dataclass(frozen=True)
class Command:
    """How a command paints, and how it tells about it.

    Attributes:
        encoder, weights, device: as in `load_encoder`; the device ``auto`` takes a GPU if there is one.
        time_limit: for each picture, in seconds.
        overwrite: whether to replace files that are there; None: see `nst.cli.files.written`.
        as_json: print the result's summary as JSON.
    """

    encoder: str
    weights: Path | None
    device: str
    time_limit: float | None
    overwrite: bool | None
    as_json: bool

    def paint(
        self, output: str, inputs: Sequence[str], prepare: Callable[[], Callable[[Painter], Iterator[Progress]]]
    ) -> None:
        """Paint one picture.

        Args:
            output: path, or ``-`` for standard output.
            inputs: names of the pictures that are read.
            prepare: reads them and returns what paints them.
        """
        if output == STANDARD and self.as_json:
            raise BadRequest(
                "Standard output takes the picture.", hint="Write it to a file with -o, or leave out --json."
            )
        console = Console(stderr=True)
        with written(output, inputs, overwrite=self.overwrite) as sink:
            steps = prepare()
            painter = self.painter(console)
            with progress_bar(console, painter.encoder.name) as show:
                result = finish(steps(painter), show)
            sink.save(result.image)
        if self.as_json:
            typer.echo(json.dumps({"output": output, **result.summary()}))
        else:
            console.print(summary(result, output), markup=False, highlight=False)

    def painter(self, console: Console) -> Painter:
        """Load what paints; this takes seconds."""
        with console.status("Loading PyTorch…"):
            from nst.objective.objective import StyleCache  # noqa: PLC0415  imports torch

            device = chosen_device(self.device)
        return Painter(_load(console, self.encoder, device, self.weights), device, self.time_limit, StyleCache())


def chosen_device(name: str) -> str:
    """A torch device; ``auto`` is a GPU if there is one, else the CPU. Imports torch."""
    import torch  # noqa: PLC0415  slow, and not needed for --help or a wrong file

    return ("cuda" if torch.cuda.is_available() else "cpu") if name == "auto" else name


def recorded(steps: Iterator[Progress], photo: Image, sink: Sink) -> Iterator[Progress]:
    """Take the steps of a run, and write an animation of them."""
    replay = Replay(photo)
    for progress in steps:
        replay.note(progress)
        if progress.result:
            sink.write(replay.clip(sink.format).data)
        yield progress


def finish(steps: Iterator[Progress], show: Show) -> Result:
    """Take all steps of a run and return its result."""
    for progress in steps:
        show(progress)
        if progress.result:
            return progress.result
    raise AssertionError("a run ends with its result")


@contextmanager
def progress_bar(console: Console, name: str, *, pictures: int = 1) -> Iterator[Show]:
    """A progress bar over the steps of some pictures, one after the other; yields what shows a step."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("style {task.fields[style]:.4f}  content {task.fields[content]:.3f}"),
        TimeRemainingColumn(),
    )
    done = 0
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(name, total=None, style=0.0, content=0.0)

        def show(progress: Progress) -> None:
            nonlocal done
            losses, total = progress.losses, pictures * progress.steps
            completed = done + progress.step
            bar.update(task, total=total, completed=completed, style=losses.style, content=losses.content)
            if progress.result:
                done += progress.steps

        yield show


def _load(console: Console, name: str, device: str, weights: Path | None) -> Encoder:
    from nst.networks.weights import load_encoder  # noqa: PLC0415

    with Bar(TextColumn("Downloading weights"), BarColumn(), DownloadColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        show: Callable[[int, int], Any] = lambda done, size: bar.update(  # noqa: E731
            task, completed=done, total=size or None, visible=True
        )
        return load_encoder(name, device=device, folder=weights, on_download=show)


def summary(result: Result, output: str) -> str:
    """One line about a finished picture."""
    width, height = result.image.size
    first, last = result.first, result.last
    losses = [f"style loss {first.style:.3g} → {last.style:.3g}"] if last.style else []
    losses += [f"content {last.content:.3g}"] if last.content else []
    line = (
        f"{output}: {width} × {height}, {', '.join([*losses, ''])}"
        f"{result.steps} steps, {result.seconds:.1f} s, {result.encoder} on {result.device}, seed {result.params.seed}."
    )
    return f"{line} {result.note}".strip()
