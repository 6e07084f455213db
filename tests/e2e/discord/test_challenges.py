"""A challenge on the independent Discord, from its draft to its podium, with its thread and its event."""

from typing import Any

import pytest

from tests.discord_server.people import Person
from tests.discord_server.schema.components import walk
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Interaction, Message
from tests.e2e.discord.pictures import file, finished, pair
from tests.polling import until

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


def posts(discord: DiscordServer, *words: str) -> list[Message]:
    """Public messages in all channels of the server that contain all these texts."""
    every = [one for channel in discord.guild.channels for one in channel.messages.values()]
    return [one for one in every if not one.deleted and not one.ephemeral and all(word in one.text for word in words)]


async def answered(asked: Interaction) -> Message:
    """Wait for the private answer."""
    await until(lambda: asked.reply and not asked.reply.loading, what=f"the answer to {asked.name}")
    assert asked.reply is not None
    assert asked.reply.ephemeral
    return asked.reply


async def published(
    discord: DiscordServer, host: Person, title: str, *, mark: str | None = None, **options: Any
) -> None:
    """Publish a challenge. `mark` is a text in its post; the title by default."""
    draft = await answered(await host.slash("challenge create", title=title, kind="free", **options))
    await host.press(draft, "Publish")
    await discord.eventually(lambda: posts(discord, mark or title), within=60, what="the post")


async def test_a_challenge_from_its_draft_to_its_podium(shared_discord: DiscordServer) -> None:
    maud, alice, bob = (shared_discord.person(name) for name in ("Maud", "Alice", "Bob"))
    await published(shared_discord, maud, "Night wind", entries="1 hour", votes="1 hour", thread=True, event=True)
    await shared_discord.eventually(lambda: shared_discord.guild.events, within=60, what="the event")
    await shared_discord.eventually(
        lambda: posts(shared_discord, "Night wind")[0].thread_id, within=60, what="a thread"
    )
    for who, colour in ((alice, "teal"), (bob, "purple")):
        reply = await finished(await who.slash("stylize", **(pair() | {"content": file(colour=colour)})))
        entered = await answered(await who.press(reply, "Enter challenge"))
        assert "You are in" in entered.text
    await shared_discord.pass_time(3700, step=15)
    await shared_discord.eventually(lambda: posts(shared_discord, "The vote is open"), within=60, what="the vote")
    (vote,) = posts(shared_discord, "The vote is open")
    gallery = await answered(await maud.press(vote, "Browse and vote"))
    menus = [one for one in walk(gallery.components) if one["type"] == 3]
    (favourites,) = [one for one in menus if one["custom_id"].startswith("chm:choose")]
    await maud.choose(gallery, favourites["options"][0]["value"], menu=favourites["custom_id"])
    await until(lambda: "Your favourites" in gallery.text, what="the choice")
    await shared_discord.pass_time(3700, step=15)
    await shared_discord.eventually(lambda: posts(shared_discord, "🏆 Night wind"), within=60, what="the result")
    (result,) = posts(shared_discord, "🏆 Night wind")
    assert len(result.attachments) == 1


async def test_a_long_list_of_challenges_is_cut_to_what_a_message_holds(shared_discord: DiscordServer) -> None:
    maud = shared_discord.person("Maud")
    for number in range(15):
        await published(shared_discord, maud, f"{number:02} " + "*_~|`*_" * 11, mark=f"{number:02} ", entries="1 hour")
    listed = await answered(await maud.slash("challenge list"))
    assert "14 " in listed.text
    assert len(listed.text) <= 4000
