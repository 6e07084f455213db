"""/history and /show: find old pictures."""

import re
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.jobs.job import State
from bot.settings import Settings
from tests.cogs.killing import Victim, killed
from tests.cogs.world import (
    EDIT_REPLY,
    POST,
    World,
    buttons,
    colour_of,
    hidden,
    parts,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)
from tests.polling import until


async def test_the_owner_sees_a_picture_again_privately(world: World) -> None:
    asked = await world.finished(await world.stylize(content=("photo.png", picture("navy")), seed=7))
    await world.finished(await world.stylize(content=("photo.png", picture("red"))))
    job_id = asked.attachments[0].filename.removeprefix("chameleon-").removesuffix(".png")
    shown = await world.alice.slash(world.channel, "show", id=job_id)
    assert shown.ephemeral
    assert (await shown_picture(reply(shown))).getpixel((0, 0)) == (0, 0, 128)
    assert text(reply(shown)).startswith("photo.png in **painting.png** · strength 50\n"), "only she sees it"
    expected = ["Again", "Variation", "Explore", "Tune", "Mix in…", "Advanced", "Compare", "Details", "Use again"]
    assert buttons(reply(shown)) == expected


async def test_without_an_id_it_is_the_newest(world: World) -> None:
    await world.finished(await world.stylize(content=("photo.png", picture("navy"))))
    await world.finished(await world.stylize(content=("photo.png", picture("red"))))
    await world.finished(await world.stylize(world.bob, content=("photo.png", picture("white"))))
    shown = await world.alice.slash(world.channel, "show")
    assert (await shown_picture(reply(shown))).getpixel((0, 0)) == (255, 0, 0)


async def test_another_persons_picture_stays_theirs(world: World) -> None:
    await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    asked = await world.bob.slash(world.channel, "show", id=job.id)
    assert told_privately(asked).startswith("That picture was painted for someone else.")


async def test_there_may_be_nothing_to_show(world: World) -> None:
    asked = await world.alice.slash(world.channel, "show")
    assert told_privately(asked).startswith("I have not painted anything for you yet.")
    asked = await world.alice.slash(world.channel, "show", id="0123456789")
    assert told_privately(asked).startswith("There is no finished picture under that id."), "perhaps there never was"


async def test_a_job_without_a_picture_has_nothing_to_show(world: World) -> None:
    world.painter.hold()
    await world.stylize()
    (job,) = await world.app.store.unfinished()
    asked = await world.alice.slash(world.channel, "show", id=f" {job.id.upper()} ")
    assert told_privately(asked).startswith("There is no finished picture under that id.")


async def painted(world: World, *colours: str, **options: Any) -> list[str]:
    """Alice paints pictures, one after the other. Return their ids."""
    for colour in colours:
        await world.finished(await world.stylize(content=("photo.png", picture(colour)), **options))
    jobs, _ = await world.app.store.pictures(world.alice.id, count=100)
    return [job.id for job in reversed(jobs)]


async def test_the_history_is_private_and_shows_the_newest_first(world: World) -> None:
    ids = await painted(world, "navy", "red")
    await world.finished(await world.stylize(world.bob))
    history = await world.alice.slash(world.channel, "history")
    assert history.ephemeral
    shown = text(history.response)
    assert shown.startswith("### Your 2 pictures")
    assert shown.index(ids[1]) < shown.index(ids[0])
    assert shown.startswith("### Your 2 pictures\nphoto.png in **painting.png** · strength 50\n-# <t:")
    assert buttons(history.response) == []
    assert [file.filename for file in reply(history).attachments] == [f"{ids[1]}.jpg", f"{ids[0]}.jpg"]


async def history_shown(victim: Victim, count: int) -> tuple[list[str], InteractionResult]:
    ids = await painted(victim, *["navy"] * count)
    return ids, await victim.alice.slash(victim.channel, "history")


async def test_one_turns_its_pages_also_after_a_restart(world: World) -> None:
    ids, history = await killed(world, history_shown, 10)
    assert "page 1 of 2" in text(history.response)
    await world.alice.click(reply(history), label="Older")
    assert "page 2 of 2" in text(history.response)
    assert all(id_ in text(history.response) for id_ in ids[:2])
    assert not any(id_ in text(history.response) for id_ in ids[2:])
    await world.alice.click(reply(history), label="Newer")
    assert "page 1 of 2" in text(history.response)


