"""The context menu commands of a post: “Stylize…” and “Use as style…”.

Both open a form. The pictures of the post are kept as a draft until the form is submitted, because the bot cannot read
other people's posts by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Self

import discord
from discord import app_commands, ui

from bot.parameters.mixes import MAX_STYLES, check_count
from bot.styles.style import Style
from cogs.painting.look_fields import LookFields
from cogs.painting.orders import Order, params_from
from cogs.painting.partial_orders import DRAFT, PartialOrder, read_draft
from cogs.painting.questions import submit_or_ask
from cogs.painting.submission import submit
from cogs.shared.admission import check_person, require_savers
from cogs.shared.errors import answering
from cogs.shared.forms import CorrectableForm, choice, first, labelled, open_form
from cogs.shared.interactions import services_of
from cogs.shared.options import MOST_CHOICES
from cogs.shared.posts import Fetched, Posted, is_hidden, linked_picture, pictures_in, subject_of
from cogs.shared.style_option import shown_choice
from cogs.shared.texts import Language, localized, user_error
from cogs.shared.uploads import Upload

MOST_PICTURES = 10


class StylizeForm(CorrectableForm):
    """Asks how to paint a picture of a post. Of several pictures and styles, the person chooses afterwards."""

    template = re.compile(rf"stylize:{DRAFT}")

    def __init__(self, draft_id: str, locale: Language = None, styles: Sequence[Style] = ()) -> None:
        self._draft_id = draft_id
        named = [(style.ref, shown_choice(style, locale)) for style in styles]
        self._saved = choice("saved", named, required=False, most=MAX_STYLES)
        self._upload: ui.FileUpload[Any] = ui.FileUpload(custom_id="upload", required=False, max_values=MAX_STYLES)
        self._look = LookFields(locale)
        super().__init__(
            localized("stylize-menu-title", locale),
            f"stylize:{draft_id}",
            labelled(
                localized("stylize-menu-saved", locale), self._saved, localized("stylize-menu-saved-help", locale)
            ),
            labelled(
                localized("stylize-menu-upload", locale), self._upload, localized("stylize-menu-upload-help", locale)
            ),
            self._look.strength,
            self._look.strokes,
            self._look.colours,
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["draft"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        await read_draft(interaction, match["draft"])
        styles = await services_of(interaction).styles.search(
            "", interaction.guild_id, interaction.user.id, MOST_CHOICES
        )
        return cls(match["draft"], interaction.locale, styles)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint the picture, or ask for what was not chosen."""
        order = await read_draft(interaction, self._draft_id)
        styles: tuple[Posted | str, ...] = (*map(Posted.of, self._upload.values), *self._saved.values)
        check_count(len(styles))
        params = params_from(services_of(interaction), interaction.guild_id, **self._look.entered())
        style = next(iter(styles), None)
        await submit_or_ask(interaction, replace(order, style=style, more_styles=styles[1:], params=params))


