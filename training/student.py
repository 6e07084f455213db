"""The pocket encoder in training."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from nst.networks.encoders import Encoder

_RENEWAL = 0.02


class Student(nn.Module):
    """The encoder in training, and linear maps from its features to the teachers'.

    The maps are not trained but solved by least squares between the student's and the teachers' features, whose moments
    are averaged over recent steps. So the gradient always passes through the optimal map (variable projection).

    Args:
        start: the encoder before the first step, see `training.thinning`.
        channels: number of the teachers' channels, by trained layer.
    """

    def __init__(self, start: Encoder, channels: dict[str, int]) -> None:
        super().__init__()
        self.network = start.requires_grad_(requires_grad=False)
        self.network.stages.requires_grad_()
        self.layers = tuple(channels)
        for layer, count in channels.items():
            stage = start.stages[layer.replace("relu", "conv")]
            assert isinstance(stage, nn.Conv2d)
            width = stage.out_channels
            self.register_buffer(f"second_{layer}", torch.zeros(width, width))
            self.register_buffer(f"cross_{layer}", torch.zeros(width, count))

    def forward(self, images: Tensor) -> dict[str, Tensor]:
        """The student's features by layer, for images (N, 3, H, W) in 0–1."""
        found: dict[str, Tensor] = self.network(images, self.layers)
        return found

    @torch.no_grad()
    def observe(self, layer: str, second: Tensor, cross: Tensor) -> None:
        """Update a layer's averages with a batch: second moments (N, C, C), cross moments with teachers (N, C, T)."""
        self.get_buffer(f"second_{layer}").lerp_(second.mean(0), _RENEWAL)
        self.get_buffer(f"cross_{layer}").lerp_(cross.mean(0), _RENEWAL)

    @torch.no_grad()
    def maps(self) -> dict[str, Tensor]:
        """By layer, the matrix (teacher channels, student channels) that best predicts the teachers' features."""
        solved = {}
        for layer in self.layers:
            second = self.get_buffer(f"second_{layer}")
            strength = 1e-3 * second.diagonal().mean() + 1e-6
            ridge = strength * torch.eye(len(second), device=second.device)
            solved[layer] = torch.linalg.solve(second + ridge, self.get_buffer(f"cross_{layer}")).T
        return solved

    @torch.no_grad()
    def encoder(self, partner: Encoder | None = None) -> Encoder:
        """Copy the encoder for use by the engine, with its metrics and an optional partner."""
        encoder = copy.deepcopy(self.network)
        for layer, a in self.maps().items():
            values, vectors = torch.linalg.eigh((a.T @ a * (a.shape[1] / a.shape[0])).double())
            root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
            encoder.metrics[layer].weight.copy_(root[:, :, None, None])  # type: ignore[operator]
        if partner is not None:
            encoder.others.append(copy.deepcopy(partner))
        return encoder.eval().requires_grad_(requires_grad=False)
