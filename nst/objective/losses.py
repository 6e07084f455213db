"""Content and style losses, layer by layer.

Content compares activations F, style compares the moments of their channels (`nst.objective.moments`):

* ``gram``: Gram matrices G = F Fᵀ (Gatys et al. 2015, eq. 3).
* ``cosine``: Gram matrices of channels scaled to unit norm, so that only their correlations count.
* ``moments``: mean and covariance separately, each with half the weight. The Gram matrix mixes both (Li et al. 2017,
  *Demystifying Neural Style Transfer*); separately, texture counts as much as colour. A picture of one colour has no
  covariance to divide by, so a small one is assumed.
* ``wasserstein``: the 2-Wasserstein distance of the normal distributions with these moments (Olkin & Pukelsheim 1982,
  eq. 4), ‖μ − μˢ‖² + tr C + tr Cˢ − 2 tr (Cˢ^½ C Cˢ^½)^½.

`LossNormalization` selects what a difference is divided by:

* ``share``: the target's norm. 0 means equal, 1 is the distance of zero from the target, and a weight means the same
  for every layer, encoder and picture size. Gram matrices are averaged over positions.
* ``mean``: the number of entries, as in PyTorch's ``mse_loss``, with Gram matrices summed over positions. The target's
  Gram matrix is scaled to the iterate's number of positions, because the original programs use pictures of one size.
* ``gatys``: content ½ Σ (F − Fᶜ)², style Σ (G − Gˢ)² / (4 N² M²) with N channels and M positions, G summed over
  positions (Gatys et al. 2015, eq. 1, 4).

Total variation is the mean squared difference of neighbours (Mahendran & Vedaldi 2015 with β = 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from nst.objective.moments import Moments, moments
from nst.params import LossNormalization, StyleLoss

_TINY = 1e-12
_FLAT = 0.01  # a covariance below this share of the squared mean counts as a picture without texture


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference between horizontal and vertical neighbours of (N, 3, H, W); 0 for a single pixel."""
    down = (image[..., 1:, :] - image[..., :-1, :]).square().sum()
    right = (image[..., 1:] - image[..., :-1]).square().sum()
    return (down + right) / image.numel()


def content_distance(normalization: LossNormalization, drawn: Tensor, target: Tensor, norm: Tensor) -> Tensor:
    """Distance of activations (1, C, H, W) from their target.

    Args:
        normalization: what the difference is divided by.
        drawn: (1, C, H, W).
        target: (1, C, H, W), for the same part of the picture.
        norm: squared norm and number of entries of the whole picture's target, (2,).
    """
    squares = (drawn - target).square().sum()
    match normalization:
        case LossNormalization.SHARE:
            return squares / (norm[0] + _TINY)
        case LossNormalization.MEAN:
            return squares / norm[1]
        case LossNormalization.GATYS:
            return squares / 2


def style_distance(kind: StyleLoss, normalization: LossNormalization, drawn: Moments, target: Moments) -> Tensor:
    """Distance of a layer's style statistics from their target."""
    if kind is StyleLoss.WASSERSTEIN:
        size = target.mean.square().sum() + target.covariance.trace()
        return _wasserstein(drawn, target) / (
            size + _TINY if normalization is LossNormalization.SHARE else len(target.mean)
        )
    if kind is StyleLoss.MOMENTS:
        mean = _matrix_distance(normalization, drawn.mean, target.mean)
        flat = (_FLAT * target.mean.square().sum()) ** 2
        return (mean + _matrix_distance(normalization, drawn.covariance, target.covariance, flat)) / 2
    if kind is StyleLoss.COSINE:
        return _matrix_distance(normalization, drawn.correlation, target.correlation)
    distance = _matrix_distance(normalization, drawn.second, target.second)
    return distance * drawn.positions**2 if normalization is LossNormalization.MEAN else distance


def _matrix_distance(
    normalization: LossNormalization, drawn: Tensor, target: Tensor, floor: Tensor | None = None
) -> Tensor:
    squares: Tensor = (drawn - target).square().sum()
    match normalization:
        case LossNormalization.SHARE:
            size = target.square().sum()
            return squares / ((size if floor is None else torch.maximum(size, floor)) + _TINY)
        case LossNormalization.MEAN:
            return squares / target.numel()
        case LossNormalization.GATYS:
            return squares / (4 * len(target) ** 2)


def _wasserstein(drawn: Moments, target: Moments) -> Tensor:
    values, vectors = torch.linalg.eigh(target.covariance)
    root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
    # A symmetric matrix needs only eigenvalues here. Their gradient is stable even where eigenvalues coincide.
    common = torch.linalg.eigvalsh(root @ drawn.covariance @ root)
    overlap = common.clamp_min(1e-8 * common.detach().amax().clamp_min(_TINY)).sqrt().sum()
    spread = drawn.covariance.trace() + target.covariance.trace() - 2 * overlap
    distance: Tensor = (drawn.mean - target.mean).square().sum() + spread.clamp_min(0)
    return distance


@dataclass(frozen=True, slots=True)
class StyleTarget:
    """The style target of one layer, for positions where ``mask`` (H, W) is 1, or for all."""

    weight: float
    moments: Moments
    mask: Tensor | None = None


@dataclass(frozen=True, slots=True)
class ContentTarget:
    """The target activations (1, C, H, W) of one layer, and their ``norm`` (see `content_distance`)."""

    weight: float
    feature: Tensor
    norm: Tensor


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of one stage, by layer.

    Attributes:
        content, style: a layer has one style target for each region.
        metrics: see `nst.networks.encoders.Encoder.metric`.
        kind, normalization: how distances are computed.
    """

    content: Mapping[str, ContentTarget]
    style: Mapping[str, tuple[StyleTarget, ...]]
    metrics: Mapping[str, Tensor | None]
    kind: StyleLoss
    normalization: LossNormalization

    @property
    def layers(self) -> tuple[str, ...]:
        """All layers that must be computed."""
        return tuple(dict.fromkeys((*self.content, *self.style)))

    def terms(self, features: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Weighted losses of the iterate's features: ``{"content relu4_1": …, "style relu1_1": …}``."""
        drawn = {k: [moments(features[k], part.mask) for part in parts] for k, parts in self.style.items()}
        return self.content_terms(features) | self.style_terms(drawn)

    def content_terms(self, features: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Weighted content losses."""
        terms: dict[str, Tensor] = {}
        for layer, target in self.content.items():
            drawn = in_metric(features[layer], self.metrics[layer])
            distance = content_distance(self.normalization, drawn, target.feature.float(), target.norm)
            terms[f"content {layer}"] = target.weight * distance
        return terms

    def style_terms(self, drawn: Mapping[str, list[Moments]]) -> dict[str, Tensor]:
        """Weighted style losses, from the iterate's moments by layer and region."""
        terms: dict[str, Tensor] = {}
        for layer, parts in self.style.items():
            distances = [
                part.weight
                * style_distance(self.kind, self.normalization, seen.transformed_by(self.metrics[layer]), part.moments)
                for part, seen in zip(parts, drawn[layer], strict=True)
            ]
            terms[f"style {layer}"] = torch.stack(distances).sum()
        return terms


def in_metric(feature: Tensor, metric: Tensor | None) -> Tensor:
    """Transform a feature map (1, C, H, W) by the metric, in single precision."""
    feature = feature.float()
    return feature if metric is None else torch.einsum("ij,njhw->nihw", metric, feature)
