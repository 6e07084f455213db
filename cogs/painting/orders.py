"""From what somebody wishes to a job: the same checks in the same order, by whatever way they ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import Any

import discord

from bot.jobs.job import Job, Request
from bot.parameters.codes import read_bounded
from bot.parameters.variations import new_seed, retuned
from bot.styles.library import Style
from cogs.shared.admission import check_request, require_permissions
from cogs.shared.interactions import Services, actor_of, defer_reply, place_of, services_of
from cogs.shared.posts import is_hidden
from cogs.shared.texts import user_error
from cogs.shared.uploads import Upload
from nst.params import Params
from nst.params import recipe as params_of

RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wishes to have painted.

    Attributes:
        content, style: pictures: uploads, or saved styles or their `Style.ref`; None where the mode needs none.
        params: how.
        private, spoiler: see `bot.jobs.job.Request`. Hidden pictures give hidden ones anyway.
        subject_id: whose picture is used, when it was posted by somebody.
    """

    content: Upload | Style | str | None = None
    style: Upload | Style | str | None = None
    params: Params
    private: bool = False
    spoiler: bool = False
    subject_id: int | None = None

    @property
    def uploads(self) -> list[tuple[str, Upload]]:
        """The pictures that must be downloaded, by their role."""
        found = [("content", self.content), ("style", self.style)]
        return [(role, upload) for role, upload in found if upload is not None and not isinstance(upload, Style | str)]


async def submit(
    interaction: discord.Interaction[Any], order: Order, *, first: Callable[[], Awaitable[object]] | None = None
) -> Job:
    """Check what can be checked at once, acknowledge, read the pictures, and hand the job to the job service.

    Args:
        interaction: not acknowledged yet.
        order: what is asked for.
        first: what else is to be done, after the acknowledgement and before the pictures are read.

    Raises:
        UserError: it is refused; nothing was accepted then.
    """
    services = services_of(interaction)
    require_permissions(interaction)
    params = await check_request(interaction, order.params, order.subject_id)
    for role, upload in order.uploads:
        services.intake.check(role, upload)
    async with services.job_service.reserve(interaction.user.id):
        place = place_of(interaction, await defer_reply(interaction, ephemeral=order.private))
        if first is not None:
            await first()
        content, style, name = await read_pictures(services, order, interaction.guild_id, interaction.user.id)
        request = Request(
            interaction.user.id,
            place,
            content,
            style,
            params,
            private=order.private,
            spoiler=order.spoiler or hidden(order),
            style_name=name,
            subject_id=None if order.subject_id == interaction.user.id else order.subject_id,
        )
        return await services.job_service.submit(request)


async def ask_again(
    interaction: discord.Interaction[Any],
    job: Job,
    params: Params,
    *,
    bound: Callable[[], Awaitable[Params]] | None = None,
) -> Job:
    """Have a job's pictures painted with other parameters, for whoever asks. What was private stays so.

    Args:
        interaction: not acknowledged yet.
        job: whose pictures.
        params: how.
        bound: gives the parameters within limits that take time to find out, after the acknowledgement.

    Raises:
        UserError: it is refused; nothing was accepted then.
    """
    services = services_of(interaction)
    require_permissions(interaction)
    params = await check_request(interaction, params, job.subject_for(interaction.user.id))
    await services.job_service.require_slot(interaction.user.id)
    seen_by_one = interaction.message is not None and interaction.message.flags.ephemeral
    private = job.private or seen_by_one
    place = place_of(interaction, await defer_reply(interaction, ephemeral=private))
    if bound is not None:
        params = replace(params, size=min(params.size, (await bound()).size))
    return await services.job_service.again(job.id, actor_of(interaction), place, params, private=private)


async def read_pictures(
    services: Services, order: Order, guild_id: int | None, user_id: int
) -> tuple[bytes | None, bytes | None, str]:
    """The files of a order, and what its saved style is called.

    Raises:
        UserError: a picture cannot be used, or there is no such style.
    """
    names: list[str] = []
    files: list[bytes | None] = []
    for role, given in (("content", order.content), ("style", order.style)):
        match given:
            case None:
                files.append(None)
            case Style(ref=ref) | str(ref):
                style, picture = await services.styles.take(ref, guild_id, user_id)
                files.append(picture)
                names.append(style.name)
            case upload:
                files.append(await services.intake.read(user_id, role, upload))
    content, painting = files
    return content, painting, "".join(names)


def hidden(order: Order) -> bool:
    """Whether one of the pictures is hidden until it is clicked."""
    return any(is_hidden(upload) for _, upload in order.uploads)


def params_from(
    services: Services,
    guild_id: int | None,
    *,
    recipe: str | None = None,
    line: str | None = None,
    **changes: Any,  # noqa: ANN401
) -> Params:
    """The parameters that somebody chose: a recipe by name or as a line of text, with changes; None changes nothing.

    Without a seed there is a new one, except in a line, which stands for one picture.

    Raises:
        UserError: a value is out of range, or the line cannot be read.
    """
    size, limit = changes.get("size"), services.gate.max_size(guild_id)
    if size is not None and size > limit:
        raise user_error("too-large-size", limit=limit)
    changes = {name: value for name, value in changes.items() if value is not None}
    if line is not None:
        params = read_bounded(line)
        return retuned(params, recipe_name=recipe or params.recipe, **changes)
    return params_of(recipe or services.gate.default_recipe(guild_id), **{"seed": new_seed(RANDOM), **changes})
