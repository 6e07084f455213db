"""Entering a challenge, and withdrawing from it."""

import pytest

from tests.cogs.challenges.challenge_world import ENTER, ChallengeWorld
from tests.cogs.world import World, buttons, picture, reply, text, told_privately


async def test_there_is_nothing_to_enter_while_no_challenge_is_open(
    world: World, challenge_world: ChallengeWorld
) -> None:
    assert ENTER not in buttons(await challenge_world.paint())
    await challenge_world.hold(starts="tomorrow 9:00")
    assert ENTER not in buttons(await challenge_world.paint())
    await challenge_world.forward(days=2)
    await challenge_world.post("is open")
    assert ENTER in buttons(await challenge_world.paint())


async def test_only_who_painted_a_picture_enters_it(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold()
    pressed = await world.bob.click(await challenge_world.paint(world.alice), label=ENTER)
    assert told_privately(pressed).startswith("That picture was painted for someone else.")


async def test_pressing_twice_enters_once(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold()
    message = await challenge_world.paint()
    for _ in range(2):
        assert "You are in: **#1**" in text((await world.alice.click(message, label=ENTER)).response)
    assert len(await challenge_world.service.store.entries(challenge.id)) == 1


async def test_a_second_picture_replaces_the_first_if_its_owner_says_so(
    world: World, challenge_world: ChallengeWorld
) -> None:
    challenge = await challenge_world.hold()
    await challenge_world.enter(colour="teal")
    asked = await challenge_world.enter(colour="pink")
    assert "Which one should this picture replace?" in text(asked.response)
    (old,) = await challenge_world.service.store.entries(challenge.id)
    done = await world.alice.select(reply(asked), [old.id])
    assert "You are in: **#1**" in text(done.response)
    (new,) = await challenge_world.service.store.entries(challenge.id)
    assert new.picture != old.picture


async def test_who_wants_out_withdraws(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold()
    entered = await challenge_world.enter()
    await challenge_world.post("One picture so far")
    mine = await world.alice.click(reply(entered), label="My entries")
    assert "**#1** – takes part" in text(mine.response)
    gone = await world.alice.click(reply(mine), label="Withdraw #1")
    assert "#1 is withdrawn" in text(gone.response)
    assert await challenge_world.service.store.entries(challenge.id) == []
    board = await challenge_world.post("Nobody has entered yet")
    again = await world.bob.click(board, label="My entries")
    assert "You have nothing in **Night wind** yet" in text(again.response)


async def test_the_menu_of_a_message_and_the_command_do_the_same(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold(each=3)
    message = await challenge_world.paint(colour="teal")
    assert "**#1**" in text((await world.alice.context_menu(world.channel, ENTER, message)).response)
    await challenge_world.paint(colour="pink")
    offered = await world.alice.autocomplete(world.channel, "challenge submit", "picture", "")
    assert len(offered) == 2
    done = await world.alice.slash(world.channel, "challenge submit", picture=offered[0]["value"])
    assert "**#2**" in text(done.response)
    replaceable = await world.alice.autocomplete(
        world.channel, "challenge submit", "replace", "", picture=offered[0]["value"]
    )
    assert [choice["name"] for choice in replaceable] == ["#1 Night wind", "#2 Night wind"]
    plain = await world.bob.send(world.channel, "hello")
    asked = await world.alice.context_menu(world.channel, ENTER, plain)
    assert told_privately(asked).startswith("There is no picture of mine in that message.")
    asked = await world.alice.slash(world.channel, "challenge submit", picture="0123456789")
    assert told_privately(asked).startswith("There is no finished picture under that id.")


async def test_where_two_challenges_are_open_one_is_asked_which(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold(title="Night wind")
    await challenge_world.hold(title="Day break")
    asked = await challenge_world.enter()
    assert "Which challenge is it for?" in text(asked.response)
    second = next(one for one in await challenge_world.boarded() if one.title == "Day break")
    done = await world.alice.select(reply(asked), [second.id])
    assert "in **Day break**" in text(done.response)


@pytest.mark.parametrize("kind", ["style", "photo"])
async def test_paint_for_it_takes_what_everyone_uses(world: World, challenge_world: ChallengeWorld, kind: str) -> None:
    challenge = await challenge_world.hold(kind=kind, picture=("given.png", picture("gold", (60, 40))))
    board = await challenge_world.post("Open for entries")
    assert board.attachments[0].filename == f"{kind}-{challenge.id}.png"
    form = await world.bob.click(board, label="Paint for it")
    field = "photo" if kind == "style" else "style"
    asked = await world.bob.submit_modal(form, {field: ("mine.png", picture("navy"))})
    done = await world.bob.click(await world.finished(asked), label=ENTER)
    assert "You are in" in text(done.response)
    other = await challenge_world.enter(world.alice)
    assert f"is for pictures with its own {kind}" in told_privately(other)


async def test_paint_for_it_offers_saved_styles(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold(kind="photo", picture=("given.png", picture("gold", (60, 40))))
    board = await challenge_world.post("Open for entries")
    form = await world.bob.click(board, label="Paint for it")
    assert told_privately(await world.fill_in(world.bob, form)).startswith("There is no style yet.")
    form = await world.bob.click(board, label="Paint for it")
    asked = await world.fill_in(world.bob, form, saved="house:night-wind")
    assert "in **Oil" in text(await world.finished(asked))
    form = await world.bob.click(board, label="Paint for it")
    both = await world.fill_in(world.bob, form, saved="house:night-wind", style=("mine.png", picture("navy")))
    assert told_privately(both).startswith("You chose a style by its name and added a picture as well.")


async def test_deleting_a_picture_takes_it_out_of_the_challenge(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold()
    message = await challenge_world.paint()
    await world.alice.click(message, label=ENTER)
    await world.delete(world.alice, message)
    assert await challenge_world.service.store.entries(challenge.id) == []
    assert not list((world.app.services.settings.data_dir / "challenges").glob("??/*"))


async def test_privacy_delete_leaves_no_trace_of_an_entry(world: World, challenge_world: ChallengeWorld) -> None:
    challenge = await challenge_world.hold()
    await challenge_world.enter(world.alice)
    await challenge_world.enter(world.bob, "pink")
    await challenge_world.forward(days=3)
    vote = await challenge_world.post("The vote is open")
    looked = await world.moderator.click(vote, label="Browse and vote")
    first, second = await challenge_world.service.store.entries(challenge.id)
    await world.moderator.select(reply(looked), [first.id], custom_id=f"chm:choose:{challenge.id}:0")
    await challenge_world.forward(days=2)
    await challenge_world.post("🏆", f"<@{world.alice.id}>")
    await world.app.services.personal_data.forget(world.alice.id)
    result = await challenge_world.post("🏆", "Nobody voted")
    assert str(world.alice.id) not in text(result)
    assert result.attachments == []
    assert [entry.id for entry in await challenge_world.service.store.entries(challenge.id)] == [second.id]
    mine = await world.alice.slash(world.channel, "challenge me")
    assert "You have not entered a challenge here." in text(mine.response)


@pytest.mark.parametrize("anonymous", [True, False])
async def test_paint_for_it_tells_nobody_whose_picture_it_is_while_names_are_hidden(
    world: World, challenge_world: ChallengeWorld, anonymous: bool
) -> None:
    await challenge_world.hold(anonymous=anonymous)
    form = await world.bob.click(await challenge_world.post("Open for entries"), label="Paint for it")
    asked = await world.bob.submit_modal(form, {"photo": ("a.png", picture()), "style": ("b.png", picture("gold"))})
    assert (await world.finished(asked)).ephemeral is anonymous
    again = await world.bob.click(reply(asked), label="Again")
    assert (await world.finished(again)).ephemeral is anonymous
    entered = await world.bob.click(reply(again), label=ENTER)
    assert "You are in" in text(entered.response)
    assert "others could see" not in text(entered.response)


async def test_who_enters_a_public_picture_is_told_that_it_has_a_name_on_it(
    world: World, challenge_world: ChallengeWorld
) -> None:
    await challenge_world.hold()
    assert "others could see you paint this picture" in text((await challenge_world.enter()).response)


@pytest.mark.settings(instant=True)
@pytest.mark.parametrize("instant", [True, False])
async def test_a_challenge_can_refuse_instant_pictures(
    world: World, challenge_world: ChallengeWorld, instant: bool
) -> None:
    await challenge_world.hold(instant=instant)
    board = await challenge_world.post("Open for entries")
    assert ("no instant pictures" in text(board)) is not instant
    asked = await world.fill_in(
        world.bob, await world.bob.click(board, label="Paint for it"), photo=("mine.png", picture()), saved="house:neon"
    )
    assert ("instant" in text(await world.finished(asked))) is instant
    quick = await challenge_world.paint(style=None, saved="comic")
    pressed = await world.alice.click(quick, label=ENTER)
    if instant:
        assert "You are in: **#1**" in text(pressed.response)
        return
    assert told_privately(pressed).startswith("“Night wind” takes no instant pictures. Press *Paint it properly*")
    proper = await world.finished(await world.alice.click(quick, label="Paint it properly"))
    assert "You are in: **#1**" in text((await world.alice.click(proper, label=ENTER)).response)
