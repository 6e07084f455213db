"""Who may do what: every role against every action."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.jobs.job import State
from tests.cogs.people.test_admin import make_owner
from tests.cogs.world import Message, World, reply, text
from tests.polling import until

PEOPLE = ("member", "moderator", "manager", "owner", "banned", "opted out")
EVERYONE = frozenset(PEOPLE)
WELCOME = EVERYONE - {"banned"}

Act = Callable[[World, MemberActor], Awaitable[InteractionResult]]


async def person(world: World, kind: str) -> MemberActor:
    permissions = {
        "moderator": discord.Permissions(manage_messages=True),
        "manager": discord.Permissions(manage_guild=True),
    }
    roles = [world.guild.create_role(kind, permissions=permissions[kind])] if kind in permissions else []
    who = world.guild.add_member(world.env.create_user("pat"), roles=roles)
    match kind:
        case "owner":
            make_owner(world, who)
        case "banned":
            await world.app.services.people.ban(who.id)
        case "opted out":
            await world.app.services.people.set_consent(who.id, allowed=False)
    return who


async def finished(world: World) -> Message:
    """A finished picture that belongs to Alice."""
    return await world.finished(await world.stylize())


async def painting(world: World) -> Message:
    """A picture that is being painted for Alice."""
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    return reply(asked)


async def stylizes(world: World, who: MemberActor) -> InteractionResult:
    return await world.stylize(who)


async def repeats(world: World, who: MemberActor) -> InteractionResult:
    return await who.click(await finished(world), label="Again")


async def repeats_what_its_subject_forbids(world: World, who: MemberActor) -> InteractionResult:
    message = await finished(world)
    await world.app.services.people.set_consent(world.alice.id, allowed=False)
    return await who.click(message, label="Again")


async def cancels(world: World, who: MemberActor) -> InteractionResult:
    return await who.click(await painting(world), label="Cancel")


async def deletes(world: World, who: MemberActor) -> InteractionResult:
    return await world.delete(who, await finished(world))


async def shows_another_persons(world: World, who: MemberActor) -> InteractionResult:
    await finished(world)
    (job,) = await world.eventually(lambda jobs: [job for job in jobs if job.state is State.DONE])
    return await who.slash(world.channel, "show", id=job.id)


async def says_no(world: World, who: MemberActor) -> InteractionResult:
    asked = await who.slash(world.channel, "consent")
    custom_id = "consent:allow" if "Only you may" in text(asked.response) else "consent:deny"
    return await who.click(reply(asked), custom_id=custom_id)


async def exports(world: World, who: MemberActor) -> InteractionResult:
    return await who.click(reply(await who.slash(world.channel, "privacy")), label="Send me everything")


async def erases(world: World, who: MemberActor) -> InteractionResult:
    asked = await who.slash(world.channel, "privacy")
    await who.click(reply(asked), label="Delete everything…")
    return await who.click(reply(asked), label="Yes, delete everything")


async def opens_settings(world: World, who: MemberActor) -> InteractionResult:
    return await who.slash(world.channel, "settings")


async def resets_settings(world: World, who: MemberActor) -> InteractionResult:
    """Use a panel that another person opened, as if Discord allowed that."""
    role = world.guild.create_role("chief", permissions=discord.Permissions(manage_guild=True))
    mona = world.guild.add_member(world.env.create_user("mona"), roles=[role])
    panel = reply(await mona.slash(world.channel, "settings"))
    world.env.backend.get_message(panel.channel_id, panel.id).flags &= ~64
    await mona.click(panel, label="Reset all…")
    return await who.click(panel, label="Yes, reset")


def administrates(command: str, **options: Any) -> Act:
    async def act(world: World, who: MemberActor) -> InteractionResult:
        return await who.slash(world.channel, f"admin {command}", **options)

    act.__name__ = f"admin_{command}"
    return act


MAY: dict[Act, frozenset[str]] = {
    stylizes: WELCOME,
    repeats: WELCOME,
    repeats_what_its_subject_forbids: frozenset(),
    cancels: frozenset({"moderator"}),
    deletes: frozenset({"moderator"}),
    shows_another_persons: frozenset(),
    says_no: EVERYONE,
    exports: EVERYONE,
    erases: EVERYONE,
    opens_settings: frozenset({"manager"}),
    resets_settings: frozenset({"manager"}),
    administrates("queue"): frozenset({"owner"}),
    administrates("pause"): frozenset({"owner"}),
    administrates("resume"): frozenset({"owner"}),
    administrates("drain"): frozenset({"owner"}),
    administrates("announce", minutes=0): frozenset({"owner"}),
    administrates("ban", server="1"): frozenset({"owner"}),
    administrates("unban", banned="1"): frozenset({"owner"}),
    administrates("stats"): frozenset({"owner"}),
}
REFUSALS = (
    "blocked your account",
    "only they have their pictures painted",
    "can cancel it",
    "can delete it",
    "for someone else",
    "Manage Server",
    "Only the owner of this bot",
)


@pytest.mark.parametrize("kind", PEOPLE)
@pytest.mark.parametrize("act", MAY, ids=lambda act: act.__name__)
async def test_who_may_do_what(world: World, act: Act, kind: str) -> None:
    await world.begin()
    await world.app.services.people.ban(1)
    who = await person(world, kind)
    for command in await world.app.client.tree.fetch_commands():  # as an administrator could allow them
        world.guild.set_command_permissions(command, {who: True})
    done = await act(world, who)
    answers = [text(message) for message in (done.response, *done.followups) if message and message.ephemeral]
    refused = any(refusal in answer for answer in answers for refusal in REFUSALS)
    assert refused != (kind in MAY[act]), answers
    assert done.acknowledged
    world.painter.release()
