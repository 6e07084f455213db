"""The ways in which the drawing is looked at, in turn.

Pooling lays a grid over what it sees, and a grid that never moves is painted into the picture: so the border is
mirrored outwards by other margins at every step. A small network has blind spots, and an optimiser finds them: so
`pocket` is shown the picture, the photo and the paintings mirrored and turned as well, and there are two of it. What
fools one in one look does not fool all.
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
_TURNS = 8  # of a square


def dihedral(picture: Tensor, turn: int) -> Tensor:
    """One of the eight ways to lay down (1, C, H, W): mirrored (1), upside down (2), rows for columns (4), or sums."""
    if turn & 1:
        picture = picture.flip(-1)
    if turn & 2:
        picture = picture.flip(-2)
    return picture.transpose(-1, -2) if turn & 4 else picture


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a picture.

    Attributes:
        margin: how many pixels it is mirrored outwards: left, right, top, bottom.
        turn: see `dihedral`.
        member: which of an encoder's members looks.
    """

    margin: tuple[int, int, int, int] = (0, 0, 0, 0)
    turn: int = 0
    member: int = 0

    def __call__(self, picture: Tensor) -> Tensor:
        """(1, C, H, W) as this look has it."""
        wider = F.pad(picture, self.margin, mode="reflect") if any(self.margin) else picture
        return dihedral(wider, self.turn)

    def size(self, height: int, width: int) -> tuple[int, int]:
        """Height and width that it makes of a picture's."""
        left, right, top, bottom = self.margin
        wider = height + top + bottom, width + left + right
        return wider[::-1] if self.turn & 4 else wider


def augmentations(stage: Stage, params: Params, *, turning: bool, members: int = 1) -> tuple[Look, ...]:
    """The looks of a stage, the plain one first. L-BFGS has only that: its curvature needs the same loss each step."""
    reach = min(_REACH, min(stage.width, stage.height) // 8)
    if params.optimizer is Optimizer.LBFGS or params.plain or reach < 2:
        return (Look(),)
    random = np.random.default_rng((params.seed, stage.width, stage.height))
    count = _COUNT if max(stage.width, stage.height) <= 1.5 * CORE else _TILED_COUNT
    offsets = [(0, 0), *random.integers(0, reach + 1, (count - 1, 2)).tolist()]
    return tuple(
        Look(
            (int(x), reach - int(x), int(y), reach - int(y)),
            number * _TURNS // count if turning else 0,
            number % members,
        )
        for number, (x, y) in enumerate(offsets)
    )
