"""What a style network minimises: content and style of its pictures, by the engine's own measures, for a batch.

Style is compared by ``moments`` and content by activations, each as a share of its target (`nst.objective.losses`).
Every step shows the pictures to one network of the encoder, in one of eight orientations, and with a window that does
not lie on the networks' grids, so that no noise fools them all (`nst.objective.augmentations`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from nst.layers import nearest
from nst.networks.encoders import Encoder
from nst.objective.augmentations import dihedral
from nst.objective.losses import in_metric
from nst.objective.objective import strength_factor

_CONTENT = {"relu4_1": 1.0}
_STYLE = tuple(f"relu{level}_1" for level in range(1, 6))
_WEIGHT = 5.0
_OVERFLOW = 10.0
_MARGIN = 16  # the encoders pool four times
_TURNS = 8
_FLAT, _TINY = 0.01, 1e-12


@dataclass(frozen=True, slots=True)
class BatchMoments:
    """Mean (N, C) and covariance (N, C, C) of the channels of a feature map."""

    mean: Tensor
    covariance: Tensor

    @classmethod
    def of(cls, feature: Tensor) -> BatchMoments:
        """Measure (N, C, H, W)."""
        rows = feature.permute(0, 2, 3, 1).flatten(1, 2).float()
        mean = rows.mean(1)
        return cls(mean, rows.mT @ rows / rows.shape[1] - mean[:, :, None] * mean[:, None])

    def transformed_by(self, metric: Tensor | None) -> BatchMoments:
        """Return the moments of ``metric @ f`` instead of ``f``."""
        if metric is None:
            return self
        return BatchMoments(self.mean @ metric.T, metric @ self.covariance @ metric.T)


def style_distance(drawn: BatchMoments, target: BatchMoments) -> Tensor:
    """The ``moments`` distance of each picture from a target (N = 1), as a share: (N,)."""
    size = target.mean.square().sum()
    mean = (drawn.mean - target.mean).square().sum(1) / (size + _TINY)
    spread = torch.maximum(target.covariance.square().sum(), (_FLAT * size) ** 2)
    return (mean + (drawn.covariance - target.covariance).square().sum((1, 2)) / (spread + _TINY)) / 2


@dataclass(frozen=True, slots=True)
class BatchLosses:
    """Losses of a batch: ``total`` to minimise, and the mean ``content`` and ``style`` as shares."""

    total: Tensor
    content: Tensor
    style: Tensor


class LearningObjective:
    """The loss of painted crops.

    Args:
        painting: (1, 3, H, W) in 0–1, at the size whose strokes the network shall paint.
        encoder: the network, or the ensemble, that compares pictures.
    """

    def __init__(self, painting: Tensor, encoder: Encoder) -> None:
        self._encoders = encoder.ensemble
        self._balance = encoder.balance
        self._style = tuple(dict.fromkeys(nearest(layer, encoder.layers) for layer in _STYLE))
        self._content = {nearest(layer, encoder.layers): share for layer, share in _CONTENT.items()}
        self._turns = _TURNS if encoder.turning else 1
        self._targets = [
            [self._target(dihedral(painting, turn), each) for turn in range(self._turns)] for each in self._encoders
        ]

    @torch.no_grad()
    def _target(self, painting: Tensor, encoder: Encoder) -> Mapping[str, BatchMoments]:
        seen = encoder(painting, self._style)
        return {layer: BatchMoments.of(f).transformed_by(encoder.metric(layer)) for layer, f in seen.items()}

    def compare(self, drawn: Tensor, photo: Tensor, strength: Tensor, number: int) -> BatchLosses:
        """The loss of a batch.

        Args:
            drawn: what the network painted, (N, 3, S, S), not clipped.
            photo: what it painted it from, (N, 3, S, S) in 0–1.
            strength: (N,) in 0–1, on the CPU.
            number: selects network, orientation and window.
        """
        member, turn = number % len(self._encoders), number // len(self._encoders) % self._turns
        encoder, targets = self._encoders[member], self._targets[member][turn]
        clipped = drawn.clamp(0, 1)
        overflow = (drawn - clipped).square().mean()
        seen = encoder(_window(dihedral(clipped, turn), number), {*self._style, *self._content})
        with torch.no_grad():
            wanted = encoder(_window(dihedral(photo, turn), number), self._content)
        style = torch.stack(
            [
                style_distance(BatchMoments.of(seen[layer]).transformed_by(encoder.metric(layer)), targets[layer])
                for layer in self._style
            ]
        ).mean(0)
        content = torch.stack(
            [
                share * _content_distance(seen[layer], wanted[layer], encoder.metric(layer))
                for layer, share in self._content.items()
            ]
        ).sum(0)
        weights = [self._balance * style_weight(each) for each in strength.tolist()]
        weight = torch.tensor(weights, device=drawn.device)
        total = ((content + weight * style) / (1 + weight / _WEIGHT)).mean() + _OVERFLOW * overflow
        return BatchLosses(total, content.detach().mean(), style.detach().mean())


def style_weight(strength: float) -> float:
    """Weight of the style beside the content: 5 at strength ½, as in `standard`, and 40 at 1.

    The square root spaces visible changes evenly: a network sees more of a small weight than an optimiser.
    """
    return float(_WEIGHT * strength_factor(strength) ** 0.5)


def _content_distance(drawn: Tensor, wanted: Tensor, metric: Tensor | None) -> Tensor:
    target = in_metric(wanted, metric)
    squares: Tensor = (in_metric(drawn, metric) - target).square().sum((1, 2, 3))
    return squares / (target.square().sum((1, 2, 3)) + _TINY)


def _window(picture: Tensor, number: int) -> Tensor:
    """Cut a window off the grids: each side loses 16 pixels, in another way with each number."""
    top, left = number * 5 % (_MARGIN + 1), number * 11 % (_MARGIN + 1)
    height, width = (length - _MARGIN for length in picture.shape[-2:])
    return picture[..., top : top + height, left : left + width]
