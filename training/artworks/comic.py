"""A page of an old comic book: four inks, halftone dots, misregistered plates."""

from __future__ import annotations

import math
from copy import copy

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import Array, Shape, circle, filled, fractal, lined, mix, noise, picture, plane, step

_CYAN, _MAGENTA, _YELLOW = (0.05, 0.62, 0.86), (0.90, 0.10, 0.36), (1.0, 0.87, 0.05)
_PAPER, _INK = (0.97, 0.94, 0.85), (0.07, 0.06, 0.10)
Outline = npt.NDArray[np.float64]


class _Page:
    """Three colour plates, from 0 (paper) to 1 (solid), and the black plate with the lines."""

    def __init__(self, shape: Shape) -> None:
        self.shape, self.long, self.corner = shape, max(shape), (0, 0)
        self.x, self.y = plane(shape)
        self.plates = [np.zeros(shape, np.float32) for _ in range(3)]
        self.black = np.zeros(shape, np.float32)

    def part(self, left: float, top: float, right: float, bottom: float) -> _Page:
        """A view of a part of the page; drawing on it draws on the page."""
        column, row = (max(0, int(at * self.long)) for at in (left, top))
        window = (
            slice(row, max(row + 1, int(bottom * self.long))),
            slice(column, max(column + 1, int(right * self.long))),
        )
        part = copy(self)
        part.x, part.y, part.black = self.x[window], self.y[window], self.black[window]
        part.plates = [plate[window] for plate in self.plates]
        part.shape, part.corner = (part.x.shape[0], part.x.shape[1]), (column, row)
        return part

    def area(self, *outlines: Outline) -> Array:
        """1 inside the outlines."""
        return filled(self.shape, [self._here(outline) for outline in outlines])

    def strokes(self, *curves: Outline, width: float) -> Array:
        """1 on the lines."""
        return lined(self.shape, [self._here(curve) for curve in curves], width * self.long / max(self.shape))

    def lay(self, mask: Array, cyan: float | Array, magenta: float | Array, yellow: float | Array) -> None:
        """Cover an area with colour."""
        for plate, tone in zip(self.plates, (cyan, magenta, yellow), strict=True):
            plate[:] = plate + mask * (tone - plate)
        self.black *= 1 - mask

    def ink(self, mask: Array) -> None:
        """Print black."""
        np.maximum(self.black, mask, out=self.black)

    def outline(self, outline: Outline, width: float) -> None:
        """Draw a closed outline."""
        self.ink(self.strokes(np.concatenate([outline, outline[:2]]), width=width))

    def _here(self, points: Outline) -> Outline:
        return (points * self.long - self.corner) / max(self.shape)


def comic(size: int) -> Image.Image:
    """Draw an explosion above a city, with rays, smoke and speed lines."""
    rng = np.random.default_rng(17)
    long = round(size * 1.7)
    page = _Page((round(long * 0.8), long))
    _rays(page)
    _blast(page, rng)
    _city(page, rng)
    _smoke(page, rng)
    return picture(_printed(page, rng), size)


def _rays(page: _Page) -> None:
    dx, dy = page.x - 0.50, page.y - 0.33
    turn = (np.arctan2(dy, dx) / (2 * np.pi) + 1) * 15
    odd = (turn % 1 < 0.5).astype(np.float32)
    far = np.hypot(dx, dy)
    shade = np.clip(far * 1.25 - 0.18, 0, 1)
    page.lay(np.ones(page.shape, np.float32), np.clip(shade * 1.1, 0, 0.85), 0.0, 0.15)
    page.lay(odd, 0.0, np.clip(shade * 0.9, 0.05, 0.8), 1.0)
    # Speed lines run in from the edges, thick outside.
    fine = (turn * 9) % 1
    lines = (np.abs(fine - 0.5) < np.clip(far - 0.47, 0, 1) * 0.75) & (np.sin(turn.astype(np.int32) * 7.3) > -0.2)
    page.ink(lines.astype(np.float32) * step(0.44, 0.45, far))


def _star(cx: float, cy: float, inner: float, outer: float, spikes: int, rng: np.random.Generator) -> Outline:
    points = []
    for i in range(spikes * 2):
        angle = (i + rng.uniform(-0.16, 0.16)) / (2 * spikes) * 2 * math.pi
        reach = (outer if i % 2 else inner) * rng.uniform(0.82, 1.18)
        points.append((cx + reach * math.cos(angle) * 1.2, cy + reach * math.sin(angle)))
    return np.array(points)


def _blast(page: _Page, rng: np.random.Generator) -> None:
    for inner, outer, spikes, tones, width in (
        (0.245, 0.375, 17, (0.0, 0.95, 1.0), 0.0065),
        (0.190, 0.290, 15, (0.0, 0.45, 1.0), 0.0050),
        (0.120, 0.205, 13, (0.0, 0.0, 1.0), 0.0045),
        (0.070, 0.130, 11, (0.0, 0.0, 0.0), 0.0040),
    ):
        star = _star(0.50, 0.33, inner, outer, spikes, rng)
        fall = np.clip((page.y - 0.33) / outer * 0.5 + 0.35, 0, 1)
        cyan, magenta, yellow = tones
        page.ink(page.area(np.add(star, (0.012, 0.014))))
        page.lay(page.area(star), cyan, magenta * (0.55 + 0.6 * fall), yellow * (0.6 + 0.4 * fall))
        page.outline(star, width)
    bolt = np.array([(0.53, 0.16), (0.40, 0.355), (0.485, 0.345), (0.435, 0.52), (0.60, 0.29), (0.515, 0.30)])
    page.ink(page.area(np.add(bolt, (0.014, 0.014))))
    page.lay(page.area(bolt), np.clip((page.y - 0.2) * 2.2, 0.08, 0.75), 0.0, 0.0)
    page.outline(bolt, 0.0065)


