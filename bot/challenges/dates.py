"""Moments and durations as people write them: “3 days”, “2d 12h”, “friday 18:00”, “morgen Abend”, “24 décembre 18h”.

Reads English, German, Spanish and French, also mixed; ignores accents and case. It refuses text that it does not
understand completely and never guesses: “03/04” means two days in two countries.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.challenges.challenge import Refused

END_OF_DAY = time(23, 59)
EXAMPLES = "“3 days”, “2d 12h”, “friday 18:00”, “tomorrow evening”, “24 december 18:00” or “2026-12-24 18:00”"
_FAR = timedelta(days=3650)
MAX_TEXT = 100  # characters; no moment takes more words

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
class _Found:
    """The parts read so far."""

    day: date | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    clock: time | None = None


def period(text: str, now: datetime, zone: ZoneInfo, *, at: time = END_OF_DAY) -> timedelta | datetime:
    """Read a duration, or the moment until which something lasts.

    Args:
        text: as typed.
        now: aware.
        zone: of the person. The result is in UTC.
        at: the time of a day that has none.

    Raises:
        Refused: it is not understood, or it is in the past.
    """
    if len(text) > MAX_TEXT:
        raise _puzzled(f"{text[:MAX_TEXT]}…")
    words = _plain(text)
    length = _duration(words)
    return length if length is not None else _checked(_moment(words, now.astimezone(zone), at, text), now, text)


def moment(text: str, now: datetime, zone: ZoneInfo, *, at: time = END_OF_DAY) -> datetime:
    """Read a moment; a duration counts from now. See `period`.

    Raises:
        Refused: it is not understood, or it is in the past.
    """
    read = period(text, now, zone, at=at)
    return now.astimezone(UTC) + read if isinstance(read, timedelta) else read


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.replace(",", " ").split())


def _duration(words: str) -> timedelta | None:
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
        return _FAR
    return min(length, _FAR)


def _moment(words: str, now: datetime, at: time, text: str) -> datetime:
    if stamp := re.fullmatch(r"<t:(\d{1,11})(?::[a-z])?>", words):
        return datetime.fromtimestamp(int(stamp[1]), UTC)
    if words in {"now", "jetzt", "ahora", "maintenant"}:
        return now.astimezone(UTC)
    found = _Found()
    rest = f" {words} "
    for words_, word in _LONG_DAYS_AHEAD.items():
        rest = rest.replace(f" {words_} ", f" {word} ")
    try:
        for read in (_read_dates, _read_month, _read_clock, _read_part, _read_days):
            rest = read(rest, found, now)
        left = [word for word in rest.split() if word not in _FILLERS.split()]
        if left or found == _Found():
            raise _puzzled(text)
        return _resolved(found, now, at)
    except (ValueError, OverflowError) as error:  # 31 February, 25:00
        raise _puzzled(text) from error


def _read_dates(rest: str, found: _Found, now: datetime) -> str:  # noqa: ARG001  all readers are alike
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


def _read_month(rest: str, found: _Found, now: datetime) -> str:  # noqa: ARG001
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


def _read_clock(rest: str, found: _Found, now: datetime) -> str:  # noqa: ARG001
    for pattern in (
        r" (\d{1,2})(?::|h|\.)(\d{2})(?::\d{2})?(?: ?(am|pm)(?= )| ?(?:uhr|h)?(?= ))",
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


def _read_part(rest: str, found: _Found, now: datetime) -> str:
    for clock, names in _PARTS.items():
        match = re.search(rf" ({names})(?= )", rest)
        if match and found.clock is None:
            found.clock = clock
            if match[1] == "tonight":
                found.day = now.date()
            return _cut(rest, match) + (" tomorrow " if match[1] == "tomorrow morning" else "")
    return rest


def _read_days(rest: str, found: _Found, now: datetime) -> str:
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


def _resolved(found: _Found, now: datetime, at: time) -> datetime:
    """The first moment from now on that fits; `now` is in the person's time zone."""
    clock = found.clock or at
    if found.day is not None:
        return _local(found.day, clock, now)
    if found.month_day is not None:
        years = range(now.year, now.year + 9)  # as far as 29 February
        days = [day for year in years if (day := _in_year(year, found.month_day))]
    else:
        days = [now.date() + timedelta(days=ahead) for ahead in range(8)]
        days = [day for day in days if found.weekday in {None, day.weekday()}]
    for day in days:
        if (when := _local(day, clock, now)) > now:
            return when
    raise ValueError(found.month_day)  # 31 February


def _in_year(year: int, month_day: tuple[int, int]) -> date | None:
    try:
        return date(year, *month_day)
    except ValueError:
        return None


def _local(day: date, clock: time, now: datetime) -> datetime:
    return datetime.combine(day, clock, now.tzinfo).astimezone(UTC)


def _cut(rest: str, match: re.Match[str]) -> str:
    return f"{rest[: match.start()]} {rest[match.end() :]}"


def _checked(when: datetime, now: datetime, text: str) -> datetime:
    if when < now:
        raise Refused(
            f"“{text}” is in the past.", hint="Check the date and the time zone.", code="challenge-date-past", text=text
        )
    return when


def _puzzled(text: str) -> Refused:
    return Refused(
        f"I do not understand when “{text}” is.", hint=f"Write it like {EXAMPLES}.", code="challenge-date", text=text
    )
