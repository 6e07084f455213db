"""A linocut in two inks: line width gives all shades."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import Array, Shape, circle, filled, fractal, mix, noise, picture, plane, soften, step

_PAPER, _INK, _RED = (0.955, 0.925, 0.855), (0.075, 0.07, 0.085), (0.80, 0.25, 0.13)
_RIDGES = (  # top, height, length and phase of its waves, light, pitch of the grooves
    (0.430, 0.040, 6.0, 0.3, 0.72, 0.0085),
    (0.485, 0.050, 4.4, 2.1, 0.50, 0.0100),
    (0.545, 0.045, 5.2, 4.4, 0.78, 0.0115),
    (0.610, 0.035, 3.6, 0.8, 0.42, 0.0130),
)
_TREES = (
    (0.055, 0.600, 0.270),
    (0.135, 0.620, 0.200),
    (0.205, 0.600, 0.150),
    (0.945, 0.600, 0.300),
    (0.865, 0.585, 0.190),
    (0.500, 0.475, 0.060),
    (0.535, 0.470, 0.075),
    (0.570, 0.468, 0.055),
)
Outline = npt.NDArray[np.float64]


class _Block:
    """The block: 1 where it prints black. Grooves follow a field; wider grooves give lighter areas."""

    def __init__(self, rng: np.random.Generator, shape: Shape) -> None:
        self.rng, self.shape = rng, shape
        self.x, self.y = plane(shape)
        self.black = np.ones(shape, np.float32)
        self.red = np.zeros(shape, np.float32)
        self.hand = 0.7 * noise(rng, shape, 22) + 0.5 * noise(rng, shape, 75)

    def cut(self, mask: Array, along: Array, light: float | Array, pitch: float = 0.0105) -> None:
        """Cut an area with grooves along the level lines of `along` (in units of the long side)."""
        on = _window(mask)
        phase = along[on] / np.float32(pitch) + 0.10 * self.hand[on]
        lane = np.floor(phase)
        tooth = np.abs(phase - lane - 0.5) * 2  # 0 at the centre of a groove, 1 between two grooves
        # Each groove starts and ends within the area, as a gouge enters and leaves the block.
        rows, columns = self.shape
        column = ((self.x[on] * 1.9 + lane * 0.377) * columns).astype(np.int32) % columns
        row = ((self.y[on] * 1.7 + lane * 0.611) * rows).astype(np.int32) % rows
        width = np.clip(np.broadcast_to(light, self.shape)[on] * (1 + 0.22 * self.hand[row, column]), 0, 1.05)
        groove = step(-0.06, 0.06, width - tooth)
        self.black[on] = np.where(mask[on] > 0.5, 1 - groove, self.black[on])

    def clear(self, mask: Array) -> None:
        """Cut an area away except for the ridges that a gouge leaves."""
        chatter = step(1.15, 1.3, self.hand + 0.5 * np.sin((self.x * 0.8 + self.y) * 700 + self.hand * 4))
        self.black[:] = np.where(mask > 0.5, 0.85 * chatter, self.black)

    def outline(self, mask: Array, width: float, *, white: bool = False) -> None:
        """Draw a black rim inside an area, or a white rim around it."""
        on = _window(mask, margin=round(2 * width * max(self.shape)))
        mask = mask[on]
        near = soften(mask, width * max(self.shape) / max(mask.shape))
        if white:
            self.black[on] *= 1 - step(0.05, 0.15, near) * (mask < 0.5)
        else:
            self.black[on] = np.maximum(self.black[on], (mask > 0.5) * step(0.93, 0.80, near))


def _window(mask: Array, margin: int = 0) -> tuple[slice, slice]:
    """The part of the block that a mask covers."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 1), slice(0, 1)
    return (
        slice(max(0, rows[0] - margin), rows[-1] + margin + 1),
        slice(max(0, columns[0] - margin), columns[-1] + margin + 1),
    )


def linocut(size: int) -> Image.Image:
    """Cut a hare under a red moon, ploughed hills, and a wood."""
    rng = np.random.default_rng(63)
    long = round(size * 1.45)
    block = _Block(rng, (round(long * 0.8), long))
    _sky(block)
    _hills(block)
    _trees(block)
    _hare(block)
    _grass(block)
    return picture(_printed(block), size)


