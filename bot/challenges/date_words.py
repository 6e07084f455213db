"""The words of dates in four languages, and what a text says: a day, a time of day, a time zone, a duration.

It knows no calendar: `bot.challenges.dates` finds the moment that is meant.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from bot.challenges.timezones import ABBREVIATIONS

END_OF_DAY = time(23, 59)
LONGEST = timedelta(days=3650)
_MOST_OFFSET = timedelta(hours=14)  # of a time zone on Earth

_UNITS = {
    "minutes": "m min mins minute minutes minuten minuto minutos",
    "hours": "h hr hrs hour hours std stunde stunden hora horas heure heures",
    "days": "d day days tag tage tagen dia dias j jour jours",
    "weeks": "w week weeks woche wochen semana semanas semaine semaines",
}
_ONE = "a an one ein eine einen einer un una uno une"
_WEEKDAYS = (
    "monday mon montag mo lunes lundi",
    "tuesday tue tues dienstag di martes mardi",
    "wednesday wed mittwoch mi miercoles mercredi",
    "thursday thu thurs donnerstag do jueves jeudi",
    "friday fri freitag fr viernes vendredi",
    "saturday sat samstag sonnabend sa sabado samedi",
    "sunday sun sonntag so domingo dimanche",
)
_MONTHS = (
    "january jan januar enero janvier",
    "february feb februar febrero fevrier",
    "march mar marz maerz marzo mars",
    "april apr abril avril",
    "may mai mayo",
    "june jun juni junio juin",
    "july jul juli julio juillet",
    "august aug agosto aout",
    "september sep sept septiembre septembre",
    "october oct oktober okt octubre octobre",
    "november nov noviembre novembre",
    "december dec dezember dez diciembre decembre",
)
_DAYS_AHEAD = ("today heute hoy aujourd'hui", "tomorrow morgen manana demain", "ubermorgen uebermorgen apres-demain")
_LONG_DAYS_AHEAD = {"day after tomorrow": "ubermorgen", "pasado manana": "ubermorgen", "aujourd hui": "heute"}
_PARTS = {  # the first match counts, so longer ones come first
    time(9): "in the morning|tomorrow morning|morning|fruh|vormittag|morgens|por la manana|de la manana|matin",
    time(12): "noon|mittags?|mediodia|midi",
    time(15): "afternoon|nachmittags?|por la tarde|de la tarde|tarde|apres-midi",
    time(22): "at night|night|nachts?|nuit",
    time(19): "evening|tonight|abends?|por la noche|de la noche|noche|soir",
    END_OF_DAY: "midnight|mitternacht|medianoche|minuit|end of day|ende des tages|fin del dia|fin de journee",
}
_FILLERS = (
    "at on the in um am den der dem a le el las los la de bis until till by to hasta jusqu'au jusqu'a au uhr o'clock "
    "horas heures h next nachsten nachster kommenden this and und y et for fur pour por during this"
)


@dataclass(slots=True)
class Found:
    """What a text says.

    Attributes:
        day: with its year.
        weekday: 0 is Monday.
        month_day: month and day, without a year.
        clock: the time of day.
        zone: the name of a time zone without summer time, or the time zone itself.
    """

    day: date | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    clock: time | None = None
    zone: str | tzinfo | None = None


def plain(text: str) -> str:
    """The text in lower case, without accents, with single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("−", "-"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.replace(",", " ").split())


def duration(words: str) -> timedelta | None:
    """The duration that the whole text is; None if it is none."""
    units = {word: unit for unit, names in _UNITS.items() for word in names.split()}
    one = "|".join(_ONE.split())
    names = "|".join(sorted(units, key=len, reverse=True))
    part = rf"(?:(\d{{1,5}}(?:\.\d{{1,3}})?) ?|(?:{one}) )({names})(?![a-z])\.?"
    joined = rf"(?:in |for |fur |en |pour |dans )?{part}(?: ?(?:(?:and|und|y|et) ?)?{part})*"
    if not re.fullmatch(joined, words):
        return None
    try:
        length = sum(
            (timedelta(**{units[unit]: float(number or 1)}) for number, unit in re.findall(part, words)), timedelta()
        )
    except OverflowError:
        return LONGEST
    return min(length, LONGEST)


def found_in(words: str, now: datetime) -> Found | None:
    """What a text says about a moment; None if a part of it is not understood.

    Raises:
        ValueError, OverflowError: there is no such day or time, such as 31 February or 25:00.
    """
    found = Found()
    rest = f" {words} "
    for words_, word in _LONG_DAYS_AHEAD.items():
        rest = rest.replace(f" {words_} ", f" {word} ")
    for read in (_read_zone, _read_dates, _read_month, _read_clock, _read_part, _read_days):
        rest = read(rest, found, now)
    left = [word for word in rest.split() if word not in _FILLERS.split()]
    return None if left or found in (Found(), Found(zone=found.zone)) else found


