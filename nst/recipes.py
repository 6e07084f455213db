"""Named sets of parameters: `recipe("draft")`.

`draft`, `standard` and `fine` are ours; `gatys`, `imagetostyle` and `peluche` follow their publications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nst.errors import BadRequest
from nst.params import Colours, Init, LossNormalization, Mode, Optimizer, Params, Pooling, StyleLoss, choice

# What the published methods share: one scale, their optimisers as they are, and no thought of colours.
_PUBLISHED: Mapping[str, Any] = {"scales": 1, "colours": Colours.FREE, "plain": True, "clip_every": 0}
_RECIPES: Mapping[str, Mapping[str, Any]] = {
    "draft": {"size": 384, "steps": 80, "scales": 2},
    "standard": {"size": 512, "steps": 160, "scales": 3},
    "fine": {"size": 768, "steps": 240, "scales": 4},
    # Gatys, Ecker & Bethge 2015, A Neural Algorithm of Artistic Style. Their α/β = 10⁻³ is of features of pixels in
    # 0–255. Ours are of pixels over a deviation of 0.225, so they are k = 255 × 0.225 times smaller, and as content
    # goes with k² and style with k⁴, β is larger by k².
    "gatys": {
        **_PUBLISHED,
        "size": 512,
        "steps": 500,
        "start": Init.NOISE,
        "optimizer": Optimizer.LBFGS,
        "learning_rate": 1.0,
        "content_layers": {"relu4_2": 1.0},
        "style_loss": StyleLoss.GRAM,
        "formula": LossNormalization.GATYS,
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
        "formula": LossNormalization.MEAN,
        "content_weight": 1000.0,
        "style_weight": 250.0,  # 50 for each of five layers: weights are shared out among layers
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
        "formula": LossNormalization.MEAN,
        "content_weight": 1.0,
        # 1 for each of five layers, where pixels are in 0–1. Ours are divided by a deviation of 0.225, which makes the
        # content's difference larger by 1 / 0.225² and leaves channels of unit norm as they are.
        "style_weight": 5.0 / 0.225**2,
    },
}
RECIPES: tuple[str, ...] = tuple(_RECIPES)


# What the modes without one of the pictures change in a recipe. A reconstruction shows what one layer knows at one
# size: from coarse to fine it would know more.
_MODES: Mapping[Mode, Mapping[str, Any]] = {
    Mode.TRANSFER: {},
    Mode.TEXTURE: {"start": Init.NOISE},
    Mode.RECONSTRUCTION: {"start": Init.NOISE, "scales": 1, "tv_weight": 0.02},
}
_RATE_FROM_NOISE = 0.05  # of our recipes: from noise there is further to go than from a photo


def recipe(name: str = "standard", **changes: Any) -> Params:  # noqa: ANN401  any field of Params
    """The parameters of a named recipe, with changes; a change of None means the recipe's own value.

    Raises:
        BadRequest: there is no such recipe, or a value is out of range.
    """
    if name not in _RECIPES:
        raise BadRequest(f"There is no recipe “{name}”.", hint=f"Choose from {', '.join(RECIPES)}.")
    params = Params(recipe=name, **_RECIPES[name])
    chosen = choice(Mode, changes.get("mode") or Mode.TRANSFER)
    mode = dict(_MODES[chosen])
    if mode and not params.plain:
        mode["learning_rate"] = _RATE_FROM_NOISE
        if chosen is Mode.RECONSTRUCTION or changes.get("sheet"):  # has one size; shares its steps among panels
            mode["steps"] = 2 * params.steps
    return replace(params, **{**mode, **{k: v for k, v in changes.items() if v is not None}})
