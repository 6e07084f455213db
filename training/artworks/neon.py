"""Neon lights at night: a striped sun, wireframe mountains, a grid up to the horizon, and glow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import (
    Array,
    Shape,
    filled,
    fractal,
    lined,
    mix,
    noise,
    picture,
    plane,
    ramp,
    soften,
    step,
)

_CYAN, _PINK, _VIOLET, _AMBER = (0.10, 0.92, 1.0), (1.0, 0.16, 0.68), (0.50, 0.22, 1.0), (1.0, 0.66, 0.16)
_HORIZON = 0.475
_PALMS = ((0.085, 0.78, 0.55, 0.05), (0.20, 0.66, 0.36, 0.03), (0.93, 0.80, 0.60, -0.07), (0.82, 0.64, 0.33, -0.02))
Outline = npt.NDArray[np.float64]


class _Tubes:
    """A sum of lights: thin bright tubes and their glow."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.light = np.zeros((*shape, 3), np.float32)

    def glow(self, mask: Array, colour: tuple[float, float, float], power: float = 1.0) -> None:
        """Add a tube along a mask: white inside, coloured around."""
        halo = 0.55 * soften(mask, 0.003) + 0.75 * soften(mask, 0.009) + 0.75 * soften(mask, 0.030)
        core = mix(np.zeros(3), np.asarray(colour) * 0.7 + 0.3, mask)
        self.light += power * (core + halo[..., None] * np.asarray(colour, np.float32))

    def hide(self, mask: Array, keep: float = 0.0) -> None:
        """Darken the area of a mask."""
        self.light *= (1 - (1 - keep) * mask)[..., None]


def neon(size: int) -> Image.Image:
    """Draw a night drive."""
    rng = np.random.default_rng(84)
    long = round(size * 1.5)
    shape = (round(long * 0.8), long)
    x, y = plane(shape)
    tubes = _Tubes(shape)
    tubes.light += _sky(rng, x, y, shape)
    _sun(tubes, x, y)
    _mountains(tubes, rng, y)
    _skyline(tubes, rng)
    _floor(tubes, rng, x, y)
    _palms(tubes, rng)
    return picture(_screened(tubes.light, rng, x, y, shape), size)


def _sky(rng: np.random.Generator, x: Array, y: Array, shape: Shape) -> Array:
    clouds = fractal(rng, shape, 4, 5, stretch=1.8)
    colours = ramp(
        [(0, (0.02, 0.01, 0.08)), (0.5, (0.10, 0.02, 0.26)), (0.85, (0.36, 0.03, 0.42)), (1, (0.75, 0.10, 0.50))],
        np.clip(y / _HORIZON, 0, 1) + 0.10 * clouds,
    )
    veil = step(0.0, 0.8, clouds + 0.3 * np.sin(x * 6 + y * 9))
    ribbons = np.exp(-((np.sin(x * 5 + 14 * y + 2.2 * clouds) / 0.16) ** 2)) * np.exp(-(((y - 0.14) / 0.10) ** 2))
    colours = colours + ribbons[..., None] * (0.05, 0.42, 0.40)
    colours = colours + veil[..., None] * (0.05, 0.10, 0.22) + step(0.1, 0.9, -clouds)[..., None] * (0.16, 0.01, 0.12)
    stars = noise(rng, shape, 300) + 0.3 * noise(rng, shape, 23)
    twinkle = step(1.50, 1.7, stars) * (y < _HORIZON)
    shining = twinkle + 2 * soften(twinkle, 0.002)
    return np.asarray(colours + shining[..., None] * (0.75, 0.85, 1.0), np.float32)


