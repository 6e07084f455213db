"""Challenges that repeat: what all of a series share, and when each opens. Pure.

A series opens at the same time of day in its host's time zone, each week on the same day of the week, or each month on
the same day of the month: on the last day of a shorter month. Where clocks skip that time, it opens later by as much as
they skip; where the time comes twice, at the first.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any, Self
from zoneinfo import ZoneInfo

from bot.challenges.challenge import MAX_THEME, MIN_PERIOD, Challenge, Kind, Phase, Rules, Words
from bot.challenges.dates import moments_of

MAX_THEMES = 60


class Every(StrEnum):
    """How often a series opens a challenge."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Template:
    """What the challenges of a series share.

    Attributes:
        channel_id, words, kind, rules, locale: see `bot.challenges.challenge.Challenge`.
        season: of the leaderboard; the year if empty.
        entering, voting: lengths by the clock on the wall, so that entries close at the same time of day all year.
    """

    channel_id: int
    words: Words
    kind: Kind
    rules: Rules
    locale: str
    season: str
    entering: timedelta
    voting: timedelta

    @classmethod
    def of(cls, challenge: Challenge) -> Self:
        """The template that a challenge gives."""
        zone = ZoneInfo(challenge.rules.timezone)
        moments = (challenge.opens_at, challenge.closes_at, challenge.ends_at)
        opens, closes, ends = (one.astimezone(zone).replace(tzinfo=None) for one in moments)
        season = "" if challenge.season == str(challenge.ends_at.year) else challenge.season
        rules, words = challenge.rules, challenge.words
        return cls(
            challenge.channel_id, words, challenge.kind, rules, challenge.locale, season, closes - opens, ends - closes
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        return {
            "channel_id": self.channel_id,
            "title": self.words.title,
            "theme": self.words.theme,
            "description": self.words.description,
            "kind": self.kind,
            "rules": self.rules.to_dict(),
            "locale": self.locale,
            "season": self.season,
            "entering": self.entering.total_seconds(),
            "voting": self.voting.total_seconds(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        return cls(
            channel_id=data["channel_id"],
            words=Words(data["title"], data["theme"], data["description"]),
            kind=Kind(data["kind"]),
            rules=Rules.from_dict(data["rules"]),
            locale=data["locale"],
            season=data["season"],
            entering=timedelta(seconds=data["entering"]),
            voting=timedelta(seconds=data["voting"]),
        )


@dataclass(frozen=True, slots=True)
class Series:
    """A challenge that repeats.

    Attributes:
        challenge_id: of its newest challenge.
        anchor: when its first challenge opened.
        next_at: when the next one opens, unless the newest is still running then.
        opened: how many it has opened after the first.
        themes: one for each challenge after the first, again from the first after the last; often empty.
        reference: see `bot.challenges.challenge.Challenge`.
    """

    id: str
    guild_id: int
    host_id: int
    challenge_id: str
    every: Every
    anchor: datetime
    next_at: datetime
    opened: int
    themes: tuple[str, ...]
    reference: str | None
    template: Template

    @property
    def next_theme(self) -> str:
        """The theme of the next challenge."""
        return self.themes[self.opened % len(self.themes)] if self.themes else self.template.words.theme


def next_opening(anchor: datetime, every: Every, zone: ZoneInfo, after: datetime) -> datetime:
    """The first regular opening later than a moment, in UTC. The anchor itself is one."""
    return next(moment for moment in _openings(anchor, every, zone, after) if moment > after)


def following(series: Series, now: datetime, new_id: str) -> Challenge:
    """The next challenge of a series. It opens at its time, or now if that has passed."""
    template, zone = series.template, ZoneInfo(series.template.rules.timezone)
    opens_at = max(series.next_at, now)
    start = opens_at.astimezone(zone).replace(tzinfo=None)
    closes_at = max(_on_the_wall(start + template.entering, zone), opens_at + MIN_PERIOD)
    ends_at = max(_on_the_wall(start + template.entering + template.voting, zone), closes_at + MIN_PERIOD)
    return Challenge(
        id=new_id,
        guild_id=series.guild_id,
        channel_id=template.channel_id,
        thread_id=None,
        host_id=series.host_id,
        words=replace(template.words, theme=series.next_theme),
        kind=template.kind,
        reference=series.reference,
        season=template.season or str(ends_at.year),
        locale=template.locale,
        rules=template.rules,
        phase=Phase.ANNOUNCED,
        created_at=now,
        published_at=now,
        opens_at=opens_at,
        closes_at=closes_at,
        ends_at=ends_at,
    )


def themes_in(text: str) -> tuple[str, ...]:
    """The themes of a text: one on each line that is not empty."""
    lines = (" ".join(line.split())[:MAX_THEME] for line in text.splitlines())
    return tuple(line for line in lines if line)[:MAX_THEMES]


def _openings(anchor: datetime, every: Every, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """The regular openings, from a little before a moment on."""
    first = anchor.astimezone(zone)
    clock, ahead = first.time(), max((after - anchor).days, 0)
    for number in count(max(ahead // (7 if every is Every.WEEKLY else 31) - 1, 0)):
        weekly = every is Every.WEEKLY
        day = first.date() + timedelta(weeks=number) if weekly else _months_later(first.date(), number)
        yield _on_the_wall(datetime.combine(day, clock), zone)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _on_the_wall(local: datetime, zone: ZoneInfo) -> datetime:
    """The first moment at which the clocks show a time, in UTC; later by as much as they skip, if they skip it."""
    whens = moments_of(local.date(), local.time(), zone)
    return whens[0] if whens else local.replace(tzinfo=zone).astimezone(UTC)