async def opened(world: World, history: InteractionResult, job_id: str) -> InteractionResult:
    """Alice opens a picture from her history."""
    return await world.alice.select(reply(history), [job_id], custom_id="history-menu:open")


async def test_a_picture_is_opened_from_the_history(world: World) -> None:
    (job_id,), history = await killed(world, history_shown, 1)
    shown = await opened(world, history, job_id)
    assert shown.ephemeral
    assert (await shown_picture(shown.response)).getpixel((0, 0)) == (0, 0, 128)
    assert reply(shown).attachments[0].filename == f"chameleon-{job_id}.png"
    assert buttons(shown.response)[-2:] == ["Use again", "Delete"]


async def test_a_picture_is_deleted_from_the_history_with_its_message(world: World, settings: Settings) -> None:
    (job_id,), history = await killed(world, history_shown, 1)
    shown = await opened(world, history, job_id)
    asked = await world.alice.click(reply(shown), label="Delete")
    assert asked.modal is not None, "others see it, so she is asked once"
    await world.fill_in(world.alice, asked)
    assert text(shown.response).startswith("I have not painted anything for you yet.")
    assert [message for message in world.channel.history() if not message.flags.ephemeral] == []
    assert [path for path in settings.files_dir.rglob("*") if path.is_file()] == []


async def test_a_private_picture_is_deleted_at_once_and_the_history_is_back(world: World) -> None:
    ids = await painted(world, "navy", "red", private=True)
    shown = await opened(world, await world.alice.slash(world.channel, "history"), ids[0])
    assert (await world.alice.click(reply(shown), label="Delete")).modal is None
    assert text(shown.response).startswith("### Your picture\n")
    assert ids[1] in text(shown.response)


async def test_the_last_page_may_become_empty(world: World) -> None:
    await painted(world, *["navy"] * 9)
    history = await world.alice.slash(world.channel, "history")
    await world.alice.click(reply(history), label="Older")
    ids = [job.id for job in (await world.app.store.pictures(world.alice.id, count=9))[0]]
    await world.app.store.delete(ids[-1])
    await world.alice.click(reply(history), label="Newer")
    assert text(history.response).startswith("### Your 8 pictures")


async def test_the_history_is_filtered_by_style(world: World) -> None:
    await world.begin()
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    await painted(world, *["navy"] * 9)
    await painted(world, "red", style=None, saved="dusk")
    history = await world.alice.slash(world.channel, "history")
    menu = next(part for part in parts(reply(history)) if part.get("custom_id") == "history-menu:style")
    names = {option["label"]: option["value"] for option in menu["options"]}
    assert list(names) == ["All styles", "painting.png", "dusk"], "the most used first"
    await world.alice.select(reply(history), [names["dusk"]], custom_id="history-menu:style")
    assert text(history.response).startswith("### Your picture\nphoto.png in **dusk**")
    await world.alice.select(reply(history), [names["painting.png"]], custom_id="history-menu:style")
    await world.alice.click(reply(history), label="Older")
    assert text(history.response).startswith("### Your 9 pictures")
    assert "page 2 of 2" in text(history.response)


async def test_a_picture_is_used_again_for_another_photo(world: World) -> None:
    (job_id,) = await painted(world, "navy", strength=80, spoiler=True)
    shown = await opened(world, await world.alice.slash(world.channel, "history"), job_id)
    form = await world.alice.click(reply(shown), label="Use again")
    sent = await world.fill_in(world.alice, form, photo=("cat.png", picture("red")))
    used = await world.finished(sent)
    assert not sent.ephemeral, "a new photo, for everyone like any other"
    assert hidden(used), "the style was hidden"
    assert text(used).startswith(f"cat.png in **painting.png** for <@{world.alice.id}> · strength 80")
    first, second = world.painter.painted
    assert (colour_of(second.content), second.styles) == ((255, 0, 0), first.styles)


