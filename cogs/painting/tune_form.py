"""The forms that change the parameters of a picture: of the Tune button, and of the Recipe button below its details."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.parameters.codes import MAX_LENGTH, read_bounded, write_recipe
from bot.parameters.variations import MAX_SEED, retuned
from cogs.painting.look_fields import LookFields
from cogs.painting.orders import ask_again
from cogs.shared.forms import CorrectableForm, choice, first, labelled
from cogs.shared.interactions import services_of
from cogs.shared.job_access import visible_job
from cogs.shared.texts import Language, localized, user_error
from nst.params import Params


class TuneForm(CorrectableForm):
    """Asks for the parameters that people change most."""

    template = re.compile(r"tune:(?P<job_id>[0-9a-f]{1,32})")

    def __init__(
        self, job_id: str, locale: Language = None, recipes: Sequence[str] = (), params: Params | None = None
    ) -> None:
        now = params or Params()
        self._job_id = job_id
        self._look = LookFields(locale, now)
        self._recipe = choice(
            "recipe", [(name, name) for name in dict.fromkeys([now.recipe, *recipes])], chosen=now.recipe
        )
        self._size: ui.TextInput[Any] = ui.TextInput(custom_id="size", default=str(now.size), max_length=5)
        super().__init__(
            localized("stylize-tune-title", locale),
            f"tune:{job_id}",
            self._look.strength,
            self._look.strokes,
            labelled(localized("stylize-tune-recipe", locale), self._recipe),
            labelled(localized("stylize-tune-size", locale), self._size, localized("stylize-tune-size-help", locale)),
            self._look.colours,
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        job = await visible_job(interaction, match["job_id"])
        recipes = services_of(interaction).gate.recipes(interaction.guild_id)
        return cls(job.id, interaction.locale, recipes, job.params)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the picture with the entered parameters."""
        job = await visible_job(interaction, self._job_id)
        now = job.params
        kept = {"strength": now.strength, "style_scale": now.style_scale, "seed": now.seed}
        look = kept | self._look.entered()
        size = _whole("size", self._size.value)
        params = retuned(now, recipe_name=first(self._recipe) or now.recipe, size=size, **look)
        await ask_again(interaction, job, params, seen_by_one=self.seen_by_one(interaction))


class RecipeForm(CorrectableForm):
    """Asks for a whole recipe as a line of text, or for another seed."""

    template = re.compile(r"recipe:(?P<job_id>[0-9a-f]{1,32})")

    def __init__(self, job_id: str, locale: Language = None, params: Params | None = None) -> None:
        self._job_id = job_id
        self._line: ui.TextInput[Any] = ui.TextInput(
            custom_id="line",
            default=write_recipe(params or Params()),
            max_length=MAX_LENGTH,
            style=discord.TextStyle.paragraph,
        )
        self._seed: ui.TextInput[Any] = ui.TextInput(custom_id="seed", required=False, max_length=20)
        super().__init__(
            localized("stylize-recipe-title", locale),
            f"recipe:{job_id}",
            labelled(
                localized("stylize-recipe-line", locale), self._line, localized("stylize-recipe-line-help", locale)
            ),
            labelled(
                localized("stylize-recipe-seed", locale), self._seed, localized("stylize-recipe-seed-help", locale)
            ),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        job = await visible_job(interaction, match["job_id"])
        return cls(job.id, interaction.locale, job.params)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the job's pictures after the entered recipe."""
        job = await visible_job(interaction, self._job_id)
        # A line has everything except the mode and the pictures; those are this job's.
        params = replace(read_bounded(self._line.value), mode=job.params.mode, sheet=job.params.sheet)
        if self._seed.value.strip():
            params = replace(params, seed=_whole("seed", self._seed.value))
        await ask_again(interaction, job, params, seen_by_one=self.seen_by_one(interaction))


def _whole(name: str, text: str) -> int:
    digits = re.sub(r"[\s.,’]|px", "", text)
    if not digits.isdecimal() or len(digits) > 18:
        raise user_error(f"unclear-{name}", limit=MAX_SEED)
    return int(digits)
