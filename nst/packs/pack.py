"""A style pack: a zip file with a manifest, a picture for each style, and the networks that have learned them.

``pack.json`` lists the styles; the files beside it have plain numbers for names, such as ``1.png`` and ``1.style``.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeGuard

from PIL.Image import Image

from nst import images
from nst.errors import BadPack
from nst.instant.digests import painting_digest

MAX_STYLES = 100
MAX_BYTES = 100 * 2**20  # of the zip file, and of all that is in it
_MAX_CONTENT = MAX_BYTES - 2**20  # when writing: room for the manifest and the list of files
MAX_NAME = 100
_MANIFEST, _FORMAT = "pack.json", "chameleon-pack-1"
_MAX_MANIFEST = 64 * 1024
_MAX_DIRECTORY = 64 * 1024
_PICTURE = images.Limits(max_pixels=16_000_000)
_FILE = re.compile(r"[1-9][0-9]{0,2}\.(png|webp|style)")
_END = struct.Struct("<4s4H2LH")  # the end of a zip file without a comment
_ENCRYPTED = 0x1
_COMPRESSION = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
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


def write_pack(styles: Iterable[PackedStyle]) -> bytes:
    """Make a pack; `read_pack` reads it.

    Raises:
        BadPack: there is no style, there are too many, two have the same name, or the pack would be too large.
    """
    file, listed, size = BytesIO(), list[dict[str, str]](), 0
    with zipfile.ZipFile(file, "w") as pack:  # pictures and networks are dense already
        for number, style in enumerate(styles, 1):
            entry = {"name": style.name, "picture": f"{number}.png"}
            parts = {entry["picture"]: _encoded(style)}
            if style.network is not None:
                entry["network"] = f"{number}.style"
                parts[entry["network"]] = style.network
            size += sum(map(len, parts.values()))
            if size > _MAX_CONTENT:
                raise _too_large()
            for name, data in parts.items():
                pack.writestr(name, data)
            listed.append(entry)
        if not 1 <= len(listed) <= MAX_STYLES:
            raise BadPack(f"A pack holds 1 to {MAX_STYLES} styles.")
        _check_names([entry["name"] for entry in listed])
        pack.writestr(_MANIFEST, json.dumps({"format": _FORMAT, "styles": listed}))
    return file.getvalue()


def read_pack(data: bytes) -> Iterator[PackedStyle]:
    """Read a pack, from anyone. Loads torch if there is a network in it.

    Pictures take memory, so one style is decoded at a time. A pack is sound once all have come.

    Raises:
        BadPack: the bytes are no pack, it is too large, or its files are not what the manifest says.
        BadImage: a picture cannot be used.
        BadStyle: a network cannot be used.
    """
    files = _unpacked(data)
    listed = [_entry(told, files) for told in _listed(files.pop(_MANIFEST, b""))]
    _check_names([entry.name for entry in listed])
    used = [name for entry in listed for name in (entry.picture, entry.network) if name]
    if sorted(used) != sorted(files):
        raise _damaged()
    for entry in listed:
        yield _style(entry.name, files.pop(entry.picture), files.pop(entry.network) if entry.network else None)


@dataclass(frozen=True)
class _Entry:
    """What the manifest says about a style: its name, and the names of its files."""

    name: str
    picture: str
    network: str | None


def _encoded(style: PackedStyle) -> bytes:
    """The picture as a file that `read_pack` takes."""
    if not _is_name(style.name):
        raise BadPack(f"A style's name has 1 to {MAX_NAME} characters.", hint="Rename its file.")
    small = style.picture.width * style.picture.height <= _PICTURE.max_pixels
    data = images.encode_png(style.picture) if small else b""
    if not small or len(data) > _PICTURE.max_bytes:
        raise BadPack(f"The picture of “{style.name}” is too large for a pack.", hint="Make it smaller.")
    return data


def _check_names(names: Sequence[str]) -> None:
    if len({name.casefold() for name in names}) < len(names):
        raise BadPack("Two styles of the pack have the same name.")


def _is_name(name: object) -> TypeGuard[str]:
    return isinstance(name, str) and 1 <= len(name) <= MAX_NAME and name.isprintable()


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
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _COMPRESSION:
        raise _damaged()
    return _MAX_MANIFEST if name == _MANIFEST else _PICTURE.max_bytes


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


def _entry(told: dict[str, Any], files: dict[str, bytes]) -> _Entry:
    name, picture, network = told.get("name"), told.get("picture"), told.get("network")
    if not _is_name(name):
        raise _damaged()
    if not isinstance(picture, str) or not picture.endswith((".png", ".webp")) or picture not in files:
        raise _damaged()
    if network is not None and (not isinstance(network, str) or not network.endswith(".style") or network not in files):
        raise _damaged()
    return _Entry(name, picture, network)


def _style(name: str, picture: bytes, network: bytes | None) -> PackedStyle:
    painting = images.decode(picture, limits=_PICTURE)
    if network is not None:
        from nst.instant.style import decode_style  # noqa: PLC0415  imports torch

        if decode_style(network).painting != painting_digest(painting):
            raise BadPack(f"The network of “{name}” has learned another picture.", hint="Learn that picture again.")
    return PackedStyle(name, painting, network)


def _damaged() -> BadPack:
    return BadPack("This is no style pack, or it is damaged.", hint="Style packs come from `nst pack`.")


def _too_large() -> BadPack:
    return BadPack("The style pack is too large.", hint=f"It may have {MAX_BYTES // 2**20} MB at most.")
