"""The pictures that a first visitor finds."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from PIL import Image

from bot import artworks

NAMES = artworks.PHOTOS + artworks.PAINTINGS


@cache
def drawn(name: str, size: int = 160) -> Image.Image:
    return artworks.draw(name, size)


def layout(image: Image.Image) -> np.ndarray:
    return np.asarray(image.resize((16, 16), Image.Resampling.BOX), float).ravel()


def test_there_is_a_choice_and_everything_has_a_title() -> None:
    assert len(artworks.PHOTOS) >= 3
    assert len(artworks.PAINTINGS) >= 4
    assert set(artworks.TITLES) == set(NAMES)
    assert all(0 < len(title) <= 40 for title in artworks.TITLES.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_asked_for_and_something_to_see(name: str) -> None:
    image = drawn(name)
    assert (image.mode, max(image.size)) == ("RGB", 160)
    assert 0.7 < min(image.size) / max(image.size) < 0.9
    grey = np.asarray(image.convert("L"), float)
    assert grey.std() > 30, "light and dark"
    assert np.abs(np.diff(grey)).mean() > 4, "texture"
    assert grey.min() < 40 < 200 < grey.max()


@pytest.mark.parametrize("name", ["night-wind", "garden", "fox"])
def test_a_picture_is_the_same_every_time(name: str) -> None:
    assert artworks.draw(name, 160).tobytes() == drawn(name).tobytes()


@pytest.mark.parametrize("name", ["still-life", "stained-glass", "waves"])
def test_a_small_picture_is_the_large_one_made_smaller(name: str) -> None:
    assert np.corrcoef(layout(drawn(name)), layout(drawn(name, 260)))[0, 1] > 0.9


def test_no_two_pictures_are_alike() -> None:
    for i, one in enumerate(NAMES):
        for other in NAMES[:i]:
            assert np.corrcoef(layout(drawn(one)), layout(drawn(other)))[0, 1] < 0.8


def test_a_name_that_nothing_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        artworks.draw("mona-lisa")


def test_importing_does_no_work() -> None:
    code = "import sys, bot.artworks; sys.exit('numpy' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
