"""Sheets of results, rated by another network: ``python -m benchmarks.quality --help``.

The judging network (`benchmarks.judge`) differs from the painting network.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Annotated
from unittest.mock import patch

import numpy as np
import typer
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.table import Table

from benchmarks.judge import Judge, Point, network_of, painter_of, picture_of, tensor
from nst import images, recipe, stylize
from nst.inputs import stages
from nst.networks.encoders import Encoder
from nst.objective.objective import StyleCache
from nst.params import Params, Pooling, StyleLoss

_PHOTOS = "fox,mountain-lake,still-life"
_STYLES = "night-wind,stained-glass,waves,garden,comic,mosaic,marbling,linocut"
_PAIRS = (
    "fox+night-wind,mountain-lake+waves,still-life+garden,fox+stained-glass,mountain-lake+mosaic,still-life+linocut"
)
_CELL, _GAP = 190, 4

app = typer.Typer(add_completion=False, rich_markup_mode=None)
Photos = Annotated[str, typer.Option(help="Files, or names of our own, with commas.")]
Styles = Annotated[str, typer.Option(help="The same, of paintings.")]
Network = Annotated[str, typer.Option("--encoder", help="Paints: an encoder, or a teacher KIND=FILE of training.")]
Other = Annotated[str, typer.Option("--judge", help="Judges: the same kinds.")]
Size = Annotated[int, typer.Option(help="Long side in pixels.")]
Keep = Annotated[Path | None, typer.Option(help="Folder for the single results; what lies there is not redone.")]
Name = Annotated[str, typer.Option("--recipe", help="Recipe to paint by.")]


def _pictures(names: str, side: int = 1024) -> Iterator[tuple[str, Image.Image]]:
    for name in names.split(","):
        yield Path(name).stem, picture_of(name, side)


@app.command()
def sheet(
    output: Annotated[Path, typer.Argument(help="Where the sheet goes: .jpg or .png.")],
    photos: Photos = _PHOTOS,
    styles: Styles = _STYLES,
    encoder: Network = "pocket",
    judge: Other = "vgg16",
    recipe_name: Name = "standard",
    size: Size = 512,
    keep: Keep = None,
) -> None:
    """Paint every photo in every style; print the judge's style / content distances for each cell."""
    painter, other, cache = painter_of(encoder), network_of(judge), StyleCache(1000)
    paintings = list(_pictures(styles))
    rows: list[list[Image.Image | None]] = [[None, *(image for _, image in paintings)]]
    table = Table("photo", *(name for name, _ in paintings), title=f"{painter.name}, judged by {other.name}")
    for photo_name, photo in _pictures(photos):
        row: list[Image.Image | None] = [photo]
        told = [photo_name]
        for style_name, painting in paintings:
            file = keep and keep / f"{photo_name}-{style_name}.png"
            result = _kept(file, photo, painting, recipe(recipe_name, size=size), painter, cache)
            said = _said(other, photo, painting, result)
            told.append(f"{said.style:.2f} / {said.content:.2f}")
            row.append(result)
        rows.append(row)
        table.add_row(*told)
    Console(width=200).print(table)
    images.save(_composed(rows, [name for name, _ in paintings]), output)


def _said(judge: Encoder, photo: Image.Image, painting: Image.Image, result: Image.Image) -> Point:
    """Rate a result with a network, with photo and painting resized to the result."""
    small = images.fit_image(painting, max(result.size))
    return Judge(judge, tensor(photo.resize(result.size)), tensor(small))(tensor(result), 0)


def _composed(rows: list[list[Image.Image | None]], names: list[str], cell: int = _CELL) -> Image.Image:
    font = ImageFont.load_default(size=14)
    heights = [max(_height(image, cell) for image in row if image) for row in rows]
    width = len(rows[0]) * (cell + _GAP)
    page = Image.new("RGB", (width, sum(heights) + _GAP * len(rows) + 20), "white")
    drawing, top = ImageDraw.Draw(page), 20
    for column, name in enumerate(names, start=1):
        drawing.text((column * (cell + _GAP) + cell / 2, 10), name, fill="black", font=font, anchor="mm")
    for row, height in zip(rows, heights, strict=True):
        for column, image in enumerate(row):
            if image is not None:
                small = image.resize((cell, _height(image, cell)), Image.Resampling.LANCZOS)
                page.paste(small, (column * (cell + _GAP), top))
        top += height + _GAP
    return page


def _height(image: Image.Image, cell: int) -> int:
    return min(round(image.height * cell / image.width), round(cell * 1.4))


