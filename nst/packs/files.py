"""The zip file of a style pack: names, pictures and style files, each as bytes that nobody has looked into.

``pack.json`` lists the styles; the files beside it have plain numbers for names, such as ``1.png`` and ``1.style``.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, TypeGuard

from nst.errors import BadPack

MAX_STYLES = 100
MAX_BYTES = 100 * 2**20  # of the zip file, and of all that is in it
MAX_FILE = 25 * 2**20  # of a picture or a style file
MAX_NAME = 100
_MAX_CONTENT = MAX_BYTES - 2**20  # when writing: room for the manifest and the list of files
_MANIFEST, _FORMAT = "pack.json", "chameleon-pack-1"
_MAX_MANIFEST = 64 * 1024
_MAX_DIRECTORY = 64 * 1024
_FILE = re.compile(r"[1-9][0-9]{0,2}\.(png|webp|style)")
_END = struct.Struct("<4s4H2LH")  # the end of a zip file without a comment
_ENCRYPTED = 0x1
_COMPRESSION = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True)
class StyleFiles:
    """A style of a pack.

    Attributes:
        name: for people, 1 to 100 characters.
        picture: the painting, as PNG or WebP.
        network: the style file that has learned it; None if there is none.
    """

    name: str
    picture: bytes = field(repr=False)
    network: bytes | None = field(default=None, repr=False)


def write_files(styles: Iterable[StyleFiles]) -> bytes:
    """Make a pack of PNG files; `read_files` reads it.

    Raises:
        BadPack: there is no style, there are too many, two have the same name, or something is too large.
    """
    file, listed, size = BytesIO(), list[dict[str, str]](), 0
    with zipfile.ZipFile(file, "w") as pack:  # pictures and networks are dense already
        for number, style in enumerate(styles, 1):
            if not _is_name(style.name):
                hint = "Rename its file."
                raise BadPack(f"A style's name has 1 to {MAX_NAME} characters.", hint=hint, code="pack-names")
            entry = {"name": style.name, "picture": f"{number}.png"}
            parts = {entry["picture"]: style.picture}
            if style.network is not None:
                entry["network"] = f"{number}.style"
                parts[entry["network"]] = style.network
            if max(map(len, parts.values())) > MAX_FILE:
                raise picture_too_large(style.name)
            size += sum(map(len, parts.values()))
            if size > _MAX_CONTENT:
                raise _too_large()
            for name, data in parts.items():
                pack.writestr(name, data)
            listed.append(entry)
        if not 1 <= len(listed) <= MAX_STYLES:
            raise BadPack(f"A pack holds 1 to {MAX_STYLES} styles.", code="pack-count", limit=MAX_STYLES)
        _check_names([entry["name"] for entry in listed])
        pack.writestr(_MANIFEST, json.dumps({"format": _FORMAT, "styles": listed}))
    return file.getvalue()


def read_files(data: bytes) -> list[StyleFiles]:
    """Read a pack, from anyone. Its pictures and style files may be anything.

    Raises:
        BadPack: the bytes are no pack, it is too large, or its files are not what the manifest says.
    """
    files = _unpacked(data)
    listed = [_style(told, files) for told in _listed(files.pop(_MANIFEST, b""))]
    if files:
        raise _damaged()
    _check_names([style.name for style in listed])
    return listed


def picture_too_large(name: str) -> BadPack:
    """The error for a picture that no pack may hold."""
    text = f"The picture of “{name}” is too large for a pack."
    return BadPack(text, hint="Make it smaller.", code="pack-picture-large", name=name)


def _check_names(names: Sequence[str]) -> None:
    if len({name.casefold() for name in names}) < len(names):
        raise BadPack("Two styles of the pack have the same name.", code="pack-twice")


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
    return _MAX_MANIFEST if name == _MANIFEST else MAX_FILE


def _listed(manifest: bytes) -> list[dict[str, Any]]:
    try:
        told = json.loads(manifest)
        known, listed = told["format"], told["styles"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if known != _FORMAT:
        raise BadPack("This version does not know this pack.", hint="Make it again.", code="pack-version")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MAX_STYLES:
        raise _damaged()
    if not all(isinstance(entry, dict) for entry in listed):
        raise _damaged()
    return listed


def _style(told: dict[str, Any], files: dict[str, bytes]) -> StyleFiles:
    name, picture, network = told.get("name"), told.get("picture"), told.get("network")
    if not _is_name(name):
        raise _damaged()
    if not isinstance(picture, str) or not picture.endswith((".png", ".webp")) or picture not in files:
        raise _damaged()
    painting = files.pop(picture)
    if network is None:
        return StyleFiles(name, painting)
    if not isinstance(network, str) or not network.endswith(".style") or network not in files:
        raise _damaged()
    return StyleFiles(name, painting, files.pop(network))


def _damaged() -> BadPack:
    hint = "Style packs come from /style export or `nst pack`."
    return BadPack("This is no style pack, or it is damaged.", hint=hint, code="pack-damaged")


def _too_large() -> BadPack:
    limit = MAX_BYTES // 2**20
    hint = f"It may have {limit} MB at most."
    return BadPack("The style pack is too large.", hint=hint, code="pack-too-large", megabytes=limit)
