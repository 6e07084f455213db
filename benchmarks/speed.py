"""Time and memory of the recipes: ``python -m benchmarks.speed --help``.

Every line is measured in a process of its own, so that the peak of one does not hide another's. The pictures are the
project's own. Machines are noisy: compare lines of one run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

_ONE = """
import json, resource, sys
name, encoder_name, device, threads, size, weights = json.loads(sys.argv[1])
import torch
if threads:
    torch.set_num_threads(threads)
from pathlib import Path
from bot.artworks import draw
from nst import load_encoder, recipe, stylize
encoder = load_encoder(encoder_name, device=device, folder=Path(weights) if weights else None)
photo, painting = draw("fox", 1024), draw("night-wind", 1024)
*_, last = stylize(photo, painting, recipe(name, size=size), encoder=encoder, device=device)
result = last.result
print(json.dumps({
    "encoder": result.encoder, "size": max(result.image.size), "steps": result.steps, "seconds": result.seconds,
    "style": result.last.style / result.first.style, "content": result.last.content,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "threads": torch.get_num_threads(),
}))
"""


def main(
    recipes: Annotated[str, typer.Option(help="Recipes, with commas.")] = "draft,standard",
    encoders: Annotated[str, typer.Option(help="Encoders, with commas.")] = "pocket",
    device: Annotated[str, typer.Option(help="Where to compute.")] = "cpu",
    threads: Annotated[int, typer.Option(help="CPU threads; 0 leaves it to torch.")] = 0,
    size: Annotated[int, typer.Option(help="Long side in pixels; 0 leaves it to the recipe.")] = 0,
    weights: Annotated[str, typer.Option(help="Folder with VGG weights.")] = "",
) -> None:
    """Print a table: seconds, steps a second, how far the style loss fell, and peak memory."""
    table = Table("recipe", "encoder", "size", "steps", "seconds", "ms / step", "style left", "peak MiB", "threads")
    for encoder in encoders.split(","):
        for recipe in recipes.split(","):
            task = json.dumps([recipe, encoder, device, threads, size or None, weights])
            done = subprocess.run([sys.executable, "-c", _ONE, task], check=True, stdout=subprocess.PIPE, text=True)
            told = json.loads(done.stdout)
            table.add_row(
                recipe,
                told["encoder"],
                f"{told['size']} px",
                str(told["steps"]),
                f"{told['seconds']:.1f}",
                f"{1000 * told['seconds'] / told['steps']:.0f}",
                f"{told['style']:.1%}",
                f"{told['peak']:.0f}",
                str(told["threads"]),
            )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
