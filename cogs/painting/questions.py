"""Ask for what an order lacks: which picture to paint, and in which style."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, NamedTuple, Self

import discord
from discord import ui

from bot.styles.style import Style
from cogs.painting.message_orders import reply_target_in, submit_partial
from cogs.painting.orders import note_request
from cogs.painting.partial_orders import DRAFT, PartialOrder, check_order, read_draft
from cogs.painting.previews import ShowAllButton, can_show_all
from cogs.painting.submission import clip_question, submit
from cogs.shared.admission import Requester
from cogs.shared.forms import CorrectableForm, labelled, open_form
from cogs.shared.interactions import services_of
from cogs.shared.options import LONGEST_CHOICE
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.posts import Posted
from cogs.shared.replies import Part, Reply, show, wait
from cogs.shared.services import Services
from cogs.shared.style_option import house_titles, shown_choice, shown_name
from cogs.shared.style_sheets import style_sheet
from cogs.shared.texts import Language, localized

PAGE = 16  # styles on a page: four rows of four


class Asker(NamedTuple):
    """Who is asked, and where.

    `alone` says whether only that person sees the question.
    """

    user_id: int
    guild_id: int | None
    locale: Language
    alone: bool


async def ask(interaction: discord.Interaction[Any], partial: PartialOrder) -> None:
    """Ask privately for what the order lacks.

    Raises:
        UserError: nothing may be painted for this person here.
    """
    await check_order(interaction, partial)
    await wait(interaction)
    asker = Asker(interaction.user.id, interaction.guild_id, interaction.locale, alone=True)
    await show(interaction, await question(services_of(interaction), partial, asker))


async def submit_or_ask(interaction: discord.Interaction[Any], partial: PartialOrder) -> None:
    """Submit the order, or ask for what it lacks. Where the bot has asked for everyone to see, it goes on there.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    services, message = services_of(interaction), interaction.message
    if message is None or message.flags.ephemeral:
        if partial.missing is not None:
            await ask(interaction, partial)
            return
        await submit(interaction, partial.complete(interaction.client, services, interaction.guild_id))
        return
    await interaction.response.defer()
    if partial.missing is None:
        target = replace(reply_target_in(message, message.id), locale=str(interaction.locale))
        requester = Requester.of_interaction(interaction)
        job = await submit_partial(services, interaction.client, partial, requester, target)
        if job is None:
            await show(interaction, await clip_question(services, partial, requester.user_id, interaction.locale))
        else:
            note_request(job, interaction=interaction.id)
        return
    asker = Asker(interaction.user.id, interaction.guild_id, interaction.locale, alone=interaction.guild_id is None)
    await show(interaction, await question(services, partial, asker))


async def question(services: Services, partial: PartialOrder, asker: Asker, page: int = 0) -> Reply:
    """The message that asks for what is missing. Keeps the order as a draft."""
    draft_id = await services.drafts.put(asker.user_id, partial.to_dict())
    if partial.missing == "picture":
        return _picture_question(partial, draft_id, asker.locale)
    return await _style_question(services, partial, draft_id, asker, page)


class ChoiceMenu(PersistentItem[ui.Select[Any]], template=rf"choose:(?P<what>picture|style):{DRAFT}"):
    """A menu that asks which picture or which style."""

    def __init__(self, what: str, draft_id: str, options: list[discord.SelectOption], hint: str) -> None:
        super().__init__(ui.Select(custom_id=f"choose:{what}:{draft_id}", options=options, placeholder=hint[:150]))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what is still missing, or submit the order."""
        partial = await read_draft(interaction, self.fields["draft"])
        await submit_or_ask(interaction, partial.chosen(self.fields["what"], self.item.values[0]))


class UseStyleButton(PersistentButton, template=rf"choose-style:{DRAFT}:(?P<ref>.{{1,70}})"):
    """Chooses the style whose name is most like the given one."""

    def __init__(self, draft_id: str, style: Style, locale: Language = None) -> None:
        label = localized("stylize-choose-use", locale, name=shown_name(style, locale))
        custom_id = f"choose-style:{draft_id}:{style.ref}"
        super().__init__(ui.Button(label=label, emoji="✅", style=discord.ButtonStyle.primary, custom_id=custom_id))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what is still missing, or submit the order."""
        partial = await read_draft(interaction, self.fields["draft"])
        await submit_or_ask(interaction, partial.chosen("style", self.fields["ref"]))


