"""Named sets of parameters: `recipe("draft")`.

`draft`, `standard` and `fine` are ours; `gatys`, `imagetostyle` and `peluche` reproduce publications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nst.errors import BadRequest
from nst.params import Colours, Init, LossNormalization, Mode, Optimizer, Params, Pooling, StyleLoss, choice

# Shared by the published methods: one scale, plain optimisers, no colour control.
_PUBLISHED: Mapping[str, Any] = {"scales": 1, "colours": Colours.FREE, "as_published": True, "clip_every": 0}
_RECIPES: Mapping[str, Mapping[str, Any]] = {
    "draft": {"size": 384, "steps": 80, "scales": 2},
    "standard": {"size": 512, "steps": 160, "scales": 3},
    "fine": {"size": 768, "steps": 240, "scales": 4},
    # Gatys, Ecker & Bethge 2015, A Neural Algorithm of Artistic Style. Their α/β = 10⁻³ holds for features of pixels in
    # 0–255. Our pixels are divided by a deviation of 0.225, so our features are smaller by k = 255 × 0.225. The content
    # loss scales with k² and the style loss with k⁴, so β grows by k².
    "gatys": {
        **_PUBLISHED,
        "size": 512,
        "steps": 500,
        "init": Init.NOISE,
        "optimizer": Optimizer.LBFGS,
        "learning_rate": 1.0,
        "content_layers": {"relu4_2": 1.0},
        "style_loss": StyleLoss.GRAM,
        "normalization": LossNormalization.GATYS,
        "content_weight": 1.0,
        "style_weight": 1000.0 * (255 * 0.225) ** 2,
    },
    # Heather Ann Dye 2023, Neural Style Transfer (the program ImageToStyle).
    "imagetostyle": {
        **_PUBLISHED,
        "size": 256,
        "steps": 100,
        "pooling": Pooling.MAXIMUM,
        "learning_rate": 0.04,
        "content_layers": {"5": 1.0},
        "style_layers": {str(block): 1.0 for block in range(1, 6)},
        "style_loss": StyleLoss.GRAM,
        "normalization": LossNormalization.MEAN,
        "content_weight": 1000.0,
        "style_weight": 250.0,  # 50 for each of five layers: a weight is divided among the layers
    },
    # peluche 2023, Neural Style Transfer: ten epochs of L-BFGS with twenty iterations each, clipped after each epoch.
    "peluche": {
        **_PUBLISHED,
        "size": 512,
        "steps": 200,
        "pooling": Pooling.MAXIMUM,
        "optimizer": Optimizer.LBFGS,
        "learning_rate": 1.0,
        "clip_every": 20,
        "content_layers": {"28": 1.0},
        "style_layers": {str(index): 1.0 for index in (1, 6, 11, 20, 29)},
        "style_loss": StyleLoss.COSINE,
        "normalization": LossNormalization.MEAN,
        "content_weight": 1.0,
        # 1 for each of five layers, with pixels in 0–1. Ours are divided by a deviation of 0.225, which scales the
        # content loss by 1 / 0.225² and does not change channels of unit norm.
        "style_weight": 5.0 / 0.225**2,
    },
}
RECIPES: tuple[str, ...] = tuple(_RECIPES)


# Changes to a recipe for the modes that lack a picture. A reconstruction shows what one layer represents at one size;
# coarse to fine would add information from other sizes.
_MODES: Mapping[Mode, Mapping[str, Any]] = {
    Mode.TRANSFER: {},
    Mode.TEXTURE: {"init": Init.NOISE},
    Mode.RECONSTRUCTION: {"init": Init.NOISE, "scales": 1, "tv_weight": 0.02},
}
_RATE_FROM_NOISE = 0.05  # for our recipes: a run from noise has further to go than one from a photo


def recipe(name: str = "standard", **changes: Any) -> Params:  # noqa: ANN401  any field of Params
    """Return the parameters of a named recipe with changes; a change of None keeps the recipe's value.

    Raises:
        BadRequest: the recipe does not exist, or a value is out of range.
    """
    if name not in _RECIPES:
        raise BadRequest(f"There is no recipe “{name}”.", hint=f"Choose from {', '.join(RECIPES)}.")
    params = Params(recipe=name, **_RECIPES[name])
    chosen = choice(Mode, changes.get("mode") or Mode.TRANSFER)
    mode = dict(_MODES[chosen])
    if mode and not params.as_published:
        mode["learning_rate"] = _RATE_FROM_NOISE
        if chosen is Mode.RECONSTRUCTION or changes.get("sheet"):  # one size only; or steps divided among panels
            mode["steps"] = 2 * params.steps
    return replace(params, **{**mode, **{k: v for k, v in changes.items() if v is not None}})
