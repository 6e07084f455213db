"""Previews: one photo in many learned styles at once, small. Nothing of them is kept."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PIL import Image

from bot.errors import NotFound
from bot.jobs.executor import Event, Executor, Failed, Finished, PaintTask, StepReport
from bot.runtime.blocking import run_blocking
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks
from bot.styles.style import Kind, Style, key_of
from nst import images
from nst.artworks import style_file
from nst.errors import UserError
from nst.params import MAX_SCALE, Area, Params

SIZE = 320  # pixels on the long side
_AT_ONCE = 6  # styles of a task; between two tasks, instant pictures have their turn
_SCALE = 1.6  # at 320 pixels, a network that learned strokes for 512 is fastest with strokes this large


class StylePreviews:
    """Paints previews, one sheet at a time for everyone, and one for each person.

    Args:
        library, networks: the styles, and what has learned them.
        executor: paints.
        held: whether nothing is to be painted now.
    """

    def __init__(
        self, library: StyleLibrary, networks: StyleNetworks, executor: Executor, held: Callable[[], bool]
    ) -> None:
        self._library = library
        self._networks = networks
        self._executor = executor
        self._held = held
        self._asked: set[int] = set()  # people who wait for one
        self._turn = asyncio.Lock()

    async def styles(self, guild_id: int | None, user_id: int) -> list[Style]:
        """The learned styles that a person can choose in a place: their own, the server's, the house styles."""
        return [style for style in await self._library.available(guild_id, user_id) if style.learned]

    async def paint(
        self, user_id: int, photo: bytes, styles: Sequence[Style], params: Params
    ) -> Mapping[str, Image.Image]:
        """Paint a photo in each style, `SIZE` pixels large.

        Args:
            user_id: who asks.
            photo: a PNG.
            styles: learned ones. Those that are removed meanwhile are left out.
            params: strength, strokes and colours.

        Returns:
            The pictures by `Style.ref`, in the order of the styles.

        Raises:
            UserError: the person waits for another preview, or nothing can be painted now.
        """
        if user_id in self._asked:
            raise UserError(
                "I am painting another preview for you.",
                hint="Wait until it is there, then ask again.",
                code="preview-running",
            )
        self._asked.add(user_id)
        try:
            async with self._turn:
                return await self._painted(photo, styles, preview_params(params))
        finally:
            self._asked.discard(user_id)

    async def _painted(self, photo: bytes, styles: Sequence[Style], params: Params) -> Mapping[str, Image.Image]:
        painted: dict[str, Image.Image] = {}
        for first in range(0, len(styles), _AT_ONCE):
            found = [(style.ref, await self._network(style)) for style in styles[first : first + _AT_ONCE]]
            networks = {ref: network for ref, network in found if network is not None}
            if networks:
                task = PaintTask(
                    f"preview-{secrets.token_hex(5)}", photo, (), params, None, None, (*networks.values(),)
                )
                column = await self._column(task)
                painted |= zip(networks, await run_blocking(_pictures, column, len(networks)), strict=True)
        if not painted:
            raise _not_now()
        return painted

    async def _network(self, style: Style) -> bytes | None:
        """The style file of a style; None if the style was removed meanwhile."""
        if style.kind is Kind.HOUSE:
            return await run_blocking(style_file(key_of(style)).read_bytes)
        try:
            (network,) = await self._networks.of([await self._library.picture(style)])
        except NotFound:
            return None
        return network

    async def _column(self, task: PaintTask) -> bytes:
        """The pictures of a task, one below the other, as PNG."""
        if self._held() or not self._executor.instant_slots:
            raise _not_now()
        end: Event | None = None
        try:
            await self._executor.submit(task)
            async for event in self._executor.watch(task.id):
                end = None if isinstance(event, StepReport) else event
        finally:
            await self._executor.cancel(task.id)  # nobody waits any more; an ended task is not concerned
        match end:
            case Finished(picture, _):
                return picture
            case Failed(reference=str(reference)):
                raise UserError(
                    "Something went wrong on my side.",
                    hint=f"Please tell my host this reference: {reference}.",
                    code="job-fault",
                    reference=reference,
                )
            case Failed(message, None, code, values):
                raise UserError(message, code=code, **values)
            case _:
                raise _not_now()


def preview_params(params: Params) -> Params:
    """The parameters of a preview: those of the picture, small, with strokes that are not finer than usual."""
    scale = min(max(params.style_scale, 1) * _SCALE, MAX_SCALE)
    return replace(params, size=SIZE, sheet=True, style_scale=scale, area=Area.EVERYWHERE, mix=())


def _pictures(column: bytes, count: int) -> list[Image.Image]:
    image = images.decode_own(column)
    height = image.height // count
    return [image.crop((0, row * height, image.width, (row + 1) * height)) for row in range(count)]


def _not_now() -> UserError:
    return UserError(
        "I cannot paint previews at the moment.", hint="Try again in a few minutes.", code="preview-not-now"
    )
