"""/style export and /style import: styles travel in one file."""

from __future__ import annotations

import io
from typing import Any

import discord

from bot.runtime.blocking import run_blocking
from bot.styles.packs import Imported
from cogs.shared.admission import check_person, require_savers
from cogs.shared.interactions import defer_reply, file_limit, services_of
from cogs.shared.posts import is_hidden
from cogs.shared.texts import Language, error_text, localized, user_error

_FILE = "styles.zip"
_NAMED = 10  # styles that an answer names
_LONGEST = 300  # characters of a reason


async def export_pack(interaction: discord.Interaction[Any], *, for_all: bool) -> None:
    """Answer privately with the person's or the server's styles as a file.

    Raises:
        UserError: the person may not, there are no styles, or the file is too large for Discord.
    """
    if for_all:
        require_savers(interaction)
    await defer_reply(interaction, ephemeral=True)
    guild_id = interaction.guild_id if for_all else None
    pack = await services_of(interaction).style_packs.export(interaction.user.id, guild_id)
    if len(pack.data) > (limit := file_limit(interaction)):
        raise user_error("pack-too-large-here", megabytes=limit // 2**20)
    told = localized("styles-exported", interaction.locale, count=pack.count, kept=pack.kept_back)
    await interaction.edit_original_response(content=told, attachments=[discord.File(io.BytesIO(pack.data), _FILE)])


async def import_pack(interaction: discord.Interaction[Any], file: discord.Attachment, *, for_all: bool) -> None:
    """Save the styles of a file, and tell what became of each.

    Raises:
        UserError: the person may not, or the file is no style pack.
    """
    services = services_of(interaction)
    await check_person(interaction)
    if for_all:
        require_savers(interaction)
        if is_hidden(file):
            raise user_error("style-only-for-adults")
    services.intake.check("pack", file)
    await defer_reply(interaction, ephemeral=not for_all)
    styles = await services.intake.read_pack(interaction.user.id, file)
    guild_id = interaction.guild_id if for_all else None
    done = await services.style_packs.add(interaction.user.id, guild_id, styles)
    services.learning.wake()
    await interaction.edit_original_response(
        content=await run_blocking(_told, done, interaction.locale), allowed_mentions=discord.AllowedMentions.none()
    )


def _told(done: Imported, locale: Language) -> str:
    lines = [localized("styles-imported", locale, count=len(done.saved), learned=done.learned)]
    if done.saved:
        lines.append(_names(done.saved))
    for name, error in done.refused[:_NAMED]:
        reason = error_text(error, locale)[:_LONGEST]
        lines.append(
            localized("styles-not-imported", locale, name=_plain(name), reason=discord.utils.escape_markdown(reason))
        )
    if (more := len(done.refused) - _NAMED) > 0:
        lines.append(localized("styles-not-imported-more", locale, count=more))
    return "\n".join(lines)[:2000]


def _names(names: tuple[str, ...]) -> str:
    shown = " · ".join(map(_plain, names[:_NAMED]))
    return f"{shown} · …" if len(names) > _NAMED else shown


def _plain(name: str) -> str:
    """A name that a stranger chose, cut and without markdown."""
    return discord.utils.escape_markdown(name[:40])
