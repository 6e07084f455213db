"""Keep Discord's list of the bot's commands up to date.

Discord limits how often a bot may send its commands and locks out a bot that sends them too often. So they are sent
only after a change, and failures are retried in the background; the existing commands keep working meanwhile.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import discord
from discord.ext import commands
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.runtime.background import Background
from bot.runtime.backoff import Pauses
from bot.storage.tables import published_commands as published
from cogs.shared.delivery_errors import retry_after

log = logging.getLogger(__name__)

EVERYWHERE = 0
FIRST_SECONDS = 5.0  # of the first attempt, which delays the start
PAUSES = (60.0, 6 * 3600.0)
NAME = "tell Discord about the commands"


class Published(NamedTuple):
    """What was last sent: a digest of the commands, their ids by name, and when they may be sent again."""

    digest: str = ""
    ids: Mapping[str, int] = MappingProxyType({})
    published_at: datetime | None = None
    next_at: datetime | None = None


class CommandSync:
    """Sends the commands to Discord.

    Args:
        client: must have the commands in its tree before `start`.
        database: stores what was sent.
        background: runs the retries.
        guild_id: the only server that gets commands; None means everywhere.
        pauses: between attempts.

    Attributes:
        ids: of the commands in Discord, by name; empty until known.
    """

    def __init__(
        self,
        client: commands.Bot,
        database: AsyncEngine,
        background: Background,
        guild_id: int | None = None,
        *,
        pauses: Pauses | None = None,
    ) -> None:
        self._client = client
        self._tree = client.tree
        self._database = database
        self._background = background
        self._guild_id = guild_id or EVERYWHERE
        self._pauses = pauses or Pauses(*PAUSES)
        self.ids: Mapping[str, int] = {}

    async def start(self) -> None:
        """Update Discord's list: one short attempt now; if it fails, retries in the background."""
        if self._guild_id:
            self._tree.copy_global_to(guild=discord.Object(self._guild_id))
        last = (await self._kept()).get(self._guild_id, Published())
        self.ids = last.ids
        if last.next_at is not None and (left := (last.next_at - datetime.now(UTC)).total_seconds()) > 0:
            return self._background.spawn(self._try_again(min(left, PAUSES[1])), name=NAME)
        try:
            async with asyncio.timeout(FIRST_SECONDS):
                await self._bring()
        except Exception as error:  # noqa: BLE001  the bot starts anyway
            self._background.spawn(self._try_again(await self._put_off(error)), name=NAME)

    async def _try_again(self, pause: float) -> None:
        while True:
            await asyncio.sleep(pause)
            try:
                await self._bring()
            except Exception as error:  # noqa: BLE001
                pause = await self._put_off(error)
            else:
                return log.info("Discord has the bot's commands now.")

    async def _put_off(self, error: Exception) -> float:
        """Log a failure. Return the seconds before the next attempt; a process that starts meanwhile waits, too."""
        self._note(error)
        pause = self._pauses.next(at_least=retry_after(error))
        asked = timedelta(seconds=max(retry_after(error), min(pause, PAUSES[0])))
        last = (await self._kept()).get(self._guild_id, Published())
        await self._keep(self._guild_id, last._replace(next_at=datetime.now(UTC) + asked))
        return pause

    async def _bring(self) -> None:
        kept = await self._kept()
        await self._publish(kept.get(self._guild_id))
        for guild_id in kept.keys() | {EVERYWHERE}:
            if guild_id != self._guild_id:
                await self._withdraw(guild_id)

    async def _publish(self, last: Published | None) -> None:
        """Send the commands to Discord if they differ from what was last sent."""
        guild = discord.Object(self._guild_id) if self._guild_id else None
        ours = self._tree.get_commands(guild=guild)
        digest = await self._digest(ours)
        if last is not None and last.digest == digest:
            there = await self._tree.fetch_commands(guild=guild)
            if {command.name for command in there} == {command.name for command in ours}:
                self.ids = {command.name: command.id for command in there}
                return
        told = await self._tree.sync(guild=guild)
        log.info("Told Discord about %d commands.", len(told))
        self.ids = {command.name: command.id for command in told}
        await self._keep(self._guild_id, Published(digest, self.ids, datetime.now(UTC)))

    async def _withdraw(self, guild_id: int) -> None:
        """Remove old commands that Discord would show beside the current ones."""
        http, application_id = self._client.http, self._client.application_id or 0
        if guild_id != EVERYWHERE:
            try:
                await http.bulk_upsert_guild_commands(application_id, guild_id, payload=[])
            except (discord.Forbidden, discord.NotFound):
                log.info("The server %d has no commands of the bot any more.", guild_id)
        elif await self._tree.fetch_commands():
            await http.bulk_upsert_global_commands(application_id, payload=[])
            log.warning("There are commands in the server %d only now (TEST_GUILD_ID).", self._guild_id)
        await self._keep(guild_id, None)

    async def _digest(self, ours: list[Any]) -> str:
        """The digest of everything that is sent, with the texts in all languages."""
        translator = self._tree.translator
        payload = [
            await command.get_translated_payload(self._tree, translator) if translator else command.to_dict(self._tree)
            for command in ours
        ]
        payload.sort(key=lambda command: (command["type"], command["name"]))
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()

    def _note(self, error: Exception) -> None:
        match error:
            case discord.Forbidden():
                where = f"in the server {self._guild_id} (TEST_GUILD_ID)" if self._guild_id else "at all"
                log.error(
                    "Discord does not let the bot have commands %s. Invite it with the scopes bot and "
                    "applications.commands, and check TEST_GUILD_ID.",
                    where,
                )
            case discord.HTTPException(status=400):
                log.error("Discord does not accept the bot's commands, so the old ones stay: %s", error)
            case discord.HTTPException() | discord.RateLimited() | OSError() | TimeoutError():
                reason = str(error).partition("\n")[0] or type(error).__name__
                log.warning("Discord could not be told about the commands yet: %s", reason)
            case _:
                log.error("Discord could not be told about the commands.", exc_info=error)

    async def _kept(self) -> dict[int, Published]:
        """What this application last sent, by server."""
        query = select(published).where(published.c.application_id == (self._client.application_id or 0))
        async with self._database.connect() as connection:
            rows = await connection.execute(query)
            return {row.guild_id: Published(row.digest, row.ids, row.published_at, row.next_at) for row in rows}

    async def _keep(self, guild_id: int, told: Published | None) -> None:
        key = {"application_id": self._client.application_id or 0, "guild_id": guild_id}
        async with self._database.begin() as connection:
            await connection.execute(delete(published).filter_by(**key))
            if told is not None:
                values = key | told._asdict() | {"ids": dict(told.ids)}
                await connection.execute(insert(published).values(values))
