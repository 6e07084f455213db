"""The changes behind the buttons Variation, Tune and Bigger, and how two sets of parameters differ. Pure."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from nst.errors import UserError
from nst.params import MAX_SCALE, MIN_SCALE, Mode, Params
from nst.recipes import recipe

SIZES = (128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)
MAX_SEED = 999_999  # short enough to be read out
_NUDGE = (0.1, 0.2)  # of strength
_SCALES = (1 / 2**0.5, 2**0.5)  # of the strokes
_TOLD = ("recipe", "strength", "size", "colours", "style_scale")


class LargestAlready(UserError):
    """There is no larger size of that picture."""


def new_seed(random: Random) -> int:
    """A seed for another picture."""
    return random.randint(0, MAX_SEED)


def vary(params: Params, random: Random) -> Params:
    """The same with a small change that one can see: a new seed, and a little more or less of the style or its size."""
    changes: dict[str, Any] = {"seed": new_seed(random)}
    if params.mode is Mode.TRANSFER:
        nudge = random.uniform(*_NUDGE) * random.choice((-1, 1))
        strength = params.strength + nudge
        if not 0 <= strength <= 1:
            strength = params.strength - nudge
        changes["strength"] = round(strength, 2)
    if params.mode is not Mode.RECONSTRUCTION and random.random() < 0.5:
        scale = params.style_scale * random.choice(_SCALES)
        if MIN_SCALE <= scale <= MAX_SCALE:
            changes["style_scale"] = round(scale, 2)
    return replace(params, **changes)


def next_size(size: int, limit: int) -> int | None:
    """The next larger size, at most the limit; None when there is none."""
    larger = next((step for step in SIZES if step > size), limit)
    return min(larger, limit) if limit > size else None


def bigger(params: Params, shown: int, limit: int) -> Params:
    """The same at the next larger size.

    Args:
        params: of the picture.
        shown: its long side in pixels, which is less than asked for when the photo was smaller.
        limit: of the long side there: the photo's own, or what the server allows.

    Raises:
        LargestAlready: it is as large as it can be.
    """
    size = next_size(shown, limit)
    if size is None:
        raise LargestAlready(
            "This is the largest that I can paint it.",
            hint="It is as large as the picture that it was made from, or as large as pictures may be here.",
            code="largest-already",
        )
    return replace(params, size=size)


def retuned(params: Params, *, recipe_name: str, **changes: Any) -> Params:  # noqa: ANN401  any field of Params
    """The same with another recipe (or its own one, as it was changed before) and other changes.

    Raises:
        BadRequest: there is no such recipe, or a value is out of range.
    """
    if recipe_name == params.recipe:
        return replace(params, **changes)
    kept: dict[str, Any] = {"mode": params.mode, "sheet": params.sheet, "colours": params.colours}
    if params.mode is Mode.RECONSTRUCTION:  # its depth is what it is about
        kept["content_layers"] = params.content_layers
    return recipe(recipe_name, **kept | changes)


def difference(before: Params, after: Params) -> dict[str, list[Any]]:
    """What a person would want to be told of the change: ``{"strength": [0.5, 0.62]}``. Seeds are told anyway."""
    old, new = before.to_dict(), after.to_dict()
    return {key: [old[key], new[key]] for key in _TOLD if old[key] != new[key]}
