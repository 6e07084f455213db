"""Jobs: the request, where the answer goes, and the current state. Values only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.errors import NotAllowed
from bot.jobs.executor import Stuck
from bot.parameters.recipes import is_instant
from nst.motion.reading import Clip
from nst.params import Params


class State(StrEnum):
    """The state of a job: ``queued → running → done | failed | cancelled``."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether the job has ended."""
        return self in {State.DONE, State.FAILED, State.CANCELLED}


class Hold(StrEnum):
    """Why no jobs start. A pause accepts new jobs; a drain does not, because the bot will stop soon."""

    PAUSED = "paused"
    DRAINING = "draining"


@dataclass(frozen=True, slots=True)
class ReplyTarget:
    """Where a job was requested and where its answer goes.

    Attributes:
        application_id, token, expires_at: of the interaction; they allow edits of its reply until it expires. The
            token is secret: it is never shown, and is deleted after delivery. Empty if the bot answered a message, not
            an interaction: then the reply is an ordinary message of the bot.
        channel_id, guild_id, message_id: of the reply; None where there is none, or before it is known.
        upload_limit: largest file there, in bytes.
        locale: the user's language, in Discord's notation.
        age_restricted: whether the channel is for adults only.
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
        """Whether the interaction's token can still edit the reply."""
        return bool(self.token) and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who presses a button, and the id of the server there if they moderate it; else None."""

    user_id: int
    moderates: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a picture, before it becomes a job.

    Attributes:
        content, styles: PNG files of the decoded, bounded pictures, at most three; a texture has no content and
            a reconstruction no style. `params.mix` has the weights of several styles.
        mask: a PNG file, white where the photo is painted; None for everywhere.
        clip: the animation to paint, whose first frame is the content; None for a still picture.
        private: whether only the owner may see the result.
        spoiler: whether the result is hidden until it is clicked, because the source picture was.
        content_name: the name of the photo's file, or of the saved style that is used as content; may be empty.
        style_name: the names of the saved styles, or of the styles' files, one a line; may be empty.
        style_saved: whether all styles are saved ones.
        subject_id: the person whose picture is used, if it is not the owner.
        follow_up: how to paint the picture once more after this one, see `bot.jobs.follow_ups`; None does not.
    """

    owner_id: int
    reply_target: ReplyTarget
    content: bytes | None = field(repr=False)
    styles: tuple[bytes, ...] = field(repr=False)
    params: Params
    mask: bytes | None = field(default=None, kw_only=True, repr=False)
    clip: Clip | None = field(default=None, kw_only=True)
    private: bool = field(default=False, kw_only=True)
    spoiler: bool = field(default=False, kw_only=True)
    content_name: str = field(default="", kw_only=True)
    style_name: str = field(default="", kw_only=True)
    style_saved: bool = field(default=False, kw_only=True)
    subject_id: int | None = field(default=None, kw_only=True)
    follow_up: Params | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Photo:
    """Another photo for a copy of a job: a PNG file, its name, and whether it is hidden until clicked."""

    data: bytes = field(repr=False)
    name: str
    spoiler: bool


