"""Forms (Discord's modals) that outlive a restart of the bot, as buttons do: what they are about is in their custom id.

discord.py remembers the forms that it has shown, by their ids and only until it ends. Here it is not let to: every form
that is sent in is made anew from its id, filled with what the person entered, and asked to act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import discord
from discord import ui

from cogs.shared.errors import answering
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES


class Form(ui.Modal):
    """A form. Subclasses have a `template` for their ids, and fields with ids of their own.

    Args:
        title: up to 45 characters.
        custom_id: matches the template.
        fields: what there is to fill in, five at most.
    """

    template: ClassVar[re.Pattern[str]]

    def __init__(self, title: str, custom_id: str, *fields: ui.Item[Any]) -> None:
        super().__init__(title=title[:45], custom_id=custom_id)
        for field in fields:
            self.add_item(field)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """The form that has this id, to be filled with what was entered."""
        raise NotImplementedError

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the form is for."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Act, and answer for whatever goes wrong."""
        async with answering(interaction):
            await self.act(interaction)

    async def on_error(  # type: ignore[override]  # as the class between says
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Answer for what could not be read."""
        async with answering(interaction):
            raise error


async def show_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Answer an interaction with a form."""
    form.stop()  # so that discord.py does not remember it
    await interaction.response.send_modal(form)


class Forms:
    """The kinds of forms that are taken in. Each feature adds its own."""

    def __init__(self) -> None:
        self._kinds: list[type[Form]] = []

    def add(self, *kinds: type[Form]) -> None:
        """Take these in from now on."""
        self._kinds += kinds

    async def take(self, interaction: discord.Interaction[Any]) -> None:
        """Act on a form that was sent in, if it is of a known kind. Call it for every interaction."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data
        for kind in self._kinds:
            if match := kind.template.fullmatch(data["custom_id"]):
                # There is no public way to have an unknown form read; what comes of it is awaited as a task.
                await kind.blank(match)._dispatch_submit(interaction, data["components"], data.get("resolved", {}))  # noqa: SLF001


def labelled(text: str, component: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    """A field under its name; Discord takes 45 characters of that and 100 of a description."""
    return ui.Label(text=text[:45], description=None if description is None else description[:100], component=component)


def choice(
    custom_id: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None, required: bool = True
) -> ui.Select[Any]:
    """A menu of (value, text), of which one can be chosen."""
    shown = [
        discord.SelectOption(label=text[:LONGEST_CHOICE], value=value, default=value == chosen)
        for value, text in options[:MOST_CHOICES]
    ] or [discord.SelectOption(label="–", value="-")]  # a blank form is only read, never shown
    return ui.Select(custom_id=custom_id, options=shown, required=required, min_values=1 if required else 0)


def first(select: ui.Select[Any]) -> str | None:
    """What was chosen in a menu; None when nothing was."""
    return select.values[0] if select.values else None
