"""The actions of the buttons below a job."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import discord

from bot.jobs.job import State
from bot.parameters.variations import bigger, new_seed, proper, vary
from cogs.painting.buttons import action
from cogs.painting.cards import cancelled_card, left_behind_card
from cogs.painting.comparison import show_side
from cogs.painting.delete_form import ask_to_delete
from cogs.painting.details import details_card
from cogs.painting.orders import RANDOM, ask_again
from cogs.painting.previews import show_all_of_job
from cogs.shared.forms import open_form
from cogs.shared.interactions import actor_of, file_limit, services_of
from cogs.shared.job_access import visible_job
from cogs.shared.texts import user_error
from nst.drafts import drafts
from nst.params import Params


@action("again")
async def _again(interaction: discord.Interaction[Any], job_id: str) -> None:
    job = await visible_job(interaction, job_id)
    await ask_again(interaction, job, replace(job.params, seed=new_seed(RANDOM)))


@action("proper")
async def _proper(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Paint an instant picture with the recipe of the place."""
    job = await visible_job(interaction, job_id)
    name = services_of(interaction).gate.default_recipe(interaction.guild_id)
    await ask_again(interaction, job, proper(job.params, name))


@action("keep")
async def _keep(interaction: discord.Interaction[Any], job_id: str) -> None:
    """Keep an instant picture, and cancel the one that would replace it."""
    job, services = await visible_job(interaction, job_id), services_of(interaction)
    await interaction.response.defer()
    following = await services.job_service.follow_ups.of(job.id)
    if following is not None:
        await services.job_service.cancel(following.id, actor_of(interaction))


@action("vary")
async def _vary(interaction: discord.Interaction[Any], job_id: str) -> None:
    job = await visible_job(interaction, job_id)
    await ask_again(interaction, job, vary(job.params, RANDOM))


@action("explore")
async def _explore(interaction: discord.Interaction[Any], job_id: str) -> None:
    job = await visible_job(interaction, job_id)
    await ask_again(interaction, job, replace(job.params, sheet=True))


@action("showall")
async def _showall(interaction: discord.Interaction[Any], job_id: str) -> None:
    await show_all_of_job(interaction, job_id)


async def _develop(interaction: discord.Interaction[Any], job_id: str, number: int) -> None:
    """Paint a draft in full."""
    job = await visible_job(interaction, job_id)
    await ask_again(interaction, job, drafts(job.params)[number - 1])


@action("develop1")
async def _develop1(interaction: discord.Interaction[Any], job_id: str) -> None:
    await _develop(interaction, job_id, 1)


@action("develop2")
async def _develop2(interaction: discord.Interaction[Any], job_id: str) -> None:
    await _develop(interaction, job_id, 2)


@action("develop3")
async def _develop3(interaction: discord.Interaction[Any], job_id: str) -> None:
    await _develop(interaction, job_id, 3)


@action("develop4")
async def _develop4(interaction: discord.Interaction[Any], job_id: str) -> None:
    await _develop(interaction, job_id, 4)


@action("bigger")
async def _bigger(interaction: discord.Interaction[Any], job_id: str) -> None:
    services = services_of(interaction)
    job = await visible_job(interaction, job_id)
    shown = max((job.summary or {}).get("size", [job.params.size]))
    limit = services.gate.max_size(interaction.guild_id)

    async def within_photo() -> Params:
        return bigger(job.params, shown, min(limit, await services.history.max_size_of(job)))

    await ask_again(interaction, job, bigger(job.params, shown, limit), bound=within_photo)


@action("tune")
async def _tune(interaction: discord.Interaction[Any], job_id: str) -> None:
    await open_form(interaction, f"tune:{job_id}")


@action("mix")
async def _mix(interaction: discord.Interaction[Any], job_id: str) -> None:
    await open_form(interaction, f"mix:{job_id}")


@action("advanced")
async def _advanced(interaction: discord.Interaction[Any], job_id: str) -> None:
    await open_form(interaction, f"advanced:job:{job_id}")


@action("recipe")
async def _recipe(interaction: discord.Interaction[Any], job_id: str) -> None:
    await open_form(interaction, f"recipe:{job_id}")


@action("details")
async def _details(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    card = await details_card(await visible_job(interaction, job_id), interaction.locale)
    await interaction.edit_original_response(view=card.view(), attachments=card.files)


@action("original")
async def _original(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    services = services_of(interaction)
    job = await visible_job(interaction, job_id)
    if job.shown is None:
        raise user_error("no-picture")
    picture, limit = await services.files.get(job.shown), file_limit(interaction)
    if len(picture) > limit:
        raise user_error("original-too-large", megabytes=len(picture) / 2**20, limit=limit / 2**20)
    suffix = "webp" if job.picture_clip else "png"
    file = discord.File(io.BytesIO(picture), f"chameleon-{job.id}.{suffix}", spoiler=job.spoiler)
    await interaction.edit_original_response(attachments=[file])


@action("use")
async def _use(interaction: discord.Interaction[Any], job_id: str) -> None:
    await open_form(interaction, f"use:{job_id}")


@action("cancel")
async def _cancel(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer()
    job = await services_of(interaction).job_service.cancel(job_id, actor_of(interaction))
    if job.state is State.CANCELLED:
        # The age of the message does not matter: this press is a new interaction and may edit it.
        await interaction.edit_original_response(view=cancelled_card(job).view(), attachments=[])
    elif job.delivered and job.posted_message_id is not None:  # a reply that the bot could not remove
        await interaction.edit_original_response(view=left_behind_card(job).view(), attachments=[])


@action("delete")
async def _delete(interaction: discord.Interaction[Any], job_id: str) -> None:
    await ask_to_delete(interaction, job_id)


@action("compare")
async def _compare(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await show_side(interaction, job_id, "before")


@action("before")
async def _before(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer()
    await show_side(interaction, job_id, "before")


@action("after")
async def _after(interaction: discord.Interaction[Any], job_id: str) -> None:
    await interaction.response.defer()
    await show_side(interaction, job_id, "after")
