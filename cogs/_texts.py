"""Every text that people see in Discord, in one place: short, kind, and exact about what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.executor import Stepped
from bot.jobs import Job, Standing

STYLIZE = "Paint one picture in the style of another"
STYLIZE_OPTIONS = {
    "content": "The picture to repaint: a photo, for example",
    "style": "The picture whose style to borrow: a painting, for example",
    "strength": "How much of the style: 0 keeps the photo, 100 gives it over to the painting (normally 50)",
    "recipe": "How much work goes into it: draft is quick, fine is slow",
    "size": "Long side of the result in pixels",
    "seed": "The same seed and pictures give the same result",
}
SHOW = "Show a picture again that I painted for you"
SHOW_OPTIONS = {"id": "The picture's id, from its file name; your newest one if you leave this out"}

AGAIN, DELETE, CANCEL = "Again (new seed)", "Delete", "Cancel"
ACCEPTED = "🎨  Got it! Mixing the paint…"
RESUMED = "⏸️  I am restarting. Your picture keeps its place, and I paint it as soon as I am back."
CANCELLED = "⏹️  Stopped."
PREVIEW_ALT = "The picture as it is now, still being painted"
PICTURE_ALT = "A photo repainted in the style of another picture. {summary}"
NOTHING_YET = "I have not painted anything for you yet."
NOTHING_YET_HINT = "Try /stylize with a photo and a painting."
NOT_YOURS = "That picture was painted for somebody else."
NOT_YOURS_HINT = "Only the person who asked for it can show it again."
NO_PICTURE = "There is no finished picture under that id."
NO_PICTURE_HINT = "The id is in the file's name: chameleon-<id>.png."
OUTDATED = "I was updated a moment ago and Discord still shows my old commands. Try again in a minute."
UNANSWERED = "That did not work. I am telling the person who asked why."
NOT_HERE = "That does not work here."
UNREADABLE_HINT = "Please try again; if it happens again, save the picture and upload it anew."
BIG_FILE_HINT = "Save it smaller, or as a JPEG, and try again."
PERMISSIONS_HINT = "Ask somebody who runs this server to allow it, or use me in another channel or in a direct message."
_PERMISSION_NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "attach_files": "Attach Files",
}
_CELLS = 20
_FIRST_FORECAST = 20  # the first twentieth of the steps is too little to judge by: it may have loaded the encoder


def missing_permissions(names: list[str]) -> str:
    """What the bot lacks in a channel; `names` are discord.py's."""
    return f"I need the permission {_listed([f'“{_PERMISSION_NAMES[name]}”' for name in names])} in this channel."


def too_large_file(role: str, limit: int) -> str:
    """An upload is over `limit` bytes; `role` is the option it was given for."""
    return f"The {role} picture is larger than {limit // 2**20} MB."


def unreadable(role: str) -> str:
    """Discord did not hand over an upload."""
    return f"Discord did not give me the {role} picture."


def bad_image(role: str, problem: Exception) -> str:
    """An upload is no picture that can be used."""
    return f"{role.capitalize()} picture: {problem}"


def too_large_size(limit: int) -> str:
    """A result of that size is not painted here; `limit` in pixels."""
    return f"I paint pictures up to {limit} pixels here."


def fault(reference: str) -> str:
    """Something broke that is not the person's doing."""
    return f"Something went wrong on my side, sorry. Please try again; if you report it, mention `{reference}`."


def queued(standing: Standing | None, now: datetime) -> str:
    """A job that waits; `standing` is None when its place is not known."""
    if standing is None or standing.ahead == 0:
        return ACCEPTED
    line = f"🕓  In line: {standing.ahead} before you."
    return line if standing.wait is None else f"{line} Starts {_relative(now, standing.wait)}."


def progress(event: Stepped, now: datetime) -> str:
    """A job that is being painted: bar, step, losses and forecast."""
    done = event.step / max(event.steps, 1)
    filled = round(done * _CELLS)
    parts = [
        f"step {event.step} of {event.steps}",
        f"style loss {number(event.style_loss)}",
        f"content {number(event.content_loss)}",
    ]
    if event.steps <= _FIRST_FORECAST * event.step < event.steps * _FIRST_FORECAST:
        parts.append(f"ready {_relative(now, event.remaining)}")
    return f"🎨  `{'█' * filled}{'░' * (_CELLS - filled)}` **{done:.0%}**\n-# {' · '.join(parts)}"


def summary(values: Mapping[str, Any]) -> str:
    """One line about a finished picture, from `nst.progress.Result.summary()`."""
    first, last = values["style_loss"]
    parts = [
        f"style loss {number(first)} → {number(last)}",
        f"content {number(values['content_loss'][1])}",
        f"{values['steps']} steps",
        f"{values['seconds']:.1f} s",
        values["encoder"],
        f"seed {values['params']['seed']}",
    ]
    return " · ".join(parts)


def failed(job: Job) -> str:
    """A job that did not work."""
    return f"😕  {job.error or 'That did not work.'}"


def late(job: Job) -> str:
    """Above a message in the channel, for a job whose reply can no longer be edited."""
    if job.picture is None:
        return f"<@{job.owner_id}>, about the picture that you asked for a while ago:"
    return f"🎨  <@{job.owner_id}>, your picture is ready. It came too late for my first answer."


def direct(job: Job) -> str:
    """Above a direct message, for a job whose end could not be posted where it was asked for."""
    if job.picture is None:
        return "About the picture that you asked for; I could not answer there:"
    return "🎨  Your picture is ready. I could not post it where you asked for it."


def number(value: float) -> str:
    """A loss with two significant digits and no exponent where it can be helped: 0.0013, 0.42, 12, 1,234."""
    if value >= 100:
        return f"{value:,.0f}"
    if 0 < value < 0.0001:
        return f"{value:.1e}"
    return f"{float(f'{value:.2g}'):g}"


def _relative(now: datetime, seconds: float) -> str:
    return f"<t:{round(now.timestamp() + max(seconds, 1))}:R>"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