@app.command()
def losses(
    photos: Photos = _PHOTOS,
    styles: Styles = "night-wind,stained-glass,waves,garden",
    encoder: Network = "pocket",
    judge: Other = "vgg16",
    weights: Annotated[str, typer.Option(help="Style weights, rising, with commas.")] = "2.5,10",
    seconds: Annotated[float, typer.Option(help="For each picture.")] = 8.0,
    size: Size = 256,
    sheets: Annotated[Path | None, typer.Option(help="Folder for a sheet of each loss and weight.")] = None,
) -> None:
    """Compare the style losses at equal time and equal content distance, averaged over all pairs.

    The content distance is the mean of all runs. Each loss's style distance there is interpolated between its weights.
    """
    painter, other = painter_of(encoder), network_of(judge)
    originals, paintings = [photo for _, photo in _pictures(photos)], list(_pictures(styles))
    found: dict[StyleLoss, list[tuple[float, float, float]]] = {kind: [] for kind in StyleLoss}
    for kind, weight in product(StyleLoss, [float(weight) for weight in weights.split(",")]):
        told: list[tuple[float, float, float]] = []
        rows: list[list[Image.Image | None]] = [[None, *(image for _, image in paintings)]]
        for photo in originals:
            rows.append([photo])
            for _, painting in paintings:
                params = recipe(size=size, style_loss=kind, style_weight=weight)
                steps = _affordable(painter, photo, painting, params, seconds)
                result = _kept(None, photo, painting, replace(params, steps=steps), painter)
                said = _said(other, photo, painting, result)
                told.append((said.content, said.style, steps))
                rows[-1].append(result)
        content, style, count = (_mean(column) for column in zip(*told, strict=True))
        found[kind].append((content, style, count))
        if sheets:
            sheets.mkdir(parents=True, exist_ok=True)
            images.save(_composed(rows, [name for name, _ in paintings]), sheets / f"{kind}-{weight:g}.png")
    goal = _mean(content for points in found.values() for content, _, _ in points)
    title = f"{seconds:.0f} s each, {len(told)} pairs, judged by {other.name}"
    columns = [f"content / style, weight {weight}" for weight in weights.split(",")]
    table = Table("style loss", *columns, f"style at content {goal:.2f}", "steps", title=title)
    for kind, points in found.items():
        contents, distances, counts = zip(*points, strict=True)
        told_points = [f"{content:.3f} / {style:.3f}" for content, style, _ in points]
        edge = "" if contents[0] <= goal <= contents[-1] else " (at the edge)"
        table.add_row(kind, *told_points, f"{np.interp(goal, contents, distances):.3f}{edge}", f"{_mean(counts):.0f}")
    Console(width=140).print(table)


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _affordable(painter: Encoder, photo: Image.Image, painting: Image.Image, params: Params, seconds: float) -> int:
    """Number of steps that fit into the time."""
    since = time.perf_counter()
    for _ in stylize(photo, painting, replace(params, steps=20), encoder=painter):
        pass
    return max(20, int(20 * seconds / (time.perf_counter() - since)))


@app.command()
def fidelity(
    output: Annotated[Path, typer.Argument(help="Where a sheet goes: photo, painting, the teacher's, pocket's.")],
    teacher: Annotated[str, typer.Option(help="Paints and judges: a teacher KIND=FILE of training.")],
    pairs: Annotated[str, typer.Option(help="Photo+painting, with commas: files, or names of our own.")] = _PAIRS,
    weights: Annotated[str, typer.Option(help="Style weights for pocket, rising, with commas.")] = "2.5,5,10,20",
    pooling: Annotated[Pooling, typer.Option(help="What the judge pools.")] = Pooling.MAXIMUM,
    size: Size = 512,
    keep: Keep = None,
) -> None:
    """Compare pocket with its teacher: style distance in the teacher's features, at equal content distance.

    Pocket paints with several weights; its style distance at the teacher's content is interpolated between them.
    """
    large, small = painter_of(teacher), painter_of("pocket")
    judge = network_of(teacher).pooled(maximum=pooling is Pooling.MAXIMUM)
    title = f"{size} px, judged by {judge.name}, pooling: {pooling}"
    table = Table("pair", "content", "style, teacher", "style, pocket", "times", title=title)
    rows: list[list[Image.Image | None]] = []
    ratios: list[float] = []
    for pair in pairs.split(","):
        (photo_name, photo), (style_name, painting) = (next(_pictures(name, size)) for name in pair.split("+"))
        see = Judge(judge, tensor(photo), tensor(painting))

        def painted(painter: Encoder, label: str, weight: float | None = None) -> tuple[Image.Image, Point]:
            file = keep and keep / f"{photo_name}-{style_name}-{label}.png"  # noqa: B023  called at once
            result = _kept(file, photo, painting, recipe(size=size, style_weight=weight), painter)  # noqa: B023
            return result, see(tensor(result), 0)  # noqa: B023

        goal_image, goal = painted(large, "teacher")
        found = [painted(small, f"pocket-{weight}", float(weight)) for weight in weights.split(",")]
        points = [point for _, point in found]
        style = float(np.interp(goal.content, [p.content for p in points], [p.style for p in points]))
        nearest, _ = min(found, key=lambda one: abs(one[1].content - goal.content))
        ratios.append(style / goal.style)
        rows.append([photo, painting, goal_image, nearest])
        edge = "" if points[0].content <= goal.content <= points[-1].content else " (at the edge)"
        told = [f"{goal.content:.3f}", f"{goal.style:.3f}", f"{style:.3f}{edge}", f"{ratios[-1]:.2f}"]
        table.add_row(f"{photo_name}, {style_name}", *told)
    table.add_row("geometric mean", "", "", "", f"{float(np.exp(np.log(ratios).mean())):.2f}")
    Console(width=120).print(table)
    images.save(_composed(rows, ["painting", "teacher", "pocket"], cell=300), output)


