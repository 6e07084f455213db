"""The pictures that a style network learns on: made by code, and crops of given photos.

A picture made by code has a random field with the spectrum of natural images (Field 1987) behind occluding shapes with
shading and shadows (*dead leaves*; Lee, Mumford & Huang 2001). Networks that learned on them paint real photos as well
as networks that learned on photos.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from nst.inputs.colours import Palette, recolouring

_SIDE = 384
_PHOTO_SHARE, _PLAIN_FIELD = 0.45, 0.1
_FIRST, _ROOM = 1, 192
_RENEWAL = 16  # steps between two new pictures once the pool is full


class Lessons:
    """A pool of pictures, all reproducible by the seed. A step adds one until the pool is full; then they are renewed.

    Args:
        photos: pictures of any size to cut crops from, RGB; none are needed.
        palette: palette that the pictures also get.
        seed: seed of the pictures and crops.
        device: where the pictures are made and kept.
    """

    def __init__(self, photos: Sequence[Image.Image], palette: Palette, seed: int, device: torch.device) -> None:
        self._photos = [_tensor(photo, device) for photo in photos]
        self._palette, self._seed, self._device = palette, seed, device
        self._newest = 0
        self._pictures: list[Tensor] = []
        self._recoloured: list[Tensor] = []

    def batch(self, step: int, count: int, side: int) -> tuple[Tensor, Tensor]:
        """Draw random crops.

        Args:
            step: number of the step, from 0 up; the same number gives the same crops.
            count: number of crops.
            side: their side in pixels, at most 384.

        Returns:
            The crops, (count, 3, side, side) in 0–1, and the same in the painting's palette.
        """
        self._renew(step)
        random = np.random.default_rng((self._seed, step, 1))
        crops: list[Tensor] = []
        recoloured: list[Tensor] = []
        for number in random.integers(len(self._pictures), size=count):
            top, left = random.integers(_SIDE - side + 1, size=2)
            mirrored = bool(random.random() < 0.5)
            for found, pictures in ((crops, self._pictures), (recoloured, self._recoloured)):
                crop = pictures[number][:, top : top + side, left : left + side]
                found.append(crop.flip(-1) if mirrored else crop)
        return torch.stack(crops), torch.stack(recoloured)

    def _renew(self, step: int) -> None:
        """Bring the pool to the state that it has at a step, also when learning resumes there."""
        full = step - (_ROOM - _FIRST)
        newest = _FIRST + step if full < 0 else _ROOM + full // _RENEWAL
        start = max(newest - _ROOM, 0)
        for number in range(max(self._newest, start), newest):
            picture = self._picture(np.random.default_rng((self._seed, number)))
            self._pictures.append(picture)
            change = recolouring(Palette.of(picture[None]), self._palette)
            self._recoloured.append(change(picture[None])[0])
        self._newest = newest
        del self._pictures[: -_ROOM or None], self._recoloured[: -_ROOM or None]

    def _picture(self, random: np.random.Generator) -> Tensor:
        if self._photos and random.random() < _PHOTO_SHARE:
            return part(self._photos[int(random.integers(len(self._photos)))], _SIDE, random)
        if random.random() < _PLAIN_FIELD:
            return field(_SIDE, random, self._device)
        return leaves(_SIDE, random, self._device)


def field(side: int, random: np.random.Generator, device: torch.device) -> Tensor:
    """A random picture with a power spectrum of 1 / f^1.6 to 1 / f^2.8 and correlated colours: (3, side, side)."""
    noise = torch.from_numpy(random.standard_normal((3, side, side), dtype=np.float32)).to(device)
    rows, columns = torch.fft.fftfreq(side, device=device), torch.fft.rfftfreq(side, device=device)
    frequency = (rows[:, None].square() + columns.square()).sqrt().clamp_min(1 / side)
    pixels = torch.fft.irfft2(torch.fft.rfft2(noise) * frequency ** -float(random.uniform(0.8, 1.4)), s=(side, side))
    pixels = (pixels - pixels.mean((1, 2), keepdim=True)) / pixels.std((1, 2), keepdim=True)
    rotation = np.linalg.qr(random.standard_normal((3, 3)))[0] * np.array([1, 0.45, 0.25])
    mixing = torch.from_numpy(rotation.astype(np.float32)).to(device)
    pixels = torch.einsum("ij,jhw->ihw", mixing, pixels)
    return (pixels * float(random.uniform(0.12, 0.28)) + float(random.uniform(0.25, 0.75))).clamp(0, 1)


def leaves(side: int, random: np.random.Generator, device: torch.device) -> Tensor:
    """Shaded shapes of many sizes that cover each other, before a `field`: (3, side, side)."""
    picture, light = field(side, random, device), field(side, random, device)
    base = random.uniform(0, 1, 3)
    for _ in range(int(random.integers(12, 60))):
        radius = min(side / 2, 5 / max(float(random.uniform()), 0.02) ** 0.9)
        colour = (0.45 * base + 0.55 * random.uniform(0, 1, 3)).clip(0, 1).astype(np.float32)
        _draw(picture, torch.from_numpy(colour).to(device), radius, random)
    picture = picture * (0.55 + 0.9 * light[:1]) + 0.06 * (light - 0.5)
    if random.random() < 0.3:
        small = int(side / random.uniform(1.2, 3))
        picture = F.interpolate(picture[None], (small, small), mode="bilinear", antialias=True)
        picture = F.interpolate(picture, (side, side), mode="bicubic")[0]
    return picture.clamp(0, 1)


def _draw(picture: Tensor, colour: Tensor, radius: float, random: np.random.Generator) -> None:
    """Draw one shape into a picture: an ellipse, a box, a polygon or a line, perhaps with a shadow and a gradient."""
    side = picture.shape[-1]
    x, y = (float(v) for v in random.uniform(0, side, 2))
    reach = int(radius * 3) + 4
    top, bottom = max(int(y) - reach, 0), min(int(y) + reach, side)
    left, right = max(int(x) - reach, 0), min(int(x) + reach, side)
    if top >= bottom or left >= right:
        return
    rows = torch.arange(top, bottom, device=picture.device)[:, None] - y
    columns = torch.arange(left, right, device=picture.device)[None] - x
    angle = float(random.uniform(0, 2 * np.pi))
    u, v = columns * np.cos(angle) + rows * np.sin(angle), rows * np.cos(angle) - columns * np.sin(angle)
    outside = _distance(u, v, radius, random)
    window = picture[:, top:bottom, left:right]
    if random.random() < 0.3:
        softness = float(random.uniform(2, 12))
        window *= 1 - 0.5 * torch.sigmoid(-outside / softness)
    gradient = 1 + float(random.uniform(-0.4, 0.4)) * (u / max(radius, 1)).clamp(-1, 1)
    window.lerp_((colour[:, None, None] * gradient).clamp(0, 1), (0.5 - outside).clamp(0, 1).expand_as(window))


def _distance(u: Tensor, v: Tensor, radius: float, random: np.random.Generator) -> Tensor:
    """About the signed distance of points from the edge of a random shape around the origin, negative inside."""
    flat = float(random.uniform(0.3, 1))
    kind = int(random.integers(4))
    if kind == 0:
        return ((u.square() + (v / flat).square()).sqrt() - radius) * flat
    if kind == 1:
        return torch.maximum(u.abs() - radius, v.abs() - radius * flat)
    if kind == 2:
        return torch.maximum(u.abs() - radius * 2.8, v.abs() - max(0.5, radius / 6))
    angles = np.sort(random.uniform(0, 2 * np.pi, int(random.integers(3, 8))))
    edges = [u * np.cos(a) + v * np.sin(a) - radius * 0.8 for a in angles]
    return torch.stack([*edges, (u.square() + v.square()).sqrt() - radius * 1.5]).amax(0)


def part(photo: Tensor, side: int, random: np.random.Generator) -> Tensor:
    """A random window of a photo (3, H, W) with changed colours: (3, side, side)."""
    short = min(photo.shape[1:])
    window = int(np.clip(short * random.uniform(0.35, 1), 8, short))
    top, left = (int(random.integers(0, length - window + 1)) for length in photo.shape[1:])
    crop = photo[None, :, top : top + window, left : left + window]
    crop = F.interpolate(crop, (side, side), mode="bilinear", antialias=True)[0]
    if random.random() < 0.5:
        crop = crop[random.permutation(3).tolist()]
    return (crop * float(random.uniform(0.6, 1.3)) + float(random.uniform(-0.15, 0.15))).clamp(0, 1)


def _tensor(photo: Image.Image, device: torch.device) -> Tensor:
    pixels = torch.from_numpy(np.asarray(photo.convert("RGB")).copy())
    return pixels.permute(2, 0, 1).float().div(255).to(device)
