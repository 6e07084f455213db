"""All settings of a run in one frozen value, `Params`.

It converts to JSON and back. Every result carries the `Params` that reproduce it. To change one setting, use
`dataclasses.replace(params, seed=7)`. `nst.recipes` has the named sets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from nst.errors import BadRequest
from nst.layers import canonical

MIN_SIZE, MAX_SIZE = 16, 4096
MAX_STEPS = 5000
MIN_SCALE, MAX_SCALE = 0.25, 4.0
ENCODERS = ("auto", "pocket", "vgg19", "vgg16")
_FORMER = {"start": "init", "formula": "normalization", "plain": "as_published"}
_E = TypeVar("_E", bound=StrEnum)


class Mode(StrEnum):
    """Style transfer, texture synthesis (style only) or content reconstruction (content only)."""

    TRANSFER = "transfer"
    TEXTURE = "texture"
    RECONSTRUCTION = "reconstruction"


class Init(StrEnum):
    """The initial image of the optimisation."""

    CONTENT = "content"
    MATCHED = "matched"
    NOISE = "noise"
    STYLE = "style"
    IMAGE = "image"


class Colours(StrEnum):
    """Whose colours the result has.

    ``painting``: the painting's; the photo gets its palette before the run. ``photo``: exactly the photo's; the run
    changes only lightness. ``matched``: the photo's; the painting gets the photo's palette before the run. ``free``: no
    colour control, as in the publications.
    """

    PAINTING = "painting"
    PHOTO = "photo"
    MATCHED = "matched"
    FREE = "free"


class Area(StrEnum):
    """The part of the photo that is painted: see `nst.inputs.subjects`."""

    EVERYWHERE = "everywhere"
    SUBJECT = "subject"
    BACKGROUND = "background"


class Pooling(StrEnum):
    """How VGG downsamples its feature maps.

    VGG was trained with max pooling. Average pooling gives smoother pictures, because every pixel gets a gradient
    (Gatys et al. 2015). `pocket` has only average pooling.
    """

    AVERAGE = "average"
    MAXIMUM = "maximum"


class Optimizer(StrEnum):
    """The optimiser."""

    ADAM = "adam"
    LBFGS = "lbfgs"


class StyleLoss(StrEnum):
    """How style statistics are compared: see `nst.objective.losses`."""

    GRAM = "gram"
    COSINE = "cosine"
    MOMENTS = "moments"
    WASSERSTEIN = "wasserstein"


class LossNormalization(StrEnum):
    """What a difference is divided by: see `nst.objective.losses`."""

    SHARE = "share"
    MEAN = "mean"
    GATYS = "gatys"


def _layers(*named: tuple[str, float]) -> Mapping[str, float]:
    return dict(named)


@dataclass(frozen=True, slots=True)
class Params:
    """All settings except the images, validated on creation.

    Attributes:
        recipe: name of the recipe it comes from, for display.
        mode: transfer, texture (style only) or reconstruction (content only).
        sheet: make a sheet instead of one picture: of textures or reconstructions, one per layer depth; of a transfer,
            four drafts with other strengths and strokes, see `nst.drafts`.
        size: long side of the result in pixels, 16 to 4096. The result has the photo's shape and is never larger.
        steps: optimisation steps, summed over the scales, 1 to 5000.
        strength: from 0, which hardly changes the photo, to 1, where the style dominates.
        seed: seed of all random numbers. The same seed on the same processor gives the same picture; on a GPU, a
            similar one.
        colours: whose colours the result has.
        area: the part of the photo that is painted; the rest stays as it is. Textures and reconstructions ignore it.
        style_scale: size of the painting relative to the result, ¼ to 4. Larger values give larger strokes.
        mix: weights of several styles, in their order; equal if empty.
        optimizer, learning_rate: the optimiser and its rate. Adam's rate is in units of the 0–1 pixel range.
        init: the initial image.
        scales: number of sizes from coarse to fine; each doubles the previous one.
        content_layers, style_layers: weights by layer name.
        pooling: how VGG downsamples its feature maps.
        style_loss, normalization: how styles are compared, and what differences are divided by.
        content_weight, style_weight, tv_weight: weights of the three losses at strength ½.
        as_published: the optimiser as published: no averaged iterates, augmentations or learning rate decay.
        clip_every: clip pixels to 0–1 every so many steps; 0 clips only at the end.
    """

    recipe: str = "standard"
    mode: Mode = Mode.TRANSFER
    sheet: bool = False
    size: int = 512
    steps: int = 160
    strength: float = 0.5
    seed: int = 0
    colours: Colours = Colours.PAINTING
    area: Area = Area.EVERYWHERE
    style_scale: float = 1.0
    mix: tuple[float, ...] = ()
    optimizer: Optimizer = Optimizer.ADAM
    learning_rate: float = 0.03
    init: Init = Init.CONTENT
    scales: int = 3
    content_layers: Mapping[str, float] = field(default_factory=lambda: _layers(("relu4_1", 1.0)))
    style_layers: Mapping[str, float] = field(
        default_factory=lambda: _layers(*((f"relu{level}_1", 1.0) for level in range(1, 6)))
    )
    pooling: Pooling = Pooling.AVERAGE
    style_loss: StyleLoss = StyleLoss.MOMENTS
    normalization: LossNormalization = LossNormalization.SHARE
    content_weight: float = 1.0
    style_weight: float = 5.0
    tv_weight: float = 0.0
    as_published: bool = False
    clip_every: int = 1

    def __post_init__(self) -> None:
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            message = f"The size must be between {MIN_SIZE} and {MAX_SIZE} pixels."
            raise BadRequest(message, code="size-range", smallest=MIN_SIZE, largest=MAX_SIZE)
        _require(1 <= self.steps <= MAX_STEPS, f"The number of steps must be between 1 and {MAX_STEPS}.")
        _require(0 <= self.strength <= 1, "The strength must be between 0 and 1.")
        _require(0 <= self.seed < 2**63, "The seed must be a whole number from 0 up.")
        _require(1 <= self.scales <= 8, "The number of scales must be between 1 and 8.")
        _require(0 < self.learning_rate < math.inf, "The learning rate must be above 0.")
        _require(MIN_SCALE <= self.style_scale <= MAX_SCALE, "The style scale must be between ¼ and 4.")
        _require(self.clip_every >= 0, "Pixels are clipped every so many steps, 0 or more.")
        weights = [self.content_weight, self.style_weight, self.tv_weight, *self.mix]
        weights += [*self.content_layers.values(), *self.style_layers.values()]
        _require(all(0 <= w < math.inf for w in weights), "Weights must be 0 or more.")
        _require(not self.mix or sum(self.mix) > 0, "At least one style needs a weight above 0.")
        # Normalise, so that equal parameters compare equal however their layers are written.
        set_ = object.__setattr__
        for name, kind in _ENUMS.items():
            set_(self, name, choice(kind, getattr(self, name)))
        set_(self, "mix", tuple(float(w) for w in self.mix))
        set_(self, "content_layers", {canonical(k): float(v) for k, v in self.content_layers.items()})
        set_(self, "style_layers", {canonical(k): float(v) for k, v in self.style_layers.items()})

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; `from_dict` reads them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Params:
        """Read what `to_dict` wrote. Unknown keys of a newer version are ignored; missing keys take the default.

        Former names of parameters are read, too: see `current_name`.

        Raises:
            BadRequest: a value is out of range.
        """
        known = {f.name for f in fields(cls)}
        named = {current_name(key): value for key, value in data.items()}
        return cls(**{key: value for key, value in named.items() if key in known})


_ENUMS: Mapping[str, type[StrEnum]] = {
    "mode": Mode,
    "colours": Colours,
    "area": Area,
    "pooling": Pooling,
    "optimizer": Optimizer,
    "init": Init,
    "style_loss": StyleLoss,
    "normalization": LossNormalization,
}


def _require(condition: bool, message: str) -> None:  # noqa: FBT001
    if not condition:
        raise BadRequest(message)


def current_name(key: str) -> str:
    """The present name of a parameter that stored data and recipe lines may have under a former name."""
    return _FORMER.get(key, key)


def choice(kind: type[_E], value: str) -> _E:
    """Return the member of an enumeration with this value.

    Raises:
        BadRequest: no member has this value.
    """
    try:
        return kind(value)
    except ValueError:
        raise BadRequest(f"“{value}” is not known here.", hint=f"Choose from {', '.join(kind)}.") from None
