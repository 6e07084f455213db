"""Unknown counts as unsafe: channels about which Discord does not send everything."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.shared.age_limits import age_restricted, only_adults_see
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, picture, reply, told_privately

SAFE = discord.NSFWLevel.safe


def channel(kind: Any = discord.TextChannel, *, nsfw: bool = False, level: discord.NSFWLevel = SAFE) -> Any:
    made = kind.__new__(kind)
    made.guild, made.nsfw = SimpleNamespace(nsfw_level=level), nsfw
    return made


def thread(parent: Any) -> Any:
    made: Any = discord.Thread.__new__(discord.Thread)
    made.guild, made.parent_id = SimpleNamespace(nsfw_level=SAFE, get_channel=lambda _: parent), 1
    return made


KINDS = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.ForumChannel)


@pytest.mark.parametrize("kind", KINDS)
def test_a_channel_is_as_discord_says(kind: type[discord.abc.GuildChannel]) -> None:
    assert not age_restricted(channel(kind))
    assert not only_adults_see(channel(kind))
    assert age_restricted(channel(kind, nsfw=True))
    assert only_adults_see(channel(kind, nsfw=True))


@pytest.mark.parametrize("level", [discord.NSFWLevel.explicit, discord.NSFWLevel.age_restricted])
def test_a_server_may_be_for_adults_as_a_whole(level: discord.NSFWLevel) -> None:
    assert age_restricted(channel(level=level))
    assert only_adults_see(thread(channel(discord.ForumChannel, level=level)))


def test_a_thread_is_as_its_channel() -> None:
    assert not age_restricted(thread(channel()))
    assert only_adults_see(thread(channel(discord.ForumChannel, nsfw=True)))


def test_a_direct_message_is_not_unknown() -> None:
    assert not age_restricted(discord.DMChannel.__new__(discord.DMChannel))


@pytest.mark.parametrize(
    "unknown",
    [
        None,
        thread(None),
        discord.GroupChannel.__new__(discord.GroupChannel),
        discord.PartialMessageable.__new__(discord.PartialMessageable),
        discord.Object(1),
        SimpleNamespace(is_nsfw=lambda: False),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_is_unknown_is_kept_from_children_and_shows_nothing_to_them(unknown: object) -> None:
    assert age_restricted(unknown), "what comes from there may be for adults"
    assert not only_adults_see(unknown), "and what is for adults is not shown there"


async def test_a_picture_from_a_thread_of_an_unknown_server_is_shown_to_everyone_nowhere_else(
    world: World, interactions: Callable[..., None]
) -> None:
    """A person has installed the bot for themselves and uses it in a server that it is not in."""
    metadata = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
    data = {"id": str(world.channel.id), "type": 11, "parent_id": "5", "owner_id": "6", "name": "thread", "flags": 0}
    counts = {"message_count": 1, "member_count": 1, "rate_limit_per_user": 0, "thread_metadata": metadata}
    owners = {"1": str(world.alice.id)}
    interactions(guild_id="999", channel=data | counts, authorizing_integration_owners=owners, context=0)
    await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    assert (job.reply_target.guild_id, job.reply_target.age_restricted) == (999, True)


async def test_a_picture_from_a_conversation_among_people_is_for_adults_too(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(context=2)
    await world.begin()
    files = {"content": ("a.png", picture()), "style": ("b.png", picture("red"))}
    await world.finished(await world.alice.user.slash("stylize", **files))
    (job,) = await world.app.store.recently_done(1)
    assert job.reply_target.age_restricted
    refused = await world.alice.slash(world.channel, "show", id=job.id, here=True)
    assert told_privately(refused).startswith("That picture was painted where only adults see it.")


async def test_a_picture_from_a_direct_message_is_for_everyone(world: World) -> None:
    await world.begin()
    files = {"content": ("a.png", picture()), "style": ("b.png", picture("red"))}
    await world.finished(await world.alice.user.slash("stylize", **files))
    (job,) = await world.app.store.recently_done(1)
    assert not job.reply_target.age_restricted


async def test_what_a_challenge_for_adults_shows_is_seen_among_adults_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.TextChannel, "is_nsfw", lambda self: self.name == "adults")
    adults, desk = world.guild.create_text_channel("adults"), world.guild.create_text_channel("desk")
    challenge_world = ChallengeWorld(world)
    challenge = await challenge_world.hold(channel=adults)
    assert challenge.rules.adults
    for command in ("challenge show", "challenge manage review"):
        asked = await world.moderator.slash(world.channel, command)
        assert told_privately(asked).startswith("Those pictures are for adults.")
        assert not told_privately(await world.moderator.slash(adults, command)).startswith("Those pictures")
    reviewed = await challenge_world.hold(title="Seen by others first", channel=adults, review=desk)
    assert not reviewed.rules.adults, "the moderators' channel is not only for adults"


async def test_a_style_is_saved_from_a_picture_only_by_who_can_see_it(world: World) -> None:
    shut, open_ = discord.PermissionOverwrite(view_channel=False), discord.PermissionOverwrite(view_channel=True)
    overwrites: Any = {world.guild.default_role: shut, world.guild.roles["TestBot"]: open_}
    closed = world.guild.create_text_channel("closed", overwrites=overwrites)
    boss = world.guild.create_role("boss", permissions=discord.Permissions.all())
    ben = world.guild.add_member(world.env.create_user("ben"), roles=[boss])
    await world.finished(await world.stylize(ben, where=closed))
    (job,) = await world.app.store.recently_done(1)
    refused = await world.alice.slash(world.channel, "style save", name="mine", picture=job.id)
    assert told_privately(refused).startswith("That picture was painted for someone else.")
    for who in (ben, world.guild.add_member(world.env.create_user("bea"), roles=[boss])):
        saved = await who.slash(world.channel, "style save", name="mine", picture=job.id)
        assert reply(saved).attachments
