"""A bot without Discord, in a folder of its own."""

import pytest

from tests.bot.doubles import Easel, House, Postbox


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path)


@pytest.fixture
def easel() -> Easel:
    return Easel()


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()
