"""Challenges run by themselves: restarts, errors of Discord, threads, events, roles."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from discord.http import Route

from bot.challenges.challenge import Person
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.killing import Victim, killed
from tests.cogs.world import POST, World, buttons, text
from tests.polling import until


async def days_pass(victim: Victim, days: int) -> None:
    """Let days pass. The bot is killed before it notices."""
    victim.clock.forward(days=days)


async def test_a_restart_at_every_boundary_posts_everything_once(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold()
    await challenge_world.enter(world.alice)
    await killed(world, days_pass, 3)
    vote = await challenge_world.post("The vote is open")
    (entry,) = await challenge_world.service.store.entries(challenge.id)
    await challenge_world.vote(world.bob, vote, entry)
    await killed(world, days_pass, 2)
    await challenge_world.post("🏆 Night wind")
    await world.restart()
    await until(
        lambda: len(challenge_world.posts("The challenge goes on")) == 2, what="the old posts to say that it is over"
    )
    await challenge_world.quiet()
    assert len(challenge_world.posts("🏆 Night wind", "🥇")) == 1
    assert len(challenge_world.posts("## ")) == 3


@pytest.mark.parametrize("status", [500, 503, 403])
async def test_faults_at_announcing_and_closing_lose_nothing(
    world: World, challenge_world: ChallengeWorld, status: int
) -> None:
    await challenge_world.preview()
    (draft,) = await challenge_world.service.store.of_host(world.moderator.id)
    world.env.inject_error("POST", POST.format(channel="*"), status=status, times=2)
    await challenge_world.service.moderation.publish(draft.id, _moderator(world))
    for _ in range(4):
        await challenge_world.quiet()
        await challenge_world.forward(minutes=1)
    await challenge_world.post("Open for entries")
    await challenge_world.enter(world.alice)
    await challenge_world.forward(days=3)
    vote = await challenge_world.post("The vote is open")
    await challenge_world.vote(world.bob, vote, *await challenge_world.service.store.entries(draft.id))
    world.env.inject_error("POST", POST.format(channel="*"), status=status, times=2)
    await challenge_world.forward(days=2)
    for _ in range(4):
        await challenge_world.quiet()
        await challenge_world.forward(minutes=1)
    await challenge_world.post("🏆 Night wind", f"🥇 **#1** by <@{world.alice.id}>")
    await challenge_world.quiet()
    assert len(challenge_world.posts("🏆 Night wind", "🥇")) == 1


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_a_post_whose_answer_was_lost_is_not_posted_twice(
    world: World, challenge_world: ChallengeWorld, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Discord has the message, but the bot never gets the answer."""
    await challenge_world.preview()
    (draft,) = await challenge_world.service.store.of_host(world.moderator.id)
    real = world.app.client.http.request
    lost: list[Any] = []

    async def lossy(route: Route, **about: Any) -> Any:
        answer = await real(route, **about)
        if not lost and route.method == method and "/messages" in route.path:
            lost.append(answer["id"])
            raise TimeoutError
        return answer

    monkeypatch.setattr(world.app.client.http, "request", lossy)
    await challenge_world.service.moderation.publish(draft.id, _moderator(world))
    await until(lambda: lost, what="the first attempt")
    await challenge_world.forward(minutes=1)
    (challenge,) = await challenge_world.boarded()
    assert challenge.board_message_id == int(lost[0])
    assert len(challenge_world.posts("Open for entries")) == 1


async def test_a_post_that_was_begun_is_filled_in_and_not_posted_again(
    world: World, challenge_world: ChallengeWorld
) -> None:
    """The bot may not read the history, and the process that started the post is gone."""
    await challenge_world.preview()
    (draft,) = await challenge_world.service.store.of_host(world.moderator.id)
    world.env.inject_error("PATCH", POST.format(channel="*") + "/*", status=503, times=None)
    await challenge_world.service.moderation.publish(draft.id, _moderator(world))
    (line,) = await until(
        lambda: [post for post in challenge_world.posts("Night wind") if buttons(post) == ["Details"]],
        what="the line that becomes the board",
    )
    await world.app.services.challenge_scheduler.close()
    world.env.backend.faults.clear()
    world.env.inject_error("GET", POST.format(channel="*"), status=403, code=50001, times=None)
    await world.restart()
    await challenge_world.forward(minutes=1)
    board = await challenge_world.post("Open for entries")
    assert board.id == line.id
    assert len(challenge_world.posts("Open for entries")) == 1


async def test_a_thread_and_an_event_are_made_for_it(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold(thread=True, event=True, starts="tomorrow 9:00")
    guild = world.app.client.get_guild(world.guild.id)
    assert guild is not None
    events = world.env.backend.get_guild(world.guild.id).scheduled_events
    await until(lambda: guild.threads and events, what="thread and event")
    (thread,), (event,) = guild.threads, events.values()
    assert (thread.name, event.name) == ("Night wind", "Night wind")
    assert event.scheduled_end_time == challenge.ends_at.isoformat()
    await challenge_world.forward(days=2)
    await challenge_world.post("is open", channel_id=thread.id)
    done = await world.moderator.slash(world.channel, "challenge manage extend", until="1 day")
    assert "goes on until" in text(done.response)
    later = (challenge.ends_at + timedelta(days=1)).isoformat()
    await until(lambda: event.scheduled_end_time == later, what="the event to move")
    done = await world.moderator.slash(world.channel, "challenge manage cancel", reason="rain")
    assert "is cancelled" in text(done.response)
    await challenge_world.post("was cancelled: rain", channel_id=thread.id)
    await challenge_world.post("This challenge was cancelled: rain")
    await until(lambda: not events, what="the event to go")


async def test_the_winner_gets_the_role_for_as_long_as_it_lasts(world: World, challenge_world: ChallengeWorld) -> None:
    role = world.guild.create_role("champion")
    winner = world.env.backend.get_guild(world.guild.id).members[world.alice.id]
    _, entries, vote = await challenge_world.vote_begun(winner_role=role, winner_days=7)
    await challenge_world.vote(world.bob, vote, entries[world.alice.id])
    await challenge_world.forward(days=2)
    await challenge_world.post("🏆", f"<@{world.alice.id}> gets the role <@&{role.id}> until")
    await until(lambda: role.id in winner.role_ids, what="the role")
    await challenge_world.forward(days=8)
    await until(lambda: role.id not in winner.role_ids, what="the end of the role")


async def test_a_board_says_what_is_true_now(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold()
    board = await challenge_world.post("Nobody has entered yet")
    assert buttons(board) == ["Paint for it", "My entries", "Browse"]
    await challenge_world.enter(world.alice)
    again = await challenge_world.post("One picture so far")
    assert again.id == board.id
    assert [one.filename for one in again.attachments] == ["gallery.jpg"]


def _moderator(world: World) -> Person:
    return Person(world.moderator.id, "maud", datetime(2020, 1, 1, tzinfo=UTC), None, moderates=world.guild.id)
