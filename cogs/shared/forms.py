"""Forms (Discord's modals) that work after a restart, as buttons do: their custom_id says what they are about.

discord.py remembers the forms that it has shown, but only until the bot stops. This module does not use that: every
submitted form is built from its id, filled with the entered values, and asked to act.
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
    """A form. Subclasses define a `template` for their ids, and fields with their own ids.

    Args:
        title: up to 45 characters.
        custom_id: matches the template.
        fields: five at most.
    """

    template: ClassVar[re.Pattern[str]]

    def __init__(self, title: str, custom_id: str, *fields: ui.Item[Any]) -> None:
        super().__init__(title=title[:45], custom_id=custom_id)
        for field in fields:
            self.add_item(field)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """The form for this id, without values. It is then filled with what the person entered."""
        raise NotImplementedError

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Do the work of the form."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Act, and report errors to the person."""
        async with answering(interaction):
            await self.act(interaction)

    async def on_error(  # type: ignore[override]  # as the class in between declares it
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report an error while reading the form."""
        async with answering(interaction):
            raise error


async def show_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Answer an interaction with a form."""
    form.stop()  # keeps discord.py from remembering it
    await interaction.response.send_modal(form)


class Forms:
    """The registered forms. Each feature adds its own.

    Attributes:
        kinds: their classes.
    """

    def __init__(self) -> None:
        self.kinds: list[type[Form]] = []

    def add(self, *kinds: type[Form]) -> None:
        """Register forms."""
        self.kinds += kinds

    async def take(self, interaction: discord.Interaction[Any]) -> None:
        """Act on a submitted form of a registered kind. Call it for every interaction."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data
        for kind in self.kinds:
            if match := kind.template.fullmatch(data["custom_id"]):
                # discord.py has no public way to read an unknown form. This returns a task.
                await kind.blank(match)._dispatch_submit(interaction, data["components"], data.get("resolved", {}))  # noqa: SLF001


def labelled(text: str, component: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    """A field with a label; Discord allows 45 characters for it and 100 for a description."""
    return ui.Label(text=text[:45], description=None if description is None else description[:100], component=component)


def choice(
    custom_id: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None, required: bool = True
) -> ui.Select[Any]:
    """A menu of (value, text) that allows one choice."""
    shown = [
        discord.SelectOption(label=text[:LONGEST_CHOICE], value=value, default=value == chosen)
        for value, text in options[:MOST_CHOICES]
    ] or [discord.SelectOption(label="–", value="-")]  # a blank form is only read, never shown
    return ui.Select(custom_id=custom_id, options=shown, required=required, min_values=1 if required else 0)


def first(select: ui.Select[Any]) -> str | None:
    """The choice in a menu; None if nothing was chosen."""
    return select.values[0] if select.values else None
