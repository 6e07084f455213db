"""Write and read style packs: zip files with styles, their pictures, and the networks that have learned them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL.Image import Image

from nst import images
from nst.errors import BadPack
from nst.instant.digests import learned_painting, painting_digest
from nst.packs.files import MAX_FILE, StyleFiles, picture_too_large, read_files, write_files

_PICTURE = images.Limits(max_bytes=MAX_FILE, max_pixels=16_000_000)


@dataclass(frozen=True)
class PackedStyle:
    """A style of a pack.

    Attributes:
        name: for people, 1 to 100 characters.
        picture: the painting, RGB.
        network: the style file that has learned it; None if there is none. `nst.decode_style` checks and reads it.
    """

    name: str
    picture: Image
    network: bytes | None = None


def write_pack(styles: Iterable[PackedStyle]) -> bytes:
    """Make a pack; `read_pack` reads it.

    Raises:
        BadPack: there is no style, there are too many, two have the same name, something is too large, or a network has
            learned another picture.
        BadStyle: a network is no style file.
    """
    return write_files(map(_files, styles))


def read_pack(data: bytes) -> Iterator[PackedStyle]:
    """Read a pack, from anyone.

    Pictures take memory, so one style is decoded at a time. A pack is sound once all have come, but for the networks:
    whether they paint is not tried.

    Raises:
        BadPack: the bytes are no pack, it is too large, its files are not what its list says, or a network has learned
            another picture.
        BadImage: a picture cannot be used.
        BadStyle: a network is no style file.
    """
    for style in read_files(data):
        picture = images.decode(style.picture, limits=_PICTURE)
        _check_network(style.name, picture, style.network)
        yield PackedStyle(style.name, picture, style.network)


def _files(style: PackedStyle) -> StyleFiles:
    if style.picture.width * style.picture.height > _PICTURE.max_pixels:
        raise picture_too_large(style.name)
    _check_network(style.name, style.picture, style.network)
    return StyleFiles(style.name, images.encode_png(style.picture), style.network)


def _check_network(name: str, picture: Image, network: bytes | None) -> None:
    if network is not None and learned_painting(network) != painting_digest(picture):
        text = f"The network of “{name}” has learned another picture."
        raise BadPack(text, hint="Learn that picture again.", code="pack-other-picture", name=name)
