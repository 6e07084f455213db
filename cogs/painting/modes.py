"""/texture, /reconstruct and /layers: what the network sees in one picture alone."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.painting.orders import Order, params_from, submit
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.options import RECIPE_CHOICES, SHARED, SeedOption, SizeOption, StrokesOption, one_style
from cogs.shared.style_option import StyleOption
from cogs.shared.texts import label
from nst.params import Mode

_LAYERS = tuple(f"relu{block}_1" for block in range(1, 6))
_DEPTHS = [
    app_commands.Choice(name=label("stylize-depth-1"), value=_LAYERS[0]),
    app_commands.Choice(name=label("stylize-depth-2"), value=_LAYERS[1]),
    app_commands.Choice(name=label("stylize-depth-3"), value=_LAYERS[2]),
    app_commands.Choice(name=label("stylize-depth-4"), value=_LAYERS[3]),
    app_commands.Choice(name=label("stylize-depth-5"), value=_LAYERS[4]),
]
_SHEETS = [
    app_commands.Choice(name=label("stylize-sheet-texture"), value=Mode.TEXTURE.value),
    app_commands.Choice(name=label("stylize-sheet-reconstruction"), value=Mode.RECONSTRUCTION.value),
]


def _described(*names: str) -> dict[str, app_commands.locale_str]:
    return {name: SHARED[name] for name in (*names, "recipe", "size", "seed", "private", "spoiler")}


class Modes(commands.Cog):
    """The commands."""

    @app_commands.command(name="texture", description=label("stylize-texture-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(**_described("style", "saved", "strokes"))
    @app_commands.choices(recipe=RECIPE_CHOICES)
    async def texture(
        self,
        interaction: discord.Interaction[Any],
        style: discord.Attachment | None = None,
        saved: StyleOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        strokes: StrokesOption | None = None,
        seed: SeedOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002  an option in Discord
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Have a texture made of a style alone."""
        async with answering(interaction):
            params = params_from(
                services_of(interaction),
                interaction.guild_id,
                recipe=recipe,
                size=size,
                style_scale=strokes,
                seed=seed,
                mode=Mode.TEXTURE,
            )
            await submit(
                interaction, Order(style=one_style(style, saved), params=params, private=private, spoiler=spoiler)
            )

    @app_commands.command(name="reconstruct", description=label("stylize-reconstruct-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(
        content=label("stylize-reconstruct-content"), depth=label("stylize-reconstruct-depth"), **_described()
    )
    @app_commands.choices(recipe=RECIPE_CHOICES, depth=_DEPTHS)
    async def reconstruct(
        self,
        interaction: discord.Interaction[Any],
        content: discord.Attachment,
        depth: str = _LAYERS[3],
        recipe: str | None = None,
        size: SizeOption | None = None,
        seed: SeedOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Have a picture painted from what one layer remembers of it."""
        async with answering(interaction):
            params = params_from(
                services_of(interaction),
                interaction.guild_id,
                recipe=recipe,
                size=size,
                seed=seed,
                mode=Mode.RECONSTRUCTION,
                content_layers={depth: 1.0},
            )
            await submit(interaction, Order(content=content, params=params, private=private, spoiler=spoiler))

    @app_commands.command(name="layers", description=label("stylize-layers-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(
        of=label("stylize-layers-of"),
        picture=label("stylize-layers-picture"),
        saved=label("stylize-layers-saved"),
        **_described(),
    )
    @app_commands.choices(recipe=RECIPE_CHOICES, of=_SHEETS)
    async def layers(
        self,
        interaction: discord.Interaction[Any],
        of: str,
        picture: discord.Attachment | None = None,
        saved: StyleOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        seed: SeedOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Have a sheet made, with one picture for each depth of the network."""
        async with answering(interaction):
            params = params_from(
                services_of(interaction),
                interaction.guild_id,
                recipe=recipe,
                size=size,
                seed=seed,
                mode=Mode(of),
                sheet=True,
            )
            given = one_style(picture, saved)
            texture = params.mode is Mode.TEXTURE
            await submit(
                interaction,
                Order(
                    content=None if texture else given,
                    style=given if texture else None,
                    params=params,
                    private=private,
                    spoiler=spoiler,
                ),
            )
