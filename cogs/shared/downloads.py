"""Downloads from Discord's file servers, which fail now and then."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import aiohttp
import discord

log = logging.getLogger(__name__)

_BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError)


async def read_again(read: Callable[[], Awaitable[bytes]]) -> bytes:
    """Read a file. Retry once if the server failed or closed the connection; other errors are final.

    Raises:
        discord.HTTPException, aiohttp.ClientError, OSError: as `read` does.
    """
    try:
        return await read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        if not _passes(error):
            raise
        log.info("A download failed and is tried once more: %s", str(error) or type(error).__name__)
    return await read()


def _passes(error: Exception) -> bool:
    """Whether a retry may work."""
    if isinstance(error, discord.HTTPException | aiohttp.ClientResponseError):
        return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, _BROKEN) and not isinstance(error, TimeoutError)
