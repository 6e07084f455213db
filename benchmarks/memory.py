"""Compare memory estimates with measured peaks: ``python -m benchmarks.memory``. Linux only, as it reads ``/proc``.

Each line is measured in its own process: the peak growth of resident memory during a short run, and the estimate of
`nst.engine.memory`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

_ONE = """
import json, sys, threading, time
from pathlib import Path
name, size, strokes, count, masked = json.loads(sys.argv[1])
import numpy as np
from PIL import Image
from nst import Style, load_encoder, recipe, stylize
from nst.engine import run
from nst.inputs.pictures import Inputs
from nst.networks.encoders import vgg
from nst.networks.weights import precision
if name == "pocket":
    encoder = load_encoder(name)
else:  # random weights need as much
    encoder = vgg(name).eval().requires_grad_(False).to(precision("cpu"))
def picture(seed):
    grains = (np.random.default_rng(seed).random((16, 16, 3)) * 255).astype(np.uint8)
    return Image.fromarray(grains).resize((size, size * 3 // 4))
photo, mask = picture(0), Image.linear_gradient("L")
styles = [Style(picture(1 + n), mask if masked else None, mask if masked else None) for n in range(count)]
params = recipe(size=size, steps=4, scales=2, style_scale=strokes)
import torch
forecast = run.forecast(Inputs(photo, styles, params, torch.device("cpu")), params, encoder)
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
before = peak = resident()
done = threading.Event()
def watch():
    global peak
    while not done.wait(0.004):
        peak = max(peak, resident())
watcher = threading.Thread(target=watch)
watcher.start()
for _ in stylize(photo, styles, params, encoder=encoder):
    pass
done.set()
watcher.join()
print(json.dumps([forecast, peak - before]))
"""


def main(
    encoders: Annotated[str, typer.Option(help="Encoders, with commas.")] = "pocket,vgg19",
    sizes: Annotated[str, typer.Option(help="Long sides in pixels, with commas.")] = "256,512,1024",
    strokes: Annotated[str, typer.Option(help="Style scales, with commas.")] = "0.25,1,4",
    styles: Annotated[str, typer.Option(help="Numbers of paintings, with commas.")] = "1,3",
    masks: Annotated[str, typer.Option(help="Without (0) and with (1) masks, with commas.")] = "0,1",
) -> None:
    """Print a table of estimates and peaks."""
    table = Table("encoder", "size", "strokes", "styles", "masks", "estimate, MiB", "peak, MiB", "estimate / peak")
    options = (part.split(",") for part in (encoders, sizes, strokes, styles, masks))
    for encoder, size, scale, count, masked in product(*options):
        command = [sys.executable, "-c", _ONE, json.dumps([encoder, int(size), float(scale), int(count), int(masked)])]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        estimate, peak = json.loads(told)
        row = (f"{estimate / 2**20:.0f}", f"{peak / 2**20:.0f}", f"{estimate / peak:.2f}")
        table.add_row(encoder, f"{size} px", scale, count, masked, *row)
        print(encoder, size, scale, count, masked, *row, file=sys.stderr, flush=True)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
