"""A pool of child processes that open uploaded files.

A file may crash a library, fill the memory or compute for minutes. It does so in a process that holds no token, no
database and no other person's picture. The pool ends and replaces that process and reports an error.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time

from prometheus_client import CollectorRegistry

from bot.runtime.decoder import CLIP, CLIP_TIMES, PICTURE, Budget, Order, Reply
from bot.runtime.decoder_process import DecoderProcess, Died
from bot.runtime.metrics import DecoderMetrics
from nst import images
from nst.errors import BadImage, UserError, out_of_resources
from nst.images.containers import SAVE_AGAIN
from nst.motion.reading import CLIP_LIMITS, ClipLimits

log = logging.getLogger(__name__)

_ATTEMPTS = 2
_TIMED_OUT = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM")} - {0}


def budget_for(limits: images.Limits) -> Budget:
    """The budget for a picture within the limits.

    WebP's reader is the most expensive; it holds 16 bytes per pixel at once. Where CPU time cannot be limited, the
    wall time is shorter instead.
    """
    counted = sys.platform != "win32"
    return Budget(cpu_seconds=10, wall_seconds=60.0 if counted else 15.0, memory=256 * 2**20 + 20 * limits.max_pixels)


class Decoders:
    """Converts uploaded files to safe PNG in child processes. Each process starts when it is first needed.

    Args:
        limits: the accepted pictures.
        max_side: largest long side of the PNG.
        clip_limits, clip_side: the same for animations.
        count: number of pictures decoded at a time.
        budget: the limits for one picture.
        program: the module that the processes run.
        metrics: measures what it takes; by default for nobody.
    """

    def __init__(
        self,
        limits: images.Limits,
        max_side: int,
        *,
        clip_limits: ClipLimits = CLIP_LIMITS,
        clip_side: int = 480,
        count: int = 2,
        budget: Budget | None = None,
        program: str = "bot.runtime.decoder",
        metrics: DecoderMetrics | None = None,
    ) -> None:
        self._order = Order(limits, max_side, budget or budget_for(limits), clip_limits, clip_side)
        self._program = program
        self._metrics = metrics or DecoderMetrics(CollectorRegistry())
        self._places = asyncio.Semaphore(count)
        self._idle: list[DecoderProcess] = []
        self._alive: set[DecoderProcess] = set()
        self._closed = False

    async def png(self, data: bytes) -> bytes:
        """The picture as `nst.images.decode` reads it, as PNG without metadata. It keeps its transparency.

        Raises:
            BadImage: the file is not a usable picture, or decoding it costs too much.
            UserError: the system lacks a resource, or the bot is closing.
        """
        return (await self.picture(data)).picture

    async def picture(self, data: bytes) -> Reply:
        """Like `png`, with whether the file is an animation."""
        return await self._reply(PICTURE, data)

    async def clip(self, data: bytes) -> bytes:
        """The animation as `nst.motion.reading.read_clip` reads it, as WebP without metadata.

        Raises:
            BadImage: the file is not a usable animation, or decoding it costs too much.
            UserError: see `png`.
        """
        return (await self._reply(CLIP, data)).picture

    async def _reply(self, kind: int, data: bytes) -> Reply:
        async with self._places:
            for _ in range(_ATTEMPTS):
                try:
                    reply = await self._timed(kind, data)
                except TimeoutError:
                    self._metrics.killed("time")
                    raise _too_costly("time") from None
                except Died as death:
                    self._metrics.killed("crash")
                    log.warning("A decoder died over a picture of %d bytes: %s", len(data), death)
                else:
                    return _checked(reply)
        message = "This picture made the program that opens pictures crash, twice."
        raise BadImage(message, hint=SAVE_AGAIN, kind="crash")

    @property
    def processes(self) -> list[int]:
        """Ids of the current child processes."""
        return [decoder.pid for decoder in self._alive]

    async def close(self) -> None:
        """End all decoders at once, including busy ones."""
        self._closed = True
        self._idle.clear()
        alive = tuple(self._alive)
        for decoder in alive:
            decoder.kill()
        await asyncio.gather(*(decoder.gone for decoder in alive))

    async def _timed(self, kind: int, data: bytes) -> Reply:
        """Like `_ask`, and measure it."""
        began = time.monotonic()
        try:
            return await self._ask(kind, data)
        finally:
            self._metrics.opened(time.monotonic() - began)

    async def _ask(self, kind: int, data: bytes) -> Reply:
        """Decode the data in a process.

        Raises:
            TimeoutError: the time limit was reached.
            Died: the process died for another reason.
            UserError: it cannot be started, or the bot is closing.
        """
        decoder = self._idle.pop() if self._idle else await self._start()
        try:
            async with asyncio.timeout(self._order.budget.wall_seconds * (CLIP_TIMES if kind == CLIP else 1)):
                return await decoder.decode(kind, data)
        except Died as death:
            if self._closed:
                raise _closing() from None
            if death.status in _TIMED_OUT:
                raise TimeoutError from death
            raise
        finally:
            if decoder.fresh and not self._closed:
                self._idle.append(decoder)
            else:
                decoder.kill()

    async def _start(self) -> DecoderProcess:
        if self._closed:
            raise _closing()
        try:
            decoder = await DecoderProcess.start(self._program, self._order)
        except OSError as error:
            if (known := out_of_resources(error)) is not None:
                raise known from error
            raise
        self._alive.add(decoder)
        decoder.gone.add_done_callback(lambda _: self._alive.discard(decoder))
        return decoder


def _checked(reply: Reply) -> Reply:
    """A reply that has a picture.

    Raises:
        BadImage: the reply has an error instead.
    """
    if (error := reply.error) is None:
        return reply
    if error["code"] in {"no-memory", "image-too-costly"}:
        raise _too_costly("memory")
    kind = error["code"].removeprefix("image-").replace("-", " ")
    raise BadImage(error["message"], hint=error["hint"], kind=kind, **error["values"])


def _too_costly(what: str) -> BadImage:
    message = f"Opening this picture takes more {what} than I may spend on one."
    return BadImage(message, hint=SAVE_AGAIN, kind="too costly", what=what)


def _closing() -> UserError:
    return UserError("I am being restarted.", hint="Please try again in a minute.", code="restarting")
