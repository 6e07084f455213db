"""The settings of learning a style and of painting with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from nst.errors import BadRequest
from nst.params import MAX_SIZE, MIN_SIZE, Area, Colours, Params, choice

CROPS = (64, 384)


@dataclass(frozen=True, slots=True)
class LearningParams:
    """Settings of learning a style, validated on creation.

    Attributes:
        steps: number of steps, 1 or more.
        batch: crops a step; a GPU is as fast with sixteen as with one.
        crop: side of a crop in pixels, 64 to 384, a multiple of 16.
        painting_size: long side of the painting in pixels; larger makes larger strokes.
        learning_rate: Adam's, at the beginning; it falls by a half cosine.
        seed: seed of the pictures and of the first weights.
        steadiness: weight of painting a photo that moved a little alike, 0 or more. Every second step compares.
    """

    steps: int = 3600
    batch: int = 1
    crop: int = 208
    painting_size: int = 512
    learning_rate: float = 2e-3
    seed: int = 0
    steadiness: float = 20.0

    def __post_init__(self) -> None:
        smallest, largest = CROPS
        checks = {
            "The number of steps must be 1 or more.": self.steps >= 1,
            "A batch has 1 to 256 crops.": 1 <= self.batch <= 256,
            f"A crop's side is a multiple of 16 from {smallest} to {largest} pixels.": smallest <= self.crop <= largest
            and self.crop % 16 == 0,
            f"The painting's size must be between {MIN_SIZE} and {MAX_SIZE} pixels.": MIN_SIZE
            <= self.painting_size
            <= MAX_SIZE,
            "The learning rate must be above 0 and at most 1.": 0 < self.learning_rate <= 1,
            "The seed must be a whole number from 0 up.": 0 <= self.seed < 2**63,
            "The steadiness must be between 0 and 1000.": 0 <= self.steadiness <= 1000,
        }
        for message, holds in checks.items():
            if not holds:
                raise BadRequest(message)

    @classmethod
    def for_device(cls, device: str) -> LearningParams:
        """The settings for a torch device: a GPU is as fast with larger crops, and with several at once."""
        return cls() if device == "cpu" else cls(batch=8, crop=256)

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; `from_dict` reads them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LearningParams:
        """Read what `to_dict` wrote; unknown keys are ignored, missing ones take the default.

        Raises:
            BadRequest: a value is out of range.
        """
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})


@dataclass(frozen=True, slots=True)
class InstantParams:
    """Settings of an instant picture, validated on creation.

    Attributes:
        size: long side of the result in pixels, 16 to 4096; never larger than the photo.
        strength: from 0, which gives the photo, to 1.
        colours: whose colours the result has.
        style_scale: size of the strokes relative to the result, ¼ to 4. Below 1 the network works at a larger size.
        mix: weights of several styles, in their order; equal if empty.
        area: the part of the photo that is painted.
    """

    size: int = 512
    strength: float = 0.5
    colours: Colours = Colours.PAINTING
    style_scale: float = 1.0
    mix: tuple[float, ...] = ()
    area: Area = Area.EVERYWHERE

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", choice(Colours, self.colours))
        object.__setattr__(self, "area", choice(Area, self.area))
        object.__setattr__(self, "mix", tuple(float(weight) for weight in self.mix))
        # The ranges and their messages are those of `Params`.
        Params(size=self.size, strength=self.strength, style_scale=self.style_scale, mix=self.mix)

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; `from_dict` reads them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> InstantParams:
        """Read what `to_dict` wrote; unknown keys are ignored, missing ones take the default.

        Raises:
            BadRequest: a value is out of range.
        """
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})
