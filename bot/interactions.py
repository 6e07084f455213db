"""Answer interactions reliably over a broken connection. This adapter replaces the one in discord.py.

discord.py repeats a request after a 5xx answer, but not after a broken connection. If Discord accepted an
acknowledgement and only its response was lost, Discord refuses the repetition as “already acknowledged”. That means
success, but discord.py raises an error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

if TYPE_CHECKING:
    from discord.types.interactions import InteractionCallback

ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_MESSAGE = 10008
WITHOUT_MESSAGE = {8, 9}  # kinds of answers: autocomplete choices and a form
LOST = (aiohttp.ClientError, ConnectionError, TimeoutError)  # the errors of a request without an answer
PAUSES = (0.2, 1.0)  # seconds; an acknowledgement must arrive within three


class InteractionAdapter(AsyncWebhookAdapter):
    """Repeats requests after a broken connection, and finds out whether an acknowledgement arrived.

    Args:
        client: whose interactions are answered.
        pauses: seconds before each repetition.
    """

    def __init__(self, client: discord.Client, *, pauses: Sequence[float] = PAUSES) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._client = client
        self._pauses = pauses

    def install(self) -> None:
        """Use this adapter from now on, in this task and the tasks that it starts."""
        async_context.set(self)

    async def request(self, route: Route, session: aiohttp.ClientSession, **about: Any) -> Any:  # noqa: ANN401
        """Send a request. Repeat it after a broken connection if that cannot act twice."""
        for attempt, pause in enumerate((*self._pauses, None)):
            for file in about.get("files") or ():
                file.reset(seek=attempt)
            try:
                return await super().request(route, session, **about)
            except LOST as error:
                if pause is None or not _repeatable(route, error):
                    raise
                await asyncio.sleep(pause)
            except discord.NotFound as error:
                if error.code != UNKNOWN_MESSAGE or route.method != "DELETE":
                    raise
                return None  # already deleted, perhaps by a request whose answer was lost; aiohttp repeats those, too
        raise AssertionError("unreachable")

    async def create_interaction_response(
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        params: MultipartParameters,
        **proxy: Any,  # noqa: ANN401
    ) -> InteractionCallback:
        """Answer an interaction for the first time.

        Raises:
            discord.HTTPException, aiohttp.ClientError: Discord did not get the answer.
        """
        counted: Any = _Counted(session)
        try:
            return await super().create_interaction_response(
                interaction_id, token, session=counted, params=params, **proxy
            )
        except (discord.HTTPException, *LOST) as error:
            # At the first attempt, something else answered: another process of the bot, or a repeated event.
            refused = isinstance(error, discord.HTTPException) and error.code == ALREADY_ACKNOWLEDGED
            taken = refused and counted.requests > 1
            if not taken and isinstance(error, discord.HTTPException) and error.status < 500:
                raise
            message_id = None
            if (params.payload or {}).get("type") not in WITHOUT_MESSAGE:
                message_id = await self._message_id(token, session, **proxy)
            if not taken and message_id is None:
                raise
            return _callback(interaction_id, message_id)

    async def _message_id(self, token: str, session: aiohttp.ClientSession, **proxy: Any) -> str | None:  # noqa: ANN401
        """The message id of the answer, if Discord returned one."""
        application_id = self._client.application_id or 0
        try:
            message = await self.get_original_interaction_response(application_id, token, session=session, **proxy)
        except (discord.HTTPException, *LOST):
            return None
        return str(message["id"])


class _Counted:
    """A session that counts requests."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.requests = 0

    def request(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401  only passed on
        """Send a request."""
        self.requests += 1
        return self._session.request(*args, **options)


def _repeatable(route: Route, error: Exception) -> bool:
    """Whether a repetition is harmless: Discord refuses a second answer, and a second edit changes nothing."""
    if isinstance(error, aiohttp.ClientConnectorError) or route.method in {"GET", "PATCH", "DELETE"}:
        return True
    return route.path.endswith("/callback")


def _callback(interaction_id: int, message_id: str | None) -> InteractionCallback:
    """The known parts of Discord's lost answer."""
    about: Any = {"id": str(interaction_id), "type": 0}
    if message_id is not None:
        about["response_message_id"] = message_id
    found: Any = {"interaction": about}
    return found  # type: ignore[no-any-return]
