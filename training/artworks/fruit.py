"""The objects of the still life: a vase with berries, a bowl of oranges, fruit."""

from __future__ import annotations

import numpy as np

from training.artworks.brushes import Array, mix, step
from training.artworks.raytracer import Body, Grain, ball, turned

_VASE = (
    (0, 0.30), (0.03, 0.36), (0.30, 0.52), (0.62, 0.60), (0.95, 0.50),
    (1.22, 0.27), (1.42, 0.19), (1.62, 0.22), (1.70, 0.31),
)  # fmt: skip
_BOWL = ((0, 0.26), (0.05, 0.33), (0.08, 0.36), (0.20, 0.62), (0.34, 0.80), (0.46, 0.88))
_APPLE = ((0, 0.01), (0.02, 0.16), (0.14, 0.33), (0.36, 0.42), (0.56, 0.37), (0.67, 0.22), (0.68, 0.08), (0.66, 0.01))
_PEAR = (
    (0, 0.01), (0.02, 0.18), (0.16, 0.36), (0.36, 0.41), (0.56, 0.31),
    (0.74, 0.185), (0.88, 0.13), (0.95, 0.06), (0.96, 0.01),
)  # fmt: skip
_LEMON = (
    (-0.43, 0.01), (-0.41, 0.06), (-0.36, 0.11), (-0.24, 0.24), (0, 0.31),
    (0.24, 0.24), (0.36, 0.11), (0.40, 0.06), (0.42, 0.01),
)  # fmt: skip
_STEM = ((0, 0.022), (0.10, 0.018), (0.20, 0.026))
_ORANGES = ((0.72, 0.50, 0.52), (1.40, 0.50, 0.79), (0.83, 0.50, 1.25), (0.99, 1.10, 0.86))
_MOUTH = (-0.97, 1.45, 1.0)  # mouth of the vase, where the twigs start
_TWIGS = ((-1.95, 2.55, 1.0), (-1.30, 2.85, 1.25), (-0.55, 2.65, 0.75))


def fruit(rng: np.random.Generator, grain: Grain) -> list[Body]:
    """Arrange the objects."""
    skin = _Skins(grain)
    return [
        turned((-0.95, 0, 1.0), _VASE, skin.glaze, bumps=(0.03, 5), gloss=0.06, blur=0.02),
        turned((0.98, 0, 0.85), _BOWL, skin.clay, bumps=(0.05, 12), gloss=0.03, blur=0.08),
        *(ball(at, 0.37, skin.orange, bumps=(0.09, 46), gloss=0.04, blur=0.14) for at in _ORANGES),
        turned((-0.12, 0, -0.42), _APPLE, skin.apple, axis=(0.10, 1, -0.12), bumps=(0.02, 6), gloss=0.05, blur=0.03),
        turned((-0.06, 0.62, -0.49), _STEM, skin.bark, axis=(0.35, 1, -0.1), gloss=0.01, blur=0.2),
        turned((-1.02, 0, -0.35), _PEAR, skin.pear, axis=(-0.16, 1, 0.05), bumps=(0.03, 24), gloss=0.03, blur=0.10),
        turned((-1.17, 0.92, -0.30), _STEM, skin.bark, axis=(-0.5, 1, 0.1), gloss=0.01, blur=0.2),
        turned(
            (0.62, 0.29, -0.80), _LEMON, skin.lemon, axis=(0.9, 0.05, 0.45), bumps=(0.10, 26), gloss=0.035, blur=0.12
        ),
        *_berries(rng, skin),
        *_grapes(rng, skin),
    ]


def _berries(rng: np.random.Generator, skin: _Skins) -> list[Body]:
    bodies = []
    for x, y, z in _TWIGS:
        twig = (x - _MOUTH[0], y - _MOUTH[1], z - _MOUTH[2])
        profile = ((0, 0.018), (float(np.linalg.norm(twig)), 0.008))
        bodies.append(turned(_MOUTH, profile, skin.bark, axis=twig, gloss=0.01, blur=0.2))
        for i in range(11):
            bx, by, bz = np.array(_MOUTH) + np.array(twig) * (0.38 + 0.058 * i) + rng.normal(0, 0.034, 3)
            bodies.append(ball((bx, by, bz), rng.uniform(0.042, 0.062), skin.berry, gloss=0.05, blur=0.05))
    return bodies


def _grapes(rng: np.random.Generator, skin: _Skins) -> list[Body]:
    grapes: list[Body] = []
    for _ in range(400):
        x, z = rng.uniform(1.25, 2.15), rng.uniform(-0.75, -0.10)
        y = 0.125 + (0.20 if rng.random() < 0.35 else 0)
        if len(grapes) < 23 and all(np.linalg.norm(np.array((x, y, z)) - grape.at) > 0.225 for grape in grapes):
            grapes.append(ball((x, y, z), rng.uniform(0.115, 0.135), skin.grape, gloss=0.045, blur=0.05))
    return grapes


