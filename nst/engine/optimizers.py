"""Optimisers that update pixels.

Both take one step per call and keep their state, so a caller can watch and stop a run after any step. Pixels are never
clipped inside L-BFGS's line search: clipping falsifies the curvature estimates, and the run diverges after a few
hundred steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from nst.params import LossNormalization, Optimizer, Params

_BETAS = (0.9, 0.99)
_NEAR = 0.02  # loss (as a share) at which Adam's learning rate is halved
_EPSILON = 0.05  # far above Adam's default, so that pixels with almost no gradient do not fill with noise
_AVERAGE = 0.9
_HISTORY = 10
Evaluate = Callable[[Tensor, float], Tensor]


class Adam:
    """Adam (Kingma & Ba 2015, algorithm 1) on one tensor. PyTorch's version loads a compiler, which takes seconds.

    Args:
        pixels: the tensor to update, a leaf that requires a gradient.
        rate: learning rate; may change between steps.
        betas: decay rates of the first and second moment.
        epsilon: added to the square root of the second moment.
    """

    def __init__(
        self, pixels: Tensor, rate: float, betas: tuple[float, float] = (0.9, 0.999), epsilon: float = 1e-8
    ) -> None:
        self.rate = rate
        self._pixels, self._betas, self._epsilon = pixels, betas, epsilon
        # Averages of the gradient and of its square, not corrected for their start at 0.
        self._mean, self._square = torch.zeros_like(pixels), torch.zeros_like(pixels)
        self._taken = 0

    @torch.no_grad()
    def step(self, closure: Callable[[], Tensor]) -> None:
        """Take one step with the gradient that ``closure`` computes."""
        with torch.enable_grad():
            closure()
        gradient = self._pixels.grad
        if gradient is None:  # the loss has no terms
            return
        self._taken += 1
        first, second = self._betas
        self._mean.lerp_(gradient, 1 - first)
        self._square.mul_(second).addcmul_(gradient, gradient, value=1 - second)
        root = (self._square / (1 - second**self._taken)).sqrt_().add_(self._epsilon)
        self._pixels.addcdiv_(self._mean, root, value=-self.rate / (1 - first**self._taken))


class PixelOptimizer:
    """Minimises a loss over the pixels of one picture (1, 3, H, W).

    Args:
        pixels: the initial picture, in 0–1.
        params: the optimiser and its settings. With ``as_published``: PyTorch's defaults and a constant learning rate.
        steps: total number of steps.

    Attributes:
        pixels: the current iterate, not clipped.
    """

    def __init__(self, pixels: Tensor, params: Params, steps: int) -> None:
        self.pixels = pixels.detach().clone(memory_format=torch.contiguous_format).requires_grad_()
        self._params = params
        self._steps = steps
        self._taken = 0
        self._average = (
            None if params.as_published or params.optimizer is Optimizer.LBFGS else torch.zeros_like(self.pixels)
        )
        # Scaled per pixel, so that Adam's epsilon and L-BFGS's tolerances do not depend on the picture's size.
        self._scale = 1.0 if params.as_published else float(self.pixels.numel())
        self._clips = bool(params.clip_every) and (params.as_published or self._average is not None)
        self._optimizer = self._make()

    def _make(self) -> Adam | torch.optim.Optimizer:
        params = self._params
        if params.optimizer is Optimizer.ADAM:
            if params.as_published:
                return Adam(self.pixels, params.learning_rate)
            return Adam(self.pixels, params.learning_rate, _BETAS, _EPSILON)
        if params.as_published:
            # One iteration per step. The state persists, so twenty steps equal one call with twenty iterations.
            return torch.optim.LBFGS([self.pixels], lr=params.learning_rate, max_iter=1, history_size=100)
        return torch.optim.LBFGS(
            [self.pixels], max_iter=1, max_eval=10, history_size=_HISTORY, line_search_fn="strong_wolfe"
        )

    def step(self, evaluate: Evaluate) -> None:
        """Take one step. Adam's learning rate decays by a half cosine to a tenth over a stage, unless ``as_published``.

        The rate also falls when the loss is close to 0. Adam's steps do not shrink with the gradient: when only
        rounding errors of the network remain, full steps would fill an unchanged photo with noise.

        Args:
            evaluate: called with the pixels and a scale; returns the loss and adds scale × its gradient to
                ``pixels.grad``.
        """

        def closure() -> Tensor:
            self.pixels.grad = None
            loss = evaluate(self.pixels, self._scale)
            if self._average is not None and isinstance(self._optimizer, Adam):
                self._optimizer.rate = self._rate(float(loss))
            return loss * self._scale

        self._optimizer.step(closure)  # type: ignore[arg-type]
        self._taken += 1
        with torch.no_grad():
            if self._clips and self._taken % self._params.clip_every == 0:
                self.pixels.clamp_(0, 1)
            if self._average is not None:
                self._average.lerp_(self.pixels, 1 - _AVERAGE)

    def _rate(self, loss: float) -> float:
        fall = 0.55 + 0.45 * math.cos(math.pi * self._taken / self._steps)
        worth = loss / (loss + _NEAR) if self._params.normalization is LossNormalization.SHARE else 1.0
        return self._params.learning_rate * fall * worth

    @property
    def picture(self) -> Tensor:
        """The result so far, clipped to 0–1: the average of the iterates, which has less noise than the last one."""
        if self._average is not None and self._taken:
            return (self._average / (1 - _AVERAGE**self._taken)).clamp(0, 1)
        return self.pixels.detach().clamp(0, 1)
