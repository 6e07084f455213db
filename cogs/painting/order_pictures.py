"""Read the pictures of an order: uploads, saved styles, and pictures that a recipe line names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.parameters.mixes import check_count, mix_of
from bot.styles.mixes import find_by_digest, find_mix
from bot.styles.style import Style
from cogs.shared.admission import Requester
from cogs.shared.services import Services
from cogs.shared.texts import user_error
from cogs.shared.uploads import Upload, file_name
from nst.params import Params


class Digest(NamedTuple):
    """A picture of a recipe line, by the first digits of its SHA-256."""

    digits: str


class OrderPicture(NamedTuple):
    """A picture of an order as a file, its name, and whether it is a saved style; empty if there is none.

    `moves` says whether it is an animation; the file is its first frame.
    """

    data: bytes | None = None
    name: str = ""
    saved: bool = False
    moves: bool = False


async def read_styles(
    services: Services,
    requester: Requester,
    style: Upload | Style | str | None,
    more: Sequence[Upload | Style | str | Digest],
    params: Params,
) -> tuple[list[OrderPicture], Params]:
    """The styles of an order, and the parameters with their weights. See `cogs.painting.orders.Order`.

    Raises:
        UserError: one of them is not there or cannot be used, or there are not as many as weights.
    """
    given: list[Upload | Style | str | Digest] = [] if style is None else [style, *more]
    if isinstance(style, str) and not more:
        shares = await find_mix(services.styles, style, requester.guild_id, requester.user_id)
        given = [share.style for share in shares]
        params = replace(params, mix=mix_of([share.weight for share in shares]))
    check_count(len(given))
    if params.mix and len(params.mix) != len(given):
        raise user_error("recipe-other-styles", count=len(params.mix))
    return [await read_picture(services, requester, "style", each) for each in given], params


async def read_picture(
    services: Services, requester: Requester, role: str, given: Upload | Style | str | Digest | None
) -> OrderPicture:
    """A picture that was given as an upload, a saved style or a digest. `role` is what it is for, for messages.

    Raises:
        UserError: it is not there, or cannot be used.
    """
    match given:
        case None:
            return OrderPicture()
        case Digest(digits):
            return await _read_digest(services, requester, digits)
        case Style(ref=ref) | str(ref):
            style, picture = await services.styles.take(ref, requester.guild_id, requester.user_id)
            return OrderPicture(picture, style.name, saved=True)
        case upload:
            data, moves = await services.intake.look(requester.user_id, role, upload)
            return OrderPicture(data, file_name(upload), moves=moves)


async def _read_digest(services: Services, requester: Requester, digits: str) -> OrderPicture:
    """A picture of a recipe line, among the person's own and the styles that they can use.

    Raises:
        UserError: it is not there.
    """
    own = await services.history.own_picture(requester.user_id, digits)
    if own is not None:
        return OrderPicture(own)
    found = await find_by_digest(services.styles, digits, requester.guild_id, requester.user_id)
    if found is None:
        raise user_error("recipe-pictures")
    style, picture = found
    return OrderPicture(picture, style.name, saved=True)
