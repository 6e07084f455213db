"""Paint with a progress bar, save the picture, and print a summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from PIL.Image import Image
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst import images
from nst.api import stylize
from nst.params import Params
from nst.progress import Result

if TYPE_CHECKING:
    from nst.networks.encoders import Encoder

Painting = tuple[Image, Image | None, Image | None]  # with its region and its mask, see `Style`


@dataclass(frozen=True)
class Command:
    """A command that paints one picture and writes it to a file.

    Attributes:
        params: settings of the run.
        output: path of the picture.
        encoder, weights, device: as in `load_encoder`; the device ``auto`` takes a GPU if there is one.
        time_limit: in seconds.
        as_json: print the result's summary as JSON.

    Raises:
        BadRequest: the output cannot be written.
    """

    params: Params
    output: Path
    encoder: str
    weights: Path | None
    device: str
    time_limit: float | None
    as_json: bool

    def __post_init__(self) -> None:
        images.check_target(self.output)

    def paint(self, content: Image | None, paintings: Sequence[Painting], **pictures: Image | None) -> None:
        """Paint, save the picture, and print a summary. `pictures` are `start` and `mask` of `nst.api.stylize`."""
        console = Console(stderr=True)
        result = self._run(console, content, paintings, pictures)
        images.save(result.image, self.output)
        if self.as_json:
            typer.echo(json.dumps({"output": str(self.output), **result.summary()}))
        else:
            console.print(_summary(result, self.output), markup=False, highlight=False)

    def _run(
        self,
        console: Console,
        content: Image | None,
        paintings: Sequence[Painting],
        pictures: Mapping[str, Image | None],
    ) -> Result:
        with console.status("Loading PyTorch…"):
            import torch  # noqa: PLC0415  slow, and not needed for --help or a wrong file

            from nst.inputs.pictures import Style  # noqa: PLC0415
        device = ("cuda" if torch.cuda.is_available() else "cpu") if self.device == "auto" else self.device
        encoder = _load(console, self.encoder, device, self.weights)
        styles = [Style(*parts) for parts in paintings]
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("style {task.fields[style]:.4f}  content {task.fields[content]:.3f}"),
            TimeRemainingColumn(),
        )
        options: dict[str, Any] = {"encoder": encoder, "device": device, "time_limit": self.time_limit, **pictures}
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task(encoder.name, total=self.params.steps, style=0.0, content=0.0)
            for progress in stylize(content, styles, self.params, **options):
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
        show: Callable[[int, int], Any] = lambda done, size: bar.update(  # noqa: E731
            task, completed=done, total=size or None, visible=True
        )
        return load_encoder(name, device=device, folder=weights, on_download=show)


def _summary(result: Result, output: Path) -> str:
    width, height = result.image.size
    first, last = result.first, result.last
    losses = [f"style loss {first.style:.3g} → {last.style:.3g}"] if last.style else []
    losses += [f"content {last.content:.3g}"] if last.content else []
    line = (
        f"{output}: {width} × {height}, {', '.join([*losses, ''])}"
        f"{result.steps} steps, {result.seconds:.1f} s, {result.encoder} on {result.device}, seed {result.params.seed}."
    )
    return f"{line} {result.note}".strip()
