"""Neural style transfer: paint one picture in the style of another.

>>> from nst import images, load_encoder, recipe, stylize
>>> photo, painting = images.load(Path("photo.jpg")), images.load(Path("painting.jpg"))
>>> for progress in stylize(photo, painting, recipe("draft"), encoder=load_encoder("pocket")):
...     print(progress.step, progress.losses.total)
>>> images.save(progress.result.image, Path("out.png"))

Importing the package does not import torch. The first run imports it, or the first use of `load_encoder`, `Encoder`,
`Style` or `StyleCache`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from nst.api import stylize
from nst.errors import BadImage, BadRequest, EngineFailure, OutOfResources, UserError, WeightsUnavailable
from nst.params import ENCODERS, Colours, Init, LossNormalization, Mode, Optimizer, Params, Pooling, StyleLoss
from nst.progress import Losses, Progress, Result
from nst.recipes import RECIPES, recipe

if TYPE_CHECKING:
    from nst.inputs.pictures import Style
    from nst.networks.encoders import Encoder
    from nst.networks.weights import load_encoder
    from nst.objective.objective import StyleCache

__all__ = [
    "ENCODERS",
    "RECIPES",
    "BadImage",
    "BadRequest",
    "Colours",
    "Encoder",
    "EngineFailure",
    "Init",
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
    "load_encoder",
    "recipe",
    "stylize",
]

# These names live in modules that import torch, which takes seconds. They are imported at first use.
_LAZY = {
    "Encoder": "nst.networks.encoders",
    "Style": "nst.inputs.pictures",
    "StyleCache": "nst.objective.objective",
    "load_encoder": "nst.networks.weights",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  any public name
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
