"""/stylize, /texture, /reconstruct and /layers: the commands that paint pictures."""

from __future__ import annotations

from typing import Any, NamedTuple

import discord
from discord import app_commands
from discord.ext import commands

from bot.parameters.codes import NO_EXTRAS, read_extras
from bot.styles.style import Style
from cogs.painting.given_styles import GivenStyles, given_styles
from cogs.painting.order_pictures import Digest
from cogs.painting.orders import Order, params_from
from cogs.painting.partial_orders import PartialOrder, check_order, kept
from cogs.painting.questions import ask
from cogs.painting.submission import submit
from cogs.shared.errors import answering
from cogs.shared.forms import open_form
from cogs.shared.interactions import services_of
from cogs.shared.options import (
    AREA_CHOICES,
    COLOUR_CHOICES,
    PHOTO_RECIPE_CHOICES,
    RECIPE_CHOICES,
    SHARED,
    LineOption,
    SeedOption,
    SizeOption,
    StrengthOption,
    StrokesOption,
    WeightsOption,
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


class Wishes(NamedTuple):
    """What a command was told besides pictures and parameters."""

    private: bool
    spoiler: bool
    advanced: bool = False
    mask: discord.Attachment | None = None
    line: str | None = None


class Painting(commands.Cog):
    """The commands."""

    @app_commands.command(name="stylize", description=label("stylize-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(
        content=label("stylize-option-content"),
        strength=label("stylize-option-strength"),
        colours=label("stylize-option-colours"),
        area=label("stylize-option-area"),
        mask=label("stylize-option-mask"),
        advanced=label("stylize-option-advanced"),
        recipe_string=label("stylize-option-recipe-string"),
        **SHARED,
    )
    @app_commands.choices(recipe=PHOTO_RECIPE_CHOICES, colours=COLOUR_CHOICES, area=AREA_CHOICES)
    async def stylize(
        self,
        interaction: discord.Interaction[Any],
        content: discord.Attachment,
        style: discord.Attachment | None = None,
        saved: GivenStyleOption | None = None,
        style_2: discord.Attachment | None = None,
        style_3: discord.Attachment | None = None,
        weights: WeightsOption | None = None,
        area: str | None = None,
        mask: discord.Attachment | None = None,
        strength: StrengthOption | None = None,
        recipe: str | None = None,
        size: SizeOption | None = None,
        colours: str | None = None,
        strokes: StrokesOption | None = None,
        seed: SeedOption | None = None,
        recipe_string: LineOption | None = None,
        advanced: bool = False,  # noqa: FBT001, FBT002  an option in Discord
        private: bool = False,  # noqa: FBT001, FBT002
        spoiler: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Paint the content in the style."""
        chosen = {"recipe": recipe, "size": size, "seed": seed, "style_scale": strokes, "colours": colours}
        share = None if strength is None else strength / 100
        wishes = Wishes(private, spoiler, advanced, mask, recipe_string)
        async with answering(interaction):
            given = await given_styles(interaction, (style, style_2, style_3), saved, weights)
            await _submit(
                interaction,
                content,
                given,
                wishes,
                strength=share,
                area=area,
                mode=Mode.TRANSFER,
                sheet=False,
                **chosen,
            )

    @app_commands.command(name="texture", description=label("stylize-texture-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(**_described("style", "saved", "style_2", "style_3", "weights", "strokes"))
    @app_commands.choices(recipe=RECIPE_CHOICES)
    async def texture(
        self,
        interaction: discord.Interaction[Any],
        style: discord.Attachment | None = None,
        saved: GivenStyleOption | None = None,
        style_2: discord.Attachment | None = None,
        style_3: discord.Attachment | None = None,
        weights: WeightsOption | None = None,
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
            given = await given_styles(interaction, (style, style_2, style_3), saved, weights)
            await _submit(interaction, None, given, Wishes(private, spoiler), mode=Mode.TEXTURE, **chosen)

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
            wishes = Wishes(private, spoiler)
            await _submit(interaction, content, GivenStyles(), wishes, mode=Mode.RECONSTRUCTION, **chosen)

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
            mode, given = Mode(of), await given_styles(interaction, [picture], saved)
            if len(given.styles) > 1:
                raise user_error("two-styles")
            content, given = (None, given) if mode is Mode.TEXTURE else (_required(given), GivenStyles())
            await _submit(interaction, content, given, Wishes(private, spoiler), mode=mode, sheet=True, **chosen)


def _required(given: GivenStyles) -> discord.Attachment | Style:
    """The picture that must be there.

    Raises:
        UserError: it is not.
    """
    if given.wanted:
        raise user_error("style-not-found", name=given.wanted)
    if not given.styles:
        raise user_error("no-style")
    return given.styles[0]


async def _submit(
    interaction: discord.Interaction[Any],
    content: discord.Attachment | Style | None,
    given: GivenStyles,
    wishes: Wishes,
    **chosen: Any,  # noqa: ANN401
) -> None:
    """Submit an order with the parameters that the person chose (see `params_from`), or ask for what it lacks."""
    services = services_of(interaction)
    mask, mix = wishes.mask, given.mix or None
    params = params_from(services, interaction.guild_id, line=wishes.line, mix=mix, **chosen)
    named = bool(wishes.advanced or wishes.line or chosen.get("recipe"))
    extras = NO_EXTRAS if wishes.line is None else read_extras(wishes.line)
    more = (*given.styles[1:], *map(Digest, extras.styles if len(given.styles) < 2 else ()))
    painted = mask or (Digest(extras.mask) if extras.mask else None)
    if not wishes.advanced and (given.styles or params.mode is Mode.RECONSTRUCTION):
        order = Order(
            content=content,
            style=next(iter(given.styles), None),
            more_styles=more,
            mask=painted,
            params=params,
            recipe_named=named,
            private=wishes.private,
            spoiler=wishes.spoiler,
        )
        await submit(interaction, order)
        return
    for role, upload in (("content", content), ("mask", mask)):
        if isinstance(upload, discord.Attachment):
            services.intake.check(role, upload)
    partial = PartialOrder(
        pictures=(Posted.of(content),) if isinstance(content, discord.Attachment) else (),
        style=next(map(kept, given.styles), None),
        more_styles=tuple(filter(None, map(kept, given.styles[1:]))),
        mask=None if mask is None else Posted.of(mask),
        wanted=given.wanted,
        params=params,
        recipe_named=named,
        private=wishes.private,
        spoiler=wishes.spoiler,
    )
    if wishes.advanced:
        await check_order(interaction, partial)
        draft_id = await services.drafts.put(interaction.user.id, partial.to_dict())
        await open_form(interaction, f"advanced:draft:{draft_id}")
    else:
        await ask(interaction, partial)
