"""Steps on the pixels.

Both optimisers take one step at a time and keep their state, so that a run can be watched and stopped anywhere. Only
Adam clamps the pixels to 0–1 as it goes: inside L-BFGS's line search a clamp makes the curvature estimates wrong and
the run explode after some hundred steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from nst.params import Optimizer, Params

_BETAS = (0.9, 0.99)
_EPSILON = 0.05  # far above Adam's usual: pixels that hardly matter stay as they are instead of filling with noise
_AVERAGE = 0.9
_HISTORY = 10
Loss = Callable[[Tensor], Tensor]


class Stepper:
    """Moves one picture (1, 3, H, W) down a loss.

    Attributes:
        pixels: the picture as the optimiser has it.
    """

    def __init__(self, pixels: Tensor, params: Params, steps: int) -> None:
        self.pixels = pixels.detach().clone(memory_format=torch.contiguous_format).requires_grad_()
        self._steps = steps
        self._taken = 0
        self._rate = params.learning_rate
        self._adam = params.optimizer is Optimizer.ADAM
        self._average = torch.zeros_like(self.pixels, requires_grad=False)
        self._optimizer: torch.optim.Optimizer
        if self._adam:
            self._optimizer = torch.optim.Adam([self.pixels], lr=self._rate, betas=_BETAS, eps=_EPSILON)
        else:
            self._optimizer = torch.optim.LBFGS(
                [self.pixels], max_iter=1, max_eval=10, history_size=_HISTORY, line_search_fn="strong_wolfe"
            )

    def step(self, loss: Loss) -> None:
        """One step. Adam's rate falls along half a cosine to a tenth over the stage."""

        def closure() -> Tensor:
            self._optimizer.zero_grad()
            # Per pixel, so that neither Adam's epsilon nor L-BFGS's tolerances depend on the picture's size.
            value = loss(self.pixels) * self.pixels.numel()
            value.backward()  # type: ignore[no-untyped-call]
            return value

        if self._adam:
            fall = 0.55 + 0.45 * math.cos(math.pi * self._taken / self._steps)
            self._optimizer.param_groups[0]["lr"] = self._rate * fall
        self._optimizer.step(closure)  # type: ignore[arg-type]
        self._taken += 1
        if self._adam:
            with torch.no_grad():
                self.pixels.clamp_(0, 1)
                self._average.lerp_(self.pixels, 1 - _AVERAGE)

    @property
    def picture(self) -> Tensor:
        """The result so far, in 0–1: with Adam the average of the last iterates, which is less noisy than the last."""
        if self._adam and self._taken:
            return (self._average / (1 - _AVERAGE**self._taken)).clamp(0, 1)
        return self.pixels.detach().clamp(0, 1)
