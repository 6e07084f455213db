"""Fruit and a vase on a wooden table, lit by a window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.artworks.brushes import Array, develop, mix, picture, ramp, step, triple
from training.artworks.fruit import fruit
from training.artworks.raytracer import TABLE, WALL, Body, Grain, Hits, trace

_CAMERA, _TARGET, _ZOOM = (0.10, 1.95, -6.4), (0.10, 0.66, 0.2), 2.75
_LIGHT = np.array((-0.80, 0.50, -0.33), np.float32)


class _Room:
    """The objects, and the light from a window on the left."""

    def __init__(self, bodies: Sequence[Body], grain: Grain) -> None:
        self.bodies, self.grain = bodies, grain
        balls = [(i, body, y, r) for i, body in enumerate(bodies) for y, r in body.balls]
        self._owners = np.array([i for i, *_ in balls])
        self._centres = np.array([body.at + body.axis * np.float32(y) for _, body, y, _ in balls], np.float32)
        self._radii = np.array([r for *_, r in balls], np.float32)
        self._shares = np.array([1.0 if len(body.balls) == 1 else 0.5 for _, body, _, _ in balls], np.float32)

    def look(self, start: Array, ray: Array) -> tuple[Array, npt.NDArray[np.int16]]:
        """Colours along rays, and the indices of the bodies that they hit."""
        hits = trace(self.bodies, start, ray)
        shade, mirrored, share = self._shade(start, ray, hits)
        wood = np.flatnonzero(hits.body == TABLE)
        if len(wood):
            start = (start + ray * hits.distance[:, None])[wood]
            again = trace(self.bodies, start, mirrored[wood])
            met = np.flatnonzero(again.body >= 0)
            if len(met):
                part = Hits(again.distance[met], again.body[met], again.own[met], again.normal[met])
                seen, *_ = self._shade(start[met], mirrored[wood[met]], part)
                shade[wood[met]] += 1.1 * seen * share[wood[met], None]
        return shade, hits.body

    def _shade(self, start: Array, ray: Array, hits: Hits) -> tuple[Array, Array, Array]:
        """Colours of surfaces, directions of reflection, and reflectance."""
        point = start + ray * hits.distance[:, None]
        normal, colour = hits.normal, np.empty_like(point)
        gloss, blur = np.zeros(len(point), np.float32), np.full(len(point), 0.3, np.float32)
        for number in np.unique(hits.body):
            mine = np.flatnonzero(hits.body == number)
            if number == WALL:
                colour[mine] = self._wall(point[mine])
            elif number == TABLE:
                colour[mine], normal[mine] = self._wood(point[mine])
                gloss[mine], blur[mine] = 0.035, 0.16
            else:
                solid = self.bodies[number]
                colour[mine] = solid.colour(hits.own[mine])
                gloss[mine], blur[mine] = solid.gloss, solid.blur
                normal[mine] = self._bumpy(normal[mine], hits.own[mine], *solid.bumps)
        facing = np.clip(-np.einsum("ij,ij->i", normal, ray), 0, 1)
        mirrored = ray + 2 * facing[:, None] * normal
        share = gloss + (1 - gloss) * (1 - facing) ** 5 * np.where(gloss > 0, np.clip(0.55 - 3 * blur, 0.1, 1), 0)
        shade = colour * self._light(point, normal, hits.body)
        shade += (share * self._window(mirrored, blur))[:, None] * triple(1.0, 0.97, 0.9)
        return shade, mirrored, share

    def _light(self, point: Array, normal: Array, body: npt.NDArray[np.int16]) -> Array:
        """Light on surfaces: the window with soft shadows, and ambient light of the room."""
        direct, open_ = np.clip(normal @ _LIGHT, 0, 1), np.ones(len(point), np.float32)
        for i in self._near(point):
            radius, others, away = self._radii[i], body != self._owners[i], self._centres[i] - point
            square = np.einsum("ij,ij->i", away, away)
            ahead = away @ _LIGHT
            beside = np.sqrt(np.maximum(square - ahead * ahead, 0))
            soft = np.float32(0.02) + np.clip(ahead, 0, None) * np.float32(0.16)
            cover = np.minimum(1, (radius / soft) ** 2)  # a small sphere hides only part of the window
            direct *= 1 - step(-soft, soft, radius - beside) * cover * (ahead > 0) * others
            near = np.clip(np.einsum("ij,ij->i", away, normal) / np.sqrt(square), 0, 1)
            open_ *= 1 - self._shares[i] * np.clip(near * radius**2 / square, 0, 0.9) * others
        above = (normal[:, 1] * 0.5 + 0.5)[:, None]
        room = triple(0.10, 0.07, 0.05) * (1 - above) + triple(0.10, 0.115, 0.15) * above
        left = np.clip(-normal[:, 0] * 0.5 + 0.5, 0, 1)[:, None] * triple(0.10, 0.105, 0.115)
        light: Array = direct[:, None] * triple(1.62, 1.50, 1.28) + (room + left) * open_[:, None]
        return light

    def _near(self, point: Array) -> npt.NDArray[np.intp]:
        """Indices of the spheres that can shade the points."""
        middle = (point.min(axis=0) + point.max(axis=0)) / 2
        spread = np.linalg.norm(point - middle, axis=1).max()
        away = self._centres - middle
        ahead, apart = away @ _LIGHT, np.linalg.norm(away, axis=1)
        beside = np.sqrt(np.maximum(apart**2 - ahead**2, 0))
        shades = (ahead > -spread) & (beside < self._radii + spread + 0.02 + 0.16 * np.maximum(ahead + spread, 0))
        shades &= self._radii > 0.06 * (ahead - spread)
        return np.flatnonzero(shades | (apart < spread + 3 * self._radii))

    def _window(self, ray: Array, blur: Array) -> Array:
        """Brightness of the window in a direction: four panes, and the dim room."""
        right = np.cross(_LIGHT, (0, 1, 0)).astype(np.float32)
        right /= np.linalg.norm(right)
        up = np.cross(right, _LIGHT)
        ahead = np.maximum(ray @ _LIGHT, 1e-3)
        u, v = np.abs(ray @ right / ahead), np.abs(ray @ up / ahead)
        panes = step(0.34 + blur, 0.34 - blur, u) * step(0.46 + blur, 0.46 - blur, v)
        bars = 1 - 0.85 * np.maximum(step(0.035 + blur, 0.0, u), step(0.035 + blur, 0.0, v)) * step(0.2, 0.05, blur)
        seen = panes * bars * (ray @ _LIGHT > 0) * 9 * (0.30 / (0.30 + blur))
        brightness: Array = (seen + 0.05 + 0.12 * step(-0.1, 0.2, ray[:, 1])).astype(np.float32)
        return brightness

    def _bumpy(self, normal: Array, own: Array, depth: float, fineness: float) -> Array:
        if not depth:
            return normal
        here = self.grain(own, fineness)
        offsets = np.eye(3, dtype=np.float32) * np.float32(0.35 / fineness)
        tilt = np.stack([self.grain(own + offset, fineness) - here for offset in offsets], -1)
        bent = normal - np.float32(depth) * tilt
        bent /= np.linalg.norm(bent, axis=1, keepdims=True)
        return bent.astype(np.float32)

    def _wood(self, point: Array) -> tuple[Array, Array]:
        grain, x, z = self.grain, point[:, 0], point[:, 2]
        board = np.floor(z / 0.62 + 0.2)
        shifted = point + np.stack([board * 3.7, board * 1.3, np.zeros_like(z)], -1).astype(np.float32)
        shifted[:, 1] = board * 5.3
        bend = grain(shifted, (0.35, 1, 1.1)) * 1.6 + 0.25 * grain(shifted, (1.1, 1, 3))
        rings = np.sin((z * 5.5 + bend) * 6.28) * 0.5 + 0.5
        fibres = grain(shifted, (2.5, 1, 60)) * 0.6 + grain(shifted, (6, 1, 130)) * 0.4
        tone = np.clip(0.5 + 0.25 * (rings - 0.5) + 0.20 * fibres + 0.16 * grain(shifted, (0.2, 3.1, 0.2)), 0, 1)
        colour = ramp([(0, (0.13, 0.055, 0.022)), (0.5, (0.36, 0.175, 0.075)), (1, (0.60, 0.34, 0.16))], tone)
        across = np.abs((z / 0.62 + 0.2) % 1 - 0.5)
        colour *= (1 - 0.85 * step(0.490, 0.497, across + 0.003 * grain(point, (3, 1, 1))))[:, None]
        tilt = np.stack([0.02 * fibres, np.ones_like(x), 0.05 * fibres + 0.02 * (rings - 0.5)], -1)
        return colour, (tilt / np.linalg.norm(tilt, axis=1, keepdims=True)).astype(np.float32)

    def _wall(self, point: Array) -> Array:
        plaster = 0.5 * self.grain(point, 0.8) + 0.3 * self.grain(point, 3) + 0.2 * self.grain(point, 14)
        return mix((0.11, 0.13, 0.13), (0.22, 0.23, 0.21), np.clip(0.5 + 0.5 * plaster - 0.12 * point[:, 0], 0, 1))


def still_life(size: int) -> Image.Image:
    """Draw fruit and a vase on a wooden table."""
    rng = np.random.default_rng(3)
    grain = Grain(rng)
    room = _Room(fruit(rng, grain), grain)
    width, height = size, round(size * 0.75)
    x, y = (v.ravel().astype(np.float32) for v in np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5))
    colours, body = _expose(room, x, y, width, height)
    number = body.reshape(height, width)
    edge = np.zeros((height, width), bool)
    edge[1:] |= number[1:] != number[:-1]
    edge[:, 1:] |= number[:, 1:] != number[:, :-1]
    edge[:-1] |= edge[1:]
    edge[:, :-1] |= edge[:, 1:]
    at = np.flatnonzero(edge)  # only pixels at edges need more than one ray
    nudges = ((-0.375, -0.125), (0.125, -0.375), (0.375, 0.125), (-0.125, 0.375))
    colours[at] = np.mean([_expose(room, x[at] + dx, y[at] + dy, width, height)[0] for dx, dy in nudges], axis=0)
    return picture(colours.reshape(height, width, 3) + rng.normal(0, 0.008, (height, width, 3)))


def _expose(room: _Room, x: Array, y: Array, width: int, height: int) -> tuple[Array, npt.NDArray[np.int16]]:
    """Colours at positions on the film, and the indices of the bodies there."""
    camera = np.array(_CAMERA, np.float32)
    ahead = np.array(_TARGET, np.float32) - camera
    ahead /= np.linalg.norm(ahead)
    right = np.cross((0, 1, 0), ahead)
    right /= np.linalg.norm(right)
    up = np.cross(ahead, right)
    u, v = (2 * x - width) / width, (height - 2 * y) / width
    colours, body = np.empty((len(x), 3), np.float32), np.empty(len(x), np.int16)
    # Work in tiles: neighbouring rays hit the same few bodies, and a tile fits the processor's cache.
    order = np.argsort((y // 64) * width + x // 64, kind="stable")
    for tile in np.array_split(order, len(order) // 4096 + 1):
        ray = (ahead * _ZOOM + u[tile, None] * right + v[tile, None] * up).astype(np.float32)
        ray /= np.linalg.norm(ray, axis=1, keepdims=True)
        colours[tile], body[tile] = room.look(np.broadcast_to(camera, ray.shape), ray)
    return develop(colours * (1.2 - 0.50 * (u * u + v * v))[:, None], 2.0), body
