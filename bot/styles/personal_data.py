"""Personal data in saved styles. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.storage.files import FileStore
from bot.storage.personal_data import Stored
from bot.styles.library import StyleLibrary
from bot.styles.style import Kind


@dataclass(frozen=True, slots=True)
class StylePersonalData:
    """The styles that a person has saved, and their pictures."""

    library: StyleLibrary
    files: FileStore

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A list of the styles that a person has saved, and their pictures."""
        saved = await self.library.saved_by(user_id)
        paths = [f"styles/{style.file}.png" for style in saved]
        listed = [
            {
                "name": style.name,
                "for": "yourself" if style.kind is Kind.MINE else "a server",
                "saved": style.created_at,
                "uses": style.uses,
                "picture": path,
            }
            for style, path in zip(saved, paths, strict=True)
        ]
        stored = (Stored(self.files, style.file or "") for style in saved)
        return {"styles.json": listed, **dict(zip(paths, stored, strict=True))} if saved else {}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove the styles that a person has saved, also in servers."""
        return {"styles": await self.library.forget(user_id)}
