"""How far a picture is from its content and its style.

Content and style are compared layer by layer, and every comparison is a share of the target's own size: 0 is equal, 1
is as far as nothing is from the target. So a weight means the same for every encoder, layer and picture size. Sums run
in single precision whatever the encoder computed in, as Gram entries overflow half precision.

* content: ‖F − Fᶜ‖² / ‖Fᶜ‖² (Gatys et al. 2015, eq. 1, there without the denominator).
* ``gram``: ‖G − Gˢ‖² / ‖Gˢ‖² with G = F Fᵀ / positions (Gatys et al. 2015, eq. 3–5, there with constant denominators).
* ``moments``: the same of the mean and of the covariance of F, which is what Gram mixes (Li et al. 2017, *Demystifying
  Neural Style Transfer*). It counts texture as much as colour, where Gram is mostly the square of the mean.
* total variation: mean squared difference of neighbours (Mahendran & Vedaldi 2015 with β = 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from nst.params import StyleLoss

_TINY = 1e-12


def gram(feature: Tensor) -> Tensor:
    """Gram matrix per position, (C, C), of a feature map (1, C, H, W). Independent of the picture's size."""
    flat = feature.float().flatten(2)[0]
    return flat @ flat.T / flat.shape[1]


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference of horizontal and vertical neighbours of (N, 3, H, W); 0 for a single pixel."""
    down = (image[..., 1:, :] - image[..., :-1, :]).square().sum()
    right = (image[..., 1:] - image[..., :-1]).square().sum()
    return (down + right) / image.numel()


def _share(difference: Tensor, target: Tensor) -> Tensor:
    return difference.square().sum() / (target.square().sum() + _TINY)


@dataclass(frozen=True)
class StyleTarget:
    """The style of one layer: its Gram matrix (C, C) and mean (C,). The covariance follows from both."""

    second: Tensor
    mean: Tensor

    @classmethod
    def of(cls, feature: Tensor) -> StyleTarget:
        """The style of a feature map (1, C, H, W)."""
        return cls(gram(feature), feature.float().mean((0, 2, 3)))

    @property
    def covariance(self) -> Tensor:
        """Covariance of the channels over positions, (C, C)."""
        return self.second - torch.outer(self.mean, self.mean)


def style_distance(kind: StyleLoss, drawn: StyleTarget, target: StyleTarget) -> Tensor:
    """How far the style of one layer is from its target, as a share of the target."""
    if kind is StyleLoss.GRAM:
        return _share(drawn.second - target.second, target.second)
    covariance = _share(drawn.covariance - target.covariance, target.covariance)
    return 0.5 * (_share(drawn.mean - target.mean, target.mean) + covariance)


@dataclass(frozen=True)
class Targets:
    """What the picture shall be at one size: content features and styles by layer, with the weight of each layer."""

    content: Mapping[str, tuple[float, Tensor]]
    style: Mapping[str, tuple[float, StyleTarget]]
    kind: StyleLoss

    @property
    def layers(self) -> tuple[str, ...]:
        """Every layer that must be computed."""
        return tuple(dict.fromkeys((*self.content, *self.style)))

    def terms(self, features: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Weighted losses of the drawn picture's features: ``{"content relu4_1": …, "style relu1_1": …}``."""
        terms: dict[str, Tensor] = {}
        for layer, (weight, target) in self.content.items():
            terms[f"content {layer}"] = weight * _share(features[layer].float() - target, target)
        for layer, (weight, style) in self.style.items():
            distance = style_distance(self.kind, StyleTarget.of(features[layer]), style)
            terms[f"style {layer}"] = weight * distance
        return terms
