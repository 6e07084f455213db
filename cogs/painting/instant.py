"""When a picture is painted instantly: no recipe was named, and its style has been learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.parameters.recipes import INSTANT, is_instant, recipe
from bot.parameters.variations import proper, retuned
from bot.people.instant_choices import InstantWay
from bot.styles.style import Style, StyleNotFound
from cogs.shared.admission import Requester
from cogs.shared.services import Services
from nst.params import Mode, Params


async def instant_if_learned(
    services: Services, requester: Requester, params: Params, styles: Sequence[object]
) -> Params:
    """The parameters of an instant picture if all styles have been learned and the place wants it; else the given ones.

    Args:
        services: know the styles, and what the place wants.
        requester: who asks, and where.
        params: of a usual recipe, with what the person chose.
        styles: see `cogs.painting.orders.Order`.
    """
    if params.sheet or params.mode is not Mode.TRANSFER:
        return params
    if await services.gate.instant_way(requester.guild_id, requester.user_id) is InstantWay.NEVER:
        return params
    for style in styles:
        if not await _learned(services, requester, style):
            return params
    return instant(params)


async def follow_up(services: Services, requester: Requester, params: Params) -> Params | None:
    """The parameters of the proper picture that follows an instant one; None if it follows only after a press."""
    guild_id, user_id = requester.guild_id, requester.user_id
    if not is_instant(params) or await services.gate.instant_way(guild_id, user_id) is not InstantWay.FOLLOWED:
        return None
    found = proper(params, services.gate.default_recipe(guild_id))
    return replace(found, size=min(found.size, services.gate.max_size(guild_id)))


def instant(params: Params) -> Params:
    """The parameters of an instant picture with what a person chose for a picture of a usual recipe."""
    kept: dict[str, Any] = {name: getattr(params, name) for name in ("strength", "style_scale", "seed")}
    if params.size != recipe(params.recipe).size:
        kept["size"] = params.size
    return retuned(params, recipe_name=INSTANT, **kept)


async def _learned(services: Services, requester: Requester, style: object) -> bool:
    if isinstance(style, str):
        try:
            style = await services.styles.find(style, requester.guild_id, requester.user_id)
        except StyleNotFound:  # it is told later
            return False
    return isinstance(style, Style) and style.learned
