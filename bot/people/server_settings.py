"""What each server has set: where, for whom and how large the bot paints there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import guild_settings


class Savers(StrEnum):
    """Who may save styles for the server. Those who manage it always may."""

    EVERYONE = "everyone"
    MODERATORS = "moderators"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One server's settings. The defaults leave everything to the host.

    Attributes:
        channels: where pictures may be asked for, threads in them included; everywhere if empty.
        roles: who may ask: whoever has one of them; everyone if empty.
        recipes: which may be used; all if empty.
        default_recipe: used when none is named; the host's if None.
        max_size: the largest result, in pixels; the host's limit if None.
        jobs_per_user: pictures of one person that are painted here at the same time; more wait. None for no limit.
        jobs_at_once: pictures that are painted here at the same time; more wait. None for no limit.
        jobs_per_day: pictures that one person may ask for here within 24 hours; None for no limit.
        style_savers, style_roles: who may save styles for the server.
        challenge_roles: who may make challenges, besides those who manage messages, events or the server.
    """

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    recipes: tuple[str, ...] = ()
    default_recipe: str | None = None
    max_size: int | None = None
    jobs_per_user: int | None = None
    jobs_at_once: int | None = None
    jobs_per_day: int | None = None
    style_savers: Savers = Savers.EVERYONE
    style_roles: tuple[int, ...] = ()
    challenge_roles: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        # As they come out of JSON, lists are tuples again and strings are what they stand for.
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, list):
                object.__setattr__(self, field.name, tuple(value))
        object.__setattr__(self, "style_savers", Savers(self.style_savers))

    def may_save_styles(self, role_ids: frozenset[int], *, moderator: bool, manager: bool) -> bool:
        """Whether a person with these roles may save styles for the server."""
        if manager or self.style_savers is Savers.EVERYONE:
            return True
        if self.style_savers is Savers.MODERATORS:
            return moderator
        return not role_ids.isdisjoint(self.style_roles)


class Guilds:
    """Every server's settings. `load` comes first; then `get` needs no waiting. What `update` returned is written."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._known: dict[int, GuildSettings] = {}
        self._writing = asyncio.Lock()

    async def load(self) -> None:
        """Read what was written. There is a row only for servers that changed something."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(guild_settings))).mappings()
            self._known = {row["guild_id"]: _from_json(row["settings"]) for row in rows}

    def get(self, guild_id: int | None) -> GuildSettings:
        """The settings of a server; the defaults for one that changed nothing, and outside of servers."""
        return self._known.get(guild_id, _DEFAULTS) if guild_id is not None else _DEFAULTS

    async def update(self, guild_id: int, **changes: Any) -> GuildSettings:  # noqa: ANN401  any field
        """Change some settings of a server, effective at once, and return all."""
        async with self._writing:
            settings = replace(self.get(guild_id), **changes)
            row = {"guild_id": guild_id, "settings": _to_json(settings), "updated_at": datetime.now(UTC)}
            async with self._database.begin() as connection:
                await connection.execute(guild_settings.delete().where(guild_settings.c.guild_id == guild_id))
                if settings != _DEFAULTS:
                    await connection.execute(guild_settings.insert().values(row))
            self._known[guild_id] = settings
        return settings

    async def reset(self, guild_id: int) -> GuildSettings:
        """Go back to the defaults."""
        return await self.update(guild_id, **_to_fields(_DEFAULTS))


_DEFAULTS = GuildSettings()


def _to_fields(settings: GuildSettings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in fields(settings)}


def _to_json(settings: GuildSettings) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in _to_fields(settings).items()}


def _from_json(data: Mapping[str, Any]) -> GuildSettings:
    known = {field.name for field in fields(GuildSettings)}
    return GuildSettings(**{name: value for name, value in data.items() if name in known})
