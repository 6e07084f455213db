"""Named styles, without Discord: valid names, search, and storage of pictures."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.errors import NotFound
from bot.jobs.job import Actor
from bot.storage.database import open_database
from bot.storage.files import FileStore
from bot.styles.library import StyleLibrary
from bot.styles.names import MAX_NAME, NO_MATCH, BadName, clean_name, known, match, name_key, ranked
from bot.styles.style import Kind, StyleNotFound, StylesFull, StyleTaken
from nst import images
from tests.bot.styles.shelves import library_in, networks_in
from tests.work import instructions

ALICE, BOB, GUILD = 1, 2, 100
TEXTS = st.text(max_size=60) | st.text("aé-_ '’.,!🌊ﬁ²ßΣ夕\u0301\u200d\n*@<`", max_size=40)


def png(colour: str = "teal") -> bytes:
    return images.encode_png(Image.new("RGB", (64, 48), colour))


@pytest_asyncio.fixture
async def library(tmp_path: Path, database_url: str) -> AsyncIterator[StyleLibrary]:
    async with open_database(database_url) as database:
        yield library_in(tmp_path, database)


def stored(tmp_path: Path) -> int:
    return sum(path.is_file() for path in (tmp_path / "styles").rglob("*"))


# Names.


@given(TEXTS)
def test_a_name_that_is_taken_is_short_visible_and_says_nothing_to_discord(text: str) -> None:
    try:
        name = clean_name(text)
    except BadName:
        return
    assert 1 <= len(name) <= MAX_NAME
    assert clean_name(name) == name
    assert name.isprintable()
    assert not set(name) & set("@<>*_~`|#:/\\[](){}\n\t")
    assert name[0] not in " -.!"
    assert name == name.strip()
    assert name_key(name)
    assert name_key(name_key(name)) == name_key(name)


@given(TEXTS)
def test_a_name_finds_itself_however_it_is_written(text: str) -> None:
    try:
        name = clean_name(text)
    except BadName:
        return
    assert name_key(f"  {name} ") == name_key(name)
    assert name_key(name.replace(" ", "-")) == name_key(name)
    assert match(name, name) == 0
    assert match(name.casefold(), name) < NO_MATCH


@given(TEXTS, TEXTS)
def test_how_well_a_text_finds_a_name_is_a_number_for_all_texts(text: str, name: str) -> None:
    assert match(text, name) >= 0


@pytest.mark.parametrize(
    ("better", "worse", "name"),
    [
        ("stained glass", "stained", "Stained glass"),
        ("stain", "glass", "Stained glass"),
        ("glass", "lass", "Stained glass"),
        ("lass", "stgl", "Stained glass"),
        ("stgl", "stanied glas", "Stained glass"),
        ("stanied glas", "xyz", "Stained glass"),
        ("cafe", "afe", "Café"),
    ],
)
def test_a_better_match_comes_first(better: str, worse: str, name: str) -> None:
    assert match(better, name) < match(worse, name)


def test_what_has_nothing_in_common_is_not_found() -> None:
    assert match("mosaic", "Ink wash") == NO_MATCH
    assert match("s", "Ink wash") == NO_MATCH or match("s", "Ink wash") > match("i", "Ink wash")


LONG = {"letters": "ab " * 2000, "marks": "Z\u0301\u0316" * 2000, "ligatures": "\ufdfa" * 6000, "one": "m" * 6000}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_longest_text_is_no_more_work_than_a_name(text: str) -> None:
    names = {str(number): [known(f"Mosaic of {number} in Zanzibar")] for number in range(1000)}
    usual = instructions(lambda: ranked("masaic of", names))
    assert instructions(lambda: ranked(text, names)) < 1.5 * usual
    assert usual < 200 * len(names)


def test_slips_are_sought_in_few_names_whatever_the_library_holds() -> None:
    def slips(count: int) -> int:
        names = {str(number): [known(f"mosaic number {number}")] for number in range(count)}
        return instructions(lambda: ranked("musaic nomber", names)) - instructions(lambda: ranked("", names))

    assert slips(1000) < 10 * slips(50), "comparing grows with the square of a name's length; the rest does not"


def test_of_many_names_the_most_similar_is_found_in_spite_of_a_slip() -> None:
    names = {str(number): [known(f"wave {number} at dusk")] for number in range(1000)} | {"this": [known("Mosaic")]}
    assert ranked("mosiac", names) == ["this"]


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_name_that_is_far_too_long_is_refused_before_it_is_looked_at(text: str) -> None:
    def refused() -> None:
        with pytest.raises(BadName):
            clean_name(text)

    assert instructions(refused) < 20_000


# The library.


async def test_a_style_is_found_by_what_was_typed_in_front_of_it(library: StyleLibrary) -> None:
    await library.save(ALICE, None, "Dusk", png())
    assert [style.name for style in await library.search("dusk" + " " * 5000, None, ALICE)] == ["Dusk"]
    with pytest.raises(StyleNotFound):
        await library.find("dusk" + "x" * 5000, None, ALICE)


async def test_what_is_saved_or_removed_is_seen_at_once(library: StyleLibrary) -> None:
    assert "Dusk" not in [style.name for style in await library.available(GUILD, ALICE)]
    await library.save(ALICE, GUILD, "Dusk", png())
    assert [style.uses for style in await library.available(GUILD, BOB) if style.name == "Dusk"] == [0]
    await library.take("Dusk", GUILD, BOB)
    assert [style.uses for style in await library.available(GUILD, BOB) if style.name == "Dusk"] == [1]
    await library.forget(ALICE)
    assert "Dusk" not in [style.name for style in await library.available(GUILD, BOB)]


async def test_what_was_saved_is_there(library: StyleLibrary) -> None:
    saved = await library.save(ALICE, None, "  Dusk ", png())
    assert (saved.ref, saved.name, saved.kind, saved.owner_id, saved.uses) == ("mine:Dusk", "Dusk", Kind.MINE, ALICE, 0)
    assert await library.picture(await library.find("mine:dusk", GUILD, ALICE)) == png()
    assert await library.find("DUSK", None, ALICE) == saved
    with pytest.raises(StyleNotFound):
        await library.find("mine:Dusk", GUILD, BOB)


async def test_painting_with_a_style_counts_and_looking_at_it_does_not(library: StyleLibrary) -> None:
    await library.save(ALICE, GUILD, "Dusk", png())
    await library.picture(await library.find("Dusk", GUILD, BOB))
    style, picture = await library.take("Dusk", GUILD, BOB)
    assert (style.ref, picture) == ("guild:Dusk", png())
    await asyncio.gather(*(library.take("house:mosaic", GUILD, user) for user in range(5)))
    known = {style.ref: style.uses for style in await library.available(GUILD, BOB)}
    assert (known["guild:Dusk"], known["house:mosaic"], known["house:waves"]) == (1, 5, 0)


async def test_a_shelf_never_holds_more_than_it_may_however_many_come_at_once(library: StyleLibrary) -> None:
    colours = ("red", "green", "blue", "white", "black", "navy")
    tries = (library.save(ALICE, None, colour, png(colour)) for colour in colours)
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, StylesFull) for result in done) == 3
    assert len(await library.saved_by(ALICE)) == 3


async def test_of_two_who_take_a_name_at_once_one_gets_it(library: StyleLibrary) -> None:
    tries = (library.save(user, GUILD, name, png(name)) for user, name in ((ALICE, "navy"), (BOB, "NAVY")))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(result) for result in done].count(StyleTaken) == 1


async def test_another_process_may_have_been_faster(library: StyleLibrary, tmp_path: Path, database_url: str) -> None:
    class SlowStore(FileStore):
        """Another process saves a style with the same name before this file is stored."""

        async def put(self, data: bytes) -> str:
            await library.save(ALICE, None, "Dusk", png())
            return await super().put(data)

    async with open_database(database_url) as database:
        slow = StyleLibrary(database, SlowStore(tmp_path / "styles"), networks_in(tmp_path, database), per_person=3)
        with pytest.raises(StyleTaken):
            await slow.save(ALICE, None, "dusk", png("red"))
    assert [style.name for style in await library.saved_by(ALICE)] == ["Dusk"]


async def test_a_file_goes_with_the_last_style_that_shows_it(library: StyleLibrary, tmp_path: Path) -> None:
    await library.save(ALICE, None, "Dusk", png())
    await library.save(BOB, GUILD, "Evening", png())
    assert stored(tmp_path) == 1
    await library.remove("Dusk", GUILD, Actor(ALICE))
    assert await library.picture(await library.find("Evening", GUILD, BOB)) == png()
    await library.remove("Evening", GUILD, Actor(ALICE, moderates=GUILD))
    assert stored(tmp_path) == 0


async def test_forgetting_a_person_leaves_what_others_saved(library: StyleLibrary, tmp_path: Path) -> None:
    await library.save(ALICE, None, "Dusk", png())
    await library.save(ALICE, GUILD, "Shared", png("red"))
    await library.save(BOB, GUILD, "Evening", png())
    assert await library.forget(ALICE) == 2
    assert [style.name for style in await library.available(GUILD, ALICE) if style.kind is not Kind.HOUSE] == [
        "Evening"
    ]
    assert stored(tmp_path) == 1
    assert await library.forget(ALICE) == 0


async def test_files_that_a_crash_left_are_removed_and_those_of_styles_are_not(
    library: StyleLibrary, tmp_path: Path
) -> None:
    await library.save(ALICE, None, "Dusk", png())
    await FileStore(tmp_path / "styles").put(b"left by a crash")
    assert stored(tmp_path) == 2
    for path in (tmp_path / "styles").rglob("*"):
        os.utime(path, (time.time() - 100_000,) * 2)
    await library.tidy()
    assert stored(tmp_path) == 1
    assert await library.picture(await library.find("Dusk", None, ALICE)) == png()


async def test_a_picture_whose_file_is_gone_is_said_to_be_gone(library: StyleLibrary, tmp_path: Path) -> None:
    style = await library.save(ALICE, None, "Dusk", png())
    for path in (tmp_path / "styles").rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(NotFound):
        await library.take(style.ref, None, ALICE)
    assert (await library.find("Dusk", None, ALICE)).uses == 0


async def test_a_style_is_found_by_what_it_is_called_in_a_persons_language(library: StyleLibrary) -> None:
    titles = {"house:stained-glass": "Glasmalerei"}
    assert await library.search("glasmal", GUILD, ALICE) == []
    (found,) = await library.search("glasmal", GUILD, ALICE, titles=titles)
    assert found.ref == "house:stained-glass"
    assert found in await library.search("stained", GUILD, ALICE, titles=titles)


# The house styles.


async def test_a_house_style_gives_its_picture_and_a_small_one(library: StyleLibrary) -> None:
    style, picture = await library.take("house:mosaic", None, ALICE)
    assert (style.name, style.kind) == ("Mosaic", Kind.HOUSE)
    assert images.decode(picture).size == (768, 614)
    assert images.decode(await library.thumbnail(style, 96)).size == (96, 77)