def _sky(block: _Block) -> None:
    x, y = block.x, block.y
    far = np.hypot(x - 0.70, y - 0.225).astype(np.float32)
    wind = far + 0.020 * np.sin(x * 9 + y * 6) + 0.012 * block.hand * step(0.1, 0.4, far)
    everywhere = np.ones(block.shape, np.float32)
    block.cut(everywhere, wind, np.clip(0.80 - 0.95 * (far - 0.13), 0.14, 0.86), 0.0135)
    moon = filled(block.shape, [circle(0.70, 0.225, 0.125)])
    block.clear(moon)
    block.red = np.maximum(block.red, moon)
    block.outline(moon, 0.004)
    clouds = fractal(block.rng, block.shape, 3.2, 3, stretch=3.2) - 6 * np.abs(y - 0.20) + 0.50
    cloud = (clouds > 0.10).astype(np.float32)
    block.cut(cloud, y + 0.02 * np.sin(x * 14) + 0.03 * clouds, np.clip(0.35 + 0.9 * clouds, 0, 0.92), 0.0100)
    block.outline(cloud, 0.0035)
    stars = [_star(block.rng, *at) for at in block.rng.uniform((0.02, 0.02), (0.55, 0.34), (26, 2)).tolist()]
    block.black *= 1 - filled(block.shape, stars)


def _star(rng: np.random.Generator, cx: float, cy: float) -> Outline:
    turn = np.arange(10) / 10 * 2 * math.pi + rng.uniform(0, 1)
    reach = rng.uniform(0.004, 0.011) * np.where(np.arange(10) % 2, 0.35, 1.0)
    return np.stack([cx + reach * np.cos(turn), cy + reach * np.sin(turn)], -1)


def _hills(block: _Block) -> None:
    x, y = block.x, block.y
    for k, (top, tall, length, phase, light, pitch) in enumerate(_RIDGES):
        crest = top - tall * np.sin(x * length + phase) - 0.3 * tall * np.sin(x * length * 2.3 + phase * 2)
        hill = (y > crest).astype(np.float32)
        depth = (y - crest).astype(np.float32)
        spread = 0.20 + 1.3 * np.sqrt(np.clip(depth, 0, 1))
        furrows = depth * (0.62 + 0.10 * k) + (0.62 if k % 2 else -0.5) * x * spread
        shade = light - 1.4 * depth + 0.25 * np.cos(x * length + phase)
        block.cut(hill, furrows, np.clip(shade, 0.10, 0.88), pitch)
        block.black[:] = np.where((depth > 0) & (depth < 0.0042), 1, block.black)
        block.black[:] = np.where((depth < 0) & (depth > -0.0035), 0, block.black)


def _trees(block: _Block) -> None:
    rng = block.rng
    for cx, foot, tall in _TREES:
        t = np.linspace(0, 1, 40)
        wide = 0.24 * tall * np.sin(np.pi * t**0.62) ** 0.8 * (1 + 0.16 * np.sin(t * 40 + cx * 60))
        up = foot - 0.08 * tall - 0.92 * tall * t
        crown = np.concatenate([np.stack([cx - wide, up], -1), np.stack([cx + wide, up], -1)[::-1]])
        mask = filled(block.shape, [crown])
        block.outline(mask, 0.0045, white=True)
        u, v = (block.x - cx) / tall, (block.y - foot) / tall
        leaves = np.abs(u) * 0.30 * tall + (foot - block.y) * 0.9 + 0.006 * rng.normal()
        light = np.clip(0.42 + 1.9 * u * np.sign(0.70 - cx) - 0.25 * v + 0.2 * block.hand, 0.05, 0.80)
        block.cut(mask, leaves, light, 0.0072)
        block.outline(mask, 0.0030)
        trunk = np.array([(-0.016, -0.1), (-0.03, 0), (0.03, 0), (0.016, -0.1)]) * tall + np.array((cx, foot))
        block.black = np.maximum(block.black, filled(block.shape, [trunk]))


