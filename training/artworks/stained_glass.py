"""A window of leaded glass: a sunrise over hills and a river."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import (
    Array,
    Shape,
    fractal,
    mix,
    noise,
    picture,
    plane,
    ramp,
    relief,
    sample,
    soften,
    step,
)

_RAYS = [
    (0.0, (1.00, 0.93, 0.50)),
    (0.10, (1.00, 0.78, 0.22)),
    (0.22, (0.98, 0.52, 0.12)),
    (0.36, (0.86, 0.22, 0.20)),
    (0.52, (0.52, 0.16, 0.44)),
    (0.72, (0.20, 0.20, 0.62)),
    (1.0, (0.05, 0.16, 0.50)),
]
_RINGS = (
    (0.0, 1), (0.075, 9), (0.135, 15), (0.20, 19), (0.275, 23), (0.355, 26), (0.44, 29), (0.53, 32), (0.63, 36),
)  # fmt: skip


def stained_glass(size: int) -> Image.Image:
    """Draw backlit leaded glass: a sunrise over hills and a river."""
    rng = np.random.default_rng(11)
    scale = round(size * 1.3)
    shape = (scale, round(scale * 0.8))
    x, y = plane(shape)
    panes = _Panes(rng)
    for cut in (_sky_panes, _land_panes, _border_panes):
        cut(panes)
    sites, tints = np.array(panes.sites, np.float32), np.array(panes.tints, np.float32)
    cell, edge, corner = _cells(shape, sites)
    own = tints[cell]

    turn = rng.uniform(-0.6, 0.6, len(sites)).astype(np.float32)[cell]
    shift = rng.uniform(0, 1, len(sites)).astype(np.float32)[cell]
    streaks = fractal(rng, (scale, scale), 34, 4, stretch=5)
    along, over = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    # Mirror the texture of the glass, so that no pane crosses its border.
    streak = sample(streaks, np.abs((along + shift) % 2 - 1) * scale, np.abs((over + shift * 1.7) % 2 - 1) * scale)
    ripple = fractal(rng, shape, 30, 3)
    light, gloss = relief(ripple * 0.5 + streak, 9 * scale / 1331)
    from_sun = np.exp(-np.hypot(x - 0.40, y - 0.40) * 1.5)
    glow = 0.72 + 0.75 * from_sun + 0.12 * step(0, 0.04, edge) + 0.40 * streak
    glass = own ** np.clip(1.2 - 0.6 * streak, 0.5, 2)[..., None] * glow[..., None]
    glass = glass * np.clip(0.75 + 0.25 * light, 0.6, 1.4)[..., None]
    bubbles = noise(rng, shape, 260) * noise(rng, shape, 90)
    glass += (0.22 * step(1.3, 1.5, bubbles) + 0.07 * gloss)[..., None]
    grime = step(0.002, 0.013, edge + 0.003 * ripple) * 0.5 + 0.5
    glass *= (grime + 0.08 * ripple * (1 - grime))[..., None]

    half = 0.0043 + 0.0008 * noise(rng, shape, 25)
    lump = step(0.011, 0.004, corner)
    half = half + 0.0022 * lump
    lead_light, lead_gloss = relief(
        np.sqrt(np.clip(1 - (edge / half) ** 2, 0, 1)) * half * scale + 0.5 * fractal(rng, shape, 130, 2), 1.0
    )
    lead = np.array((0.17, 0.17, 0.19)) * np.clip(lead_light, 0.2, 1.8)[..., None] + 0.28 * lead_gloss[..., None]
    lead += 0.05 * lump[..., None]
    cover = step(0, 0.0014, half - edge)
    bloom = soften(np.clip(glass, 0, 1.3) * (1 - cover)[..., None], 0.012)
    return picture(mix(glass, lead, cover) * 0.9 + 0.30 * np.clip(bloom, 0, 1) ** 1.3, size)


@dataclass(frozen=True, slots=True)
class _Panes:
    """Positions and colours of the panes: each is the Voronoi cell of its point."""

    rng: np.random.Generator
    sites: list[tuple[float, float]] = field(default_factory=list)
    tints: list[Array] = field(default_factory=list)

    def add(self, x: float, y: float, tint: npt.ArrayLike, vary: float = 0.05) -> None:
        """Add a pane with a colour of about `tint`."""
        self.sites.append((x, y))
        shade, hue = self.rng.normal(1, vary * 2), self.rng.normal(0, vary, 3)
        self.tints.append(np.clip(np.asarray(tint) * shade + hue, 0.02, 1))


def _hill(x: float) -> float:
    return 0.60 + 0.045 * math.sin(x * 8 + 0.6) - 0.03 * x


def _bank(x: float) -> float:
    return 0.76 + 0.03 * math.sin(x * 6 + 3)


def _sky_panes(panes: _Panes) -> None:
    """Add rings of panes around the sun."""
    for ring, (radius, count) in enumerate(_RINGS):
        for i in range(count):
            angle = (i + 0.5 * (ring % 2) + panes.rng.uniform(-0.12, 0.12)) / count * 2 * math.pi
            reach = radius + panes.rng.uniform(-0.008, 0.008) * ring**0.5
            x, y = 0.40 + reach * math.cos(angle), 0.40 + reach * math.sin(angle)
            if 0.06 < x < 0.74 and 0.06 < y < _hill(x) - 0.025:
                panes.add(x, y, ramp(_RAYS, np.array(radius * 1.5 + 0.10 * (i % 2) * (ring > 1))))


def _land_panes(panes: _Panes) -> None:
    """Add hills and the river; pairs of panes on both sides of an outline form it."""
    for middle in np.arange(0.075, 0.74, 0.047).tolist():
        x = middle + panes.rng.uniform(-0.008, 0.008)
        panes.add(x, _hill(x) - 0.013, (0.98, 0.62, 0.25) if abs(x - 0.4) < 0.16 else (0.62, 0.25, 0.42))
        panes.add(x, _hill(x) + 0.013, (0.10, 0.34, 0.20))
        panes.add(x + 0.02, _hill(x) + 0.058, (0.20, 0.50, 0.18), 0.08)
        panes.add(x, _bank(x) - 0.055, (0.42, 0.62, 0.14), 0.08)
        panes.add(x, _bank(x) - 0.013, (0.62, 0.70, 0.20))
        panes.add(x, _bank(x) + 0.013, (0.12, 0.52, 0.62))
    for row, y in enumerate((0.815, 0.85, 0.888, 0.925)):
        for x in np.arange(0.08 + 0.05 * (row % 2), 0.74, 0.098).tolist():
            water = ((0.07, 0.30, 0.62), (0.14, 0.55, 0.66), (0.04, 0.20, 0.48))[row % 3]
            tint = (0.98, 0.78, 0.36) if abs(x - 0.40) < 0.07 else water
            panes.add(x + panes.rng.uniform(-0.02, 0.02), y + panes.rng.uniform(-0.006, 0.006), tint, 0.07)


def _border_panes(panes: _Panes) -> None:
    for i in range(18):
        tint = (0.72, 0.06, 0.10) if i % 2 else (0.86, 0.55, 0.10)
        panes.add(0.024, (i + 0.5) / 18, tint)
        panes.add(0.776, (i + 0.5) / 18, tint)
        if 0 < i < 15:
            panes.add(0.024 + i * 0.752 / 15, 0.024, tint)
            panes.add(0.024 + i * 0.752 / 15, 0.976, tint)


def _cells(shape: Shape, sites: Array, tile: int = 24) -> tuple[npt.NDArray[np.intp], Array, Array]:
    """Voronoi cells: the nearest site of each pixel, and the distances to its nearest and second nearest border."""
    x, y = plane(shape)
    rows, columns = np.arange(shape[0]) // tile, np.arange(shape[1]) // tile
    middle = (np.stack(np.meshgrid(np.unique(columns), np.unique(rows)), -1) + 0.5) * tile / max(shape)
    away = np.linalg.norm(middle[:, :, None] - sites, axis=-1)
    nearby = np.argsort(away, axis=-1)[..., :14][rows[:, None], columns[None, :]]
    squares = [(x - sites[n, 0]) ** 2 + (y - sites[n, 1]) ** 2 for n in np.moveaxis(nearby, -1, 0)]
    nearest = np.argmin(squares, axis=0)
    cell = np.take_along_axis(nearby, nearest[..., None], -1)[..., 0]
    closest = np.min(squares, axis=0)
    edge, corner = np.full(shape, 9, np.float32), np.full(shape, 9, np.float32)
    for square, n in zip(squares, np.moveaxis(nearby, -1, 0), strict=True):
        apart = np.hypot(sites[n, 0] - sites[cell, 0], sites[n, 1] - sites[cell, 1])
        border = np.where(n == cell, 9, (square - closest) / (2 * np.maximum(apart, 1e-6))).astype(np.float32)
        corner = np.minimum(corner, np.maximum(edge, border))
        edge = np.minimum(edge, border)
    return cell, edge, corner
