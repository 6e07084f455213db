"""The actions of challenge buttons, except browsing and voting (see `voting`)."""

from __future__ import annotations

from cogs.challenges import boards
from cogs.challenges.buttons import action
from cogs.challenges.context import Press, challenges_of, person_of, server_challenge, visible_challenge
from cogs.challenges.forms import show_decision
from cogs.shared.forms import open_form
from cogs.shared.replies import Reply, show, wait
from cogs.shared.texts import localized

# Painting and entering.


@action("paint")
async def paint(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Open the form that asks for the person's picture."""
    challenge = await visible_challenge(interaction, challenge_id)
    await open_form(interaction, f"ch:paint-form:{challenge.id}:{challenge.kind}")


@action("mine")
async def mine(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Show the person's entries."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await visible_challenge(interaction, challenge_id)
    await show(interaction, await boards.mine(challenges, challenge, interaction.user.id, interaction.locale))


@action("withdraw")
async def withdraw(interaction: Press, entry_id: str, _arg: str) -> None:
    """Withdraw an entry."""
    await wait(interaction)
    entry = await challenges_of(interaction).participation.withdraw(entry_id, person_of(interaction))
    await show(interaction, Reply(localized("challenges-withdrawn", interaction.locale, number=str(entry.number))))


@action("details")
async def details(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Show the board of a challenge privately."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await visible_challenge(interaction, challenge_id)
    limit = interaction.filesize_limit
    await show(interaction, await boards.board(challenges, challenge, limit, locale=interaction.locale))


# Hosting a challenge.


@action("publish")
async def publish(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Publish a draft."""
    await wait(interaction)
    await server_challenge(interaction, challenge_id)
    challenge = await challenges_of(interaction).moderation.publish(challenge_id, person_of(interaction))
    text = localized("challenges-published", interaction.locale, channel=f"<#{challenge.channel_id}>")
    await show(interaction, Reply(text))


@action("discard")
async def discard(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Delete a draft."""
    await wait(interaction)
    await server_challenge(interaction, challenge_id)
    await challenges_of(interaction).moderation.discard(challenge_id, person_of(interaction))
    await show(interaction, Reply(localized("challenges-discarded", interaction.locale)))


@action("edit")
async def edit(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Open the form with the texts of a challenge."""
    await open_form(interaction, f"ch:words-form:{challenge_id}")


# Review.


@action("approve")
async def approve(interaction: Press, entry_id: str, _arg: str) -> None:
    """Show an entry to everyone."""
    await interaction.response.defer()
    entry = await challenges_of(interaction).moderation.approve(entry_id, person_of(interaction))
    values = {"number": str(entry.number), "moderator": interaction.user.mention}
    await show_decision(interaction, localized("challenges-approved", interaction.guild_locale, **values))


@action("reject")
async def reject(interaction: Press, entry_id: str, _arg: str) -> None:
    """Open the form that asks why the entry is rejected."""
    await open_form(interaction, f"ch:reject-form:{entry_id}")
