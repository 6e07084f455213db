"""Incomplete orders from messages, and the menus that ask for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import discord
from discord import ui

from bot.jobs.job import ReplyTarget
from cogs.painting.orders import Order, accept, admitted, params_from
from cogs.shared.admission import Requester
from cogs.shared.age_limits import age_restricted
from cogs.shared.interactions import services_of
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentItem
from cogs.shared.posts import Fetched, Posted
from cogs.shared.replies import Reply
from cogs.shared.services import Services
from cogs.shared.style_option import shown_choice
from cogs.shared.texts import Language, localized

UPLOAD_LIMIT = 10 * 2**20  # of a message without an interaction, unless the server allows more


@dataclass(frozen=True, slots=True)
class PartialOrder:
    """An order from a message, which may be incomplete.

    Attributes:
        pictures: the candidates; one of them is painted.
        style: a picture, or the name or `Style.ref` of a saved one.
        subject_id: the owner of the pictures, if not the author.
    """

    pictures: tuple[Posted, ...]
    style: Posted | str | None = None
    subject_id: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; `from_dict` reads it back."""
        style = self.style.to_dict() if isinstance(self.style, Posted) else self.style
        return {
            "pictures": [picture.to_dict() for picture in self.pictures],
            "style": style,
            "subject_id": self.subject_id,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        style = data["style"]
        return cls(
            tuple(map(Posted.from_dict, data["pictures"])),
            Posted.from_dict(style) if isinstance(style, dict) else style,
            data["subject_id"],
        )

    @property
    def missing(self) -> str | None:
        """What the person must choose next; None if the order is complete."""
        if len(self.pictures) > 1:
            return "picture"
        return "style" if self.style is None else None

    def chosen(self, what: str, value: str) -> PartialOrder:
        """The same order with one choice made."""
        if what == "picture":
            return replace(self, pictures=(self.pictures[int(value)],))
        return replace(self, style=value)


class ChoiceMenu(PersistentItem[ui.Select[Any]], template=r"choose:(?P<what>picture|style):(?P<draft>[0-9a-f]{16})"):
    """A menu that asks which picture or which style."""

    def __init__(self, what: str, draft_id: str, options: list[discord.SelectOption], hint: str) -> None:
        super().__init__(ui.Select(custom_id=f"choose:{what}:{draft_id}", options=options, placeholder=hint[:150]))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what is still missing, or submit the order."""
        services, message = services_of(interaction), interaction.message
        assert message is not None  # noqa: S101  a menu is on one
        draft = PartialOrder.from_dict(await services.drafts.get(self.fields["draft"], interaction.user.id))
        partial = draft.chosen(self.fields["what"], self.item.values[0])
        await interaction.response.defer()
        if partial.missing is None:
            target = replace(reply_target_in(message, message.id), locale=str(interaction.locale))
            requester = Requester.of_interaction(interaction)
            await submit_partial(services, interaction.client, partial, requester, target)
            return
        draft_id = await services.drafts.put(interaction.user.id, partial.to_dict())
        user_id, guild_id = interaction.user.id, interaction.guild_id
        question = await choice_reply(services, partial, draft_id, user_id, guild_id, interaction.locale)
        await interaction.edit_original_response(view=question.view())


async def submit_partial(
    services: Services, client: discord.Client, partial: PartialOrder, requester: Requester, reply_target: ReplyTarget
) -> None:
    """Turn a complete order from a message into a job.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    limit = services.settings.limits.max_bytes
    style = Fetched(client, partial.style, limit) if isinstance(partial.style, Posted) else partial.style
    order = Order(
        content=Fetched(client, partial.pictures[0], limit),
        style=style,
        params=params_from(services, reply_target.guild_id),
        subject_id=partial.subject_id,
    )
    async with admitted(services, requester, order) as params:
        await accept(services, requester, order, params, reply_target)


def reply_target_in(message: discord.Message, reply_id: int | None) -> ReplyTarget:
    """Where the answer to a message goes: a reply of the bot, without a token."""
    guild = message.guild
    return ReplyTarget(
        application_id=0,
        token="",
        expires_at=discord.utils.utcnow(),
        channel_id=message.channel.id,
        guild_id=guild.id if guild else None,
        message_id=reply_id,
        upload_limit=guild.filesize_limit if guild else UPLOAD_LIMIT,
        locale=str(guild.preferred_locale) if guild else "en-GB",
        age_restricted=age_restricted(message.channel),
    )


async def choice_reply(
    services: Services, partial: PartialOrder, draft_id: str, user_id: int, guild_id: int | None, locale: Language
) -> Reply:
    """The message that asks for what is still missing."""
    if partial.missing == "picture":
        named = [
            discord.SelectOption(label=f"{number + 1}: {picture.name}"[:LONGEST_CHOICE], value=str(number))
            for number, picture in enumerate(partial.pictures)
        ]
        shown = [discord.MediaGalleryItem(picture.url, spoiler=picture.spoiler) for picture in partial.pictures]
        hint = localized("stylize-choose-picture-hint", locale)
        menu = ChoiceMenu("picture", draft_id, named, hint)
        return Reply(localized("stylize-choose-picture", locale), ui.MediaGallery(*shown), [menu])
    styles = await services.styles.search("", guild_id, user_id, MOST_CHOICES)
    named = [
        discord.SelectOption(label=shown_choice(style, locale)[:LONGEST_CHOICE], value=style.ref) for style in styles
    ]
    menu = ChoiceMenu("style", draft_id, named, localized("stylize-choose-style-hint", locale))
    return Reply(localized("stylize-choose-style", locale), [menu])
