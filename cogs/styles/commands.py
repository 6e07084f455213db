"""/style: save a picture as a style under a name, browse the styles, and remove one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.jobs.job import Job
from bot.styles.names import MAX_NAME, clean_name
from bot.styles.style import Kind
from cogs.painting.history import picture_choices
from cogs.painting.partial_orders import PartialOrder
from cogs.painting.previews import show_all
from cogs.shared.admission import check_person, require_savers
from cogs.shared.errors import answering
from cogs.shared.interactions import defer_reply, services_of
from cogs.shared.job_access import job_by_text, posted_here
from cogs.shared.posts import Posted, is_hidden
from cogs.shared.style_cards import EVERYTHING, style_card, turn_to
from cogs.shared.style_option import RemovableStyleOption, StyleNameOption
from cogs.shared.texts import label, localized, user_error
from cogs.styles.packs import export_pack, import_pack
from cogs.styles.single import INFO, REMOVE, do_by_name

NameOption = app_commands.Range[str, 1, 3 * MAX_NAME]  # Discord counts some characters more than once
_FOR = [
    app_commands.Choice(name=label("styles-for-mine"), value=Kind.MINE.value),
    app_commands.Choice(name=label("styles-for-guild"), value=Kind.GUILD.value),
]
_WHICH = [
    app_commands.Choice(name=label("styles-which-all"), value=EVERYTHING),
    *_FOR,
    app_commands.Choice(name=label("styles-which-house"), value=Kind.HOUSE.value),
]


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class StyleGroup(commands.GroupCog, group_name="style", group_description=label("styles-description")):
    """The commands."""

    @app_commands.command(name="save", description=label("styles-save-description"))
    @app_commands.rename(belongs="for")
    @app_commands.describe(
        name=label("styles-save-name"),
        image=label("styles-save-image"),
        picture=label("styles-save-picture"),
        belongs=label("styles-save-for"),
    )
    @app_commands.choices(belongs=_FOR)
    async def save(
        self,
        interaction: discord.Interaction[Any],
        name: NameOption,
        image: discord.Attachment | None = None,
        picture: str | None = None,
        belongs: str = Kind.MINE.value,
    ) -> None:
        """Save an uploaded or finished picture under a name, for the person or for the server."""
        async with answering(interaction):
            services, user = services_of(interaction), interaction.user
            for_all = belongs == Kind.GUILD
            clean_name(name)
            if for_all:
                require_savers(interaction)
            read = await _source(interaction, image, picture, for_all=for_all)
            await defer_reply(interaction, ephemeral=not for_all)
            style = await services.styles.save(user.id, interaction.guild_id if for_all else None, name, await read())
            services.learning.wake()
            head = localized(f"styles-saved-{style.kind}", interaction.locale, name=style.name, saver=user.mention)
            foot = f"-# {localized('styles-use', interaction.locale, name=style.name)}"
            card = await style_card(interaction, style, head=head, foot=foot)
            await interaction.edit_original_response(view=card.view(), attachments=card.files)

    @save.autocomplete("picture")
    async def _pictures(self, interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        """The person's own newest pictures."""
        return await picture_choices(interaction, text)

    @app_commands.command(name="list", description=label("styles-list-description"))
    @app_commands.describe(which=label("styles-list-which"))
    @app_commands.choices(which=_WHICH)
    async def listed(self, interaction: discord.Interaction[Any], which: str = EVERYTHING) -> None:
        """Show privately the styles that the person can choose, page by page."""
        async with answering(interaction):
            await defer_reply(interaction, ephemeral=True)
            await turn_to(interaction, which, 0)

    @app_commands.command(name="info", description=label("styles-info-description"))
    @app_commands.describe(style=label("styles-info-style"))
    async def info(self, interaction: discord.Interaction[Any], style: StyleNameOption) -> None:
        """Show a style in full size, privately."""
        async with answering(interaction):
            await do_by_name(interaction, INFO, style)

    @app_commands.command(name="preview", description=label("styles-preview-description"))
    @app_commands.describe(photo=label("styles-preview-photo"))
    async def preview(self, interaction: discord.Interaction[Any], photo: discord.Attachment) -> None:
        """Show a photo privately in every style that is painted instantly."""
        async with answering(interaction):
            services_of(interaction).intake.check("content", photo)
            await show_all(interaction, PartialOrder(pictures=(Posted.of(photo),)))

    @app_commands.command(name="remove", description=label("styles-remove-description"))
    @app_commands.describe(style=label("styles-remove-style"))
    async def remove(self, interaction: discord.Interaction[Any], style: RemovableStyleOption) -> None:
        """Remove the person's own style or, for a moderator, one of the server."""
        async with answering(interaction):
            await do_by_name(interaction, REMOVE, style)

    @app_commands.command(name="export", description=label("styles-export-description"))
    @app_commands.rename(belongs="for")
    @app_commands.describe(belongs=label("styles-export-for"))
    @app_commands.choices(belongs=_FOR)
    async def export(self, interaction: discord.Interaction[Any], belongs: str = Kind.MINE.value) -> None:
        """Give the person their own or the server's styles in one file, privately."""
        async with answering(interaction):
            await export_pack(interaction, for_all=belongs == Kind.GUILD)

    @app_commands.command(name="import", description=label("styles-import-description"))
    @app_commands.rename(belongs="for")
    @app_commands.describe(pack=label("styles-import-pack"), belongs=label("styles-save-for"))
    @app_commands.choices(belongs=_FOR)
    async def import_(
        self, interaction: discord.Interaction[Any], pack: discord.Attachment, belongs: str = Kind.MINE.value
    ) -> None:
        """Save all styles of such a file, for the person or for the server."""
        async with answering(interaction):
            await import_pack(interaction, pack, for_all=belongs == Kind.GUILD)


async def _source(
    interaction: discord.Interaction[Any], image: discord.Attachment | None, picture: str | None, *, for_all: bool
) -> Callable[[], Awaitable[bytes]]:
    """Check the one given picture, and return a function that reads it.

    Raises:
        UserError: there is none, there are two, or the picture is refused.
    """
    services = services_of(interaction)
    if image is not None and picture is None:
        await check_person(interaction)
        if for_all and is_hidden(image):
            raise user_error("style-only-for-adults")
        services.intake.check("style", image)
        return partial(services.intake.read, interaction.user.id, "style", image)
    if picture is not None and image is None:
        job = await _finished(interaction, picture, for_all=for_all)
        return partial(services.files.get, job.picture or "")
    raise user_error("style-one-picture")


async def _finished(interaction: discord.Interaction[Any], job_id: str, *, for_all: bool) -> Job:
    """The job of a finished picture that the person may save: their own, or one posted in this server.

    Raises:
        UserError: the picture does not exist, is not visible to the person, or its owner does not allow it.
    """
    user_id = interaction.user.id
    job = await job_by_text(services_of(interaction), job_id)
    if job.owner_id != user_id and not posted_here(interaction, job):
        raise user_error("not-yours")
    if job.picture is None:
        raise user_error("no-picture")
    if for_all and (job.reply_target.age_restricted or job.spoiler):
        raise user_error("style-only-for-adults")
    for subject_id in {job.owner_id, job.subject_for(user_id) or user_id}:
        await check_person(interaction, subject_id)
    return job
