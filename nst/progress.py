"""What a run tells while it goes on and when it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from nst.params import Params


@dataclass(frozen=True, slots=True)
class Losses:
    """The losses of one step, already weighted, so that they add up to `total`.

    `by_layer` has the parts of content and style by layer: ``{"content relu4_1": 0.3, "style relu1_1": 0.1, …}``.
    """

    total: float
    content: float
    style: float
    tv: float
    by_layer: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """A finished picture and how it came about.

    Attributes:
        image: the picture, RGB; RGBA when the photo has transparent parts.
        history: the losses of every step, in order; steps of a coarser scale are measured at that scale.
        first, last: losses of the starting picture and of the finished one, both measured at full size.
        seconds: wall time of the run.
        steps: steps that were taken.
        encoder, device: what it was made with.
        params: reproduces the picture, with the same inputs, encoder and device.
        note: something a person should know, such as a size that had to be reduced; empty otherwise.
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
        """Everything but the image and the history, as JSON types."""
        return {
            "encoder": self.encoder,
            "device": self.device,
            "seconds": round(self.seconds, 3),
            "steps": self.steps,
            "size": list(self.image.size),
            "style_loss": [self.first.style, self.last.style],
            "content_loss": [self.first.content, self.last.content],
            "note": self.note,
            "params": self.params.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run. The last one of a run carries the `result`.

    Attributes:
        step, steps: step just taken, 1 to `steps`.
        scale, scales: which size of the coarse-to-fine sequence, 1 to `scales`.
        losses: at this step and scale.
        elapsed, remaining: seconds since the start, and a forecast of those to come.
        preview: draws the picture as it is now, at most so many pixels on its long side. Call it before the next step
            is asked for; it costs a copy, so not every step.
        result: of the last step, else None.
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
