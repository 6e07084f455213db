"""Numbers, lists and times as each language writes them. The first argument is the language."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import ceil

from babel import Locale
from babel.dates import format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol

from cogs.shared.texts import LANGUAGES, Language, language_of, localized

_AT_A_TIME = 90  # seconds from which a forecast names a time of day
_WITH_A_DATE = 12 * 3600  # and from which a date, too

# Discord reads these as formatting, mentions, links, emoji or lists. A backslash before them shows them as they are.
_SPECIAL = re.compile(r"[^\w\s.,'’-]|_|\.(?=\s)|(?<!\w)-")


def escaped(text: str) -> str:
    """A person's text as Discord shall show it, letter by letter: no formatting, no mention, no link."""
    return _SPECIAL.sub(r"\\\g<0>", text)


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


def expected(locale: Language, now: datetime, seconds: float) -> str:
    """When a forecast comes true: “in 30 seconds”, or “at about 14:05” in each reader's time zone.

    It stays sensible when the forecast was wrong. Discord's own countdown would go on to “2 seconds ago”.
    """
    if seconds < _AT_A_TIME:
        steps = 5 * max(ceil(seconds / 5), 1)
        return format_timedelta(timedelta(seconds=steps), add_direction=True, threshold=2, locale=_written(locale))
    style = "t" if seconds < _WITH_A_DATE else "f"
    return localized("common-expected", locale, time=f"<t:{round(now.timestamp() + seconds)}:{style}>")


def _written(locale: Language) -> Locale:
    """The locale for numbers and lists; British for English."""
    language = language_of(locale)
    return Locale.parse("en_GB" if language == LANGUAGES[0] else language, sep="-" if "-" in language else "_")
