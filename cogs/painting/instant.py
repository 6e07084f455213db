"""When a picture is painted instantly: no recipe was named, and its style has been learned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.parameters.recipes import INSTANT, recipe
from bot.parameters.variations import retuned
from bot.styles.style import Style
from cogs.shared.services import Services
from nst.params import Mode, Params


def instant_if_learned(services: Services, guild_id: int | None, params: Params, styles: Sequence[object]) -> Params:
    """The parameters of an instant picture if all styles have been learned and the place wants it; else the given ones.

    Args:
        services: know the styles, and what the place wants.
        guild_id: of the server; None in direct messages.
        params: of a usual recipe, with what the person chose.
        styles: see `cogs.painting.orders.Order`.
    """
    refs = [style.ref if isinstance(style, Style) else style for style in styles]
    learned = all(isinstance(ref, str) and services.networks.knows(ref) for ref in refs)
    if not learned or params.sheet or params.mode is not Mode.TRANSFER or not services.gate.prefers_instant(guild_id):
        return params
    kept: dict[str, Any] = {name: getattr(params, name) for name in ("strength", "style_scale", "seed")}
    if params.size != recipe(params.recipe).size:
        kept["size"] = params.size
    return retuned(params, recipe_name=INSTANT, **kept)
