"""The changes of the buttons Variation, Tune and Bigger, and the difference of two sets of parameters. Pure."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from bot.parameters.recipes import INSTANT, recipe
from nst.errors import UserError
from nst.params import MAX_SCALE, MIN_SCALE, Mode, Params

SIZES = (128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)
MAX_SEED = 999_999  # short enough to be read out
_NUDGE = (0.1, 0.2)  # of strength
_SCALES = (1 / 2**0.5, 2**0.5)  # of the strokes
_PICTURE = ("mode", "sheet", "colours", "mix", "area")  # what a picture is about, whatever the recipe
_TOLD = ("recipe", "strength", "size", "colours", "style_scale", "area")


class LargestAlready(UserError):
    """The picture has its largest size already."""


def new_seed(random: Random) -> int:
    """A random seed."""
    return random.randint(0, MAX_SEED)


def vary(params: Params, random: Random) -> Params:
    """Make a small visible change: a new seed, and slightly more or less style strength or stroke size."""
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
    """The next larger size up to the limit; None if there is none."""
    larger = next((step for step in SIZES if step > size), limit)
    return min(larger, limit) if limit > size else None


def bigger(params: Params, shown: int, limit: int) -> Params:
    """The parameters with the next larger size.

    Args:
        params: of the picture.
        shown: actual long side in pixels; a small photo makes it less than requested.
        limit: largest long side: the photo's, or the server's limit.

    Raises:
        LargestAlready: there is no larger size.
    """
    size = next_size(shown, limit)
    if size is None:
        raise LargestAlready(
            "This is the largest that I can paint it.",
            hint="It is as large as the picture that it was made from, or as large as pictures may be here.",
            code="largest-already",
        )
    return replace(params, size=size)


def proper(params: Params, recipe_name: str) -> Params:
    """The parameters of an instant picture for a usual recipe, in the chosen size; else it becomes no smaller."""
    kept: dict[str, Any] = {name: getattr(params, name) for name in ("strength", "style_scale", "seed")}
    chosen = params.size != recipe(INSTANT).size
    kept["size"] = params.size if chosen else max(params.size, recipe(recipe_name).size)
    return retuned(params, recipe_name=recipe_name, **kept)


def retuned(params: Params, *, recipe_name: str, **changes: Any) -> Params:  # noqa: ANN401  any field of Params
    """The parameters with another recipe (or the same one with its earlier changes) and other changes.

    Raises:
        BadRequest: there is no such recipe, or a value is out of range.
    """
    if recipe_name == params.recipe:
        return replace(params, **changes)
    kept: dict[str, Any] = {name: getattr(params, name) for name in _PICTURE}
    if params.mode is Mode.RECONSTRUCTION:  # its depth is what it is about
        kept["content_layers"] = params.content_layers
    return recipe(recipe_name, **kept | changes)


def difference(before: Params, after: Params) -> dict[str, list[Any]]:
    """The changes to show to the user: ``{"strength": [0.5, 0.62]}``. Seeds are always shown, so they are left out."""
    old, new = before.to_dict(), after.to_dict()
    return {key: [old[key], new[key]] for key in _TOLD if old[key] != new[key]}