def _city(page: _Page, rng: np.random.Generator) -> None:
    rows = ((0.60, (0.55, 0.25, 0.0)), (0.66, (0.75, 0.0, 0.35)), (0.72, (0.12, 0.85, 0.4)))
    for row, (top, tones) in enumerate(rows):
        left = -0.02 - 0.03 * row
        while left < 1.0:
            wide, roof = rng.uniform(0.06, 0.12), top - rng.uniform(-0.04, 0.10)
            _house(page, rng, (left, roof, wide), tones)
            left += wide * rng.uniform(0.98, 1.25)


def _house(page: _Page, rng: np.random.Generator, at: tuple[float, float, float], tones: tuple[float, ...]) -> None:
    left, roof, wide = at
    right = left + wide
    part = page.part(left - 0.01, roof - 0.01, right + 0.01, 0.8)
    wall = np.array([(left, 0.9), (left, roof), (right, roof), (right, 0.9)])
    shade = np.clip((part.x - left) / wide * 0.6 + (part.y - roof) * 0.8, 0, 1)
    cyan, magenta, yellow = (tone * (0.35 + 0.85 * shade) for tone in tones)
    part.lay(part.area(wall), cyan, magenta, yellow)
    hatched = right - 0.2 * wide
    side = np.array([(hatched, 0.9), (hatched, roof), (right, roof), (right, 0.9)])
    part.ink(part.area(side) * (((part.x + part.y) * 150) % 1 < 0.42))
    for wy in np.arange(roof + 0.018, 0.79, 0.027).tolist():
        for wx in np.arange(left + 0.012, right - 0.25 * wide, 0.021).tolist():
            pane = page.part(wx, wy, wx + 0.011, wy + 0.015)
            if rng.random() < 0.55:
                pane.lay(np.ones(pane.shape, np.float32), 0.0, 0.05, 0.95)
            else:
                pane.ink(np.ones(pane.shape, np.float32))
    part.outline(wall, 0.0042)


def _smoke(page: _Page, rng: np.random.Generator) -> None:
    puffs = [
        (x + rng.normal(0, 0.012), 0.80 - 0.10 * abs(2 * x - 1) ** 1.5 + rng.normal(0, 0.018))
        for x in np.linspace(-0.03, 1.03, 22).tolist()
    ]
    puffs += [(0.08 * k + rng.normal(0, 0.01), 0.055 - 0.012 * k) for k in range(4)]
    puffs += [(1.0 - 0.08 * k, 0.06 - 0.012 * k + rng.normal(0, 0.01)) for k in range(4)]
    for i in rng.permutation(len(puffs)).tolist():
        px, py = puffs[i]
        radius = rng.uniform(0.045, 0.078)
        part = page.part(px - radius - 0.01, py - radius - 0.01, px + radius + 0.01, py + radius + 0.01)
        shade = np.clip(((part.x - px) + (part.y - py) * 1.5) / radius * 0.42 + 0.12, 0, 0.75)
        part.lay(part.area(circle(px, py, radius)), shade, shade * 0.25, 0.0)
        part.outline(circle(px, py, radius), 0.0048)
        turn = np.linspace(0.25, 1.5, 20) + rng.uniform(-0.3, 0.3)
        for reach in (0.78, 0.60):
            arc = np.stack([px + reach * radius * np.cos(turn), py + reach * radius * np.sin(turn)], -1)
            part.ink(part.strokes(arc[: int(20 * reach)], width=0.0032))


def _printed(page: _Page, rng: np.random.Generator) -> Array:
    """Turn shades into halftone dots, with one screen angle per ink, and print the plates on cheap paper."""
    x, y = page.x, page.y
    paper = np.asarray(_PAPER, np.float32) * (1 + 0.03 * fractal(rng, page.shape, 160, 3))[..., None]
    worn = np.clip(1 - 0.12 * np.clip(noise(rng, page.shape, 220) - 0.55, 0, 1) * 3, 0, 1)
    pitch = 1 / 88
    screens = ((_CYAN, 0.26, 0.0012), (_MAGENTA, 1.31, -0.001), (_YELLOW, 0.0, 0.0005))
    for plate, (colour, angle, off) in zip(page.plates, screens, strict=True):
        shift = round(off * page.long)
        tone = np.roll(plate, (shift, -shift), (0, 1))
        u = (x * math.cos(angle) + y * math.sin(angle)) / pitch
        v = (y * math.cos(angle) - x * math.sin(angle)) / pitch
        screen = 0.5 - 0.25 * (np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v))  # 0 at the centre of a dot, 1 between
        amount = step(-0.07, 0.07, np.clip(tone, 0, 1) * 1.06 - 0.03 - screen)
        amount = np.where(tone > 0.93, 1, amount * (tone > 0.03)) * worn
        paper = paper * (1 - amount[..., None] * (1 - np.asarray(colour, np.float32)))
    return mix(paper, _INK, page.black * np.clip(worn + 0.04, 0, 1))
