"""/help for a person who does not know the bot."""

import re
from collections.abc import Callable

import discord
import pytest

from cogs.shared.texts import LANGUAGES
from tests.cogs.world import World, reply, text


async def test_the_ways_to_ask_are_told_privately(world: World) -> None:
    asked = await world.alice.slash(world.channel, "help")
    assert reply(asked).ephemeral
    told = text(asked.response)
    assert all(word in told for word in ("Four ways", "Apps", "Stylize…", "Mention me", "Paint for it", "Again"))


async def test_what_it_links_to_can_be_used(world: World) -> None:
    linked = re.findall(r"</([\w ]+):(\d+)>", text((await world.moderator.slash(world.channel, "help")).response))
    assert len(linked) == 13
    known = {command.qualified_name for command in world.app.client.tree.walk_commands()}
    assert {name for name, _ in linked} <= known
    ids = {command.name: command.id for command in await world.app.client.tree.fetch_commands()}
    assert all(ids[name.partition(" ")[0]] == int(number) for name, number in linked)


async def test_only_those_who_run_the_server_learn_about_its_settings(world: World) -> None:
    assert "/settings" not in text((await world.alice.slash(world.channel, "help")).response)
    chief = world.guild.create_role("chief", permissions=discord.Permissions(manage_guild=True))
    carol = world.guild.add_member(world.env.create_user("carol"), roles=[chief])
    assert "</settings:" in text((await carol.slash(world.channel, "help")).response)


async def test_only_those_who_run_challenges_learn_how_to_start_one(world: World) -> None:
    assert "/challenge create" not in text((await world.alice.slash(world.channel, "help")).response)
    assert "</challenge create:" in text((await world.moderator.slash(world.channel, "help")).response)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_on_one_screen(world: World, interactions: Callable[..., None], language: str) -> None:
    interactions(locale=language)
    chief = world.guild.create_role("chief", permissions=discord.Permissions(manage_guild=True))
    carol = world.guild.add_member(world.env.create_user("carol"), roles=[chief])
    told = re.sub(r"</([\w ]+):\d+>", r"/\1", text((await carol.slash(world.channel, "help")).response))
    assert "/stylize" in told
    assert "/challenge create" in told
    assert sum(1 + len(line) // 80 for line in told.splitlines()) <= 22