class _Skins:
    """Colours of surfaces, by object coordinates."""

    def __init__(self, grain: Grain) -> None:
        self._grain = grain

    def glaze(self, p: Array) -> Array:
        run = p[:, 1] + 0.07 * self._grain(p, (5, 1, 5)) + 0.03 * self._grain(p, (14, 2, 14))
        speckle = step(0.55, 0.75, self._grain(p, 44)) * 0.4
        tone = np.clip(0.5 + 0.5 * self._grain(p, (3, 1.2, 3)) + 0.3 * self._grain(p, (9, 2, 9)), 0, 1)
        blue = mix((0.03, 0.13, 0.20), (0.10, 0.34, 0.40), tone)
        clay = mix((0.46, 0.30, 0.18), (0.32, 0.19, 0.10), 0.5 + 0.5 * self._grain(p, 18))
        return mix(mix(blue, (0.55, 0.50, 0.36), speckle), clay, step(0.34, 0.30, run))

    def orange(self, p: Array) -> Array:
        pores = 1 - 0.14 * self._grain(p, 46)
        return mix((0.80, 0.20, 0.008), (0.86, 0.29, 0.012), 0.5 + 0.5 * self._grain(p, 4)) * pores[:, None]

    def apple(self, p: Array) -> Array:
        turn = np.stack([np.cos(a := np.arctan2(p[:, 2], p[:, 0])), np.sin(a), 0.2 * p[:, 1]], -1)
        streak = 0.6 * self._grain(turn, 9) + 0.4 * self._grain(turn, 22) + 0.8 * self._grain(p, 2.2)
        red = mix((0.42, 0.012, 0.02), (0.70, 0.06, 0.03), 0.5 + 0.5 * streak)
        blush = mix(red, (0.80, 0.52, 0.12), step(0.25, 1.0, streak + 0.25) * 0.85)
        dimple = step(0.20, 0.03, np.hypot(p[:, 0], p[:, 2])) * (p[:, 1] > 0.3)
        spots = step(0.60, 0.75, self._grain(p, 40)) * 0.45
        return mix(mix(blush, (0.82, 0.62, 0.32), spots), (0.22, 0.16, 0.03), dimple)

    def pear(self, p: Array) -> Array:
        skin = mix((0.46, 0.50, 0.07), (0.72, 0.62, 0.12), 0.5 + 0.5 * self._grain(p, 2.5))
        skin = mix(skin, (0.66, 0.26, 0.06), step(-0.1, 0.7, self._grain(p, 1.6) - p[:, 0]) * 0.6)
        return mix(skin, (0.26, 0.15, 0.04), step(0.50, 0.75, self._grain(p, 52)) * 0.6)

    def lemon(self, p: Array) -> Array:
        tips = step(0.26, 0.37, np.abs(p[:, 1]))
        return mix(
            mix((0.88, 0.60, 0.02), (0.95, 0.75, 0.08), 0.5 + 0.5 * self._grain(p, 4)), (0.60, 0.58, 0.10), tips * 0.7
        )

    def grape(self, p: Array) -> Array:
        bloom = np.clip(0.25 + 0.6 * self._grain(p + p[:1] * 9, 5) + 0.2 * self._grain(p, 20), 0, 1) * 0.5
        return mix((0.06, 0.012, 0.05), (0.30, 0.26, 0.40), bloom)

    def berry(self, p: Array) -> Array:
        return mix((0.50, 0.03, 0.012), (0.75, 0.14, 0.03), 0.5 + 0.5 * self._grain(p, 12))

    def clay(self, p: Array) -> Array:
        ring = 0.5 + 0.5 * np.sin(p[:, 1] * 120 + 2 * self._grain(p, 3))
        base = mix((0.62, 0.54, 0.42), (0.74, 0.67, 0.54), 0.5 + 0.4 * self._grain(p, 7) + 0.1 * ring)
        stripe = step(0.012, 0.006, np.abs(p[:, 1] - 0.40 + 0.004 * self._grain(p, 9)))
        return mix(mix(base, (0.12, 0.20, 0.36), stripe), (0.42, 0.30, 0.20), step(0.45, 0.7, self._grain(p, 32)) * 0.6)

    def bark(self, p: Array) -> Array:
        return mix((0.16, 0.09, 0.04), (0.30, 0.20, 0.09), 0.5 + 0.5 * self._grain(p, 40))
