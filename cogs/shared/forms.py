"""Forms (Discord's modals) that work after a restart, as buttons do: their custom_id says what they are about.

discord.py remembers the forms that it has shown, but only until the bot stops. This module does not use that: every
submitted form is built from its id, filled with the entered values, and asked to act.

What was entered in a form that is refused is kept as a draft. A button opens the form again with all of it. The id of
such a form ends with ``|`` and the id of the draft, which has the uploaded files: Discord shows no file in a new form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.errors import NotAllowed, NotFound
from bot.people.consent import Banned, OptedOut
from bot.styles.style import StyleNotFound
from cogs.shared.errors import answering, tell
from cogs.shared.interactions import services_of
from cogs.shared.layouts import shortened
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.texts import Language, localized, user_error
from nst.errors import UserError

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_LONGEST_NAME = 40  # characters of a kept file's name
_FINAL = (Banned, NotAllowed, NotFound, OptedOut)  # refusals that no other entry would change


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


class CorrectableForm(Form):
    """A form that is opened again when it was refused; by `open_form`, too."""

    _kept_alone: bool | None = None  # of a form that was refused before; its button is on a private message

    def seen_by_one(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether the form was opened from a message that only this person sees. Corrections do not change it."""
        if self._kept_alone is not None:
            return self._kept_alone
        return interaction.message is not None and interaction.message.flags.ephemeral

    def corrects(self, draft: Mapping[str, Any]) -> None:
        """Take over from a refused form where it was opened."""
        self._kept_alone = draft.get("alone")

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """The form for this id, as it is shown to a person. Waits for the database at most.

        Raises:
            UserError: what the form is about is gone, or not for this person.
        """
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Act, and report errors to the person. What can be corrected is offered to be corrected."""
        async with answering(interaction):
            try:
                await self.act(interaction)
            except UserError as error:
                if isinstance(error, _FINAL) and not isinstance(error, StyleNotFound):
                    raise
                entered = _entered(interaction.data) | {"alone": self.seen_by_one(interaction)}
                draft_id = await services_of(interaction).drafts.put(interaction.user.id, entered)
                await tell(interaction, error, CorrectButton(draft_id, self.custom_id, interaction.locale))


async def show_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Answer an interaction with a form."""
    form.stop()  # keeps discord.py from remembering it
    await interaction.response.send_modal(form)


async def open_form(
    interaction: discord.Interaction[Any], form_id: str, draft_id: str | None = None, draft: Mapping[str, Any] = _EMPTY
) -> None:
    """Answer an interaction with the form for an id, filled with what a draft keeps of it.

    Raises:
        UserError: what the form is about is gone, or not for this person.
    """
    found = interaction.client.forms.find(form_id)
    if found is None or not issubclass(found[0], CorrectableForm):
        raise user_error("draft-gone")
    kind, match = found
    form = await kind.shown(interaction, match)
    if draft_id is not None:
        form.custom_id = f"{form_id}|{draft_id}"
    for label in form.walk_children():
        if isinstance(label, ui.Label):
            _fill(label, draft, interaction.locale)
    await show_form(interaction, form)


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

    def find(self, form_id: str) -> tuple[type[Form], re.Match[str]] | None:
        """The kind of form that an id belongs to; None if there is none."""
        found = ((kind, kind.template.fullmatch(form_id)) for kind in self.kinds)
        return next(((kind, match) for kind, match in found if match), None)

    async def take(self, interaction: discord.Interaction[Any]) -> None:
        """Act on a submitted form of a registered kind. Call it for every interaction."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data
        form_id, _, draft_id = data["custom_id"].partition("|")
        found = self.find(form_id)
        if found is None:
            return
        kind, match = found
        async with answering(interaction):
            form = kind.blank(match)
            if draft_id:
                draft = await services_of(interaction).drafts.get(draft_id, interaction.user.id)
                _add_kept_files(data, draft)
                if isinstance(form, CorrectableForm):
                    form.corrects(draft)
            # discord.py has no public way to read an unknown form. This returns a task.
            await form._dispatch_submit(interaction, data["components"], data.get("resolved", {}))  # noqa: SLF001


class CorrectButton(PersistentButton, template=r"correct:(?P<draft>[0-9a-f]{16}):(?P<form>[^|]{1,75})"):
    """Opens a refused form again, with everything that was entered. The draft has the entries."""

    def __init__(self, draft_id: str, form_id: str, locale: Language = None) -> None:
        label, style = localized("common-correct", locale), discord.ButtonStyle.primary
        super().__init__(ui.Button(label=label, emoji="✏️", style=style, custom_id=f"correct:{draft_id}:{form_id}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the form."""
        draft = await services_of(interaction).drafts.get(self.fields["draft"], interaction.user.id)
        await open_form(interaction, self.fields["form"], self.fields["draft"], draft)


def _entered(data: Any) -> dict[str, Any]:  # noqa: ANN401  discord.py's type has no uploads
    """The values of a form's fields, and the uploaded files as Discord describes them; both by the fields' ids."""
    attachments = data.get("resolved", {}).get("attachments", {})
    fields, files = {}, {}
    for name, field in _fields(data):
        if field["type"] == discord.ComponentType.file_upload.value:
            files[name] = [attachments[some_id] for some_id in field.get("values", ()) if some_id in attachments]
        else:
            fields[name] = field.get("values", field.get("value"))
    return {"fields": fields, "files": files}


def _add_kept_files(data: Any, draft: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Put the files of a draft into the fields that were sent without a new one."""
    attachments = data.setdefault("resolved", {}).setdefault("attachments", {})
    for name, field in _fields(data):
        kept = draft.get("files", {}).get(name)
        if kept and not field.get("values"):
            field["values"] = [file["id"] for file in kept]
            attachments |= {file["id"]: file for file in kept}


def _fields(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    for label in data["components"]:
        field = label.get("component")
        if field is not None:
            yield field["custom_id"], field


def _fill(label: ui.Label[Any], draft: Mapping[str, Any], locale: Language) -> None:
    """Show in a field what was entered before."""
    field: Any = label.component
    entered, files = draft.get("fields", {}).get(field.custom_id), draft.get("files", {}).get(field.custom_id)
    match field:
        case ui.TextInput() if entered is not None:
            field.default = entered
        case ui.Select() if entered is not None:
            for option in field.options:
                option.default = option.value in entered
        case ui.FileUpload() if files:
            name = shortened(files[0]["filename"], _LONGEST_NAME)
            field.required = False
            label.description = localized("common-kept-file", locale, name=name)[:100]


def labelled(text: str, component: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    """A field with a label; Discord allows 45 characters for it and 100 for a description."""
    return ui.Label(text=text[:45], description=None if description is None else description[:100], component=component)


def choice(
    custom_id: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str | None = None,
    required: bool = True,
    most: int = 1,
) -> ui.Select[Any]:
    """A menu of (value, text) that allows one choice, or up to `most`."""
    shown = [
        discord.SelectOption(label=text[:LONGEST_CHOICE], value=value, default=value == chosen)
        for value, text in options[:MOST_CHOICES]
    ] or [discord.SelectOption(label="–", value="-")]  # a blank form is only read, never shown
    most = min(most, len(shown))
    return ui.Select(
        custom_id=custom_id, options=shown, required=required, min_values=1 if required else 0, max_values=most
    )


def first(select: ui.Select[Any]) -> str | None:
    """The choice in a menu; None if nothing was chosen."""
    return select.values[0] if select.values else None
