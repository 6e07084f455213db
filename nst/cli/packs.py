"""The commands ``pack`` and ``unpack``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nst import images
from nst.cli.files import is_folder, photos_in, read, written
from nst.cli.instant import SUFFIX
from nst.cli.options import AsJson, Overwrite
from nst.errors import BadPack, BadRequest
from nst.packs import MAX_BYTES, PackedStyle, read_pack, write_pack

_PACK = {".zip": "ZIP"}


def pack(
    paintings: Annotated[list[str], typer.Argument(help="Paintings, a folder of them, or a pattern such as *.jpg.")],
    output: Annotated[str, typer.Option("--output", "-o", help="Where the pack goes.")] = "styles.zip",
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Put paintings into one file for others, each with the style file that has learned it.

    A style file belongs to a painting if it has its name: mosaic.style beside mosaic.jpg. Styles are named after files.
    """
    if is_folder(output):
        raise BadRequest(f"“{output}” is a folder.", hint="Name a file, such as styles.zip.")
    found = photos_in(paintings)
    with written(output, found, overwrite=overwrite, formats=_PACK) as target:
        networks = {painting: _network(painting) for painting in found}
        styles = (PackedStyle(Path(p).stem, read(p), network) for p, network in networks.items())
        data = write_pack(styles)
        _check_networks(networks.values())
        target.write(data)
    _tell(output, [Path(p).stem for p in found], sum(map(bool, networks.values())), as_json=as_json)


def unpack(
    file: Annotated[Path, typer.Argument(help="A pack, made by nst pack or by the bot.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder for the styles.")] = Path("styles"),
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Take the paintings and style files out of a pack. Nothing is written if anything in it is wrong."""
    data = _bytes(file)
    names = []
    for style in read_pack(data):
        names.append(style.name)
        _check_networks([style.network])
    stems = list(_file_names(names))
    if not overwrite:
        for stem in stems:
            if taken := next((path for path in output.glob(f"{stem}.*") if path.suffix in {".png", SUFFIX}), None):
                raise BadRequest(f"“{taken}” is there already.", hint="Choose another folder, or give --overwrite.")
    learned = 0
    try:
        output.mkdir(parents=True, exist_ok=True)
        for stem, style in zip(stems, read_pack(data), strict=True):
            images.save(style.picture, output / f"{stem}.png")
            if style.network is not None:
                (output / f"{stem}{SUFFIX}").write_bytes(style.network)
                learned += 1
    except OSError as error:
        raise BadRequest(f"“{output}” cannot be written: {error.strerror}.", hint="Choose another folder.") from error
    _tell(str(output), names, learned, as_json=as_json)


def _network(painting: str) -> bytes | None:
    """The style file beside a painting."""
    file = Path(painting).with_suffix(SUFFIX)
    return file.read_bytes() if file.is_file() else None


def _check_networks(networks: Iterable[bytes | None]) -> None:
    from nst.instant.style import decode_style  # noqa: PLC0415  imports torch

    for network in filter(None, networks):
        decode_style(network)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadPack(f"“{file}” cannot be read: {error.strerror}.", hint="Check its name and where it is.") from error


def _file_names(names: Sequence[str]) -> Iterator[str]:
    """A file name for each style that every system can have. Those that would be the same get a number."""
    taken: set[str] = set()
    for name in names:
        stem = plain = re.sub(r"[^\w -]", "_", name).strip() or "style"
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{plain}-{number}"
        taken.add(stem.casefold())
        yield stem


def _tell(output: str, names: Sequence[str], learned: int, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"output": output, "styles": list(names), "learned": learned}))
    else:
        told = f"{output}: {len(names)} styles, {learned} of them learned."
        Console(stderr=True).print(told, markup=False, highlight=False)
