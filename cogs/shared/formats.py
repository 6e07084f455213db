"""Numbers, lists and times as each language writes them. The first argument is the language."""

from __future__ import annotations

from datetime import datetime

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol

from cogs.shared.texts import LANGUAGES, Language, language_of, localized


def permissions(locale: Language, names: list[str]) -> str:
    """Permissions by Discord's names; `names` are discord.py's."""
    shown = [localized(f"common-permission-{name.replace('_', '-')}", locale) for name in names]
    return listed(locale, [localized("common-quoted", locale, text=name) for name in shown])


def listed(locale: Language, names: list[str]) -> str:
    """“A, B and C”."""
    return format_list(names, locale=_written(locale))


def number(locale: Language, value: float) -> str:
    """A loss with two significant digits and, if possible, no exponent: 0.0013, 0.42, 12, 1,234."""
    written = _written(locale)
    if 0 < value < 0.0001:
        return f"{value:.1e}".replace(".", get_decimal_symbol(written))
    return format_decimal(
        value if value >= 100 else float(f"{value:.2g}"), "#,##0" if value >= 100 else "0.######", written
    )


def relative(now: datetime, seconds: float) -> str:
    """A future time that Discord counts down to, in each reader's language."""
    return f"<t:{round(now.timestamp() + max(seconds, 1))}:R>"


def _written(locale: Language) -> Locale:
    """The locale for numbers and lists; British for English."""
    language = language_of(locale)
    return Locale.parse("en_GB" if language == LANGUAGES[0] else language, sep="-" if "-" in language else "_")
