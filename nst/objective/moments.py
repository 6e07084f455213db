"""Mean and second moment of a feature map's channels, the statistics that style losses compare.

Sums use single precision for every dtype: Gram entries overflow half precision and lose digits in bfloat16. The
gradient has the dtype of the feature map and costs one matrix product, half of autograd's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments of the channels over all positions.

    Attributes:
        mean: (C,).
        second: raw second moment (C, C): the Gram matrix divided by the number of positions.
        positions: number of positions.
    """

    mean: Tensor
    second: Tensor
    positions: float

    @property
    def covariance(self) -> Tensor:
        """Covariance of the channels, (C, C)."""
        return self.second - torch.outer(self.mean, self.mean)

    @property
    def correlation(self) -> Tensor:
        """Gram matrix of the channels scaled to unit norm, (C, C)."""
        norm = self.second.diagonal().clamp_min(1e-16).sqrt()
        return self.second / torch.outer(norm, norm)

    def transformed_by(self, metric: Tensor | None) -> Moments:
        """Return the moments of ``metric @ f`` instead of ``f``."""
        if metric is None:
            return self
        return Moments(metric @ self.mean, metric @ self.second @ metric.T, self.positions)


def moments(feature: Tensor, mask: Tensor | None = None) -> Moments:
    """Compute the moments of a feature map (1, C, H, W), weighted by ``mask`` (H, W) in 0–1 if given."""
    weights = None if mask is None else (mask / mask.sum().clamp_min(1e-6)).reshape(-1)
    mean, second = _Moments.apply(feature, weights)
    positions = feature.shape[2] * feature.shape[3] if mask is None else float(mask.sum())
    return Moments(mean, second, positions)


def mixed(parts: list[tuple[float, Moments]]) -> Moments:
    """Average the moments of several pictures with weights. Raw moments can be averaged, covariances cannot."""
    total = sum(weight for weight, _ in parts)
    mean = sum((weight / total * m.mean for weight, m in parts), torch.zeros(()))
    second = sum((weight / total * m.second for weight, m in parts), torch.zeros(()))
    return Moments(mean, second, parts[0][1].positions)


class _Moments(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, feature: Tensor, weights: Tensor | None) -> tuple[Tensor, Tensor]:  # noqa: ANN401  torch's context
        flat = _rows(feature).float()
        if weights is None:
            scaled, divisor = flat, flat.shape[0]
        else:
            scaled, divisor = flat * weights[:, None], 1
        ctx.save_for_backward(feature, weights)
        return scaled.sum(0) / divisor, scaled.T @ flat / divisor

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:  # noqa: ANN401
        feature, weights = ctx.saved_tensors
        mean, second = gradients
        divisor = feature.shape[2] * feature.shape[3] if weights is None else 1
        change = ((second + second.T) / divisor).to(feature.dtype)
        offset = (mean / divisor).to(feature.dtype)
        back = torch.addmm(offset, _rows(feature), change)
        if weights is not None:
            back *= weights[:, None].to(back.dtype)
        _, channels, height, width = feature.shape
        return back.view(1, height, width, channels).permute(0, 3, 1, 2), None


def _rows(feature: Tensor) -> Tensor:
    """The positions of (1, C, H, W) as rows, (H·W, C). A channels-last map without border is not copied."""
    return feature.permute(0, 2, 3, 1).reshape(-1, feature.shape[1])
