"""The sizes of a run, from coarse to fine, and the steps at each.

A step at half the size costs a quarter and moves structures twice as far, so a run finds large shapes at small sizes.
That takes few steps. Fine detail needs the full size, so most steps run there (`docs/quality.md`).
"""

from __future__ import annotations

from dataclasses import dataclass

from nst.images import fit_size
from nst.params import Params

_SMALLEST = 64
_GROWTH = 0.8


@dataclass(frozen=True, slots=True)
class Stage:
    """One size of a run, in pixels, and the number of steps at it."""

    width: int
    height: int
    steps: int

    @property
    def pixels(self) -> int:
        """Area in pixels. The cost of a step is proportional to it."""
        return self.width * self.height


def schedule(original: tuple[int, int], params: Params) -> tuple[Stage, ...]:
    """Plan the stages of a run on a picture of ``original`` (width, height) pixels, coarse to fine.

    Sizes double up to the final one; sizes with a long side under 64 pixels are left out. Steps grow by 2^0.8 from
    stage to stage and sum to ``params.steps``.
    """
    width, height = fit_size(original, params.size)
    long_side = max(width, height)
    count = min(params.scales, params.steps)
    while count > 1 and long_side / 2 ** (count - 1) < _SMALLEST:
        count -= 1
    weights = [2 ** (_GROWTH * k) for k in range(count)]
    steps = [max(1, int(params.steps * w / sum(weights))) for w in weights]
    steps[-1] += params.steps - sum(steps)
    sizes = [fit_size((width, height), round(long_side / 2 ** (count - 1 - k))) for k in range(count)]
    return tuple(Stage(w, h, n) for (w, h), n in zip(sizes, steps, strict=True))
