"""Check the folders of people's pictures before the database is opened. Blocking."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.storage import start_errors
from bot.storage.files import holds_files


def folder_in_use(folders: Iterable[Path]) -> Path | None:
    """The first folder that holds a picture; None if there are no pictures."""
    return next((folder for folder in folders if holds_files(folder)), None)


def check_folders(folders: Iterable[Path]) -> None:
    """Check that each folder is writable or can be made.

    Raises:
        Unusable: one is not writable.
    """
    for folder in folders:
        nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        if not nearest.is_dir():
            raise start_errors.not_a_folder(nearest)
        if not start_errors.may_write(nearest):
            raise start_errors.forbidden(nearest)
