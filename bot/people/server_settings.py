"""The settings of each server: where, for whom and how large the bot paints."""

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
    """Who may save styles for the server. Its managers always may."""

    EVERYONE = "everyone"
    MODERATORS = "moderators"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One server's settings. The defaults leave everything to the host.

    Attributes:
        channels: where requests are allowed, including threads; everywhere if empty.
        roles: a person needs one of these to ask; everyone may ask if empty.
        recipes: the allowed recipes; all if empty.
        default_recipe: used when a request names none; the host's if None.
        max_size: the largest result, in pixels; the host's limit if None.
        jobs_per_user: most running jobs per person here; more wait. None is no limit.
        jobs_at_once: most running jobs here; more wait. None is no limit.
        jobs_per_day: most requests per person here within 24 hours; None is no limit.
        style_savers, style_roles: who may save styles for the server.
        challenge_roles: who may make challenges, besides people who manage messages, events or the server.
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
        # Turn JSON lists back into tuples, and a string into `Savers`.
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
    """The settings of all servers. Call `load` before `get`, which does not wait. `update` writes before it returns."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._known: dict[int, GuildSettings] = {}
        self._writing = asyncio.Lock()

    async def load(self) -> None:
        """Read all settings. Only servers that changed something have a row."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(guild_settings))).mappings()
            self._known = {row["guild_id"]: _from_json(row["settings"]) for row in rows}

    def get(self, guild_id: int | None) -> GuildSettings:
        """The settings of a server; the defaults for unchanged servers and outside of servers."""
        return self._known.get(guild_id, _DEFAULTS) if guild_id is not None else _DEFAULTS

    async def update(self, guild_id: int, **changes: Any) -> GuildSettings:  # noqa: ANN401  any field
        """Change some settings of a server at once, and return all of them."""
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
