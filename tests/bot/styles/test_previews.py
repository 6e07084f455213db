"""Previews, painted by the real engine."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import ImageChops

from bot.jobs.local_executor import LocalExecutor
from bot.parameters.recipes import recipe
from bot.storage.database import open_database
from bot.storage.files import FileStore
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks
from bot.styles.previews import SIZE, StylePreviews
from bot.styles.style import Kind
from nst import images
from nst.artworks import HOUSE_STYLES, artwork
from nst.errors import UserError
from tests.bot.doubles import ALICE, GUILD


@dataclass
class Host:
    """What a host does."""

    paused: bool = False


@pytest.fixture
def host() -> Host:
    return Host()


@pytest_asyncio.fixture
async def previews(tmp_path: Path, host: Host) -> AsyncIterator[StylePreviews]:
    executor = LocalExecutor(["cpu"], threads=1)
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}") as database:
        networks = StyleNetworks(database, FileStore(tmp_path / "networks"), tmp_path / "learning")
        library = StyleLibrary(database, FileStore(tmp_path / "styles"), networks)
        yield StylePreviews(library, networks, executor, lambda: host.paused)
    await executor.close()


async def test_a_photo_in_every_house_style(previews: StylePreviews) -> None:
    photo = images.encode_png(artwork("fox", 640))
    styles = await previews.styles(GUILD, ALICE)
    assert [style.ref for style in styles] == [f"house:{name}" for name in HOUSE_STYLES]
    gone = replace(styles[0], ref="mine:gone", kind=Kind.MINE, file="0" * 64)
    painted = await previews.paint(ALICE, photo, [gone, *styles], recipe("instant"))
    assert list(painted) == [style.ref for style in styles], "without the one that was removed meanwhile"
    pictures = list(painted.values())
    assert {max(picture.size) for picture in pictures} == {SIZE}
    for number, one in enumerate(pictures):
        assert all(ImageChops.difference(one, other).getbbox() for other in pictures[:number])


async def test_one_at_a_time_for_each_person_and_none_in_a_pause(previews: StylePreviews, host: Host) -> None:
    photo, styles = images.encode_png(artwork("fox", 64)), (await previews.styles(None, ALICE))[:1]
    first = asyncio.create_task(previews.paint(ALICE, photo, styles, recipe("instant")))
    await asyncio.sleep(0)
    with pytest.raises(UserError) as refused:
        await previews.paint(ALICE, photo, styles, recipe("instant"))
    assert refused.value.code == "preview-running"
    assert len(await first) == 1
    host.paused = True
    with pytest.raises(UserError) as refused:
        await previews.paint(ALICE, photo, styles, recipe("instant"))
    assert refused.value.code == "preview-not-now"