@app.command()
def strength(
    pairs: Annotated[str, typer.Option(help="As for fidelity.")] = "fox+night-wind,mountain-lake+stained-glass",
    encoder: Network = "pocket",
    judge: Other = "pocket",
    recipe_name: Name = "draft",
    size: Size = 256,
) -> None:
    """Show the distance from the photo and from the style, by strength."""
    painter, other = painter_of(encoder), network_of(judge)
    table = Table("strength", title=f"content / style, {painter.name}, judged by {other.name}")
    rows: dict[float, list[str]] = {number / 8: [] for number in range(9)}
    for pair in pairs.split(","):
        table.add_column(pair)
        photo, painting = (picture_of(name, size) for name in pair.split("+"))
        see = Judge(other, tensor(photo), tensor(painting))
        for share, told in rows.items():
            result = _kept(None, photo, painting, recipe(recipe_name, size=size, strength=share), painter)
            said = see(tensor(result), 0)
            told.append(f"{said.content:.3f} / {said.style:.3f}")
    for share, told in rows.items():
        table.add_row(f"{share:.3f}", *told)
    Console().print(table)


@app.command()
def schedules(
    pairs: Annotated[str, typer.Option(help="As for fidelity.")] = "fox+night-wind,still-life+linocut",
    encoder: Network = "pocket",
    tried: Annotated[
        str, typer.Option(help="Rate, steps and growth of the steps from size to size, as a power of 2.")
    ] = "0.015:300:-0.6,0.03:300:-0.6,0.03:200:0,0.03:160:0.8,0.03:200:1.5",
    recipe_name: Name = "standard",
    size: Size = 512,
) -> None:
    """Show the engine's final loss at full size, by the distribution of steps over the scales."""
    painter = painter_of(encoder)
    table = Table("rate", "steps", title=f"{painter.name}, {size} px: seconds, content + style = loss")
    rows: dict[str, list[str]] = {one: [] for one in tried.split(",")}
    for pair in pairs.split(","):
        table.add_column(pair)
        photo, painting = (picture_of(name, size) for name in pair.split("+"))
        for one, told in rows.items():
            rate, steps, growth = (float(number) for number in one.split(":"))
            params = recipe(recipe_name, size=size, learning_rate=rate, steps=int(steps))
            with patch.object(stages, "_GROWTH", growth):
                *_, last = stylize(photo, painting, params, encoder=painter)
                taken = "/".join(str(stage.steps) for stage in stages.schedule(photo.size, params))
            assert last.result is not None
            end = last.result.last
            told[:2] = [f"{rate:g}", f"{steps:.0f}: {taken}"]
            told.append(f"{last.result.seconds:.1f}, {end.content:.3f} + {end.style:.3f} = {end.total:.3f}")
    for told in rows.values():
        table.add_row(*told)
    Console(width=120).print(table)


def _kept(
    file: Path | None,
    photo: Image.Image,
    painting: Image.Image,
    params: Params,
    painter: Encoder,
    cache: StyleCache | None = None,
) -> Image.Image:
    """Return the painted picture, from its file if it exists."""
    if file is not None and file.exists():
        return images.load(file)
    *_, last = stylize(photo, painting, params, encoder=painter, cache=cache)
    assert last.result is not None
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        images.save(last.result.image, file)
    return last.result.image


if __name__ == "__main__":
    app()
