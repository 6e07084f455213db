"""What people do on a good day. One bot for all of it."""

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_stylize_is_acknowledged_shows_progress_and_ends_with_the_picture(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    asked = await alice.slash("stylize", **pair())
    assert asked.callback == 5
    reply = await finished(asked)
    assert {"Again", "Variation", "Tune", "Details", "Delete"} <= reply.buttons.keys()
    assert not reply.ephemeral
