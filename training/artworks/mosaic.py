"""A mosaic of stone and gold glass in mortar: square tiles, each aligned with the outline it follows."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    ramp,
    relief,
    sample,
    soften,
    step,
)

_TILE = 0.0168  # side of a tile
_SUN = (
    (0.185, (0.80, 0.24, 0.12)),
    (0.160, (0.98, 0.90, 0.66)),
    (0.120, (0.93, 0.52, 0.14)),
    (0.075, (1.0, 0.83, 0.30)),
)
_SEA = (
    (0.10, 0.50, 0.58),
    (0.06, 0.34, 0.52),
    (0.16, 0.62, 0.60),
    (0.04, 0.20, 0.40),
    (0.08, 0.42, 0.56),
    (0.03, 0.15, 0.33),
)
_NEAREST = 12  # tiles that may cover a pixel
Outline = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Cartoon:
    """The design under the tiles: colours, and a field whose level lines the tiles follow."""

    shape: Shape
    colours: Array
    guide: Array

    def lay(self, mask: Array, colour: npt.ArrayLike, guide: Array | None = None) -> None:
        """Cover an area with colour; its tiles follow the outline, or the field `guide`."""
        on = mask > 0.5
        self.colours[on] = np.broadcast_to(np.asarray(colour, np.float32), self.colours.shape)[on]
        if guide is None:
            guide = soften(mask, 0.012) + soften(mask, 0.035) + soften(mask, 0.09)
        self.guide[on] = guide[on]
        # Outside, one row of tiles also follows the outline.
        rim = (soften(mask, 0.018) > 0.12) & ~on
        self.guide[rim] = (soften(mask, 0.02) + soften(mask, 0.06))[rim]


def mosaic(size: int) -> Image.Image:
    """Lay a fish that jumps out of the sea at noon."""
    rng = np.random.default_rng(55)
    cartoon = _fish_at_noon((320, 400))
    sites, turn = _tiles(rng, cartoon)
    long = round(size * 1.35)
    return picture(_laid(rng, cartoon, sites, turn, (round(long * 0.8), long)), size)


def _fish_at_noon(shape: Shape) -> _Cartoon:
    x, y = plane(shape)
    far = np.hypot(x - 0.22, y - 0.20)
    gold = ramp([(0, (1.0, 0.86, 0.42)), (0.35, (0.95, 0.74, 0.28)), (1, (0.78, 0.56, 0.18))], far * 1.4)
    cartoon = _Cartoon(shape, gold, far.astype(np.float32))
    for radius, colour in _SUN:
        cartoon.lay(filled(shape, [circle(0.22, 0.20, radius)]), colour, far)
    for k in range(20):
        angle = k / 20 * 2 * math.pi
        corners = ((0.20, -0.10), (0.285 if k % 2 else 0.245, 0.0), (0.20, 0.10))
        ray = [(0.22 + r * math.cos(angle + a), 0.20 + r * math.sin(angle + a)) for r, a in corners]
        cartoon.lay(filled(shape, [np.array(ray)]), (0.72, 0.14, 0.12) if k % 2 else (0.98, 0.92, 0.74))
    for row, colour in enumerate(_SEA):
        crest = 0.475 + 0.062 * row + 0.020 * np.sin(x * 21 + row * 2.1) - 0.008 * np.sin(x * 42 + row * 4.2)
        cartoon.lay((y > crest).astype(np.float32), colour, (y - crest).astype(np.float32))
        foam = (y > crest) & (y < crest + 0.016)
        cartoon.colours[foam] = (0.93, 0.94, 0.88)
        ripple = (y > crest + 0.034) & (y < crest + 0.048)
        cartoon.colours[ripple] = np.asarray(colour) * 0.55 + np.array((0.30, 0.36, 0.32))
    _fish(cartoon, x, y)
    for cx, cy in ((0.43, 0.30), (0.40, 0.36), (0.86, 0.42), (0.90, 0.35), (0.47, 0.24), (0.83, 0.49)):
        cartoon.lay(filled(shape, [circle(cx, cy, 0.016)]), (0.95, 0.97, 0.95))
    _border(cartoon, x, y)
    return cartoon


def _fish(cartoon: _Cartoon, x: Array, y: Array) -> None:
    """Lay the fish along an arc: scales in rows, fins, a splashing tail."""
    t = np.linspace(0, 1, 60)
    spine = np.stack([0.44 + 0.38 * t, 0.62 - 0.40 * np.sin(0.25 + 2.1 * t) ** 1.1], -1)
    half = 0.088 * np.sin(np.pi * np.clip(t * 0.93 + 0.07, 0, 1)) ** 0.75 * (0.55 + 0.60 * t)
    ahead = np.gradient(spine, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    side = np.stack([-ahead[:, 1], ahead[:, 0]], -1)
    body = np.concatenate([spine + side * half[:, None], (spine - side * half[:, None])[::-1]])
    fins = ((12, (0.52, 0.20), 16), (34, (0.76, 0.10), 12), (30, (0.56, 0.47), 8), (44, (0.66, 0.47), 7))
    for root, tip, wide in fins:
        fin = np.array([spine[root], tip, spine[min(root + wide, 59)]])
        cartoon.lay(filled(cartoon.shape, [fin]), (0.62, 0.08, 0.14))
        inner = fin.mean(0) + (fin - fin.mean(0)) * 0.55
        cartoon.lay(filled(cartoon.shape, [inner]), (0.90, 0.32, 0.18))
    tail = np.array([(0.455, 0.535), (0.335, 0.475), (0.395, 0.60), (0.345, 0.715), (0.475, 0.60)])
    cartoon.lay(filled(cartoon.shape, [tail]), (0.62, 0.08, 0.14))
    cartoon.lay(filled(cartoon.shape, [tail.mean(0) + (tail - tail.mean(0)) * 0.55]), (0.90, 0.32, 0.18))
    # Position of a pixel along and across the body.
    away = (x[..., None] - spine[:, 0].astype(np.float32)) ** 2 + (y[..., None] - spine[:, 1].astype(np.float32)) ** 2
    nearest = away.argmin(-1)
    over = (x - spine[nearest, 0]) * side[nearest, 0] + (y - spine[nearest, 1]) * side[nearest, 1]
    share = over / np.maximum(half[nearest], 1e-3)
    scales = np.where((nearest // 4 + (share > 0.15) + (share > -0.4)) % 2 == 0, 0.0, 1.0)
    tones = ramp(
        [(0, (0.97, 0.97, 0.92)), (0.3, (0.70, 0.90, 0.88)), (0.6, (0.16, 0.56, 0.70)), (1, (0.05, 0.16, 0.42))],
        0.5 - 0.5 * share,
    )
    tones = tones * (0.80 + 0.3 * scales)[..., None]
    cartoon.lay(filled(cartoon.shape, [body]), tones.astype(np.float32), over.astype(np.float32))
    outline = filled(cartoon.shape, [body]) - filled(cartoon.shape, [body.mean(0) + (body - body.mean(0)) * 0.90])
    cartoon.colours[outline > 0.5] = (0.03, 0.06, 0.20)
    gill = (nearest == 48) & (np.abs(share) < 0.8)
    cartoon.colours[gill] = (0.62, 0.08, 0.14)
    eye = spine[52] - side[52] * 0.022
    for radius, colour in ((0.020, (0.98, 0.96, 0.88)), (0.011, (0.06, 0.06, 0.12))):
        cartoon.lay(filled(cartoon.shape, [circle(float(eye[0]), float(eye[1]), radius)]), colour)


def _border(cartoon: _Cartoon, x: Array, y: Array) -> None:
    rim = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 0.8 - y))
    along = np.where(np.minimum(x, 1 - x) < np.minimum(y, 0.8 - y), y, x)
    bands = np.where((along * 25).astype(np.int32) % 2 == 0, 0, 1)[..., None]
    pattern = np.where(bands == 0, np.array((0.70, 0.12, 0.12)), np.array((0.95, 0.90, 0.76)))
    pattern = np.where(((rim > 0.034) & (rim <= 0.052))[..., None], np.array((0.08, 0.20, 0.40)), pattern)
    pattern = np.where((rim <= 0.017)[..., None], np.array((0.16, 0.12, 0.14)), pattern)
    on = rim <= 0.052
    cartoon.colours[on] = pattern[on]
    cartoon.guide[on] = rim[on]


def _tiles(rng: np.random.Generator, cartoon: _Cartoon) -> tuple[Array, Array]:
    """Positions and rotations of the tiles, which push each other into rows along the guide."""
    shape = cartoon.shape
    x, y = plane(shape)
    down, right = np.gradient(soften(cartoon.guide, 0.006))
    angle = np.arctan2(down, right).astype(np.float32)
    rows, columns = round(shape[0] / max(shape) / _TILE), round(1 / _TILE)
    grid = np.stack(np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows * 0.8), -1)
    sites = (grid.reshape(-1, 2) + rng.normal(0, 0.2 * _TILE, (rows * columns, 2))).astype(np.float32)
    for _ in range(6):
        owner, _, _ = _covered(x, y, sites, _turned(angle, sites), block=10)
        count = np.maximum(np.bincount(owner.ravel(), minlength=len(sites)), 1)
        middle = [np.bincount(owner.ravel(), at.ravel(), len(sites)) / count for at in (x, y)]
        empty = np.bincount(owner.ravel(), minlength=len(sites)) == 0
        sites = np.where(empty[:, None], sites, np.stack(middle, -1)).astype(np.float32)
    return sites, _turned(angle, sites)


def _turned(angle: Array, sites: Array) -> Array:
    long = max(angle.shape)
    column, row = (np.clip((sites[:, i] * long).astype(np.int32), 0, angle.shape[1 - i] - 1) for i in (0, 1))
    turned: Array = angle[row, column]
    return turned


def _covered(x: Array, y: Array, sites: Array, turn: Array, *, block: int) -> tuple[npt.NDArray[np.intp], Array, Array]:
    """The tile of each pixel, the distance from its centre, and the extra distance to the next tile.

    Distances use the maximum norm along the tile's sides, in tile sizes.
    """
    shape = x.shape
    rows, columns = np.arange(shape[0]) // block, np.arange(shape[1]) // block
    middle = (np.stack(np.meshgrid(np.unique(columns), np.unique(rows)), -1) + 0.5) * block / max(shape)
    away = (middle[..., :1].astype(np.float32) - sites[:, 0]) ** 2 + (
        middle[..., 1:].astype(np.float32) - sites[:, 1]
    ) ** 2
    nearby = np.argpartition(away, _NEAREST, axis=-1)[..., :_NEAREST]
    best, second = np.full(shape, 9, np.float32), np.full(shape, 9, np.float32)
    owner = np.zeros(shape, np.intp)
    c, s = np.cos(turn), np.sin(turn)
    for k in range(_NEAREST):
        n = nearby[..., k][rows[:, None], columns[None, :]]
        dx, dy = x - sites[n, 0], y - sites[n, 1]
        reach = np.maximum(np.abs(dx * c[n] + dy * s[n]), np.abs(dy * c[n] - dx * s[n])) / np.float32(_TILE)
        nearer = reach < best
        second = np.where(nearer, best, np.minimum(second, reach))
        owner = np.where(nearer, n, owner)
        best = np.where(nearer, reach, best)
    return owner, best, second - best


def _laid(rng: np.random.Generator, cartoon: _Cartoon, sites: Array, turn: Array, shape: Shape) -> Array:
    """Render the tiles in mortar, each with its own stone, tilt and chipped edges."""
    x, y = plane(shape)
    chip = 0.06 * fractal(rng, shape, 130, 3)
    owner, reach, gap = _covered(x, y, sites, turn, block=20)
    scale = max(cartoon.shape)
    own = sample(cartoon.colours, sites[:, 0] * scale, sites[:, 1] * scale)
    count = len(sites)
    own = own * rng.normal(1, 0.11, (count, 1)) + rng.normal(0, 0.028, (count, 3))
    vein = fractal(rng, shape, 60, 4)
    tile = own[owner] * (1 + 0.10 * vein)[..., None]
    edge = np.minimum(gap / 2, 0.56 - reach) + chip
    tilt = rng.normal(0, 0.34, (count, 2))
    slope = ((x - sites[owner, 0]) * tilt[owner, 0] + (y - sites[owner, 1]) * tilt[owner, 1]) / _TILE
    dome = np.clip(edge, 0, 0.16) / 0.16
    light, gloss = relief((np.sqrt(dome) * 2.6 + slope * 1.2 + 0.12 * vein) * max(shape) / 1037, 1.6)
    golden = step(0.10, 0.35, own[:, 0] - own[:, 2])[owner]
    sparkle = rng.random(count).astype(np.float32)[owner] ** 5
    lit = tile * np.clip(0.45 + 0.55 * light, 0.45, 1.5)[..., None]
    lit += ((0.10 + 0.30 * golden * sparkle) * gloss + 0.16 * golden * sparkle)[..., None] * np.array((1.0, 0.93, 0.72))
    sand = np.asarray((0.40, 0.36, 0.31), np.float32) * (1 + 0.22 * noise(rng, shape, 260) + 0.10 * vein)[..., None]
    sand *= (0.65 + 0.35 * step(-0.25, 0.0, edge))[..., None]
    return mix(sand, lit, step(0.035, 0.085, edge))
