"""The state of learning, and its step."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from PIL import Image
from torch import Tensor, nn

from nst.inputs.colours import Palette
from nst.instant.lessons import Lessons
from nst.instant.network import Layer, StyleNetwork, computes_in_half
from nst.instant.objective import BatchLosses, LearningObjective
from nst.instant.optimizer import NetworkOptimizer
from nst.instant.painting import LEAST
from nst.instant.params import LearningParams
from nst.instant.steadiness import Motion
from nst.networks.encoders import Encoder

_CLIP = 2.0  # of the gradient's norm
_AVERAGE = 0.995
_LAST_RATE = 0.02
_GOLDEN = (math.sqrt(5) - 1) / 2
_FREE = 0.15  # share of crops whose palette does not follow the strength, for `Colours.FREE`


class Learner:
    """A network that learns a painting.

    Args:
        painting: (1, 3, H, W) in 0–1, of the size whose strokes are learned; its device is computed on.
        params: settings.
        encoder: compares pictures.
        photos: to learn on besides pictures made by code.
        start: a network to start from.

    Attributes:
        weights: all weights of the network as one vector.
        average: exponential average of the weights, not corrected for its start at 0.
        optimizer: its state.
    """

    def __init__(
        self,
        painting: Tensor,
        params: LearningParams,
        encoder: Encoder,
        photos: Sequence[Image.Image],
        start: StyleNetwork | None = None,
    ) -> None:
        self.params, self._device = params, painting.device
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(params.seed)
            self._network = StyleNetwork()
        if start is not None:
            self._network.load_state_dict(start.state_dict())
        self._network.to(self._device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.weights = flattened(self._network)
        self.average = torch.zeros_like(self.weights)
        kernels = [layer.convolution.weight for layer in self._network.modules() if isinstance(layer, Layer)]
        self.optimizer = NetworkOptimizer(self.weights, kernels)
        self.palette = Palette.of(painting)
        self._objective = LearningObjective(painting, encoder)
        self._lessons = Lessons(photos, self.palette, params.seed, self._device)
        self._half = computes_in_half(str(self._device))

    def step(self, done: float) -> BatchLosses:
        """Take a step and return its losses.

        Args:
            done: share of learning that is done, 0 to 1. The learning rate falls with it.
        """
        params = self.params
        strength, share = draws(self.taken, params.batch)
        crops, recoloured = self._lessons.batch(self.taken, params.batch, params.crop)
        photo = torch.lerp(crops, recoloured, share[:, None, None, None].to(self._device))
        gradient = self.weights.grad
        assert gradient is not None  # noqa: S101  see `flattened`
        gradient.zero_()
        # Not the fastest, but the same at every run.
        with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=True):
            drawn = self._drawn(photo, strength)
            losses = self._objective.compare(drawn, photo, strength, self.taken)
            total = losses.total
            if params.steadiness and self.taken % 2:
                motion = Motion.drawn(params.seed, self.taken, 2)
                moved = self._drawn(motion.of(photo), strength)
                total = total + params.steadiness * motion.difference(drawn, moved)
            total.backward()  # type: ignore[no-untyped-call]
        gradient.mul_((_CLIP / gradient.norm().clamp_min(1e-12)).clamp_max(1))
        fall = 0.5 + 0.5 * math.cos(math.pi * done)
        self.optimizer.step(params.learning_rate * (_LAST_RATE + (1 - _LAST_RATE) * fall))
        self.average.lerp_(self.weights.detach(), 1 - _AVERAGE)
        return losses

    def _drawn(self, photo: Tensor, strength: Tensor) -> Tensor:
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            drawn: Tensor = self._network(photo, strength.to(self._device))
        return drawn.float()

    @property
    def taken(self) -> int:
        """Steps so far."""
        return self.optimizer.taken

    def learned(self) -> StyleNetwork:
        """The network with averaged weights, which paints better than the last one, as a style file keeps it."""
        network = StyleNetwork()
        network.to(self._device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        average = self.average / (1 - _AVERAGE**self.taken) if self.taken else self.weights.detach()
        flattened(network).data.copy_(average.half())
        return network.eval().requires_grad_(requires_grad=False)


def flattened(network: nn.Module) -> Tensor:
    """Put all parameters of a network, and their gradients, into one vector, of which they become views."""
    parameters = list(network.parameters())
    vector = torch.cat([p.detach().reshape(-1) for p in parameters]).requires_grad_()
    vector.grad = torch.zeros_like(vector)
    start = 0
    for parameter in parameters:
        part = slice(start, start + parameter.numel())
        parameter.data = vector.data[part].view(parameter.shape)
        parameter.grad = vector.grad[part].view(parameter.shape)
        start += parameter.numel()
    return vector


def draws(step: int, count: int) -> tuple[Tensor, Tensor]:
    """Strengths of a step, and the share of the painting's palette for each: (count,). Both are spread evenly."""
    numbers = torch.arange(step * count, (step + 1) * count, dtype=torch.float64)
    strength = LEAST + (1 - LEAST) * ((numbers * _GOLDEN + 0.5) % 1)
    free = (numbers * _GOLDEN**2 * 7) % 1
    share = torch.where(free < _FREE, free / _FREE, (2 * strength).clamp_max(1))
    return strength.float(), share.float()
