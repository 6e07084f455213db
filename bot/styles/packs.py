"""Styles that travel: a person's or a server's saved styles as a style pack, and back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.runtime.blocking import run_blocking
from bot.styles.library import StyleLibrary
from bot.styles.names import BadName
from bot.styles.networks import StyleNetworks
from bot.styles.style import Kind, Style, StylesFull, StyleTaken
from nst import images
from nst.errors import BadStyle, UserError
from nst.instant.digests import learned_painting, painting_digest
from nst.packs import StyleFiles, write_files

Consents = Callable[[int], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Exported:
    """A style pack.

    Attributes:
        data: the file.
        count: styles in it.
        kept_back: styles that are not in it, because who saved them lets nobody use their pictures.
    """

    data: bytes
    count: int
    kept_back: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the styles of a pack, by their names.

    Attributes:
        saved: are in the library now.
        learned: how many of these came with their network.
        refused: were not saved, each with the reason.
    """

    saved: tuple[str, ...]
    learned: int
    refused: tuple[tuple[str, UserError], ...]


class StylePacks:
    """Write and read the saved styles of a person or a server.

    Args:
        library: has the styles.
        networks: what has learned them.
        consents: whether a person lets others use their pictures.
    """

    def __init__(self, library: StyleLibrary, networks: StyleNetworks, consents: Consents) -> None:
        self._library = library
        self._networks = networks
        self._consents = consents

    async def export(self, user_id: int, guild_id: int | None) -> Exported:
        """The server's styles, or a person's own without a server, oldest first.

        Raises:
            BadPack: there are none, or they are too large for a pack.
        """
        kind = Kind.MINE if guild_id is None else Kind.GUILD
        found = [style for style in await self._library.available(guild_id, user_id) if style.kind is kind]
        shared = [style for style in reversed(found) if await self._is_shared(style, user_id)]
        files = [await self._files(style) for style in shared]
        data = await run_blocking(write_files, files)
        return Exported(data, len(files), len(found) - len(files))

    async def add(self, user_id: int, guild_id: int | None, styles: Iterable[StyleFiles]) -> Imported:
        """Save styles for a server, or for a person without one. One that cannot be saved does not stop the others.

        Args:
            user_id: who saves them.
            guild_id: the server.
            styles: with PNGs of ours; networks may be anything.
        """
        saved: list[str] = []
        refused: list[tuple[str, UserError]] = []
        learned = 0
        for style in styles:
            try:
                new = await self._library.save(user_id, guild_id, style.name, style.picture)
            except (BadName, StyleTaken, StylesFull) as error:
                refused.append((style.name, error))
                continue
            saved.append(new.name)
            learned += await self._keep(new, style)
        self._library.learned()
        return Imported(tuple(saved), learned, tuple(refused))

    async def _keep(self, saved: Style, files: StyleFiles) -> bool:
        """Keep the network of a saved style, if it comes with one that has learned it."""
        if files.network is None or saved.file is None:
            return False
        fits = await run_blocking(_has_learned, files.network, files.picture)
        return fits and await self._networks.keep(saved.file, files.network)

    async def _is_shared(self, style: Style, user_id: int) -> bool:
        return style.owner_id is None or style.owner_id == user_id or await self._consents(style.owner_id)

    async def _files(self, style: Style) -> StyleFiles:
        picture = await self._library.picture(style)
        if not style.learned:
            return StyleFiles(style.name, picture)
        (network,) = await self._networks.of([picture])
        return StyleFiles(style.name, picture, network if await run_blocking(_belongs, network, picture) else None)


def _belongs(network: bytes, picture: bytes) -> bool:
    """Whether a network is of this picture, as readers of packs see it: without transparency."""
    return learned_painting(network) == painting_digest(images.decode(picture))


def _has_learned(network: bytes, picture: bytes) -> bool:
    """Whether a network from anywhere paints, in the style of this picture. Others are learned here."""
    try:
        if not _belongs(network, picture):
            return False
        from nst.instant.style import decode_style  # noqa: PLC0415  imports torch

        decode_style(network)
    except BadStyle:
        return False
    return True
