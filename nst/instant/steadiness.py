"""What makes a style network paint moving pictures without flicker: a photo that moves a little is painted alike.

After Gupta et al. 2017 (*Characterizing and Improving Stability in Neural Style Transfer*), but without optical flow:
the motion is a shift that is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

_REACH = 3  # pixels
_NOISE = 0.02  # standard deviation
_BORDER = 8  # pixels that are not compared, because a moved photo shows something else there


@dataclass(frozen=True, slots=True)
class Motion:
    """A shift by whole pixels, to the right and down, and the seed of some noise."""

    right: int
    down: int
    seed: int

    @classmethod
    def drawn(cls, *seed: int) -> Motion:
        """Draw a motion of at most 3 pixels a side; the same numbers give the same motion."""
        random = np.random.default_rng(seed)
        right, down = random.integers(-_REACH, _REACH + 1, size=2).tolist()
        return cls(right, down, int(random.integers(2**63)))

    def of(self, photo: Tensor) -> Tensor:
        """The photo, (N, 3, H, W), as the next frame of a film would show it, with other noise."""
        random = torch.Generator(photo.device).manual_seed(self.seed)
        noise = torch.randn(photo.shape, generator=random, device=photo.device)
        return torch.add(self._shifted(photo), noise, alpha=_NOISE).clamp(0, 1)

    def difference(self, drawn: Tensor, next_drawn: Tensor) -> Tensor:
        """Mean squared difference between the next frame as it was painted and the one before, moved along."""
        inside = (..., slice(_BORDER, -_BORDER), slice(_BORDER, -_BORDER))
        return (next_drawn - self._shifted(drawn))[inside].square().mean()

    def _shifted(self, picture: Tensor) -> Tensor:
        # What leaves on one side comes in on the other; the border hides it.
        return torch.roll(picture, (self.down, self.right), (-2, -1))
