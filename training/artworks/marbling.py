"""Marbled paper: drops of paint float on water, combs draw patterns, and a sheet lifts the paint off."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from training.artworks.brushes import Array, Shape, fractal, noise, picture, relief, soften

_PAINTS = (
    (0.05, 0.09, 0.22),
    (0.06, 0.26, 0.48),
    (0.12, 0.56, 0.62),
    (0.95, 0.90, 0.78),
    (0.90, 0.64, 0.16),
    (0.80, 0.20, 0.13),
    (0.42, 0.06, 0.16),
    (0.98, 0.80, 0.62),
)
_CURLS = (
    (0.24, 0.56, 1.5),
    (0.72, 0.22, -1.7),
    (0.90, 0.66, 1.3),
    (0.52, 0.74, -1.4),
    (0.10, 0.12, -1.2),
    (0.44, 0.30, 1.1),
)
Move = Callable[[Array, Array], tuple[Array, Array]]


def marbling(size: int) -> Image.Image:
    """Draw feathers with a comb and curls with a stick, then sprinkle drops."""
    rng = np.random.default_rng(31)
    long = round(size * 1.6)
    shape = (round(long * 0.8), long)
    y, x = (np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32) + np.float32(0.5)) / long
    x, y = x.ravel(), y.ravel()
    paint = np.full(x.size, -1, np.int16)
    left = np.arange(x.size)
    # Undo the moves in reverse order: trace each pixel back to the drop that coloured it.
    for moment in reversed(_bath(rng)):
        if isinstance(moment, tuple):
            cx, cy, radius, colour = moment
            dx, dy = x - np.float32(cx), y - np.float32(cy)
            square = dx * dx + dy * dy
            inside = square < radius**2
            paint[left[inside]] = colour
            out = ~inside
            left, dx, dy, square = left[out], dx[out], dy[out], square[out]
            shrink = np.sqrt(1 - np.float32(radius**2) / square)
            x, y = cx + dx * shrink, cy + dy * shrink
        else:
            x, y = moment(x, y)
    paint[left] = 0
    return picture(_lifted(rng, paint.reshape(shape), shape), size)


def _bath(rng: np.random.Generator) -> list[Move | tuple[float, float, float, int]]:
    """The operations on the bath, in order: drops (x, y, radius, paint) and moves of the water."""
    moments: list[Move | tuple[float, float, float, int]] = []
    for i in range(150):
        radius = float(rng.uniform(0.022, 0.062)) * (1.7 if i < 40 else 1)
        moments.append((*_anywhere(rng), radius, int((i * 3 + rng.integers(2)) % 7)))
    moments += [_comb(angle=0.0, spacing=0.085, reach=0.16, start=0.01), _comb(0.0, 0.085, -0.16, 0.0525)]
    moments += [_comb(angle=np.pi / 2, spacing=0.030, reach=0.085, start=0.0), _wave(0.020, 0.27, 0.4)]
    moments += [_vortex(cx, cy, turn, 0.085) for cx, cy, turn in _CURLS]
    for _ in range(60):
        moments.append((*_anywhere(rng), float(rng.uniform(0.002, 0.007)), int(rng.choice([0, 3, 4, 7]))))
    return [*moments, _wave(0.012, 0.19, 2.0)]


def _anywhere(rng: np.random.Generator) -> tuple[float, float]:
    return float(rng.uniform(-0.1, 1.1)), float(rng.uniform(-0.1, 0.9))


def _comb(angle: float, spacing: float, reach: float, start: float) -> Move:
    """Draw a comb through the bath: each tooth drags paint along, less at larger distance."""
    along = np.array((np.cos(angle), np.sin(angle)), np.float32)
    over = np.array((-np.sin(angle), np.cos(angle)), np.float32)

    def back(x: Array, y: Array) -> tuple[Array, Array]:
        from_tooth = np.abs((x * over[0] + y * over[1] - start + spacing / 2) % spacing - spacing / 2)
        pull = np.float32(reach) * np.float32(0.72) ** (from_tooth / np.float32(spacing / 14))
        return x - along[0] * pull, y - along[1] * pull

    return back


def _vortex(cx: float, cy: float, turn: float, radius: float) -> Move:
    def back(x: Array, y: Array) -> tuple[Array, Array]:
        dx, dy = x - np.float32(cx), y - np.float32(cy)
        angle = -np.float32(turn * 2.2) * np.exp(-np.hypot(dx, dy) / np.float32(radius))
        c, s = np.cos(angle), np.sin(angle)
        return cx + dx * c - dy * s, cy + dx * s + dy * c

    return back


def _wave(height: float, length: float, phase: float) -> Move:
    def back(x: Array, y: Array) -> tuple[Array, Array]:
        return x - np.float32(height) * np.sin(y * np.float32(2 * np.pi / length) + np.float32(phase)), y

    return back


def _lifted(rng: np.random.Generator, paint: Array, shape: Shape) -> Array:
    """Transfer the paint to paper: thin white cracks, uneven pigment, and the paper's fibres."""
    colours = np.array(_PAINTS, np.float32)[paint.astype(np.int16)]
    grain = fractal(rng, shape, 150, 3)
    body = fractal(rng, shape, 18, 4)
    colours = colours * (1 + 0.16 * body + 0.07 * grain)[..., None]
    edges = np.zeros(shape, np.float32)
    for axis in (0, 1):
        edges += np.abs(np.diff(paint, axis=axis, append=paint[-1:] if axis == 0 else paint[:, -1:])) > 0
    rim = soften(np.clip(edges, 0, 1), 0.0016)
    colours = colours * (1 - 0.35 * np.clip(rim, 0, 1))[..., None]
    sheen = noise(rng, shape, 5, 2.5) * 0.05 + 1
    light, _ = relief(grain, 0.4 * max(shape) / 1229)
    return np.asarray(soften(colours, 0.0007) * (sheen * np.clip(0.6 + 0.4 * light, 0.8, 1.1))[..., None], np.float32)
