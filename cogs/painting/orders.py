"""Turn a request into a job; one sequence of checks for every entry point."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import Any, NamedTuple

import discord

from bot.jobs.job import Job, Photo, ReplyTarget, Request
from bot.parameters.codes import read_bounded
from bot.parameters.variations import new_seed, retuned
from bot.styles.style import Style
from cogs.shared.admission import Requester, logged_refusals, require_permissions
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.interactions import actor_of, defer_reply, reply_target_of, services_of
from cogs.shared.posts import is_hidden
from cogs.shared.services import Services
from cogs.shared.texts import user_error
from cogs.shared.uploads import Upload, file_name
from nst.params import Params
from nst.recipes import recipe as params_of

RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to paint, and how.

    Attributes:
        content, style: uploads, or saved styles or their `Style.ref`; None where the mode needs none.
        params: how to paint.
        private, spoiler: see `bot.jobs.job.Request`. The result of hidden pictures is always hidden.
        subject_id: the owner of the picture, if it is from a post.
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
    """Turn an order into a job. Its end replaces the reply to the interaction.

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
        return await accept(services, requester, order, params, target)


@asynccontextmanager
async def admitted(services: Services, requester: Requester, order: Order) -> AsyncIterator[Params]:
    """Check what can be checked at once, and reserve a place in the queue while the block accepts the order.

    Yields:
        The parameters, within the limits of the place.

    Raises:
        UserError: the order is refused.
    """
    with logged_refusals(services, requester, private=order.private):
        params = await services.gate.check_request(*requester, order.params, order.subject_id)
    for role, upload in order.uploads:
        services.intake.check(role, upload)
    async with services.job_service.reserve(requester.user_id):
        yield params


async def accept(
    services: Services, requester: Requester, order: Order, params: Params, reply_target: ReplyTarget
) -> Job:
    """Read the pictures of an admitted order, and hand the job to the job service.

    Raises:
        UserError: a picture cannot be used, or the style does not exist.
    """
    content = await _read(services, requester, "content", order.content)
    style = await _read(services, requester, "style", order.style)
    request = Request(
        requester.user_id,
        reply_target,
        content.data,
        () if style.data is None else (style.data,),
        params,
        private=order.private,
        spoiler=order.spoiler or any(is_hidden(upload) for _, upload in order.uploads),
        content_name=content.name,
        style_name=style.name,
        style_saved=style.saved,
        subject_id=None if order.subject_id == requester.user_id else order.subject_id,
    )
    return await services.job_service.submit(request)


async def ask_again(
    interaction: discord.Interaction[Any],
    job: Job,
    params: Params,
    *,
    bound: Callable[[], Awaitable[Params]] | None = None,
) -> Job:
    """Paint a job's pictures with other parameters, for the person who asks. A private job stays private.

    Args:
        interaction: must not be acknowledged yet.
        job: the job whose pictures are painted again.
        params: how to paint.
        bound: called after the acknowledgement; returns the parameters within limits that take time to find out.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    services = services_of(interaction)
    require_permissions(interaction)
    subject_id = job.subject_for(interaction.user.id)
    requester = Requester.of_interaction(interaction)
    seen_by_one = interaction.message is not None and interaction.message.flags.ephemeral
    private = job.private or seen_by_one
    with logged_refusals(services, requester, private=private):
        params = await services.gate.check_request(*requester, params, subject_id)
    await services.job_service.require_slot(interaction.user.id)
    target = reply_target_of(interaction, await defer_reply(interaction, ephemeral=private))
    if bound is not None:
        params = replace(params, size=min(params.size, (await bound()).size))
    return await services.job_service.again(job.id, actor_of(interaction), target, params, private=private)


async def paint_another(interaction: discord.Interaction[Any], job: Job, photo: Upload, params: Params) -> Job:
    """Paint another photo in the style of a person's own job. It is private where the job may not be shown to others.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    services, requester = services_of(interaction), Requester.of_interaction(interaction)
    require_permissions(interaction)
    hidden = job.reply_target.age_restricted and not only_adults_see(channel_of(interaction))
    order = Order(
        content=photo, params=params, private=job.private or hidden, subject_id=job.subject_for(requester.user_id)
    )
    async with admitted(services, requester, order) as allowed:
        target = reply_target_of(interaction, await defer_reply(interaction, ephemeral=order.private))
        data = await services.intake.read(requester.user_id, "content", photo)
        other = Photo(data, file_name(photo), spoiler=is_hidden(photo))
        return await services.job_service.again(
            job.id, requester.actor, target, allowed, private=order.private, photo=other
        )


class _Read(NamedTuple):
    """A picture of an order as a file, its name, and whether it is a saved style; empty if there is none."""

    data: bytes | None = None
    name: str = ""
    saved: bool = False


async def _read(services: Services, requester: Requester, role: str, given: Upload | Style | str | None) -> _Read:
    match given:
        case None:
            return _Read()
        case Style(ref=ref) | str(ref):
            style, picture = await services.styles.take(ref, requester.guild_id, requester.user_id)
            return _Read(picture, style.name, saved=True)
        case upload:
            return _Read(await services.intake.read(requester.user_id, role, upload), file_name(upload))


def params_from(
    services: Services,
    guild_id: int | None,
    *,
    recipe: str | None = None,
    line: str | None = None,
    **changes: Any,  # noqa: ANN401
) -> Params:
    """The chosen parameters: a recipe by name or as a line of text, with changes; None changes nothing.

    Without a seed a new one is drawn, except for a line, which describes one exact picture.

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
