"""From a request to a job; one sequence of checks for every entry point."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import Any

import discord

from bot.jobs.job import AddedStyle, Job, Photo, ReplyTarget, Request, join_names
from bot.jobs.metrics import about
from bot.jobs.quotas import pictures_in
from bot.parameters.codes import read_bounded
from bot.parameters.recipes import is_instant
from bot.parameters.recipes import recipe as params_of
from bot.parameters.variations import new_seed, retuned
from bot.runtime.logs import event
from bot.styles.style import Style
from cogs.painting.instant import follow_up, instant_if_learned
from cogs.painting.masks import check_shape
from cogs.painting.order_pictures import Digest, read_picture, read_styles
from cogs.shared.admission import Requester, logged_refusals, require_permissions
from cogs.shared.age_limits import channel_of, only_adults_see
from cogs.shared.interactions import actor_of, defer_reply, reply_target_of, services_of
from cogs.shared.posts import Fetched, is_hidden
from cogs.shared.services import Services
from cogs.shared.texts import user_error
from cogs.shared.uploads import Upload, file_name
from nst.motion.reading import Clip
from nst.params import Params

log = logging.getLogger(__name__)

RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to paint, and how.

    Attributes:
        content, style: uploads, or saved styles or their `Style.ref`; None where the mode needs none. A style may also
            be a written mixture, such as ``mosaic 2, comic 1``.
        more_styles: mixed with `style`; `params.mix` has the weights of all.
        mask: white where the photo is painted; None for everywhere.
        params: how to paint.
        whole: whether all frames of an animation are painted; None asks, where its style has been learned.
        recipe_named: whether the person chose the recipe; if not, learned styles are painted instantly.
        private, spoiler: see `bot.jobs.job.Request`. The result of hidden pictures is always hidden.
        subject_id: the owner of the picture, if it is from a post.
    """

    content: Upload | Style | str | None = None
    style: Upload | Style | str | None = None
    more_styles: tuple[Upload | Style | str | Digest, ...] = ()
    mask: Upload | Digest | None = None
    params: Params
    whole: bool | None = None
    recipe_named: bool = True
    private: bool = False
    spoiler: bool = False
    subject_id: int | None = None

    @property
    def uploads(self) -> list[tuple[str, Upload]]:
        """The pictures that must be downloaded, by their role."""
        found = [("content", self.content), ("mask", self.mask)]
        found += [("style", style) for style in (self.style, *self.more_styles)]
        return [
            (role, upload)
            for role, upload in found
            if upload is not None and not isinstance(upload, Style | str | Digest)
        ]

    @property
    def can_ask(self) -> bool:
        """Whether the person can be asked whether all of an animation is painted. A mask fits one frame only."""
        kept = (self.content, self.style, *self.more_styles)
        known = all(isinstance(one, discord.Attachment | Fetched | Style | str | None) for one in kept)
        return self.whole is None and self.mask is None and known


@asynccontextmanager
async def admitted(services: Services, requester: Requester, order: Order) -> AsyncIterator[Params]:
    """Check what can be checked at once, and reserve a place in the queue while the block accepts the order.

    Yields:
        The parameters, within the limits of the place.

    Raises:
        UserError: the order is refused.
    """
    with logged_refusals(services, requester, private=order.private):
        wanted = order.params
        if not order.recipe_named:
            wanted = await instant_if_learned(services, requester, wanted, (order.style, *order.more_styles))
        params = await services.gate.check_request(*requester, wanted, order.subject_id)
    for role, upload in order.uploads:
        services.intake.check(role, upload)
    async with services.job_service.reserve(requester.user_id):
        yield params


