"""A fair in the world."""

import pytest

from tests.cogs.challenges.fair import Fair


@pytest.fixture
def fair(world) -> Fair:
    return Fair(world)
