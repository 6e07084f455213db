"""/stylize, /texture, /reconstruct and /layers: the commands that paint pictures."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.styles.style import Style
from cogs.painting.orders import Order, params_from, submit
from cogs.painting.partial_orders import PartialOrder
from cogs.painting.questions import ask
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
from cogs.shared.posts import Posted
from cogs.shared.style_option import GivenStyleOption
from cogs.shared.texts import label, user_error
from nst.params import Mode

_LAYERS = tuple(f"relu{block}_1" for block in range(1, 6))
_DEPTHS = [
    app_commands.Choice(name=label(f"stylize-depth-{depth}"), value=layer) for depth, layer in enumerate(_LAYERS, 1)
]
_SHEETS = [
    app_commands.Choice(name=label(f"stylize-sheet-{mode}"), value=mode.value)
    for mode in (Mode.TEXTURE, Mode.RECONSTRUCTION)
]


def _described(*names: str) -> dict[str, app_commands.locale_str]:
    return {name: SHARED[name] for name in (*names, "recipe", "size", "seed", "private", "spoiler")}


class Painting(commands.Cog):
    """The commands."""

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
        saved: GivenStyleOption | None = None,
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
        """Paint the content in the style."""
        chosen = {"recipe": recipe, "size": size, "seed": seed, "style_scale": strokes, "colours": colours}
        share = None if strength is None else strength / 100
        async with answering(interaction):
            await _submit(
                interaction,
                content,
                one_style(style, saved),
                private=private,
                spoiler=spoiler,
                line=recipe_string,
                strength=share,
                mode=Mode.TRANSFER,
                sheet=False,
                **chosen,
            )

    @app_commands.command(name="texture", description=label("stylize-texture-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(**_described("style", "saved", "strokes"))
    @app_commands.choices(recipe=RECIPE_CHOICES)
    async def texture(
        self,
        interaction: discord.Interaction[Any],
        style: discord.Attachment | None = None,
        saved: GivenStyleOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        strokes: StrokesOption | None = None,
        seed: SeedOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Make a texture from a style alone."""
        chosen = {"recipe": recipe, "size": size, "seed": seed, "style_scale": strokes}
        async with answering(interaction):
            given = one_style(style, saved)
            await _submit(interaction, None, given, private=private, spoiler=spoiler, mode=Mode.TEXTURE, **chosen)

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
        """Paint a picture again from its features in one layer."""
        chosen = {"recipe": recipe, "size": size, "seed": seed, "content_layers": {depth: 1.0}}
        async with answering(interaction):
            await _submit(
                interaction, content, None, private=private, spoiler=spoiler, mode=Mode.RECONSTRUCTION, **chosen
            )

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
        saved: GivenStyleOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        seed: SeedOption | None = None,
        private: bool = False,  # noqa: FBT001, FBT002
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Make a sheet with one picture per depth of the network."""
        chosen = {"recipe": recipe, "size": size, "seed": seed}
        async with answering(interaction):
            mode, given = Mode(of), one_style(picture, saved)
            content, style = (None, given) if mode is Mode.TEXTURE else (_required(given), None)
            await _submit(
                interaction, content, style, private=private, spoiler=spoiler, mode=mode, sheet=True, **chosen
            )


def _required(given: discord.Attachment | Style | str | None) -> discord.Attachment | Style:
    """A picture that must be there.

    Raises:
        UserError: it is not.
    """
    if isinstance(given, str):
        raise user_error("style-not-found", name=given)
    if given is None:
        raise user_error("no-style")
    return given


async def _submit(
    interaction: discord.Interaction[Any],
    content: discord.Attachment | Style | None,
    style: discord.Attachment | Style | str | None,
    *,
    private: bool,
    spoiler: bool,
    **chosen: Any,  # noqa: ANN401
) -> None:
    """Submit an order with the parameters that the person chose (see `params_from`), or ask for its style."""
    services = services_of(interaction)
    params = params_from(services, interaction.guild_id, **chosen)
    if params.mode is Mode.RECONSTRUCTION or isinstance(style, discord.Attachment | Style):
        await submit(interaction, Order(content=content, style=style, params=params, private=private, spoiler=spoiler))
        return
    pictures = []
    if isinstance(content, discord.Attachment):
        services.intake.check("content", content)
        pictures.append(Posted.of(content))
    order = PartialOrder(pictures=tuple(pictures), wanted=style or "", params=params, private=private, spoiler=spoiler)
    await ask(interaction, order)