class UseStyleForm(CorrectableForm):
    """Asks how to use a picture of a post as a style: paint a photo in it, or save it under a name."""

    template = re.compile(rf"use-style:{DRAFT}")

    def __init__(
        self, draft_id: str, locale: Language = None, pictures: Sequence[Posted] = (), *, guild: bool = True
    ) -> None:
        self._draft_id = draft_id
        self._picture = _picture_choice(pictures)
        self._upload: ui.FileUpload[Any] = ui.FileUpload(custom_id="upload", required=False, max_values=1)
        self._link: ui.TextInput[Any] = ui.TextInput(custom_id="link", required=False, max_length=1000)
        self._name: ui.TextInput[Any] = ui.TextInput(custom_id="name", required=False, max_length=32)
        shelves = [
            ("mine", localized("stylize-menu-for-me", locale)),
            ("guild", localized("stylize-menu-for-server", locale)),
        ]
        self._shelf = choice("shelf", shelves[: 2 if guild else 1], chosen="mine")
        fields = [
            labelled(
                localized("stylize-menu-photo", locale), self._upload, localized("stylize-menu-photo-help", locale)
            ),
            labelled(localized("stylize-menu-link", locale), self._link, localized("stylize-menu-link-help", locale)),
            labelled(localized("stylize-menu-name", locale), self._name, localized("stylize-menu-name-help", locale)),
            labelled(localized("stylize-menu-shelf", locale), self._shelf),
        ]
        if len(pictures) != 1:
            fields.insert(0, labelled(localized("stylize-menu-style", locale), self._picture))
        super().__init__(localized("stylize-menu-style-title", locale), f"use-style:{draft_id}", *fields)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["draft"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `Form`."""
        order = await read_draft(interaction, match["draft"])
        return cls(match["draft"], interaction.locale, order.pictures, guild=interaction.guild_id is not None)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint, save, or both."""
        draft = await read_draft(interaction, self._draft_id)
        style = _open(interaction, draft.pictures[int(first(self._picture) or 0)])
        photo, name = self._photo(interaction), self._name.value.strip()
        if photo is None and not name:
            raise user_error("nothing-to-do-with-style")
        if name:
            await self._require_keeping(interaction, style, draft.subject_id)
        if photo is not None:
            params = params_from(services_of(interaction), interaction.guild_id)
            order = Order(content=photo, style=style, params=params, subject_id=draft.subject_id)
            await submit(interaction, order, first=partial(self._keep, interaction, style, name) if name else None)
            return
        await interaction.response.defer(thinking=True, ephemeral=True)
        saved = await self._keep(interaction, style, name)
        text = localized("stylize-style-kept", interaction.locale, name=saved.name)
        await interaction.edit_original_response(content=text)

    def _photo(self, interaction: discord.Interaction[Any]) -> Upload | None:
        if self._upload.values:
            return self._upload.values[0]
        return _open(interaction, linked_picture(self._link.value)) if self._link.value.strip() else None

    async def _require_keeping(
        self, interaction: discord.Interaction[Any], style: Upload, subject_id: int | None
    ) -> None:
        await check_person(interaction, subject_id)
        if self._for_all:
            require_savers(interaction)
            if is_hidden(style):
                raise user_error("style-only-for-adults")

    async def _keep(self, interaction: discord.Interaction[Any], style: Upload, name: str) -> Style:
        services, guild_id = services_of(interaction), interaction.guild_id if self._for_all else None
        user_id = interaction.user.id
        return await services.styles.save(user_id, guild_id, name, await services.intake.read(user_id, "style", style))

    @property
    def _for_all(self) -> bool:
        """Whether to save the style for everyone in the server."""
        return first(self._shelf) == "guild"


@app_commands.context_menu(name="Stylize…")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def stylize_post(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Ask how to paint a picture of a post."""
    async with answering(interaction):
        await open_form(interaction, f"stylize:{await _drafted(interaction, message)}")


@app_commands.context_menu(name="Use as style…")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def use_as_style(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Ask how to use a picture of a post as a style."""
    async with answering(interaction):
        await open_form(interaction, f"use-style:{await _drafted(interaction, message)}")


async def _drafted(interaction: discord.Interaction[Any], message: discord.Message) -> str:
    """The id of the draft that keeps the pictures of a post for the form."""
    pictures = pictures_in(message)[:MOST_PICTURES]
    if not pictures:
        raise user_error("no-picture-in-post")
    services, client = services_of(interaction), interaction.client
    subject_id = await subject_of(services.job_service, client.user, message, interaction.user.id)
    await check_person(interaction, subject_id)
    order = PartialOrder(pictures=tuple(pictures), subject_id=subject_id)
    return await services.drafts.put(interaction.user.id, order.to_dict())


def _picture_choice(pictures: Sequence[Posted]) -> ui.Select[Any]:
    named = [(str(number), f"{number + 1}: {picture.name}") for number, picture in enumerate(pictures)]
    return choice("picture", named, chosen="0")


def _open(interaction: discord.Interaction[Any], picture: Posted) -> Fetched:
    return Fetched(interaction.client, picture, services_of(interaction).settings.limits.max_bytes)
