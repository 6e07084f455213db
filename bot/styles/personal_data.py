"""Personal data in saved styles. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.storage.files import FileStore
from bot.storage.personal_data import Stored
from bot.styles.learning import StyleLearning
from bot.styles.library import StyleLibrary
from bot.styles.style import Kind


@dataclass(frozen=True, slots=True)
class StylePersonalData:
    """The styles that a person has saved, their pictures, and whether the person waits for one to be learned."""

    library: StyleLibrary
    files: FileStore
    learning: StyleLearning

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A list of the styles that a person has saved, their pictures, and the names of those they wait for."""
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
        watched = await self.learning.watched_by(user_id)
        found = {"styles.json": listed, **dict(zip(paths, stored, strict=True))} if saved else {}
        return found | ({"styles_to_be_learned.json": watched} if watched else {})

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove the styles that a person has saved, also in servers."""
        await self.learning.unwatch(user_id)
        return {"styles": await self.library.forget(user_id)}
