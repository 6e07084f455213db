"""Data of a bot to back up."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.backups.data import NAMED_FILES, Data
from bot.jobs.store import JobStore
from bot.storage.database import open_database
from bot.storage.files import FileStore
from tests.bot.doubles import job, png
from tests.bot.storage.versions import contents

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def data_in(folder: Path) -> Data:
    """The places of a bot's data in a folder."""
    folders = {name: folder / name for name in NAMED_FILES}
    return Data(folder, folder / "chameleon.db", folders)


def fill(data: Data, name: str, colour: str) -> None:
    """Add a waiting job with two pictures."""

    async def add() -> None:
        files = FileStore(data.folders["files"])
        content, style = await files.put(png(colour)), await files.put(png(colour, (40, 30)))
        async with open_database(f"sqlite+aiosqlite:///{data.database}") as database:
            await JobStore(database).add(job(name, content=content, styles=(style,)))

    asyncio.run(add())


def held(data: Data) -> tuple[list[str], dict[str, bytes]]:
    """The ids of the jobs, and the pictures."""
    found = data.folders["files"].glob("??/*")
    return contents(data.database)[1], {path.name: path.read_bytes() for path in found}
