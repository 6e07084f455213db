"""A whole challenge, from its preview to its result."""

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, alt_texts, buttons, reply, shown_picture, text


async def test_a_challenge_from_preview_to_podium(world: World, challenge_world: ChallengeWorld) -> None:
    drafted = await challenge_world.preview(theme="stars over water", entries="3 days", votes="2 days")
    shown = reply(drafted)
    assert shown.ephemeral
    assert "Night wind" in text(shown)
    assert "Opens when you publish it" in text(shown)
    assert buttons(shown) == ["Publish", "Edit the words", "Discard"]
    published = await world.moderator.click(shown, label="Publish")
    assert "Published!" in text(published.response)

    board = await challenge_world.post("Night wind", "Open for entries")
    assert buttons(board) == ["Paint for it", "My entries", "Browse"]

    entered = await challenge_world.enter(world.alice, "teal")
    assert "You are in: **#1**" in text(entered.response)
    assert reply(entered).ephemeral
    await challenge_world.enter(world.bob, "purple")
    challenge = (await challenge_world.boarded())[0]

    await challenge_world.forward(days=3)
    vote = await challenge_world.post("The vote is open", "2 pictures.")
    assert alt_texts(vote)[0].startswith("Contact sheet")
    gallery = await world.moderator.click(vote, label="Browse and vote")
    assert "You have 3 votes. Choose below" in text(gallery.response)
    entries = {entry.owner_id: entry for entry in await challenge_world.service.store.entries(challenge.id)}
    chosen = await world.moderator.select(
        reply(gallery), [entries[world.bob.id].id], custom_id=f"chm:choose:{challenge.id}:0"
    )
    assert "Your favourites: **#2** (1 of 3)" in text(chosen.response)

    await challenge_world.forward(days=2)
    result = await challenge_world.post("🏆 Night wind", f"🥇 **#2** by <@{world.bob.id}> – 1 vote", "One person voted")
    assert alt_texts(result) == ["The podium of Night wind: bob"]
    assert (await shown_picture(result)).width == 1500

    browse = await world.alice.click(result, label="Browse")
    looked = await world.alice.select(reply(browse), [entries[world.bob.id].id], custom_id=f"chm:open:{challenge.id}:0")
    assert f"by <@{world.bob.id}>" in text(looked.response)
    made = await world.alice.click(reply(looked), label="How was this made?")
    assert "strength 50" in text(made.response)

    mine = await world.bob.slash(world.channel, "challenge me")
    assert "Rank 1: 5 points, 1 win, 1 vote in all" in text(mine.response)
    leaders = await world.alice.slash(world.channel, "challenge leaderboard")
    assert f"**1.** <@{world.bob.id}> – 5 points" in text(leaders.response)
