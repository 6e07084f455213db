"""A pointillist picture: dots of pure colours mix in the eye, such as blue and yellow to green."""

from __future__ import annotations

import numpy as np
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
    step,
    strokes,
)

_TREES = ((0.07, 0.30, 0.075), (0.16, 0.22, 0.085), (0.235, 0.33, 0.06), (0.85, 0.18, 0.095), (0.945, 0.29, 0.075))


def pointillism(size: int) -> Image.Image:
    """Draw a river on a summer evening: trees, two sails, red roofs, and their reflection in the water."""
    rng = np.random.default_rng(86)
    scale = size * 1.35
    shape = (round(scale * 0.8), round(scale))
    design, flow = _river(rng, shape)
    return picture(_dotted(rng, design, flow), size)


def _river(rng: np.random.Generator, shape: Shape) -> tuple[Array, Array]:
    """The colours, and the direction of the points."""
    x, y = plane(shape)
    horizon = 0.44
    below = y > horizon
    # The water shows the land upside down, distorted.
    shake = 0.010 * noise(rng, shape, 16, 6) + 0.004 * noise(rng, shape, 60, 5)
    my = np.where(below, 2 * horizon - y * 0.94 - 0.02, y) + shake * below
    mx = x + shake * below * 1.2
    colours = _land(rng, mx, my, shape)
    glitter = step(0.05, 0.7, noise(rng, shape, 24, 7) + 0.5 * np.exp(-(((x - 0.52) / 0.10) ** 2)))
    deep = colours * (0.72, 0.80, 0.98) + (0.0, 0.02, 0.07)
    water = mix(deep, (1.0, 0.86, 0.55), 0.75 * glitter * step(0.44, 0.55, y))
    colours = np.where(below[..., None], water, colours)
    bank = step(0, 0.02, y - (0.735 - 0.10 * x + 0.012 * noise(rng, shape, 12)))
    grass = ramp(
        [(0, (0.08, 0.28, 0.20)), (0.45, (0.30, 0.50, 0.16)), (0.75, (0.70, 0.72, 0.20)), (1, (0.95, 0.82, 0.35))],
        np.clip(0.45 + 0.35 * noise(rng, shape, 9, 2) + 0.25 * fractal(rng, shape, 30, 2), 0, 1),
    )
    colours = mix(colours, grass, bank)
    flowers = step(0.75, 0.9, noise(rng, shape, 48)) * bank
    petals = np.where((noise(rng, shape, 6) > 0)[..., None], (0.92, 0.20, 0.24), (0.96, 0.62, 0.78))
    colours = mix(colours, petals, flowers)
    flow = np.where(bank > 0.5, -1.2 + 0.5 * noise(rng, shape, 10), np.where(below, 0.0, 0.7 * noise(rng, shape, 4)))
    return colours.astype(np.float32), flow.astype(np.float32)


def _land(rng: np.random.Generator, x: Array, y: Array, shape: Shape) -> Array:
    sun = np.hypot(x - 0.52, (y - 0.30) * 1.1)
    sky = ramp(
        [
            (0.0, (1.0, 0.97, 0.75)),
            (0.10, (1.0, 0.86, 0.42)),
            (0.28, (0.99, 0.66, 0.42)),
            (0.48, (0.86, 0.58, 0.66)),
            (0.68, (0.52, 0.56, 0.80)),
            (1.0, (0.24, 0.42, 0.78)),
        ],
        np.clip(sun * 1.45 + 0.05 * noise(rng, shape, 5, 3), 0, 1),
    )
    cloud = step(0.05, 0.55, fractal(rng, shape, 5, 4, stretch=2.5) - 0.8 * np.abs(y - 0.13))
    colours = mix(sky, (1.0, 0.84, 0.70), 0.7 * cloud)
    far = 0.385 - 0.03 * np.sin(x * 7 + 1) - 0.012 * np.sin(x * 19)
    haze = ramp([(0, (0.36, 0.34, 0.62)), (1, (0.66, 0.48, 0.62))], np.clip(1 - sun * 1.5, 0, 1))
    colours = mix(colours, haze, step(0, 0.01, y - far))
    shore = 0.418 - 0.008 * np.sin(x * 15)
    colours = mix(colours, (0.30, 0.42, 0.22), step(0, 0.008, y - shore))
    for cx, top, wide in _TREES:
        tall = 0.43 - top
        u, v = (x - cx) / wide, (y - top - tall / 2) / (tall / 2)
        crown = step(1.05, 0.85, np.sqrt((u * (1.15 + 0.55 * v)) ** 2 + v**2) + 0.16 * noise(rng, shape, 26))
        light = np.clip(0.5 + 0.6 * u * np.sign(0.52 - cx) - 0.25 * v + 0.35 * noise(rng, shape, 34), 0, 1)
        leaves = ramp(
            [(0, (0.10, 0.13, 0.34)), (0.4, (0.06, 0.36, 0.27)), (0.72, (0.36, 0.58, 0.18)), (1, (0.88, 0.78, 0.30))],
            light,
        )
        colours = mix(colours, leaves, crown)
    for cx, foot, tall in ((0.40, 0.447, 0.16), (0.615, 0.44, 0.105)):
        rise = (foot - y) / tall
        for side, reach in ((1, 0.36), (-1, 0.22)):
            out = side * (x - cx)
            sail = (rise > 0.10) & (rise < 1) & (out > 0.002) & (out < (1 - rise) * reach * tall)
            shade = np.clip(0.75 + 0.25 * side + 0.2 * noise(rng, shape, 12), 0, 1)
            colours = mix(colours, ramp([(0, (0.66, 0.60, 0.78)), (1, (1.0, 0.95, 0.84))], shade), sail)
        hull = (np.abs(rise - 0.03) < 0.055) & (np.abs(x - cx) < tall * (0.28 + 0.5 * (rise - 0.03)))
        colours = mix(colours, (0.42, 0.10, 0.16), hull)
    for left, roof, wide, wall in ((0.70, 0.345, 0.07, (0.98, 0.88, 0.72)), (0.30, 0.362, 0.05, (0.98, 0.78, 0.62))):
        house = (x > left) & (x < left + wide) & (y > roof + 0.026) & (y < 0.43)
        gable = (y > roof) & (y < roof + 0.028) & (np.abs(x - left - wide / 2) < wide * 0.38 + (y - roof) * 0.6)
        colours = mix(mix(colours, wall, house), (0.86, 0.26, 0.14), gable)
    return colours


