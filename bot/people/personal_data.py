"""Personal data in consent, bans and servers' settings. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.people.consent import People
from bot.people.server_settings import Guilds


class ConsentPersonalData:
    """Whether others may use a person's pictures. A no is never deleted, because it protects the person."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """Whether others may use a person's pictures, and whether the person is banned."""
        return {
            "consent.json": {
                "others_may_use_my_pictures": await self._people.consents(user_id),
                "banned": await self._people.banned(user_id),
            }
        }

    async def forget(self, user_id: int) -> Mapping[str, int]:  # noqa: ARG002
        """Delete nothing: a yes is never stored, and a no stays until the person changes it."""
        return {}


class SettingsPersonalData:
    """The changes of servers' settings that a person made. The changes stay; only the person's id goes."""

    def __init__(self, guilds: Guilds) -> None:
        self._guilds = guilds

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """The last changes that a person made."""
        changes = await self._guilds.changes_by(user_id)
        return {"settings-changes.json": [asdict(change) for change in changes]} if changes else {}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Take the person's id off them, without counting them."""
        await self._guilds.forget(user_id)
        return {}