async def accept(
    services: Services, requester: Requester, order: Order, params: Params, reply_target: ReplyTarget
) -> Job | None:
    """Read the pictures of an admitted order, and hand the job to the job service.

    Returns:
        None if the person must be asked whether all of an animation is painted; nothing was accepted.

    Raises:
        UserError: a picture cannot be used, or the style does not exist.
    """
    content = await read_picture(services, requester, "content", order.content)
    styles, params = await read_styles(services, requester, order.style, order.more_styles, params)
    mask = await read_picture(services, requester, "mask", order.mask)
    check_shape(content.data, mask.data)
    if is_instant(params):
        await services.networks.of([style.data for style in styles if style.data is not None])
        if content.moves and order.can_ask and services.settings.clip_seconds:
            return None
    clip = await _read_clip(services, requester, order) if order.whole and is_instant(params) else None
    if clip is not None:
        params = _sized_for_clip(services, params)
    request = Request(
        requester.user_id,
        reply_target,
        content.data,
        tuple(style.data for style in styles if style.data is not None),
        params,
        mask=mask.data,
        clip=clip,
        private=order.private,
        spoiler=order.spoiler or any(is_hidden(upload) for _, upload in order.uploads),
        content_name=content.name,
        style_name=join_names([style.name for style in styles]),
        style_saved=bool(styles) and all(style.saved for style in styles),
        subject_id=None if order.subject_id == requester.user_id else order.subject_id,
        follow_up=None if order.recipe_named or clip else await follow_up(services, requester, params),
    )
    return await services.job_service.submit(request)


async def _read_clip(services: Services, requester: Requester, order: Order) -> Clip | None:
    """The whole animation of an order.

    Raises:
        UserError: it cannot be used, or is more than the person may still ask for today.
    """
    if order.content is None or isinstance(order.content, Style | str):
        return None
    clip = await services.intake.read_clip(requester.user_id, "content", order.content)
    with logged_refusals(services, requester, private=order.private):
        await services.gate.check_pictures(requester.user_id, requester.guild_id, pictures_in(len(clip.durations)))
    return clip


def _sized_for_clip(services: Services, params: Params) -> Params:
    return replace(params, size=min(params.size, services.settings.clip_size))


async def ask_again(
    interaction: discord.Interaction[Any],
    job: Job,
    params: Params,
    *,
    bound: Callable[[], Awaitable[Params]] | None = None,
    mix_in: Upload | str | None = None,
    seen_by_one: bool | None = None,
) -> Job:
    """Paint a job's pictures with other parameters, for the person who asks. A private job stays private.

    Args:
        interaction: must not be acknowledged yet.
        job: the job whose pictures are painted again.
        params: how to paint.
        bound: called after the acknowledgement; returns the parameters within limits that take time to find out.
        mix_in: one more style, an upload or a `Style.ref`; the parameters have its weight.
        seen_by_one: whether only this person sees what they pressed; None asks the interaction's message.

    Raises:
        UserError: the order is refused; nothing was accepted.
    """
    services = services_of(interaction)
    require_permissions(interaction)
    if params.mix and len(params.mix) != len(job.styles) + (mix_in is not None):
        raise user_error("recipe-other-styles", count=len(params.mix))
    subject_id = job.subject_for(interaction.user.id)
    requester = Requester.of_interaction(interaction)
    if seen_by_one is None:
        seen_by_one = interaction.message is not None and interaction.message.flags.ephemeral
    private = job.private or seen_by_one
    with logged_refusals(services, requester, private=private):
        params = await services.gate.check_request(*requester, params, subject_id)
        if job.content_clip is not None and is_instant(params):
            params = _sized_for_clip(services, params)
            await services.gate.check_pictures(requester.user_id, requester.guild_id, pictures_in(job.frames))
    await services.job_service.require_slot(interaction.user.id)
    target = reply_target_of(interaction, await defer_reply(interaction, ephemeral=private))
    if is_instant(params):
        await services.networks.of([await services.files.get(name) for name in job.styles])
    if bound is not None:
        params = replace(params, size=min(params.size, (await bound()).size))
    added = None
    if mix_in is not None:
        style = await read_picture(services, requester, "style", mix_in)
        added = AddedStyle(
            style.data or b"", style.name, style.saved, spoiler=not isinstance(mix_in, str) and is_hidden(mix_in)
        )
        if is_instant(params):
            await services.networks.of([added.data])
    copy = await services.job_service.again(job.id, actor_of(interaction), target, params, private=private, added=added)
    return note_request(copy, interaction=interaction.id)


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
        copy = await services.job_service.again(
            job.id, requester.actor, target, allowed, private=order.private, photo=other
        )
        return note_request(copy, interaction=interaction.id)


def note_request(job: Job, **source: int) -> Job:
    """Log which interaction or message a job comes from, by its id, and return the job."""
    event(log, "Job asked for", **about(job), **source)
    return job


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
