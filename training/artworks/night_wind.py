"""An oil painting: wind, stars and a field of wheat."""

from __future__ import annotations

import numpy as np
from PIL import Image

from training.artworks.brushes import (
    Array,
    fractal,
    mix,
    noise,
    picture,
    plane,
    ramp,
    relief,
    sample,
    step,
    strokes,
)

_STARS = ((0.80, 0.17, 0.105), (0.17, 0.14, 0.06), (0.42, 0.09, 0.045), (0.60, 0.30, 0.04), (0.06, 0.36, 0.04))
_SWIRLS = ((0.36, 0.30, 0.13, 1.0), (0.55, 0.40, 0.09, -1.0), (0.95, 0.42, 0.08, 1.0))


def night_wind(size: int) -> Image.Image:
    """Paint stars and wind above a field of wheat in thick oil."""
    rng = np.random.default_rng(4)
    scale = size * 1.3
    shape = (round(scale * 0.8), round(scale))
    x, y = plane(shape)
    stream = fractal(rng, shape, 3, 3, stretch=1.8) * 0.05 + y * 0.25
    glow = np.zeros(shape, np.float32)
    for cx, cy, r, turn in _SWIRLS:
        distance = np.hypot((x - cx) * 0.8, y - cy)
        stream += turn * 0.9 * r * np.exp(-((distance / (1.3 * r)) ** 2))
    for cx, cy, r in _STARS:
        distance = np.hypot(x - cx, y - cy)
        near = np.exp(-((distance / (1.5 * r)) ** 4))
        stream += near * (cy * 0.25 + 0.25 * (1.5 * r - distance) - stream)
        glow = np.maximum(glow, np.exp(-((distance / (0.9 * r)) ** 2)))
    down, right = np.gradient(stream)
    wind = np.arctan2(-right, down).astype(np.float32)

    hills = 0.60 + 0.035 * np.sin(x * 5.5 + 1) + 0.02 * np.sin(x * 13)
    field = 0.665 + 0.03 * np.sin(x * 4 + 3.5)
    swell = noise(rng, shape, 4)
    on_hill, on_field = step(0, 0.004, y - hills), step(0, 0.004, y - field)
    slope = 0.28 * np.cos(x * 5.5 + 1) + 0.5 * swell
    stalks = -np.pi / 2 + 0.55 * swell + 0.25
    direction = np.where(on_field > 0.5, stalks, np.where(on_hill > 0.5, slope, wind)).astype(np.float32)

    band = np.sin(stream * 190 + 2.2 * fractal(rng, shape, 5, 3)) * 0.5 + 0.5
    sky = ramp(
        [(0, (0.03, 0.07, 0.24)), (0.35, (0.07, 0.19, 0.50)), (0.7, (0.20, 0.42, 0.72)), (1, (0.62, 0.78, 0.80))],
        np.clip(band * 0.75 + 0.35 * (y / 0.62) ** 2 - 0.1, 0, 1),
    )
    ring = np.sin(np.sqrt(-np.log(np.clip(glow, 1e-4, 1))) * 9) * 0.5 + 0.5
    halo = ramp(
        [(0, (0.30, 0.52, 0.72)), (0.35, (0.75, 0.80, 0.55)), (0.7, (0.98, 0.82, 0.22)), (1, (1.0, 0.95, 0.62))],
        np.clip(glow * 1.15 - 0.25 * ring, 0, 1),
    )
    design = mix(sky, halo, step(0.12, 0.5, glow))
    design = mix(design, ramp([(0, (0.05, 0.13, 0.20)), (1, (0.16, 0.36, 0.38))], swell * 0.5 + 0.5), on_hill)
    wheat = ramp(
        [(0, (0.48, 0.27, 0.06)), (0.5, (0.85, 0.58, 0.12)), (1, (0.98, 0.84, 0.36))],
        np.clip(0.5 + 0.35 * swell + 0.5 * fractal(rng, shape, 14, 2) - (y - 0.68) * 0.8, 0, 1),
    )
    design = mix(design, wheat, on_field)
    return picture(_impasto(rng, design, direction, (0.030, 0.019, 0.011)), size)


def _impasto(rng: np.random.Generator, design: Array, direction: Array, widths: tuple[float, ...]) -> Array:
    """Paint a design in oil: strokes along the direction field, from broad to fine, lit from the upper left."""
    shape = (design.shape[0], design.shape[1])
    long = max(shape)
    colours, body = design * 0.8, np.zeros(shape, np.float32)
    for layer, width in enumerate(widths):
        count = int(shape[0] * shape[1] / long**2 / width**2 * (0.75, 0.8, 0.55)[layer])
        start = (rng.uniform(-0.06, 1.06, (count, 2)) * (shape[1], shape[0])).astype(np.float32)
        thick = (width * long * rng.uniform(0.6, 1.2, count)).astype(np.float32)
        length = (thick * rng.uniform(3.0, 6.0, count)).astype(np.float32)
        laid = strokes(shape, start, direction, length=length, width=thick, ragged=0.5, rng=rng)
        own = sample(design, start[:, 0], start[:, 1])
        own = own * rng.normal(1, 0.13, (count, 1)) + rng.normal(0, 0.035, (count, 3))
        # Each bristle has its own amount of paint: a ridge and a slightly different colour.
        hairs = rng.normal(0, 1, (count, 9)).astype(np.float32)
        lane = (laid.across + 1) * 4
        left = np.minimum(lane.astype(np.int32), 7)
        hair = hairs[laid.owner, left] * (1 - (lane - left)) + hairs[laid.owner, left + 1] * (lane - left)
        on = laid.owner >= 0
        painted = own[laid.owner] * (1 + 0.08 * hair - 0.10 * laid.along)[..., None]
        colours = np.where(on[..., None], painted, colours)
        edge = laid.across**8 * 0.5 + laid.along**6 * 0.9
        body = np.where(on, body * 0.3 + (0.6 + 0.28 * hair + edge) * np.sqrt(width / widths[0]), body)
    light, gloss = relief(body, 1.5 * long / 1434)
    lit: Array = (
        colours * np.clip(0.35 + 0.65 * light, 0.45, 1.5)[..., None] + (0.16 * gloss * (gloss > 0.5))[..., None]
    )
    return lit
