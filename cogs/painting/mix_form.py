"""The form behind “Mix in…”: one more style for a finished picture, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.jobs.job import Job
from bot.parameters.mixes import check_count, mixed_in
from bot.styles.style import Style
from cogs.painting.orders import ask_again
from cogs.shared.forms import CorrectableForm, choice, first, labelled
from cogs.shared.interactions import services_of
from cogs.shared.job_access import visible_job
from cogs.shared.options import MOST_CHOICES
from cogs.shared.style_option import shown_choice
from cogs.shared.texts import Language, localized, user_error

_SHARES = (0.25, 0.5, 0.75)


class MixForm(CorrectableForm):
    """Asks for a style, by its name or as a picture, and for its share."""

    template = re.compile(r"mix:(?P<job_id>[0-9a-f]{1,32})")

    def __init__(self, job_id: str, locale: Language = None, styles: Sequence[Style] = ()) -> None:
        self._job_id = job_id
        self._saved = choice("saved", [(style.ref, shown_choice(style, locale)) for style in styles], required=False)
        self._upload: ui.FileUpload[Any] = ui.FileUpload(custom_id="upload", required=False, max_values=1)
        shares = [(str(share), localized(f"stylize-mix-{share * 100:.0f}", locale)) for share in _SHARES]
        self._share = choice("share", shares, chosen=str(_SHARES[1]))
        super().__init__(
            localized("stylize-mix-title", locale),
            f"mix:{job_id}",
            labelled(localized("stylize-menu-saved", locale), self._saved),
            labelled(
                localized("stylize-menu-upload", locale), self._upload, localized("stylize-mix-upload-help", locale)
            ),
            labelled(localized("stylize-mix-share", locale), self._share),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `CorrectableForm`."""
        return cls(match["job_id"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `CorrectableForm`."""
        job = await _mixable(interaction, match["job_id"])
        styles = await services_of(interaction).styles.search(
            "", interaction.guild_id, interaction.user.id, MOST_CHOICES
        )
        return cls(job.id, interaction.locale, styles)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the picture again with one more style."""
        job = await _mixable(interaction, self._job_id)
        upload, saved = next(iter(self._upload.values), None), first(self._saved)
        if upload is not None and saved is not None:
            raise user_error("two-styles-in-form")
        style = saved if upload is None else upload
        if style is None:
            raise user_error("no-style-in-form")
        if upload is not None:
            services_of(interaction).intake.check("style", upload)
        mix = mixed_in(job.params.mix, len(job.styles), float(first(self._share) or _SHARES[1]))
        alone = self.seen_by_one(interaction)
        await ask_again(interaction, job, replace(job.params, mix=mix), mix_in=style, seen_by_one=alone)


async def _mixable(interaction: discord.Interaction[Any], job_id: str) -> Job:
    """The job, if it has room for another style.

    Raises:
        UserError: it has not, or it is not for this person.
    """
    job = await visible_job(interaction, job_id)
    if not job.styles:
        raise user_error("no-style-to-mix")
    check_count(len(job.styles) + 1)
    return job
