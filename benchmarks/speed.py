"""Time and memory by recipe, size and encoder: ``python -m benchmarks.speed --help``.

Each line is measured in its own process, so that one peak does not hide another. The pictures are the project's own.
Machines are noisy: compare only lines of one run. `benchmarks.reference` races a plain implementation.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

_ONE = """
import json, resource, sys
name, encoder_name, device, threads, size, weights, precise, random = json.loads(sys.argv[1])
import torch
if threads:
    torch.set_num_threads(threads)
from pathlib import Path
from nst.artworks import artwork
from nst import load_encoder, recipe, stylize
if random:
    from nst.networks.encoders import vgg
    from nst.networks.weights import precision
    torch.manual_seed(0)
    encoder = vgg(encoder_name).eval().requires_grad_(False)
    for stage in encoder.stages.values():
        if isinstance(stage, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(stage.weight, nonlinearity="relu")
            torch.nn.init.zeros_(stage.bias)
    kind = torch.float32 if precise else precision(device)
    encoder = encoder.to(device=device, dtype=kind, memory_format=torch.channels_last)
else:
    folder = Path(weights) if weights else None
    encoder = load_encoder(encoder_name, device=device, folder=folder, precise=True if precise else None)
photo, painting = artwork("fox", 1024), artwork("night-wind", 1024)
track, forecast = [], None
for progress in stylize(photo, painting, recipe(name, size=size), encoder=encoder, device=device):
    track.append((progress.elapsed, progress.losses.total, progress.scale == progress.scales))
    if forecast is None and progress.elapsed > 1:
        forecast = progress.elapsed + progress.remaining
result = progress.result
goal = 1.1 * result.last.total
times = [b[0] - a[0] for a, b in zip(track, track[1:]) if a[2]]
print(json.dumps({
    "encoder": result.encoder + (" (random)" if random else ""), "size": max(result.image.size), "steps": result.steps,
    "seconds": result.seconds, "final": sorted(times)[len(times) // 2],
    "to_loss": next(t for t, total, last in track if last and (total <= goal or t == track[-1][0])),
    "forecast": (forecast or result.seconds) / result.seconds,
    "style": result.last.style / result.first.style, "track": [t[:2] for t in track],
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "threads": torch.get_num_threads(),
}))
"""


def main(
    recipes: Annotated[str, typer.Option(help="Recipes, with commas.")] = "draft,standard",
    encoders: Annotated[str, typer.Option(help="Encoders, with commas.")] = "pocket",
    sizes: Annotated[str, typer.Option(help="Long sides in pixels, with commas; 0 leaves it to the recipe.")] = "0",
    device: Annotated[str, typer.Option(help="Where to compute.")] = "cpu",
    threads: Annotated[int, typer.Option(help="CPU threads; 0 leaves it to torch.")] = 0,
    weights: Annotated[str, typer.Option(help="Folder with VGG weights.")] = "",
    random: Annotated[bool, typer.Option(help="VGG with random weights: as fast, and nothing to download.")] = False,
    precise: Annotated[bool, typer.Option(help="Compute in single precision.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Where a plot of the losses over time goes.")] = None,
) -> None:
    """Print a table: seconds in total, to 1.1 times the final loss, and per step at full size; and peak memory.

    “Forecast” is the duration that the run predicted after its first second, as a share of the actual one.
    """
    columns = ("recipe", "encoder", "size", "steps", "seconds", "s to loss", "ms / step at full size", "forecast")
    table = Table(*columns, "style left", "peak MiB", "threads")
    tracks: dict[str, list[list[float]]] = {}
    for encoder, recipe, size in product(encoders.split(","), recipes.split(","), sizes.split(",")):
        task = [recipe, encoder, device, threads, int(size) or None, weights, precise, random and encoder != "pocket"]
        told = _measured(task)
        tracks[f"{told['encoder']}, {recipe}, {told['size']} px"] = told["track"]
        table.add_row(
            recipe,
            told["encoder"],
            f"{told['size']} px",
            str(told["steps"]),
            f"{told['seconds']:.1f}",
            f"{told['to_loss']:.1f}",
            f"{1000 * told['final']:.0f}",
            f"{told['forecast']:.0%}",
            f"{told['style']:.1%}",
            f"{told['peak']:.0f}",
            str(told["threads"]),
        )
    Console(width=160).print(table)
    if plot:
        _draw(tracks, plot)


def _measured(task: list[Any]) -> dict[str, Any]:
    command = [sys.executable, "-c", _ONE, json.dumps(task)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _draw(tracks: dict[str, list[list[float]]], file: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for label, track in tracks.items():
        axes.plot([t for t, _ in track], [loss for _, loss in track], label=label)
    axes.set(xlabel="seconds", ylabel="loss, at the size of the moment", yscale="log")
    axes.grid(visible=True, which="both", alpha=0.2)
    axes.legend()
    figure.savefig(file, dpi=110)


if __name__ == "__main__":
    typer.run(main)