def _hare(block: _Block) -> None:
    """Cut the sitting hare with raised ears and single hairs."""
    parts = (
        _blob((0.435, 0.690), 0.120, 0.098, 0.15),
        _blob((0.375, 0.715), 0.085, 0.072, 0.0),
        _blob((0.520, 0.655), 0.060, 0.092, 0.12),
        _blob((0.560, 0.545), 0.062, 0.050, 0.30),
        _blob((0.535, 0.440), 0.022, 0.095, -0.16),
        _blob((0.575, 0.435), 0.021, 0.092, 0.10),
        _blob((0.545, 0.755), 0.020, 0.045, 0.0),
        _blob((0.500, 0.760), 0.018, 0.040, 0.0),
        _blob((0.395, 0.775), 0.085, 0.022, 0.0),
        _blob((0.292, 0.700), 0.028, 0.024, 0.0),
    )
    whole = filled(block.shape, parts)
    block.outline(whole, 0.0055, white=True)
    for k, part in enumerate(parts):
        mask = filled(block.shape, [part])
        (cx, cy), (wide, tall) = part.mean(0), np.ptp(part, axis=0) / 2
        u, v = (block.x - cx) / wide, (block.y - cy) / tall
        light = np.clip(0.56 + 0.38 * u - 0.34 * v + 0.22 * block.hand, 0.06, 0.90)
        if k == 9:
            light = np.full(block.shape, 0.92, np.float32)
        fur = (block.y - cy) * 0.55 + 0.5 * (block.x - cx) ** 2 / wide - 0.35 * (block.x - cx) + 0.0035 * block.hand
        if k in (4, 5):
            fur = (block.x - cx) + 0.12 * (block.y - cy)
        block.cut(mask, fur, light, 0.0078)
        block.outline(mask, 0.0034)
    for radius, value in ((0.0135, 0.0), (0.0105, 1.0), (0.0035, 0.0)):
        off = 0.003 if radius < 0.01 else 0.0
        eye = filled(block.shape, [circle(0.578 + off, 0.533 - off, radius)])
        block.black[:] = np.where(eye > 0.5, value, block.black)
    t = np.linspace(0, 1, 20)
    for k in range(5):
        hair = np.stack([0.607 + 0.075 * t, 0.556 + 0.004 * k + (0.010 * k - 0.02) * t + 0.012 * t**2], -1)
        blade = np.concatenate([hair, hair[::-1] + np.array((0, 0.0028))])
        block.black *= 1 - filled(block.shape, [blade])


def _blob(middle: tuple[float, float], wide: float, tall: float, turn: float) -> Outline:
    u, v = (circle(0, 0, 1, 1, 72) * (wide, tall)).T
    c, s = math.cos(turn), math.sin(turn)
    return np.stack([middle[0] + u * c - v * s, middle[1] + u * s + v * c], -1)


def _grass(block: _Block) -> None:
    rng, t = block.rng, np.linspace(0, 1, 14)
    dark = []
    for white in (False, True):
        blades = []
        for _ in range(330 if white else 160):
            px, foot = rng.uniform(-0.02, 1.02), rng.uniform(0.76, 0.84)
            reach, bend = rng.uniform(0.035, 0.115) * (0.7 if white else 1), rng.normal(0, 0.030)
            spine = np.stack([px + bend * t**2, foot - reach * t], -1)
            half = (rng.uniform(0.0018, 0.0042) * (1 - t))[:, None] * np.array((1, 0))
            blades.append(np.concatenate([spine + half, (spine - half)[::-1]]))
        if white:
            block.black *= 1 - filled(block.shape, blades)
        else:
            dark = blades
            block.black = np.maximum(block.black, filled(block.shape, dark))
    for _ in range(26):
        px, py, reach = rng.uniform(0, 1), rng.uniform(0.70, 0.79), rng.uniform(0.008, 0.014)
        petals = [
            _blob((px + reach * math.cos(a), py + reach * math.sin(a)), reach * 0.75, reach * 0.42, a)
            for a in (np.arange(5) * 1.2566).tolist()
        ]
        flower = filled(block.shape, petals)
        block.outline(flower, 0.003)
        block.black *= 1 - 0.96 * flower
        block.red = np.maximum(block.red, flower)
        block.black = np.maximum(block.black, filled(block.shape, [circle(px, py, reach * 0.35)]))


def _printed(block: _Block) -> Array:
    """Print the block with its inks: specks of bare paper, and an uneven margin."""
    rng, shape = block.rng, block.shape
    fibres = 0.022 * fractal(rng, shape, 200, 2) + 0.02 * noise(rng, shape, 5)
    paper = np.asarray(_PAPER, np.float32) * (1 + fibres)[..., None]
    salt = step(0.75, 1.05, noise(rng, shape, 330) * 0.8 + 0.45 * fractal(rng, shape, 8, 3))
    margin = np.minimum(np.minimum(block.x, 1 - block.x), np.minimum(block.y, 0.8 - block.y))
    plate = step(0.018, 0.020, margin + 0.0012 * noise(rng, shape, 50))
    red = np.roll(block.red, (round(0.002 * max(shape)), -round(0.0015 * max(shape))), (0, 1))
    printed = mix(paper, paper * np.asarray(_RED, np.float32) * 1.05, np.clip(red * plate * (0.96 - 0.35 * salt), 0, 1))
    pressed = soften(block.black, 0.0008) * plate
    black = step(0.35, 0.62, pressed + 0.05 * noise(rng, shape, 170))
    return mix(printed, np.asarray(_INK, np.float32), black * (0.97 - 0.55 * salt))
