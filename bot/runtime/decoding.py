"""The only module with child processes: a few decoders, which open what people send.

A file that crashes a library, fills the memory or computes for minutes does so in a process that holds nothing else:
no token, no database, no other person's picture. It is ended and replaced, and its person is told.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from bot.runtime.decoder import LENGTH, LENGTHS, Budget, Order, Reply
from nst import images
from nst.containers import SAVE_AGAIN, png_size
from nst.errors import BadImage, UserError, out_of_resources

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")  # of our environment: what a system may need to load libraries
_ATTEMPTS = 2
_MEMORY_AT_REST = 160 * 2**20  # of a decoder between two pictures; one starts with 30 MB
_MOST_PICTURES = 1000
_MOST_HEAD = 2**16
_MOST_SAID = 4096  # bytes of what libraries print about one picture that are logged
_TIMED_OUT = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM")} - {0}


def budget_for(limits: images.Limits) -> Budget:
    """What a picture within the limits may cost.

    The costliest reader of all, WebP's, holds 16 bytes a pixel at once. Without a way to count computing time,
    the clock has to do.
    """
    counted = sys.platform != "win32"
    return Budget(cpu_seconds=10, wall_seconds=60.0 if counted else 15.0, memory=256 * 2**20 + 20 * limits.max_pixels)


class Decoders:
    """Makes safe PNG of whatever people send, in child processes. They are started when they are first needed.

    Args:
        limits: what is accepted.
        max_side: long side of the PNG at most.
        count: pictures that are read at a time.
        budget: what one picture may cost.
        program: the module that the processes run.
    """

    def __init__(
        self,
        limits: images.Limits,
        max_side: int,
        *,
        count: int = 2,
        budget: Budget | None = None,
        program: str = "bot.runtime.decoder",
    ) -> None:
        self._order = Order(limits, max_side, budget or budget_for(limits))
        self._program = program
        self._places = asyncio.Semaphore(count)
        self._idle: list[_Decoder] = []
        self._alive: set[_Decoder] = set()
        self._closed = False

    async def png(self, data: bytes) -> bytes:
        """The picture as `nst.images.decode` reads it, as PNG without metadata.

        Raises:
            BadImage: it is no picture that can be used, or reading it costs too much.
            UserError: we are out of something that it needs, or are closing.
        """
        async with self._places:
            for _ in range(_ATTEMPTS):
                try:
                    reply = await self._ask(data)
                except TimeoutError:
                    raise _too_costly("time") from None
                except _Died as death:
                    log.warning("A decoder died over a picture of %d bytes: %s", len(data), death)
                else:
                    return _picture_of(reply)
        message = "This picture made the program that opens pictures crash, twice."
        raise BadImage(message, hint=SAVE_AGAIN, kind="crash")

    @property
    def processes(self) -> list[int]:
        """Ids of the child processes that are there now."""
        return [decoder.pid for decoder in self._alive]

    async def close(self) -> None:
        """End all decoders at once, also those at work."""
        self._closed = True
        self._idle.clear()
        alive = tuple(self._alive)
        for decoder in alive:
            decoder.kill()
        await asyncio.gather(*(decoder.gone for decoder in alive))

    async def _ask(self, data: bytes) -> Reply:
        """Have a decoder read the data.

        Raises:
            TimeoutError: it used up its time.
            _Died: it died of something else.
            UserError: it cannot be started, or was ended because we are closing.
        """
        decoder = self._idle.pop() if self._idle else await self._start()
        try:
            async with asyncio.timeout(self._order.budget.wall_seconds):
                return await decoder.decode(data)
        except _Died as death:
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

    async def _start(self) -> _Decoder:
        if self._closed:
            raise _closing()
        try:
            decoder = await _Decoder.start(self._program, self._order)
        except OSError as error:
            if (known := out_of_resources(error)) is not None:
                raise known from error
            raise
        self._alive.add(decoder)
        decoder.gone.add_done_callback(lambda _: self._alive.discard(decoder))
        return decoder


class _Died(Exception):
    """The decoder is gone; `status` as `subprocess` has it, the signal with a minus."""

    def __init__(self, status: int | None, last_words: str) -> None:
        super().__init__(f"status {status}; {last_words or 'it said nothing'}")
        self.status = status


class _Decoder(asyncio.SubprocessProtocol):
    """One process. It has one picture at a time."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.gone: asyncio.Future[None] = loop.create_future()
        self.served = 0
        self.memory = 0
        self.pid = 0
        self._transport: asyncio.SubprocessTransport | None = None
        self._answer: asyncio.Future[Reply] | None = None
        self._received = bytearray()
        self._max_side = 0
        self._said: deque[str] = deque(maxlen=1)
        self._unsaid = _MOST_SAID

    @classmethod
    async def start(cls, program: str, order: Order) -> _Decoder:
        """Start a process.

        Raises:
            OSError: the system has none to give.
        """
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"PYTHONPATH": str(_ROOT), "MALLOC_ARENA_MAX": "1"}  # an arena is 64 MB of address space
        command = [sys.executable, "-P", "-m", program, order.to_json()]
        _, decoder = await asyncio.get_running_loop().subprocess_exec(cls, *command, env=environment)
        decoder._max_side = order.max_side  # noqa: SLF001
        return decoder

    @property
    def fresh(self) -> bool:
        """Whether it can take another picture: it is not at work, and has not grown old or large."""
        return self._answer is None and self.served < _MOST_PICTURES and self.memory <= _MEMORY_AT_REST

    async def decode(self, data: bytes) -> Reply:
        """Hand a file over and wait for the reply.

        Raises:
            _Died: there will be none.
        """
        answer = self._answer = asyncio.get_running_loop().create_future()
        self._unsaid = _MOST_SAID
        if self.gone.done():
            raise self._death()
        stdin = cast("asyncio.WriteTransport", self._running.get_pipe_transport(0))
        stdin.write(LENGTH.pack(len(data)))
        stdin.write(data)
        reply: Reply = await answer
        if reply.error is None and not 0 < max(png_size(reply.picture)) <= self._max_side:
            raise _Died(None, f"it gave {len(reply.picture)} bytes that are no such picture")
        self._answer = None
        self.served += 1
        self.memory = reply.memory
        return reply

    def kill(self) -> None:
        """End it at once; `gone` tells when it is."""
        if not self.gone.done():
            with suppress(ProcessLookupError):
                self._running.kill()

    @property
    def _running(self) -> asyncio.SubprocessTransport:
        assert self._transport is not None  # noqa: S101  it is not used before it is connected
        return self._transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.SubprocessTransport", transport)
        self.pid = self._transport.get_pid()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 2:
            self._log(data)
            return
        self._received += data
        if len(self._received) < LENGTHS.size:
            return
        head, picture = LENGTHS.unpack_from(self._received)
        missing = LENGTHS.size + head + picture - len(self._received)
        if head > _MOST_HEAD or picture > 4 * self._max_side**2 + _MOST_HEAD or missing < 0:  # no PNG is so large
            self.kill()
        elif missing == 0:
            self._tell(bytes(self._received[LENGTHS.size :]), head)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        self._running.close()
        if not self.gone.done():
            self.gone.set_result(None)
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(self._death())

    def _tell(self, reply: bytes, head: int) -> None:
        self._received.clear()
        if self._answer is None or self._answer.done():
            self.kill()  # nobody has asked
            return
        try:
            about: dict[str, Any] = json.loads(reply[:head])
            self._answer.set_result(Reply(reply[head:], about["error"], about["memory"]))
        except (ValueError, KeyError, TypeError):
            self.kill()

    def _death(self) -> _Died:
        return _Died(self._running.get_returncode(), "".join(self._said))

    def _log(self, data: bytes) -> None:
        """Log what a library says, as plain text, and not more than a little."""
        for line in data.decode("ascii", "backslashreplace").splitlines():
            text = line.strip()[:500]
            self._said.append(text)
            if self._unsaid > 0:
                self._unsaid -= len(text) + 1
                log.debug("A decoder says: %s", text if text.isprintable() else ascii(text))


def _picture_of(reply: Reply) -> bytes:
    """The picture of a reply.

    Raises:
        BadImage: there is none, and why.
    """
    if (error := reply.error) is None:
        return reply.picture
    if error["code"] in {"no-memory", "image-too-costly"}:
        raise _too_costly("memory")
    kind = error["code"].removeprefix("image-").replace("-", " ")
    raise BadImage(error["message"], hint=error["hint"], kind=kind, **error["values"])


def _too_costly(what: str) -> BadImage:
    message = f"Opening this picture takes more {what} than I may spend on one."
    return BadImage(message, hint=SAVE_AGAIN, kind="too costly", what=what)


def _closing() -> UserError:
    return UserError("I am being restarted.", hint="Please try again in a minute.", code="restarting")
