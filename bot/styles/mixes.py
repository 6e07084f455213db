"""Find the styles of a written mixture such as ``mosaic 2, comic 1``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.parameters.mixes import parts_of, split_weight
from bot.styles.library import StyleLibrary
from bot.styles.style import Style, StyleNotFound
from nst.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Share:
    """A style and its weight in a mixture."""

    style: Style
    weight: float = 1.0


async def find_mix(library: StyleLibrary, text: str, guild_id: int | None, user_id: int) -> tuple[Share, ...]:
    """The styles that a text names, in its order.

    A text, or a part of it, that is the whole name of a style is that style, even with a comma or a number in it.

    Raises:
        StyleNotFound: there is no style of a name.
        BadRequest: there are too many styles, the same one twice, or a weight is out of range.
    """
    whole = await _called(library, text, guild_id, user_id)
    if whole is not None:
        return (Share(whole),)
    parts = parts_of(text) or [text]
    shares = tuple([await _share(library, part, guild_id, user_id) for part in parts])
    if len({share.style.ref for share in shares}) < len(shares):
        raise BadRequest("The same style is in that mixture twice.", hint="Give it a weight.", code="style-twice")
    return shares


async def _share(library: StyleLibrary, part: str, guild_id: int | None, user_id: int) -> Share:
    style = await _called(library, part, guild_id, user_id)
    if style is not None:
        return Share(style)
    name, weight = split_weight(part)
    return Share(await library.find(name, guild_id, user_id), weight)


async def _called(library: StyleLibrary, text: str, guild_id: int | None, user_id: int) -> Style | None:
    try:
        return await library.find(text, guild_id, user_id)
    except StyleNotFound:
        return None


async def find_by_digest(
    library: StyleLibrary, digest: str, guild_id: int | None, user_id: int
) -> tuple[Style, bytes] | None:
    """The style, and its picture, that a person can use and whose file has these first digits of the SHA-256.

    The pictures of house styles are made for this, which takes seconds.
    """
    known = await library.available(guild_id, user_id)
    for style in sorted(known, key=lambda style: style.file is None):
        if style.file is not None and not style.file.startswith(digest):
            continue
        picture = await library.picture(style)
        if hashlib.sha256(picture).hexdigest().startswith(digest):
            return style, picture
    return None
