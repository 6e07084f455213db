"""Challenges, their entries and the people in them. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from nst.errors import UserError

MAX_TITLE, MAX_THEME, MAX_DESCRIPTION, MAX_REASON, MAX_SEASON = 80, 200, 1500, 300, 40
MAX_ENTRIES_EACH, MAX_FAVOURITES = 10, 10
MIN_PERIOD, MAX_PERIOD = timedelta(minutes=1), timedelta(days=120)


class Refused(UserError):
    """The rules of a challenge do not allow this."""


class Unknown(UserError):
    """The challenge or entry does not exist (any more)."""


class Phase(StrEnum):
    """The phase of a challenge: ``draft → announced → open → voting → closed``, or ``cancelled`` from anywhere."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    VOTING = "voting"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def live(self) -> bool:
        """Whether it is published and not over."""
        return self in {Phase.ANNOUNCED, Phase.OPEN, Phase.VOTING}

    @property
    def over(self) -> bool:
        """Whether it is closed or cancelled."""
        return self in {Phase.CLOSED, Phase.CANCELLED}


class Kind(StrEnum):
    """What all entries share."""

    STYLE = "style"
    PHOTO = "photo"
    FREE = "free"


class EntryState(StrEnum):
    """The state of an entry."""

    PENDING = "pending"  # waits for a moderator
    SHOWN = "shown"
    REJECTED = "rejected"
    DISQUALIFIED = "disqualified"


ACTIVE_STATES = frozenset({EntryState.PENDING, EntryState.SHOWN})  # of the entries that take part


@dataclass(frozen=True, slots=True)
class Rules:
    """The host's choices, apart from text and dates.

    Attributes:
        entries_each: most pictures per person.
        favourites: most votes per person.
        anonymous: whether names stay hidden until the end.
        instant: whether instant pictures may be entered.
        review_channel_id: where moderators approve entries; None shows entries at once.
        enter_role_id, vote_role_id: required roles; None for everyone.
        account_days: least age of a voter's account, in days.
        members_before_vote: whether voters must have joined the server before the vote began.
        winner_role_id, winner_days: the winner's role, and for how many days; None is for ever.
        thread: whether the challenge gets its own thread.
        event: whether it gets a scheduled event on Discord.
        timezone: of the dates that the host gave.
        adults: whether it is in an age-restricted channel.
        closes_fixed, ends_fixed: whether the host gave a date, not a duration.
    """

    entries_each: int = 1
    favourites: int = 3
    anonymous: bool = True
    instant: bool = True
    review_channel_id: int | None = None
    enter_role_id: int | None = None
    vote_role_id: int | None = None
    account_days: int = 0
    members_before_vote: bool = True
    winner_role_id: int | None = None
    winner_days: int | None = None
    thread: bool = False
    event: bool = False
    timezone: str = "UTC"
    adults: bool = False
    closes_fixed: bool = False
    ends_fixed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """From JSON; unknown keys are ignored."""
        return cls(**{field.name: values[field.name] for field in fields(cls) if field.name in values})


@dataclass(frozen=True, slots=True)
class Words:
    """Title, theme and description of a challenge."""

    title: str
    theme: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a host asks for, before there is a challenge.

    Attributes:
        guild_id, channel_id, host_id: where, and who.
        words, kind, rules: see their classes.
        reference: the shared style or photo, a PNG; None if the kind is free.
        opens_at: None opens it when it is published.
        entering, voting: a duration, or the moment of the end.
        season: of the leaderboard; the year if empty.
        locale: the language of its posts.
    """

    guild_id: int
    channel_id: int
    host_id: int
    words: Words
    kind: Kind
    reference: bytes | None
    rules: Rules
    opens_at: datetime | None
    entering: timedelta | datetime
    voting: timedelta | datetime
    season: str = ""
    locale: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge in the database.

    Attributes:
        id: short, random, safe in a button's id.
        phase: the last phase written. `bot.challenges.timeline.phase_at` gives the current one.
        reference: name in the `FileStore` of the shared style or photo.
        opens_at, closes_at, ends_at: entries begin; entries end and votes begin; votes end.
        note: why it was cancelled.
        excluded, voters: votes of banned people, and people whose votes count; set at the end.
        board_channel_id, board_message_id: the post that the bot keeps up to date.
        revision, shown: the number of visible changes; the revision that the board shows.
    """

    id: str
    guild_id: int
    channel_id: int
    thread_id: int | None
    host_id: int
    words: Words
    kind: Kind
    reference: str | None
    season: str
    locale: str
    rules: Rules
    phase: Phase
    created_at: datetime
    published_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    ends_at: datetime
    note: str = ""
    excluded: int = 0
    voters: int = 0
    event_id: int | None = None
    board_channel_id: int | None = None
    board_message_id: int | None = None
    revision: int = 0
    shown: int = 0

    @property
    def title(self) -> str:
        """Its name."""
        return self.words.title

    @property
    def revealed(self) -> bool:
        """Whether names and recipes of entries may be shown now, also to moderators."""
        return not self.rules.anonymous or self.phase is Phase.CLOSED

    @property
    def venue_id(self) -> int:
        """The channel of its posts: its thread if it has one."""
        return self.thread_id or self.channel_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture in a challenge.

    Attributes:
        number: shown to people; unique in the challenge.
        name: of the owner at the time of entry.
        job_id: of the job that painted it; the job may be deleted.
        picture: name in the `FileStore`.
        recipe: how it was painted: ``params`` (see `nst.params.Params.to_dict`), ``summary`` and ``style_name``.
        reason: why it was rejected or disqualified.
        votes, place: set at the end. Without votes there is no place.
        review_message_id: the post in the review channel.
    """

    id: str
    challenge_id: str
    number: int
    owner_id: int
    name: str
    job_id: str
    picture: str
    recipe: Mapping[str, Any]
    state: EntryState
    reason: str
    entered_at: datetime
    votes: int | None = None
    place: int | None = None
    review_message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person who acts in a challenge.

    Attributes:
        name: on the server.
        created_at: of the account.
        joined_at: when they joined the server; None if unknown.
        moderates: the server where they may manage challenges; None if there is none.
    """

    user_id: int
    name: str
    created_at: datetime
    joined_at: datetime | None
    role_ids: frozenset[int] = frozenset()
    moderates: int | None = None
