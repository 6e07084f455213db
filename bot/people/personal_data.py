"""What is kept about a person: consent and bans. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.people.consent import People


class ConsentPersonalData:
    """What people said about others using their pictures. A no outlives everything else: it protects them."""

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
        """Nothing: a yes was never written down, and a no stays until the person takes it back."""
        return {}