async def test_a_private_picture_is_used_again_privately(world: World) -> None:
    (job_id,) = await painted(world, "navy", private=True)
    shown = await opened(world, await world.alice.slash(world.channel, "history"), job_id)
    form = await world.alice.click(reply(shown), label="Use again")
    assert (await world.fill_in(world.alice, form, photo=("cat.png", picture("red")))).ephemeral


async def test_there_may_be_no_history(world: World) -> None:
    history = await world.alice.slash(world.channel, "history")
    assert history.ephemeral
    assert text(history.response).startswith("I have not painted anything for you yet.")


async def test_a_hidden_picture_is_hidden_in_the_history(world: World) -> None:
    await painted(world, "navy", spoiler=True)
    history = await world.alice.slash(world.channel, "history")
    assert reply(history).attachments[0].filename.startswith("SPOILER_")


async def test_show_offers_ones_own_ids(world: World) -> None:
    ids = await painted(world, "navy", "red", seed=7)
    await world.finished(await world.stylize(world.bob))
    offered = await world.alice.autocomplete(world.channel, "show", "id", "")
    assert [choice["value"] for choice in offered] == ids[::-1]
    offered = await world.alice.autocomplete(world.channel, "show", "id", ids[0][:5])
    assert [choice["value"] for choice in offered] == [ids[0]]
    assert re.fullmatch(r"photo\.png in painting\.png · strength 50 · 20\S+ \S+ · seed 7", offered[0]["name"])
    offered = await world.alice.autocomplete(world.channel, "show", "id", "PHOTO.png in")
    assert [choice["value"] for choice in offered] == ids[::-1], "by what they see"


async def test_a_picture_is_shown_to_everyone_when_that_is_wanted(world: World) -> None:
    (job_id,) = await painted(world, "navy")
    shown = await world.alice.slash(world.channel, "show", id=job_id, here=True)
    assert not shown.ephemeral


async def test_what_was_painted_privately_is_not_shown_to_everyone(world: World) -> None:
    (job_id,) = await painted(world, "navy", private=True)
    shown = await world.alice.slash(world.channel, "show", id=job_id, here=True)
    assert shown.ephemeral


async def test_what_was_painted_where_only_adults_see_it_stays_among_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.TextChannel, "is_nsfw", lambda self: self.name == "adults")
    adults = world.guild.create_text_channel("adults")
    result = await world.finished(await world.stylize(where=adults))
    (job,) = await world.app.store.recently_done(1)
    assert job.reply_target.age_restricted
    refused = await world.alice.slash(world.channel, "show", id=job.id, here=True)
    assert told_privately(refused).startswith("That picture was painted where only adults see it.")
    shown = await world.alice.slash(world.channel, "show", id=job.id)
    assert shown.ephemeral
    again = await world.alice.click(reply(shown), label="Again")
    await world.finished(again)
    assert again.ephemeral, "its copies stay private, too"
    assert not (await world.alice.slash(adults, "show", id=job.id, here=True)).ephemeral
    assert result.attachments


async def test_a_private_picture_that_could_not_be_delivered_waits_for_show(world: World) -> None:
    world.painter.hold(after=3)
    asked = await world.stylize(private=True, content=("photo.png", picture("navy")))
    await until(lambda: "step 3" in text(asked.response), what="progress")
    world.env.inject_error("PATCH", EDIT_REPLY, status=401, code=50027, times=None)
    world.env.inject_error("POST", POST.format(channel="*"), status=403, code=50007, times=None)
    world.painter.release()
    await world.eventually(lambda jobs: jobs and jobs[0].state is State.DONE and jobs[0].deliveries == 1)
    world.env.backend.faults.clear()
    assert not [message for message in world.channel.history() if message.attachments and not message.flags.ephemeral]
    shown = await world.alice.slash(world.channel, "show")
    assert (await shown_picture(shown.response)).getpixel((0, 0)) == (0, 0, 128)


@pytest.mark.parametrize("status", [413, 429, 500])
async def test_a_fault_while_showing_is_told_and_loses_nothing(world: World, status: int) -> None:
    await painted(world, "navy")
    world.env.inject_error("PATCH", EDIT_REPLY, status=status, times=1)
    shown = await world.alice.slash(world.channel, "show")
    assert "Something went wrong" in told_privately(shown)
    shown = await world.alice.slash(world.channel, "show")
    assert reply(shown).attachments
