"""What learning reports after every step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from nst.instant.style import InstantStyle


@dataclass(frozen=True, slots=True)
class LearningLosses:
    """Content and style as shares of their targets: 0 is equal."""

    content: float
    style: float

    @classmethod
    def mean(cls, losses: Collection[LearningLosses]) -> LearningLosses:
        """The mean of several; 0 of none."""
        count = max(len(losses), 1)
        return cls(sum(each.content for each in losses) / count, sum(each.style for each in losses) / count)

    def to_dict(self) -> dict[str, float]:
        """Convert to JSON types, rounded."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class LearningProgress:
    """One step of learning. The last one carries the `result`.

    Attributes:
        step, steps: number of the step just taken, 1 to `steps`.
        losses: mean of the last fifty steps.
        elapsed, remaining: seconds of computing so far, also before a break, and the forecast of the seconds left.
        preview: paints a photo with what is learned so far, 512 pixels at most; None takes our fox. It costs a pass of
            the network.
        result: the style after the last step, else None.
    """

    step: int
    steps: int
    losses: LearningLosses
    elapsed: float
    remaining: float
    preview: Callable[[Image.Image | None], Image.Image] = field(repr=False)
    result: InstantStyle | None = None
