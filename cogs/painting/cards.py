"""The messages of a job, from waiting to finished. They are built here, not sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.jobs.executor import StepReport
from bot.jobs.job import Job, QueuePosition
from cogs.painting import phrases
from cogs.painting.buttons import JobButton, finished_actions, is_drafts
from cogs.painting.notices import NoticeButton
from cogs.painting.titles import alt, title
from cogs.shared.replies import Attached, Reply
from cogs.shared.texts import localized
from nst.params import MAX_SIZE


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a finished picture's card that depend on its place.

    Attributes:
        largest: longest side that a picture may have there, in pixels.
        extra: buttons of other features.
        followed: whether another picture will replace this one in its reply.
        replaced: whether it has done so.
    """

    largest: int = MAX_SIZE
    extra: tuple[ui.Item[Any], ...] = ()
    followed: bool = False
    replaced: bool = False


def queued_card(job: Job, position: QueuePosition | None, note: str = "") -> Reply:
    """A waiting job, with a note below."""
    locale = job.reply_target.locale
    head = phrases.queued(locale, position, discord.utils.utcnow())
    return Reply(title(job, locale), head, note, [JobButton("cancel", job.id, locale), NoticeButton("open", locale)])


def progress_card(job: Job, event: StepReport, preview: bytes | None, note: str = "") -> Reply:
    """A running job, with a note below; `preview` is a small JPEG."""
    locale = job.reply_target.locale
    shown = None
    if preview is not None:
        shown = Attached("preview.jpg", preview, localized("stylize-preview-alt", locale), job.spoiler)
    head = phrases.progress(locale, event, discord.utils.utcnow(), frames=job.content_clip is not None)
    return Reply(
        title(job, locale), head, shown, note, [JobButton("cancel", job.id, locale), NoticeButton("open", locale)]
    )


def finished_card(
    job: Job,
    picture: bytes,
    suffix: str,
    frame: Frame,
    *,
    head: str = "",
    private: bool = False,
) -> Reply:
    """A finished picture below its title, with its losses on one line.

    Args:
        job: the picture's job.
        picture: the encoded file.
        suffix: of the file: png, webp or jpg. Of pictures only PNG is lossless.
        frame: what depends on the place; its buttons stand between the job's own and Delete.
        head: text above the picture.
        private: whether only one person sees this copy.
    """
    locale = job.reply_target.locale
    lost = phrases.lost_of_clip(locale, job, picture) if job.picture_clip else []
    lossless, followed = not lost if job.picture_clip else suffix == "png", frame.followed
    actions = finished_actions(job, lossless=lossless, largest=frame.largest, private=private, followed=followed)
    made = [JobButton(action, job.id, locale) for action in actions]
    last = () if private else (made.pop(),)
    note = phrases.note(locale, job)
    shown = Attached(f"chameleon-{job.id}.{suffix}", picture, alt(job, locale), job.spoiler)
    follows = localized("stylize-followed", locale) if followed else ""
    foot = "\n".join(f"-# {line}" for line in (phrases.losses(locale, job.summary or {}), note, *lost, follows) if line)
    more = () if is_drafts(job) and not private else frame.extra  # drafts are not what a challenge is for
    return Reply(head, title(job, locale, owner=not private), shown, foot, [*made, *more, *last])


def ended_card(job: Job, text: str) -> Reply:
    """A job that ended without a picture."""
    actions = ("again", "tune", "delete")
    locale = job.reply_target.locale
    return Reply(title(job, locale), text, [JobButton(action, job.id, locale) for action in actions])


def cancelled_card(job: Job) -> Reply:
    """A cancelled job."""
    return ended_card(job, localized("stylize-cancelled", job.reply_target.locale))


def outlived_card(job: Job) -> Reply:
    """A job that runs longer than its reply can be edited."""
    return Reply(title(job, job.reply_target.locale), localized("stylize-outlived", job.reply_target.locale))


def left_behind_card(job: Job) -> Reply:
    """A reply whose job ended in another message."""
    return Reply(title(job, job.reply_target.locale), localized("stylize-finished-elsewhere", job.reply_target.locale))


def resumed_card(job: Job) -> Reply:
    """A job that continues after the coming restart."""
    return Reply(title(job, job.reply_target.locale), localized("stylize-resumed", job.reply_target.locale))
