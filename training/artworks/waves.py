"""A colour woodblock print: blocks of flat colour, one block of lines, printed by hand on paper."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from training.artworks.brushes import Array, Shape, fractal, mix, noise, picture, plane, ramp, sample, step

Colour = tuple[int, int, int]
Curve = npt.NDArray[np.float64]

_INK, _PAPER, _FOAM = (0.09, 0.12, 0.27), (0.95, 0.90, 0.78), (247, 242, 226)
_DEEP, _MIDDLE, _PALE, _MIST = (22, 52, 108), (47, 101, 158), (123, 168, 190), (178, 203, 202)
_MISTS = (
    (0.60, 0.80, 0.262, 0.0065),
    (0.67, 0.93, 0.277, 0.0105),
    (0.57, 0.74, 0.297, 0.0080),
    (0.80, 1.05, 0.120, 0.0060),
    (0.86, 1.05, 0.133, 0.0085),
    (0.55, 0.62, 0.150, 0.0050),
    (0.58, 0.69, 0.160, 0.0070),
)


class _Blocks:
    """The colour block and the line block; later shapes cover earlier ones on both."""

    def __init__(self, shape: Shape) -> None:
        self.scale = max(shape)
        size = (shape[1], shape[0])
        self.colours, self.covered = Image.new("RGB", size), Image.new("L", size)
        self.lines = Image.new("L", size)
        self._on = [ImageDraw.Draw(image) for image in (self.colours, self.covered, self.lines)]

    def area(self, outline: Curve, colour: Colour) -> None:
        """Fill an outline with a flat colour."""
        points = [(float(px), float(py)) for px, py in outline * self.scale]
        fills: tuple[Colour | int, ...] = (colour, 255, 0)
        for draw, fill in zip(self._on, fills, strict=True):
            draw.polygon(points, fill=fill)

    def line(self, curve: Curve, width: float, *, swell: float = 0.7) -> None:
        """Cut a line that swells from thin ends to `width`."""
        points = [(float(px), float(py)) for px, py in _ribbon(curve, width, swell) * self.scale]
        self._on[2].polygon(points, fill=255)

    def disc(self, x: float, y: float, radius: float, colour: Colour, line: float) -> None:
        """Fill a disc and cut its outline into the line block."""
        s = self.scale
        fills: tuple[Colour | int, ...] = (colour, 255, 255 if line else 0)
        for draw, fill in zip(self._on, fills, strict=True):
            draw.ellipse(((x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s), fill=fill)
        if line:
            inner = radius - line
            self._on[2].ellipse(((x - inner) * s, (y - inner) * s, (x + inner) * s, (y + inner) * s), fill=0)


def waves(size: int) -> Image.Image:
    """Print a breaking wave in front of a red sun."""
    rng = np.random.default_rng(7)
    long = round(size * 1.5)
    shape = (round(long * 0.75), long)
    blocks = _Blocks(shape)
    blocks.disc(0.735, 0.225, 0.088, (206, 62, 40), 0)
    for left, right, y, half in _MISTS:
        turn = np.linspace(0, np.pi, 40)
        cap = np.stack([-half * np.sin(turn), half * np.cos(turn)], -1)
        blocks.area(np.concatenate([np.add(cap, (left, y)), np.subtract((right, y), cap)]), (243, 226, 198))
    _mountains(blocks)
    for row, (base, tall, colour, inner) in enumerate(
        (
            (0.455, 0.014, _MIST, _PALE),
            (0.485, 0.022, _PALE, _MIST),
            (0.525, 0.030, _MIDDLE, _PALE),
            (0.575, 0.040, _PALE, _MIDDLE),
        )
    ):
        _swell(blocks, rng, base, tall, colour, inner, 0.37 * row)
    _breaker(blocks, rng)
    _swell(blocks, rng, 0.665, 0.045, _MIDDLE, _PALE, 0.9)
    _swell(blocks, rng, 0.725, 0.050, _DEEP, _MIDDLE, 2.6)
    return _printed(rng, blocks, size)


def _swell(
    blocks: _Blocks, rng: np.random.Generator, base: float, tall: float, colour: Colour, inner: Colour, phase: float
) -> None:
    """Draw a row of pointed waves with contour lines, and foam on some crests."""
    length = tall * 0.95
    turn = np.arange(-3, 1.3 / length, 0.02)
    uneven = 1 + 0.22 * np.sin(turn * 0.71 + phase * 3) + 0.12 * np.sin(turn * 1.37 + phase)
    x = length * turn - 1.25 * tall * np.sin(turn + phase) * 0.62 + 0.35 * tall * uneven * (1 + np.cos(turn + phase))
    y = base - tall * uneven * np.cos(turn + phase) * (1 + 0.25 * np.cos(turn + phase))
    curve = np.stack([x - 0.06, y], -1)
    curve = curve[curve[:, 0] < 1.1]
    floor = np.array([[1.1, 1.0], [-0.1, 1.0]])
    blocks.area(np.concatenate([curve, floor]), colour)
    down = np.array([0, 1.0])
    for i, depth in enumerate((0.34, 0.72, 1.15, 1.65)):
        flat = curve.copy()
        flat[:, 1] = base + (curve[:, 1] - base) * (1 - 0.17 * i)
        band = flat + down * tall * depth
        if i % 2 == 0:
            blocks.area(np.concatenate([band, (band + down * tall * (0.16 - 0.02 * i))[::-1]]), inner)
        else:
            blocks.line(band, 0.0011, swell=0)
    blocks.line(curve, 0.0022, swell=0)
    for crest in np.flatnonzero(np.diff(np.sign(np.diff(curve[:, 1]))) > 0) + 1:
        if rng.random() < 0.75 and tall > 0.025:
            _foam(blocks, rng, curve[max(0, crest - 34) : crest + 40], tall * 0.15)


def _breaker(blocks: _Blocks, rng: np.random.Generator) -> None:
    """Draw the great wave: bands run up its face and meet at the lip."""
    back = _bezier((-0.22, 0.80), (0.02, 0.42), (0.10, 0.02), (0.41, 0.085), (0.515, 0.245))
    face = _bezier((0.72, 0.86), (0.37, 0.66), (0.20, 0.44), (0.27, 0.12), (0.515, 0.245))
    blocks.area(np.concatenate([back, face[::-1]]), _DEEP)
    shares = np.array([0.0, 0.10, 0.17, 0.30, 0.36, 0.50, 0.57, 0.70, 0.76, 0.88, 0.94, 1.0])
    tones = (_DEEP, _PALE, _DEEP, _MIST, _MIDDLE, _FOAM, _MIDDLE, _MIST, _DEEP, _PALE, _MIDDLE)
    wander = 0.014 * np.sin(np.linspace(0, 3.5, len(back)))[:, None]
    bands = [back * (1 - s) + face * s + wander * np.sin(s * np.pi) * (1, 0.3) for s in shares]
    for (low, high), tone in zip(pairwise(bands), tones, strict=True):
        blocks.area(np.concatenate([low, high[::-1]]), tone)
    for band in bands[1:-1]:
        blocks.line(band, 0.0024)
    for low, high in pairwise(shares.tolist()):
        for s in np.linspace(low, high, round((high - low) / 0.022) + 1)[1:-1]:
            band = back * (1 - s) + face * s + wander * np.sin(s * np.pi) * (1, 0.3)
            first = int(rng.uniform(0, 110))
            blocks.line(band[first : int(rng.uniform(first + 60, 236))], 0.0013, swell=0.9)
    blocks.line(back, 0.0042)
    blocks.line(face, 0.0036)
    for part, size in ((back[170:], 0.024), (face[196:], 0.024), (back[120:185], 0.013), (face[165:200], 0.015)):
        _foam(blocks, rng, part, size)
    for i in range(26):
        along = face[int(rng.uniform(185, 238))]
        start = along + rng.normal(0, 0.012, 2)
        reach, angle = rng.uniform(0.018, 0.045), rng.uniform(0.1, 1.5) + (0.5 if i % 3 else 0)
        hook = _bezier(
            start,
            start + reach * np.array((0.7 * np.cos(angle - 0.5), 0.7 * np.sin(angle - 0.5))),
            start + reach * np.array((np.cos(angle), np.sin(angle))),
            start + reach * np.array((np.cos(angle + 0.55), np.sin(angle + 0.55))),
        )
        blocks.line(hook, 0.0155)
        blocks.area(_ribbon(hook, 0.0108, 0.7), _FOAM)
    for _ in range(70):
        x, y = np.array((0.56, 0.30)) + rng.normal(0, 1, 2) * (0.085, 0.075)
        blocks.disc(x, y, rng.uniform(0.0018, 0.0052), _FOAM, 0.0011)


def _foam(blocks: _Blocks, rng: np.random.Generator, curve: Curve, radius: float) -> None:
    """Draw round foam along a curve; every ball has an outline and a shadow line."""
    count = max(3, int(np.linalg.norm(np.diff(curve, axis=0), axis=1).sum() / radius * 1.7))
    for at in rng.permutation(np.linspace(0, len(curve) - 1, count)):
        x, y = curve[int(at)] + rng.normal(0, 0.35, 2) * radius
        size = radius * rng.uniform(0.5, 1.15)
        blocks.disc(x, y, size, _FOAM, 0.0018)
        turn = np.linspace(0.3, 1.9, 24) + rng.uniform(-0.6, 0.6)
        arc = np.stack([x + 0.60 * size * np.cos(turn), y + 0.60 * size * np.sin(turn)], -1)
        blocks.area(_ribbon(arc, 0.32 * size, 0.9), _MIST)


def _mountains(blocks: _Blocks) -> None:
    x = np.linspace(-0.1, 1.1, 400)
    for base, colour, peaks in (
        (0.45, (168, 178, 176), ((0.62, 0.10, 0.12), (0.92, 0.08, 0.10))),
        (0.46, (96, 120, 150), ((0.80, 0.125, 0.13), (1.06, 0.09, 0.10))),
    ):
        y = base - sum((h / (1 + (np.abs(x - cx) / w * 2.2) ** 1.6) for cx, h, w in peaks), start=np.zeros_like(x))
        y += 0.003 * np.sin(x * 90) + 0.002 * np.sin(x * 211)
        ridge = np.stack([x, y], -1)
        blocks.area(np.concatenate([ridge, [[1.1, 0.6], [-0.1, 0.6]]]), colour)
        blocks.line(ridge, 0.0020, swell=0)
        for cx, h, _ in peaks:
            for i in range(-4, 5):
                foot = cx + i * 0.022
                top = float(np.interp(foot, x, y)) + 0.008
                fall = np.array([[foot, top], [foot + i * 0.004, top + h * 0.22], [foot + i * 0.012, top + h * 0.42]])
                blocks.line(_bezier(*fall), 0.0022)


def _bezier(*knots: npt.ArrayLike) -> Curve:
    """The Bézier curve of any number of knots, as 240 points."""
    t = np.linspace(0, 1, 240)[:, None]
    points = [np.broadcast_to(np.asarray(knot, float), (240, 2)) for knot in knots]
    while len(points) > 1:
        points = [a * (1 - t) + b * t for a, b in pairwise(points)]
    return points[0]


def _ribbon(curve: Curve, width: float, swell: float) -> Curve:
    """The outline of a line along a curve, which narrows to `1 - swell` of its width at the ends."""
    ahead = np.gradient(curve, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
    side = np.stack([-ahead[:, 1], ahead[:, 0]], -1)
    bulge = np.sin(np.linspace(0, np.pi, len(curve)))[:, None]
    half = width / 2 * (1 - swell + swell * bulge)
    outline: Curve = np.concatenate([curve + side * half, (curve - side * half)[::-1]])
    return outline


def _printed(rng: np.random.Generator, blocks: _Blocks, size: int) -> Image.Image:
    """Print the blocks on paper: wood grain, uneven ink, slightly misregistered lines."""
    shape = (blocks.colours.height, blocks.colours.width)
    x, y = plane(shape)
    sky = ramp(
        [
            (0, (0.16, 0.30, 0.50)),
            (0.07, (0.36, 0.50, 0.60)),
            (0.20, _PAPER),
            (0.33, (0.94, 0.80, 0.64)),
            (0.45, _PAPER),
        ],
        y + 0.012 * noise(rng, shape, 5),
    )
    colours = np.asarray(blocks.colours, np.float32) / 255
    covered = np.asarray(blocks.covered, np.float32) / 255
    ink = mix(sky, colours, covered)
    # Bokashi: the printer wipes some ink off the block towards the horizon.
    ink = mix(ink, (0.86, 0.87, 0.80), 0.45 * covered * step(0.60, 0.44, y) * step(0.40, 0.46, y))
    grain = np.sin((y + 0.020 * noise(rng, shape, 3, 3.0) + 0.004 * noise(rng, shape, 18, 6.0)) * 420) * 0.5
    grain += fractal(rng, shape, 160, 2, stretch=14)
    mottle = fractal(rng, shape, 60, 3)
    strength = 0.86 + 0.10 * grain * step(0.2, 0.8, 1 - ink.mean(-1)) + 0.07 * mottle
    paper = (
        np.asarray(_PAPER, np.float32)
        * (1 + 0.025 * fractal(rng, shape, 200, 2) + 0.02 * noise(rng, shape, 6))[..., None]
    )
    printed = paper * (1 - np.clip(strength, 0, 1)[..., None] * (1 - np.clip(ink / _PAPER, 0, 1)))
    lines: Array = np.asarray(blocks.lines, np.float32) / 255
    off = 0.0007 * max(shape)
    lines = sample(lines, x * max(shape) - off, y * max(shape) - off) * np.clip(0.93 + 0.22 * mottle, 0.5, 1)
    printed = mix(printed, _INK, lines)
    margin = np.minimum(np.minimum(x, 1 - x), np.minimum(y, shape[0] / shape[1] - y)) + 0.0015 * noise(rng, shape, 40)
    return picture(mix(paper, printed, step(0.017, 0.019, margin)), size)
