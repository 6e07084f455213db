"""The bot's process: `python -m bot` as people run it, with another address for Discord."""

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.polling import until

PROC = Path("/proc")
CHILDREN_SECONDS = 0.05  # maximum age of the list of children
ROOT = Path(__file__).parents[2]
KEPT_FROM_OUTSIDE = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


class Control:
    """A connection to the launcher in the bot's process, to move its clocks and hold its painter."""

    def __init__(self) -> None:
        self.port = 0
        self._server: asyncio.Server | None = None
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._hang_up()  # from a process that has ended
        self._line = reader, writer

    async def tell(self, **what: Any) -> dict[str, Any] | None:
        """Send a command and wait until it is done; None if no process listens."""
        async with self._turn:
            if self._line is None:
                return None
            reader, writer = self._line
            try:
                writer.write(json.dumps(what).encode() + b"\n")
                await writer.drain()
                answer = await reader.readline()
            except ConnectionError:
                answer = b""
            if not answer:
                await self._hang_up()
                return None
            found: dict[str, Any] = json.loads(answer)
            return found

    async def close(self) -> None:
        """Stop listening."""
        await self._hang_up()
        if self._server is not None:
            self._server.close()

    async def _hang_up(self) -> None:
        if self._line is not None:
            _, writer = self._line
            self._line = None
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


class Family:
    """A process and its children, from Linux's /proc."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._children: list[int] = []
        self._looked = 0.0

    def waits(self) -> bool:
        """Whether all their threads sleep."""
        if time.monotonic() - self._looked > CHILDREN_SECONDS:
            self._looked = time.monotonic()
            self._children = self._find_children()
        return all(_state(thread) not in {"R", "D"} for pid in (self.pid, *self._children) for thread in _threads(pid))

    def _find_children(self) -> list[int]:
        pids = [int(path.name) for path in PROC.glob("[0-9]*")]
        return [pid for pid in pids if _stat(PROC / str(pid))[1:2] == [str(self.pid)]]


def _threads(pid: int) -> list[Path]:
    try:
        return list((PROC / str(pid) / "task").iterdir())
    except OSError:  # the process has ended
        return []


def _state(thread: Path) -> str:
    return next(iter(_stat(thread)), "")


def _stat(path: Path) -> list[str]:
    """The fields of a process or thread, from its state on."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


class BotProcess:
    """One bot that can be started, stopped and killed any number of times. Its data survive.

    Args:
        folder: of its data; also its working directory, so that no ``.env`` is read.
        address: of the server, ``host:port``.
        control: sends commands to the launcher.
    """

    def __init__(self, folder: Path, address: str, control: Control, token: str) -> None:
        self.folder = folder
        self.control = control
        self.output: list[str] = []  # all lines that it has written, over all starts
        self.settings: dict[str, str] = {
            "DISCORD_TOKEN": token,
            "DATA_DIR": str(folder / "data"),
            "DEVICES": "cpu",
            "ENCODER": "pocket",
            "THREADS": "1",
            "PROGRESS_SECONDS": "0.2",
            "LEARNING": "false",  # it never pauses, and time passes in pauses
            "LOG_FORMAT": "json",
        }
        self._address = address
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._family = Family(0)

    async def start(self, *, moved: float = 0.0, quick: bool = True, unplugged: bool = False, **settings: str) -> None:
        """Start it.

        Args:
            moved: time by which the test has moved the clock.
            quick: whether to use a painter that takes no time.
            unplugged: whether its computer has no network.
            settings: for its environment.
        """
        assert not self.alive, "it runs already"
        self.folder.mkdir(parents=True, exist_ok=True)
        outside = {name: os.environ[name] for name in KEPT_FROM_OUTSIDE if name in os.environ}
        own = {
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "OMP_WAIT_POLICY": "PASSIVE",
            "_TYPER_STANDARD_TRACEBACK": "1",
        }
        words = ["--server", self._address, "--control", str(self.control.port), "--moved", repr(moved)]
        self._process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "tests.discord_server.launcher",
                *words,
                *(["--quick"] * quick),
                *(["--unplugged"] * unplugged),
            ),
            cwd=self.folder,
            env=outside | own | self.settings | settings,
            stdout=PIPE,
            stderr=STDOUT,
            limit=2**22,
        )
        self._reading = asyncio.create_task(self._read(self._process))

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.returncode is None

    async def ended(self) -> int:
        """Wait until it has ended by itself; return its exit code."""
        assert self._process is not None, "it was never started"
        process = self._process
        await until(lambda: process.returncode is not None, what="the end of the bot")
        if self._reading is not None:
            await self._reading
        assert process.returncode is not None
        return process.returncode

    def ask_to_stop(self) -> None:
        """Send SIGTERM, like a host."""
        if self._process is not None and self.alive:
            self._process.terminate()

    @property
    def pid(self) -> int:
        """The id of the running process."""
        assert self._process is not None, "the bot does not run"
        return self._process.pid

    async def stop(self) -> int:
        """Stop it and wait for its end; return its exit code."""
        self.ask_to_stop()
        return await self.ended()

    async def kill(self) -> int:
        """Send SIGKILL."""
        if self._process is not None and self.alive:
            self._process.kill()
        return await self.ended()

    def logged(self, text: str, *, level: str | None = None) -> list[str]:
        """The lines of the log with a text, and of a level if given."""
        found = [line for line in self.output if text in line]
        return found if level is None else [line for line in found if f'"level": "{level}"' in line]

    def waits(self) -> bool:
        """Whether every thread of the bot and of its children waits for something (Linux; elsewhere it is assumed)."""
        if self._process is None or not self.alive:
            return True
        if self._family.pid != self._process.pid:
            self._family = Family(self._process.pid)
        return self._family.waits()

    def resident_mb(self) -> float:
        """Its resident memory in MiB (Linux)."""
        assert self._process is not None
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            self.output.append(line.decode(errors="replace").rstrip())
        await process.wait()
