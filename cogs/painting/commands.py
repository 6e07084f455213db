"""/stylize: paint one picture in the style of another."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.painting.orders import Order, params_from, submit
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.options import (
    COLOUR_CHOICES,
    RECIPE_CHOICES,
    SHARED,
    LineOption,
    SeedOption,
    SizeOption,
    StrengthOption,
    StrokesOption,
    one_style,
)
from cogs.shared.style_option import StyleOption
from cogs.shared.texts import label
from nst.params import Mode


class Stylize(commands.Cog):
    """The command."""

    @app_commands.command(name="stylize", description=label("stylize-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(
        content=label("stylize-option-content"),
        strength=label("stylize-option-strength"),
        colours=label("stylize-option-colours"),
        recipe_string=label("stylize-option-recipe-string"),
        **SHARED,
    )
    @app_commands.choices(recipe=RECIPE_CHOICES, colours=COLOUR_CHOICES)
    async def stylize(
        self,
        interaction: discord.Interaction[Any],
        content: discord.Attachment,
        style: discord.Attachment | None = None,
        saved: StyleOption | None = None,
        strength: StrengthOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        colours: str | None = None,
        strokes: StrokesOption | None = None,
        seed: SeedOption | None = None,
        recipe_string: LineOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002  an option in Discord
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Have the content painted in the style."""
        async with answering(interaction):
            params = params_from(
                services_of(interaction),
                interaction.guild_id,
                recipe=recipe,
                line=recipe_string,
                strength=None if strength is None else strength / 100,
                size=size,
                colours=colours,
                style_scale=strokes,
                seed=seed,
                mode=Mode.TRANSFER,
                sheet=False,
            )
            order = Order(
                content=content, style=one_style(style, saved), params=params, private=private, spoiler=spoiler
            )
            await submit(interaction, order)
