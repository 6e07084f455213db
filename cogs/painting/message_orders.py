"""Orders from messages, whose answers are messages of the bot."""

from __future__ import annotations

import discord

from bot.jobs.job import Job, ReplyTarget
from cogs.painting.orders import accept, admitted
from cogs.painting.partial_orders import PartialOrder
from cogs.shared.admission import Requester
from cogs.shared.age_limits import age_restricted
from cogs.shared.services import Services

UPLOAD_LIMIT = 10 * 2**20  # of a message without an interaction, unless the server allows more


async def submit_partial(
    services: Services, client: discord.Client, partial: PartialOrder, requester: Requester, reply_target: ReplyTarget
) -> Job | None:
    """Turn a complete order from a message into a job; None if the person must be asked, see `accept`.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    order = partial.complete(client, services, reply_target.guild_id)
    async with admitted(services, requester, order) as params:
        return await accept(services, requester, order, params, reply_target)


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
