"""The networks that have learned styles, and paint in them instantly."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.jobs.runner import not_learned
from bot.runtime.blocking import run_blocking
from bot.styles.style import Kind
from nst import images
from nst.artworks import HOUSE_STYLES, style_file
from nst.instant.digests import learned_painting, painting_digest


class StyleNetworks:
    """Finds the network of a style by the style's picture. The house styles come with theirs."""

    def __init__(self) -> None:
        self._files: Mapping[str, Path] | None = None  # style files, by the digests of the paintings
        self._reading = asyncio.Lock()

    def knows(self, ref: str) -> bool:
        """Whether the style with this `Style.ref` has a network."""
        kind, _, name = ref.partition(":")
        return kind == Kind.HOUSE and name in HOUSE_STYLES

    async def of(self, styles: Sequence[bytes]) -> tuple[bytes, ...]:
        """The style files of some styles, given as PNG.

        Raises:
            UserError: a style has no network.
        """
        async with self._reading:
            if self._files is None:
                self._files = await run_blocking(_house_files)
        return tuple([await run_blocking(_network, self._files, style) for style in styles])


def _house_files() -> dict[str, Path]:
    files = map(style_file, HOUSE_STYLES)
    return {learned_painting(file.read_bytes()): file for file in files}


def _network(files: Mapping[str, Path], style: bytes) -> bytes:
    found = files.get(painting_digest(images.decode_own(style)))
    if found is None:
        raise not_learned()
    return found.read_bytes()
