"""A style pack: a zip file with a manifest, a picture for each style, and the networks that have learned them.

``pack.json`` lists the styles; the files beside it have plain numbers for names, such as ``1.png`` and ``1.style``.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL.Image import Image

from nst import images
from nst.errors import BadPack
from nst.instant.digests import painting_digest

MAX_STYLES = 100
MAX_BYTES = 100 * 2**20  # of the zip file, and of all that is in it
MAX_NAME = 100
_MANIFEST, _FORMAT = "pack.json", "chameleon-pack-1"
_MAX_MANIFEST = 64 * 1024
_MAX_DIRECTORY = 64 * 1024
_MAX_NETWORK = 900_000
_PICTURE = images.Limits(max_pixels=16_000_000)
_FILE = re.compile(r"[1-9][0-9]{0,2}\.(png|webp|style)")
_END = struct.Struct("<4s4H2LH")  # the end of a zip file without a comment
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True)
class PackedStyle:
    """A style of a pack.

    Attributes:
        name: for people, 1 to 100 characters.
        picture: the painting, RGB.
        network: the style file that has learned it; None if there is none.
    """

    name: str
    picture: Image
    network: bytes | None = None


def write_pack(styles: Sequence[PackedStyle]) -> bytes:
    """Make a pack; `read_pack` reads it.

    Raises:
        BadPack: there is no style, there are too many, or the pack would be too large.
    """
    if not 1 <= len(styles) <= MAX_STYLES:
        raise BadPack(f"A pack holds 1 to {MAX_STYLES} styles.")
    file, listed = BytesIO(), []
    with zipfile.ZipFile(file, "w") as pack:  # pictures and networks are dense already
        for number, style in enumerate(styles, 1):
            entry = {"name": style.name, "picture": f"{number}.png"}
            pack.writestr(entry["picture"], images.encode_png(style.picture))
            if style.network is not None:
                entry["network"] = f"{number}.style"
                pack.writestr(entry["network"], style.network)
            listed.append(entry)
        pack.writestr(_MANIFEST, json.dumps({"format": _FORMAT, "styles": listed}))
    if file.tell() > MAX_BYTES:
        raise _too_large()
    return file.getvalue()


def read_pack(data: bytes) -> list[PackedStyle]:
    """Read a pack, from anyone. Loads torch if there is a network in it.

    Raises:
        BadPack: the bytes are no pack, it is too large, or its files are not what the manifest says.
        BadImage: a picture cannot be used.
        BadStyle: a network cannot be used.
    """
    files = _unpacked(data)
    styles = [_style(entry, files) for entry in _listed(files.pop(_MANIFEST, b""))]
    if files:
        raise _damaged()
    if len({style.name.casefold() for style in styles}) < len(styles):
        raise BadPack("Two styles of the pack have the same name.")
    return styles


def _unpacked(data: bytes) -> dict[str, bytes]:
    """All files by name. What the zip file says about sizes is not believed."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    _check_directory(data)
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    try:
        with zipfile.ZipFile(BytesIO(data)) as pack:
            for entry in pack.infolist():
                limit = _limit(entry, found)
                with pack.open(entry) as file:
                    content = file.read(min(limit, left) + 1)
                if len(content) > min(limit, left):
                    raise _too_large()
                left -= len(content)
                found[entry.filename] = content
    except _BROKEN as error:
        raise _damaged() from error
    return found


def _check_directory(data: bytes) -> None:
    """Refuse a list of files that would take much memory to read, before it is read."""
    if len(data) < _END.size:
        raise _damaged()
    signature, *_, length, _start, comment = _END.unpack(data[-_END.size :])
    if signature != b"PK\5\6" or comment or length > _MAX_DIRECTORY or data[-42:-38] == b"PK\6\7":
        raise _damaged()


def _limit(entry: zipfile.ZipInfo, found: dict[str, bytes]) -> int:
    """The most bytes that a file may have."""
    name = entry.filename
    if name in found or (name != _MANIFEST and not _FILE.fullmatch(name)) or len(found) > 2 * MAX_STYLES:
        raise _damaged()
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _damaged()
    if name == _MANIFEST:
        return _MAX_MANIFEST
    return _MAX_NETWORK if name.endswith(".style") else _PICTURE.max_bytes


def _listed(manifest: bytes) -> list[dict[str, Any]]:
    try:
        told = json.loads(manifest)
        known, listed = told["format"], told["styles"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if known != _FORMAT:
        raise BadPack("This version does not know this pack.", hint="Make it again with `nst pack`.")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MAX_STYLES:
        raise _damaged()
    if not all(isinstance(entry, dict) for entry in listed):
        raise _damaged()
    return listed


def _style(entry: dict[str, Any], files: dict[str, bytes]) -> PackedStyle:
    name, picture, network = entry.get("name"), entry.get("picture"), entry.get("network")
    if not isinstance(name, str) or not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise _damaged()
    if not isinstance(picture, str) or not picture.endswith((".png", ".webp")) or picture not in files:
        raise _damaged()
    painting = images.decode(files.pop(picture), limits=_PICTURE)
    if network is None:
        return PackedStyle(name, painting)
    if not isinstance(network, str) or not network.endswith(".style") or network not in files:
        raise _damaged()
    learned = files.pop(network)
    from nst.instant.style import decode_style  # noqa: PLC0415  imports torch

    if decode_style(learned).painting != painting_digest(painting):
        raise BadPack(f"The network of “{name}” has learned another picture.")
    return PackedStyle(name, painting, learned)


def _damaged() -> BadPack:
    return BadPack("This is no style pack, or it is damaged.", hint="Style packs come from `nst pack`.")


def _too_large() -> BadPack:
    return BadPack("The style pack is too large.", hint=f"It may have {MAX_BYTES // 2**20} MB at most.")