def _sun(tubes: _Tubes, x: Array, y: Array) -> None:
    cx, cy, radius = 0.52, 0.315, 0.185
    disc = step(radius + 0.001, radius - 0.001, np.hypot(x - cx, y - cy))
    depth = (y - cy + radius) / (2 * radius)
    bars = step(-0.02, 0.02, np.sin(depth * 62) + 1.15 - 1.9 * depth)
    colours = ramp(
        [(0, (1.0, 0.93, 0.35)), (0.45, (1.0, 0.52, 0.22)), (0.75, (1.0, 0.16, 0.50)), (1, (0.72, 0.08, 0.80))], depth
    )
    tubes.hide(disc, 0.35)
    tubes.light += (disc * bars)[..., None] * colours * 0.95
    tubes.light += soften(disc, 0.05)[..., None] * np.array((0.55, 0.10, 0.34), np.float32) * 0.6
    ring = np.exp(-(((np.hypot(x - cx, y - cy) - radius - 0.010) / 0.0016) ** 2))
    tubes.glow(ring, _AMBER, 0.5)


def _mountains(tubes: _Tubes, rng: np.random.Generator, y: Array) -> None:
    columns, rows = 34, 8
    for side, colour in ((0, _CYAN), (1, _VIOLET)):
        px = np.linspace(-0.04, 1.04, columns)
        rise = np.abs(px - 0.52) ** 0.8
        tops = 0.16 * rise * (0.65 + 0.7 * rng.random(columns)) + 0.02 * rng.random(columns)
        tops *= 1.7 if side == 0 else 0.9
        foot = _HORIZON + 0.002
        lift = np.linspace(0, 1, rows)[:, None] ** 0.8
        jitter = rng.normal(0, 0.006, (rows, columns)) * np.sin(np.pi * lift)
        mesh_y = foot - tops * lift + jitter
        mesh_x = px + rng.normal(0, 0.004, (rows, columns)) * np.sin(np.pi * lift)
        ridge = np.stack([mesh_x[-1], mesh_y[-1]], -1)
        body = filled(tubes.shape, [np.concatenate([ridge, [(1.05, foot), (-0.05, foot)]])])
        tubes.hide(body, 0.10)
        tubes.light += body[..., None] * mix((0.02, 0.0, 0.10), np.asarray(colour) * 0.16, step(0.25, _HORIZON, y))
        mesh = [np.stack([mesh_x[r], mesh_y[r]], -1) for r in range(1, rows - 1)]
        mesh += [np.stack([mesh_x[:, c], mesh_y[:, c]], -1) for c in range(columns)]
        zigzag = np.arange(rows)
        for c in range(columns - 1):
            across = c + zigzag % 2
            mesh.append(np.stack([mesh_x[zigzag, across], mesh_y[zigzag, across]], -1))
        tubes.glow(lined(tubes.shape, mesh, 0.0012) * body, colour, 0.75)
        tubes.glow(lined(tubes.shape, [ridge], 0.0026), colour, 1.15)


def _skyline(tubes: _Tubes, rng: np.random.Generator) -> None:
    left, towers = 0.26, []
    windows: list[Outline] = []
    while left < 0.78:
        wide = rng.uniform(0.014, 0.034)
        roof = _HORIZON - rng.uniform(0.02, 0.10) * (1.25 - 2.2 * abs(left - 0.52))
        towers.append(np.array([(left, _HORIZON), (left, roof), (left + wide, roof), (left + wide, _HORIZON)]))
        pane = np.array([(0, 0), (0.003, 0), (0.003, 0.0034), (0, 0.0034)])
        windows += [
            pane + np.array((wx, wy))
            for wy in np.arange(roof + 0.005, _HORIZON - 0.004, 0.0075)
            for wx in np.arange(left + 0.003, left + wide - 0.004, 0.0062)
            if rng.random() < 0.55
        ]
        left += wide * rng.uniform(1.0, 1.3)
    tubes.hide(filled(tubes.shape, towers), 0.04)
    for colour, part in ((_AMBER, windows[::3]), (_CYAN, windows[1::3]), (_PINK, windows[2::3])):
        tubes.glow(filled(tubes.shape, part), colour, 0.55)
    tubes.glow(lined(tubes.shape, towers[::2], 0.0012), _PINK, 0.5)
    tubes.glow(lined(tubes.shape, towers[1::2], 0.0012), _CYAN, 0.5)


