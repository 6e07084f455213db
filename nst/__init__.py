"""Neural style transfer: paint one picture in the style of another.

>>> from nst import images, load_encoder, recipe, stylize
>>> photo, painting = images.load(Path("photo.jpg")), images.load(Path("painting.jpg"))
>>> for progress in stylize(photo, painting, recipe("draft"), encoder=load_encoder("pocket")):
...     print(progress.step, progress.losses.total)
>>> images.save(progress.result.image, Path("out.png"))

A network can learn a painting once (`learn`), and then paints in its style in one pass (`paint`), also
whole animations (`animate`).

Importing the package does not import torch. The first run imports it, or the first use of another name that needs it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from nst.api import compare_styles, stylize
from nst.errors import BadImage, BadRequest, BadStyle, EngineFailure, OutOfResources, UserError, WeightsUnavailable
from nst.instant.params import InstantParams, LearningParams
from nst.instant.progress import LearningLosses, LearningProgress
from nst.params import ENCODERS, Area, Colours, Init, LossNormalization, Mode, Optimizer, Params, Pooling, StyleLoss
from nst.progress import Losses, Progress, Result
from nst.recipes import RECIPES, recipe

if TYPE_CHECKING:
    from nst.inputs.pictures import Style
    from nst.instant.digests import painting_digest
    from nst.instant.learning import learn
    from nst.instant.painting import paint
    from nst.instant.style import InstantStyle, decode_style, encode_style, load_style
    from nst.motion.painting import AnimationProgress, animate
    from nst.motion.reading import Clip, ClipLimits, load_clip, read_clip
    from nst.motion.writing import Written, write_clip
    from nst.networks.encoders import Encoder
    from nst.networks.weights import load_encoder
    from nst.objective.objective import StyleCache

__all__ = [
    "ENCODERS",
    "RECIPES",
    "AnimationProgress",
    "Area",
    "BadImage",
    "BadRequest",
    "BadStyle",
    "Clip",
    "ClipLimits",
    "Colours",
    "Encoder",
    "EngineFailure",
    "Init",
    "InstantParams",
    "InstantStyle",
    "LearningLosses",
    "LearningParams",
    "LearningProgress",
    "LossNormalization",
    "Losses",
    "Mode",
    "Optimizer",
    "OutOfResources",
    "Params",
    "Pooling",
    "Progress",
    "Result",
    "Style",
    "StyleCache",
    "StyleLoss",
    "UserError",
    "WeightsUnavailable",
    "Written",
    "animate",
    "compare_styles",
    "decode_style",
    "encode_style",
    "learn",
    "load_clip",
    "load_encoder",
    "load_style",
    "paint",
    "painting_digest",
    "read_clip",
    "recipe",
    "stylize",
    "write_clip",
]

# These names live in modules that import torch, which takes seconds, or numpy. They are imported at first use.
_LAZY = {
    "AnimationProgress": "nst.motion.painting",
    "Clip": "nst.motion.reading",
    "ClipLimits": "nst.motion.reading",
    "Encoder": "nst.networks.encoders",
    "InstantStyle": "nst.instant.style",
    "Style": "nst.inputs.pictures",
    "StyleCache": "nst.objective.objective",
    "Written": "nst.motion.writing",
    "animate": "nst.motion.painting",
    "decode_style": "nst.instant.style",
    "encode_style": "nst.instant.style",
    "learn": "nst.instant.learning",
    "load_clip": "nst.motion.reading",
    "load_encoder": "nst.networks.weights",
    "load_style": "nst.instant.style",
    "paint": "nst.instant.painting",
    "painting_digest": "nst.instant.digests",
    "read_clip": "nst.motion.reading",
    "write_clip": "nst.motion.writing",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  any public name
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
