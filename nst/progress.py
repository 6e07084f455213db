"""The progress that a run reports after every step, and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from nst.params import Params


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted losses of one step; they sum to `total`.

    `by_layer` splits content and style by layer: ``{"content relu4_1": 0.3, "style relu1_1": 0.1, …}``.
    """

    total: float
    content: float
    style: float
    tv: float
    by_layer: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """A finished picture and how it was made.

    Attributes:
        image: the picture, RGB; RGBA if the photo has transparent parts.
        history: the losses of every step, in order, each measured at the scale of its step.
        first, last: losses of the initial and the final picture, both measured at full size.
        seconds: wall time of the run.
        steps: number of steps taken.
        encoder, device: the encoder and device used.
        params: reproduce the picture, with the same inputs, encoder and device.
        note: something the user should know, such as a reduced size; empty otherwise.
    """

    image: Image.Image
    history: Sequence[Losses]
    first: Losses
    last: Losses
    seconds: float
    steps: int
    encoder: str
    device: str
    params: Params
    note: str = ""

    def summary(self) -> dict[str, Any]:
        """Everything except the image and the history, as JSON types. Losses that were not measured are None."""
        first, last = (self.first, self.last) if self.history else (None, None)
        return {
            "encoder": self.encoder,
            "device": self.device,
            "seconds": round(self.seconds, 3),
            "steps": self.steps,
            "size": list(self.image.size),
            "style_loss": [first.style, last.style] if first and last else None,
            "content_loss": [first.content, last.content] if first and last else None,
            "note": self.note,
            "params": self.params.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run. The last one of a run carries the `result`.

    Attributes:
        step, steps: number of the step just taken, 1 to `steps`.
        scale, scales: number of the size in the coarse-to-fine sequence, 1 to `scales`.
        losses: losses at this step and scale.
        elapsed, remaining: seconds since the start, and the forecast of the seconds left.
        preview: renders the current picture with at most so many pixels on its long side. Call it before requesting the
            next step. It costs a copy, so do not call it at every step.
        result: the result after the last step, else None.
    """

    step: int
    steps: int
    scale: int
    scales: int
    losses: Losses
    elapsed: float
    remaining: float
    preview: Callable[[int], Image.Image] = field(repr=False)
    result: Result | None = None
