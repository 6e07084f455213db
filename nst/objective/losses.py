"""How far a picture is from its content and its style, layer by layer.

Content compares activations F, style compares the moments of their channels (`nst.objective.moments`):

* ``gram``: Gram matrices G = F Fᵀ (Gatys et al. 2015, eq. 3).
* ``cosine``: Gram matrices of channels scaled to unit norm, so that only their correlations count.
* ``moments``: mean and covariance apart, each counting half. Together they are what Gram mixes (Li et al. 2017,
  *Demystifying Neural Style Transfer*); apart, texture counts as much as colour. A picture of one colour has no
  covariance to take a share of: it counts as if it had a little.
* ``wasserstein``: the 2-Wasserstein distance of the normal distributions with these moments (Olkin & Pukelsheim 1982,
  eq. 4), ‖μ − μˢ‖² + tr C + tr Cˢ − 2 tr (Cˢ^½ C Cˢ^½)^½.

What a difference is divided by is the `LossNormalization`:

* ``share``: the target's own size, so that 0 is equal, 1 is as far as nothing is from the target, and a weight means
  the same for every layer, encoder and picture size. Gram matrices count per position.
* ``mean``: the number of entries, as PyTorch's ``mse_loss`` does, with Gram matrices summed over positions. The
  target's is scaled to the drawing's number of positions: the programs that use this have both pictures of one size.
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
_FLAT = 0.01  # a covariance below this share of the mean's square is that of a picture without texture


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference of horizontal and vertical neighbours of (N, 3, H, W); 0 for a single pixel."""
    down = (image[..., 1:, :] - image[..., :-1, :]).square().sum()
    right = (image[..., 1:] - image[..., :-1]).square().sum()
    return (down + right) / image.numel()


def content_distance(formula: LossNormalization, drawn: Tensor, target: Tensor, whole: Tensor) -> Tensor:
    """How far activations (1, C, H, W) are from their target.

    Args:
        formula: what the difference is divided by.
        drawn: (1, C, H, W).
        target: of the same part of the picture.
        whole: sum of squares and number of entries of the target of the whole picture, (2,).
    """
    squares = (drawn - target).square().sum()
    match formula:
        case LossNormalization.SHARE:
            return squares / (whole[0] + _TINY)
        case LossNormalization.MEAN:
            return squares / whole[1]
        case LossNormalization.GATYS:
            return squares / 2


def style_distance(kind: StyleLoss, formula: LossNormalization, drawn: Moments, target: Moments) -> Tensor:
    """How far the style of a layer is from its target."""
    if kind is StyleLoss.WASSERSTEIN:
        size = target.mean.square().sum() + target.covariance.trace()
        return _wasserstein(drawn, target) / (size + _TINY if formula is LossNormalization.SHARE else len(target.mean))
    if kind is StyleLoss.MOMENTS:
        mean = _matrix_distance(formula, drawn.mean, target.mean)
        flat = (_FLAT * target.mean.square().sum()) ** 2
        return (mean + _matrix_distance(formula, drawn.covariance, target.covariance, flat)) / 2
    if kind is StyleLoss.COSINE:
        return _matrix_distance(formula, drawn.correlation, target.correlation)
    distance = _matrix_distance(formula, drawn.second, target.second)
    return distance * drawn.positions**2 if formula is LossNormalization.MEAN else distance


def _matrix_distance(formula: LossNormalization, drawn: Tensor, target: Tensor, floor: Tensor | None = None) -> Tensor:
    squares: Tensor = (drawn - target).square().sum()
    match formula:
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
    # Of a symmetric matrix only eigenvalues are needed, whose gradient is well behaved even where they coincide.
    common = torch.linalg.eigvalsh(root @ drawn.covariance @ root)
    overlap = common.clamp_min(1e-8 * common.detach().amax().clamp_min(_TINY)).sqrt().sum()
    spread = drawn.covariance.trace() + target.covariance.trace() - 2 * overlap
    distance: Tensor = (drawn.mean - target.mean).square().sum() + spread.clamp_min(0)
    return distance


@dataclass(frozen=True, slots=True)
class StyleTarget:
    """The style that one layer shall have, where ``mask`` (H, W) is 1, or everywhere."""

    weight: float
    moments: Moments
    mask: Tensor | None = None


@dataclass(frozen=True, slots=True)
class ContentTarget:
    """The activations (1, C, H, W) that one layer shall have, and `content_distance`'s ``whole``."""

    weight: float
    feature: Tensor
    whole: Tensor


@dataclass(frozen=True, slots=True)
class Targets:
    """What the picture shall be at one size, by layer.

    Attributes:
        content, style: several styles of a layer are for several regions.
        metrics: see `nst.networks.encoders.Encoder.metric`.
        kind, formula: how distances are taken.
    """

    content: Mapping[str, ContentTarget]
    style: Mapping[str, tuple[StyleTarget, ...]]
    metrics: Mapping[str, Tensor | None]
    kind: StyleLoss
    formula: LossNormalization

    @property
    def layers(self) -> tuple[str, ...]:
        """Every layer that must be computed."""
        return tuple(dict.fromkeys((*self.content, *self.style)))

    def terms(self, features: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Weighted losses of the drawn picture's features: ``{"content relu4_1": …, "style relu1_1": …}``."""
        drawn = {k: [moments(features[k], part.mask) for part in parts] for k, parts in self.style.items()}
        return self.content_terms(features) | self.style_terms(drawn)

    def content_terms(self, features: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Those of the content."""
        terms: dict[str, Tensor] = {}
        for layer, target in self.content.items():
            drawn = in_metric(features[layer], self.metrics[layer])
            distance = content_distance(self.formula, drawn, target.feature.float(), target.whole)
            terms[f"content {layer}"] = target.weight * distance
        return terms

    def style_terms(self, drawn: Mapping[str, list[Moments]]) -> dict[str, Tensor]:
        """Those of the style, from the moments of the drawn picture by layer and region."""
        terms: dict[str, Tensor] = {}
        for layer, parts in self.style.items():
            distances = [
                part.weight * style_distance(self.kind, self.formula, seen.through(self.metrics[layer]), part.moments)
                for part, seen in zip(parts, drawn[layer], strict=True)
            ]
            terms[f"style {layer}"] = torch.stack(distances).sum()
        return terms


def in_metric(feature: Tensor, metric: Tensor | None) -> Tensor:
    """A feature map (1, C, H, W) in single precision, in the coordinates in which distances are taken."""
    feature = feature.float()
    return feature if metric is None else torch.einsum("ij,njhw->nihw", metric, feature)
