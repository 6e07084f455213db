"""Mountains at a lake in the evening: noise terrain, rendered column by column, and its reflection in the water.

Terrain coordinates: x to the right, z away from the camera, heights above the water; all in one unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from training.artworks.brushes import (
    Array,
    Shape,
    develop,
    fractal,
    mix,
    noise,
    picture,
    plane,
    ramp,
    sample,
    soften,
    step,
    strokes,
    triple,
)

_CELLS, _FAR = 1400, 13.0  # cells and units along each side of the square terrain
_EYE, _FOCUS, _HORIZON = 0.11, 0.95, 0.60  # height of the camera, focal length in widths, horizon from the top
_SUN = np.array((-0.74, 0.42, -0.53), np.float32)
_GLOW = 0.16  # position of the sun, from the left
_HAZE = (0.46, 0.50, 0.66)


@dataclass(frozen=True, slots=True)
class _Terrain:
    height: Array
    colour: Array


def _terrain(rng: np.random.Generator) -> _Terrain:
    """Make the land with its colours in evening light."""
    ridges = _ridges(rng)
    rolling = fractal(rng, (_CELLS, _CELLS), 14, 4)
    ground = _ground(ridges, rolling)
    down, right = np.gradient(ground, _FAR / _CELLS)
    steep = np.hypot(down, right)
    trees = _trees(rng, ground, rolling, steep)
    height = ground + trees
    down, right = np.gradient(height, _FAR / _CELLS)
    upward = 1 / np.sqrt(1 + down**2 + right**2)
    light = np.clip((-right * _SUN[0] - down * _SUN[2] + _SUN[1]) * upward, 0, 1.2)
    light *= 1 - 0.85 * soften(_shadow(height), 0.0012)
    lit = light[..., None] * triple(1.75, 1.22, 0.76) + (0.35 + 0.65 * upward)[..., None] * triple(0.13, 0.17, 0.27)
    return _Terrain(height, _soil(rng, ground, rolling, steep, trees) * lit)


def _ridges(rng: np.random.Generator) -> Array:
    """Ridged noise, about 0 to 1: rough on ridges, smooth in valleys."""
    shape = (_CELLS, _CELLS)
    ridges, weight = np.zeros(shape, np.float32), np.ones(shape, np.float32)
    for octave in range(7):
        ridge = (1 - np.abs(noise(rng, shape, 4.5 * 2**octave))).clip(0, 1) ** 1.6
        ridges += 0.46**octave * 0.60 * ridge * weight
        weight = np.clip(ridge * 1.6, 0, 1)
    column, row = ((at + 0.05 * noise(rng, shape, 7)) * _CELLS for at in plane(shape))
    return sample(ridges, column, row)


def _ground(ridges: Array, rolling: Array) -> Array:
    """Heights: the lake in front, hills around it, mountains behind, and one high mountain."""
    x, z = plane((_CELLS, _CELLS))
    x, z = (x - 0.5) * _FAR, z * _FAR
    aside = np.abs(x + 0.25) / np.maximum(z, 0.5)
    shore = step(3.0, 4.6, z + 0.40 * rolling + 2.4 * step(0.10, 0.55, aside))
    height = -0.06 + 0.13 * shore + 0.09 * shore * (rolling + 0.6)
    rise = step(4.6, 8.6, z + 1.5 * step(0.15, 0.7, aside))
    height += rise * (ridges**1.5 * (1.15 + 0.65 * step(0.10, 0.6, aside)) + 0.10 * rise)
    height += (0.9 + 0.9 * ridges) * np.exp(-(np.hypot((x - 1.1) / 1.35, (z - 9.3) / 1.3) ** 1.4))
    return height


def _trees(rng: np.random.Generator, ground: Array, rolling: Array, steep: Array) -> Array:
    """Height of the trees above the ground: cones on low, gentle slopes."""
    far = np.arange(_CELLS)[:, None] * _FAR / _CELLS > 3.4
    wood = step(0.02, 0.06, ground) * step(0.62, 0.42, ground + 0.15 * rolling) * step(1.5, 0.9, steep) * far
    wood *= step(-0.25, 0.1, noise(rng, ground.shape, 30))
    at = rng.integers(6, _CELLS - 6, (2, 46000))
    at = at[:, wood[at[0], at[1]] > rng.random(at.shape[1])]
    tall = rng.uniform(0.045, 0.105, at.shape[1])
    trees = np.zeros(ground.shape, np.float32)
    for dy in range(-2, 3):
        for dx in range(-2, 3):
            np.maximum.at(trees, (at[0] + dy, at[1] + dx), tall * (1 - np.hypot(dx, dy) / 2.9))
    return trees


def _soil(rng: np.random.Generator, ground: Array, rolling: Array, steep: Array, trees: Array) -> Array:
    """Colours of rock, grass, snow, needles and sand."""
    grain = fractal(rng, ground.shape, 300, 2)
    strata = np.sin(ground * 55 + 2.5 * rolling) * 0.5
    rock = ramp(
        [(0, (0.17, 0.15, 0.16)), (0.5, (0.34, 0.30, 0.29)), (1, (0.52, 0.46, 0.42))],
        0.5 + 0.25 * strata + 0.25 * grain,
    )
    grass = mix((0.16, 0.20, 0.06), (0.44, 0.38, 0.14), np.clip(0.5 + 0.4 * rolling + 0.3 * grain, 0, 1))
    colour = mix(grass, rock, step(0.55, 0.95, steep + 0.3 * step(0.4, 0.7, ground)))
    snow = step(0.72, 1.0, ground + 0.28 * rolling + 0.16 * grain) * step(2.4, 1.3, steep + 0.3 * grain)
    colour = mix(colour, (0.92, 0.93, 0.97), snow)
    lush = np.clip(0.5 + 0.5 * noise(rng, ground.shape, 220) + 2 * trees, 0, 1)
    colour = mix(colour, mix((0.035, 0.075, 0.045), (0.11, 0.17, 0.07), lush), trees > 0.004)
    return mix(colour, (0.40, 0.34, 0.26), step(0.022, 0.008, ground) * (trees <= 0.004))


def _shadow(height: Array) -> Array:
    """1 where the terrain itself hides the sun."""
    coarse = height[::2, ::2]
    reach, index = np.full(coarse.shape, -9, np.float32), np.arange(len(coarse))
    for cells in np.arange(1, 34):
        row, column = (np.clip(index + round(cells * float(_SUN[i])), 0, len(coarse) - 1) for i in (2, 0))
        np.maximum(reach, coarse[row][:, column] - np.float32(cells * 2 * _FAR / _CELLS * _SUN[1]), out=reach)
    shadow = step(0.0, 0.03, reach - coarse)
    return shadow.repeat(2, axis=0).repeat(2, axis=1)[: len(height), : len(height)]


def mountain_lake(size: int) -> Image.Image:
    """Mountains at a lake in the evening."""
    rng = np.random.default_rng(12)
    wanted, size = size, round(size * 1.15)
    shape = (round(size * 0.75), size)
    terrain = _terrain(rng)
    sky = _sky(rng, (round(size * 0.75 * _HORIZON * 1.25), size))
    x, y = plane(shape)
    horizon = 0.75 * _HORIZON
    above = _view(terrain, sky, size, horizon - y, eye=_EYE)
    photo = above.colour
    # Water: the view from below the surface, upside down and distorted.
    lower = slice(int(horizon * size), shape[0])
    drop = np.maximum(y - horizon, 1e-4)
    ripple = fractal(rng, shape, 90, 3, stretch=7) * 0.7 + noise(rng, shape, 26, 9) * 0.5
    ripple *= 0.010 * np.clip(drop / 0.12, 0.12, 1.5)
    below = np.zeros_like(photo)
    below[lower] = _view(terrain, sky, size, (drop + ripple)[lower], eye=-_EYE).colour
    grazing = np.clip(1 - drop / np.hypot(_FOCUS, drop) * 1.4, 0, 1) ** 2
    deep = mix((0.01, 0.035, 0.045), (0.025, 0.06, 0.07), step(0.0, 0.25, drop))
    water = below * (0.32 + 0.52 * grazing)[..., None] + deep
    calm = step(0.3, 0.7, noise(rng, shape, 9, 6) + 0.5 * noise(rng, shape, 40, 9)) * step(0.16, 0.01, drop)
    water = mix(water, (0.55, 0.58, 0.68), 0.16 * calm)
    wet = (y > horizon) & (above.distance >= _EYE * _FOCUS / drop * 0.985)
    photo = np.where(wet[..., None], water, photo)
    photo = _foreground(rng, photo)
    glow = np.exp(-(((x - _GLOW) / 0.34) ** 2) - ((y - 0.30) / 0.26) ** 2)
    photo += glow[..., None] * triple(0.16, 0.10, 0.035)
    photo *= (1.06 - 0.55 * ((x - 0.5) ** 2 + (y - 0.37) ** 2))[..., None]
    return picture(develop(photo * 0.60, 1.7) + rng.normal(0, 0.012, photo.shape), wanted)


@dataclass(frozen=True, slots=True)
class _View:
    colour: Array
    distance: Array


def _view(terrain: _Terrain, sky: Array, size: int, rise: Array, *, eye: float) -> _View:
    """Render the view of a level camera; `rise` is each pixel's height above the horizon, in picture widths.

    Each column of pixels covers one straight line of terrain, so it needs only the highest outline so far.
    """
    steps = 620
    depth = (0.5 * (_FAR * 0.985 / 0.5) ** np.linspace(0, 1, steps)).astype(np.float32)
    across = (np.arange(size, dtype=np.float32) + 0.5) / size - 0.5
    cell_x = (across[None, :] / _FOCUS * depth[:, None] / _FAR + 0.5) * _CELLS
    cell_z = np.broadcast_to((depth / _FAR * _CELLS)[:, None], cell_x.shape)
    height = sample(terrain.height, cell_x, cell_z)
    if eye < 0:
        height = np.where(height > 0.012, height, -9)
    angle = (height - eye) / depth[:, None] * _FOCUS
    outline = np.maximum.accumulate(angle, axis=0)
    first = np.empty(rise.shape, np.int32)
    for column in range(size):
        first[:, column] = np.searchsorted(outline[:, column], rise[:, column])
    hit = first < steps
    k = np.clip(first, 1, steps - 1)
    columns = np.broadcast_to(np.arange(size), k.shape)
    before, after = outline[k - 1, columns], outline[k, columns]
    part = np.clip((rise - before) / np.maximum(after - before, 1e-6), 0, 1)
    distance = np.where(hit, depth[k - 1] + (depth[k] - depth[k - 1]) * part, np.float32(1e3)).astype(np.float32)
    x, z = across / _FOCUS * np.minimum(distance, _FAR), np.minimum(distance, _FAR)
    land = sample(terrain.colour, (x / _FAR + 0.5) * _CELLS, z / _FAR * _CELLS)
    haze = 1 - np.exp(-(np.maximum(z - 2.5, 0) ** 1.25) * 0.052)
    warm = np.exp(-(((columns / size - _GLOW) / 0.35) ** 2))
    land = mix(land, mix(_HAZE, (0.95, 0.66, 0.44), warm), haze * 0.9)
    up = sky.shape[0] - 1 - np.clip(rise, 0, None) * size
    seen = sample(sky, columns.astype(np.float32), up)
    return _View(np.where(hit[..., None], land, seen), distance)


def _sky(rng: np.random.Generator, shape: Shape) -> Array:
    """Draw the sky; the last row is the horizon."""
    x, y = plane(shape)
    rise = shape[0] / shape[1] - y
    colours = ramp(
        [
            (0, (1.00, 0.76, 0.52)),
            (0.08, (0.96, 0.76, 0.64)),
            (0.22, (0.62, 0.68, 0.82)),
            (0.42, (0.30, 0.45, 0.74)),
            (0.6, (0.16, 0.30, 0.60)),
        ],
        rise,
    )
    sun = np.hypot(x - _GLOW, rise - 0.17)
    colours = mix(colours, (1.25, 0.92, 0.52), 0.85 * np.exp(-sun * 4.5))
    # Clouds lie in a plane, so they get denser towards the horizon.
    flat_x, flat_y = (x - 0.5) / (rise + 0.14), 1 / (rise + 0.14)
    field = fractal(rng, (900, 900), 9, 6)
    lumps = sample(field, 450 + flat_x * 120, flat_y * 120)
    towards = sample(field, 450 + flat_x * 120 - 8, flat_y * 120 + 6)
    body = step(0.0, 0.42, lumps + 0.07)
    bright = np.clip(0.70 + 1.5 * (lumps - towards) - 0.50 * body, 0, 1)
    cloud = ramp([(0, (0.36, 0.36, 0.50)), (0.45, (0.80, 0.60, 0.56)), (1, (1.45, 1.12, 0.82))], bright)
    colours = mix(colours, cloud, body * 0.92)
    wisps = fractal(rng, shape, 6, 5, stretch=5)
    return mix(colours, (1.05, 0.92, 0.86), 0.35 * step(0.1, 0.8, wisps) * step(0.05, 0.2, rise))


def _foreground(rng: np.random.Generator, photo: Array) -> Array:
    """Draw pines and grass on the near shore."""
    shape = (photo.shape[0], photo.shape[1])
    long = max(shape)
    x, y = plane(shape)
    bank = (
        0.735
        - 0.10 * step(0.34, 0.0, x)
        - 0.05 * step(0.80, 1.0, x)
        + 0.010 * noise(rng, shape, 9)
        + 0.004 * noise(rng, shape, 40)
    )
    bank = np.minimum(bank, 0.742)
    earth = mix((0.045, 0.050, 0.022), (0.13, 0.115, 0.05), np.clip(0.5 + 0.5 * fractal(rng, shape, 60, 3), 0, 1))
    photo = mix(photo, earth, step(0, 0.004, y - bank))
    for at, foot, tall in (
        (0.070, 0.70, 0.60),
        (0.165, 0.69, 0.40),
        (0.012, 0.72, 0.46),
        (0.955, 0.73, 0.47),
        (0.890, 0.735, 0.27),
    ):
        photo = _pine(rng, photo, at, foot, tall)
    count = 9000
    start = np.stack([rng.uniform(0, 1, count), np.zeros(count)], -1)
    column = (start[:, 0] * (shape[1] - 1)).astype(int)
    edge = np.argmax(y - bank > 0, axis=0)[column] / long
    start[:, 1] = edge + 0.006 + rng.random(count) ** 1.3 * np.maximum(0.77 - edge, 0.02)
    start = start[np.argsort(start[:, 1])]
    lean = (-np.pi / 2 + 0.35 * noise(rng, shape, 8) + 0.35 * noise(rng, shape, 140)).astype(np.float32)
    near = np.clip((start[:, 1] - 0.60) / 0.15, 0.25, 1)
    length = (near * rng.uniform(0.016, 0.052, count) * long).astype(np.float32)
    width = (near * rng.uniform(0.0010, 0.0020, count) * long).astype(np.float32)
    laid = strokes(shape, (start * long).astype(np.float32), lean, length=length, width=width, ragged=0.2, rng=rng)
    tint = mix((0.045, 0.060, 0.020), (0.26, 0.22, 0.07), rng.random(count) ** 2)
    blade = tint[laid.owner] * (0.35 + 1.25 * laid.along**1.5)[..., None]
    photo = np.where((laid.owner >= 0)[..., None], blade, photo)
    heads = np.flatnonzero(rng.random(count) < 0.05)  # some blades have a flower
    tips = start[heads] * long + np.stack([np.zeros(len(heads)), -0.8 * length[heads]], -1)
    size = np.maximum(near[heads] * 0.0040 * long, 2).astype(np.float32)
    level = np.zeros(shape, np.float32)
    dots = strokes(shape, tips.astype(np.float32), level, length=size, width=size, ragged=0.0, rng=rng)
    petals = np.array(((0.80, 0.76, 0.70), (0.78, 0.55, 0.08), (0.42, 0.24, 0.58)), np.float32)[
        rng.integers(3, size=len(heads))
    ]
    return np.where((dots.owner >= 0)[..., None], petals[dots.owner] * (0.75 - 0.25 * dots.across)[..., None], photo)


def _pine(rng: np.random.Generator, photo: Array, at: float, foot: float, tall: float) -> Array:
    """Draw a pine: twigs hang on both sides of the trunk, lower ones in front."""
    shape = (photo.shape[0], photo.shape[1])
    long = max(shape)
    x, y = plane(shape)
    wide = 0.19 * tall
    trunk = step(0.010 * tall, 0.006 * tall, np.abs(x - at) * tall / (0.05 + np.abs(y - foot + tall) + 1e-3) * 0.9)
    trunk *= (y < foot) & (y > foot - tall)
    photo = mix(photo, (0.05, 0.035, 0.028), trunk)
    count = int(5200 * (tall / 0.6))
    down = np.sort(rng.random(count) ** 0.75)
    layer = np.abs((down * 15) % 1)
    side = rng.uniform(-1, 1, count)
    spread = wide * down**0.85 * (0.45 + 0.55 * layer) * side
    py = foot - tall + tall * 0.90 * down + np.abs(side) * 0.045 * tall * down - 0.01 * tall
    start = np.stack([at + spread * 0.8, py], -1)
    droop = np.clip((x - at) / wide, -1, 1)
    direction = (np.pi / 2 - 1.15 * np.sign(droop) * np.abs(droop) ** 0.35 + 0.7 * noise(rng, shape, 150)).astype(
        np.float32
    )
    length = (rng.uniform(0.020, 0.055, count) * tall * (0.35 + down) * long).astype(np.float32)
    width = np.full(count, max(0.0042 * tall * long, 1.3), np.float32)
    laid = strokes(shape, (start * long).astype(np.float32), direction, length=length, width=width, ragged=0.4, rng=rng)
    sunny = np.clip(0.5 - side * 0.75, 0, 1) * rng.random(count) ** 1.5 * (0.4 + 0.6 * (1 - layer))
    tint = mix((0.012, 0.024, 0.016), (0.19, 0.17, 0.055), sunny)
    needle = tint[laid.owner] * (0.6 + 0.8 * laid.along)[..., None]
    return np.where((laid.owner >= 0)[..., None], needle, photo)
