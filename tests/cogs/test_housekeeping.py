"""The bot cleans up all of its folders."""

import os
import time
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.storage.files import FileStore
from tests.cogs.world import World
from tests.polling import until


@pytest.fixture
async def leftovers(settings: Settings) -> list[Path]:
    """The leftovers of a crash in each folder: a picture without a row, and a half-written one."""
    left = []
    for folder in (settings.files_dir, settings.styles_dir, settings.challenges_dir):
        name = await FileStore(folder).put(b"nobody's")
        left += [folder / name[:2] / name, folder / name[:2] / "tmp1a2b.part"]
        left[-1].write_bytes(b"nob")
    for path in left:
        os.utime(path, (time.time() - 31 * 60,) * 2)
    return left


@pytest.mark.settings(retention_days=0)
async def test_what_a_crash_left_goes_from_every_folder_also_when_everything_is_kept(
    leftovers: list[Path], world: World
) -> None:
    await world.begin()
    await until(lambda: not any(path.exists() for path in leftovers), what="the end of the leftovers")
