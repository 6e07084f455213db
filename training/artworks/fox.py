"""A fox that faces the viewer: a modelled head with tens of thousands of hairs, in front of a blurred forest.

Face coordinates: u to the right and v down, from the point between the eyes. They follow the tilt of the head; the unit
is the long side of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from training.artworks.brushes import (
    Array,
    develop,
    fractal,
    mix,
    noise,
    picture,
    plane,
    ramp,
    soften,
    step,
    strokes,
    triple,
)

_MIDDLE, _TILT = (0.405, 0.415), 0.10
_KEY = np.array((-0.52, -0.58, 0.63), np.float32)
_NOSE = 0.186  # v of the nose's tip
_EYE = (0.079, 0.004)
_HEAD = (
    (-0.192, 0.0), (-0.180, 0.070), (-0.140, 0.125), (-0.070, 0.165), (-0.010, 0.188), (0.045, 0.212), (0.080, 0.214),
    (0.115, 0.165), (0.150, 0.098), (0.185, 0.062), (0.205, 0.046), (0.222, 0.028), (0.230, 0.0),
)  # fmt: skip
_NECK = ((0.02, 0.0), (0.06, 0.12), (0.16, 0.165), (0.30, 0.20), (0.45, 0.27), (0.62, 0.36))
_COATS = ((8000, 0.0050, 1.0, 0.16), (20000, 0.0026, 1.05, 0.22), (26000, 0.0015, 0.95, 0.28))


def fox(size: int) -> Image.Image:
    """Portrait of a fox in autumn."""
    rng = np.random.default_rng(5)
    long = round(size * 1.15)
    x, y = plane((long, round(long * 0.8)))
    form = _Form.of(x, y)
    design = _coat(rng, form) * _lit(form.depth, long)
    cover = step(0.0, 0.012, form.depth)
    photo = mix(_forest(rng, x, y), design * 0.55, cover)
    photo = _furred(rng, photo, design, cover, _hair(rng, form), long)
    photo = _face(rng, photo, form, long)
    photo *= (1.04 - 0.5 * ((x - 0.4) ** 2 + (y - 0.45) ** 2))[..., None]
    return picture(develop(photo, 1.9) + rng.normal(0, 0.010, photo.shape), size)


@dataclass(frozen=True, slots=True)
class _Form:
    """The body under the fur.

    Attributes:
        u: face coordinate to the right.
        v: face coordinate down.
        x: to the right of the middle, not tilted.
        y: down from the middle, not tilted.
        depth: height above the picture plane; 0 where there is no fox.
        head: 1 on the head, with a soft edge.
        neck: half the width of neck and chest.
        ear: above 0 on the ears.
        inside: above 0 inside the ears.
        rise: 0 at the base of an ear, 1 at its tip.
    """

    u: Array
    v: Array
    x: Array
    y: Array
    depth: Array
    head: Array
    neck: Array
    ear: Array
    inside: Array
    rise: Array

    @classmethod
    def of(cls, x: Array, y: Array) -> _Form:
        cos, sin = np.float32(np.cos(_TILT)), np.float32(np.sin(_TILT))
        x, y = x - _MIDDLE[0], y - _MIDDLE[1]
        u, v = x * cos + y * sin, y * cos - x * sin
        side = np.abs(u)
        # An ear is a leaf between two arcs that meet in its tip.
        ear_u, ear_v = side - 0.105, v + 0.115
        rise = np.clip(-ear_v / 0.225, 0, 1)
        lean, wide = 0.062 * rise**1.3, 0.064 * (1 - rise**2.2) + 0.004
        ear = np.where((ear_v < 0.03) & (ear_v > -0.225), 1 - ((ear_u - lean) / wide) ** 2, -1)
        inside = 1 - ((ear_u - lean + 0.004) / (wide * 0.62)) ** 2 - np.clip((rise - 0.62) * 5, 0, None)
        ears = np.where(ear > 0, 0.05 + 0.045 * np.sqrt(np.clip(ear, 0, 1)) - 0.05 * step(0, 0.7, inside), 0)
        half = _half_width(v, _HEAD)
        skull = _round(u, half)
        muzzle = 0.150 * _bulge(side, v, 0, 0.135, 0.072, 0.105) + 0.05 * _bulge(side, v, 0, 0.178, 0.045, 0.045)
        brow = 0.035 * _bulge(side, v, 0.075, -0.040, 0.055, 0.035) - 0.045 * _bulge(side, v, *_EYE, 0.040, 0.026)
        cheek = 0.03 * _bulge(side, v, 0.125, 0.075, 0.07, 0.06)
        head = np.where(skull > 0, 0.10 + 0.62 * skull + muzzle + brow + cheek, 0)
        neck = _half_width(y, _NECK)
        depth = np.maximum(np.maximum(head, ears), 0.55 * _round(x, neck))
        return cls(u, v, x, y, depth, step(-0.01, 0.012, half - side) * (v < 0.24), neck, ear, inside, rise)


def _coat(rng: np.random.Generator, form: _Form) -> Array:
    """Colours of the fur."""
    shape, side, v = (form.u.shape[0], form.u.shape[1]), np.abs(form.u), form.v
    warp = 0.014 * noise(rng, shape, 14) + 0.010 * noise(rng, shape, 45)
    tone = np.clip(0.5 + 0.5 * fractal(rng, shape, 16, 4), 0, 1)
    rust = mix((0.46, 0.115, 0.018), (0.74, 0.235, 0.042), tone)
    rust = mix(rust, (0.34, 0.105, 0.022), 0.6 * step(0.03, -0.16, v + warp) * step(0.09, 0.0, side))
    white = mix((0.80, 0.75, 0.68), (0.95, 0.92, 0.87), tone)

    border = v - 0.050 - 0.22 * np.clip(side - 0.10, 0, 1) + 0.35 * np.clip(0.06 - side, 0, 1) + warp
    bridge = step(0.010, -0.010, side - 0.030 - 0.16 * np.clip(0.10 - v, 0, 0.2) + 0.4 * warp) * step(0.19, 0.16, v)
    face = mix(rust, white, step(-0.014, 0.014, border) * (1 - bridge))
    face = mix(face, white, 0.75 * _bulge(side, v, 0.060, -0.045, 0.030, 0.018))
    tear = np.exp(-(((side - 0.052 + 0.14 * (v - 0.04)) / 0.010) ** 2))
    face = mix(face, (0.16, 0.06, 0.03), 0.85 * tear * step(0.015, 0.045, v) * step(0.135, 0.09, v))

    ear = mix(rust, (0.035, 0.025, 0.022), step(0.42, 0.75, form.rise + 3 * warp))
    ear = mix(
        ear, mix((0.70, 0.60, 0.50), (0.12, 0.07, 0.055), step(0.25, 0.75, form.rise)), step(0.0, 0.35, form.inside)
    )

    outside = np.abs(form.x + 0.01) - 0.135 + 0.15 * np.clip(form.y - 0.30, 0, 1) + 1.5 * warp
    chest = mix(rust * 0.8, white, step(0.035, -0.02, outside) * step(0.10, 0.18, form.y))
    chest *= (1 - 0.72 * (1 - form.head) * step(0.13, 0.0, form.y - 0.225 + 0.3 * np.abs(form.x)))[..., None]
    return np.where((form.head > 0.45)[..., None], face, np.where((form.ear > 0)[..., None], ear, chest))


@dataclass(frozen=True, slots=True)
class _Hair:
    """The fur: direction, length, and drawing order; a smaller `order` lies on top."""

    direction: Array
    length: Array
    order: Array


def _hair(rng: np.random.Generator, form: _Form) -> _Hair:
    """Make hair that grows away from the nose and then hangs down."""
    shape, side, v = (form.u.shape[0], form.u.shape[1]), np.abs(form.u), form.v
    on_head, on_ear = form.head > 0.45, form.ear > 0
    away = np.hypot(form.u, v - _NOSE) + 1e-4
    hang = step(0.10, 0.30, side) * 0.2 + 0.75 * step(0.0, 0.09, v) * step(0.05, 0.16, side)
    down = (v - _NOSE) / away
    down = np.where(on_head, down + hang, np.where(on_ear, down, 1.6))
    spread = 0.25 * step(0, 0.2, side) + 0.9 * step(0.045, 0.0, form.neck - np.abs(form.x))
    out = np.where(on_head | on_ear, form.u / away, np.sign(form.u) * spread)
    curl = 0.35 * noise(rng, shape, 12) + 0.25 * noise(rng, shape, 50)
    length = 0.009 + 0.030 * step(0.05, 0.20, away) + 0.030 * step(0.12, 0.21, side) * (v > 0)
    length = np.where(on_head, length, np.where(on_ear, 0.020, 0.075))
    return _Hair(
        direction=(np.arctan2(down, out) + _TILT + curl).astype(np.float32),
        length=(length - 0.012 * _bulge(side, v, *_EYE, 0.06, 0.045)).astype(np.float32),
        order=np.where(on_head, away, np.where(on_ear, 0.8 + away, 2 - form.y)).astype(np.float32),
    )


def _bulge(side: Array, v: Array, at: float, down: float, wide: float, tall: float) -> Array:
    """Half an ellipsoid on each side of the face, 1 at its centre."""
    bulge: Array = np.sqrt(np.clip(1 - ((side - at) / wide) ** 2 - ((v - down) / tall) ** 2, 0, 1))
    return bulge


def _round(x: Array, half: Array) -> Array:
    """Height at x of a round body of this half width."""
    depth: Array = half * np.sqrt(np.clip(1 - (x / np.maximum(half, 1e-4)) ** 2, 0, 1))
    return depth


def _half_width(v: Array, knots: Sequence[tuple[float, float]]) -> Array:
    """Half the width of an outline, interpolated smoothly through knots of (v, half width)."""
    place, width = np.array(knots).T
    fine, hann = np.linspace(place[0], place[-1], 200), np.hanning(17)
    smooth = np.convolve(np.pad(np.interp(fine, place, width), 8, "edge"), hann / hann.sum(), "valid")
    half: Array = np.interp(v, fine, smooth, left=0, right=width[-1]).astype(np.float32)
    return half


def _lit(depth: Array, long: int) -> Array:
    """Light on the model: a low sun from the left, the sky, and a rim light from behind."""
    down, right = np.gradient(soften(depth, 0.004) * np.float32(long))
    scale = np.float32(0.75)
    length = np.sqrt((right * scale) ** 2 + (down * scale) ** 2 + 1)
    nx, ny, nz = -right * scale / length, -down * scale / length, 1 / length
    key = np.clip((nx * _KEY[0] + ny * _KEY[1] + nz * _KEY[2] + 0.25) / 1.25, 0, 1)
    rim = (1 - nz) ** 2.5 * np.clip(0.4 + 0.8 * nx - 0.3 * ny, 0, 1)
    hollow = np.clip(1 - 5.0 * (soften(depth, 0.03) - depth), 0.62, 1.15)
    sky = (0.64 - 0.30 * ny)[..., None] * triple(0.20, 0.24, 0.30)
    warm = key[..., None] * triple(1.75, 1.55, 1.22) + rim[..., None] * triple(1.5, 1.05, 0.55)
    lit: Array = (sky + warm) * hollow[..., None]
    return lit


def _forest(rng: np.random.Generator, x: Array, y: Array) -> Array:
    """Blurred trees and light."""
    shape = (x.shape[0], x.shape[1])
    base = ramp(
        [(0, (0.30, 0.24, 0.06)), (0.45, (0.15, 0.16, 0.05)), (0.8, (0.07, 0.08, 0.03)), (1, (0.045, 0.045, 0.02))], y
    )
    blotch = soften(fractal(rng, shape, 7, 3), 0.02)
    back = base * (1 + 0.8 * blotch)[..., None]
    back = mix(back, (0.46, 0.20, 0.03), 0.5 * step(0.1, 0.9, soften(noise(rng, shape, 4), 0.03)))
    for cx in (0.07, 0.19, 0.66, 0.755):
        trunk = np.exp(-(((x - cx - 0.03 * y) / rng.uniform(0.012, 0.03)) ** 2))
        back = mix(back, (0.035, 0.028, 0.022), 0.75 * trunk)
    long = max(shape)
    for _ in range(95):
        cx, cy, r = rng.uniform(0, 0.8), abs(rng.normal(0, 0.36)), rng.uniform(0.010, 0.045)
        top, bottom = (int(np.clip((cy + d) * long, 0, shape[0])) for d in (-r * 1.1, r * 1.1))
        left, right = (int(np.clip((cx + d) * long, 0, shape[1])) for d in (-r * 1.1, r * 1.1))
        area = np.s_[top:bottom, left:right]
        away = np.hypot(x[area] - cx, y[area] - cy) / r
        disc = step(1.08, 0.80, away) * (0.75 + 0.25 * away**3)
        tint = np.array(((0.95, 0.62, 0.16), (0.80, 0.72, 0.24), (0.95, 0.38, 0.10), (0.50, 0.58, 0.18)))[
            rng.integers(4)
        ]
        back[area] += disc[..., None] * (tint * rng.uniform(0.04, 0.30) * (1.2 - cy)).astype(np.float32)
    return back


def _furred(rng: np.random.Generator, photo: Array, design: Array, cover: Array, grown: _Hair, long: int) -> Array:
    """Draw hairs in three layers, each from the outside in, as fur overlaps."""
    shape = (photo.shape[0], photo.shape[1])
    places = np.flatnonzero(cover.ravel() > 0.5)
    for count, thick, stretch, vary in _COATS:
        at = rng.choice(places, count)
        row, column = np.divmod(at, shape[1])
        rank = np.argsort(-grown.order[row, column] + rng.normal(0, 0.02, count))
        row, column = row[rank], column[rank]
        length = grown.length[row, column] * stretch * rng.uniform(0.6, 1.3, count).astype(np.float32) * long
        width = np.maximum(thick * long * np.sqrt(grown.length[row, column] / 0.04), 1.2).astype(np.float32)
        start = np.stack([column, row], -1).astype(np.float32) + rng.random((count, 2), np.float32)
        laid = strokes(
            shape, start, grown.direction, length=length.astype(np.float32), width=width, ragged=0.6, rng=rng
        )
        own = design[row, column] * rng.lognormal(0, vary, (count, 1)).astype(np.float32)
        hair = own[laid.owner] * ((0.62 + 0.62 * laid.along) * (1 - 0.30 * laid.across**2))[..., None]
        photo = np.where((laid.owner >= 0)[..., None], hair, photo)
    return photo


def _face(rng: np.random.Generator, photo: Array, form: _Form, long: int) -> Array:
    """Draw eyes, nose, mouth and whiskers."""
    u, v, soft = form.u, form.v, 1.2 / long
    side, sign = np.abs(u), np.sign(u)
    # Eyes: the lens between two circles, slanting upwards to the outside.
    eu, ev = side - _EYE[0], v - _EYE[1]
    eu, ev = eu * 0.97 - ev * 0.24, ev * 0.97 + eu * 0.24
    opening = np.minimum(0.0350 - np.hypot(eu, ev - 0.0140), 0.0350 - np.hypot(eu, ev + 0.0120))
    photo = mix(photo, (0.022, 0.014, 0.012), step(-0.0085, -0.004, opening) * 0.96)
    from_middle = np.hypot(eu, ev)
    rays = 0.5 + 0.5 * np.sin(np.arctan2(ev, eu) * 34 + 3 * np.sin(np.arctan2(ev, eu) * 9))
    iris = (
        ramp(
            [(0, (0.95, 0.56, 0.08)), (0.5, (0.80, 0.38, 0.035)), (0.85, (0.42, 0.16, 0.02)), (1, (0.10, 0.04, 0.01))],
            from_middle / 0.0215 + 0.12 * rays,
        )
        * (0.62 + 0.55 * step(-0.015, 0.02, ev))[..., None]
    )
    iris = mix(iris, (0.008, 0.006, 0.006), step(0.0015, -0.0015, np.hypot(eu * 1.25, ev * 0.95) - 0.0115))
    photo = mix(photo, iris, step(-soft, soft, opening))
    for cu, cv, r, strength in ((-0.0075, -0.0075, 0.0046, 1.5), (0.007, 0.006, 0.0022, 0.5)):
        glint = step(r, r * 0.55, np.hypot(u - sign * _EYE[0] - cu, v - _EYE[1] - cv))
        photo += (glint * strength * (opening > 0))[..., None]
    # Nose.
    nu, nv = side / 0.034, (v - _NOSE) / 0.0235
    nose = 1 - (nu**2.2 * (1 + 0.35 * np.clip(nv, 0, 2)) + np.abs(nv) ** 2.2)
    leather = 0.5 + 0.5 * noise(rng, (u.shape[0], u.shape[1]), 190)
    shine = np.exp(-(((u + 0.009) / 0.013) ** 2) - ((v - _NOSE + 0.0125) / 0.0055) ** 2)
    skin = mix((0.012, 0.011, 0.012), (0.045, 0.04, 0.042), leather) + (0.75 * shine * (0.6 + 0.4 * leather))[..., None]
    nostril = step(1.0, 0.6, ((side - 0.0165) / 0.0075) ** 2 + ((v - _NOSE - 0.005) / 0.0055) ** 2)
    photo = mix(photo, mix(skin, (0.003, 0.003, 0.003), nostril), step(-0.06, 0.08, nose))
    # Mouth.
    lip = np.abs(v - 0.2225 + 0.35 * np.clip(side - 0.002, 0, 1) - 6.0 * np.clip(side - 0.02, 0, 1) ** 2)
    mouth = step(0.0034, 0.0008, lip) * step(0.052, 0.035, side) * (v > _NOSE)
    groove = step(0.0022, 0.0006, side) * step(_NOSE + 0.015, _NOSE + 0.022, v) * step(0.224, 0.220, v)
    photo = mix(photo, (0.045, 0.022, 0.018), 0.85 * np.maximum(mouth, groove))
    return _whiskers(rng, photo, long)


def _whiskers(rng: np.random.Generator, photo: Array, long: int) -> Array:
    shape = (photo.shape[0], photo.shape[1])
    cos, sin = np.cos(_TILT), np.sin(_TILT)
    for side in (-1, 1):
        count = 13
        u, v = side * rng.uniform(0.030, 0.052, count), rng.uniform(0.150, 0.190, count)
        start = np.stack([_MIDDLE[0] + u * cos - v * sin, _MIDDLE[1] + u * sin + v * cos], -1) * long
        x, y = plane(shape)
        reach = np.hypot(x - _MIDDLE[0], y - _MIDDLE[1] - 0.17)
        angle = (np.where(side > 0, 0.0, np.pi) + side * (_TILT * side - 0.30 + 2.6 * reach)).astype(np.float32)
        angle = (angle + side * 3.0 * (y - _MIDDLE[1] - 0.16)).astype(np.float32)
        length = rng.uniform(0.10, 0.19, count).astype(np.float32) * long
        width = np.full(count, max(0.0012 * long, 1.1), np.float32)
        laid = strokes(
            shape, start.astype(np.float32), angle, length=length.astype(np.float32), width=width, ragged=0.1, rng=rng
        )
        shown = (laid.owner >= 0) * (0.85 - 0.6 * laid.along)
        photo = mix(photo, (0.92, 0.88, 0.80), shown)
    return photo
