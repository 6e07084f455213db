"""Jobs: what a person asked for, where the answer goes, and how far it has come. Values only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.errors import NotAllowed
from bot.jobs.executor import Stuck
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


class Hold(StrEnum):
    """Why no job is started: a pause takes new ones in, a drain does not, because the bot is about to be stopped."""

    PAUSED = "paused"
    DRAINING = "draining"


@dataclass(frozen=True, slots=True)
class ReplyTarget:
    """Where a job was asked for and where its answer goes.

    Attributes:
        application_id, token, expires_at: of the interaction; with them its reply can be edited until it expires. The
            token is a secret: never shown, and forgotten once the job was delivered. Empty when a message was answered
            instead of an interaction: that reply is a message of ours like any other.
        channel_id, guild_id, message_id: of the reply; None in the places that have none or before it is known.
        upload_limit: bytes that one file may have there.
        locale: the language of whoever asked, as Discord writes it.
        age_restricted: whether only adults see what is posted there.
    """

    application_id: int
    token: str = field(repr=False)
    expires_at: datetime
    channel_id: int | None
    guild_id: int | None
    message_id: int | None
    upload_limit: int
    locale: str = "en-GB"
    age_restricted: bool = False

    def open(self, now: datetime) -> bool:
        """Whether the reply can still be edited with the interaction's token."""
        return bool(self.token) and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Actor:
    """Who presses a button, and the id of the server that they moderate where they press it; None if they do not."""

    user_id: int
    moderates: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for, before it is a job.

    Attributes:
        content, style: encoded files, PNG of the decoded, bounded picture; a texture has no content and a
            reconstruction no style.
        private: only the owner may see the result.
        spoiler: the result is hidden until it is clicked, as the picture was.
        style_name: what the style is called, if it has a name.
        subject_id: whose picture is used, when it is not the owner's.
    """

    owner_id: int
    place: ReplyTarget
    content: bytes | None = field(repr=False)
    style: bytes | None = field(repr=False)
    params: Params
    private: bool = field(default=False, kw_only=True)
    spoiler: bool = field(default=False, kw_only=True)
    style_name: str = field(default="", kw_only=True)
    subject_id: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the database.

    Attributes:
        id: short, random, safe in a button's id.
        content, style, picture: names in the `FileStore`; the picture is the lossless result.
        private, spoiler, style_name, subject_id: see `Request`.
        summary: `nst.progress.Result.summary()` of the finished run with its thinned ``history``, else None.
        error: what to tell the person if it failed.
        failure: the `code` of the error and its values, by which it is told in another language; empty without one.
        delivered: whether its end (picture, failure or cancellation) has reached the person.
        attempts: how often it was started; more than one after a crash.
        parent_id: the job that this one repeats or varies.
        pixels: of the picture that it will give, for forecasts; 0 when unknown.
        deliveries: how often its delivery was begun. More than one means that an earlier one may have worked unseen.
        changes: what it has otherwise than the job that it repeats; see `bot.parameters.variations.difference`.
        posted_channel_id, posted_message_id: the message that its end was posted as, when that is not the reply.
        crashes: how often the process crashed while this job alone was running; see `bot.jobs.crash_suspects`.
    """

    id: str
    owner_id: int
    place: ReplyTarget
    content: str | None
    style: str | None
    params: Params
    state: State
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    picture: str | None = None
    summary: Mapping[str, Any] | None = None
    error: str | None = None
    failure: Mapping[str, Any] = field(default_factory=dict)
    delivered: bool = False
    parent_id: str | None = None
    pixels: int = 0
    deliveries: int = 0
    private: bool = False
    spoiler: bool = False
    style_name: str = ""
    subject_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    posted_channel_id: int | None = None
    posted_message_id: int | None = None
    crashes: int = 0

    def moderated_by(self, actor: Actor) -> bool:
        """Whether a person moderates the place where everyone sees this job."""
        return not self.private and actor.moderates is not None and actor.moderates == self.place.guild_id

    def subject_for(self, user_id: int) -> int | None:
        """Whose picture a person uses who repeats this job; None when it is their own, or nobody's."""
        if self.content is None and self.style_name:  # the texture of a saved style
            return None
        subject = self.owner_id if self.subject_id is None else self.subject_id
        return None if subject == user_id else subject


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where a queued job stands: how many run or wait before it, and the forecast wait in seconds if there is one.

    `hold` says that nothing is started at present.
    """

    ahead: int
    wait: float | None
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The line at one moment.

    Attributes:
        hold: whether anything is started at present.
        slots: how many jobs can run at once.
        running: jobs, and the seconds that each still needs if that is known.
        waiting: jobs in the order of their turns, and where each stands.
        stuck: slots that are lost, as their devices do not come back from a step.
    """

    hold: Hold | None
    slots: int
    running: tuple[tuple[Job, float | None], ...]
    waiting: tuple[tuple[Job, QueuePosition], ...]
    stuck: tuple[Stuck, ...] = ()


def new_id() -> str:
    """A new job's id: 10 characters that need no escaping anywhere."""
    return secrets.token_hex(5)


def check_allowed(job: Job, actor: Actor, verb: str) -> None:
    """Check that a person may do something to a job.

    Raises:
        NotAllowed: they neither own it nor moderate its place.
    """
    if actor.user_id != job.owner_id and not job.moderated_by(actor):
        raise NotAllowed(
            f"Only the person who asked for this picture and moderators can {verb} it.", code=f"may-not-{verb}"
        )