def _read_zone(rest: str, found: Found, now: datetime) -> str:  # noqa: ARG001  all readers are alike
    names = "|".join(name.casefold() for name in ABBREVIATIONS)
    offset = r"([+-])(\d{1,2})(?::?([0-5]\d))?(?= )"
    for pattern in (
        rf" ?(?:utc|gmt) ?{offset}",
        rf"(?<=\dt\d\d:\d\d){offset}",  # ISO 8601
        rf"(?<=\dt\d\d:\d\d:\d\d){offset}",
    ):
        if match := re.search(pattern, rest):
            length = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
            if length > _MOST_OFFSET:
                raise ValueError(length)
            found.zone = timezone(length if match[1] == "+" else -length)
            return _cut(rest, match)
    if match := re.search(rf"(?:(?<=\d)z| ?(?:(?<=[\d ])(utc|{names})))(?= )", rest):
        found.zone = UTC if match[1] in {None, "utc"} else match[1].upper()
        return _cut(rest, match)
    return rest


def _read_dates(rest: str, found: Found, now: datetime) -> str:  # noqa: ARG001  all readers are alike
    if match := re.search(r" (\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[ t])", rest):
        found.day = date(int(match[1]), int(match[2]), int(match[3]))
        return rest.replace(match[0], " ", 1).replace(" t", " ", 1) if rest[match.end()] == "t" else _cut(rest, match)
    if match := re.search(r" (\d{1,2})\.(\d{1,2})\.(\d{4})?(?= )", rest):
        if match[3]:
            found.day = date(int(match[3]), int(match[2]), int(match[1]))
        else:
            found.month_day = (int(match[2]), int(match[1]))
        return _cut(rest, match)
    return rest


def _read_month(rest: str, found: Found, now: datetime) -> str:  # noqa: ARG001
    months = {word: number for number, names in enumerate(_MONTHS, 1) for word in names.split()}
    names = "|".join(sorted(months, key=len, reverse=True))
    day = r"(\d{1,2})(?:st|nd|rd|th|\.|er)?"
    year = r"(?: (?:de |del )?(\d{4}))?"
    for pattern, (d, m) in (
        (rf" {day} (?:of |de )?({names})\.?{year}(?= )", (1, 2)),
        (rf" ({names})\.? {day}{year}(?= )", (2, 1)),
    ):
        if match := re.search(pattern, rest):
            if match[3]:
                found.day = date(int(match[3]), months[match[m]], int(match[d]))
            else:
                found.month_day = (months[match[m]], int(match[d]))
            return _cut(rest, match)
    return rest


def _read_clock(rest: str, found: Found, now: datetime) -> str:  # noqa: ARG001
    for pattern in (
        r" (\d{1,2})(?::|h|\.)(\d{2})(?::\d{2}(?:\.\d{1,6})?)?(?: ?(am|pm)(?= )| ?(?:uhr|h)?(?= ))",
        r" (\d{1,2})() ?(am|pm)(?= )",
        r" (\d{1,2})()() ?(?:uhr|h|heures?|o'clock)(?= )",
        r" (?:at|um|a las?) (\d{1,2})()()(?= )",
    ):
        if match := re.search(pattern, rest):
            hour, minute = int(match[1]), int(match[2] or 0)
            if match[3]:
                if not 1 <= hour <= 12:
                    raise ValueError(hour)
                hour = hour % 12 + (12 if match[3] == "pm" else 0)
            elif (hour, minute) == (24, 0):
                hour, minute = 23, 59
            found.clock = time(hour, minute)
            return _cut(rest, match)
    return rest


def _read_part(rest: str, found: Found, now: datetime) -> str:
    for clock, names in _PARTS.items():
        match = re.search(rf" ({names})(?= )", rest)
        if match and found.clock is None:
            found.clock = clock
            if match[1] == "tonight":
                found.day = now.date()
            return _cut(rest, match) + (" tomorrow " if match[1] == "tomorrow morning" else "")
    return rest


def _read_days(rest: str, found: Found, now: datetime) -> str:
    for word in rest.split():
        ahead = [number for number, names in enumerate(_DAYS_AHEAD) if word in names.split()]
        weekday = [number for number, names in enumerate(_WEEKDAYS) if word in names.split()]
        if (ahead or weekday) and found.day is None and found.weekday is None:
            if ahead:
                found.day = now.date() + timedelta(days=ahead[0])
            else:
                found.weekday = weekday[0]
            rest = rest.replace(f" {word} ", " ", 1)
    return rest


def _cut(rest: str, match: re.Match[str]) -> str:
    return f"{rest[: match.start()]} {rest[match.end() :]}"
