"""Every text that people see in Discord, in their language. The texts are in `cogs/locales`, one file per topic."""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from importlib import resources

import discord
from discord import app_commands
from fluent.runtime import FluentBundle, FluentResource

from cogs.shared.layouts import shortened
from nst.errors import UserError

_MOST_VALUE = 1000  # characters that Fluent puts into a text

LANGUAGES = ("en", "de", "es-ES", "fr")
"""Names of the folders in `cogs/locales`. The first is the one that has every text."""

Language = discord.Locale | str | None
"""The language that Discord names for a person; None when it says nothing."""

log = logging.getLogger(__name__)


def localized(key: str, locale: Language = None, /, **values: object) -> str:
    """The text of a key, in the person's language if there is one, else in English.

    Args:
        key: a message's id, `stylize-accepted`, or one of its attributes, `error-opted-out.hint`.
        locale: Discord's name of the language; None is English.
        values: the variables of the text. Numbers are written as in the language, with separators for thousands; so
            pass an id or a seed as a string.

    Raises:
        KeyError: there is no such text.
    """
    language = language_of(locale)
    text = _find(key, language, values)
    if text is None and language != LANGUAGES[0]:
        text = _find(key, LANGUAGES[0], values)
    if text is None:
        raise KeyError(key)
    return text


def label(key: str) -> app_commands.locale_str:
    """The text of a key for what Discord itself translates: descriptions of commands and options, and choices."""
    return app_commands.locale_str(localized(key), key=key)


class TextTranslator(app_commands.Translator):
    """Translates the texts of `label` when commands are registered. Command names are not translated."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002  discord.py's signature
    ) -> str | None:
        """The text in that language; None if it is the English text."""
        key = string.extras.get("key")
        if key is None or (language := language_of(locale)) == LANGUAGES[0]:
            return None
        text = _bare(key, language)
        return None if text == string.message else text


@cache  # Discord is told thousands of them twice at each start
def _bare(key: str, language: str) -> str:
    """A text without variables."""
    return localized(key, language)


def user_error(code: str, **values: object) -> UserError:
    """An error with the text `error-<code>`, and its `.hint` if there is one.

    Raises:
        KeyError: there is no such text.
    """
    message, hint = _error(code, None, values)
    return UserError(message, hint=hint, code=code, **values)


def error_text(error: UserError, locale: Language = None) -> str:
    """The text of an error: what was wrong and what to do next, in the person's language if it has a code."""
    try:
        return " ".join(_error(error.code, locale, error.values)).strip()
    except KeyError:
        return error.text


@lru_cache
def language_of(locale: Language) -> str:
    """The best of `LANGUAGES` for a locale: `es-419` gets `es-ES`, and an unknown locale gets English."""
    wanted = str(locale or LANGUAGES[0])
    spoken = {language.partition("-")[0]: language for language in LANGUAGES}
    return wanted if wanted in LANGUAGES else spoken.get(wanted.partition("-")[0], LANGUAGES[0])


def _error(code: str, locale: Language, values: dict[str, object]) -> tuple[str, str]:
    """Message and hint. An error among the values, the cause, is put into the same language."""
    values = {k: error_text(v, locale) if isinstance(v, UserError) else v for k, v in values.items()}
    message = localized(f"error-{code}", locale, **values)
    try:
        return message, localized(f"error-{code}.hint", locale, **values)
    except KeyError:
        return message, ""


def _find(key: str, language: str, values: dict[str, object]) -> str | None:
    name, _, attribute = key.partition(".")
    bundle = _bundle(language)
    if not bundle.has_message(name):
        return None
    message = bundle.get_message(name)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        return None
    fitting = {name: shortened(v, _MOST_VALUE) if isinstance(v, str) else v for name, v in values.items()}
    text, errors = bundle.format_pattern(pattern, fitting)
    if errors:  # show the rest of the text
        log.error("The text %s in %s is not whole: %s", key, language, errors)
    return str(text)


@lru_cache
def _bundle(language: str) -> FluentBundle:
    """The texts of one language."""
    # English numbers and lists are British, like the texts. Discord needs no isolation marks around values.
    bundle = FluentBundle(["en-GB" if language == "en" else language], use_isolating=False)
    folder = resources.files("cogs").joinpath("locales", language)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
