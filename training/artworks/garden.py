"""A watercolour: transparent washes on rough paper, each darker at its edges, where the pigment dries last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from training.artworks.brushes import Array, Shape, fractal, mix, noise, picture, plane, relief, soften, step

Colour = tuple[float, float, float]
Outline = npt.NDArray[np.float64]

_REDS: tuple[Colour, Colour] = (0.93, 0.16, 0.10), (0.98, 0.48, 0.16)
_PINKS: tuple[Colour, Colour] = (0.86, 0.22, 0.46), (0.97, 0.60, 0.58)
_BLUES: tuple[Colour, Colour] = (0.24, 0.26, 0.72), (0.50, 0.40, 0.80)
_GREENS: tuple[Colour, Colour] = (0.22, 0.46, 0.20), (0.62, 0.68, 0.20)
_DARK_GREENS: tuple[Colour, Colour] = (0.10, 0.30, 0.22), (0.30, 0.48, 0.16)


class _Sheet:
    """A sheet of paper that washes are laid on.

    Attributes:
        reserved: 1 where washes leave the paper free for later layers.
    """

    def __init__(self, rng: np.random.Generator, shape: Shape) -> None:
        self.rng, self.shape, self.long = rng, shape, max(shape)
        self.x, self.y = plane(shape)
        self.tooth = fractal(rng, shape, 150, 3)
        self.pools = [fractal(rng, shape, 7, 4) for _ in range(3)]
        self.colours = np.ones((*shape, 3), np.float32) * np.array((0.985, 0.97, 0.935), np.float32)
        self.reserved = np.zeros(shape, np.float32)
        # Source position of each pixel of a mask, because hand-drawn outlines are not smooth.
        shake = [
            noise(rng, shape, 12) * 0.8 + noise(rng, shape, 45) * 0.4 + noise(rng, shape, 130) * 0.2 for _ in range(2)
        ]
        column, row = ((at + 0.0036 * by) * self.long for at, by in zip((self.x, self.y), shake, strict=True))
        self._drawn = row.clip(0, shape[0] - 1).astype(np.int32), column.clip(0, shape[1] - 1).astype(np.int32)

    def mask(self, outlines: Sequence[Outline]) -> Array:
        """1 inside the outlines, with hand-drawn edges."""
        image = Image.new("L", (self.shape[1], self.shape[0]))
        draw = ImageDraw.Draw(image)
        for outline in outlines:
            draw.polygon([(float(px), float(py)) for px, py in outline * self.long], fill=255)
        return soften(np.asarray(image, np.float32)[self._drawn] / 255, 0.0011)

    def wash(self, mask: Array, pigments: tuple[Colour, Colour], density: float = 1.0, *, wet: float = 0.0) -> None:
        """Lay a wash of two mixing pigments where `mask` is 1; a `wet` wash has soft edges."""
        rows = np.flatnonzero(mask.any(axis=1))
        if not len(rows):
            return
        band = slice(rows[0], rows[-1] + 1)
        mask = mask[band] * (1 - self.reserved[band])
        scale = self.long / max(mask.shape)  # blur radii are relative to the long side of the array
        if wet:
            mask = np.clip(soften(mask, wet * scale), 0, 1)
        i = int(self.rng.integers(3))
        pool = self.pools[i][band]
        rim = np.clip(mask - soften(mask, 0.006 * scale), 0, 1) + 0.4 * np.clip(mask - soften(mask, 0.03 * scale), 0, 1)
        # A backrun: water pushes pigment into a ragged line while the wash dries.
        backrun = np.exp(-(((pool - 0.35) / 0.035) ** 2)) * (pool > 0.33)
        amount = 0.62 + 0.55 * pool + 1.25 * rim * (1 - min(wet * 40, 1)) + 0.28 * backrun + 0.20 * self.tooth[band]
        layer = mask * np.clip(amount, 0.06, 3) * np.float32(density)
        first, second = np.log(np.array(pigments, np.float32))
        absorbed = mix(first, second, step(-0.5, 0.5, self.pools[(i + 1) % 3][band]))
        self.colours[band] *= np.exp(absorbed * layer[..., None])


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of flowers: the outlines of their parts."""

    leaves: list[Outline] = field(default_factory=list)
    stems: list[Outline] = field(default_factory=list)
    petals: tuple[list[Outline], ...] = field(default_factory=lambda: ([], [], [], [], [], []))
    hearts: list[Outline] = field(default_factory=list)


