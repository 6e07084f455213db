"""What every command declares to Discord."""

from typing import Any

import discord

from tests.cogs.world import World

GUILD, DIRECT, PRIVATE = 0, 1, 2
SERVER, PERSON = 0, 1
IN_SERVERS = {"settings", "admin", "challenge", "Enter challenge", "Report picture"}


async def registered(world: World) -> dict[str, dict[str, Any]]:
    await world.begin()
    tree = world.app.client.tree
    kinds = (tree.get_commands(type=kind) for kind in discord.AppCommandType)
    return {command.name: command.to_dict(tree) for known in kinds for command in known}


async def test_every_command_says_where_it_is_and_how_it_is_installed(world: World) -> None:
    """Otherwise Discord uses the application's defaults, which may change."""
    commands = await registered(world)
    assert {"stylize", "style", "challenge", "Stylize…", "Enter challenge"} <= set(commands)
    for name, command in commands.items():
        here = name in IN_SERVERS
        assert command["contexts"] == ([GUILD] if here else [GUILD, DIRECT, PRIVATE]), name
        assert command["integration_types"] == ([SERVER] if here else [SERVER, PERSON]), name