class StylePageButton(PersistentButton, template=rf"choose-page:(?P<way>previous|next):{DRAFT}:(?P<page>\d{{1,4}})"):
    """Shows other styles to choose from."""

    def __init__(self, way: str, draft_id: str, page: int, locale: Language = None, *, disabled: bool = False) -> None:
        label, emoji = localized(f"styles-{way}", locale), "▶️" if way == "next" else "◀️"
        custom_id = f"choose-page:{way}:{draft_id}:{page}"
        super().__init__(ui.Button(label=label, emoji=emoji, disabled=disabled, custom_id=custom_id))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        partial = await read_draft(interaction, self.fields["draft"])
        page = int(self.fields["page"]) + (1 if self.fields["way"] == "next" else -1)
        await interaction.response.defer()
        message, guild_id = interaction.message, interaction.guild_id
        alone = guild_id is None or (message is not None and message.flags.ephemeral)
        asker = Asker(interaction.user.id, guild_id, interaction.locale, alone=alone)
        await show(interaction, await question(services_of(interaction), partial, asker, max(page, 0)))


class UploadStyleButton(PersistentButton, template=rf"choose-upload:{DRAFT}"):
    """Opens the form that asks for a picture as style."""

    def __init__(self, draft_id: str, locale: Language = None) -> None:
        label = localized("stylize-choose-upload", locale)
        super().__init__(ui.Button(label=label, emoji="📎", custom_id=f"choose-upload:{draft_id}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Open the form."""
        await open_form(interaction, f"upload-style:{self.fields['draft']}")


class UploadStyleForm(CorrectableForm):
    """Asks for a picture as style."""

    template = re.compile(rf"upload-style:{DRAFT}")

    def __init__(self, draft_id: str, locale: Language = None) -> None:
        self._draft_id = draft_id
        self._upload: ui.FileUpload[Any] = ui.FileUpload(custom_id="upload", max_values=1)
        field = labelled(localized("stylize-choose-upload-field", locale), self._upload)
        super().__init__(localized("stylize-choose-upload-title", locale), f"upload-style:{draft_id}", field)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["draft"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        await read_draft(interaction, match["draft"])
        return cls(match["draft"], interaction.locale)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what is still missing, or submit the order."""
        partial = await read_draft(interaction, self._draft_id)
        await submit_or_ask(interaction, replace(partial, style=Posted.of(self._upload.values[0])))


def _picture_question(partial: PartialOrder, draft_id: str, locale: Language) -> Reply:
    named = [
        discord.SelectOption(label=f"{number}: {picture.name}"[:LONGEST_CHOICE], value=str(number - 1))
        for number, picture in enumerate(partial.pictures, 1)
    ]
    shown = [discord.MediaGalleryItem(picture.url, spoiler=picture.spoiler) for picture in partial.pictures]
    menu = ChoiceMenu("picture", draft_id, named, localized("stylize-choose-picture-hint", locale))
    return Reply(localized("stylize-choose-picture", locale), ui.MediaGallery(*shown), [menu])


async def _style_question(services: Services, partial: PartialOrder, draft_id: str, asker: Asker, page: int) -> Reply:
    locale, known = asker.locale, await services.styles.available(asker.guild_id, asker.user_id)
    page = min(page, (len(known) - 1) // PAGE)
    first = page * PAGE
    shown = dict(enumerate(known[first : first + PAGE], first + 1))
    options = [
        discord.SelectOption(label=f"{number} · {shown_choice(style, locale)}"[:LONGEST_CHOICE], value=style.ref)
        for number, style in shown.items()
    ]
    menu = ChoiceMenu("style", draft_id, options, localized("stylize-choose-style-hint", locale))
    buttons: list[PersistentButton] = [UploadStyleButton(draft_id, locale)]
    if can_show_all(services, partial, asker.guild_id):
        buttons.append(ShowAllButton(draft_id, locale))
    if len(known) > PAGE:
        last = first + PAGE >= len(known)
        buttons.append(StylePageButton("previous", draft_id, page, locale, disabled=page == 0))
        buttons.append(StylePageButton("next", draft_id, page, locale, disabled=last))
    sheet = await style_sheet(services.styles, shown, locale, alone=asker.alone)
    return Reply(*await _heading(services, partial, draft_id, asker), sheet, [menu], buttons)


async def _heading(services: Services, partial: PartialOrder, draft_id: str, asker: Asker) -> list[Part]:
    """The question, and a button for the style whose name is most like the one that was given."""
    locale, name = asker.locale, partial.wanted
    ask_for_one = localized("stylize-choose-style", locale)
    if not name:
        return [ask_for_one]
    titles = house_titles(locale)
    alike = await services.styles.search(name, asker.guild_id, asker.user_id, 1, titles=titles)
    missing = localized("error-style-not-found", locale, name=name)
    if alike:
        return [missing, [UseStyleButton(draft_id, alike[0], locale)], ask_for_one]
    return [f"{missing} {ask_for_one}" if asker.alone else ask_for_one]
