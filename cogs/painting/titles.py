"""The title of a picture: whose it is and what it shows, such as “fox.png in Stained glass for @mia · strength 50”."""

from __future__ import annotations

from collections.abc import Callable

import discord

from bot.jobs.job import Job
from bot.parameters.recipes import is_instant
from cogs.painting import phrases
from cogs.shared.formats import escaped
from cogs.shared.layouts import shortened
from cogs.shared.options import LONGEST_CHOICE
from cogs.shared.style_option import shown_house_name
from cogs.shared.texts import Language, localized
from nst.params import Area, Mode


def title(job: Job, locale: Language, *, owner: bool = True) -> str:
    """The title as Discord's markdown, on one line.

    Args:
        job: of the picture.
        locale: of the reader.
        owner: whether to name the person who asked for it. Private pictures never do.
    """
    text = _what(job, locale, name=escaped, style=lambda names: f"**{names}**")
    if owner and not job.private:
        text = localized("stylize-title-for", locale, title=text, owner=f"<@{job.owner_id}>")
    return " · ".join([text, *_settings(job, locale)])


def plain_title(job: Job, locale: Language) -> str:
    """The title as plain text, without the person: for alt texts and lists of choices."""
    return " · ".join([_what(job, locale, name=str, style=str), *_settings(job, locale)])


def choice_title(job: Job, locale: Language) -> str:
    """The title for a list of choices, with what tells two equal ones apart: the date and the seed."""
    seed = localized("stylize-title-seed", locale, seed=str(job.params.seed))
    end = f" · {job.created_at:%Y-%m-%d %H:%M} · {seed}"
    return shortened(plain_title(job, locale), LONGEST_CHOICE - len(end)) + end


def style_name(job: Job, locale: Language, name: Callable[[str], str] = str) -> str:
    """The name of a picture's style, or the names of several with their shares; empty if it has none."""
    if len(job.styles) < 2:
        return name(shown_house_name(job.style_name, locale) if job.style_saved else job.style_name)
    unnamed = localized("stylize-title-style", locale)
    names = [name(shown_house_name(one, locale)) or unnamed for one in job.style_names] or [unnamed] * len(job.styles)
    mix = job.params.mix
    if len(mix) == len(names):
        names = [f"{one} {weight / sum(mix):.0%}" for one, weight in zip(names, mix, strict=True)]
    return " + ".join(names)


def alt(job: Job, locale: Language) -> str:
    """The alt text of a finished picture: its title and its losses."""
    return f"{plain_title(job, locale)}. {phrases.losses(locale, job.summary or {})}."


def when(job: Job) -> str:
    """The time of a picture, which Discord shows in the reader's time zone."""
    return discord.utils.format_dt(job.created_at, "R")


def _what(job: Job, locale: Language, *, name: Callable[[str], str], style: Callable[[str], str]) -> str:
    """What is shown. `name` writes the name of a file or style, and `style` those of all styles."""
    named = style_name(job, locale, name)
    kind = f"{job.params.mode}-sheet" if job.params.sheet else str(job.params.mode)
    return localized(
        f"stylize-title-{kind}",
        locale,
        photo=name(job.content_name) if job.content_name else localized("stylize-title-photo", locale),
        style=style(named) if named else localized("stylize-title-style", locale),
        layer=", ".join(job.params.content_layers),
    )


def _settings(job: Job, locale: Language) -> list[str]:
    """The strength, and what differs from the picture that this one was made after."""
    found = [phrases.change(locale, key, *values) for key, values in job.changes.items()]
    if job.params.mode is Mode.TRANSFER and not job.params.sheet and "strength" not in job.changes:
        strength = phrases.value(locale, "strength", job.params.strength)
        found.insert(0, localized("stylize-title-strength", locale, strength=strength))
    if job.content_clip is not None:
        found.append(localized("stylize-title-frames", locale, frames=job.frames))
    elif is_instant(job.params):
        found.append(localized("stylize-title-instant", locale))
    if job.params.area is not Area.EVERYWHERE and "area" not in job.changes:
        found.append(localized(f"stylize-title-{job.params.area}", locale))
    if job.mask is not None:
        found.append(localized("stylize-title-mask", locale))
    return found
