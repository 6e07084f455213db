"""The form of the Tune button: change the parameters of a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.jobs.job import Job
from bot.parameters.codes import MAX_LENGTH, VERSION, read_bounded
from bot.parameters.variations import MAX_SEED, retuned
from cogs.painting.orders import ask_again
from cogs.shared.formats import number
from cogs.shared.forms import Form, choice, first, labelled
from cogs.shared.job_access import visible_job
from cogs.shared.texts import Language, localized, user_error
from nst.params import MAX_SCALE, MIN_SCALE, Colours, Params

_NUMBERS = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*(?:/\s*(\d+(?:[.,]\d+)?)\s*)?")


class TuneForm(Form):
    """The form. A blank one has no texts and no choices."""

    template = re.compile(r"tune:(?P<job_id>[0-9a-f]{1,32})")

    def __init__(
        self, job_id: str, locale: Language = None, recipes: Sequence[str] = (), params: Params | None = None
    ) -> None:
        now = params or Params()
        colours = [(colour.value, localized(f"stylize-colours-{colour}", locale)) for colour in Colours]
        self._job_id = job_id
        self._look: ui.TextInput[Any] = ui.TextInput(
            custom_id="look",
            default=f"{number(locale, round(100 * now.strength))} / {number(locale, now.style_scale)}",
            max_length=20,
        )
        self._recipe = choice(
            "recipe", [(name, name) for name in dict.fromkeys([now.recipe, *recipes])], chosen=now.recipe
        )
        self._size: ui.TextInput[Any] = ui.TextInput(custom_id="size", default=str(now.size), max_length=5)
        self._colours = choice("colours", colours, chosen=now.colours)
        self._seed: ui.TextInput[Any] = ui.TextInput(custom_id="seed", default=str(now.seed), max_length=MAX_LENGTH)
        super().__init__(
            localized("stylize-tune-title", locale),
            f"tune:{job_id}",
            labelled(localized("stylize-tune-look", locale), self._look, localized("stylize-tune-look-help", locale)),
            labelled(localized("stylize-tune-recipe", locale), self._recipe),
            labelled(localized("stylize-tune-size", locale), self._size, localized("stylize-tune-size-help", locale)),
            labelled(localized("stylize-tune-colours", locale), self._colours),
            labelled(localized("stylize-tune-seed", locale), self._seed, localized("stylize-tune-seed-help", locale)),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"])

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the picture with the entered parameters."""
        job = await visible_job(interaction, self._job_id)
        await ask_again(interaction, job, self._entered(job.params))

    def _entered(self, params: Params) -> Params:
        if self._seed.value.strip().strip("`").upper().startswith(VERSION):
            # A line has everything except the mode and the pictures; those are this job's.
            return replace(read_bounded(self._seed.value), mode=params.mode, sheet=params.sheet)
        strength, scale = read_look(self._look.value)
        return retuned(
            params,
            recipe_name=first(self._recipe) or params.recipe,
            strength=strength,
            style_scale=params.style_scale if scale is None else scale,
            size=_whole("size", self._size.value),
            colours=Colours(first(self._colours) or params.colours),
            seed=_whole("seed", self._seed.value),
        )


def tune_form(job: Job, recipes: Sequence[str], locale: Language) -> TuneForm:
    """The form, filled with a job's parameters."""
    return TuneForm(job.id, locale, recipes, job.params)


def read_look(text: str) -> tuple[float, float | None]:
    """Strength, from 0 to 1, and the size of the strokes if given: “62 / 1.5”.

    Raises:
        UserError: the text has another form, or a value is out of range.
    """
    match = _NUMBERS.fullmatch(text)
    if match is None or float(match[1].replace(",", ".")) > 100:
        raise user_error("unclear-strength")
    scale = None if match[2] is None else float(match[2].replace(",", "."))
    if scale is not None and not MIN_SCALE <= scale <= MAX_SCALE:
        raise user_error("unclear-strokes")
    return round(float(match[1].replace(",", ".")) / 100, 4), scale


def _whole(name: str, text: str) -> int:
    digits = re.sub(r"[\s.,’]|px", "", text)
    if not digits.isdecimal() or len(digits) > 18:
        raise user_error(f"unclear-{name}", limit=MAX_SEED)
    return int(digits)
