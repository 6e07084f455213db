"""The gateway: one WebSocket for the bot, compressed as a zlib stream, with sessions that can be resumed."""

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.schema import places
from tests.discord_server.schema.checks import Report
from tests.discord_server.state import Json, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
KEPT = 2000  # events kept per session for a resume
BEAT_EVERY = 20.0  # seconds on the clock between two requested heartbeats


@dataclass
class Start:
    """A faulty start of a connection: refused with a status, closed, or with a late HELLO."""

    status: int = 101
    close: int | None = None  # before HELLO, with this code; 0: just cut
    hello_after: float = 0.0
    answer: int | None = None  # close code in answer to IDENTIFY


@dataclass
class Session:
    """The session of an identified bot."""

    id: str
    seq: int = 0
    events: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    connection: "Connection | None" = None


class Connection:
    """One WebSocket."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._stream = zlib.compressobj()
        self.silent = False  # a zombie: it accepts everything and sends nothing

    async def send(self, op: int, data: Any = None, *, name: str | None = None, seq: int | None = None) -> None:
        """Send one payload, as the next piece of the stream."""
        if self.silent or self._socket.closed:
            return
        payload = json.dumps({"op": op, "d": data, "s": seq, "t": name}).encode()
        try:
            await self._socket.send_bytes(self._stream.compress(payload) + self._stream.flush(zlib.Z_SYNC_FLUSH))
        except (ConnectionError, RuntimeError):  # disconnected meanwhile
            return

    async def close(self, code: int) -> None:
        """Close it; 0 cuts the line."""
        request = self._socket._req  # noqa: SLF001  aiohttp has no public way to cut a line
        transport = request.transport if request else None
        if code == 0 and transport is not None:
            transport.abort()
            return
        await self._socket.close(code=code)


class Gateway:
    """Sessions and their faults.

    Args:
        world: the content of READY.
        complain: notes a violation of the protocol.

    Attributes:
        starts: faults of the next connections; none if empty.
        connections, identifies, resumes: their numbers.
        session: the current session.
    """

    def __init__(self, world: World, complain: Callable[[str], None]) -> None:
        self._world = world
        self._complain = complain
        self.starts: deque[Start] = deque()
        self.connections = self.identifies = self.resumes = 0
        self.session: Session | None = None
        self.ready = asyncio.Event()
        self.heartbeat_ms = 41_250
        self._sessions: dict[str, Session] = {}
        self._asked_at = 0.0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve a connection until it closes."""
        self.connections += 1
        start = self.starts.popleft() if self.starts else Start()
        if request.query.get("compress") != "zlib-stream" or request.query.get("v") != "10":
            self._complain(f"gateway: connected with {dict(request.query)}")
        if start.status != 101:
            return web.Response(status=start.status, text="upstream connect error")
        socket = web.WebSocketResponse(max_msg_size=4096, compress=False)
        await socket.prepare(request)
        connection = Connection(socket)
        if start.close is not None:
            await connection.close(start.close)
            return socket
        await self._world.clock.sleep(start.hello_after)
        await connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
        try:
            async for frame in socket:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    await self._take(connection, json.loads(frame.data), start)
        finally:
            if self.session is not None and self.session.connection is connection:
                self.session.connection = None
                self.ready.clear()
        return socket

    async def dispatch(self, name: str, data: Json) -> None:
        """Send an event to the bot; keep it for a resume while the bot is disconnected."""
        session = self.session
        if session is None:
            return
        session.seq += 1
        event = {"name": name, "seq": session.seq, "data": data}
        session.events.append(event)
        if session.connection is not None:
            await session.connection.send(DISPATCH, data, name=name, seq=session.seq)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """End the session, as Discord may at any time."""
        session = self.session
        if session is None:
            return
        connection = session.connection
        if not resumable:
            self._forget(session)
        if connection is not None:
            await connection.send(INVALID, resumable)

    async def ask_to_reconnect(self) -> None:
        """Send opcode 7, which asks the bot to reconnect and resume."""
        if self.session and self.session.connection:
            await self.session.connection.send(RECONNECT)

    async def close(self, code: int) -> None:
        """Close the bot's connection."""
        if self.session and self.session.connection:
            await self.session.connection.close(code)

    def fall_silent(self) -> None:
        """Keep the connection open, but send nothing more: no events, no heartbeat acknowledgements."""
        if self.session and self.session.connection:
            self.session.connection.silent = True

    async def keep_alive(self) -> None:
        """Request a heartbeat when it is due, as Discord may: the bot sends its own by the real clock."""
        now = self._world.clock.now()
        if self.session and self.session.connection and now - self._asked_at >= BEAT_EVERY:
            self._asked_at = now
            await self.session.connection.send(HEARTBEAT, None)

    async def _take(self, connection: Connection, payload: Json, start: Start) -> None:
        match payload.get("op"):
            case 1:
                await connection.send(ACK)
            case 2:
                await self._identify(connection, payload["d"], start)
            case 6:
                await self._resume(connection, payload["d"])
            case other:
                self._complain(f"gateway: the bot sent opcode {other}")
                await connection.close(4001)

    async def _identify(self, connection: Connection, data: Json, start: Start) -> None:
        self.identifies += 1
        self._check(places.identify, data, "IDENTIFY")
        code = start.answer or (4004 if data.get("token") != self._world.token else None)
        if code is None and data.get("intents", 0) & places.PRIVILEGED:
            code = 4014
        if code is not None:
            await connection.close(code)
            return
        session = self.session = Session(f"session{self.identifies}", connection=connection)
        self._sessions[session.id] = session
        world = self._world
        guilds = [guild for guild in world.guilds.values() if guild.installed]
        about: Json = {
            "v": 10,
            "user": payloads.user(world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": "wss://gateway-us-east1-b.discord.gg",
            "application": {"id": str(world.application_id), "flags": 0},
            "private_channels": [],
        }
        await self.dispatch("READY", about)
        for guild in guilds:
            await self.dispatch("GUILD_CREATE", payloads.guild(world, guild))
        self.ready.set()

    async def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes += 1
        self._check(places.resume, data, "RESUME")
        session = self._sessions.get(data.get("session_id") or "")
        if session is None or data.get("token") != self._world.token or not isinstance(data.get("seq"), int):
            await connection.send(INVALID, False)
            return
        self.session = session
        session.connection = connection
        for event in tuple(session.events):
            if event["seq"] > data["seq"]:
                await connection.send(DISPATCH, event["data"], name=event["name"], seq=event["seq"])
        await self.dispatch("RESUMED", {"_trace": []})
        self.ready.set()

    def _forget(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        if self.session is session:
            self.session = None
            self.ready.clear()

    def _check(self, schema: Any, data: Any, name: str) -> None:
        report = Report(name)
        schema(data, report)
        for fault in report.faults:
            self._complain(f"gateway: {fault}")
