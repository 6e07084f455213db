"""Mixtures of styles: their weights, and how people write them: ``mosaic 2, comic 1``. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nst.errors import BadRequest

MAX_STYLES = 3  # of one picture; each has a column in the database
MAX_WEIGHT = 100.0
# “mosaic 2”, “mosaic: 2”, “mosaic x2”, “mosaic 70 %”; without a sign or a space before it, a number is in the name.
_WEIGHTED = re.compile(r"(?P<name>.*?\S)(?:\s*[:=×*]\s*|\s+x?)(?P<weight>\d{1,6}(?:[.]\d{1,6})?)\s*%?")
_NUMBER = re.compile(r"\d{1,6}(?:[.]\d{1,6})?")


def parts_of(text: str) -> list[str]:
    """The parts of a written mixture, which commas, semicolons or plus signs that stand alone divide.

    Raises:
        BadRequest: there are more than `MAX_STYLES`.
    """
    parts = [part.strip() for part in re.split(r"[,;]|\s\+\s", text) if part.strip()]
    check_count(len(parts))
    return parts


def split_weight(part: str) -> tuple[str, float]:
    """The name in a part of a mixture, and the weight after it; 1 if there is none.

    Raises:
        BadRequest: the weight is 0 or above `MAX_WEIGHT`.
    """
    match = _WEIGHTED.fullmatch(part.strip())
    return (part.strip(), 1.0) if match is None else (match["name"], _checked(float(match["weight"])))


def read_weights(text: str, count: int) -> tuple[float, ...]:
    """The weights in a text such as ``2, 1``: one for each of `count` pictures.

    Raises:
        BadRequest: there are more or fewer, or one is no number or out of range.
    """
    parts = re.split(r"[\s,;:/]+", text.strip())
    if len(parts) != count or not all(map(_NUMBER.fullmatch, parts)):
        raise BadRequest(
            "I do not understand these weights.",
            hint=f"Write a number for each picture, {count} in all, such as 2, 1.",
            code="unclear-weights",
            count=count,
        )
    return tuple(_checked(float(part)) for part in parts)


def mix_of(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights for `nst.params.Params.mix`: none for one style, or for equal weights."""
    return () if len(set(weights)) <= 1 else tuple(weights)


def mixed_in(mix: Sequence[float], count: int, share: float) -> tuple[float, ...]:
    """The weights after one more style is mixed in; they sum to 1.

    Args:
        mix: the weights before, empty if they were equal.
        count: the number of styles before.
        share: of the new style, between 0 and 1.

    Raises:
        BadRequest: there is no room for another style.
    """
    check_count(count + 1)
    weights = tuple(mix) or (1.0,) * count
    return (*(round((1 - share) * weight / sum(weights), 4) for weight in weights), share)


def check_count(count: int) -> None:
    """Check that a picture may have so many styles.

    Raises:
        BadRequest: it may not.
    """
    if count > MAX_STYLES:
        raise BadRequest(f"I mix at most {MAX_STYLES} styles.", code="too-many-styles", limit=MAX_STYLES)


def _checked(weight: float) -> float:
    if not 0 < weight <= MAX_WEIGHT:
        raise BadRequest(
            f"A weight is above 0 and at most {MAX_WEIGHT:.0f}.",
            hint="Write “mosaic 2, comic 1”, for example.",
            code="weight-range",
            limit=round(MAX_WEIGHT),
        )
    return weight
