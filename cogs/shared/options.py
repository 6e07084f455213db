"""Shared parts of command options: ranges, choices, and how they are read."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.parameters.codes import MAX_LENGTH
from bot.parameters.recipes import INSTANT, RECIPES
from bot.parameters.variations import MAX_SEED
from cogs.shared.texts import label
from nst.params import MAX_SCALE, MAX_SIZE, MIN_SCALE, MIN_SIZE, Area, Colours

log = logging.getLogger(__name__)

MOST_CHOICES, LONGEST_CHOICE = 25, 100  # Discord's limits: choices of an option or a menu, characters of each
Choices = list[app_commands.Choice[str]]
Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]

SizeOption: TypeAlias = app_commands.Range[int, MIN_SIZE, MAX_SIZE]
SeedOption: TypeAlias = app_commands.Range[int, 0, MAX_SEED]
StrengthOption: TypeAlias = app_commands.Range[int, 0, 100]
StrokesOption: TypeAlias = app_commands.Range[float, MIN_SCALE, MAX_SCALE]
WeightsOption: TypeAlias = app_commands.Range[str, 1, 40]
LineOption: TypeAlias = app_commands.Range[str, 1, MAX_LENGTH]

PHOTO_RECIPE_CHOICES = [app_commands.Choice(name=name, value=name) for name in RECIPES]
RECIPE_CHOICES = [choice for choice in PHOTO_RECIPE_CHOICES if choice.value != INSTANT]  # of pictures without a photo
COLOUR_CHOICES = [
    app_commands.Choice(name=label("stylize-choice-painting"), value=Colours.PAINTING.value),
    app_commands.Choice(name=label("stylize-choice-photo"), value=Colours.PHOTO.value),
    app_commands.Choice(name=label("stylize-choice-matched"), value=Colours.MATCHED.value),
    app_commands.Choice(name=label("stylize-choice-free"), value=Colours.FREE.value),
]
AREA_CHOICES = [
    app_commands.Choice(name=label("stylize-area-everywhere"), value=Area.EVERYWHERE.value),
    app_commands.Choice(name=label("stylize-area-subject"), value=Area.SUBJECT.value),
    app_commands.Choice(name=label("stylize-area-background"), value=Area.BACKGROUND.value),
]
SHARED = {
    "style": label("stylize-option-style"),
    "saved": label("stylize-option-saved"),
    "style_2": label("stylize-option-more-style"),
    "style_3": label("stylize-option-more-style"),
    "weights": label("stylize-option-weights"),
    "recipe": label("stylize-option-recipe"),
    "size": label("stylize-option-size"),
    "seed": label("stylize-option-seed"),
    "strokes": label("stylize-option-strokes"),
    "private": label("stylize-option-private"),
    "spoiler": label("stylize-option-spoiler"),
}
"""Descriptions of options that mean the same everywhere."""


def completion(look_up: Completion) -> Completion:
    """Make a function for autocomplete log its errors and return no choices."""

    @functools.wraps(look_up)
    async def offer(interaction: discord.Interaction[Any], text: str) -> Choices:
        try:
            return await look_up(interaction, text)
        except Exception:
            log.exception("Could not look up choices for autocomplete.")  # an empty list is better than an error
            return []

    return offer


def choices_like(text: str, named: Iterable[tuple[str, str]]) -> Choices:
    """Choices from (value, name) whose names contain the text, as many as Discord shows."""
    wanted = text.strip().casefold()
    found = [(value, name) for value, name in named if wanted in name.casefold()]
    return [app_commands.Choice(name=name[:LONGEST_CHOICE], value=value) for value, name in found[:MOST_CHOICES]]