def _dotted(rng: np.random.Generator, design: Array, flow: Array) -> Array:
    """Set points in four layers from large to small; each point's colour deviates from the one it represents."""
    shape = (design.shape[0], design.shape[1])
    long = max(shape)
    colours = np.ones((*shape, 3), np.float32) * np.array((0.93, 0.86, 0.72), np.float32)
    body = np.zeros(shape, np.float32)
    for width, cover in ((0.0165, 1.5), (0.0125, 1.2), (0.0100, 0.9), (0.0075, 0.45)):
        count = int(shape[0] * shape[1] / (width * long) ** 2 * cover)
        start = (rng.uniform(-0.02, 1.02, (count, 2)) * (shape[1], shape[0])).astype(np.float32)
        thick = (width * long * rng.uniform(0.8, 1.15, count)).astype(np.float32)
        laid = strokes(shape, start, flow, length=thick * 1.3, width=thick * 1.2, ragged=0.0, rng=rng)
        own = _divided(rng, sample(design, start[:, 0], start[:, 1]))
        on = (laid.owner >= 0) & (laid.across**2 + (2 * laid.along - 1) ** 2 < 1.0)
        dab = np.clip(1 - laid.across**2 * 0.9, 0, 1) * np.clip(1 - (2 * laid.along - 1) ** 4, 0, 1)
        colours = np.where(on[..., None], own[laid.owner], colours)
        body = np.where(on, 0.35 * body + dab, body)
    light, gloss = relief(body + 0.12 * fractal(rng, shape, 220, 2), 1.5 * long / 1037)
    lit: Array = colours * np.clip(0.55 + 0.45 * light, 0.6, 1.3)[..., None] + 0.06 * gloss[..., None]
    return lit


def _divided(rng: np.random.Generator, colours: Array) -> Array:
    """Split colours into pure ones: each point shifts to a neighbour on the colour wheel, some to the opposite side."""
    count = len(colours)
    grey = colours.mean(-1, keepdims=True)
    vivid = grey + (colours - grey) * 1.35
    lean = np.array(
        [(0.22, 0.04, -0.20), (-0.20, 0.10, -0.06), (-0.16, -0.04, 0.24), (0.16, -0.14, 0.14), (0.14, 0.12, 0.04)],
        np.float32,
    )
    vivid = vivid + lean[rng.integers(0, len(lean), count)] * rng.uniform(0.3, 1.0, (count, 1))
    accents = np.array([(0.16, 0.30, 0.74), (0.52, 0.26, 0.66), (0.96, 0.52, 0.16), (0.14, 0.56, 0.44)], np.float32)
    # Use the accent farthest from the colour, for contrast.
    away = ((colours[:, None] - accents) ** 2).sum(-1).argmax(-1)
    vivid = np.where(rng.random((count, 1)) < 0.06, 0.35 * vivid + 0.65 * accents[away], vivid)
    return np.asarray(np.clip(vivid, 0, 1), np.float32)
