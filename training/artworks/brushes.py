"""Tools for procedural pictures on numpy arrays: noise, colours, soft edges and brush strokes.

Lengths are fractions of the long side unless in pixels, so that a picture looks the same at every size. Colours are RGB
from 0 to 1; a field is an array of shape (height, width). Arrays are float32 where speed matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

Array = npt.NDArray[np.floating[Any]]
Shape = tuple[int, int]


def triple(a: float, b: float, c: float) -> Array:
    """A colour or a vector."""
    return np.array((a, b, c), np.float32)


def plane(shape: Shape) -> tuple[Array, Array]:
    """Coordinates x and y of every pixel's centre, in units of the long side, from the upper left corner."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) + np.float32(0.5)
    return x / max(shape), y / max(shape)


def step(low: float | Array, high: float | Array, x: float | Array) -> Array:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    t = np.clip((np.asarray(x, np.float32) - low) / (np.asarray(high, np.float32) - low), 0, 1)
    risen: Array = (t * t * (3 - 2 * t)).astype(np.float32)
    return risen


def mix(a: npt.ArrayLike, b: npt.ArrayLike, t: npt.ArrayLike) -> Array:
    """Interpolate from colour `a` to colour `b` as the field `t` goes from 0 to 1."""
    weight = np.asarray(t, np.float32)[..., None]
    a, b = np.asarray(a, np.float32), np.asarray(b, np.float32)
    mixed: Array = a + (b - a) * weight
    return mixed


def ramp(stops: Sequence[tuple[float, tuple[float, float, float]]], t: Array) -> Array:
    """Map the field `t` to colours by `stops` of (position, colour)."""
    places = [place for place, _ in stops]
    return np.stack([np.interp(t, places, [c[i] for _, c in stops]) for i in range(3)], -1).astype(np.float32)


def noise(rng: np.random.Generator, shape: Shape, cells: float, stretch: float = 1.0) -> Array:
    """Smooth noise, about −1 to 1, with `cells` bumps along the long side; `stretch` widens the bumps sideways."""
    across, down = cells * shape[1] / max(shape) / stretch, cells * shape[0] / max(shape)
    lattice = rng.uniform(-1, 1, (int(down) + 5, int(across) + 5)).astype(np.float32)
    box = (1.5, 1.5, 1.5 + across, 1.5 + down)
    smooth = Image.fromarray(lattice).resize((shape[1], shape[0]), Image.Resampling.BICUBIC, box=box)
    return np.asarray(smooth, np.float32) * np.float32(1.6)


def fractal(rng: np.random.Generator, shape: Shape, cells: float, octaves: int = 5, stretch: float = 1.0) -> Array:
    """Noise at several scales, about −1 to 1; each octave is twice as fine and half as strong."""
    layers = (noise(rng, shape, cells * 2**i, stretch) * np.float32(0.55 * 0.5**i) for i in range(octaves))
    return sum(layers, start=np.zeros(shape, np.float32))


def soften(field: Array, radius: float) -> Array:
    """Blur a field or a picture by about `radius`."""
    height, width = field.shape[:2]
    pixels = max(radius * max(height, width), 1.0)
    small = (max(2, round(width / pixels)), max(2, round(height / pixels)))
    if field.ndim == 3:
        return np.stack([soften(field[..., i], radius) for i in range(field.shape[2])], -1)
    reduced = Image.fromarray(np.ascontiguousarray(field)).resize(small, Image.Resampling.BILINEAR)
    return np.asarray(reduced.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def sample(field: Array, x: Array, y: Array) -> Array:
    """Sample a field or picture at pixel coordinates, with bilinear interpolation and replicated borders."""
    height, width = field.shape[:2]
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    left, top = x.astype(np.int32), y.astype(np.int32)
    u, v = x - left, y - top
    if field.ndim == 3:
        u, v = u[..., None], v[..., None]
    upper = field[top, left] * (1 - u) + field[top, left + 1] * u
    lower = field[top + 1, left] * (1 - u) + field[top + 1, left + 1] * u
    between: Array = (upper * (1 - v) + lower * v).astype(np.float32)
    return between


def relief(height: Array, depth: float, light: tuple[float, float, float] = (-0.5, -0.6, 0.62)) -> tuple[Array, Array]:
    """Light on a surface, 1 where it is flat, and its gloss; `depth` scales its heights in pixels."""
    down, right = np.gradient(height * np.float32(depth))
    length = np.sqrt(right * right + down * down + 1)
    towards = (-right * light[0] - down * light[1] + light[2]) / length
    gloss = np.clip((-right * light[0] - down * light[1] + light[2] + 1) / length / np.sqrt(2 * (light[2] + 1)), 0, 1)
    return (towards / light[2]).astype(np.float32), (gloss**40).astype(np.float32)


def develop(light: Array, gamma: float) -> Array:
    """Convert light of any intensity to colours, with a film-like roll-off in the highlights."""
    light = np.clip(light, 0, None)
    film: Array = (light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)) ** (1 / gamma)
    return film


