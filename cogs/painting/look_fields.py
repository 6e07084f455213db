"""The fields of forms that ask how a picture shall look: strength, size of the strokes, colours."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from cogs.shared.formats import number
from cogs.shared.forms import choice, first, labelled
from cogs.shared.texts import Language, localized, user_error
from nst.params import MAX_SCALE, MIN_SCALE, Colours, Params

_NUMBER = re.compile(r"\s*[×x]?\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*%?\s*")


class LookFields:
    """The fields.

    Args:
        locale: of the labels.
        params: what the fields show.
    """

    def __init__(self, locale: Language = None, params: Params | None = None) -> None:
        shown = params or Params()
        self._strength: ui.TextInput[Any] = ui.TextInput(
            custom_id="strength", default=number(locale, round(100 * shown.strength)), required=False, max_length=20
        )
        self._strokes: ui.TextInput[Any] = ui.TextInput(
            custom_id="strokes", default=number(locale, shown.style_scale), required=False, max_length=20
        )
        colours = [(colour.value, localized(f"stylize-choice-{colour}", locale)) for colour in Colours]
        self._colours = choice("colours", colours, chosen=shown.colours)
        self.strength = labelled(
            localized("stylize-form-strength", locale), self._strength, localized("stylize-form-strength-help", locale)
        )
        self.strokes = labelled(
            localized("stylize-form-strokes", locale), self._strokes, localized("stylize-form-strokes-help", locale)
        )
        self.colours = labelled(localized("stylize-form-colours", locale), self._colours)

    def entered(self) -> dict[str, Any]:
        """The changes of parameters that were entered. What was left empty is missing.

        Raises:
            UserError: a field cannot be understood, or its value is out of range.
        """
        given: dict[str, Any] = {}
        if self._strength.value.strip():
            given["strength"] = round(_read("strength", self._strength.value, 0, 100) / 100, 4)
        if self._strokes.value.strip():
            given["style_scale"] = _read("strokes", self._strokes.value, MIN_SCALE, MAX_SCALE)
        if chosen := first(self._colours):
            given["colours"] = Colours(chosen)
        return given


def _read(name: str, text: str, least: float, most: float) -> float:
    match = _NUMBER.fullmatch(text)
    value = None if match is None else float(match[1].replace(",", "."))
    if value is None or not least <= value <= most:
        raise user_error(f"unclear-{name}")
    return value
