"""Let a challenge repeat: the form for its themes, what is told, and the button that stops it."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.challenges.series import Every, Series, themes_in
from cogs.challenges.buttons import ChallengeButton, action
from cogs.challenges.context import Press, challenges_of, find, person_of, require_server, server_challenge
from cogs.challenges.texts import plain, stamp
from cogs.shared.forms import CorrectableForm, labelled
from cogs.shared.layouts import listed_lines
from cogs.shared.options import Choices, choices_like, completion
from cogs.shared.replies import Reply, show, wait
from cogs.shared.texts import Language, localized, user_error

_THEMES_SHOWN = 8
_MOST_TEXT = 4000  # characters of a field in a form


class RepeatForm(CorrectableForm):
    """Asks for the themes of the challenges to come."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:repeat-form:(?P<id>[0-9a-f]{1,32}):(?P<every>weekly|monthly)")

    def __init__(self, challenge_id: str, every: Every, locale: Language = None) -> None:
        self._challenge_id, self._every = challenge_id, every
        self._themes: ui.TextInput[Any] = ui.TextInput(
            custom_id="themes", style=discord.TextStyle.paragraph, required=False, max_length=_MOST_TEXT
        )
        help_ = localized("challenges-repeat-themes-help", locale)
        super().__init__(
            localized(f"challenges-form-repeat-{every}", locale),
            f"ch:repeat-form:{challenge_id}:{every}",
            labelled(localized("challenges-form-themes", locale), self._themes, help_),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"], Every(match["every"]))

    @classmethod
    async def shown(cls, interaction: Press, match: re.Match[str]) -> Self:
        """See `Form`."""
        challenge = await server_challenge(interaction, match["id"])
        return cls(challenge.id, Every(match["every"]), interaction.locale)

    async def act(self, interaction: Press) -> None:
        """Begin the series, and say when the next challenge opens."""
        await wait(interaction)
        await server_challenge(interaction, self._challenge_id)
        themes, person = themes_in(self._themes.value), person_of(interaction)
        repetition = challenges_of(interaction).repetition
        series = await repetition.repeat(self._challenge_id, self._every, themes, person)
        await show(interaction, _about(series, interaction.locale))


@action("stop")
async def stop(interaction: Press, series_id: str, _arg: str) -> None:
    """Stop a series."""
    await wait(interaction)
    await show(interaction, await stopped(interaction, series_id))


async def stopped(interaction: Press, series_id: str | None) -> Reply:
    """Stop a series, the newest one if none is named, and say so.

    Raises:
        UserError: there is none, or the person may not.
    """
    challenges = challenges_of(interaction)
    known = await challenges.repetition.of_guild(require_server(interaction))
    chosen = [one for one in known if series_id in {None, one.id, one.template.words.title}]
    if not chosen:
        raise user_error("challenge-no-series")
    series = await challenges.repetition.stop(chosen[0].id, person_of(interaction))
    return Reply(localized("challenges-stopped", interaction.locale, title=plain(series.template.words.title)))


@completion
async def series_here(interaction: Press, text: str) -> Choices:
    """The series of the server."""
    known = await challenges_of(interaction).repetition.of_guild(interaction.guild_id or 0)
    return choices_like(text, ((one.id, one.template.words.title) for one in known))


async def repeat_form(interaction: Press, every: str, challenge: str | None) -> RepeatForm:
    """The form for the chosen challenge, without one for the newest."""
    found = await find(interaction, challenge, lambda _: True)
    return RepeatForm(found.id, Every(every), interaction.locale)


def series_line(series: Series, locale: Language) -> str:
    """A series in the list of challenges."""
    title = plain(series.template.words.title)
    when = stamp(series.next_at, "R")
    return localized(f"challenges-list-{series.every}", locale, title=title, when=when)


def _about(series: Series, locale: Language) -> Reply:
    when = {"when": stamp(series.next_at, "F"), "when-in": stamp(series.next_at, "R")}
    title = plain(series.template.words.title)
    parts = [localized(f"challenges-repeats-{series.every}", locale, title=title, **when)]
    if series.themes:
        lines = [f"{number}. {plain(theme)}" for number, theme in enumerate(series.themes, 1)]
        more = listed_lines(lines, lambda rest: localized("common-more", locale, count=rest), most=_THEMES_SHOWN)
        parts.append(f"{localized('challenges-repeats-themes', locale, count=len(lines))}\n{more}")
    return Reply(*parts, [ChallengeButton("stop", series.id, "", locale)])
