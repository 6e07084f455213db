"""The pictures that come with the bot."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.styles.names import clean_name
from nst import artworks
from training.artworks import paint

NAMES = tuple(dict.fromkeys((*artworks.PHOTOS, *artworks.PAINTINGS, *artworks.HOUSE_STYLES)))


@cache
def small(name: str) -> Image.Image:
    return artworks.artwork(name, 160)


def layout(image: Image.Image) -> np.ndarray:
    return np.asarray(image.resize((16, 16), Image.Resampling.BOX), float).ravel()


def test_there_is_a_choice_and_everything_has_a_title() -> None:
    assert len(artworks.PHOTOS) >= 3
    assert len(artworks.PAINTINGS) >= 4
    assert set(artworks.TITLES) == {*artworks.PHOTOS, *artworks.PAINTINGS}
    assert 10 <= len(artworks.HOUSE_STYLES) <= 20
    assert len(set(artworks.HOUSE_STYLES.values())) == len(artworks.HOUSE_STYLES)
    assert all(0 < len(title) <= 40 for title in (*artworks.TITLES.values(), *artworks.HOUSE_STYLES.values()))


def test_house_styles_have_names_that_people_can_choose_by() -> None:
    assert [clean_name(title) for title in artworks.HOUSE_STYLES.values()] == list(artworks.HOUSE_STYLES.values())
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in artworks.HOUSE_STYLES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_asked_for_and_something_to_see(name: str) -> None:
    image = small(name)
    assert (image.mode, max(image.size)) == ("RGB", 160)
    assert 0.7 < min(image.size) / max(image.size) < 0.9
    grey = np.asarray(image.convert("L"), float)
    assert grey.std() > 30, "light and dark"
    assert np.abs(np.diff(grey)).mean() > 4, "texture"
    assert grey.min() < 40 < 200 < grey.max()


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_large_enough_to_paint_with_and_not_larger_than_asked_for(name: str) -> None:
    assert max(artworks.artwork(name).size) == 1024
    assert max(artworks.artwork(name, 333).size) == 333


def test_what_comes_with_the_bot_is_small() -> None:
    files = list(Path(artworks.__file__).parent.glob("*.webp"))
    assert {file.stem for file in files} == set(NAMES)
    assert sum(file.stat().st_size for file in files) < 6 * 2**20


def test_each_house_style_has_a_style_file_and_they_are_small() -> None:
    files = list(Path(artworks.__file__).parent.glob("*.style"))
    assert {artworks.style_file(name) for name in artworks.HOUSE_STYLES} == set(files)
    assert sum(file.stat().st_size for file in files) <= 9_000_000
    with pytest.raises(KeyError):
        artworks.style_file("fox")


def test_the_code_that_painted_a_picture_still_paints_it() -> None:
    painted, shipped = (np.asarray(image, float) for image in (paint("waves"), artworks.artwork("waves")))
    assert np.abs(painted - shipped).mean() < 5, "no more than what the compression has changed"


def test_no_two_pictures_are_alike() -> None:
    for i, one in enumerate(NAMES):
        for other in NAMES[:i]:
            assert np.corrcoef(layout(small(one)), layout(small(other)))[0, 1] < 0.8


def character(image: Image.Image) -> np.ndarray:
    """A simple description of a picture's style: its palette, and the amount of detail at each scale."""
    pixels = np.asarray(image.resize((96, 96), Image.Resampling.BOX), float)
    grey = pixels.mean(-1)
    means, spreads = pixels.mean((0, 1)) / 255, pixels.std((0, 1)) / 128
    scales = [np.abs(grey[:, gap:] - grey[:, :-gap]).mean() / 64 for gap in (1, 4, 12)]
    return np.concatenate([means, spreads, scales])


def test_no_two_house_styles_have_the_same_character() -> None:
    known = {name: character(small(name)) for name in artworks.HOUSE_STYLES}
    for one, other in combinations(known, 2):
        assert np.linalg.norm(known[one] - known[other]) > 0.1, (one, other)


def test_a_name_that_nothing_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        artworks.artwork("mona-lisa")
