"""The option `style` of commands: a saved style or a house style, chosen by name with autocomplete."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.styles.library import StyleLibrary
from bot.styles.style import Kind, Style, StyleNotFound, may_remove
from cogs.shared.interactions import actor_of, services_of
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.texts import Language, localized
from nst.artworks import HOUSE_STYLES

log = logging.getLogger(__name__)


class _Suggestions(app_commands.Transformer):
    """Suggests styles while a person types."""

    async def autocomplete(  # type: ignore[override]  # the base class names no type for the value
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        """Matching styles: the person's own first, then the server's, then the house styles."""
        return await style_choices(interaction, value)


class NameTransformer(_Suggestions):
    """Suggests styles. The command finds the style itself, so that it can help with a mistyped name."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:  # noqa: ARG002
        """Return the text as it was typed."""
        return value


class GivenStyleTransformer(NameTransformer):
    """Suggests styles for a name or a written mixture. The command finds them with `cogs.painting.given_styles`."""

    async def autocomplete(  # type: ignore[override]
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        """Styles that match what is typed behind the last comma; the choice keeps what stands before it."""
        before, comma, last = value.rpartition(",")
        if not comma:
            return await style_choices(interaction, value)
        found = await style_choices(interaction, last.strip())
        start = f"{before.strip()}, "
        named = [(f"{start}{one.name}", f"{start}{one.value}") for one in found]
        return [
            app_commands.Choice(name=name[:LONGEST_CHOICE], value=ref)
            for name, ref in named
            if len(ref) <= LONGEST_CHOICE
        ]


class RemovableTransformer(NameTransformer):
    """Like `NameTransformer`, but suggests only styles that the person may remove."""

    async def autocomplete(  # type: ignore[override]
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        """Matching styles that the person may remove."""
        return await style_choices(interaction, value, removable=True)


GivenStyleOption: TypeAlias = app_commands.Transform[str, GivenStyleTransformer]
"""Annotates an option for one style or several with weights: the command gets the text."""

StyleNameOption: TypeAlias = app_commands.Transform[str, NameTransformer]
"""Annotates an option for the name of a style: the command gets the text."""

RemovableStyleOption: TypeAlias = app_commands.Transform[str, RemovableTransformer]
"""The same, for a style that shall be removed."""


async def style_choices(
    interaction: discord.Interaction[Any], text: str, *, removable: bool = False
) -> list[app_commands.Choice[str]]:
    """Suggestions for the name of a style. The values are `Style.ref`."""
    library, locale, actor = library_of(interaction), interaction.locale, actor_of(interaction)
    try:
        titles = house_titles(locale)
        found = await library.search(text, interaction.guild_id, actor.user_id, limit=1000, titles=titles)
    except Exception:
        log.exception("Could not look up styles for autocomplete.")  # an empty list is better than “failed to load”
        return []
    if removable:
        found = [style for style in found if may_remove(style, actor, interaction.guild_id)]
    return [app_commands.Choice(name=shown_choice(style, locale), value=style.ref) for style in found[:MOST_CHOICES]]


async def take_style(interaction: discord.Interaction[Any], style: Style | str) -> tuple[Style, bytes]:
    """A style (or its `ref`, or a bare name) with its picture as PNG, for painting. This counts as a use.

    A house style may have to be drawn first, which takes seconds: acknowledge the interaction before.

    Raises:
        StyleNotFound: it does not exist (any more).
    """
    ref = style.ref if isinstance(style, Style) else style
    return await library_of(interaction).take(ref, interaction.guild_id, interaction.user.id)


async def meant_style(
    interaction: discord.Interaction[Any], name: str, usable: Callable[[Style], bool] = lambda _: True
) -> tuple[Style, StyleNotFound | None]:
    """The style of this name; without one, the usable style that was perhaps meant, and the error that says so.

    Args:
        interaction: of the person who asks.
        name: a `Style.ref`, or a name as it was typed.
        usable: whether a style of another name comes into question.

    Raises:
        StyleNotFound: no style is called so or alike.
    """
    library, guild_id, person_id = library_of(interaction), interaction.guild_id, interaction.user.id
    try:
        return await library.find(name, guild_id, person_id), None
    except StyleNotFound as error:
        alike = await library.search(name, guild_id, person_id, limit=10, titles=house_titles(interaction.locale))
        for style in filter(usable, alike):
            return style, error
        raise


def house_titles(locale: Language) -> dict[str, str]:
    """The names of the house styles in the person's language, by `Style.ref`."""
    return {f"{Kind.HOUSE}:{name}": localized(f"styles-house-{name}", locale) for name in HOUSE_STYLES}


def shown_name(style: Style, locale: Language) -> str:
    """The name of a style; a house style's is in the person's language."""
    return localized(f"styles-house-{style.ref.partition(':')[2]}", locale) if style.kind is Kind.HOUSE else style.name


def shown_house_name(name: str, locale: Language) -> str:
    """The name of a saved style, in the person's language if it is a house style's."""
    keys = {title: key for key, title in HOUSE_STYLES.items()}
    return localized(f"styles-house-{keys[name]}", locale) if name in keys else name


def shown_choice(style: Style, locale: Language) -> str:
    """A style in a list of choices: its name and its owner."""
    return localized(f"styles-choice-{style.kind}", locale, name=shown_name(style, locale))


def library_of(interaction: discord.Interaction[Any]) -> StyleLibrary:
    """The styles of the client that received the interaction."""
    return services_of(interaction).styles
