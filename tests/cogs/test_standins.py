"""The sandbox has commands for what its page cannot do."""

import pytest

from bot.sandbox.commands import add_standins
from tests.cogs.world import World, buttons, picture, text
from tests.polling import until


@pytest.fixture
async def sandbox(world: World) -> World:
    """A world with the sandbox's own commands."""
    await add_standins(world.app.client, world.env)
    return world


async def test_a_post_is_right_clicked(sandbox: World) -> None:
    await sandbox.begin()
    await sandbox.bob.send(sandbox.channel, "look", attachments=[("holiday.png", picture("navy"))])
    offered = await sandbox.alice.autocomplete(sandbox.channel, "apps", "post", "HOLI", item="Stylize…")
    assert [choice["name"] for choice in offered] == ["bob: look holiday.png"]
    form = await sandbox.alice.slash(sandbox.channel, "apps", item="Stylize…", post=offered[0]["value"])
    sent = await sandbox.fill_in(sandbox.alice, form, upload=("painting.png", picture("orange")))
    await sandbox.finished(sent)


async def test_pictures_are_posted_with_a_mention(sandbox: World) -> None:
    await sandbox.begin()
    files = {"picture": ("a.png", picture("navy")), "second": ("b.png", picture("orange"))}
    await sandbox.alice.slash(sandbox.channel, "post", **files)
    await until(lambda: "Details" in buttons(sandbox.newest), what="a finished picture")
    mine = next(message for message in sandbox.channel.history() if message.author.id == sandbox.alice.id)
    assert len(mine.attachments) == 2
    assert "style loss" in text(sandbox.newest)
