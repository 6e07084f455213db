"""The pocket encoder in training."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from nst.encoders import Encoder, pocket
from training import teachers

Levels = tuple[tuple[int, int], ...]
_RENEWAL = 0.02


class Student(nn.Module):
    """The encoder with batch norms after its convolutions, and linear maps from it to its teachers.

    The maps are not trained but solved: least squares between the student's and the teachers' features, whose moments
    are averaged over the last steps. So the gradient always goes through the best possible map (variable projection).

    Args:
        levels: as of `nst.encoders.pocket`.
        channels: of the teachers' features, by layer that is taught.
        kept: how many levels are finished, with the weights of ``known``. They are no part of the training: what comes
            out of them, the `stem`, can be computed once for every picture.
        known: weights of such an encoder, one of other deeper levels too.
    """

    def __init__(
        self, levels: Levels, channels: dict[str, int], *, kept: int = 0, known: Mapping[str, Tensor] | None = None
    ) -> None:
        super().__init__()
        self.levels, self.kept = levels, kept
        encoder = pocket(levels)
        self.mean, self.std = encoder.mean, encoder.std
        self.layers = tuple(channels)
        self.stem_stages, self.stages = nn.ModuleDict(), nn.ModuleDict()
        for name, module in encoder.stages.items():
            finished = int(name[4]) <= kept
            (self.stem_stages if finished else self.stages)[name] = module
            if isinstance(module, nn.Conv2d) and not finished:
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                self.stages[f"norm{name[4:]}"] = nn.BatchNorm2d(module.out_channels)
        self.known = {k: v for k, v in (known or {}).items() if int(k.split(".")[1][4]) <= kept}
        prefix = "stages."
        self.stem_stages.load_state_dict({k.removeprefix(prefix): v for k, v in self.known.items() if prefix in k})
        self.stem_stages.requires_grad_(requires_grad=False)
        for layer, count in channels.items():
            width = levels[int(layer[4]) - 1][0]
            self.register_buffer(f"second_{layer}", torch.zeros(width, width))
            self.register_buffer(f"cross_{layer}", torch.zeros(width, count))

    @torch.no_grad()
    def stem(self, images: Tensor) -> Tensor:
        """What the trained levels see of ``images`` (N, 3, H, W) in 0–1."""
        mean, std = (images.new_tensor(v).view(1, 3, 1, 1) for v in (self.mean, self.std))
        x = ((images - mean) / std).contiguous(memory_format=torch.channels_last)
        for module in self.stem_stages.values():
            x = module(x)
        return x

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """The student's own features by layer for a `stem`."""
        found: dict[str, Tensor] = {}
        for name, module in self.stages.items():
            x = module(x)
            if name in self.layers:
                found[name] = x
        return found

    @torch.no_grad()
    def observe(self, layer: str, second: Tensor, cross: Tensor) -> None:
        """Take what a batch says of a layer, moments of the student (N, C, C) and with the teachers (N, C, T)."""
        self.get_buffer(f"second_{layer}").lerp_(second.mean(0), _RENEWAL)
        self.get_buffer(f"cross_{layer}").lerp_(cross.mean(0), _RENEWAL)

    @torch.no_grad()
    def maps(self) -> dict[str, Tensor]:
        """By layer, the matrix (teacher channels, student channels) that predicts the teachers' features best."""
        solved = {}
        for layer in self.layers:
            second = self.get_buffer(f"second_{layer}")
            strength = 1e-3 * second.diagonal().mean() + 1e-6
            ridge = strength * torch.eye(len(second), device=second.device)
            solved[layer] = torch.linalg.solve(second + ridge, self.get_buffer(f"cross_{layer}")).T
        return solved

    @torch.no_grad()
    def encoder(self) -> Encoder:
        """The encoder as it will be used: norms folded, with its taps. See `nst.encoders.pocket` for those."""
        encoder = pocket(self.levels)
        encoder.load_state_dict(self.known, strict=False)
        for name, module in encoder.stages.items():
            if isinstance(module, nn.Conv2d) and name in self.stages:
                teachers.fold(module, self.stages[name].state_dict(), self.stages[f"norm{name[4:]}"].state_dict())
        for layer, a in self.maps().items():
            values, vectors = torch.linalg.eigh((a.T @ a * (a.shape[1] / a.shape[0])).double())
            root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
            encoder.taps[layer].weight.copy_(root[:, :, None, None])  # type: ignore[operator]
        return encoder.eval().requires_grad_(requires_grad=False)
