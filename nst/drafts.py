"""Four drafts to choose from: the same pictures with less and more strength, in finer and coarser strokes. Pure."""

from __future__ import annotations

from dataclasses import replace

from nst.params import MAX_SCALE, MIN_SCALE, Params

_SPREAD = 0.4  # of the strengths
_SCALES = (0.6, 1.7)  # of the strokes
_LEAST, _MOST = 0.1, 1.0


def drafts(params: Params) -> tuple[Params, ...]:
    """The settings that the four drafts of a sheet stand for, in the order of their numbers, each as one picture.

    Args:
        params: in the middle of the four.
    """
    low = min(max(params.strength - _SPREAD / 2, _LEAST), _MOST - _SPREAD)
    return tuple(
        replace(
            params,
            sheet=False,
            strength=round(strength, 2),
            style_scale=round(min(max(params.style_scale * scale, MIN_SCALE), MAX_SCALE), 2),
        )
        for strength in (low, low + _SPREAD)
        for scale in _SCALES
    )
