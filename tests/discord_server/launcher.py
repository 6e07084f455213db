"""``python -m tests.discord_server.launcher``: the real bot, with Discord at another address.

All differences from ``python -m bot``:

- Requests and WebSockets to Discord's hosts go to the server on loopback; any other host is refused.
- The test can move the clocks of the process (`tests.discord_server.warp`), over a separate connection, and have it
  note how late its event loop is, or count its tasks.
- ``--unplugged``: the computer has no network until the test connects it.
- ``--quick``: a painter that takes no time, and no house styles drawn in idle time. Without it the engine paints.
"""

import argparse
import sys

from tests.discord_server import warp

if __name__ == "__main__":  # before any other module reads a clock
    _parser = argparse.ArgumentParser()
    _parser.add_argument("--server", required=True)
    _parser.add_argument("--control", type=int, required=True)
    _parser.add_argument("--moved", type=float, default=0.0)
    _parser.add_argument("--quick", action="store_true")
    _parser.add_argument("--unplugged", action="store_true")
    ARGUMENTS = _parser.parse_args()
    warp.install(ARGUMENTS.moved)

import asyncio
import json
import socket
import threading
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from yarl import URL

from tests.discord_server.lags import Lags

PREFIXES = {
    "discord.com": "",
    "gateway.discord.gg": "/gateway",
    "gateway-us-east1-b.discord.gg": "/gateway",
    "cdn.discordapp.com": "/cdn",
    "media.discordapp.net": "/cdn",
}
NOWHERE = "127.0.0.1:1"  # nothing listens there
TURNS = 5  # rounds of the event loop until all due work has begun


class Line:
    """Receives commands of the test, in a thread."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._loop: asyncio.AbstractEventLoop | None = None
        self.painter: Any = None
        self.plugged = True  # set while the computer has a network
        self._lags = Lags()

    def open(self) -> None:
        """Get the event loop when it is made, and start to listen."""
        make = asyncio.events.new_event_loop

        def new_event_loop() -> asyncio.AbstractEventLoop:
            self._loop = make()
            return self._loop

        asyncio.events.new_event_loop = new_event_loop
        threading.Thread(target=self._listen, name="line to the test", daemon=True).start()

    def _listen(self) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as connection, connection.makefile("rw") as line:
            for order in line:
                line.write(json.dumps(self._do(**json.loads(order))) + "\n")
                line.flush()

    def _do(
        self,
        *,
        move: float = 0.0,
        wall: float | None = None,
        hold: bool | None = None,
        let_one_go: bool = False,
        hang: bool = False,
        plugged: bool | None = None,
        watch_lags: bool = False,
        write_lags: str = "",
        count_tasks: bool = False,
    ) -> dict[str, Any]:
        if watch_lags and self._loop is not None:
            self._lags.watch(self._loop)
        if write_lags:
            self._lags.write(Path(write_lags))
        warp.OFFSET.moved += move
        if wall is not None:
            warp.OFFSET.wall_error = wall
        if plugged is not None:
            self.plugged = plugged
        if hold is not None and self.painter is not None:
            self.painter.hold() if hold else self.painter.release()
        if let_one_go and self.painter is not None:
            self.painter.let_one_go()
        if hang and self.painter is not None:
            self.painter.hang()
        self._settle()
        return {"tasks": len(asyncio.all_tasks(self._loop))} if count_tasks and self._loop is not None else {}

    def _settle(self) -> None:
        """Let due work begin."""
        if self._loop is None or not self._loop.is_running():
            return
        try:
            asyncio.run_coroutine_threadsafe(_turns(), self._loop).result(10)
        except Exception:  # noqa: BLE001  the loop has ended or is blocked; the test sees the result
            return


def redirect(server: str, line: Line) -> None:
    """Redirect all aiohttp requests for Discord to `server`, and refuse all others."""
    real = aiohttp.ClientSession._request  # noqa: SLF001  all of aiohttp's requests pass here

    async def request(self: aiohttp.ClientSession, method: str, address: Any, **options: Any) -> Any:
        url = URL(address)
        prefix = PREFIXES.get(url.host or "")
        if prefix is None:
            raise OSError(f"The tests have no network; {url.host} was asked for.")
        reached = server if line.plugged else NOWHERE
        here = URL(f"http://{reached}{prefix}{url.raw_path_qs}", encoded=True)
        return await real(self, method, here, **options)

    aiohttp.ClientSession._request = request  # type: ignore[method-assign, assignment]  # noqa: SLF001


async def _turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


def quicken(line: Line) -> None:
    """Make the bot paint instantly."""
    from bot import app  # noqa: PLC0415  after the clocks were shifted
    from tests.discord_server.painter import QuickPainter  # noqa: PLC0415

    line.painter = QuickPainter()
    app.open_app = partial(app.open_app, painter=line.painter)


def main() -> None:
    """Run the bot."""
    line = Line(ARGUMENTS.control)
    line.plugged = not ARGUMENTS.unplugged
    line.open()
    redirect(ARGUMENTS.server, line)
    if ARGUMENTS.quick:
        quicken(line)
    from bot.__main__ import script as run  # noqa: PLC0415

    sys.argv = ["bot"]
    run()


if __name__ == "__main__":
    main()
