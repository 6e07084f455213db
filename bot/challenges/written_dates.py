"""The dates of a challenge as its host wrote them, with the answers to questions about them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from bot.challenges.date_words import END_OF_DAY
from bot.challenges.dates import Ambiguous, period
from bot.challenges.timezones import zone_of

MORNING = time(9)


class DateReader:
    """Reads dates one after another, and takes the person's answer where a date is ambiguous.

    Args:
        zone: of the person.
        answers: the chosen reading of each ambiguous date, in order.

    Attributes:
        zone: the same, or the one that an answer has named.
    """

    def __init__(self, zone: ZoneInfo, answers: tuple[int, ...] = ()) -> None:
        self.zone = zone
        self._answers = list(answers)

    def period(self, text: str, now: datetime, *, at: time = END_OF_DAY) -> timedelta | datetime:
        """See `bot.challenges.dates.period`.

        Raises:
            Ambiguous: there is no answer (yet).
            Refused: the text is not understood.
        """
        try:
            return period(text, now, self.zone, at=at)
        except Ambiguous as question:
            answer = self._answers.pop(0) if self._answers else -1
            if not 0 <= answer < len(question.readings):
                raise
            reading = question.readings[answer]
            if isinstance(reading.zone, ZoneInfo):
                self.zone = reading.zone
            return reading.moment


@dataclass(frozen=True, slots=True)
class PlannedDates:
    """When a challenge opens, how long it lasts (see `bot.challenges.challenge.Plan`), and in which time zone."""

    opens_at: datetime | None
    entering: timedelta | datetime
    voting: timedelta | datetime
    zone: str


@dataclass(frozen=True, slots=True)
class WrittenDates:
    """The dates of a challenge as its host wrote them.

    Attributes:
        starts: None opens it when it is published.
        entries, votes: until when, or for how long.
        zone: the name of the host's time zone.
        written_at: the moment from which they count.
        answers: see `DateReader`.
    """

    starts: str | None
    entries: str
    votes: str
    zone: str
    written_at: datetime
    answers: tuple[int, ...] = ()

    def read(self) -> PlannedDates:
        """The moments that are meant.

        Raises:
            Ambiguous: a date means several moments, and there is no answer yet.
            Refused: a date or the time zone is not understood.
        """
        reader, now = DateReader(zone_of(self.zone), self.answers), self.written_at
        opens_at: datetime | None = None
        if self.starts:
            start = reader.period(self.starts, now, at=MORNING)
            opens_at = now + start if isinstance(start, timedelta) else start
        # Each date follows the one before: “friday” for the vote is the Friday after the entries.
        entering = reader.period(self.entries, opens_at or now)
        closes_at = (opens_at or now) + entering if isinstance(entering, timedelta) else entering
        voting = reader.period(self.votes, closes_at)
        return PlannedDates(opens_at, entering, voting, reader.zone.key)

    def provisional(self) -> PlannedDates:
        """The dates with the first reading of every question that has no answer yet. They must not be published.

        Raises:
            Refused: see `read`.
        """
        try:
            return self.read()
        except Ambiguous:
            return replace(self, answers=(*self.answers, 0)).provisional()

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        return asdict(self) | {"written_at": self.written_at.isoformat(), "answers": list(self.answers)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        moment = datetime.fromisoformat(data["written_at"])
        return cls(**{**data, "written_at": moment, "answers": tuple(data["answers"])})
