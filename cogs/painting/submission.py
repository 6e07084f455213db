"""Submit an order, and ask whether all of an animation is painted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from cogs.painting.orders import Order, accept, admitted, note_request
from cogs.painting.partial_orders import DRAFT, PartialOrder, read_draft
from cogs.shared.admission import Requester, require_permissions
from cogs.shared.interactions import defer_reply, reply_target_of, services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Reply, show
from cogs.shared.services import Services
from cogs.shared.texts import Language, localized, user_error


async def submit(
    interaction: discord.Interaction[Any], order: Order, *, first: Callable[[], Awaitable[object]] | None = None
) -> None:
    """Turn an order into a job, or ask whether all of an animation is painted. The end replaces the reply.

    Args:
        interaction: must not be acknowledged yet.
        order: what to paint.
        first: called after the acknowledgement and before the pictures are read.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    services, requester = services_of(interaction), Requester.of_interaction(interaction)
    require_permissions(interaction)
    async with admitted(services, requester, order) as params:
        target = reply_target_of(interaction, await defer_reply(interaction, ephemeral=order.private))
        if first is not None:
            await first()
        job = await accept(services, requester, order, params, target)
    if job is None:
        question = await clip_question(services, PartialOrder.of(order), requester.user_id, interaction.locale)
        await show(interaction, question)
    else:
        note_request(job, interaction=interaction.id)


async def clip_question(services: Services, partial: PartialOrder, user_id: int, locale: Language) -> Reply:
    """The message that asks whether all of an animation is painted. Keeps the order as a draft."""
    draft_id = await services.drafts.put(user_id, partial.to_dict())
    buttons = [ClipButton(what, draft_id, locale) for what in ("first", "all")]
    return Reply(localized("stylize-clip-question", locale), buttons)


class ClipButton(PersistentButton, template=rf"clip:(?P<what>first|all):{DRAFT}"):
    """Paints the first frame of an animation, or all of it."""

    def __init__(self, what: str, draft_id: str, locale: Language = None) -> None:
        label, emoji = localized(f"stylize-clip-{what}", locale), "🎞️" if what == "all" else "🖼️"
        super().__init__(ui.Button(label=label, emoji=emoji, custom_id=f"clip:{what}:{draft_id}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Submit the order. Its end replaces the question."""
        services, requester = services_of(interaction), Requester.of_interaction(interaction)
        partial = replace(await read_draft(interaction, self.fields["draft"]), whole=self.fields["what"] == "all")
        require_permissions(interaction)
        order = partial.complete(interaction.client, services, interaction.guild_id)
        async with admitted(services, requester, order) as params:
            await interaction.response.defer()
            if interaction.message is None:
                raise user_error("no-picture")
            target = reply_target_of(interaction, interaction.message.id)
            job = await accept(services, requester, order, params, target)
            if job is not None:
                note_request(job, interaction=interaction.id)
