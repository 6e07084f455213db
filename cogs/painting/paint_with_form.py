"""The form behind “Paint with this”, the button of a style: it asks for a photo."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from cogs.painting.look_fields import LookFields
from cogs.painting.orders import Order, params_from
from cogs.painting.submission import submit
from cogs.shared.forms import CorrectableForm, labelled
from cogs.shared.interactions import services_of
from cogs.shared.style_option import library_of, shown_name
from cogs.shared.texts import Language, localized


class PaintWithForm(CorrectableForm):
    """Asks for a photo to paint in a style.

    Args:
        ref: a `bot.styles.style.Style.ref`.
        locale: of the texts.
        name: of the style.
    """

    template = re.compile(r"with:(?P<ref>[^|]{1,70})")

    def __init__(self, ref: str, locale: Language = None, name: str = "") -> None:
        self._ref = ref
        self._photo: ui.FileUpload[Any] = ui.FileUpload(custom_id="photo", max_values=1)
        self._look = LookFields(locale)
        super().__init__(
            localized("stylize-with-title", locale, name=name),
            f"with:{ref}",
            labelled(localized("stylize-with-photo", locale), self._photo),
            self._look.strength,
            self._look.strokes,
            self._look.colours,
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["ref"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        style = await library_of(interaction).find(match["ref"], interaction.guild_id, interaction.user.id)
        return cls(match["ref"], interaction.locale, shown_name(style, interaction.locale))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the photo."""
        params = params_from(services_of(interaction), interaction.guild_id, **self._look.entered())
        await submit(
            interaction, Order(content=self._photo.values[0], style=self._ref, params=params, recipe_named=False)
        )
