"""Augmentations, cycled per step: margins hide the pooling grid; turns and two networks hide blind spots.

Pooling divides its input into a grid, and the optimiser paints a grid that never moves into the picture. So each step
mirrors the border outwards by different margins. A small network has blind spots, which the optimiser exploits. So
`pocket` also compares the pictures mirrored and rotated, and consists of two networks. Noise that fools one network in
one orientation does not fool them all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch.nn.functional as F
from torch import Tensor

from nst.inputs.stages import Stage
from nst.objective.tiles import CORE
from nst.params import Optimizer, Params

_COUNT, _TILED_COUNT = 8, 2
_REACH = 16
_TURNS = 8  # symmetries of a square


def dihedral(picture: Tensor, turn: int) -> Tensor:
    """Apply one of a square's eight symmetries to (1, C, H, W). ``turn`` is a sum: 1 mirrors, 2 flips, 4 transposes."""
    if turn & 1:
        picture = picture.flip(-1)
    if turn & 2:
        picture = picture.flip(-2)
    return picture.transpose(-1, -2) if turn & 4 else picture


@dataclass(frozen=True, slots=True)
class Augmentation:
    """One transformation of a picture before a network sees it.

    Attributes:
        margin: pixels to mirror outwards: left, right, top, bottom.
        turn: 0 to 7, see `dihedral`.
        member: index of the network in the encoder's ensemble.
    """

    margin: tuple[int, int, int, int] = (0, 0, 0, 0)
    turn: int = 0
    member: int = 0

    def __call__(self, picture: Tensor) -> Tensor:
        """Apply the augmentation to (1, C, H, W)."""
        wider = F.pad(picture, self.margin, mode="reflect") if any(self.margin) else picture
        return dihedral(wider, self.turn)

    def size(self, height: int, width: int) -> tuple[int, int]:
        """Height and width of the augmented picture."""
        left, right, top, bottom = self.margin
        wider = height + top + bottom, width + left + right
        return wider[::-1] if self.turn & 4 else wider


def augmentations(stage: Stage, params: Params, *, turning: bool, members: int = 1) -> tuple[Augmentation, ...]:
    """The augmentations of a stage, cycled per step. L-BFGS gets one, because it needs the same loss at every step.

    Args:
        stage: the stage, for its size.
        params: settings of the run.
        turning: whether pictures are also rotated and mirrored.
        members: number of networks in the encoder's ensemble.
    """
    reach = min(_REACH, min(stage.width, stage.height) // 8)
    if params.optimizer is Optimizer.LBFGS or params.as_published or reach < 2:
        return (Augmentation(),)
    random = np.random.default_rng((params.seed, stage.width, stage.height))
    count = _COUNT if max(stage.width, stage.height) <= 1.5 * CORE else _TILED_COUNT
    offsets = [(0, 0), *random.integers(0, reach + 1, (count - 1, 2)).tolist()]
    return tuple(
        Augmentation(
            (int(x), reach - int(x), int(y), reach - int(y)),
            number * _TURNS // count if turning else 0,
            number % members,
        )
        for number, (x, y) in enumerate(offsets)
    )
