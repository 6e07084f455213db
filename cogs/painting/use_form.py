"""The form of the Use again button: another photo, painted like a picture of before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.parameters.variations import new_seed
from cogs.painting.orders import RANDOM, paint_another
from cogs.painting.titles import plain_title
from cogs.shared.forms import CorrectableForm, labelled
from cogs.shared.job_access import own_job
from cogs.shared.texts import Language, localized


class UseForm(CorrectableForm):
    """Asks for a photo. Style and settings are those of the picture."""

    template = re.compile(r"use:(?P<job_id>[0-9a-f]{1,32})")

    def __init__(self, job_id: str, locale: Language = None, told: str = "") -> None:
        self._job_id = job_id
        self._photo: ui.FileUpload[Any] = ui.FileUpload(custom_id="photo", max_values=1)
        photo = labelled(localized("stylize-use-photo", locale), self._photo, told or None)
        super().__init__(localized("stylize-use-title", locale), f"use:{job_id}", photo)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["job_id"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`. It tells what the photo will be painted like."""
        job, locale = await own_job(interaction, match["job_id"]), interaction.locale
        return cls(job.id, locale, localized("stylize-use-like", locale, title=plain_title(job, locale)))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the photo."""
        job = await own_job(interaction, self._job_id)
        params = replace(job.params, seed=new_seed(RANDOM))
        await paint_another(interaction, job, self._photo.values[0], params)
