"""A fair in the world."""

import pytest

from tests.cogs.challenges.challenge_world import Fair


@pytest.fixture
def fair(world) -> Fair:
    return Fair(world)
