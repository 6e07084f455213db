"""Ray tracing of solids of revolution on a table in front of a wall.

The table is y = 0; z points away from the camera. Rays, points, normals and colours are arrays of shape (n, 3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from training.artworks.brushes import Array, triple

TABLE, WALL = -1, -2
_WALL_AT = 3.0
Vector = tuple[float, float, float]


class Grain:
    """Smooth periodic 3D noise, −1 to 1."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._lattice = rng.uniform(-1, 1, (32, 32, 32)).astype(np.float32)

    def __call__(self, points: Array, cells: float | Vector) -> Array:
        """Noise at points of shape (n, 3), with `cells` bumps per unit of length."""
        scaled = points * np.array(cells, np.float32)
        whole = np.floor(scaled).astype(np.int32)
        u, v, w = np.moveaxis(scaled - whole, -1, 0)
        u, v, w = (t * t * (3 - 2 * t) for t in (u, v, w))
        (i, j, k), n = np.moveaxis(whole & 31, -1, 0), self._lattice
        i1, j1, k1 = (i + 1) & 31, (j + 1) & 31, (k + 1) & 31
        near = (n[i, j, k] * (1 - u) + n[i1, j, k] * u) * (1 - v) + (n[i, j1, k] * (1 - u) + n[i1, j1, k] * u) * v
        far = (n[i, j, k1] * (1 - u) + n[i1, j, k1] * u) * (1 - v) + (n[i, j1, k1] * (1 - u) + n[i1, j1, k1] * u) * v
        noise: Array = near * (1 - w) + far * w
        return noise


@dataclass(frozen=True)
class Body:
    """A solid of revolution.

    Attributes:
        at: position of its origin in the world.
        axis: its y axis in the world, of length 1.
        slices: rows of (low, high, a, b, c): between the two heights, radius² = a + b·y + c·y².
        slopes: heights, and ½ d(radius²)/dy there, which tilts the normal.
        balls: (own y, radius) of spheres that replace it for shadows.
        colour: surface colour, by own coordinates.
        bumps: depth and fineness of the surface's bumps.
        gloss: reflectance at right angles.
        blur: blur of the reflection.
    """

    at: Array
    axis: Array
    slices: Array
    slopes: tuple[Array, Array]
    balls: tuple[tuple[float, float], ...]
    colour: Callable[[Array], Array]
    bumps: tuple[float, float]
    gloss: float
    blur: float

    @cached_property
    def frame(self) -> Array:
        """Its axes in world coordinates, as rows."""
        side = np.cross(self.axis, (0.31, 0.12, 0.94))
        side /= np.linalg.norm(side)
        return np.stack([side, self.axis, np.cross(side, self.axis)]).astype(np.float32)

    @cached_property
    def reach(self) -> float:
        """Radius of its bounding sphere around `at`."""
        low, high, a, b, c = self.slices.T
        return float(max(np.sqrt(np.maximum(a + b * y + c * y * y, 0) + y * y).max() for y in (low, high)))


def ball(
    at: Vector, radius: float, colour: Callable[[Array], Array], *,
    bumps: tuple[float, float] = (0, 1), gloss: float = 0.04, blur: float = 0.06,
) -> Body:  # fmt: skip
    """Make a ball around `at`."""
    slopes = np.array((-radius, radius), np.float32), np.array((radius, -radius), np.float32)
    place, up = np.array(at, np.float32), np.array((0, 1, 0), np.float32)
    slices = np.array(((-radius, radius, radius**2, 0, -1),), np.float32)
    return Body(place, up, slices, slopes, ((0, radius),), colour, bumps, gloss, blur)


def turned(
    at: Vector, knots: Sequence[tuple[float, float]], colour: Callable[[Array], Array], *, axis: Vector = (0, 1, 0),
    bumps: tuple[float, float] = (0, 1), gloss: float = 0.04, blur: float = 0.06,
) -> Body:  # fmt: skip
    """Make a solid of revolution through `knots` of (height, radius) from below, interpolated smoothly."""
    y, r = np.array(knots).T
    place = np.concatenate([[0], np.cumsum(np.hypot(np.diff(y), np.diff(r)))])
    fine = np.linspace(0, place[-1], 240)
    hann = np.hanning(51) / np.hanning(51).sum()
    y, r = (np.convolve(np.pad(np.interp(fine, place, v), 25, "edge"), hann, "valid") for v in (y, r))
    pick = np.linspace(0, 239, 16).astype(int)
    heights, radii = np.maximum.accumulate(y[pick]) + np.arange(16) * 1e-5, np.maximum(r[pick], 1e-3)
    slices = []
    for low, high, r0, r1 in zip(heights, heights[1:], radii, radii[1:], strict=False):
        k = (r1 - r0) / (high - low)
        m = r0 - k * low
        slices.append((float(low), float(high), m * m, 2 * m * k, k * k))
    tilt = np.gradient(radii**2 / 2, heights)
    inside = np.linspace(heights[0], heights[-1], 6)[1:-1]
    balls = tuple(zip(inside.tolist(), np.interp(inside, heights, radii).tolist(), strict=True))
    unit = np.array(axis, np.float32) / np.float32(np.linalg.norm(axis))
    slopes = heights.astype(np.float32), tilt.astype(np.float32)
    return Body(np.array(at, np.float32), unit, np.array(slices, np.float32), slopes, balls, colour, bumps, gloss, blur)


