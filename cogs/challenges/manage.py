"""The commands of /challenge manage, for moderators."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import discord
from discord import app_commands

from bot.challenges import export
from bot.challenges.challenge import ACTIVE_STATES, MAX_REASON, Challenge, Phase
from bot.challenges.eligibility import require_moderator
from bot.challenges.series import Every
from bot.challenges.timeline import phase_at
from bot.jobs.delivery import UPLOAD_OVERHEAD
from bot.runtime.blocking import run_blocking
from cogs.challenges import boards
from cogs.challenges.autocomplete import any_challenge, live_challenge
from cogs.challenges.context import Fits, Press, challenges_of, find, person_of, require_adults
from cogs.challenges.forms import log_decision
from cogs.challenges.questions import extension_or_question
from cogs.challenges.repeating import repeat_form, series_here, stopped
from cogs.challenges.texts import dates, plain
from cogs.shared.errors import answering
from cogs.shared.forms import show_form
from cogs.shared.replies import Reply, show
from cogs.shared.texts import label, localized, user_error

_FORMATS = [app_commands.Choice(name=label(f"challenges-format-{name}"), value=name) for name in ("csv", "json", "zip")]
_EVERY = [app_commands.Choice(name=label(f"challenges-every-{every}"), value=str(every)) for every in Every]
_ARCHIVE = 24 * 2**20  # Discord accepts requests up to 25 MiB


class Manage(app_commands.Group):
    """The commands. Each answers privately."""

    def __init__(self) -> None:
        super().__init__(name="manage", description=label("challenges-manage-description"))

    @app_commands.command(name="review", description=label("challenges-review-description"))
    @app_commands.describe(challenge=label("challenges-option-challenge"))
    @app_commands.autocomplete(challenge=live_challenge)
    async def review(self, interaction: Press, challenge: str | None = None) -> None:
        """Show the oldest waiting entry."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda phase: phase.live)
            require_adults(interaction, found)
            challenges, locale = challenges_of(interaction), interaction.locale
            pending = await challenges.moderation.pending(found.id, person_of(interaction))
            if not pending:
                await show(interaction, Reply(localized("challenges-review-none", locale, title=plain(found.title))))
                return
            limit, more = interaction.filesize_limit, len(pending) - 1
            await show(interaction, await boards.review(challenges, found, pending[0], limit, locale, more=more))

    @app_commands.command(name="extend", description=label("challenges-extend-description"))
    @app_commands.describe(until=label("challenges-option-until"), challenge=label("challenges-option-challenge"))
    @app_commands.autocomplete(challenge=live_challenge)
    async def extend(self, interaction: Press, until: str, challenge: str | None = None) -> None:
        """Move the current deadline."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda phase: phase.live)
            now = challenges_of(interaction).now()
            await show(interaction, await extension_or_question(interaction, found, until, now))

    @app_commands.command(name="close", description=label("challenges-close-description"))
    @app_commands.describe(challenge=label("challenges-option-challenge"))
    @app_commands.autocomplete(challenge=live_challenge)
    async def close(self, interaction: Press, challenge: str | None = None) -> None:
        """End the current phase now."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda phase: phase in {Phase.OPEN, Phase.VOTING})
            challenges = challenges_of(interaction)
            voting = phase_at(found, challenges.now()) is Phase.VOTING
            changed = await challenges.moderation.close(found.id, person_of(interaction))
            key = "challenges-closed-vote" if voting else "challenges-closed-entries"
            if not voting and not await challenges.store.entries(found.id, ACTIVE_STATES):
                key = "challenges-closed-empty"
            text = localized(key, interaction.locale, title=plain(found.title), **dates(changed))
            await show(interaction, Reply(text))

    @app_commands.command(name="disqualify", description=label("challenges-disqualify-description"))
    @app_commands.describe(
        number=label("challenges-option-number"),
        reason=label("challenges-option-reason"),
        challenge=label("challenges-option-challenge"),
    )
    @app_commands.autocomplete(challenge=any_challenge)
    async def disqualify(
        self,
        interaction: Press,
        number: app_commands.Range[int, 1],
        reason: app_commands.Range[str, 1, MAX_REASON],
        challenge: str | None = None,
    ) -> None:
        """Disqualify an entry."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda phase: phase.live)
            moderation = challenges_of(interaction).moderation
            entry = await moderation.disqualify(found.id, number, person_of(interaction), reason)
            await log_decision(interaction, entry, reason)
            text = localized("challenges-disqualified", interaction.locale, number=str(number), reason=plain(reason))
            await show(interaction, Reply(text))

    @app_commands.command(name="cancel", description=label("challenges-cancel-description"))
    @app_commands.describe(reason=label("challenges-option-reason"), challenge=label("challenges-option-challenge"))
    @app_commands.autocomplete(challenge=live_challenge)
    async def cancel(
        self, interaction: Press, reason: app_commands.Range[str, 0, MAX_REASON] = "", challenge: str | None = None
    ) -> None:
        """End a challenge without a result."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda phase: phase.live)
            await challenges_of(interaction).moderation.cancel(found.id, person_of(interaction), reason)
            await show(
                interaction, Reply(localized("challenges-cancelled", interaction.locale, title=plain(found.title)))
            )

    @app_commands.command(name="repeat", description=label("challenges-repeat-description"))
    @app_commands.describe(every=label("challenges-option-every"), challenge=label("challenges-option-challenge"))
    @app_commands.choices(every=_EVERY)
    @app_commands.autocomplete(challenge=any_challenge)
    async def repeat(self, interaction: Press, every: str, challenge: str | None = None) -> None:
        """Open the form for the themes of a challenge that repeats."""
        async with answering(interaction):
            require_moderator(person_of(interaction), interaction.guild_id)
            await show_form(interaction, await repeat_form(interaction, every, challenge))

    @app_commands.command(name="stop", description=label("challenges-stop-description"))
    @app_commands.describe(series=label("challenges-option-series"))
    @app_commands.autocomplete(series=series_here)
    async def stop(self, interaction: Press, series: str | None = None) -> None:
        """Stop a challenge from repeating."""
        async with answering(interaction):
            require_moderator(person_of(interaction), interaction.guild_id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            await show(interaction, await stopped(interaction, series))

    @app_commands.command(name="export", description=label("challenges-export-description"))
    @app_commands.describe(format=label("challenges-option-format"), challenge=label("challenges-option-challenge"))
    @app_commands.choices(format=_FORMATS)
    @app_commands.autocomplete(challenge=any_challenge)
    async def export(self, interaction: Press, format: str, challenge: str | None = None) -> None:  # noqa: A002
        """Send a challenge as files."""
        async with answering(interaction):
            found = await _begin(interaction, challenge, lambda _: True)
            count = len(await challenges_of(interaction).store.entries(found.id))
            text = localized("challenges-exported", interaction.locale, title=plain(found.title), count=count)
            if not found.revealed:
                text += f" {localized('challenges-exported-nameless', interaction.locale)}"
            sent = False
            async for file in _files(interaction, found, format):
                if sent:
                    await interaction.followup.send(file=file, ephemeral=True)
                else:
                    await interaction.edit_original_response(content=text, attachments=[file])
                sent = True


async def _begin(interaction: Press, value: str | None, fits: Fits) -> Challenge:
    """Acknowledge the interaction and find the challenge."""
    require_moderator(person_of(interaction), interaction.guild_id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    return await find(interaction, value, fits)


async def _files(interaction: Press, challenge: Challenge, format_: str) -> AsyncIterator[discord.File]:
    challenges = challenges_of(interaction)
    entries = await challenges.store.entries(challenge.id)
    limit = min(interaction.filesize_limit, _ARCHIVE) - UPLOAD_OVERHEAD
    if format_ == "zip":
        number = 0
        async for data in export.archives(challenge, entries, challenges.pictures, limit):
            number += 1
            name = export.file_name(challenge, f"{number}.zip")
            yield discord.File(io.BytesIO(data), name)
        return
    data = await run_blocking(export.table if format_ == "csv" else export.document, challenge, entries)
    if len(data) > limit:
        raise user_error("challenge-too-large")
    yield discord.File(io.BytesIO(data), export.file_name(challenge, format_))
