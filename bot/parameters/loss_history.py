"""The losses of a run, thinned to what a plot can show, as JSON types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nst.progress import Losses

MAX_POINTS = 120


def downsampled(history: Sequence[Losses], *, points: int = MAX_POINTS) -> dict[str, Any]:
    """At most so many of the steps of a run, evenly spread, with the first and the last.

    Returns:
        ``steps`` (their numbers, from 1), ``total``, ``content`` and ``style``, and by name of the part ``layers``:
        lists of the same length, with three significant digits.
    """
    chosen = _spread(len(history), points)
    picked = [history[index] for index in chosen]
    names = dict.fromkeys(name for losses in picked for name in losses.by_layer)
    return {
        "steps": [index + 1 for index in chosen],
        "total": [_short(losses.total) for losses in picked],
        "content": [_short(losses.content) for losses in picked],
        "style": [_short(losses.style) for losses in picked],
        "layers": {name: [_short(losses.by_layer.get(name, 0.0)) for losses in picked] for name in names},
    }


def _spread(count: int, points: int) -> list[int]:
    if count <= points:
        return list(range(count))
    return [round(number * (count - 1) / (points - 1)) for number in range(points)]


def _short(value: float) -> float:
    return float(f"{value:.3g}")
