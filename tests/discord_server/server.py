"""The server: all parts together, on one port of loopback."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.discord_server import callbacks, messages, places
from tests.discord_server.api import Api, Seen
from tests.discord_server.clock import Clock
from tests.discord_server.faults import Fault, Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.limits import Limits
from tests.discord_server.people import Person
from tests.discord_server.process import BotProcess, Control
from tests.discord_server.state import Channel, World
from tests.polling import PATIENCE, until

LOOKS = 3  # required idle observations in a row
AFTER = 5.0  # real seconds for effects that are due but not visible yet


class DiscordServer:
    """A Discord with one server, ``#art`` and the bot. See the package for how to use it.

    Attributes:
        clock, world, gateway, api, faults: its parts.
        violations: descriptions of requests that a correct bot never sends.
        bot: the process.
        address: host and port.
        guild, art: a server and its channel.
        downloads: number of files that the bot has fetched.
    """

    def __init__(self) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.violations: list[str] = []
        self.faults = Faults()
        self.downloads = 0
        self.gateway = Gateway(self.world, self.violations.append)
        self.api = Api(self.world, self.gateway, Limits(self.clock), self.faults, self.violations)
        for routes in (messages.ROUTES, callbacks.ROUTES, places.ROUTES):
            self.api.add(routes)
        self.guild = self.world.add_guild("Gallery")
        self.art = self.world.add_channel(self.guild, "art")
        self.control = Control()
        self.bot: BotProcess
        self.address = ""

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path) -> AsyncIterator[Self]:
        """Serve, with a bot whose data are in `folder`. It does not start the bot, and kills it at the end."""
        self = cls()
        app = web.Application(client_max_size=30 * 2**20)
        app.router.add_route("GET", "/gateway{rest:.*}", self.gateway.handle)
        app.router.add_route("*", "/api/v10/{rest:.*}", self.api.handle)
        app.router.add_route("GET", "/cdn/{rest:.*}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        await self.control.open()
        self.address = f"127.0.0.1:{runner.addresses[0][1]}"
        self.bot = BotProcess(folder, self.address, self.control, self.world.token)
        try:
            yield self
        finally:
            if self.bot.alive:
                await self.bot.kill()
            await self.control.close()
            await runner.cleanup()

    async def start_bot(self, **settings: Any) -> None:
        """Start the bot and wait until it is connected."""
        await self.bot.start(moved=self.clock.moved, **settings)
        await self.connected()

    async def connected(self) -> None:
        """Wait until the bot has a session, or has ended."""
        await until(lambda: self.gateway.ready.is_set() or not self.bot.alive, patience=60, what="a connected bot")
        assert self.bot.alive, "the bot has ended:\n" + "\n".join(self.bot.output[-20:])

    def person(self, name: str, *, locale: str = "en-US", installed: bool = False) -> Person:
        """Add a new person to the server."""
        user = self.world.add_user(name, locale)
        self.guild.members.append(user)
        return Person(self.world, self.gateway, user, self.art, installed=installed)

    def bad_day(self, method: str, path: str, **about: Any) -> Fault:
        """Add a fault; see `Fault`."""
        return self.faults.add(Fault(method, path, **about))

    async def pass_time(self, seconds: float, *, step: float = 1.0) -> None:
        """Let time pass, in steps, for this server and the bot. Due events happen in order."""
        left = seconds
        while left > 0:
            await self._step(min(step, left))
            left -= step

    async def eventually(
        self, condition: Callable[[], Any], *, within: float, step: float = 1.0, what: str = "it"
    ) -> Any:
        """Let time pass until a condition holds, and return its value; fail after `within` seconds on the clock."""
        end = self.clock.moved + within
        while not (value := condition()) and self.clock.moved < end:
            await self._step(step)
        if not value:
            with suppress(AssertionError):  # the result may be on its way
                value = await until(condition, patience=AFTER)
        assert value, f"{what} did not come within {within:g} s\n" + self.recent()
        return value

    def recent(self) -> str:
        """The last requests and log lines of the bot, for the message of a failure."""
        seen = [f"{one.method} {one.path[:70]} {one.status}" for one in self.api.seen[-10:]]
        return "\n".join([*seen, *self.bot.output[-10:]])

    def requests(self, method: str, path_part: str) -> list[Seen]:
        """The received requests with this part in their path."""
        return [one for one in self.api.seen if one.method == method and path_part in one.path]

    async def set_wrong_calendar(self, seconds: float) -> None:
        """Set the calendar of the bot's computer wrong by some seconds; its other clocks stay right."""
        await self.control.tell(wall=seconds)

    async def plug_in(self) -> None:
        """Connect the bot's computer to the network."""
        await self.control.tell(plugged=True)

    async def hold_painter(self) -> None:
        """Stop every picture in the middle."""
        await self.control.tell(hold=True)

    async def hang_painter(self) -> None:
        """Hang every picture in its second step, forever."""
        await self.control.tell(hang=True)

    async def let_one_go(self) -> None:
        """Continue one of the stopped pictures."""
        await self.control.tell(let_one_go=True)

    async def release_painter(self) -> None:
        """Continue all pictures."""
        await self.control.tell(hold=False)

    async def _step(self, seconds: float) -> None:
        await self._idle()
        self.clock.move(seconds)
        await self.control.tell(move=seconds)
        await self.gateway.keep_alive()

    async def _idle(self) -> None:
        """Wait until the bot and this server are idle: time never passes during work, even on a slow machine."""
        deadline, seen = time.monotonic() + PATIENCE, 0
        while seen < LOOKS:
            assert time.monotonic() < deadline, "the bot works without a pause\n" + self.recent()
            await asyncio.sleep(0.001)
            seen = 0 if self.api.handling or not self.bot.waits() else seen + 1

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["rest"]
        self.downloads += 1
        fault = self.faults.meeting("GET", "/cdn" + path)
        if fault is not None and fault.delay:
            fault.waiting += 1
            await self.clock.sleep(fault.delay)
            fault.waiting -= 1
        if fault is not None and fault.answers:
            return fault.response()
        file = self.world.files.get(path)
        if file is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=file.data, content_type=file.content_type)


async def in_channel(channel: Channel, text: str) -> None:
    """Wait until a public message of a channel shows a text."""
    await until(lambda: any(text in one.text for one in channel.messages.values() if not one.deleted), what=f"“{text}”")
