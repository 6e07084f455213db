"""Uploads that download slowly, or fail on the CDN."""

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import file, pair, shows_picture
from tests.polling import until

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
FILES = "/cdn/.*"


@pytest.mark.parametrize("menu", ["Use as style…", "Stylize…"])
async def test_a_slow_download_does_not_delay_the_acknowledgement(shared_discord: DiscordServer, menu: str) -> None:
    alice, bob = shared_discord.person("Alice"), shared_discord.person("Bob")
    post = await bob.write("look", file("holiday.png", "navy"))
    form = await alice.menu(menu, post)
    slow = shared_discord.bad_day("GET", FILES, status=200, delay=20.0, times=None)
    values = {"name": f"slow{menu[0].lower()}"} if menu.startswith("Use") else {}
    sent = await alice.fill_in(form, wait=False, upload=file(), **values)
    await until(lambda: slow.waiting, what="the download")
    await until(lambda: sent.callback is not None, what="the acknowledgement, while it is downloaded")
    await shared_discord.eventually(lambda: shows_picture(sent.reply), within=120, what="the picture")


async def test_one_5xx_of_the_cdn_is_tried_again(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    shared_discord.bad_day("GET", FILES, status=503)
    asked = await alice.slash("stylize", **pair())
    await shared_discord.eventually(lambda: shows_picture(asked.reply), within=30, what="the picture")
    assert asked.followups == []


async def test_a_cdn_that_stays_broken_is_explained(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    shared_discord.bad_day("GET", FILES, status=503, times=None)
    asked = await alice.slash("stylize", **pair())
    await shared_discord.eventually(lambda: asked.followups, within=120, what="the reason")
    assert asked.followups[0].ephemeral
