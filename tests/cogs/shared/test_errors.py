"""The command tree answers errors that a command does not handle."""

import discord
import pytest
from discord import app_commands

from nst.errors import UserError
from tests.cogs.world import World, told_privately


async def use(world: World, error: Exception) -> str:
    """Alice uses a command that does not handle its error."""

    @world.app.client.tree.command(name="broken", description="Fails")
    async def broken(interaction: discord.Interaction) -> None:
        raise error

    await world.app.client.tree.sync()
    asked = await world.alice.slash(world.channel, "broken")
    assert len(world.env.errors) == 1, "it went through the tree"
    return told_privately(asked)


async def test_a_failed_check_is_answered(world: World) -> None:
    assert await use(world, app_commands.CheckFailure("secret")) == "That does not work here."


async def test_a_text_for_people_is_shown_with_what_to_do_next(world: World) -> None:
    assert await use(world, UserError("The paint is dry.", hint="Wet it.")) == "The paint is dry. Wet it."


async def test_a_defect_shows_a_reference_that_is_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    told = await use(world, RuntimeError("the moon is wrong"))
    assert "moon" not in told
    assert told.split("`")[1] in caplog.text
    assert "the moon is wrong" in caplog.text


async def test_an_outdated_command_asks_for_patience(world: World) -> None:
    await world.app.client.tree.sync()
    world.app.client.tree.remove_command("show")
    asked = await world.alice.slash(world.channel, "show")
    assert world.env.errors
    assert told_privately(asked).startswith("I was updated a moment ago")