def filled(shape: Shape, outlines: Iterable[npt.ArrayLike]) -> Array:
    """1 inside the outlines, each an array of points (x, y) in units of the long side."""
    image = Image.new("L", (shape[1], shape[0]))
    draw = ImageDraw.Draw(image)
    for outline in outlines:
        draw.polygon([(float(px), float(py)) for px, py in np.asarray(outline) * max(shape)], fill=255)
    return np.asarray(image, np.float32) / 255


def lined(shape: Shape, curves: Iterable[npt.ArrayLike], width: float) -> Array:
    """1 on the curves, drawn with one width and round joints; each is an array of points (x, y) in long sides."""
    image = Image.new("L", (shape[1], shape[0]))
    draw = ImageDraw.Draw(image)
    for curve in curves:
        points = [(float(px), float(py)) for px, py in np.asarray(curve) * max(shape)]
        draw.line(points, fill=255, width=max(1, round(width * max(shape))), joint="curve")
    return np.asarray(image, np.float32) / 255


def circle(x: float, y: float, radius: float, squash: float = 1.0, points: int = 48) -> npt.NDArray[np.float64]:
    """The outline of a disc, or of an ellipse that is `squash` times as tall as it is wide."""
    turn = np.linspace(0, 2 * np.pi, points)
    return np.stack([x + radius * np.cos(turn), y + radius * squash * np.sin(turn)], -1)


def picture(colours: Array, size: int | None = None) -> Image.Image:
    """Colours as an image, scaled to a long side of `size` if given."""
    image = Image.fromarray((np.clip(colours, 0, 1) * 255 + 0.5).astype(np.uint8))
    if size and size != max(image.size):
        scale = size / max(image.size)
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image


@dataclass(frozen=True, slots=True)
class Strokes:
    """The top brush stroke at every pixel, and the pixel's position on it.

    Attributes:
        owner: index of the stroke, −1 where there is none.
        along: 0 at its start to 1 at its end.
        across: −1 at its left edge to 1 at its right one.
    """

    owner: npt.NDArray[np.int32]
    along: Array
    across: Array


def strokes(
    shape: Shape,
    start: Array,
    direction: Array,
    *,
    length: Array,
    width: Array,
    ragged: float,
    rng: np.random.Generator,
) -> Strokes:
    """Lay strokes over each other in order; each follows the direction field from its start.

    Args:
        shape: of the canvas.
        start: pixel coordinates (x, y) of each stroke, shape (n, 2).
        direction: angle in radians at every pixel.
        length: of each stroke, in pixels.
        width: of each stroke, in pixels.
        ragged: unevenness of the ends, 0 to 1.
        rng: random generator for the uneven ends.
    """
    steps, lanes = int(np.ceil(length.max() * 1.25)) + 1, int(np.ceil(width.max() * 1.2)) + 1
    along = np.linspace(0, 1, steps, dtype=np.float32)
    across = np.linspace(-1, 1, lanes, dtype=np.float32)
    taper = np.sqrt(np.clip(1 - (2 * along - 1) ** 6, 0, 1))
    # The canvas has a margin of one pixel, which collects everything outside.
    rows, columns = shape[0] + 2, shape[1] + 2
    top = np.full(rows * columns, -1, np.int32)
    batch = max(1, 1_000_000 // (steps * lanes))
    for first in range(0, len(start), batch):
        part = slice(first, first + batch)
        x, y, angle = _paths(start[part], direction, length[part], steps)
        half = width[part, None] / 2 * taper
        column = (x + 1)[..., None] - (np.sin(angle) * half)[..., None] * across
        row = (y + 1)[..., None] + (np.cos(angle) * half)[..., None] * across
        ends = 1 - ragged * rng.random((len(x), 1, lanes), np.float32) ** 2
        cell = np.clip(row, 0, rows - 1).astype(np.int32) * columns + np.clip(column, 0, columns - 1).astype(np.int32)
        cell = np.where(along[None, :, None] <= ends, cell, 0)
        begin = first * steps * lanes
        top[cell.ravel()] = np.arange(begin, begin + cell.size, dtype=np.int32)  # for equal cells the last one wins
    top = top.reshape(rows, columns)[1:-1, 1:-1]
    stroke, place = np.divmod(top, steps * lanes)
    return Strokes(np.where(top < 0, -1, stroke), along[place // lanes], across[place % lanes])


def _paths(start: Array, direction: Array, length: Array, steps: int) -> tuple[Array, Array, Array]:
    x, y, angle = (np.empty((len(start), steps), np.float32) for _ in range(3))
    here_x, here_y, pace = start[:, 0].copy(), start[:, 1].copy(), length / steps
    for i in range(steps):
        row = np.clip(here_y, 0, direction.shape[0] - 1).astype(np.int32)
        column = np.clip(here_x, 0, direction.shape[1] - 1).astype(np.int32)
        x[:, i], y[:, i], angle[:, i] = here_x, here_y, direction[row, column]
        here_x += np.cos(angle[:, i]) * pace
        here_y += np.sin(angle[:, i]) * pace
    return x, y, angle
