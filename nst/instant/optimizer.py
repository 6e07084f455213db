"""The optimiser of style networks.

Kernels of convolutions are trained by Muon (Jordan et al. 2024, *Muon: An optimizer for hidden layers in neural
networks*): the averaged gradient of a kernel, as a matrix, is replaced by about the nearest orthogonal matrix, so that
all its directions learn equally fast. That needs less than half of Adam's steps here. Everything else is trained by
Adam (Kingma & Ba 2015).
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

_BETAS = (0.95, 0.99)
_EPSILON = 1e-8
_ITERATION = (3.4445, -4.7750, 2.0315)  # coefficients of the quintic Newton-Schulz iteration (Jordan et al. 2024)
_ITERATIONS = 5
_KERNEL_RATE = 20.0  # of the rate: the step of a kernel is an orthogonal matrix, an entry of which is small


class NetworkOptimizer:
    """Takes steps with the weights of a network.

    Args:
        weights: all weights as one vector, which has a gradient.
        kernels: those parameters that are convolutions' kernels, (D, C, h, w), all of them views of ``weights``.

    Attributes:
        mean, square: averages of the gradient and of its square, not corrected for their start at 0.
        taken: steps so far.
    """

    def __init__(self, weights: Tensor, kernels: Iterable[Tensor]) -> None:
        self._weights = weights
        self._groups: dict[torch.Size, list[slice]] = {}
        for kernel in kernels:
            start = kernel.storage_offset() - weights.storage_offset()
            self._groups.setdefault(kernel.flatten(1).shape, []).append(slice(start, start + kernel.numel()))
        self.mean, self.square = torch.zeros_like(weights), torch.zeros_like(weights)
        self.taken = 0

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Take a step with the gradient that the weights have.

        Args:
            rate: Adam's learning rate; that of kernels follows it.
        """
        gradient = self._weights.grad
        assert gradient is not None  # noqa: S101
        self.taken += 1
        first, second = _BETAS
        self.mean.lerp_(gradient, 1 - first)
        self.square.mul_(second).addcmul_(gradient, gradient, value=1 - second)
        root = (self.square / (1 - second**self.taken)).sqrt_().add_(_EPSILON)
        change = self.mean / root / (1 - first**self.taken)
        ahead = torch.lerp(gradient, self.mean, first)  # Nesterov's momentum
        for shape, parts in self._groups.items():
            matrices = torch.stack([ahead[part].view(shape) for part in parts])
            for part, matrix in zip(parts, orthogonal(matrices), strict=True):
                change[part] = matrix.reshape(-1) * _KERNEL_RATE
        self._weights.add_(change, alpha=-rate)


def orthogonal(matrices: Tensor) -> Tensor:
    """About the nearest matrices with orthonormal rows or columns, whichever are fewer; of (K, R, C), none zero."""
    if matrices.shape[1] > matrices.shape[2]:
        return orthogonal(matrices.mT).transpose(1, 2)
    a, b, c = _ITERATION
    x: Tensor = matrices / (matrices.norm(dim=(1, 2), keepdim=True) + _EPSILON)
    for _ in range(_ITERATIONS):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return x
