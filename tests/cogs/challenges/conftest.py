"""A fair in the world."""

import pytest

from tests.cogs.challenges.challenge_world import ChallengeWorld


@pytest.fixture
def fair(world) -> ChallengeWorld:
    return ChallengeWorld(world)
