"""A cubist still life: a table from several viewpoints, with intersecting planes in ochre, slate and sand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import (
    Array,
    Shape,
    circle,
    filled,
    fractal,
    lined,
    mix,
    noise,
    picture,
    plane,
    relief,
    soften,
)

Outline = npt.NDArray[np.float64]
Colour = tuple[float, float, float]
_LEANS = (0.35, 1.15, 1.75, 2.55)  # directions of most edges
_TILT = -1.05  # of the guitar

_GROUND: tuple[Colour, ...] = (
    (0.76, 0.64, 0.42),
    (0.60, 0.47, 0.28),
    (0.40, 0.42, 0.42),
    (0.25, 0.33, 0.37),
    (0.86, 0.79, 0.62),
    (0.36, 0.25, 0.17),
    (0.52, 0.55, 0.46),
    (0.18, 0.19, 0.21),
)
_STRONG: tuple[Colour, ...] = ((0.72, 0.30, 0.15), (0.16, 0.36, 0.50), (0.85, 0.60, 0.20), (0.28, 0.40, 0.26))


@dataclass(frozen=True, slots=True)
class _Canvas:
    """The painted picture, and the fields that the brush uses."""

    rng: np.random.Generator
    x: Array
    y: Array
    colours: Array
    body: Array  # thickness of the paint
    hatch: Array

    @property
    def shape(self) -> Shape:
        return self.x.shape[0], self.x.shape[1]

    def facet(self, outline: Outline, colour: Colour, *, cover: float = 0.9, turn: float | None = None) -> None:
        """Paint a plane in short parallel strokes, bright along one edge and fading towards another."""
        long = max(self.shape)
        low, high = outline.min(0), outline.max(0)
        left, top = (max(0, int(at * long)) for at in low)
        window = slice(top, int(high[1] * long) + 2), slice(left, int(high[0] * long) + 2)
        part = self.colours[window]
        if part.size == 0:
            return
        shape = (part.shape[0], part.shape[1])
        mask = filled(shape, [(outline * long - (left, top)) / max(shape)])
        turn = self.rng.uniform(0, 2 * math.pi) if turn is None else turn
        x, y = self.x[window], self.y[window]
        along = x * math.cos(turn) + y * math.sin(turn)
        spread = along[mask > 0.5]
        if spread.size < 20:
            return
        first, last = float(spread.min()), float(spread.max())
        t = np.clip((along - first) / (last - first + 1e-6), 0, 1)
        over = y * math.cos(turn) - x * math.sin(turn)
        stroke = np.sin(over * 520 + 5 * self.hatch[window] + along * 30) * 0.5 + self.hatch[window]
        tone = np.asarray(colour, np.float32) * (0.66 + 0.62 * t + 0.10 * stroke)[..., None]
        opacity = mask * cover * np.clip(1.12 - 0.62 * (1 - t) ** 2 + 0.12 * stroke, 0, 1)
        part += (tone - part) * opacity[..., None]
        self.body[window] += mask * (0.5 * stroke + 0.3 - self.body[window]) * 0.8

    def line(self, curve: Outline, width: float, colour: Colour = (0.09, 0.08, 0.08), cover: float = 0.9) -> None:
        """Draw a line with the tip of a brush."""
        long, edge = max(self.shape), 2 * width
        left, top = (max(0, int(at * long)) for at in curve.min(0) - edge)
        right, bottom = (max(1, int(at * long)) for at in curve.max(0) + edge)
        window = slice(top, bottom), slice(left, right)
        part = self.colours[window]
        if part.size == 0:
            return
        shape = (part.shape[0], part.shape[1])
        mask = lined(shape, [(curve * long - (left, top)) / max(shape)], width * long / max(shape))
        part[:] = mix(part, colour, mask * np.clip(0.9 + 0.35 * self.hatch[window], 0.3, 1) * cover)


def cubism(size: int) -> Image.Image:
    """Paint a guitar, a bottle, a bowl of fruit and a sheet of music on a round table."""
    rng = np.random.default_rng(12)
    long = round(size * 1.3)
    shape = (long, round(long * 0.8))
    x, y = plane(shape)
    ground = np.ones((*shape, 3), np.float32) * np.array((0.55, 0.48, 0.36), np.float32)
    hatch = 0.6 * fractal(rng, shape, 70, 3) + 0.4 * noise(rng, shape, 190, 3)
    canvas = _Canvas(rng, x, y, ground, np.zeros(shape, np.float32), hatch)
    _shards(canvas)
    _things(canvas)
    _crossing(canvas)
    return picture(_varnished(canvas), size)


def _shards(canvas: _Canvas) -> None:
    """Divide the canvas by lines until the pieces are small, and paint every piece."""
    rng = canvas.rng
    pieces: list[Outline] = [np.array([(-0.02, -0.02), (0.82, -0.02), (0.82, 1.02), (-0.02, 1.02)])]
    while len(pieces) < 110:
        sizes = [_area(piece) * rng.uniform(0.3, 1) for piece in pieces]
        pieces += _cut(pieces.pop(int(np.argmax(sizes))), rng)
    for piece in pieces:
        middle = piece.mean(0)
        warm = 1 - min(1.0, float(np.hypot(middle[0] - 0.42, middle[1] - 0.5)) * 1.7)
        choice = _GROUND[:2] + _GROUND[4:5] if rng.random() < warm else _GROUND
        canvas.facet(piece, choice[int(rng.integers(len(choice)))], cover=0.97)
    for piece in pieces:
        if rng.random() < 0.65:
            first = int(rng.integers(len(piece)))
            canvas.line(np.roll(piece, first, 0)[: int(rng.integers(2, 4))], rng.uniform(0.0016, 0.0042))


def _area(outline: Outline) -> float:
    px, py = outline[:, 0], outline[:, 1]
    return abs(float(np.dot(px, np.roll(py, 1)) - np.dot(py, np.roll(px, 1)))) / 2


def _cut(outline: Outline, rng: np.random.Generator) -> list[Outline]:
    """Cut a convex outline in two by a line near its centre; most lines are steep or slightly tilted."""
    angle = rng.choice(_LEANS) + rng.normal(0, 0.22)
    normal = np.array((-math.sin(angle), math.cos(angle)))
    side = (outline - outline.mean(0) - rng.normal(0, 0.012, 2)) @ normal
    halves: list[Outline] = []
    for sign in (1, -1):
        points = []
        for i in range(len(outline)):
            a, b, da, db = outline[i - 1], outline[i], side[i - 1] * sign, side[i] * sign
            if (da < 0) != (db < 0):
                points.append(a + (b - a) * da / (da - db))
            if db >= 0:
                points.append(b)
        if len(points) >= 3:
            halves.append(np.array(points))
    return halves


def _things(canvas: _Canvas) -> None:
    rng = canvas.rng
    table = circle(0.41, 0.80, 0.36, 0.42, 80)
    for k in range(7):
        slice_ = np.concatenate([[(0.41, 0.80)], table[k * 11 : k * 11 + 14]])
        canvas.facet(slice_ + rng.normal(0, 0.008, 2), (_GROUND[5], _GROUND[1], _STRONG[0])[k % 3], cover=0.75)
    _guitar(canvas)
    _bottle(canvas)
    bowl = ((0.16, 0.735, 0.052, 2), (0.235, 0.765, 0.047, 0), (0.12, 0.80, 0.050, 3))
    for cx, cy, radius, strong in bowl:
        for k in range(4):
            fruit = circle(cx, cy, radius, 1.0, 60)
            half = fruit[k * 15 : k * 15 + 32] + rng.normal(0, 0.005, 2)
            canvas.facet(half, _STRONG[strong] if k % 2 else _GROUND[4], cover=0.85)
        canvas.line(circle(cx, cy, radius)[: int(rng.integers(26, 46))], 0.0035)
    for k in range(3):
        sheet = np.array([(0.50, 0.70), (0.68, 0.66), (0.72, 0.80), (0.53, 0.85)])
        canvas.facet(np.add(sheet, (0.012 * k, -0.020 * k)), (0.90, 0.85, 0.72), cover=0.8)
    for k in range(5):
        canvas.line(np.array([(0.545 + 0.004 * k, 0.705 + 0.022 * k), (0.70 + 0.005 * k, 0.668 + 0.022 * k)]), 0.0014)
        for _ in range(4):
            t = rng.uniform(0.05, 0.95)
            nx, ny = 0.545 + 0.155 * t, 0.705 + 0.022 * k - 0.037 * t
            canvas.facet(circle(nx, ny, 0.006, 0.75), (0.1, 0.09, 0.09), cover=1)
            canvas.line(np.array([(nx + 0.0055, ny), (nx + 0.0055, ny - 0.028)]), 0.0018)


def _guitar(canvas: _Canvas) -> None:
    """Paint the guitar: a body of two shifted halves, the hole, the strings, the neck."""
    t = np.linspace(0, 2 * np.pi, 160)
    waist = 0.165 + 0.040 * np.cos(2 * t) - 0.022 * np.cos(t) + 0.016 * np.cos(4 * t)
    u, v = waist * np.cos(t) * 1.35, waist * np.sin(t) * 0.95
    c, s = math.cos(_TILT), math.sin(_TILT)
    body = np.stack([0.40 + u * c - v * s, 0.53 + u * s + v * c], -1)
    wood = ((0.80, 0.55, 0.26), (0.62, 0.36, 0.16), (0.88, 0.72, 0.46), (0.45, 0.27, 0.15))
    for k in range(5):
        half = body[k * 30 : k * 30 + 62] + canvas.rng.normal(0, 0.016, 2)
        canvas.facet(half, wood[k % 4], cover=0.88)
        canvas.line(half[4:-10], 0.0045)
    across, up = np.array((-s, c)), np.array((c, s))
    middle = np.array((0.40, 0.53))
    for shift in (0.0, 0.030):
        neck = [
            middle + up * at + across * w for at, w in ((0.05, -0.024), (0.47, -0.018), (0.47, 0.018), (0.05, 0.024))
        ]
        canvas.facet(np.array(neck) + across * shift, ((0.24, 0.17, 0.13), (0.76, 0.62, 0.42))[shift > 0], cover=0.9)
    for k in range(9):
        fret = middle + up * (0.12 + 0.038 * k)
        canvas.line(np.stack([fret - across * 0.022, fret + across * 0.022]), 0.0016, (0.86, 0.80, 0.62))
    for radius, colour in ((0.056, (0.80, 0.68, 0.45)), (0.046, (0.12, 0.10, 0.10))):
        hole = circle(0.405, 0.525, radius, 1.0, 60)
        canvas.facet(hole[:34], colour, cover=1)
        canvas.facet(np.add(hole[28:60], (0.010, 0.006)), colour, cover=1)
    for k in range(6):
        off = across * (0.0062 * (k - 2.5))
        canvas.line(np.stack([middle - up * 0.14 + off * 1.3, middle + up * 0.47 + off]), 0.0013, (0.93, 0.89, 0.76))
    bridge = [middle - up * at + across * w for at, w in ((0.13, -0.05), (0.13, 0.05), (0.15, 0.05), (0.15, -0.05))]
    canvas.facet(np.array(bridge), (0.14, 0.11, 0.10), cover=1)


def _bottle(canvas: _Canvas) -> None:
    left = np.array([(0.585, 0.60), (0.585, 0.30), (0.622, 0.235), (0.622, 0.115), (0.650, 0.115), (0.650, 0.60)])
    right = left * (-1, 1) + (1.312, 0.022)
    canvas.facet(left, (0.14, 0.33, 0.29), cover=0.85, turn=0.1)
    canvas.facet(right, (0.34, 0.52, 0.45), cover=0.75, turn=0.2)
    canvas.line(left, 0.0045)
    canvas.line(right[1:5], 0.0035)
    label = np.array([(0.590, 0.40), (0.70, 0.385), (0.70, 0.49), (0.590, 0.50)])
    canvas.facet(label, (0.90, 0.82, 0.62), cover=0.95)
    for k in range(4):
        line = np.array([(0.605, 0.418 + 0.019 * k), (0.685 - 0.02 * (k % 2), 0.408 + 0.019 * k)])
        canvas.line(line, 0.0042, (0.16, 0.13, 0.12))
    for k in range(3):
        canvas.line(circle(0.655, 0.115 + 0.011 * k, 0.034, 0.32)[: 30 + 6 * k], 0.003)


def _crossing(canvas: _Canvas) -> None:
    """Paint planes of light and shade across the whole picture."""
    rng = canvas.rng
    for k in range(26):
        cx, cy = rng.uniform(0.05, 0.75), rng.uniform(0.05, 0.95)
        angle = rng.choice(_LEANS) + rng.normal(0, 0.15)
        reach, wide = rng.uniform(0.06, 0.2), rng.uniform(0.02, 0.07)
        along, over = np.array((math.cos(angle), math.sin(angle))), np.array((-math.sin(angle), math.cos(angle)))
        kite = np.array([-along * reach, over * wide, along * reach, -over * wide * 0.4]) + np.array((cx, cy))
        light = (0.95, 0.88, 0.70) if k % 2 else (0.13, 0.16, 0.19)
        canvas.facet(kite, light, cover=0.42, turn=angle)
        if k % 3 == 0:
            canvas.line(kite[:3], 0.0022)
    for _ in range(9):
        cx, cy, radius = rng.uniform(0.1, 0.7), rng.uniform(0.1, 0.9), rng.uniform(0.04, 0.12)
        first = int(rng.integers(0, 30))
        canvas.line(circle(cx, cy, radius)[first : first + int(rng.integers(8, 20))], 0.0026)


def _varnished(canvas: _Canvas) -> Array:
    weave = np.sin(canvas.x * 1500) * np.sin(canvas.y * 1500) * 0.10
    light, gloss = relief(canvas.body + weave, 1.1 * max(canvas.shape) / 1075)
    colours = canvas.colours * np.clip(0.5 + 0.5 * light, 0.6, 1.35)[..., None] + 0.05 * gloss[..., None]
    grey = soften(colours, 0.02)
    return np.asarray(colours + 0.22 * (colours - grey), np.float32)
