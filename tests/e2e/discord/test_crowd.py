"""Many requests at once."""

import asyncio

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import finished, pair
from tests.polling import until

pytestmark = pytest.mark.slow


async def test_thirty_commands_at_once_download_what_may_be_painted_and_no_more(discord: DiscordServer) -> None:
    await discord.start_bot(JOBS_PER_USER="5")
    alice = discord.person("Alice")
    await discord.hold_painter()
    asked = await asyncio.gather(*(alice.slash("stylize", **pair()) for _ in range(30)))
    refused = [one for one in asked if one.reply is not None and one.reply.ephemeral]
    assert len(refused) == 25
    assert {one.reply.text for one in refused if one.reply} == {
        "You already have 5 pictures on the way. Wait for one to finish, or cancel one."
    }
    accepted = [one for one in asked if one not in refused]
    await until(lambda: all(one.reply and "Cancel" in one.reply.buttons for one in accepted), what="five jobs")
    assert discord.downloads == 10, "a photo and a painting for each that was accepted"
    await discord.release_painter()
    for one in accepted:
        await finished(one)
