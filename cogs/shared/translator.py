"""Tells Discord the translations of the commands' descriptions and choices, when they are registered."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.shared.texts import LANGUAGES, language_of, localized


class TextTranslator(app_commands.Translator):
    """Translates what `cogs.shared.texts.label` made. Names of commands and options stay as they are."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002  discord.py's signature
    ) -> str | None:
        """The text in that language, None if it is the English one."""
        key = string.extras.get("key")
        if key is None or language_of(locale) == LANGUAGES[0]:
            return None
        text = localized(key, locale)
        return None if text == string.message else text
