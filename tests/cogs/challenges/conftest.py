"""Fixtures: a server with challenges."""

import pytest

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World


@pytest.fixture
def challenge_world(world: World) -> ChallengeWorld:
    return ChallengeWorld(world)