@dataclass(frozen=True, slots=True)
class Hits:
    """First hits of rays: distance, body (−1 the table, −2 the wall), the body's own coordinates, and normal."""

    distance: Array
    body: npt.NDArray[np.int16]
    own: Array
    normal: Array


def trace(bodies: Sequence[Body], start: Array, ray: Array) -> Hits:
    """Find the first hit of each ray."""
    to_table = np.where(ray[:, 1] < -1e-4, -start[:, 1] / np.minimum(ray[:, 1], -1e-4), np.float32(1e5))
    to_wall = np.where(ray[:, 2] > 1e-4, (_WALL_AT - start[:, 2]) / np.maximum(ray[:, 2], 1e-4), np.float32(1e5))
    distance = np.minimum(to_table, to_wall)
    body = np.where(to_table < to_wall, TABLE, WALL).astype(np.int16)
    own = start + ray * distance[:, None]
    normal = np.where((body == TABLE)[:, None], triple(0, 1, 0), triple(0, 0, -1))
    for number in _ahead(bodies, start, ray):
        solid = bodies[number]
        off = start - solid.at
        along = np.einsum("ij,ij->i", off, ray)
        aside = np.einsum("ij,ij->i", off, off) - along**2
        near = np.flatnonzero((aside < solid.reach**2) & (along < solid.reach) & (-along - solid.reach < distance))
        if not len(near):
            continue
        frame = solid.frame
        o, d = off[near] @ frame.T, ray[near] @ frame.T
        t = _meet(solid, o, d)
        closer = t < distance[near]
        hit, t, d = near[closer], t[closer], d[closer]
        point = o[closer] + d * t[:, None]
        outward = np.stack([point[:, 0], -np.interp(point[:, 1], *solid.slopes), point[:, 2]], -1).astype(np.float32)
        outward /= np.linalg.norm(outward, axis=1, keepdims=True) + np.float32(1e-9)
        outward *= -np.sign(np.einsum("ij,ij->i", outward, d))[:, None]
        distance[hit], body[hit], own[hit], normal[hit] = t, number, point, outward @ frame
    return Hits(distance, body, own, normal)


def _ahead(bodies: Sequence[Body], start: Array, ray: Array) -> list[int]:
    """Indices of the bodies that a bundle of rays may hit."""
    origin, middle = start.mean(axis=0), ray.mean(axis=0)
    middle /= np.linalg.norm(middle)
    spread = np.linalg.norm(start - origin, axis=1).max()
    widening = np.sqrt(1 / np.clip((ray @ middle).min(), 0.05, 1) ** 2 - 1)
    off = np.array([body.at for body in bodies]) - origin
    reach = np.array([body.reach for body in bodies])
    along = off @ middle
    beside = np.sqrt(np.maximum((off * off).sum(axis=1) - along**2, 0))
    may = (along > -reach - spread) & (beside < 1.5 * reach + spread + (np.maximum(along, 0) + reach) * widening)
    return [int(number) for number in np.flatnonzero(may)]


def _meet(solid: Body, o: Array, d: Array) -> Array:
    """Distances to a body along rays in its coordinates; very large for a miss."""
    low, high, a, b, c = solid.slices.T[..., None]
    p = d[:, 0] ** 2 + d[:, 2] ** 2 - c * d[:, 1] ** 2
    q = o[:, 0] * d[:, 0] + o[:, 2] * d[:, 2] - (c * o[:, 1] + b / 2) * d[:, 1]
    s = o[:, 0] ** 2 + o[:, 2] ** 2 - a - (b + c * o[:, 1]) * o[:, 1]
    under = q * q - p * s
    root = np.sqrt(np.maximum(under, 0))
    p = np.where(np.abs(p) < 1e-6, np.float32(1e-6), p)
    nearest = np.full(len(o), 1e6, np.float32)
    for t in ((-q - root) / p, (-q + root) / p):
        y = o[:, 1] + t * d[:, 1]
        valid = (under >= 0) & (t > 2e-3) & (y >= low) & (y <= high)
        nearest = np.minimum(nearest, np.where(valid, t, np.float32(1e6)).min(axis=0))
    return nearest
