"""Personal data in consent and bans. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.people.consent import People


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
