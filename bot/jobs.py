"""Jobs: what somebody asked for, where the answer goes, and how far it has come. Values only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from nst.errors import UserError
from nst.params import Params


class State(StrEnum):
    """How far a job has come: ``queued → running → done | failed | cancelled``."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self in {State.DONE, State.FAILED, State.CANCELLED}


class NotAllowed(UserError):
    """The person may not do this to that job."""


class NotFound(UserError):
    """There is no such job (any more)."""


class TooMany(UserError):
    """The person has as many unfinished jobs as one may have."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a job was asked for and where its answer goes.

    Attributes:
        application_id, token, expires_at: of the interaction; with them its reply can be edited until it expires. The
            token is a secret: never shown, and forgotten once the job was delivered.
        channel_id, guild_id, message_id: of the reply; None in the places that have none or before it is known.
        upload_limit: bytes that one file may have there.
    """

    application_id: int
    token: str = field(repr=False)
    expires_at: datetime
    channel_id: int | None
    guild_id: int | None
    message_id: int | None
    upload_limit: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who presses a button, and whether they moderate the place."""

    user_id: int
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for, before it is a job. Images are encoded files: PNG of the decoded, bounded picture."""

    owner_id: int
    place: Place
    content: bytes
    style: bytes
    params: Params


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the database.

    Attributes:
        id: short, random, safe in a button's id.
        content, style, picture: names in the `FileStore`; the picture is the lossless result.
        summary: `nst.progress.Result.summary()` of the finished run, else None.
        error: what to tell the person if it failed.
        delivered: whether its end (picture, failure or cancellation) has reached the person.
        attempts: how often it was started; more than one after a crash.
        parent_id: the job that this one repeats or varies.
        pixels: of the picture that it will give, for forecasts; 0 when unknown.
        deliveries: how often its delivery was begun. More than one means that an earlier one may have worked unseen.
    """

    id: str
    owner_id: int
    place: Place
    content: str
    style: str
    params: Params
    state: State
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    picture: str | None = None
    summary: Mapping[str, Any] | None = None
    error: str | None = None
    delivered: bool = False
    parent_id: str | None = None
    pixels: int = 0
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a queued job stands: how many run or wait before it, and the forecast wait in seconds if there is one."""

    ahead: int
    wait: float | None


def new_id() -> str:
    """A new job's id: 10 characters that need no escaping anywhere."""
    return secrets.token_hex(5)
