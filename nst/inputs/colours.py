"""Give one picture the palette of another.

A linear map gives a picture's RGB values the mean and covariance of another's. Of all such maps, this one changes
colours least (optimal transport between two Gaussians; Pitié & Kokaram 2007, "MKL"). Gatys et al. 2016 (*Preserving
Color in Neural Artistic Style Transfer*) use the Cholesky and principal-axes variants, which may change hues.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture: their mean (3, 1) and covariance (3, 3), in double precision."""

    mean: Tensor
    covariance: Tensor

    @classmethod
    def of(cls, image: Tensor) -> Palette:
        """Measure the palette of a picture (1, 3, H, W)."""
        return cls(*_statistics(image))


@dataclass(frozen=True, slots=True)
class Recolouring:
    """A linear change of colours: ``matrix`` (3, 3) and ``offset`` (3, 1), in double precision."""

    matrix: Tensor
    offset: Tensor

    def __call__(self, image: Tensor, share: float = 1.0) -> Tensor:
        """Apply to (N, 3, H, W), by ``share`` from 0 (no change) to 1; clamped to 0–1."""
        matrix, offset = self.matrix.to(image), self.offset.to(image)
        moved: Tensor = torch.einsum("ij,njhw->nihw", matrix, image) + offset.view(1, 3, 1, 1)
        return torch.lerp(image, moved.clamp(0, 1), share) if share < 1 else moved.clamp(0, 1)


def recolouring(palette: Palette, to: Palette) -> Recolouring:
    """The change of colours that gives pictures of one palette another."""
    root = _root(palette.covariance)
    inverse = torch.linalg.inv(root)
    matrix = inverse @ _root(root @ to.covariance @ root) @ inverse
    return Recolouring(matrix, to.mean - matrix @ palette.mean)


def matched(image: Tensor, to: Tensor) -> Tensor:
    """Give ``image`` (1, 3, H, W) the colour mean and covariance of ``to`` (1, 3, H', W'); clamped to 0–1."""
    return recolouring(Palette.of(image), Palette.of(to))(image)


def luminance(image: Tensor) -> Tensor:
    """Convert ``image`` (1, 3, H, W) to grey: Rec. 601 luma (Y of YCbCr) in all three channels."""
    weights = image.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    return (image * weights).sum(1, keepdim=True).expand(-1, 3, -1, -1)
