"""Sentences built from values: progress, summaries, lists. The first argument is the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.jobs.executor import StepReport
from bot.jobs.job import Job, QueuePosition
from cogs.shared.formats import expected, number
from cogs.shared.texts import Language, error_text, localized
from nst.drafts import drafts
from nst.errors import UserError
from nst.motion.timing import timing
from nst.params import Mode, Params

_CELLS = 20
_FIRST_FORECAST = 20  # the first twentieth of the steps gives no good forecast: it may include loading the encoder


def queued(locale: Language, position: QueuePosition | None, now: datetime) -> str:
    """A waiting job; `position` is None when its position is unknown."""
    if position is not None and position.hold is not None:
        return localized("people-held", locale)
    if position is None or position.ahead == 0:
        return localized("stylize-accepted", locale)
    if position.wait is None:
        return localized("stylize-queued", locale, ahead=position.ahead)
    return localized("stylize-queued-until", locale, ahead=position.ahead, when=expected(locale, now, position.wait))


def progress(locale: Language, event: StepReport, now: datetime, *, frames: bool = False) -> str:
    """A running job: bar, step, losses and forecast. The steps of an animation are its `frames`, without losses."""
    done = event.step / max(event.steps, 1)
    filled = round(done * _CELLS)
    facts = {
        "bar": "█" * filled + "░" * (_CELLS - filled),
        "done": done,
        "step": event.step,
        "steps": event.steps,
        "style": number(locale, event.style_loss),
        "content": number(locale, event.content_loss),
    }
    name = "stylize-progress-frames" if frames else "stylize-progress"
    if event.steps <= _FIRST_FORECAST * event.step < event.steps * _FIRST_FORECAST:
        return localized(f"{name}-until", locale, **facts, when=expected(locale, now, event.remaining))
    return localized(name, locale, **facts)


def losses(locale: Language, summary: Mapping[str, Any]) -> str:
    """The losses and the time of a finished picture on a short line, from `nst.progress.Result.summary()`."""
    if "frames" in summary:
        return localized(
            "stylize-losses-clip", locale, frames=summary["frames"], seconds=number(locale, summary["seconds"])
        )
    style, content = summary["style_loss"], summary["content_loss"]
    mode = summary["params"].get("mode", Mode.TRANSFER)
    if summary["params"].get("sheet") and mode == Mode.TRANSFER:
        shown = _drafts(locale, Params.from_dict(summary["params"]))
        return localized("stylize-losses-drafts", locale, drafts=shown, seconds=number(locale, summary["seconds"]))
    return localized(
        f"stylize-losses-{mode}",
        locale,
        first=number(locale, style[0] if mode != Mode.RECONSTRUCTION else content[0]),
        last=number(locale, style[1] if mode != Mode.RECONSTRUCTION else content[1]),
        content=number(locale, content[1]),
        seconds=number(locale, summary["seconds"]),
    )


def _drafts(locale: Language, params: Params) -> str:
    """What each of four drafts is: “1: strength 30, strokes ×0.6 · 2: …”."""
    return " · ".join(
        localized(
            "stylize-draft",
            locale,
            number=str(place),
            strength=value(locale, "strength", draft.strength),
            scale=value(locale, "style_scale", draft.style_scale),
        )
        for place, draft in enumerate(drafts(params), 1)
    )


def run(locale: Language, summary: Mapping[str, Any]) -> str:
    """The steps, encoder and seed of a finished picture."""
    seed = str(summary["params"]["seed"])
    return localized("stylize-run", locale, steps=summary["steps"], encoder=summary["encoder"], seed=seed)


def change(locale: Language, key: str, before: object, after: object) -> str:
    """A changed parameter: “strength 50 → 62”."""
    name = key.replace("_", "-")
    return localized(
        f"stylize-change-{name}", locale, before=value(locale, key, before), after=value(locale, key, after)
    )


def value(locale: Language, key: str, shown: object) -> str:
    """A parameter as text."""
    match key:
        case "strength" if isinstance(shown, float | int):
            return number(locale, round(100 * shown))
        case "style_scale" if isinstance(shown, float | int):
            return number(locale, shown)
        case "colours":
            return localized(f"stylize-colours-{shown}", locale)
        case "area":
            return localized(f"stylize-title-{shown}", locale)
        case _:
            return str(shown)


def failed(locale: Language, job: Job) -> str:
    """A failed job."""
    if not job.error:
        return f"😕  {localized('stylize-failed', locale)}"
    values = dict(job.failure)
    return f"😕  {error_text(UserError(job.error, code=values.pop('code', ''), **values), locale)}"


def lost(locale: Language) -> str:
    """A finished picture whose file is gone."""
    return f"😕  {localized('stylize-lost', locale)}"


def note(locale: Language, job: Job) -> str:
    """What a person should know about a picture: its size had to be reduced. Often empty."""
    summary = job.summary or {}
    told = str(summary.get("note") or "")
    size = summary["params"]["size"] if told else job.params.size
    if size < job.params.size:
        return localized("stylize-note-memory", locale, wished=str(job.params.size), size=str(size))
    return told


def lost_of_clip(locale: Language, job: Job, shown: bytes) -> list[str]:
    """What an animation has lost so that its file fits where it is shown; empty if nothing."""
    summary, found = job.summary or {}, timing(shown)
    size, frames = (found.size, len(found.durations)) if found else ((0, 0), 1)
    width, height = summary["size"]
    lost = []
    if size != (width, height):
        sizes = {"width": size[0], "height": size[1], "full_width": width, "full_height": height}
        sides = {name: str(value) for name, value in sizes.items()}
        lost.append(localized("stylize-note-clip-size", locale, **sides))
    if frames < summary["frames"]:
        lost.append(localized("stylize-note-clip-frames", locale, frames=frames, all=summary["frames"]))
    return lost


def late(locale: Language, job: Job) -> str:
    """The line above a channel message, for a job whose reply can no longer be edited."""
    return localized("stylize-late" if job.picture else "stylize-late-failed", locale, owner=f"<@{job.owner_id}>")


def direct(locale: Language, job: Job) -> str:
    """The line above a direct message, for a job whose end could not be posted where it was requested."""
    return localized("stylize-direct" if job.picture else "stylize-direct-failed", locale)
