"""`Params` as a line of text to copy, share and paste: ``CH1;fine;strength=0.7;seed=42;0f3a9c``.

It names a recipe and the differences from it. A checksum at the end detects lost letters. A second and third style,
a mask and the networks of an instant picture are in it by the digests of their files: ``styles=…,…;mask=…;networks=…``.
The photo and the first style are not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from bot.parameters.mixes import MAX_STYLES
from bot.parameters.recipes import RECIPES, recipe
from nst.errors import BadRequest
from nst.params import Params, current_name

VERSION = "CH1"
MAX_LENGTH = 1500
DIGITS = 16  # 64 bits tell all pictures apart
_STYLES, _MASK, _NETWORKS = "styles", "mask", "networks"
_EXTRAS = {_STYLES, _MASK, _NETWORKS}
_DIGEST = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_SEPARATOR = ";"
_CHECKSUM = re.compile(r"[0-9a-f]{6}")
_KINDS = {key: type(value) for key, value in Params().to_dict().items() if key != "recipe"}


@dataclass(frozen=True, slots=True)
class ExtraPictures:
    """The pictures besides photo and first style, by the first `DIGITS` digits of their SHA-256.

    Attributes:
        styles: the second and third style, in their order.
        mask: white where the photo is painted; empty for everywhere.
        networks: those that painted an instant picture. A style that is learned anew has another network.
    """

    styles: tuple[str, ...] = ()
    mask: str = ""
    networks: tuple[str, ...] = ()

    @classmethod
    def of(cls, styles: Sequence[str], mask: str | None, networks: Sequence[str] = ()) -> Self:
        """Of a job, by the names of its files and the digests of its networks."""
        return cls(
            tuple(name[:DIGITS] for name in styles[1:]),
            (mask or "")[:DIGITS],
            tuple(digest[:DIGITS] for digest in networks),
        )


NO_EXTRAS = ExtraPictures()


def write_recipe(params: Params, extras: ExtraPictures = NO_EXTRAS) -> str:
    """The line for some parameters and pictures; `read_recipe` and `read_extras` parse it."""
    name = params.recipe if params.recipe in RECIPES else "standard"
    usual, own = recipe(name).to_dict(), params.to_dict()
    changes = [f"{key}={_written(value)}" for key, value in own.items() if key != "recipe" and value != usual[key]]
    if extras.styles:
        changes.append(f"{_STYLES}={','.join(extras.styles)}")
    if extras.mask:
        changes.append(f"{_MASK}={extras.mask}")
    if extras.networks:
        changes.append(f"{_NETWORKS}={','.join(extras.networks)}")
    body = _SEPARATOR.join([VERSION, name, *changes])
    return f"{body}{_SEPARATOR}{_checksum(body)}"


def read_recipe(text: str) -> Params:
    """Parse a line into parameters. Spaces and backticks are ignored.

    Raises:
        BadRequest: the line is not a code, is damaged, or is from a newer version.
    """
    name, changes = _parts(text)
    return replace(recipe(name), **dict(map(_read, (one for one in changes if _key(one) not in _EXTRAS))))


def read_extras(text: str) -> ExtraPictures:
    """Parse the pictures of a line that `read_recipe` can read.

    Raises:
        BadRequest: the line is not a code, is damaged, or is from a newer version.
    """
    found = {_key(change): change.partition("=")[2].split(",") for change in _parts(text)[1]}
    styles, mask, networks = found.get(_STYLES, []), found.get(_MASK, [""]), found.get(_NETWORKS, [])
    digests = [*styles, *filter(None, mask), *networks]
    few = len(styles) < MAX_STYLES and len(mask) == 1 and len(networks) <= MAX_STYLES
    if not few or not all(map(_DIGEST.fullmatch, digests)):
        raise _unreadable()
    return ExtraPictures(tuple(styles), mask[0], tuple(networks))


def _parts(text: str) -> tuple[str, list[str]]:
    """The recipe of a line, and the changes."""
    line = re.sub(r"[\s`]", "", text)
    if len(line) > MAX_LENGTH:
        raise _unreadable()
    version, _, rest = line.partition(_SEPARATOR)
    if re.fullmatch(r"CH\d+", version) and version != VERSION:
        raise BadRequest(
            "This recipe was written by another version of me.",
            hint="Ask for one that was made here, or set the options by hand.",
            code="recipe-version",
        )
    body, _, checksum = line.rpartition(_SEPARATOR)
    if version != VERSION or not rest or not _CHECKSUM.fullmatch(checksum):
        raise _unreadable()
    if checksum != _checksum(body):
        raise _unreadable()
    name, *changes = body.split(_SEPARATOR)[1:]
    return name, changes


def _key(change: str) -> str:
    return change.partition("=")[0]


def read_bounded(text: str) -> Params:
    """Parse a line from a user, with at most as many steps as the longest recipe.

    Raises:
        BadRequest: the line is invalid, or asks for more steps.
    """
    params = read_recipe(text)
    limit = longest_steps()
    if params.steps > limit:
        raise BadRequest(
            f"That recipe has more than {limit} steps.",
            hint="I paint no longer than that. Please use a recipe that was made here.",
            code="recipe-too-long",
            limit=limit,
        )
    return params


def longest_steps() -> int:
    """The steps of the longest recipe, which nobody may exceed."""
    return max(recipe(name).steps for name in RECIPES)


def _written(value: Any) -> str:  # noqa: ANN401  any field of Params
    match value:
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case Mapping():
            return ",".join(f"{layer}:{weight!r}" for layer, weight in value.items())
        case tuple() | list():
            return ",".join(map(repr, value))
        case _:
            return repr(value)


def _read(change: str) -> tuple[str, Any]:
    name, _, value = change.partition("=")
    key = current_name(name)
    try:
        return key, _parsed(_KINDS.get(key), value)
    except ValueError:
        raise _unreadable() from None


def _parsed(kind: type[Any] | None, value: str) -> Any:  # noqa: ANN401  any field of Params
    if kind is None:
        raise ValueError(value)
    if kind is bool:
        return ("no", "yes").index(value) == 1
    if kind is dict:
        pairs = [pair.rpartition(":") for pair in value.split(",") if pair]
        return {layer: float(weight) for layer, _, weight in pairs}
    if kind is tuple:
        return tuple(float(weight) for weight in value.split(",") if weight)
    return value if issubclass(kind, StrEnum) else kind(value)


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()) & 0xFFFFFF:06x}"


def _unreadable() -> BadRequest:
    return BadRequest(
        "I cannot read that recipe.",
        hint="Copy the whole line from a picture's Details, from CH1 to its last letter.",
        code="recipe-unreadable",
    )
