"""A PostgreSQL server for the tests, with a database for each."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.storage.database import open_database

_USER = "chameleon"
_TEMPLATE = "template_with_tables"
_OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off"
_ORDINARY = 65534  # a user without rights


class PostgreSQL:
    """A server that listens on a socket in its own folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._numbers = count()

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql+asyncpg://{_USER}@/{name}?host={self._folder}"

    def database(self, *, template: str = _TEMPLATE) -> str:
        """Make a database with all tables, or from another template; return its address."""
        name = f"test_{next(self._numbers)}"
        self._run("createdb", "-h", str(self._folder), "-U", _USER, "-T", template, name)
        return self.url(name)

    def make(self) -> None:
        """Make the files of the server, start it, and make the template."""
        self._run("initdb", "-D", self._data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()
        self._run("createdb", "-h", str(self._folder), "-U", _USER, _TEMPLATE)
        with ThreadPoolExecutor(1) as pool:  # an event loop may run in this thread
            pool.submit(asyncio.run, _make_tables(self.url(_TEMPLATE))).result()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", log, "-o", f"{_OPTIONS} -k {self._folder}")

    def stop(self) -> None:
        """End the server at once, as a crash would."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self._data)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        user = _ORDINARY if os.geteuid() == 0 else None  # it refuses to run as root
        with tempfile.TemporaryFile("w+") as output:  # a pipe would be kept open by the server
            done = subprocess.run(
                [self._programs / program, *arguments],
                check=False,
                cwd=self._folder,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed: {output.read()}"


async def _make_tables(url: str) -> None:
    async with open_database(url):
        pass


@contextmanager
def server() -> Iterator[PostgreSQL]:
    """Run a new server in a folder of its own."""
    programs = _programs()
    if programs is None:
        pytest.fail("These tests need PostgreSQL's server: apt-get install postgresql (or your system's package).")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a short path: that of a socket has 107 bytes at most
    if os.geteuid() == 0:
        os.chown(folder, _ORDINARY, _ORDINARY)
    running = PostgreSQL(programs, folder)
    try:
        running.make()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of the server's programs. Debian does not have it on the PATH."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None
