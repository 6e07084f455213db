"""A challenge_world in the world."""

import pytest

from tests.cogs.challenges.challenge_world import ChallengeWorld


@pytest.fixture
def challenge_world(world) -> ChallengeWorld:
    return ChallengeWorld(world)
