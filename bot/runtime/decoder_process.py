"""The parent's side of one decoder process. The only module that starts processes."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import cast

from bot.runtime.decoder import CLIP, HEAD, LENGTHS, Order, Reply
from nst.images.containers import png_size, webp_size

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")  # environment variables that a system may need to load libraries
_MEMORY_AT_REST = 160 * 2**20  # between two pictures; a process starts with 30 MB
_MOST_PICTURES = 1000
_MOST_HEAD = 2**16
_PIECE = 2**20
_MOST_SAID = 4096  # bytes of library output per picture that are logged


class Died(Exception):
    """The decoder has died. `status` is the exit code, or the negative signal number, like in `subprocess`."""

    def __init__(self, status: int | None, last_words: str) -> None:
        super().__init__(f"status {status}; {last_words or 'it said nothing'}")
        self.status = status


class DecoderProcess(asyncio.SubprocessProtocol):
    """A decoder process. It decodes one picture at a time."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.gone: asyncio.Future[None] = loop.create_future()
        self.served = 0
        self.memory = 0
        self.pid = 0
        self._transport: asyncio.SubprocessTransport | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._answer: asyncio.Future[Reply] | None = None
        self._received = bytearray()
        self._order: Order | None = None
        self._most = 0  # bytes of the answer
        self._said: deque[str] = deque(maxlen=1)
        self._unsaid = _MOST_SAID

    @classmethod
    async def start(cls, program: str, order: Order) -> DecoderProcess:
        """Start a process.

        Raises:
            OSError: the system cannot start one.
        """
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"PYTHONPATH": str(_ROOT), "MALLOC_ARENA_MAX": "1"}  # an arena takes 64 MB of address space
        command = [sys.executable, "-P", "-m", program, order.to_json()]
        _, decoder = await asyncio.get_running_loop().subprocess_exec(cls, *command, env=environment)
        decoder._order = order  # noqa: SLF001
        return decoder

    @property
    def fresh(self) -> bool:
        """Whether it can take another picture: it is idle, and neither old nor large."""
        return self._answer is None and self.served < _MOST_PICTURES and self.memory <= _MEMORY_AT_REST

    async def decode(self, kind: int, data: bytes) -> Reply:
        """Send a file and wait for the reply; the kind is ``PICTURE`` or ``CLIP``.

        Raises:
            Died: the process died without a reply.
        """
        order = self._order
        assert order is not None  # noqa: S101  never used before it is started
        answer = self._answer = asyncio.get_running_loop().create_future()
        self._most = order.limits.max_bytes if kind == CLIP else 5 * order.max_side**2 + _MOST_HEAD
        self._unsaid = _MOST_SAID
        if self.gone.done():
            raise self._death()
        try:
            await self._send(HEAD.pack(kind, len(data)), data)
            reply: Reply = await answer
        finally:
            answer.cancel()  # the reply may come when nobody waits any more
        side = max(webp_size(reply.picture) or (0, 0)) if kind == CLIP else max(png_size(reply.picture))
        if reply.error is None and not 0 < side <= (order.clip_side if kind == CLIP else order.max_side):
            raise Died(None, f"it gave {len(reply.picture)} bytes that are no such picture")
        self._answer = None
        self.served += 1
        self.memory = reply.memory
        return reply

    async def _send(self, *parts: bytes) -> None:
        """Write in pieces: the write buffer is a copy, and files are large."""
        stdin = cast("asyncio.WriteTransport", self._running.get_pipe_transport(0))
        for part in [memoryview(part) for part in parts]:
            for at in range(0, len(part), _PIECE):
                await self._writable.wait()
                if stdin.is_closing():
                    return
                stdin.write(part[at : at + _PIECE])

    def kill(self) -> None:
        """Kill the process; `gone` tells when it has ended."""
        if not self.gone.done():
            with suppress(ProcessLookupError):
                self._running.kill()

    @property
    def _running(self) -> asyncio.SubprocessTransport:
        assert self._transport is not None  # noqa: S101  never used before it is connected
        return self._transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio: the process has started."""
        self._transport = cast("asyncio.SubprocessTransport", transport)
        self.pid = self._transport.get_pid()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Asyncio: a part of a reply, or output of a library."""
        if fd == 2:
            self._log(data)
            return
        self._received += data
        if len(self._received) < LENGTHS.size:
            return
        head, picture = LENGTHS.unpack_from(self._received)
        missing = LENGTHS.size + head + picture - len(self._received)
        if head > _MOST_HEAD or picture > self._most or missing < 0:
            self.kill()
        elif missing == 0:
            self._tell(bytes(self._received[LENGTHS.size :]), head)

    def pause_writing(self) -> None:
        """Asyncio: the pipe is full."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """Asyncio: the pipe has room again."""
        self._writable.set()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """Asyncio: the process has ended and its pipes are closed."""
        self._running.close()
        self._writable.set()
        if not self.gone.done():
            self.gone.set_result(None)
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(self._death())

    def _tell(self, reply: bytes, head: int) -> None:
        self._received.clear()
        if self._answer is None or self._answer.done():
            self.kill()  # there was no request
            return
        try:
            self._answer.set_result(Reply.from_json(reply[:head], reply[head:]))
        except (ValueError, KeyError, TypeError, RecursionError):
            self.kill()

    def _death(self) -> Died:
        return Died(self._running.get_returncode(), "".join(self._said))

    def _log(self, data: bytes) -> None:
        """Log a little of a library's output, as plain text."""
        for line in data.decode("ascii", "backslashreplace").splitlines():
            text = line.strip()[:500]
            self._said.append(text)
            if self._unsaid > 0:
                self._unsaid -= len(text) + 1
                log.debug("A decoder says: %s", text if text.isprintable() else ascii(text))
