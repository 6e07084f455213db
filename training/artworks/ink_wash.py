"""An ink wash painting on rice paper, with a red seal."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import (
    Array,
    Shape,
    circle,
    filled,
    fractal,
    mix,
    noise,
    picture,
    plane,
    sample,
    soften,
    step,
)

_PAPER, _RED = (0.945, 0.915, 0.845), (0.74, 0.13, 0.09)
_PINES = (
    (0.160, 0.560, 0.17, 0.90),
    (0.225, 0.575, 0.13, 0.75),
    (0.100, 0.575, 0.11, 0.65),
    (0.620, 0.585, 0.09, 0.60),
    (0.670, 0.590, 0.12, 0.70),
    (0.720, 0.592, 0.07, 0.50),
)
_BIRDS = ((0.50, 0.075, 0.020), (0.54, 0.095, 0.017), (0.575, 0.07, 0.014), (0.47, 0.11, 0.015), (0.61, 0.095, 0.012))
_SIGN = (  # bars of the sign on the seal: left, top, right, bottom
    (-0.017, -0.016, 0.017, -0.011),
    (-0.004, -0.016, 0.001, 0.018),
    (-0.017, 0.000, -0.009, 0.005),
    (0.006, 0.000, 0.017, 0.005),
    (-0.017, 0.013, 0.017, 0.018),
)
_SUN, _SEAL = (0.70, 0.135), (0.062, 0.088)
Curve = npt.NDArray[np.float64]


class _Scroll:
    """Paper and the amount of ink on it: 0 to about 2, where 1 is a strong black."""

    def __init__(self, rng: np.random.Generator, shape: Shape) -> None:
        self.rng, self.shape, self.long = rng, shape, max(shape)
        self.x, self.y = plane(shape)
        self.fibres = fractal(rng, shape, 170, 3) + 0.5 * fractal(rng, shape, 60, 3, stretch=6)
        self.clouds = fractal(rng, shape, 5, 5)
        self.ink = np.zeros(shape, np.float32)
        # Displacement of each pixel of a mask, because wet paper carries the ink along its fibres.
        by = [noise(rng, shape, 26) + 0.5 * noise(rng, shape, 90) + 0.35 * noise(rng, shape, 240) for _ in range(2)]
        self._off = [off * np.float32(self.long) for off in by]

    def bleed(self, mask: Array, wet: float = 0.0024) -> Array:
        """Spread a mask as on paper of this wetness."""
        x, y = ((at * self.long + wet * off) for at, off in zip((self.x, self.y), self._off, strict=True))
        return sample(mask, x, y)

    def stroke(self, curve: Curve, width: float, load: float, *, dry: float = 0.35, swell: float = 0.6) -> None:
        """Pull a brush along a curve; it starts full and ends nearly dry."""
        ahead = np.gradient(curve, axis=0)
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
        side = np.stack([-ahead[:, 1], ahead[:, 0]], -1)
        press = 1 - swell + swell * np.sin(np.linspace(0.35, np.pi, len(curve)))
        half = (width / 2 * press)[:, None] * side
        low, high = curve.min(0) - width, curve.max(0) + width
        left, top = (max(0, int(at * self.long)) for at in low)
        window = slice(top, int(high[1] * self.long) + 2), slice(left, int(high[0] * self.long) + 2)
        part = self.ink[window]
        if part.size == 0:
            return
        shape = (part.shape[0], part.shape[1])
        outline = np.concatenate([curve + half, (curve - half)[::-1]])
        mask = filled(shape, [(outline * self.long - (left, top)) / max(shape)])
        along = curve[-1] - curve[0]
        reach = np.linalg.norm(along) + 1e-9
        spent = ((self.x[window] - curve[0, 0]) * along[0] + (self.y[window] - curve[0, 1]) * along[1]) / reach**2
        hairs = self.fibres[window] + 0.4 * self.clouds[window]
        gaps = step(0.15, -0.15, hairs - 1.1 + dry * 2.2 * np.clip(spent, 0, 1.2))
        part += mask * gaps * load * (1.05 - 0.35 * np.clip(spent, 0, 1))


def ink_wash(size: int) -> Image.Image:
    """Draw mountains in mist, pines, a boat on the lake, and bamboo in front."""
    rng = np.random.default_rng(42)
    long = round(size * 1.25)
    scroll = _Scroll(rng, (round(long * 0.8), long))
    _mountains(scroll)
    _pines(scroll)
    _water(scroll)
    _birds(scroll)
    _bamboo(scroll)
    return picture(_mounted(scroll), size)


def _mountains(scroll: _Scroll) -> None:
    rng, y = scroll.rng, scroll.y
    ranges = (
        (0.20, 0.10, 3.2, 0.22, 0.16),
        (0.27, 0.15, 2.6, 0.36, 0.20),
        (0.37, 0.17, 3.4, 0.60, 0.20),
        (0.50, 0.12, 4.5, 0.95, 0.15),
    )
    for base, tall, peaks, load, mist in ranges:
        t = np.linspace(0, 1, scroll.shape[1], dtype=np.float32)
        ridge = np.zeros_like(t)
        for k in range(7):
            knots = rng.uniform(-1, 1, int(peaks * 2**k) + 3)
            ridge += np.interp(t * peaks * 2**k, np.arange(len(knots)), knots).astype(np.float32) * 0.55**k
        line = base - tall * 0.55 * ridge[None, :]
        depth = y - line + 0.003 * noise(scroll.rng, scroll.shape, 60)
        body = step(0, 0.004, depth)
        fade = np.exp(-np.clip(depth, 0, 1) / mist * 1.6)
        # Texture strokes run down the slopes (axe-cut strokes).
        slope = np.gradient(ridge)[None, :] * scroll.shape[1] * tall * 0.4
        cuts = noise(rng, scroll.shape, 55) + 0.8 * fractal(rng, scroll.shape, 46, 4, stretch=0.28)
        cuts = step(0.15, 0.85, cuts + 0.25 * np.clip(slope, -1, 1)) * np.exp(-np.clip(depth, 0, 1) / mist * 2.1)
        edge = np.exp(-np.abs(depth) / 0.0035) * step(-0.4, 0.5, noise(rng, scroll.shape, 16))
        wash = body * (0.50 * fade + 0.12 * fade * scroll.clouds) + body * cuts * 0.75 + 0.8 * edge
        scroll.ink *= 1 - 0.75 * body * np.exp(-np.clip(depth, 0, 1) / mist)
        scroll.ink += scroll.bleed(np.clip(wash, 0, 2)) * load
        valley = np.exp(-(((y - base - tall * 0.75 - 0.03 * scroll.clouds) / 0.05) ** 2))
        scroll.ink *= 1 - 0.7 * np.clip(valley * (0.8 + 0.5 * noise(rng, scroll.shape, 4, 2.5)), 0, 1)
    sun = scroll.bleed(filled(scroll.shape, [circle(*_SUN, 0.062)]))
    scroll.ink *= 1 - 0.6 * sun
    scroll.ink[:] = np.clip(scroll.ink, 0, 2)


def _pines(scroll: _Scroll) -> None:
    rng = scroll.rng
    for cx, foot, tall, load in _PINES:
        t = np.linspace(0, 1, 30)
        lean = rng.uniform(-0.25, 0.25) * tall
        trunk = np.stack([cx + lean * t**2 + 0.006 * np.sin(t * 9 + cx * 40), foot - tall * t], -1)
        scroll.stroke(trunk, 0.010 * tall / 0.15, load * 1.2, dry=0.2, swell=0.3)
        for _ in range(int(150 * tall)):
            at = trunk[int(rng.integers(9, 30))]
            out = rng.choice([-1, 1]) * rng.uniform(0.15, 0.42) * tall * (1.15 - (foot - at[1]) / tall * 0.75)
            branch = np.stack([at[0] + out * t, at[1] + 0.02 * tall * np.sin(t * 6) - abs(out) * 0.12 * t], -1)
            scroll.stroke(branch, 0.0035, load, dry=0.3)
            for _ in range(9):
                px, py = branch[int(rng.integers(6, 30))]
                fan = np.linspace(0, 1, 8)
                turn, reach = rng.uniform(-2.9, -0.25), rng.uniform(0.008, 0.02) * tall / 0.13
                needle = np.stack([px + fan * reach * np.cos(turn), py + fan * reach * np.sin(turn)], -1)
                scroll.stroke(needle, 0.0045, load, dry=0.3, swell=0.8)


def _water(scroll: _Scroll) -> None:
    rng, y = scroll.rng, scroll.y
    ripple = np.sin((y + 0.012 * noise(rng, scroll.shape, 7, 4)) * 330) * noise(rng, scroll.shape, 9, 5)
    shore = step(0.60, 0.66, y)
    scroll.ink += scroll.bleed(step(0.25, 0.7, ripple) * shore * 0.42 * step(1.0, 0.6, y))
    scroll.ink += shore * np.clip(0.02 + 0.20 * noise(rng, scroll.shape, 4, 3), 0, 1)
    t = np.linspace(0, 1, 40)
    hull = np.stack([0.415 + 0.115 * t, 0.672 + 0.022 * np.sin(np.pi * t) - 0.006 * t], -1)
    scroll.stroke(hull, 0.016, 1.3, dry=0.1, swell=0.85)
    roof = np.stack([0.445 + 0.045 * t, 0.672 - 0.026 * np.sin(np.pi * t)], -1)
    scroll.stroke(roof, 0.010, 1.0, dry=0.2)
    scroll.stroke(np.stack([0.515 + 0.0 * t, 0.672 - 0.035 * t], -1), 0.008, 1.3, dry=0.0)
    scroll.stroke(np.stack([0.535 - 0.055 * t, 0.625 + 0.085 * t], -1), 0.0022, 1.2, dry=0.0, swell=0)
    for k in range(7):
        wave = np.stack([0.40 + 0.02 * k + 0.10 * t, 0.698 + 0.006 * k + 0.002 * np.sin(t * 14 + k)], -1)
        scroll.stroke(wave, 0.0028, 0.5, dry=0.5)


def _birds(scroll: _Scroll) -> None:
    t = np.linspace(0, 1, 16)
    for px, py, wide in _BIRDS:
        for side in (-1, 1):
            wing = np.stack([px + side * wide * t, py - wide * 0.55 * np.sin(t * 2.4)], -1)
            scroll.stroke(wing, 0.0045, 1.2, dry=0.1, swell=0.8)


def _bamboo(scroll: _Scroll) -> None:
    rng, t = scroll.rng, np.linspace(0, 1, 30)
    stems = ((0.885, -0.10, 0.030, 0.55), (0.965, -0.05, 0.042, 1.0), (0.80, -0.06, 0.018, 0.35))
    for root, lean, thick, load in stems:
        joints = np.cumsum(rng.uniform(0.10, 0.15, 8) * (0.8 + thick * 8)) - 0.06
        for k, (low, high) in enumerate(pairwise(joints.tolist())):
            y = 0.82 - (low + 0.006 + (high - low - 0.012) * t)
            x = root + lean * (0.82 - y) + 0.12 * lean * (0.82 - y) ** 2
            stem = np.stack([x, y], -1)
            scroll.stroke(stem, thick * (1 - 0.04 * k), load, dry=0.42, swell=0.10)
            knot = np.stack([x[-1] + thick * 0.62 * (2 * t - 1), y[-1] - 0.004 - 0.006 * np.abs(2 * t - 1) ** 2], -1)
            scroll.stroke(knot, 0.007, load * 1.7, dry=0.1)
            for _ in range(3 if k > 1 else 1):
                _spray(scroll, stem[-1], load * rng.uniform(0.7, 1.5))


def _spray(scroll: _Scroll, root: Curve, load: float) -> None:
    """Draw a twig with leaves."""
    rng, t = scroll.rng, np.linspace(0, 1, 24)
    out = -rng.uniform(0.05, 0.16) if rng.random() < 0.8 else rng.uniform(0.02, 0.06)
    drop = rng.uniform(-0.03, 0.08)
    twig = np.stack([root[0] + out * t, root[1] + drop * t**2 - 0.03 * t], -1)
    scroll.stroke(twig, 0.004, load, dry=0.3)
    for _ in range(int(rng.integers(4, 8))):
        px, py = twig[int(rng.integers(10, 24))]
        turn = rng.uniform(0.15, 1.5) if out > 0 else np.pi - rng.uniform(0.0, 1.6)
        reach = rng.uniform(0.05, 0.10)
        bend = rng.uniform(-0.25, 0.35)
        leaf = np.stack([px + reach * t * np.cos(turn + bend * t), py + reach * t * np.sin(turn + bend * t)], -1)
        scroll.stroke(leaf, rng.uniform(0.010, 0.017), load * rng.uniform(0.7, 1.25), dry=0.30, swell=0.92)


def _mounted(scroll: _Scroll) -> Array:
    """Render the dried paper: soft blooms, dark rims, grain, and the seal."""
    ink = scroll.bleed(np.clip(scroll.ink, 0, 2), 0.0006)
    bloom = soften(ink, 0.010)
    rim = np.clip(ink - soften(ink, 0.004), 0, 1)
    ink = np.clip(0.88 * ink + 0.20 * bloom + 0.55 * rim, 0, 2) * (1 + 0.16 * scroll.fibres)
    ink += 0.05 * np.clip(scroll.clouds, 0, 1)
    drops = noise(scroll.rng, scroll.shape, 170) + 0.55 * noise(scroll.rng, scroll.shape, 14)
    ink += 0.7 * step(1.66, 1.76, drops)
    paper = np.asarray(_PAPER, np.float32) * (1 + 0.035 * scroll.fibres + 0.03 * scroll.clouds)[..., None]
    black = np.exp(-1.85 * ink[..., None] * np.array((1.02, 1.0, 0.94), np.float32))
    colours = paper * black
    sun = scroll.bleed(filled(scroll.shape, [circle(*_SUN, 0.058)])) * (0.72 + 0.25 * scroll.clouds)
    seal = scroll.bleed(_seal(scroll.shape)) * (0.9 + 0.2 * scroll.fibres)
    for red in (0.80 * np.clip(sun, 0, 1) * (1 - np.clip(ink, 0, 1) * 0.6), 0.92 * np.clip(seal, 0, 1)):
        colours = mix(colours, colours * np.asarray(_RED, np.float32) * 1.08, red)
    return colours


def _seal(shape: Shape) -> Array:
    """A square seal with a sign cut out."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    square = filled(shape, [corners * 0.026 + _SEAL])
    bars = [
        np.array([(left, top), (right, top), (right, bottom), (left, bottom)]) for left, top, right, bottom in _SIGN
    ]
    return np.clip(square - filled(shape, [bar + np.array(_SEAL) for bar in bars]), 0, 1)
