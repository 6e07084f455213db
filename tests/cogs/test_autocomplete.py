"""Autocomplete does little work for any text, because everyone shares the event loop."""

from typing import Any

import discord
import pytest

from tests.cogs.world import World

LONGEST = 6000  # characters of an option that Discord sends
MARKS = ("Z" + "\u0301\u0316" * 20) * LONGEST


async def test_every_option_that_suggests_takes_the_longest_text(world: World) -> None:
    await world.begin()
    boss = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[boss])
    asked = []
    for command in world.app.client.tree.walk_commands():
        for option in getattr(command, "parameters", ()):
            if option.autocomplete:
                name = option.display_name
                found = await olga.autocomplete(world.channel, command.qualified_name, name, MARKS[:LONGEST])
                assert found == []
                asked.append(f"{command.qualified_name} {name}")
    assert {"stylize saved", "show id", "challenge create timezone", "challenge show challenge"} <= set(asked)


async def test_what_is_typed_is_cut_before_anything_looks_at_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.begin()
    looked_at: list[str] = []
    styles = world.app.services.styles
    search = styles.search

    async def noting(text: str, *place: Any, **options: Any) -> Any:
        looked_at.append(text)
        return await search(text, *place, **options)

    monkeypatch.setattr(styles, "search", noting)
    await world.alice.autocomplete(world.channel, "stylize", "saved", "mosaic" + " " * LONGEST)
    await world.alice.autocomplete(world.channel, "style info", "style", "mosaic" + " " * LONGEST)
    assert [len(text) for text in looked_at] == [100, 100]