@dataclass(frozen=True, slots=True)
class AddedStyle:
    """A style that is mixed into a copy of a job.

    Attributes:
        data: a PNG file.
        name: of the style or of its file; may be empty.
        saved: whether it is a saved style.
        spoiler: whether the result is hidden until it is clicked, because the style's picture was.
    """

    data: bytes = field(repr=False)
    name: str
    saved: bool
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A job in the database.

    Attributes:
        id: short, random, safe in a button's id.
        content, styles, mask, picture: names in the `FileStore`; the picture is the lossless result.
        content_clip, picture_clip: of an animation the same, as WebP files; content and picture are its first frame.
        frames: of the animation; 1 for a still picture.
        private, spoiler, content_name, style_name, style_saved, subject_id: see `Request`.
        summary: `nst.progress.Result.summary()` of the finished run with its thinned ``history``, else None.
        error: the error text for the person, if it failed.
        failure: the `code` and values of the error, for translation; empty without a code.
        delivered: whether its end (picture, failure or cancellation) has reached the person.
        attempts: number of starts; more than one after a crash.
        parent_id: the job that this one repeats or varies.
        pixels: of its result, for forecasts; 0 if unknown.
        deliveries: number of delivery attempts begun. If more than one, an earlier one may have worked.
        changes: its differences from the job that it repeats; see `bot.parameters.variations.difference`.
        posted_channel_id, posted_message_id: the message with its end, if that is not the reply.
        crashes: number of crashes while this job ran alone; see `bot.jobs.crash_suspects`.
        follows: whether it replaces the picture of its parent in the same reply, and is not told about before; see
            `bot.jobs.follow_ups`.
    """

    id: str
    owner_id: int
    reply_target: ReplyTarget
    content: str | None
    styles: tuple[str, ...]
    params: Params
    state: State
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    mask: str | None = None
    picture: str | None = None
    content_clip: str | None = None
    picture_clip: str | None = None
    frames: int = 1
    summary: Mapping[str, Any] | None = None
    error: str | None = None
    failure: Mapping[str, Any] = field(default_factory=dict)
    delivered: bool = False
    parent_id: str | None = None
    pixels: int = 0
    deliveries: int = 0
    private: bool = False
    spoiler: bool = False
    content_name: str = ""
    style_name: str = ""
    style_saved: bool = False
    subject_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    posted_channel_id: int | None = None
    posted_message_id: int | None = None
    crashes: int = 0
    follows: bool = False

    @property
    def style_names(self) -> tuple[str, ...]:
        """The name of each style; empty where it has none."""
        return tuple(self.style_name.split("\n")) if self.style_name else ()

    @property
    def uploads(self) -> tuple[str, ...]:
        """The files that the job needs: photo, styles, mask and animation."""
        return tuple(name for name in (self.content, *self.styles, self.mask, self.content_clip) if name)

    @property
    def results(self) -> tuple[str, ...]:
        """The files that the job has made."""
        return tuple(name for name in (self.picture, self.picture_clip) if name)

    @property
    def shown(self) -> str | None:
        """The file that people see: the painted animation, else the picture."""
        return self.picture_clip or self.picture

    @property
    def instant(self) -> bool:
        """Whether it is painted in tenths of a second, beside the others. An animation takes its time."""
        return is_instant(self.params) and self.content_clip is None

    def moderated_by(self, actor: Actor) -> bool:
        """Whether a person moderates the server where this job is public."""
        return not self.private and actor.moderates is not None and actor.moderates == self.reply_target.guild_id

    def subject_for(self, user_id: int) -> int | None:
        """The subject if a person repeats this job; None if the picture is their own, or nobody's."""
        if self.content is None and self.style_saved:  # a texture
            return None
        subject = self.owner_id if self.subject_id is None else self.subject_id
        return None if subject == user_id else subject


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """The position of a queued job: the number of jobs before it, and the forecast wait in seconds, if known.

    `hold` tells why no jobs start at present.
    """

    ahead: int
    wait: float | None
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The queue at one moment.

    Attributes:
        hold: why no jobs start at present; None if they do.
        slots: how many jobs can run at once.
        running: jobs, each with its remaining seconds, if known.
        waiting: jobs in the order of their turns, each with its position.
        stuck: slots whose devices hang in a step.
    """

    hold: Hold | None
    slots: int
    running: tuple[tuple[Job, float | None], ...]
    waiting: tuple[tuple[Job, QueuePosition], ...]
    stuck: tuple[Stuck, ...] = ()


def new_id() -> str:
    """A new job id: 10 characters that never need escaping."""
    return secrets.token_hex(5)


def join_names(names: Sequence[str]) -> str:
    """The names of several styles for `Request.style_name`, one a line; empty if none has a name."""
    return "\n".join(" ".join(name.split()) for name in names) if any(names) else ""


def check_allowed(job: Job, actor: Actor, verb: str) -> None:
    """Check that a person may change a job.

    Raises:
        NotAllowed: they neither own the job nor moderate its server.
    """
    if actor.user_id != job.owner_id and not job.moderated_by(actor):
        raise NotAllowed(
            f"Only the person who asked for this picture and moderators can {verb} it.", code=f"may-not-{verb}"
        )
