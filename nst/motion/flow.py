"""Where the pixels of a frame were in the frame before: dense optical flow from coarse to fine.

After Lucas and Kanade 1981 with pyramids (Bouguet 2001), on all pixels at once. What has no texture follows its
surroundings. The light may change: what is compared are differences from the mean of the surroundings.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

_LARGEST = 512  # long side; the motion of larger frames is found at half their size
_SMALLEST = 20  # short side in pixels of the coarsest size
_ITERATIONS = 3
_WINDOW = 4  # radius in pixels
_STIFFNESS = 2e-4  # of a pixel to stay where its surroundings are, in units of squared gradients
_SPARSE = 4  # every so many pixels are enough for the motion of the whole frame
_REWEIGHTED = 8
_ENOUGH = 320  # pixels of the long side that make the motion of the whole frame as exact as possible
_FARTHEST = 1.0  # pixels that a step may move


def flow(frame: Tensor, before: Tensor) -> Tensor:
    """Estimate the motion.

    Args:
        frame: a frame of a film, (1, C, H, W) in 0–1.
        before: the one before.

    Returns:
        (1, 2, H, W): for each pixel of `frame` how many pixels to the right and down it was in `before`.
    """
    size = frame.shape[-2:]
    frame, before = (each.mean(1, keepdim=True) for each in (frame, before))
    while max(frame.shape[-2:]) > _LARGEST:
        frame, before = _halved(frame), _halved(before)
    sizes = [(frame, before)]
    while min(sizes[-1][0].shape[-2:]) >= 2 * _SMALLEST:
        sizes.append((_halved(sizes[-1][0]), _halved(sizes[-1][1])))
    found = frame.new_zeros(1, 2, *sizes[-1][0].shape[-2:])
    for here, there in reversed(sizes):
        found = _refined(_flattened(here), _flattened(there), _enlarged(found, here.shape[-2:]))
    return _enlarged(found, size)


def _enlarged(motion: Tensor, size: torch.Size) -> Tensor:
    if motion.shape[-2:] == size:
        return motion
    scale = torch.tensor([size[1] / motion.shape[-1], size[0] / motion.shape[-2]], device=motion.device)
    return scale[:, None, None] * F.interpolate(motion, size, mode="bilinear", align_corners=False)


def dominant(frame: Tensor, before: Tensor, motion: Tensor, where: Tensor | None = None) -> Tensor:
    """The motion of most of a frame, such as that of the camera: shift, turn, zoom and shear, as exact as possible.

    Args:
        frame: as for `flow`.
        before: as for `flow`.
        motion: what `flow` found.
        where: the part of the frame that is meant, as weights (1, 1, H, W); None for all of it.

    Returns:
        (1, 2, H, W), as `flow` does.
    """
    height, width = motion.shape[-2:]
    y = torch.linspace(-1, 1, height, device=motion.device)[:, None].expand(height, width)
    x = torch.linspace(-1, 1, width, device=motion.device).expand(height, width)
    places = torch.stack([torch.ones_like(x), x, y], -1)
    weights = torch.ones_like(motion[:, :1]) if where is None else where
    affine = _fitted(places, motion, weights)
    frame, before = (_flattened(each.mean(1, keepdim=True)) for each in (frame, before))
    for _ in range(_ITERATIONS):
        affine = affine + _correction(frame, warped(before, _field(places, affine)), places, weights)
    return _field(places, affine)


def _field(places: Tensor, affine: Tensor) -> Tensor:
    return (places @ affine).permute(2, 0, 1)[None]


def _fitted(places: Tensor, motion: Tensor, weights: Tensor) -> Tensor:
    """Fit an affine motion, (3, 2), to one that is known for each pixel. What moves otherwise counts little."""
    every = (slice(None, None, _SPARSE),) * 2
    known, wanted = places[every].reshape(-1, 3), motion[0].permute(1, 2, 0)[every].reshape(-1, 2)
    shares = weights[0, 0][every].reshape(-1, 1)
    meant = wanted[shares[:, 0] > 0]
    if not len(meant):
        return wanted.new_zeros(3, 2)
    affine = torch.cat([meant.median(0, keepdim=True).values, wanted.new_zeros(2, 2)])
    stiff = 1e-3 * torch.eye(3, device=motion.device)
    for _ in range(_REWEIGHTED):
        far = (known @ affine - wanted).norm(dim=1, keepdim=True)
        weighted = known * shares * _trust(far, shares, least=0.02)
        affine = torch.linalg.solve(weighted.T @ known + stiff, weighted.T @ wanted)
    return affine


def _correction(frame: Tensor, moved: Tensor, places: Tensor, weights: Tensor) -> Tensor:
    """How the affine motion changes so that `moved` is more like `frame`."""
    step = max(1, round(max(frame.shape[-2:]) / _ENOUGH))
    every = (..., slice(None, None, step), slice(None, None, step))
    known = places.permute(2, 0, 1)[every]
    right, down = (each[every][0] * known for each in _gradients((frame + moved) / 2))
    slopes = torch.cat([right, down]).flatten(1).T
    change, shares = ((frame - moved)[every].reshape(-1, 1), weights[every].reshape(-1, 1))
    weighted = slopes * shares * _trust(change.abs(), shares, least=1 / 255)
    stiff = 1e-6 * len(slopes) * torch.eye(6, device=slopes.device)
    found: Tensor = torch.linalg.solve(weighted.T @ slopes + stiff, weighted.T @ change)
    return found.view(2, 3).T


def _trust(error: Tensor, shares: Tensor, least: float) -> Tensor:
    """Weights that fall where the error is far above most errors of what is meant."""
    usual = error[shares > 0].median().clamp_min(least)
    weight: Tensor = (1 + (error / usual / 2) ** 2) ** -2
    return weight


def warped(picture: Tensor, motion: Tensor, *, mode: str = "bicubic") -> Tensor:
    """Carry a picture (1, C, H, W) along: each pixel comes from where `motion` says that it was."""
    height, width = picture.shape[-2:]
    y = torch.arange(height, dtype=motion.dtype, device=motion.device)[:, None] + motion[:, 1]
    x = torch.arange(width, dtype=motion.dtype, device=motion.device) + motion[:, 0]
    grid = torch.stack([(2 * x + 1) / width - 1, (2 * y + 1) / height - 1], -1)
    return F.grid_sample(picture, grid, mode=mode, padding_mode="border", align_corners=False)


def outside(motion: Tensor) -> Tensor:
    """Which pixels were outside the frame before: 1 or 0, (1, 1, H, W)."""
    height, width = motion.shape[-2:]
    y = torch.arange(height, device=motion.device)[:, None] + motion[:, 1:]
    x = torch.arange(width, device=motion.device) + motion[:, :1]
    return ((x < -0.5) | (y < -0.5) | (x > width - 0.5) | (y > height - 0.5)).to(motion.dtype)


def stretching(motion: Tensor) -> Tensor:
    """How much the motion differs from pixel to pixel, (1, 1, H, W)."""
    right, down = _gradients(motion)
    return torch.cat([right, down], 1).square().sum(1, keepdim=True).sqrt()


def mean_around(picture: Tensor, radius: int) -> Tensor:
    """Mean over the part of a square around each pixel that is inside the picture, of (1, C, H, W)."""
    for dim in (-1, -2):
        length, size = picture.shape[dim], 2 * radius + 1
        margin = [radius + 1, radius] if dim == -1 else [0, 0, radius + 1, radius]
        # Differences of running sums, which take as long for a large square as for a small one.
        sums = F.pad(picture, margin).cumsum(dim)
        place = torch.arange(length, device=picture.device)
        count = (place + radius).clamp(max=length - 1) - (place - radius).clamp(min=0) + 1
        total = sums.narrow(dim, size, length) - sums.narrow(dim, 0, length)
        picture = total / (count if dim == -1 else count[:, None])
    return picture


def _refined(frame: Tensor, before: Tensor, motion: Tensor) -> Tensor:
    for _ in range(_ITERATIONS):
        moved = warped(before, motion, mode="bilinear")
        right, down = _gradients((frame + moved) / 2)
        change = frame - moved
        products = [right * right, right * down, down * down, right * change, down * change]
        sums = mean_around(torch.cat([each.mean(1, keepdim=True) for each in products], 1), _WINDOW)
        xx, xy, yy, xt, yt = sums.unbind(1)
        xx, yy = xx + _STIFFNESS, yy + _STIFFNESS
        determinant = xx * yy - xy * xy
        step = torch.stack([yy * xt - xy * yt, xx * yt - xy * xt], 1) / determinant[:, None]
        motion = mean_around(motion + step.clamp(-_FARTHEST, _FARTHEST), 2)
    return motion


def _gradients(picture: Tensor) -> tuple[Tensor, Tensor]:
    padded = F.pad(picture, (1, 1, 1, 1), mode="replicate")
    right = (padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]) / 2
    down = (padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]) / 2
    return right, down


def _flattened(picture: Tensor) -> Tensor:
    return picture - mean_around(picture, 8)


def _halved(picture: Tensor) -> Tensor:
    height, width = picture.shape[-2:]
    return F.interpolate(picture, ((height + 1) // 2, (width + 1) // 2), mode="area")
