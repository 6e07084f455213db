"""The recipes that people choose from: those of the engine, and ``instant``, which paints with learned styles."""

from __future__ import annotations

from typing import Any

from nst import recipes
from nst.params import Mode, Params

INSTANT = "instant"
RECIPES: tuple[str, ...] = (*recipes.RECIPES, INSTANT)
_INSTANT_SIZE = 768  # pixels; a network takes tenths of a second for it


def recipe(name: str, **changes: Any) -> Params:  # noqa: ANN401  any field of Params
    """The parameters of a recipe, with changes.

    An instant picture has no use for most parameters: what counts is strength, strokes, colours, size, part of the
    photo and mixture.

    Raises:
        BadRequest: there is no such recipe, or a value is out of range.
    """
    if name == INSTANT:
        usual: dict[str, Any] = {"recipe": INSTANT, "size": _INSTANT_SIZE, "steps": 1, "scales": 1}
        return Params(**usual | changes)
    return recipes.recipe(name, **changes)


def is_instant(params: Params) -> bool:
    """Whether a picture is painted by networks that have learned its styles."""
    return params.recipe == INSTANT and params.mode is Mode.TRANSFER and not params.sheet
