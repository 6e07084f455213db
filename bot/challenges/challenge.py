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
    """A challenge's rules do not allow what somebody wants to do."""


class Unknown(UserError):
    """There is no such challenge or entry (any more)."""


class Phase(StrEnum):
    """How far a challenge has come: ``draft → announced → open → voting → closed``, or ``cancelled`` from anywhere."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    VOTING = "voting"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def live(self) -> bool:
        """Whether it is published and goes on."""
        return self in {Phase.ANNOUNCED, Phase.OPEN, Phase.VOTING}

    @property
    def over(self) -> bool:
        """Whether nothing more is decided in it."""
        return self in {Phase.CLOSED, Phase.CANCELLED}


class Kind(StrEnum):
    """What everyone has in common."""

    STYLE = "style"
    PHOTO = "photo"
    FREE = "free"


class EntryState(StrEnum):
    """Whether an entry takes part."""

    PENDING = "pending"  # a moderator has to look at it
    SHOWN = "shown"
    REJECTED = "rejected"
    DISQUALIFIED = "disqualified"


ACTIVE_STATES = frozenset({EntryState.PENDING, EntryState.SHOWN})  # of the entries that take part


@dataclass(frozen=True, slots=True)
class Rules:
    """What a challenge's host chooses, apart from its words and dates.

    Attributes:
        entries_each: pictures that one person may have in it.
        favourites: pictures that one person may vote for.
        anonymous: whether names stay hidden until the end.
        review_channel_id: where moderators look at entries before they are shown; None shows them at once.
        enter_role_id, vote_role_id: roles that are needed; None for everyone.
        account_days: least age of an account that votes.
        members_before_vote: whether only those may vote who were on the server before the vote began.
        winner_role_id, winner_days: what the winner gets and for how long; None for ever.
        thread: whether the challenge gets a thread of its own.
        event: whether it gets a place in Discord's calendar.
        timezone: in which its host gave dates.
        adults: whether it is in a channel that only adults see.
        closes_fixed, ends_fixed: whether a date was given for it and not a duration.
    """

    entries_each: int = 1
    favourites: int = 3
    anonymous: bool = True
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
        """From JSON; what is not known (any more) is ignored."""
        return cls(**{field.name: values[field.name] for field in fields(cls) if field.name in values})


@dataclass(frozen=True, slots=True)
class Words:
    """What a challenge says of itself."""

    title: str
    theme: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A challenge that somebody wants to hold, before it is one.

    Attributes:
        guild_id, channel_id, host_id: where, and who.
        words, kind, rules: see there.
        reference: the style or the photo that is given, a PNG; None if it is free.
        opens_at: None as soon as it is published.
        entering, voting: how long, or until when.
        season: what its points count for; the year if empty.
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
    """A challenge as it stands in the database.

    Attributes:
        id: short, random, safe in a button's id.
        phase: as far as it was brought. See `bot.challenges.timeline.phase_at` for where it is.
        reference: name in the `FileStore` of the style or the photo that everyone uses.
        opens_at, closes_at, ends_at: when entries are taken, no more taken and votes begin, and votes end.
        note: why it was cancelled.
        excluded, voters: votes of banned people, and people whose votes count; known at the end.
        board_channel_id, board_message_id: the post that is kept up to date.
        revision, shown: changes that can be seen so far, and at the time when that post was last drawn.
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
    def venue_id(self) -> int:
        """The channel of its posts: its thread once it has one."""
        return self.thread_id or self.channel_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture in a challenge.

    Attributes:
        number: what people call it. Unique in its challenge.
        name: of its owner, as it was when the picture was entered.
        job_id: of the job that made it, which may be gone.
        picture: name in the `FileStore`.
        recipe: how it was made: ``params`` (see `nst.params.Params.to_dict`), ``summary`` and ``style_name``.
        reason: why it was rejected or disqualified.
        votes, place: known at the end. Only pictures with votes have a place.
        review_message_id: the post that shows it to the moderators.
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
    """Who does something in a challenge.

    Attributes:
        name: as the server knows them.
        created_at: of the account.
        joined_at: the server; None when that is not known.
        moderates: the server in which they may hold and manage challenges; None if there is none.
    """

    user_id: int
    name: str
    created_at: datetime
    joined_at: datetime | None
    role_ids: frozenset[int] = frozenset()
    moderates: int | None = None
