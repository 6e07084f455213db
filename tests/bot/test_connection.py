"""Staying connected: the real discord.py against a small faulty gateway on loopback."""

import asyncio
import contextlib
import json
import logging
import socket
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
import yarl
from aiohttp import WSMsgType, web
from aiohttp.web_response import Response
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.connection import Connection, Session
from bot.runtime.backoff import Pauses
from nst.errors import UserError
from tests.polling import until

ME: dict[str, Any] = {"id": "7", "username": "chameleon", "discriminator": "0", "avatar": None, "bot": True}
JSON = {"Content-Type": "application/json"}  # as Discord writes it
Move = Callable[[web.WebSocketResponse], Awaitable[None]]


def answer(data: Any, *, status: int = 200, **headers: str) -> web.Response:
    return web.Response(body=json.dumps(data).encode(), status=status, headers=JSON | headers)


class Gateway:
    """Discord's login and gateway. `moves` scripts the next connections; later ones work normally."""

    def __init__(self) -> None:
        self.logins: deque[web.Response] = deque()
        self.handshakes: deque[int] = deque()
        self.moves: deque[Move] = deque()
        self.heard: list[tuple[int, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.port = 0

    def greetings(self) -> list[str]:
        """The first message of each connection."""
        return [{2: "identify", 6: "resume"}[op] for op, _ in self.heard if op in {2, 6}]

    async def user(self, _: web.Request) -> web.Response:
        return self.logins.popleft() if self.logins else answer(ME)

    async def application(self, _: web.Request) -> web.Response:
        about = {"id": "7", "name": "c", "description": "", "icon": None, "verify_key": "", "flags": 0}
        owner = {"id": "1", "username": "o", "discriminator": "0", "avatar": None}
        return answer(about | {"bot_public": True, "bot_require_code_grant": False, "owner": owner})

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        if self.handshakes:
            return web.Response(status=self.handshakes.popleft())
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        self.sockets.append(ws)
        await (self.moves.popleft() if self.moves else self.behave)(ws)
        return ws

    async def behave(self, ws: web.WebSocketResponse) -> None:
        await ws.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for message in ws:
            assert message.type is WSMsgType.TEXT
            said = json.loads(message.data)
            self.heard.append((said["op"], said["d"]))
            if said["op"] == 2:
                gateway = f"ws://127.0.0.1:{self.port}/gateway"
                ready = {"v": 10, "user": ME, "guilds": [], "session_id": "s1", "resume_gateway_url": gateway}
                ready["application"] = {"id": "7", "flags": 0}
                await ws.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
            elif said["op"] == 6:
                await ws.send_json({"op": 0, "t": "RESUMED", "s": said["d"]["seq"] + 1, "d": {}})

    def closing(self, code: int, *, after: int | None = None) -> Move:
        """Closes with a code, before HELLO or after it has received opcode `after` (2 identify, 6 resume)."""

        async def move(ws: web.WebSocketResponse) -> None:
            if after is not None:
                await ws.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
                async for message in ws:
                    said = json.loads(message.data)
                    self.heard.append((said["op"], said["d"]))
                    if said["op"] == after:
                        break
            await ws.close(code=code)

        return move

    async def be_silent(self, ws: web.WebSocketResponse) -> None:
        """Never says HELLO."""
        async for _ in ws:
            pass


@pytest_asyncio.fixture
async def gateway(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gateway]:
    server = Gateway()
    app = web.Application()
    app.add_routes([web.get("/users/@me", server.user), web.get("/oauth2/applications/@me", server.application)])
    app.add_routes([web.get("/gateway", server.gateway)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.port = runner.addresses[0][1]
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{server.port}")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://127.0.0.1:{server.port}/gateway"))
    yield server
    await runner.cleanup()


class Bot(commands.Bot):
    def __init__(self, **options: Any) -> None:
        super().__init__("!", intents=discord.Intents(guilds=True), guild_ready_timeout=0.01, **options)
        self.setups = 0

    async def setup_hook(self) -> None:
        self.setups += 1

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait for five seconds."""


@contextlib.asynccontextmanager
async def connected(bot: Bot, *, pauses: Pauses | None = None) -> AsyncIterator[tuple[Connection, asyncio.Task[None]]]:
    async with bot:
        connection = Connection(bot, "token", pauses=pauses or Pauses(0.01, 0.02))
        task = asyncio.create_task(connection.hold())
        try:
            yield connection, task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_the_first_connection_fails_in_every_way_and_then_it_connects(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.connection")
    gateway.handshakes += [503, 503, 502]
    gateway.moves += [gateway.closing(1011), gateway.closing(4000), gateway.be_silent, gateway.closing(4000, after=2)]
    async with connected(Bot(heartbeat_timeout=0.2)) as (connection, _):
        await until(lambda: connection.up, what="a connection")
    said = [record.getMessage() for record in caplog.records if record.name == "bot.connection"]
    assert [line.partition(":")[0].partition(",")[0] for line in said] == [
        "Discord cannot be reached",
        "Discord can be reached again",
    ]
    assert not [record for record in caplog.records if record.exc_info]
    assert gateway.greetings()[:2] == ["identify"] * 2, "no session had begun that could be resumed"


async def test_a_lost_connection_is_resumed_and_nothing_is_said_about_it(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.connection")
    async with connected(Bot()) as (connection, _):
        await until(lambda: connection.up)
        await gateway.sockets[-1].close(code=4000)
        await until(lambda: gateway.greetings() == ["identify", "resume"] and connection.up)
    assert not [record for record in caplog.records if record.name == "bot.connection"]


@pytest.mark.parametrize("code", [4007, 4009])
async def test_a_session_that_has_ended_is_not_resumed_for_ever(gateway: Gateway, code: int) -> None:
    async with connected(Bot()) as (connection, _):
        await until(lambda: connection.up)
        gateway.moves.append(gateway.closing(code, after=6))
        await gateway.sockets[-1].close(code=4000)
        await until(lambda: gateway.greetings() == ["identify", "resume", "identify"] and connection.up)


async def test_an_invalid_session_begins_anew(gateway: Gateway) -> None:
    async with connected(Bot()) as (connection, _):
        await until(lambda: connection.up)
        await gateway.sockets[-1].send_json({"op": 9, "d": False})
        await until(lambda: gateway.greetings() == ["identify", "identify"] and connection.up)


async def test_a_session_whose_own_gateway_is_gone_is_resumed_elsewhere(gateway: Gateway) -> None:
    bot = Bot()
    async with connected(bot) as (connection, _):
        await until(lambda: connection.up)
        with socket.socket() as taken:  # bound but not listening, so connections are refused
            taken.bind(("127.0.0.1", 0))
            bot.ws.gateway = yarl.URL(f"ws://127.0.0.1:{taken.getsockname()[1]}/gateway")
            await gateway.sockets[-1].close(code=4000)
            await until(lambda: gateway.greetings() == ["identify", "resume"] and connection.up)


async def test_an_event_that_cannot_be_read_costs_a_connection_and_not_the_bot(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(Bot()) as (connection, _):
        await until(lambda: connection.up)
        await gateway.sockets[-1].send_json({"op": 0, "t": "GUILD_CREATE", "s": 2, "d": {"id": "seven"}})
        await until(lambda: "resume" in gateway.greetings() and connection.up)
    assert [type(record.exc_info[1]) for record in caplog.records if record.exc_info] == [ValueError]


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=503),
        answer({"message": "slow", "retry_after": 0.01, "global": False}, status=429, Via="1.1 google"),
        web.Response(status=429, text="<html>a ban of Cloudflare</html>"),
        web.Response(status=403, text="<html>who are you</html>"),
        web.Response(text="<html>please accept the terms of this hotel</html>"),
    ],
)
async def test_a_login_that_discord_is_not_ready_for_is_repeated(gateway: Gateway, answer: Response) -> None:
    gateway.logins.append(answer)
    bot = Bot()
    async with connected(bot) as (connection, _):
        await until(lambda: connection.up)
    assert bot.setups == 1


async def test_a_wrong_token_is_one_sentence_and_not_tried_again(gateway: Gateway) -> None:
    gateway.logins += [answer({"message": "401: Unauthorized", "code": 0}, status=401), web.Response()]
    async with connected(Bot()) as (_, task):
        with pytest.raises(UserError, match="DISCORD_TOKEN"):
            await task
    assert len(gateway.logins) == 1


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_what_waiting_does_not_mend_is_one_sentence(gateway: Gateway, code: int) -> None:
    gateway.moves.append(gateway.closing(code, after=2))
    async with connected(Bot()) as (_, task):
        with pytest.raises(UserError) as refused:
            await task
    assert refused.value.hint
    assert gateway.greetings() == ["identify"]


async def test_a_host_without_a_network_waits_for_it(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.connection")
    there = discord.http.Route.BASE
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        bot, pauses = Bot(), Pauses(0.01, 0.02)
        async with connected(bot, pauses=pauses) as (connection, _):
            await until(lambda: pauses.taken > 3)
            assert not connection.up
            monkeypatch.setattr(discord.http.Route, "BASE", there)
            await until(lambda: connection.up)
    said = [record.getMessage() for record in caplog.records if record.name == "bot.connection"]
    assert len(said) == 2
    assert "Cannot connect to host 127.0.0.1" in said[0]
    assert bot.setups == 1


async def test_what_fails_after_the_login_is_not_mistaken_for_it(gateway: Gateway) -> None:
    class Broken(Bot):
        async def setup_hook(self) -> None:
            raise aiohttp.ClientError("ours")

    async with connected(Broken()) as (_, task):
        with pytest.raises(aiohttp.ClientError, match="ours"):
            await task


def test_pauses_grow_to_a_longest_and_heed_what_is_asked_for() -> None:
    pauses = Pauses(1, 5, chance=lambda low, high: high)
    assert [pauses.next() for _ in range(5)] == [1, 2, 4, 5, 5]
    assert pauses.next(at_least=300) == 300
    pauses.reset()
    assert 0.75 <= Pauses(1, 5).next() <= 1
    assert pauses.next() == 1
    assert Session("s", 1, yarl.URL("ws://x")).id == "s"
