"""The sandbox has commands for what its page cannot do, and buttons that paint a picture of ours at once."""

from pathlib import Path

import pytest

from bot.sandbox.commands import add_standins
from bot.sandbox.welcome import STYLES, TryButton, welcome
from nst import artworks, images
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
    assert "a.png in **b.png** for" in text(sandbox.newest)


async def test_a_newcomer_presses_a_style_and_our_photo_is_painted_in_it(world: World) -> None:
    await world.begin()
    world.app.client.add_dynamic_items(TryButton)
    post = welcome(Path("examples"))
    shown = await world.app.client.get_partial_messageable(world.channel.id).send(view=post.view(), files=post.files)
    assert buttons(shown) == [artworks.HOUSE_STYLES[style] for style in STYLES] * len(artworks.PHOTOS)
    asked = await world.alice.click(shown, custom_id="try:fox:mosaic")
    await world.finished(asked)
    (task,) = world.painter.painted
    assert task.params.recipe == "draft", "it comes soon"
    assert task.content is not None
    assert images.decode(task.content).size == artworks.artwork("fox").size
    assert images.decode(task.styles[0]).size == artworks.artwork("mosaic", artworks.STYLE_SIZE).size
