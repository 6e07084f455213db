"""The owner's /admin commands."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.jobs.job import State
from cogs.people.admin import is_owner
from tests.bot.clocks import FakeClock
from tests.cogs.world import World, reply, text, told_privately
from tests.polling import until


@pytest.fixture
def olga(world: World) -> MemberActor:
    """The owner, who is also an administrator of the server."""
    role = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    make_owner(world, olga)
    return olga


def make_owner(world: World, who: MemberActor) -> None:
    client = world.app.client
    settings = client.services.settings.model_copy(update={"owner_ids": str(who.id)})
    client.services = replace(client.services, settings=settings)


async def admin(world: World, who: MemberActor, command: str, **options: Any) -> InteractionResult:
    await world.begin()
    asked = await who.slash(world.channel, f"admin {command}", **options)
    assert reply(asked).ephemeral
    return asked


async def said(world: World, who: MemberActor, command: str, **options: Any) -> str:
    return text((await admin(world, who, command, **options)).response)


async def test_others_are_refused_even_if_discord_shows_them_the_commands(world: World, olga: MemberActor) -> None:
    boss = world.guild.add_member(world.env.create_user("ben"), roles=[world.guild.roles["boss"]])
    for command in ("queue", "pause", "resume", "drain", "stats"):
        asked = await admin(world, boss, command)
        assert told_privately(asked) == "Only the owner of this bot can do that."
    assert world.app.services.job_service.overview().hold is None


async def test_the_owner_that_discord_names_needs_no_setting(world: World) -> None:
    world.app.client.owner_id = world.moderator.id
    role = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    world.env.backend.add_member_role(world.guild.id, world.moderator.id, role.id)
    assert "Open" in await said(world, world.moderator, "queue")


async def test_ordinary_people_do_not_see_the_commands(world: World) -> None:
    command = world.app.client.tree.get_command("admin")
    assert command is not None
    payload = command.to_dict(world.app.client.tree)
    assert payload["default_member_permissions"] == discord.Permissions(administrator=True).value
    assert payload["contexts"] == [0]
    assert payload["integration_types"] == [0]


async def test_the_queue_shows_who_is_served_and_who_waits(world: World, olga: MemberActor) -> None:
    assert "0 of 1 painting · 0 waiting" in await said(world, olga, "queue")
    world.painter.hold()
    first = await world.stylize()
    await until(lambda: "step 1" in text(first.response), what="progress")
    await world.stylize(world.bob)
    shown = await said(world, olga, "queue")
    running, waiting = await world.eventually(lambda jobs: len(jobs) == 2 and jobs)
    assert "1 of 1 painting · 1 waiting" in shown
    assert f"`{running.id}` <@{world.alice.id}> · began <t:" in shown
    assert f"`{waiting.id}` <@{world.bob.id}> · asked <t:" in shown


async def test_a_device_that_does_not_come_back_is_told_to_whoever_waits_and_to_the_owner(
    world: World, olga: MemberActor, stopwatch: FakeClock
) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    stopwatch.forward(3601)
    await until(lambda: "this reference" in text(asked.response), what="the failure")
    assert world.app.exhausted.is_set()
    shown = await said(world, olga, "queue")
    [job] = await world.eventually(lambda jobs: jobs)
    assert "0 of 0 painting · 0 waiting" in shown
    assert f"**cpu** has not come back from `{job.id}`" in shown
    assert job.failure["reference"] in shown
    waiting = await world.stylize(world.bob)
    world.painter.release()
    await world.finished(waiting)
    assert not world.app.exhausted.is_set()
    assert "has not come back" not in await said(world, olga, "queue")


async def test_a_long_queue_is_cut(world: World, olga: MemberActor) -> None:
    world.painter.hold()
    people = [world.guild.add_member(world.env.create_user(f"p{n}")) for n in range(6)]
    for who in people:
        for _ in range(4):
            await world.stylize(who)
    await world.eventually(lambda jobs: sum(job.state is State.RUNNING for job in jobs) == 1)
    shown = await said(world, olga, "queue")
    assert "… and 4 more" in shown
    assert len(shown) < 4000


async def test_a_pause_is_told_to_those_who_wait_and_outlives_a_restart(world: World, olga: MemberActor) -> None:
    world.painter.hold()
    running = await world.stylize()
    await until(lambda: "step 1" in text(running.response), what="progress")
    waiting = await world.stylize(world.bob)
    assert "One picture is still being finished" in await said(world, olga, "pause")
    await until(lambda: "taking a break" in text(waiting.response), what="the pause to be told")
    world.painter.release()
    await world.finished(running)
    late = await world.stylize(world.moderator)
    await until(lambda: "taking a break" in text(late.response), what="the pause to be told")
    await world.restart()
    make_owner(world, olga)
    assert "Paused" in await said(world, olga, "queue")
    assert len(world.painter.painted) == 1
    assert "2 pictures were waiting" in await said(world, olga, "resume")
    await world.finished(waiting)
    await world.finished(late)


async def test_resuming_twice_is_no_harm(world: World, olga: MemberActor) -> None:
    assert "Nobody was waiting" in await said(world, olga, "resume")
    await world.finished(await world.stylize())


async def test_a_drain_finishes_what_runs_and_takes_nothing_new(world: World, olga: MemberActor) -> None:
    world.painter.hold()
    running = await world.stylize()
    await until(lambda: "step 1" in text(running.response), what="progress")
    waiting = await world.stylize(world.bob)
    assert "One picture is still being finished" in await said(world, olga, "drain")
    assert "about to be updated" in told_privately(await world.stylize(world.moderator))
    world.painter.release()
    await world.finished(running)
    assert "Draining · 0 of 1 painting · 1 waiting" in await said(world, olga, "queue")
    await world.restart()  # after the restart everything is normal again
    await world.finished(waiting)
    await world.finished(await world.stylize(world.moderator))


async def test_a_drained_bot_can_be_restarted_or_resumed(world: World, olga: MemberActor) -> None:
    assert "you can restart me now" in await said(world, olga, "drain")
    await said(world, olga, "resume")
    await world.finished(await world.stylize())


def announced(asked: InteractionResult) -> bool:
    return "I restart <t:" in text(asked.response)


async def test_an_announced_restart_stands_under_what_runs_and_waits(world: World, olga: MemberActor) -> None:
    world.painter.hold()
    running = await world.stylize()
    await until(lambda: "step 1" in text(running.response), what="progress")
    waiting = await world.stylize(world.bob)
    assert "2 pictures say so now" in await said(world, olga, "announce", minutes=5)
    for asked in (running, waiting):
        await until(partial(announced, asked), what="the announcement")
    assert "step 1" in text(running.response)
    assert "Taken back" in await said(world, olga, "announce", minutes=0)
    for asked in (running, waiting):
        await until(partial(lambda asked: not announced(asked), asked), what="the announcement to go")


async def test_a_finished_picture_carries_no_announcement(world: World, olga: MemberActor) -> None:
    assert "Nobody waits" in await said(world, olga, "announce", minutes=5)
    assert "restart" not in text(await world.finished(await world.stylize()))


async def test_a_ban_stops_what_is_on_the_way_and_refuses_the_rest(world: World, olga: MemberActor) -> None:
    world.painter.hold()
    running = await world.stylize(world.bob)
    await until(lambda: "step 1" in text(running.response), what="progress")
    told = await said(world, olga, "ban", user=world.bob, reason="spam")
    assert f"<@{world.bob.id}>" in told
    assert "One picture on the way was stopped" in told
    await until(lambda: "Stopped" in text(running.response), what="the cancellation to be shown")
    assert "blocked your account" in told_privately(await world.stylize(world.bob))
    assert "spam" not in told_privately(await world.stylize(world.bob))
    world.painter.release()
    await world.finished(await world.stylize())


async def test_a_ban_can_be_lifted(world: World, olga: MemberActor) -> None:
    await said(world, olga, "ban", user=world.bob)
    assert "welcome again" in await said(world, olga, "unban", banned=str(world.bob.id))
    await world.finished(await world.stylize(world.bob))
    assert "is not banned" in told_privately(await admin(world, olga, "unban", banned=f"<@{world.bob.id}>"))


async def test_a_server_can_be_banned_by_its_id(world: World, olga: MemberActor) -> None:
    assert "Studio" in await said(world, olga, "ban", server=str(world.guild.id))
    assert "in this server" in told_privately(await world.stylize())
    assert "welcome again" in await said(world, olga, "unban", banned=str(world.guild.id))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "either a person or a server"),
        ({"server": "my server"}, "is not the id"),
        ({"server": "9" * 30}, "is not the id"),
    ],
)
async def test_a_ban_must_name_a_person(world: World, olga: MemberActor, options: dict[str, Any], told: str) -> None:
    assert told in told_privately(await admin(world, olga, "ban", **options))


@pytest.mark.parametrize(
    ("role", "owns"),
    [
        (None, True),
        (discord.TeamMemberRole.admin, True),
        (discord.TeamMemberRole.developer, True),
        (discord.TeamMemberRole.read_only, False),
    ],
)
def test_the_owner_is_whom_discord_named_at_the_start(role: discord.TeamMemberRole | None, owns: bool) -> None:
    someone, team = SimpleNamespace(id=5, role=role), None
    if role is not None:
        team = SimpleNamespace(members=[someone])
    application = SimpleNamespace(owner=someone if team is None else SimpleNamespace(id=6), team=team)
    services = SimpleNamespace(settings=SimpleNamespace(owners=frozenset()))
    client = SimpleNamespace(services=services, owner_id=None, owner_ids=None, application=application)
    asked: Any = SimpleNamespace(client=client)
    assert is_owner(asked, cast("Any", someone)) is owns
    assert not is_owner(asked, cast("Any", SimpleNamespace(id=7)))


async def test_an_owner_cannot_be_banned(world: World, olga: MemberActor) -> None:
    assert "cannot ban an owner" in told_privately(await admin(world, olga, "ban", user=olga))


async def test_the_banned_are_offered_for_unban_to_the_owner_only(world: World, olga: MemberActor) -> None:
    await said(world, olga, "ban", user=world.bob, reason="spam")
    offered = await olga.autocomplete(world.channel, "admin unban", "banned", "spa")
    assert [choice["value"] for choice in offered] == [str(world.bob.id)]
    boss = world.guild.add_member(world.env.create_user("ben"), roles=[world.guild.roles["boss"]])
    assert await boss.autocomplete(world.channel, "admin unban", "banned", "") == []


async def test_the_numbers(world: World, olga: MemberActor) -> None:
    empty = await said(world, olga, "stats")
    assert "0 asked for by 0 people, 0 painted" in empty
    assert "encoder none yet" in empty
    await world.finished(await world.stylize())
    await world.finished(await world.stylize(world.bob, recipe="draft"))
    shown = await said(world, olga, "stats")
    assert "2 asked for by 2 people, 2 painted" in shown
    assert "encoder pocket" in shown
    assert "done 2" in shown
    assert "**draft**: 11.8 s on average, of the last 1" in shown
    assert "in one server" in shown
