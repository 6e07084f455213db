"""The settings of each server: where, for whom and how large the bot paints."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.people.instant_choices import InstantWay
from bot.storage.tables import guild_settings, setting_changes

KEPT_CHANGES = 50  # of each server
NOBODY = 0


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
        instant: whether the proper picture follows an instant one; never `InstantWay.NEVER`, which a `default_recipe`
            says.
        max_size: the largest result, in pixels; the host's limit if None.
        jobs_per_user: most running jobs per person here; more wait. None is no limit.
        jobs_at_once: most running jobs here; more wait. None is no limit.
        jobs_per_day: most requests per person here within 24 hours; None is no limit.
        style_savers, style_roles: who may save styles for the server.
        challenge_roles: who may make challenges, besides people who manage messages, events or the server.
        log_channel: where moderators read what was deleted, reported and refused; nowhere if None.
    """

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    recipes: tuple[str, ...] = ()
    default_recipe: str | None = None
    instant: InstantWay = InstantWay.FOLLOWED
    max_size: int | None = None
    jobs_per_user: int | None = None
    jobs_at_once: int | None = None
    jobs_per_day: int | None = None
    style_savers: Savers = Savers.EVERYONE
    style_roles: tuple[int, ...] = ()
    challenge_roles: tuple[int, ...] = ()
    log_channel: int | None = None

    def __post_init__(self) -> None:
        # Turn JSON lists back into tuples, and strings into their enums.
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, list):
                object.__setattr__(self, field.name, tuple(value))
        object.__setattr__(self, "style_savers", Savers(self.style_savers))
        object.__setattr__(self, "instant", InstantWay(self.instant))

    def may_save_styles(self, role_ids: frozenset[int], *, moderator: bool, manager: bool) -> bool:
        """Whether a person with these roles may save styles for the server."""
        if manager or self.style_savers is Savers.EVERYONE:
            return True
        if self.style_savers is Savers.MODERATORS:
            return moderator
        return not role_ids.isdisjoint(self.style_roles)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A change of one setting. `before` and `after` are JSON types; `user_id` is 0 if the person is forgotten."""

    user_id: int
    name: str
    before: Any
    after: Any
    changed_at: datetime


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

    async def update(self, guild_id: int, by: int | None = None, /, **changes: Any) -> GuildSettings:  # noqa: ANN401
        """Change some settings of a server at once, and return all of them.

        Args:
            guild_id: of the server.
            by: who changes them, for the list of changes; None adds nothing to it.
            changes: any fields of `GuildSettings`.
        """
        async with self._writing:
            before = self.get(guild_id)
            settings = replace(before, **changes)
            row = {"guild_id": guild_id, "settings": _to_json(settings), "updated_at": datetime.now(UTC)}
            async with self._database.begin() as connection:
                await connection.execute(guild_settings.delete().where(guild_settings.c.guild_id == guild_id))
                if settings != _DEFAULTS:
                    await connection.execute(guild_settings.insert().values(row))
                if by is not None:
                    await _note_changes(connection, guild_id, by, _to_json(before), _to_json(settings))
            self._known[guild_id] = settings
        return settings

    async def reset(self, guild_id: int, by: int | None = None, /) -> GuildSettings:
        """Go back to the defaults."""
        return await self.update(guild_id, by, **_to_fields(_DEFAULTS))

    async def changes(self, guild_id: int, count: int) -> list[SettingChange]:
        """The last changes in a server, newest first."""
        return await self._changes(setting_changes.c.guild_id == guild_id, count)

    async def changes_by(self, user_id: int) -> list[SettingChange]:
        """The changes that a person made, newest first."""
        return await self._changes(setting_changes.c.user_id == user_id, None)

    async def forget(self, user_id: int) -> None:
        """Take a person's id off the changes that they made."""
        mine = setting_changes.c.user_id == user_id
        async with self._database.begin() as connection:
            await connection.execute(setting_changes.update().where(mine).values(user_id=NOBODY))

    async def _changes(self, where: ColumnElement[bool], count: int | None) -> list[SettingChange]:
        columns = [setting_changes.c[field.name] for field in fields(SettingChange)]
        query = select(*columns).where(where).order_by(setting_changes.c.number.desc()).limit(count)
        async with self._database.connect() as connection:
            return [SettingChange(**row) for row in (await connection.execute(query)).mappings()]


async def _note_changes(
    connection: AsyncConnection, guild_id: int, by: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Write down what differs, and drop the oldest changes of the server."""
    table, about = setting_changes, {"guild_id": guild_id, "user_id": by, "changed_at": datetime.now(UTC)}
    rows = [
        about | {"name": name, "before": before[name], "after": value}
        for name, value in after.items()
        if value != before[name]
    ]
    if rows:
        await connection.execute(table.insert(), rows)
    kept = (
        select(table.c.number).where(table.c.guild_id == guild_id).order_by(table.c.number.desc()).limit(KEPT_CHANGES)
    )
    await connection.execute(table.delete().where((table.c.guild_id == guild_id) & table.c.number.not_in(kept)))


_DEFAULTS = GuildSettings()


def _to_fields(settings: GuildSettings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in fields(settings)}


def _to_json(settings: GuildSettings) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in _to_fields(settings).items()}


def _from_json(data: Mapping[str, Any]) -> GuildSettings:
    known = {field.name for field in fields(GuildSettings)}
    return GuildSettings(**{name: value for name, value in data.items() if name in known})
