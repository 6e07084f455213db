"""Give one picture the palette of another.

A linear map gives a picture's RGB values the mean and covariance of another's. Of all such maps, this one changes
colours least (optimal transport between two Gaussians; Pitié & Kokaram 2007, "MKL"). Gatys et al. 2016 (*Preserving
Color in Neural Artistic Style Transfer*) use the Cholesky and principal-axes variants, which may change hues.
"""

from __future__ import annotations

import torch
from torch import Tensor

_FLOOR = 1e-5


def _statistics(image: Tensor) -> tuple[Tensor, Tensor]:
    pixels = image[0].flatten(1).double().cpu()
    mean = pixels.mean(1, keepdim=True)
    centred = pixels - mean
    return mean, centred @ centred.T / pixels.shape[1] + _FLOOR * torch.eye(3, dtype=torch.double)


def _root(matrix: Tensor) -> Tensor:
    values, vectors = torch.linalg.eigh(matrix)
    root: Tensor = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
    return root


def matched(image: Tensor, to: Tensor) -> Tensor:
    """Give ``image`` (1, 3, H, W) the colour mean and covariance of ``to`` (1, 3, H', W'); clamped to 0–1."""
    mean, covariance = _statistics(image)
    wanted_mean, wanted = _statistics(to)
    root = _root(covariance)
    inverse = torch.linalg.inv(root)
    change = inverse @ _root(root @ wanted @ root) @ inverse
    offset = wanted_mean - change @ mean
    change, offset = change.to(image), offset.to(image)
    moved: Tensor = torch.einsum("ij,njhw->nihw", change, image) + offset.view(1, 3, 1, 1)
    return moved.clamp(0, 1)


def luminance(image: Tensor) -> Tensor:
    """Convert ``image`` (1, 3, H, W) to grey: Rec. 601 luma (Y of YCbCr) in all three channels."""
    weights = image.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    return (image * weights).sum(1, keepdim=True).expand(-1, 3, -1, -1)
