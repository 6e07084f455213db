"""Keep a painted film steady: what a frame shows again is carried along instead of painted anew.

Each frame is compared with what was carried so far, moved to where it is now. Where it shows the same, but for noise,
the paint stays; elsewhere the frame's own paint comes in. A source is carried beside the paint: the frames as they were
when each pixel was painted. So what changes slowly is noticed, too, and an error of the motion does not add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from nst.motion.flow import dominant, flow, mean_around, outside, stretching, warped

_SAME = 3.5 / 255  # mean difference of what is the same, without noise
_NOISE = 2.0  # share of the noise's standard deviation that is added to it
_MOST_NOISE = 15 / 255  # more is no noise
_OTHER = 2.5  # times that; from here on it is something else
_STILL = (0.25, 0.5)  # pixels: what seems to move less is still, what moves more moves
_FRESH = 0.05  # share of new paint in what moves; carrying blurs a little
_TORN = (0.15, 0.3)  # pixels from one to the next; where motion differs more, something comes to light
_LEAST = 100  # pixels that move otherwise, to be worth a look
_AROUND = 2  # pixels
_CUT = 0.5  # share of a frame that can be carried; after a cut it is less
_LIGHT = 0.5  # share of the noise: most of a frame has changed more when the light changes


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried from frame to frame, each (1, 3, H, W) in 0–1.

    Attributes:
        source: the frame, pixels that were not painted anew as they were when they were painted.
        painted: the picture.
        kept: share of the pixels that were carried; 0 after a cut.
    """

    source: Tensor
    painted: Tensor
    kept: float = 0.0


def steadied(source: Tensor, painted: Tensor, before: Carried | None) -> Carried:
    """Join a frame as it was painted by itself with what was carried.

    Args:
        source: the frame, (1, 3, H, W) in 0–1.
        painted: as it was painted, the same size.
        before: what this gave for the frame before; None for the first.
    """
    if before is None:
        return Carried(source, painted)
    old, moves, unknown = _carried_along(source, before)
    change = source - old.source
    noise = _noise(change)
    if _most(mean_around(change, _AROUND)) > _SAME + _LIGHT * noise:
        old = Carried(_relit(old.source, source), _relit(old.painted, painted))
        change = source - old.source
        noise = _noise(change)
    same = _SAME + _NOISE * noise
    other = torch.maximum(_step(_difference(change), same, _OTHER * same), unknown)
    kept = 1 - float(other.mean())
    if kept < _CUT:
        return Carried(source, painted)
    share = torch.maximum(other, _FRESH * moves)
    return Carried(torch.lerp(old.source, source, share), torch.lerp(old.painted, painted, share), kept)


def _carried_along(source: Tensor, before: Carried) -> tuple[Carried, Tensor, Tensor]:
    """Move what is carried to where the frame shows it.

    Most of a frame moves as a whole, which is known exactly. So does most of the rest, such as a subject; what is left
    moves as its surroundings do.

    Returns:
        What is carried, where it moved, and of which pixels it is unknown what was there: each 0 to 1, (1, 1, H, W).
    """
    every = flow(source, before.source)
    both = torch.cat([before.source, before.painted], 1)
    whole, moves = _unless_still(dominant(source, before.source, every))
    old, unknown = warped(both, whole), outside(whole)
    change = source - old[:, :3]
    same = _SAME + _NOISE * _noise(change)
    apart = _step(_difference(change), 0.7 * same, same)
    if float(apart.sum()) > _LEAST:
        second = dominant(source, before.source, every, apart)
        one, two = (warped(both[:, :3], motion) for motion in (every, second))
        better = _difference(source - two) < _difference(source - one)
        every, here = _unless_still(torch.where(better, second, every))
        torn = torch.maximum(outside(every), _step(stretching(every), *_TORN))
        old, moves, unknown = (
            torch.lerp(one, other, apart) for one, other in ((old, warped(both, every)), (moves, here), (unknown, torn))
        )
    return Carried(old[:, :3], old[:, 3:]), moves, unknown


def _unless_still(motion: Tensor) -> tuple[Tensor, Tensor]:
    """The motion without the small one that what is still seems to have, and where there is one, 0 to 1."""
    moves = _step(mean_around(motion.square().sum(1, keepdim=True).sqrt(), 4), *_STILL)
    return motion * moves, moves


def _difference(change: Tensor) -> Tensor:
    return mean_around(change.abs().mean(1, keepdim=True), _AROUND)


def _noise(change: Tensor) -> float:
    """Standard deviation of the noise in the difference of two frames."""
    return min(1.48 * _most(change - mean_around(change, 1)), _MOST_NOISE)


def _most(change: Tensor) -> float:
    return float(change.abs().median())


def _relit(old: Tensor, new: Tensor) -> Tensor:
    """Give what is carried the light of the new frame: per channel one brightness and one contrast."""
    mean, goal = (each.mean((2, 3), keepdim=True) for each in (old, new))
    spread, wanted = (each.std((2, 3), correction=0, keepdim=True) for each in (old, new))
    return (old - mean) * (wanted / spread.clamp_min(1e-3)) + goal


def _step(value: Tensor, low: float, high: float) -> Tensor:
    """0 up to ``low``, 1 from ``high`` on, smooth in between."""
    share = ((value - low) / (high - low)).clamp(0, 1)
    return share * share * (3 - 2 * share)
