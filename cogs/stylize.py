"""/stylize: paint one picture in the style of another."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.jobs import Request
from bot.settings import Settings
from bot.studio import Studio
from bot.threads import run_blocking
from cogs import _texts
from cogs._buttons import MAX_SEED, new_seed, require_permissions
from cogs._errors import answering
from cogs._host import defer_reply, place_of
from nst import images
from nst.errors import BadImage, BadRequest
from nst.params import MAX_SIZE, MIN_SIZE, RECIPES, Params
from nst.params import recipe as params_of

READ_SECONDS = 60
READERS = 2  # pictures decoded at a time, whoever asks: a large one takes hundreds of megabytes


class Stylize(commands.Cog):
    """The command and what it needs.

    Args:
        studio: takes the job.
        settings: limits of uploads and sizes, and the recipe that is used when none is named.
    """

    def __init__(self, studio: Studio, settings: Settings) -> None:
        self._studio = studio
        self._settings = settings
        self._reading = asyncio.Semaphore(READERS)

    @app_commands.command(name="stylize", description=_texts.STYLIZE)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(**_texts.STYLIZE_OPTIONS)
    @app_commands.choices(recipe=[app_commands.Choice(name=name, value=name) for name in RECIPES])
    async def stylize(
        self,
        interaction: discord.Interaction[Any],
        content: discord.Attachment,
        style: discord.Attachment,
        strength: app_commands.Range[int, 0, 100] = 50,
        recipe: str | None = None,
        size: app_commands.Range[int, MIN_SIZE, MAX_SIZE] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
    ) -> None:
        """Check what can be checked at once, acknowledge, read the pictures, and hand the job to the studio."""
        async with answering(interaction):
            require_permissions(interaction)
            params = self._params(strength, recipe, size, seed)
            self._check_file("content", content)
            self._check_file("style", style)
            await self._studio.check_room(interaction.user.id)
            message_id = await defer_reply(interaction)
            content_file = await self._read("content", content)
            style_file = await self._read("style", style)
            place = place_of(interaction, message_id)
            await self._studio.submit(Request(interaction.user.id, place, content_file, style_file, params))

    def _params(self, strength: int, name: str | None, size: int | None, seed: int | None) -> Params:
        limit = self._settings.max_size
        if size is not None and size > limit:
            raise BadRequest(_texts.too_large_size(limit))
        params = params_of(
            name or self._settings.default_recipe,
            size=size,
            strength=strength / 100,
            seed=new_seed() if seed is None else seed,
        )
        return replace(params, size=min(params.size, limit))

    def _check_file(self, role: str, attachment: discord.Attachment) -> None:
        limit = self._settings.limits.max_bytes
        if attachment.size > limit:
            raise BadImage(_texts.too_large_file(role, limit), hint=_texts.BIG_FILE_HINT)

    async def _read(self, role: str, attachment: discord.Attachment) -> bytes:
        """Download a picture at once, because uploads to commands vanish, and make a safe file of it."""
        async with self._reading:
            try:
                async with asyncio.timeout(READ_SECONDS):
                    data = await attachment.read()
            except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
                raise BadImage(_texts.unreadable(role), hint=_texts.UNREADABLE_HINT) from error
            try:
                return await run_blocking(_safe_file, data, self._settings.limits, self._settings.max_size)
            except BadImage as error:
                raise BadImage(_texts.bad_image(role, error), hint=error.hint, kind=error.kind) from error


def _safe_file(data: bytes, limits: images.Limits, max_side: int) -> bytes:
    return images.encode_png(images.decode(data, limits=limits, max_side=max_side))