def _floor(tubes: _Tubes, rng: np.random.Generator, x: Array, y: Array) -> None:
    ground = (y > _HORIZON).astype(np.float32)
    # The wet ground reflects the scene above, blurred and distorted.
    rows, columns = tubes.shape
    horizon = int(_HORIZON * max(tubes.shape))
    sway = (noise(rng, tubes.shape, 34, 6) * 0.010 * columns).astype(np.int32)
    source = np.clip(2 * horizon - np.arange(rows), 0, horizon - 1)[:, None]
    column = np.clip(np.arange(columns)[None, :] + sway, 0, columns - 1)
    shine = soften(tubes.light, 0.004)[source, column] * np.array((0.30, 0.30, 0.46), np.float32)
    tubes.light[:] = np.where(ground[..., None] > 0, shine + np.array((0.03, 0.0, 0.08), np.float32), tubes.light)
    depth = np.clip(y - _HORIZON, 1e-4, 1)
    thin = 0.0012 + 0.0065 * depth
    across = (x - 0.52) / (depth + 0.012) * 1.25
    beams = np.exp(-(((across - np.round(across)) * (depth + 0.012) / 1.25 / thin) ** 2))
    far = 0.42 / (depth + 0.012)
    rungs = np.exp(-(((far - np.round(far)) * (depth + 0.012) ** 2 / 0.42 / thin) ** 2))
    near = ground * step(0.0, 0.05, depth)
    tubes.glow(beams * near, _PINK, 0.85)
    tubes.glow(rungs * near, _CYAN, 0.75)
    tubes.glow(np.exp(-(((y - _HORIZON) / 0.0016) ** 2)), _CYAN, 0.8)


def _palms(tubes: _Tubes, rng: np.random.Generator) -> None:
    t = np.linspace(0, 1, 40)
    for cx, foot, tall, lean in _PALMS:
        trunk = np.stack([cx + lean * t**2, foot - tall * t], -1)
        half = (0.010 * (1 - 0.55 * t) * tall / 0.5)[:, None] * np.array((1, 0))
        body = [np.concatenate([trunk + half, (trunk - half)[::-1]])]
        fronds, edges = [], []
        for k in range(13):
            turn = np.pi * (k / 12) * 1.3 - 0.15 * np.pi + rng.normal(0, 0.08)
            reach = tall * rng.uniform(0.30, 0.42)
            fall = reach * 0.85 * t**2.2 - reach * np.sin(turn) * t * 0.75
            spine = trunk[-1] + np.stack([reach * np.cos(turn) * t, fall], -1)
            width = (0.030 * tall / 0.5 * np.sin(np.pi * np.clip(t * 1.02, 0, 1)) ** 0.6)[:, None]
            teeth = np.where(np.arange(40) % 2 == 0, 1.0, 0.25)[:, None]
            fronds.append(np.concatenate([spine, (spine + width * teeth * (0.25, 1.0))[::-1]]))
            edges.append(spine)
        tubes.hide(filled(tubes.shape, body + fronds), 0.03)
        tubes.glow(lined(tubes.shape, [*edges, *fronds], 0.0014), _CYAN if lean > 0 else _AMBER, 0.6)
        tubes.glow(lined(tubes.shape, [(trunk - half)], 0.0016), _PINK if lean > 0 else _CYAN, 1.0)


def _screened(light: Array, rng: np.random.Generator, x: Array, y: Array, shape: Shape) -> Array:
    """Imitate an old screen: colour fringes, scan lines, grain and bloom."""
    off = max(1, round(0.0014 * max(shape)))
    light = np.stack([np.roll(light[..., 0], off, 1), light[..., 1], np.roll(light[..., 2], -off, 1)], -1)
    light = light + 0.35 * soften(np.clip(light - 0.45, 0, 2), 0.02)
    colours = 1 - np.exp(-1.7 * np.clip(light, 0, None))
    lines = 0.93 + 0.07 * np.sin(y * 2 * np.pi * 190)
    grain = 1 + 0.07 * fractal(rng, shape, 260, 2)
    edge = 1 - 0.55 * np.clip(np.hypot(x - 0.5, (y - 0.4) * 1.2) - 0.35, 0, 1)
    return np.asarray(colours * (lines * grain * edge)[..., None], np.float32)
