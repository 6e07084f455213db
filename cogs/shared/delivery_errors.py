"""Turn Discord's errors into those of `bot.jobs.delivery`, and recognize the bot's own messages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import discord

from bot.jobs.delivery import TooManyEdits, TryLater, Undeliverable

log = logging.getLogger(__name__)

DELETED = 10008
TOO_LARGE = 40005
TOO_MANY_EDITS = 30046  # Discord's code: too many edits of a message older than an hour


def custom_ids(components: list[Any]) -> Iterator[str]:
    """The custom_id of every button and menu on a message."""
    for component in components:
        yield from filter(None, [getattr(component, "custom_id", None)])
        yield from custom_ids(getattr(component, "children", []))


@contextmanager
def translated() -> Iterator[None]:
    """Turn Discord's errors into `Undeliverable`, which is final, or `TryLater`, where a retry may work.

    Raises:
        Undeliverable, TryLater: instead of discord.py's and aiohttp's errors.
    """
    try:
        yield
    except discord.HTTPException as error:
        reason = f"{error.text or type(error).__name__} (status {error.status}, code {error.code})"
        if error.code == TOO_MANY_EDITS:
            raise TooManyEdits(reason) from error
        if error.status == 429 or error.status >= 500:
            raise TryLater(reason) from error
        if error.status == 400:
            log.exception("Discord does not accept something of ours: %s", reason)
        raise Undeliverable(reason) from error
    except discord.RateLimited as error:
        raise TryLater(str(error), seconds=error.retry_after) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise TryLater(type(error).__name__) from error


def retry_after(error: BaseException) -> float:
    """Seconds that Discord asks to wait after an error; 0 if it does not say."""
    match error:
        case discord.RateLimited():
            return error.retry_after
        case discord.HTTPException():
            try:
                return float(error.response.headers.get("Retry-After", 0.0))
            except ValueError:  # a date, which Discord never sends
                return 0.0
        case _:
            return 0.0
