"""The losses of a run: sampled, as JSON types, and drawn as a plot in the colours of Discord's dark theme."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from nst.progress import Losses

MAX_POINTS = 120
_BACK, _FRAME, _INK = "#2b2d31", "#4e5058", "#dbdee1"
# By depth of the layer, light to dark, so that each layer looks the same in every plot; content stands out.
_DEPTHS = ("#b5e8dc", "#8ad4c2", "#5bbfa5", "#2f9e7f", "#1f7a61")
_CONTENT = "#f2a65a"
_FLOOR = 1e-6  # a logarithmic scale has no zero, and a curve from there would squeeze the others


def downsampled(history: Sequence[Losses], *, points: int = MAX_POINTS) -> dict[str, Any]:
    """Sample a limited number of steps of a run, evenly spread, including the first and the last.

    Returns:
        ``steps`` (their numbers, from 1), ``total``, ``content`` and ``style``, and ``layers`` by name of the part:
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


@dataclass(frozen=True, slots=True)
class Captions:
    """The labels of a plot, in the user's language."""

    title: str
    steps: str
    loss: str
    style: str
    content: str


def draw_losses(history: Mapping[str, Any], captions: Captions) -> bytes:
    """Draw the losses by layer over the steps, on a logarithmic scale, as PNG. Blocks: call it in a thread.

    Args:
        history: what `downsampled` returned.
        captions: the labels.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  slow to load, and rarely needed
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(8, 4.5), dpi=120, facecolor=_BACK, layout="constrained")
    axes = figure.add_subplot(facecolor=_BACK)
    for name, losses in _curves(history).items():
        kind, _, layer = name.partition(" ")
        axes.plot(
            history["steps"],
            [loss if loss > _FLOOR else math.nan for loss in losses],
            label=f"{getattr(captions, kind, kind)} {layer}".strip(),
            color=_CONTENT if kind == "content" else _DEPTHS[_depth(layer)],
            linewidth=2.2 if kind == "content" else 1.6,
            linestyle="--" if kind == "content" else "-",
        )
    axes.set_yscale("log")
    axes.set_title(captions.title, color=_INK, loc="left")
    axes.set_xlabel(captions.steps, color=_INK)
    axes.set_ylabel(captions.loss, color=_INK)
    axes.tick_params(which="both", colors=_INK)
    axes.grid(visible=True, which="major", color=_FRAME, linewidth=0.6)
    for spine in axes.spines.values():
        spine.set_color(_FRAME)
    if axes.get_lines():
        axes.legend(facecolor=_BACK, edgecolor=_FRAME, labelcolor=_INK, fontsize="small")
    FigureCanvasAgg(figure)
    stream = BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


def _curves(history: Mapping[str, Any]) -> dict[str, list[float]]:
    """A curve for each layer, or for both losses if the layers are unknown, without curves that are always zero."""
    layers = history.get("layers") or {name: history.get(name, []) for name in ("style", "content")}
    return {name: losses for name, losses in layers.items() if any(losses)}


def _depth(layer: str) -> int:
    """The block of a layer, from 0; 3 if its name gives no block."""
    digits = [int(letter) for letter in layer if letter.isdecimal()]
    return min(max(digits[0] - 1, 0), len(_DEPTHS) - 1) if digits else 3