def garden(size: int) -> Image.Image:
    """Paint poppies and cornflowers in a meadow."""
    rng = np.random.default_rng(21)
    long = round(size * 1.1)
    sheet = _Sheet(rng, (round(long * 0.8), long))
    rows = [_row(rng, count, depth) for count, depth in ((26, 0.0), (13, 0.45), (7, 1.0))]
    flowers = [sheet.mask([petal for part in row.petals for petal in part]) for row in rows]
    sheet.reserved = np.maximum.reduce(flowers)
    _countryside(sheet)
    for i, row in enumerate(rows):
        strength = (0.65, 0.85, 1.0)[i]
        sheet.reserved = np.maximum.reduce(flowers[i:])
        sheet.wash(sheet.mask(row.leaves[::2]), _GREENS, strength)
        sheet.wash(sheet.mask(row.leaves[1::2]), _DARK_GREENS, strength * 0.8)
        sheet.wash(sheet.mask(row.stems) * step(0.92, 0.60, sheet.y), _DARK_GREENS, strength * 0.9)
        sheet.reserved = np.maximum.reduce([*flowers[i + 1 :], np.zeros_like(flowers[0])])
        for kind, petals in enumerate(row.petals):
            sheet.wash(sheet.mask(petals), (_REDS, _BLUES, _PINKS)[kind // 2], strength * 0.85)
        sheet.wash(sheet.mask(row.hearts), ((0.10, 0.07, 0.16), (0.26, 0.16, 0.10)), strength)
    drops = [
        _disc(rng.uniform(0.02, 0.98), rng.uniform(0.05, 0.78), 0.0012 + 0.005 * rng.random() ** 5) for _ in range(70)
    ]
    for part, pigments in ((drops[::3], _REDS), (drops[1::3], _GREENS), (drops[2::3], _BLUES)):
        sheet.wash(sheet.mask(part), pigments, 0.8)
    light, _ = relief(sheet.tooth, 0.55 * long / 1229)
    return picture(sheet.colours * np.clip(0.45 + 0.55 * light, 0.78, 1.06)[..., None], size)


def _countryside(sheet: _Sheet) -> None:
    rng, shape, y = sheet.rng, sheet.shape, sheet.y
    cloud = fractal(rng, shape, 3.2, 4, stretch=1.7)
    sky = step(-0.05, 0.22, cloud + 0.36 - 1.2 * y) * step(0.46, 0.25, y)
    sheet.wash(sky, ((0.26, 0.50, 0.84), (0.56, 0.58, 0.86)), 0.85)
    sheet.wash(
        step(0.10, 0.0, np.abs(y - 0.36) - 0.03 * cloud), ((0.98, 0.78, 0.46), (0.96, 0.64, 0.56)), 0.6, wet=0.03
    )
    for top, tall, crowns, low, pigments, wet in (
        (0.405, 0.045, 7, 0.52, ((0.40, 0.52, 0.66), (0.44, 0.58, 0.54)), 0.006),
        (0.455, 0.035, 13, 0.58, ((0.22, 0.44, 0.34), (0.46, 0.58, 0.28)), 0.0),
    ):
        edge = (
            top - tall * np.abs(noise(rng, shape, crowns)) - 0.04 * noise(rng, shape, 3) + 0.006 * noise(rng, shape, 60)
        )
        sheet.wash(step(0, 0.003, y - edge) * step(low, low - 0.10, y), pigments, 0.8, wet=wet)
    meadow = step(0.46, 0.52, y + 0.01 * cloud) * step(0.80, 0.66, y + 0.06 * cloud)
    sheet.wash(meadow, ((0.62, 0.74, 0.20), (0.93, 0.85, 0.36)), 0.8)
    sheet.wash(meadow * step(0.1, 0.4, noise(rng, shape, 6, 2.5)), _GREENS, 0.5, wet=0.012)


def _row(rng: np.random.Generator, count: int, depth: float) -> _Row:
    """Make flowers on their stems; `depth` is 0 (far) to 1 (in front)."""
    row, scale = _Row(), 0.30 + 0.70 * depth
    t = np.linspace(0, 1, 24)
    for i in range(count):
        px = (i + 0.5 + rng.uniform(-0.35, 0.35)) / count
        py = 0.50 + 0.06 * depth + rng.uniform(-0.05, 0.05) - depth * 0.15 * abs(np.sin(px * 7.5 + 1.4))
        lean, foot = rng.uniform(-0.07, 0.07) * scale, py + 0.36 * scale
        line = np.stack([px + lean * t**2, py + (foot - py) * t], -1)
        row.stems.append(_blade(line, 0.0075 * scale, 0.2))
        for side in (-1, 1):
            root = line[int(rng.integers(10, 22))]
            bend = np.array((side * rng.uniform(0.06, 0.13), -rng.uniform(0.03, 0.15))) * scale
            arch = root + 2 * np.outer(t * (1 - t), bend * (0.35, 0.75)) + np.outer(t**2, bend) * (1, 1)
            row.leaves.append(_blade(arch, rng.uniform(0.012, 0.024) * scale, 0.95))
        kind = (0, 1, 0, 2)[(i + int(depth * 3)) % 4]
        petals, wide, reach = ((5, 0.62, 0.078), (12, 0.17, 0.055), (7, 0.40, 0.062))[kind]
        reach *= scale * rng.uniform(0.8, 1.2)
        tilt, turn = rng.uniform(0.6, 1.0), rng.uniform(0, 6.28)
        head = np.array((px, py))
        for j in range(petals):
            angle = turn + 2 * np.pi * (j + rng.uniform(-0.15, 0.15)) / petals
            row.petals[2 * kind + j % 2].append(_petal(head, reach, angle, wide, tilt, rng))
        row.hearts.append(_disc(px, py, reach * 0.22, 0.75))
        around = rng.normal(0, 0.26, (9, 2)) * reach
        row.hearts.extend(_disc(px + dx, py + dy, 0.0012 + 0.002 * scale * rng.random()) for dx, dy in around)
    return row


def _petal(head: Outline, reach: float, turn: float, wide: float, tilt: float, rng: np.random.Generator) -> Outline:
    t = np.linspace(0, 2 * np.pi, 40)
    along = 0.5 - 0.5 * np.cos(t)
    ragged = 1 + 0.07 * np.sin(t * 9 + rng.uniform(0, 6)) * along
    u = reach * (0.08 + 0.95 * along * ragged - 0.10 * along * np.cos(2 * t))
    v = reach * wide * np.sin(t) * (0.35 + 0.85 * along)
    outline: Outline = head + np.stack(
        [u * np.cos(turn) - v * np.sin(turn), (u * np.sin(turn) + v * np.cos(turn)) * tilt], -1
    )
    return outline


def _blade(line: Outline, width: float, swell: float) -> Outline:
    ahead = np.gradient(line, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    half = width / 2 * (1 - swell + swell * np.sin(np.linspace(0, np.pi, len(line))))[:, None]
    side = np.stack([-ahead[:, 1], ahead[:, 0]], -1) * half
    outline: Outline = np.concatenate([line + side, (line - side)[::-1]])
    return outline


def _disc(px: float, py: float, radius: float, squash: float = 1.0) -> Outline:
    t = np.linspace(0, 2 * np.pi, 24)
    return np.stack([px + radius * np.cos(t), py + radius * squash * np.sin(t)], -1)
