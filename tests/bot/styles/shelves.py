"""A library of styles in a folder."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.files import FileStore
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks


def networks_in(folder: Path, database: AsyncEngine) -> StyleNetworks:
    return StyleNetworks(database, FileStore(folder / "networks"), folder / "learning")


def library_in(folder: Path, database: AsyncEngine) -> StyleLibrary:
    return StyleLibrary(database, FileStore(folder / "styles"), networks_in(folder, database), per_person=3)
