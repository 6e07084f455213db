"""Stay connected to Discord. Retry with growing pauses; stop only for errors that a person must fix.

discord.py's own loop (`Client.connect`) fails when the first connection fails (issue 10520 there), resumes without a
pause, and resumes sessions that never began. This loop uses the same parts.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
import discord
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from bot.runtime.backoff import Pauses
from cogs.shared.delivery_errors import retry_after
from nst.errors import UserError

log = logging.getLogger(__name__)

CONNECT_SECONDS = 90.0  # longer than discord.py waits for the first message before it closes the socket
STEADY_SECONDS = 300.0  # after a connection that lasted this long, pauses are short again
# Discord allows 1,000 new sessions a day; with these pauses even sessions that end at once stay below that.
PAUSES = (1.0, 120.0)
TROUBLE = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, ConnectionError, TimeoutError)
ENDED_SESSIONS = {4003, 4005, 4006, 4007, 4009}  # codes after which a session cannot be resumed

_PORTAL = "https://discord.com/developers/applications"
_TOKEN = (
    "Discord does not accept the DISCORD_TOKEN.",
    f"Copy it again from your application's “Bot” page at {_PORTAL}.",
)
_OUTDATED = "Update the bot and discord.py."
_REFUSALS = {
    4004: _TOKEN,
    4010: ("Discord does not accept how the bot divides its servers (sharding).", _OUTDATED),
    4011: ("The bot is in more servers than one connection may serve.", "Have it leave some servers."),
    4012: ("Discord does not speak this bot's version of its language any more.", _OUTDATED),
    4013: ("Discord does not know something that the bot wants to hear of (intents).", _OUTDATED),
    4014: (
        "Discord does not let the bot hear of something that it needs (intents).",
        f"Check the “Bot” page of your application at {_PORTAL}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Session:
    """The data that resumes a broken connection, so that no event is missed."""

    id: str
    sequence: int
    gateway: yarl.URL


class Connection:
    """The connection of a client.

    Args:
        client: not logged in yet.
        token: of the bot.
        pauses: between attempts.
    """

    def __init__(self, client: commands.Bot, token: str, *, pauses: Pauses | None = None) -> None:
        self._client = client
        self._token = token
        self._pauses = pauses or Pauses(*PAUSES)
        self._identified = False
        self._session: Session | None = None
        self._up_since: float | None = None
        self._away_since: float | None = None
        client.add_listener(self._note_up, "on_ready")
        client.add_listener(self._note_up, "on_resumed")

    @property
    def up(self) -> bool:
        """Whether events from Discord arrive."""
        return self._up_since is not None and self._client.ws.open

    async def hold(self) -> None:
        """Log in, connect, and stay connected until the client is closed.

        Raises:
            UserError: Discord refuses the bot: a wrong token, or another error that retries do not fix.
        """
        await self._log_in()
        while not self._client.is_closed():
            try:
                await self._listen()
            except discord.ConnectionClosed as closed:
                if closed.code in _REFUSALS:
                    raise _refusal(closed.code) from None
                await self._lost(closed)
            except Exception as error:  # noqa: BLE001  a new connection may fix any error
                await self._lost(error)

    async def _log_in(self) -> None:
        while True:
            try:
                await self._client.login(self._token)
            except discord.LoginFailure:
                raise _refusal(4004) from None
            except Exception as error:
                if self._client.application is not None:
                    raise  # the login did not fail
                if isinstance(error, discord.HTTPException) and error.status == 401:
                    raise _refusal(4004) from None
                await self._client.http.close()
                self._client.http.connector = discord.utils.MISSING  # the next attempt opens another
                await self._wait(error)
            else:
                return self._note_back()

    async def _listen(self) -> None:
        """Connect and receive events; always ends with an exception."""
        session = self._session
        # The session's own gateway may be gone; any other gateway can resume the session, too.
        at_home = session is not None and self._pauses.taken < 3
        opening = DiscordWebSocket.from_client(
            self._client,
            initial=not self._identified,
            gateway=session.gateway if session is not None and at_home else None,
            session=None if session is None else session.id,
            sequence=None if session is None else session.sequence,
            resume=session is not None,
        )
        socket = self._client.ws = await asyncio.wait_for(opening, CONNECT_SECONDS)
        self._identified = True
        try:
            while True:
                await socket.poll_event()
        except Exception:
            self._session = _session_of(socket)
            if socket.open:
                await socket.close(code=4000)
            raise

    async def _lost(self, error: Exception) -> None:
        """Note that the connection is gone, and wait before the next one."""
        if isinstance(error, ReconnectWebSocket) and not error.resume:
            self._session = None
        since, self._up_since = self._up_since, None
        self._client.dispatch("disconnect")
        if since is not None and asyncio.get_running_loop().time() - since >= STEADY_SECONDS:
            self._pauses.reset()
        if not self._client.is_closed():
            await self._wait(error)

    async def _wait(self, error: Exception) -> None:
        pause = self._pauses.next(at_least=retry_after(error))
        routine = isinstance(error, ReconnectWebSocket) and self._pauses.taken == 1  # Discord moves connections daily
        if self._away_since is None and not routine:
            self._away_since = asyncio.get_running_loop().time()
            expected = isinstance(error, (*TROUBLE, ReconnectWebSocket, discord.ConnectionClosed))
            unexpected = None if expected else error
            log.warning("Discord cannot be reached: %s. Trying until it can.", _reason(error), exc_info=unexpected)
        await asyncio.sleep(pause)

    async def _note_up(self) -> None:
        self._up_since = asyncio.get_running_loop().time()
        self._note_back()

    def _note_back(self) -> None:
        if self._away_since is not None:
            seconds = asyncio.get_running_loop().time() - self._away_since
            log.info("Discord can be reached again, after %.0f s.", seconds)
            self._away_since = None


def _session_of(socket: DiscordWebSocket) -> Session | None:
    """The session that the next connection can resume."""
    ended = socket.socket.close_code in ENDED_SESSIONS
    if ended or socket.session_id is None or socket.sequence is None:
        return None
    return Session(socket.session_id, socket.sequence, socket.gateway)


def _refusal(code: int) -> UserError:
    message, hint = _REFUSALS[code]
    return UserError(message, hint=hint)


def _reason(error: Exception) -> str:
    match error:
        case discord.HTTPException():
            return f"it answers with status {error.status}"
        case ReconnectWebSocket():
            return "it closes the connection"
        case _:
            return str(error).partition("\n")[0].rstrip(".") or type(error).__name__
