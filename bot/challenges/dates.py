"""Moments and durations as people write them: “3 days”, “2d 12h”, “friday 18:00”, “morgen Abend”, “24 décembre 18h”.

Reads English, German, Spanish and French, also mixed; ignores accents and case. It refuses text that it does not
understand completely and never guesses: “03/04” means two days in two countries, and 2:30 comes twice when clocks are
put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.challenges.challenge import Refused
from bot.challenges.date_words import END_OF_DAY, Found, duration, found_in, plain
from bot.challenges.timezones import zones_meant

EXAMPLES = "“3 days”, “2d 12h”, “friday 18:00”, “tomorrow evening”, “24 december 18:00” or “2026-12-24 18:00”"
MAX_TEXT = 100  # characters; no moment takes more words
_YEARS = 9  # as far as 29 February


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a text: a moment in UTC, and the time zone in which it has the written time."""

    moment: datetime
    zone: tzinfo


class Ambiguous(Refused):
    """The text means several moments.

    Attributes:
        readings: the moments, the earliest first.
    """

    def __init__(self, text: str, readings: tuple[Reading, ...]) -> None:
        super().__init__(
            f"“{text}” can mean {len(readings)} moments.",
            hint="Write the time in UTC, such as 18:00 UTC.",
            code="challenge-date-ambiguous",
            text=text,
            count=len(readings),
        )
        self.text_read = text
        self.readings = readings


def period(text: str, now: datetime, zone: ZoneInfo, *, at: time = END_OF_DAY) -> timedelta | datetime:
    """Read a duration, or the moment until which something lasts.

    Args:
        text: as typed.
        now: aware.
        zone: of the person. The result is in UTC.
        at: the time of a day that has none.

    Raises:
        Ambiguous: it means several moments.
        Refused: it is not understood, it is in the past, or the clocks leave it out.
    """
    if len(text) > MAX_TEXT:
        raise _puzzled(f"{text[:MAX_TEXT]}…")
    words = plain(text)
    length = duration(words)
    if length is not None:
        return length
    readings = [one for one in _readings(words, now, zone, at, text) if one.moment >= now]
    if not readings:
        raise Refused(
            f"“{text}” is in the past.", hint="Check the date and the time zone.", code="challenge-date-past", text=text
        )
    if len(readings) > 1:
        raise Ambiguous(text, tuple(sorted(readings, key=lambda one: one.moment)))
    return readings[0].moment


def moment(text: str, now: datetime, zone: ZoneInfo, *, at: time = END_OF_DAY) -> datetime:
    """Read a moment; a duration counts from now. See `period`.

    Raises:
        Ambiguous, Refused: see `period`.
    """
    read = period(text, now, zone, at=at)
    return now.astimezone(UTC) + read if isinstance(read, timedelta) else read


def moments_of(day: date, clock: time, zone: tzinfo) -> list[datetime]:
    """The moments in UTC at which clocks in a zone show a time on a day.

    One; two while clocks are put back; none that they skip.
    """
    both = [datetime.combine(day, clock, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    there = [one for one in both if one.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, clock)]
    return sorted(set(there))


def _readings(words: str, now: datetime, zone: ZoneInfo, at: time, text: str) -> list[Reading]:
    """Every moment that the words may mean, once."""
    if stamp := re.fullmatch(r"<t:(\d{1,11})(?::[a-z])?>", words):
        return [Reading(datetime.fromtimestamp(int(stamp[1]), UTC), UTC)]
    if words in {"now", "jetzt", "ahora", "maintenant"}:
        return [Reading(now.astimezone(UTC), UTC)]
    readings: dict[datetime, Reading] = {}
    try:
        for meant in _zones(words, now, zone, text):
            local = now.astimezone(meant)
            found = found_in(words, local) or Found()
            for when in _resolved(found, local, at, text):
                readings.setdefault(when, Reading(when, meant))
    except (ValueError, OverflowError) as error:  # 31 February, 25:00
        raise _puzzled(text) from error
    return list(readings.values())


def _zones(words: str, now: datetime, zone: ZoneInfo, text: str) -> tuple[tzinfo, ...]:
    """The time zones that the words may mean: their own, else the person's."""
    found = found_in(words, now.astimezone(zone))
    if found is None:
        raise _puzzled(text)
    if isinstance(found.zone, tzinfo):
        return (found.zone,)
    return zones_meant(found.zone or zone.key)


def _resolved(found: Found, now: datetime, at: time, text: str) -> list[datetime]:
    """The first moments from now on that fit, in UTC; `now` is in the time zone that counts."""
    for day in _days(found, now):
        whens = _at(day, found.clock, at, now, text)
        if found.day is not None or any(when > now for when in whens):
            return whens
    raise ValueError(found.month_day)  # 31 February


def _days(found: Found, now: datetime) -> Iterator[date]:
    if found.day is not None:
        yield found.day
    elif found.month_day is not None:
        for year in range(now.year, now.year + _YEARS):
            try:
                yield date(year, *found.month_day)
            except ValueError:  # 29 February
                continue
    else:
        for ahead in range(8):
            day = now.date() + timedelta(days=ahead)
            if found.weekday in {None, day.weekday()}:
                yield day


def _at(day: date, clock: time | None, at: time, now: datetime, text: str) -> list[datetime]:
    """The moments of a written time on a day; without one, the last moment of the time `at`."""
    assert now.tzinfo is not None  # noqa: S101  see `period`
    if clock is None:
        return [datetime.combine(day, at, now.tzinfo).replace(fold=1).astimezone(UTC)]
    whens = moments_of(day, clock, now.tzinfo)
    if not whens:
        raise Refused(
            f"The time of “{text}” does not exist: clocks are put forward then.",
            hint="Write an earlier or a later time.",
            code="challenge-date-skipped",
            text=text,
        )
    return whens


def _puzzled(text: str) -> Refused:
    return Refused(
        f"I do not understand when “{text}” is.", hint=f"Write it like {EXAMPLES}.", code="challenge-date", text=text
    )
