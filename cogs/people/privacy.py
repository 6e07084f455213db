"""/privacy: what is kept about a person and for how long, with an export and a deletion."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.storage.personal_data import Export
from cogs.shared.errors import answering
from cogs.shared.formats import listed
from cogs.shared.interactions import file_limit, services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized, user_error

ARCHIVE = "chameleon.zip"
TOO_LARGE = 413  # HTTP status; it may come below the limit that Discord stated

_LOOKS = {
    "export": ("📦", discord.ButtonStyle.secondary),
    "delete": ("🗑️", discord.ButtonStyle.secondary),
    "erase": ("🗑️", discord.ButtonStyle.danger),
    "keep": ("↩️", discord.ButtonStyle.secondary),
}


class Privacy(commands.Cog):
    """The command."""

    @app_commands.command(name="privacy", description=label("people-privacy-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """Show privately what is kept."""
        async with answering(interaction):
            await show(interaction, _kept(interaction))


class PrivacyButton(PersistentButton, template=r"privacy:(?P<action>export|delete|erase|keep)"):
    """Acts on the records of the person who presses it."""

    def __init__(self, action: str, locale: Language) -> None:
        emoji, style = _LOOKS[action]
        text = localized(f"people-privacy-{action}", locale)
        super().__init__(ui.Button(label=text, emoji=emoji, style=style, custom_id=f"privacy:{action}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Run the button's action."""
        actions = {"export": _export, "delete": _ask, "erase": _erase, "keep": _back}
        await actions[self.fields["action"]](interaction)


def _kept(interaction: discord.Interaction[Any]) -> Reply:
    locale = interaction.locale
    return Reply(
        localized("people-privacy-title", locale),
        localized("people-privacy-kept", locale, days=services_of(interaction).settings.retention_days),
        localized("people-privacy-nothing-else", locale),
        [PrivacyButton("export", locale), PrivacyButton("delete", locale)],
    )


async def _export(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    limit = file_limit(interaction)
    for part in (limit, limit // 2, limit // 4):
        export = await services_of(interaction).personal_data.export(interaction.user.id, limit=part)
        try:
            return await _send(interaction, export)
        except discord.HTTPException as error:
            if error.status != TOO_LARGE:
                raise
    raise user_error("export-too-large")


async def _send(interaction: discord.Interaction[Any], export: Export) -> None:
    if export.left_out:
        text = localized("people-privacy-exported-part", interaction.locale, files=export.files, left=export.left_out)
    else:
        text = localized("people-privacy-exported", interaction.locale)
    view = Reply(text, ui.File(f"attachment://{ARCHIVE}")).view()
    file = discord.File(io.BytesIO(export.data), ARCHIVE)
    await interaction.edit_original_response(view=view, attachments=[file])


async def _ask(interaction: discord.Interaction[Any]) -> None:
    locale = interaction.locale
    question = Reply(
        localized("people-privacy-sure", locale),
        localized("people-privacy-stays", locale),
        [PrivacyButton("erase", locale), PrivacyButton("keep", locale)],
    )
    await show(interaction, question, in_place=True)


async def _back(interaction: discord.Interaction[Any]) -> None:
    await show(interaction, _kept(interaction), in_place=True)


async def _erase(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.defer()
    removed = await services_of(interaction).personal_data.forget(interaction.user.id)
    locale = interaction.locale
    things = [localized(f"people-forgotten-{name}", locale, count=count) for name, count in removed.items()]
    done = localized("people-privacy-deleted", locale, things=listed(locale, things))
    text = done if things else localized("people-privacy-nothing", locale)
    await show(interaction, Reply(text, localized("people-privacy-stays", locale)), in_place=True)
