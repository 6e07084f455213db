"""The buttons below a job. They hold only the job's id, so they work as long as the job is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.jobs.job import Job
from bot.parameters.mixes import MAX_STYLES
from bot.parameters.recipes import is_instant
from bot.parameters.variations import next_size
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.texts import Language, localized
from nst.params import MAX_SIZE, Mode

_SECONDARY, _PRIMARY = discord.ButtonStyle.secondary, discord.ButtonStyle.primary
_LOOKS: dict[str, tuple[str | None, discord.ButtonStyle]] = {
    "again": ("🎲", _PRIMARY),
    "proper": ("🎨", _PRIMARY),
    "keep": ("✋", _SECONDARY),
    "vary": ("🔀", _SECONDARY),
    "explore": ("🧭", _SECONDARY),
    "showall": ("🌈", _SECONDARY),
    "develop1": (None, _PRIMARY),
    "develop2": (None, _PRIMARY),
    "develop3": (None, _PRIMARY),
    "develop4": (None, _PRIMARY),
    "tune": ("🎛️", _SECONDARY),
    "mix": ("🧪", _SECONDARY),
    "advanced": ("⚙️", _SECONDARY),
    "bigger": ("🔍", _SECONDARY),
    "use": ("📷", _SECONDARY),
    "compare": ("👀", _SECONDARY),
    "before": ("◀️", _SECONDARY),
    "after": ("▶️", _SECONDARY),
    "details": ("📊", _SECONDARY),
    "recipe": ("📝", _SECONDARY),
    "original": ("🖼️", _SECONDARY),
    "cancel": ("⏹️", _SECONDARY),
    "delete": ("🗑️", _SECONDARY),
}


Action = Callable[[discord.Interaction[Any], str], Awaitable[None]]
"""What a button does: it gets the interaction and the job's id."""

_ACTIONS: dict[str, Action] = {}


def action(name: str) -> Callable[[Action], Action]:
    """Register the function for the button of this name. All are in `cogs.painting.actions`."""

    def register(function: Action) -> Action:
        _ACTIONS[name] = function
        return function

    return register


def button_id(action: str, job_id: str) -> str:
    """The button's custom_id."""
    return f"job:{action}:{job_id}"


class JobButton(PersistentButton, template=rf"job:(?P<action>{'|'.join(_LOOKS)}):(?P<job_id>[0-9a-f]{{1,32}})"):
    """A button that runs its registered `action` on a job."""

    def __init__(self, action: str, job_id: str, locale: Language = None) -> None:
        emoji, style = _LOOKS[action]
        label = localized(f"stylize-{action}", locale)
        super().__init__(ui.Button(label=label, emoji=emoji, style=style, custom_id=button_id(action, job_id)))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Run the action for the person who pressed it."""
        await _ACTIONS[self.fields["action"]](interaction, self.fields["job_id"])


def finished_actions(
    job: Job, *, lossless: bool, largest: int = MAX_SIZE, private: bool = False, followed: bool = False
) -> list[str]:
    """The actions for a finished picture, in the order of its buttons.

    Args:
        job: the picture's job.
        lossless: whether the picture is shown without loss.
        largest: longest side that this picture may have there, in pixels.
        private: whether only one person sees this copy. It has no Delete, which would leave the other copy.
        followed: whether another picture will replace this one.
    """
    if is_drafts(job):
        actions = ["develop1", "develop2", "develop3", "develop4", "again"]
    elif is_instant(job.params):
        actions = [] if job.content_clip else ["keep" if followed else "proper"]
        actions += ["vary", "tune", *(["mix"] if len(job.styles) < MAX_STYLES else [])]
    else:
        actions = ["again", "vary", *(["explore"] if shows_photo(job) else []), "tune"]
        actions += ["mix"] if 0 < len(job.styles) < MAX_STYLES else []
        actions += [] if job.params.sheet else ["advanced"]
    if _can_grow(job, largest):
        actions.append("bigger")
    if shows_photo(job):
        actions.append("compare")
    actions.append("details")
    if not lossless:
        actions.append("original")
    if private:
        return [*actions, "use"] if job.content is not None else actions
    return [*actions, "delete"]


def is_drafts(job: Job) -> bool:
    """Whether a job is a sheet of four drafts."""
    return job.params.sheet and job.params.mode is Mode.TRANSFER


def shows_photo(job: Job) -> bool:
    """Whether a job is one photo in a style."""
    return job.params.mode is Mode.TRANSFER and not job.params.sheet


def _can_grow(job: Job, largest: int) -> bool:
    """Whether a larger picture is possible."""
    shown = max((job.summary or {}).get("size", [0]))
    return not job.params.sheet and job.content_clip is None and next_size(shown, largest) is not None
