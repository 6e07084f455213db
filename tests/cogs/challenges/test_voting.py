"""Browsing and voting."""

import pytest

from bot.challenges.challenge import Entry
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, buttons, parts, reply, text


def _number(entry: Entry) -> int:
    return entry.number


async def test_nobody_votes_for_themselves(world: World, challenge_world: ChallengeWorld) -> None:
    _, entries, post = await challenge_world.vote_begun()
    gallery = await world.alice.click(post, label="Browse and vote")
    assert "You have 3 votes. Choose below" in text(gallery.response), "as many as the rules say"
    assert "There is one picture that you can vote for." in text(gallery.response)
    assert "**#1** is yours. Nobody can vote for their own picture." in text(gallery.response)
    menus = [part for part in parts(reply(gallery)) if part["type"] == 3]
    offered = {menu["custom_id"].split(":")[1]: [one["label"] for one in menu["options"]] for menu in menus}
    assert offered["choose"] == ["#2"]
    assert sorted(offered["open"]) == ["#1", "#2"]
    looked = await challenge_world.open(world.alice, gallery, entries[world.alice.id])
    assert "Vote for #1" not in buttons(looked.response)
    assert "This picture is yours. Nobody can vote for their own picture." in text(looked.response)


async def test_with_nothing_but_ones_own_picture_there_is_nothing_to_vote_for(
    world: World, challenge_world: ChallengeWorld
) -> None:
    await challenge_world.hold()
    await challenge_world.enter(world.alice)
    await challenge_world.forward(days=3)
    post = await challenge_world.post("The vote is open", "One picture.")
    gallery = await world.alice.click(post, label="Browse and vote")
    assert "Nobody can vote for their own picture, and there is nothing else" in text(gallery.response)
    assert "Choose below" not in text(gallery.response)
    assert "chm:choose" not in str(list(parts(reply(gallery))))


async def test_a_page_with_nothing_but_ones_own_picture_leads_to_the_others(
    world: World, challenge_world: ChallengeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.challenges.boards.shuffled", lambda entries, _seed: sorted(entries, key=_number))
    await challenge_world.hold(each=10)
    for n in range(13):
        await challenge_world.enter(world.alice if n >= 10 else world.bob, f"#{n * 15:02x}40{n * 9:02x}")
    await challenge_world.forward(days=3)
    post = await challenge_world.post("The vote is open", "12 of 13 pictures")
    gallery = await world.alice.click(post, label="Browse and vote")
    assert "You have 3 votes. Choose below" in text(gallery.response)
    turned = await world.alice.click(reply(gallery), label="▶")
    assert "Those of others are on the other pages" in text(turned.response)
    assert "chm:choose" not in str(list(parts(reply(turned))))


async def test_a_picture_in_full_size_is_voted_for_and_not(world: World, challenge_world: ChallengeWorld) -> None:
    challenge, entries, post = await challenge_world.vote_begun()
    gallery = await world.moderator.click(post, label="Browse and vote")
    looked = await challenge_world.open(world.moderator, gallery, entries[world.bob.id])
    assert f"<@{world.bob.id}>" not in text(looked.response), "names are hidden until the end"
    assert buttons(looked.response) == ["◀", "▶", "All pictures", "Vote for #2", "Report"]
    for _ in range(2):
        press = world.press_later(world.moderator, reply(looked), "Vote for #2")
        await press()
        assert "Take my vote back" in buttons(looked.response)
        assert await challenge_world.service.store.votes(challenge.id) == [
            (world.moderator.id, entries[world.bob.id].id)
        ]
        taken_back = await world.moderator.click(reply(looked), label="Take my vote back")
        assert "Vote for #2" in buttons(taken_back.response)
        assert await challenge_world.service.store.votes(challenge.id) == []
    following = await world.moderator.click(reply(looked), label="▶")
    assert "**#1** in **Night wind**" in text(following.response)
    back = await world.moderator.click(reply(looked), label="All pictures")
    assert "page 1 of 1" in text(back.response)


async def test_too_many_favourites_are_refused_and_nothing_changes(
    world: World, challenge_world: ChallengeWorld
) -> None:
    challenge, entries, post = await challenge_world.vote_begun(favourites=1)
    await challenge_world.vote(world.moderator, post, entries[world.alice.id])
    gallery = await world.moderator.click(post, label="Browse and vote")
    looked = await challenge_world.open(world.moderator, gallery, entries[world.bob.id])
    refused = await world.moderator.click(reply(looked), label="Vote for #2")
    assert "You may have one favourite; yours: #1." in refused.followups[0].content
    assert await challenge_world.service.store.votes(challenge.id) == [(world.moderator.id, entries[world.alice.id].id)]
    # In the menu of the page the new choice replaces the old one.
    await challenge_world.vote(world.moderator, post, entries[world.bob.id])
    assert await challenge_world.service.store.votes(challenge.id) == [(world.moderator.id, entries[world.bob.id].id)]


async def test_new_accounts_wait_for_the_next_time(world: World, challenge_world: ChallengeWorld) -> None:
    challenge, entries, post = await challenge_world.vote_begun(account_days=365)
    refused = await challenge_world.vote(world.moderator, post, entries[world.bob.id])
    assert "at least 365 days old" in refused.followups[0].content
    assert await challenge_world.service.store.votes(challenge.id) == []


async def test_people_see_the_pictures_in_an_order_of_their_own(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold(each=10)
    for n in range(14):
        await challenge_world.enter(world.alice if n % 2 else world.bob, f"#{n * 15:02x}40{n * 9:02x}")
    board = await challenge_world.post("12 of 14 pictures")
    orders = []
    for who in (world.alice, world.bob):
        gallery = await who.click(board, label="Browse")
        assert "page 1 of 2" in text(gallery.response)
        first = next(part for part in parts(reply(gallery)) if part["type"] == 3)["options"]
        turned = await who.click(reply(gallery), label="▶")
        assert "page 2 of 2" in text(turned.response)
        second = next(part for part in parts(reply(turned)) if part["type"] == 3)["options"]
        orders.append([one["label"] for one in first + second])
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(f"#{n}" for n in range(1, 15))
