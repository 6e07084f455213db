"""Hosting and managing challenges: previews, review, permissions, exports."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, buttons, picture, reply, text, told_privately
from tests.polling import until


async def test_the_words_are_edited_in_the_preview(world: World, challenge_world: ChallengeWorld) -> None:
    drafted = await challenge_world.preview(title="Nigth wnd")
    form = await world.moderator.click(reply(drafted), label="Edit the words")
    edited = await world.moderator.submit_modal(
        form, {"title": "Night wind", "theme": "stars", "description": "Paint **anything** that glows."}
    )
    assert "## 🎨 Night wind\n*stars*" in text(edited.response)
    assert "Paint **anything** that glows." in text(edited.response)
    await world.moderator.click(reply(edited), label="Publish")
    board = await challenge_world.post("## 🎨 Night wind", "glows")
    assert "Nigth" not in text(board)


async def test_a_draft_can_be_thrown_away(world: World, challenge_world: ChallengeWorld) -> None:
    drafted = await challenge_world.preview(kind="photo", picture=("photo.png", picture("gold")))
    done = await world.moderator.click(reply(drafted), label="Discard")
    assert text(done.response) == "Discarded. Nobody has seen it."
    assert await challenge_world.service.store.of_host(world.moderator.id) == []
    assert not list((world.app.services.settings.data_dir / "challenges").glob("??/*"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kind": "style"}, "The style that everyone uses is missing."),
        ({"kind": "free", "picture": ("photo.png", picture())}, "A free challenge needs no picture."),
        ({"entries": "03/04"}, "I do not understand when “03/04” is."),
        ({"entries": "2020-01-01"}, "“2020-01-01” is in the past."),
        ({"votes": "3 years ago"}, "I do not understand when “3 years ago” is."),
        ({"entries": "30 weeks"}, "The time for entries must be between a minute and 120 days."),
        ({"timezone": "Middle-earth"}, "I know no time zone “Middle-earth”."),
    ],
)
async def test_what_does_not_make_sense_is_said_before_anybody_sees_it(
    world: World, challenge_world: ChallengeWorld, options: dict[str, Any], said: str
) -> None:
    assert told_privately(await challenge_world.preview(**options)).startswith(said)


async def test_dates_are_of_the_hosts_time_zone_and_it_is_remembered(
    world: World, challenge_world: ChallengeWorld
) -> None:
    zones = await world.moderator.autocomplete(world.channel, "challenge create", "timezone", "tokyo", title="a")
    assert [zone["value"] for zone in zones] == ["Asia/Tokyo"]
    challenge = await challenge_world.hold(entries="tomorrow 18:00", timezone="Asia/Tokyo")
    assert (challenge.closes_at.hour, challenge.closes_at.minute) == (9, 0)
    again = await challenge_world.hold(title="Again", entries="tomorrow 18:00")
    assert (again.closes_at.hour, again.rules.timezone) == (9, "Asia/Tokyo")


async def test_a_saved_style_can_be_what_everyone_uses(world: World, challenge_world: ChallengeWorld) -> None:
    await world.app.services.styles.save(world.moderator.id, None, "dusk", picture("purple"))
    challenge = await challenge_world.hold(kind="style", style="dusk")
    assert await challenge_world.service.pictures.get(challenge.reference or "") == picture("purple")


async def test_a_mistyped_style_becomes_the_one_that_was_meant_and_the_host_is_told(
    world: World, challenge_world: ChallengeWorld
) -> None:
    await world.app.services.styles.save(world.moderator.id, None, "Dusk", picture("purple"))
    drafted = await challenge_world.preview(kind="style", style="dsuk")
    assert "There is no style called “dsuk” here, so this takes **Dusk**." in text(reply(drafted))
    await world.moderator.click(reply(drafted), label="Publish")
    challenge = (await challenge_world.boarded())[0]
    assert await challenge_world.service.pictures.get(challenge.reference or "") == picture("purple")
    unknown = await challenge_world.preview(kind="style", style="qqqqqqqq")
    assert told_privately(unknown).startswith("There is no style called “qqqqqqqq” here.")


async def test_only_moderators_hold_and_manage_challenges(world: World, challenge_world: ChallengeWorld) -> None:
    await world.begin()
    asked = await world.alice.slash(world.channel, "challenge create", title="Mine", kind="free")
    assert told_privately(asked).startswith("Challenges are held and managed by this server's moderators.")
    await challenge_world.hold()
    for command, options in (
        ("review", {}),
        ("extend", {"until": "1 day"}),
        ("close", {}),
        ("disqualify", {"number": 1, "reason": "no"}),
        ("cancel", {}),
        ("export", {"format": "csv"}),
    ):
        asked = await world.alice.slash(world.channel, f"challenge manage {command}", **options)
        assert told_privately(asked).startswith("Challenges are held and managed")
    role = world.guild.create_role("curator")
    carol = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    await world.app.services.guild_settings.update(world.guild.id, challenge_roles=(role.id,))
    drafted = await carol.slash(world.channel, "challenge create", title="Hers", kind="free")
    assert "Publish" in buttons(drafted.response)


async def test_what_the_bot_lacks_is_said_in_the_preview(world: World, challenge_world: ChallengeWorld) -> None:
    channel = world.channel_without(send_messages=False)
    drafted = await challenge_world.preview(channel=channel)
    assert f"I lack “Send Messages” and “Attach Files” in <#{channel.id}>" in text(drafted.response)
    for options, permission in (
        ({"thread": True, "channel": world.channel_without(create_public_threads=False)}, "Create Public Threads"),
        ({"channel": world.channel_without(read_message_history=False)}, "Read Message History"),
        ({"review": world.channel_without(attach_files=False)}, "Attach Files"),
    ):
        assert f"“{permission}”" in text((await challenge_world.preview(**options)).response)


async def test_moderators_look_first_where_that_was_chosen(world: World, challenge_world: ChallengeWorld) -> None:
    desk = world.guild.create_text_channel("desk")
    challenge = await challenge_world.hold(review=desk, each=2)
    entered = await challenge_world.enter(world.alice)
    assert "as soon as a moderator has looked at it" in text(entered.response)
    await challenge_world.enter(world.bob, "pink")
    second = await challenge_world.post("**#2** for", channel_id=desk.id)
    first = await challenge_world.post("**#1** for", channel_id=desk.id)
    assert f"<@{world.alice.id}>" not in text(first), "names are hidden from moderators, too"
    assert len(first.attachments) == 1
    pressed = await world.alice.click(first, label="Show it")
    assert "managed by this server's moderators" in pressed.followups[0].content
    await world.moderator.click(first, label="Show it")
    await challenge_world.post(f"✅ **#1** is shown: <@{world.moderator.id}> approved it.", channel_id=desk.id)
    form = await world.moderator.click(second, label="Reject")
    await world.moderator.submit_modal(form, {"reason": "Too blurred"})
    done = await challenge_world.post("🚫 **#2** is rejected", "Too blurred", channel_id=desk.id)
    assert done.attachments == []
    assert [entry.number for entry in await challenge_world.service.participation.visible_entries(challenge.id)] == [1]
    mine = await world.bob.click(await challenge_world.post("Open for entries"), label="My entries")
    assert "**#2** – rejected: Too blurred" in text(mine.response)
    await world.bob.click(reply(mine), label="Withdraw #2")
    await until(lambda: not challenge_world.posts("**#2**", channel_id=desk.id), what="the end of all posts of it")


async def test_review_without_the_channel(world: World, challenge_world: ChallengeWorld) -> None:
    desk = world.guild.create_text_channel("desk")
    await challenge_world.hold(review=desk)
    await challenge_world.enter(world.alice)
    await challenge_world.enter(world.bob, "pink")
    shown = await world.moderator.slash(world.channel, "challenge manage review")
    assert "**#1** for" in text(shown.response)
    assert "One more waits." in text(shown.response)
    done = await world.moderator.click(reply(shown), label="Show it")
    assert "✅ **#1** is shown" in text(done.response)


async def test_close_and_disqualify(world: World, challenge_world: ChallengeWorld) -> None:
    challenge, entries, vote = await challenge_world.vote_begun()
    await challenge_world.vote(world.moderator, vote, entries[world.alice.id], entries[world.bob.id])
    await challenge_world.vote(world.bob, vote, entries[world.alice.id])
    done = await world.moderator.slash(world.channel, "challenge manage close")
    assert "The vote in **Night wind** is closed." in text(done.response)
    await challenge_world.post("🏆", f"🥇 **#1** by <@{world.alice.id}> – 2 votes")
    done = await world.moderator.slash(
        world.channel, "challenge manage disqualify", number=1, reason="Not hers", challenge=challenge.id
    )
    assert "**#1** is disqualified: Not hers" in text(done.response)
    result = await challenge_world.post("🏆", f"🥇 **#2** by <@{world.bob.id}> – 1 vote")
    assert str(world.alice.id) not in text(result)
    me = await world.alice.slash(world.channel, "challenge me")
    assert "#1 – disqualified" in text(me.response)


async def test_closing_a_challenge_that_nobody_entered_ends_it(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold()
    done = await world.moderator.slash(world.channel, "challenge manage close")
    assert "No picture takes part, so there is no vote" in text(done.response)
    assert "the vote is open" not in text(done.response)
    await challenge_world.post("🏆", "Nobody entered this time")


async def test_closing_the_entries_begins_the_vote(world: World, challenge_world: ChallengeWorld) -> None:
    await challenge_world.hold()
    await challenge_world.enter(world.alice)
    done = await world.moderator.slash(world.channel, "challenge manage close")
    assert "are closed, and the vote is open until" in text(done.response)
    await challenge_world.post("The vote is open", "One picture.")


async def test_votes_of_banned_people_are_left_out_and_it_is_said_so(
    world: World, challenge_world: ChallengeWorld
) -> None:
    _, entries, vote = await challenge_world.vote_begun()
    await challenge_world.vote(world.moderator, vote, entries[world.alice.id])
    await challenge_world.vote(world.alice, vote, entries[world.bob.id])
    await world.app.services.people.ban(world.moderator.id)
    await challenge_world.forward(days=2)
    result = await challenge_world.post("🏆", f"🥇 **#2** by <@{world.bob.id}> – 1 vote")
    assert "One vote of a banned account was not counted" in text(result)


async def test_exports(world: World, challenge_world: ChallengeWorld) -> None:
    challenge, entries, vote = await challenge_world.vote_begun()
    await challenge_world.vote(world.moderator, vote, entries[world.bob.id])
    await challenge_world.forward(days=2)
    await challenge_world.post("🏆")
    files = {}
    for kind in ("csv", "json", "zip"):
        done = await world.moderator.slash(
            world.channel, "challenge manage export", format=kind, challenge=challenge.title
        )
        assert "Who voted for whom stays secret." in text(done.response)
        (attachment,) = reply(done).attachments
        files[kind] = await attachment.read()
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert [(row["number"], row["name"], row["votes"], row["place"]) for row in rows] == [
        ("2", "bob", "1", "1"),
        ("1", "alice", "0", ""),
    ]
    assert json.loads(files["json"])["entries"][0]["recipe"]["params"]["strength"] == 0.5
    assert str(world.moderator.id) not in files["json"].decode(), "nobody learns who voted"
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        assert len([name for name in archive.namelist() if name.startswith("entries/")]) == 2


async def test_lists_and_old_buttons(world: World, challenge_world: ChallengeWorld) -> None:
    await world.begin()
    empty = await world.alice.slash(world.channel, "challenge list")
    assert "There are no challenges here yet." in text(empty.response)
    empty = await world.alice.slash(world.channel, "challenge leaderboard")
    assert "No challenge has ended here yet." in text(empty.response)
    await challenge_world.hold()
    listed = await world.alice.slash(world.channel, "challenge list")
    assert "🟢 **[Night wind](https://discord.com/channels/" in text(listed.response)
    shown = await world.alice.slash(world.channel, "challenge show")
    assert "Open for entries" in text(shown.response)
    board = await challenge_world.post("Open for entries")
    old = world.env.backend.get_message(world.channel.id, board.id)
    buttons_then = old.components
    await world.moderator.slash(world.channel, "challenge manage cancel")
    await challenge_world.post("This challenge was cancelled.")
    old.components = buttons_then
    pressed = await world.alice.click(await challenge_world.post("Open for entries"), label="Paint for it")
    assert told_privately(pressed).startswith("“Night wind” takes no entries any more.")
    asked = await world.alice.slash(world.channel, "challenge manage cancel")
    assert told_privately(asked).startswith("Challenges are held")
    listed = await world.alice.slash(world.channel, "challenge list")
    assert "⛔" in text(listed.response)


async def test_the_command_fits_into_what_discord_allows(world: World) -> None:
    """The limit is 8000 characters for all names, descriptions and choices."""
    await world.begin()
    (command,) = [one for one in world.app.client.tree.get_commands() if one.name == "challenge"]

    def size(data: dict[str, Any]) -> int:
        own = len(data.get("name", "")) + len(data.get("description", "")) + len(str(data.get("value", "")))
        return own + sum(size(one) for part in ("options", "choices") for one in data.get(part, []))

    assert size(command.to_dict(world.app.client.tree)) < 8000
