"""The styles that a command was given: pictures, styles by name, and their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.parameters.mixes import check_count, mix_of, read_weights
from bot.styles import mixes
from bot.styles.style import Style, StyleNotFound
from cogs.shared.style_option import library_of


@dataclass(frozen=True, slots=True)
class GivenStyles:
    """The styles of a command.

    Attributes:
        styles: pictures first, then saved styles.
        mix: their weights, for `nst.params.Params.mix`.
        wanted: the text that was given for a style, if there is no such style.
    """

    styles: tuple[discord.Attachment | Style, ...] = ()
    mix: tuple[float, ...] = ()
    wanted: str = ""


async def given_styles(
    interaction: discord.Interaction[Any],
    pictures: Sequence[discord.Attachment | None],
    saved: str | None,
    weights: str | None = None,
) -> GivenStyles:
    """The styles of a command. Waits for the database at most.

    Args:
        interaction: tells who asks, and where.
        pictures: of the options `style`, `style_2` and `style_3`.
        saved: a style by its name, or a written mixture.
        weights: of the pictures, as text; each has 1 if it is None.

    Raises:
        UserError: there are too many styles, the weights cannot be understood, or no style has that name.
    """
    given = [picture for picture in pictures if picture is not None]
    try:
        library, guild_id, user_id = library_of(interaction), interaction.guild_id, interaction.user.id
        shares = await mixes.find_mix(library, saved, guild_id, user_id) if saved else ()
    except StyleNotFound:
        if given:
            raise
        return GivenStyles(wanted=saved or "")
    check_count(len(given) + len(shares))
    parts = (1.0,) * len(given) if weights is None else read_weights(weights, len(given))
    styles: tuple[discord.Attachment | Style, ...] = (*given, *(share.style for share in shares))
    return GivenStyles(styles, mix_of([*parts, *(share.weight for share in shares)]))
