"""Move unusable data away, for a fresh start. Blocking."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.storage.files import make_folder, sync_folder


def move_aside(paths: Iterable[Path], now: datetime) -> list[Path]:
    """Move each existing file or folder into a new folder beside it; return these folders.

    Raises:
        OSError: one cannot be moved; earlier moves are not undone.
    """
    folders: list[Path] = []
    for path in paths:
        if path.exists():
            folder = path.parent / f"aside-{now:%Y%m%dT%H%M%SZ}"
            make_folder(folder)
            path.rename(folder / path.name)
            sync_folder(folder)
            sync_folder(path.parent)
            if folder not in folders:
                folders.append(folder)
    return folders
