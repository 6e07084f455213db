"""The styles of a written mixture, without Discord."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.storage.database import open_database
from bot.styles import house
from bot.styles.library import StyleLibrary
from bot.styles.mixes import find_by_digest, find_mix
from bot.styles.style import StyleNotFound
from nst.errors import BadRequest
from tests.bot.doubles import ALICE, BOB, GUILD, png
from tests.bot.styles.shelves import library_in


@pytest_asyncio.fixture
async def library(tmp_path: Path, database_url: str) -> AsyncIterator[StyleLibrary]:
    async with open_database(database_url) as database:
        yield library_in(tmp_path, database)


async def mix(library: StyleLibrary, text: str) -> list[tuple[str, float]]:
    return [(share.style.ref, share.weight) for share in await find_mix(library, text, GUILD, ALICE)]


async def test_styles_are_mixed_by_their_names_and_weights(library: StyleLibrary) -> None:
    await library.save(ALICE, None, "dusk", png("purple"))
    assert await mix(library, "dusk") == [("mine:dusk", 1)]
    assert await mix(library, "dusk 2, stained glass 1") == [("mine:dusk", 2), ("house:stained-glass", 1)]
    assert await mix(library, "house:mosaic 70%, Comic: 20 + dusk x10") == [
        ("house:mosaic", 70),
        ("house:comic", 20),
        ("mine:dusk", 10),
    ]


async def test_a_name_may_have_a_comma_or_end_in_a_number(library: StyleLibrary) -> None:
    for number, name in enumerate(("red, white", "route 66", "mosaic 2")):
        await library.save(ALICE, None, name, png(f"#00000{number}"))
    assert await mix(library, "Red, white") == [("mine:red, white", 1)]
    assert await mix(library, "route 66, mosaic 2 3") == [("mine:route 66", 1), ("mine:mosaic 2", 3)]


async def test_what_cannot_be_mixed_is_refused_in_words(library: StyleLibrary) -> None:
    with pytest.raises(StyleNotFound, match="nosaic"):
        await mix(library, "nosaic 2, comic 1")
    with pytest.raises(BadRequest, match="twice"):
        await mix(library, "mosaic 2, house:mosaic")
    with pytest.raises(BadRequest, match="at most 3"):
        await mix(library, "mosaic, comic, waves, neon")
    with pytest.raises(StyleNotFound):
        await mix(library, " , ")


async def test_a_style_is_found_by_the_digest_of_its_picture_by_those_who_may_use_it(library: StyleLibrary) -> None:
    saved = await library.save(ALICE, None, "dusk", png("purple"))
    assert saved.file is not None
    assert await find_by_digest(library, saved.file[:16], GUILD, ALICE) == (saved, png("purple"))
    assert await find_by_digest(library, saved.file[:16], GUILD, BOB) is None
    digest = hashlib.sha256(house.picture("comic")).hexdigest()
    found = await find_by_digest(library, digest[:16], None, BOB)
    assert found is not None
    assert found[0].ref == "house:comic"
