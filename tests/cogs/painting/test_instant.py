"""Instant pictures: a house style is painted at once, and properly after a press."""

import pytest
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy.exc import OperationalError

from bot.jobs.archive import Archive
from bot.jobs.job import Actor, Job, State
from nst.images import decode_own
from nst.instant.digests import learned_painting, painting_digest
from tests.cogs.world import World, buttons, picture, reply, text, told_privately
from tests.polling import until

instantly = pytest.mark.settings(instant=True)


@instantly
async def test_a_house_style_is_painted_at_once_and_properly_after_a_press(world: World) -> None:
    result = await world.finished(await world.stylize(style=None, saved="comic", strength=70))
    assert text(result).startswith(f"photo.png in **Comic** for <@{world.alice.id}> · strength 70 · instant\n")
    assert buttons(result) == [
        "Paint it properly",
        "Variation",
        "Tune",
        "Mix in…",
        "Compare",
        "Details",
        "Show me all",
        "Delete",
    ]
    proper = await world.finished(await world.alice.click(result, label="Paint it properly"))
    assert "instant" not in text(proper).splitlines()[0].replace("recipe instant → standard", "")
    first, second = world.painter.painted
    assert (first.params.recipe, first.params.strength, second.params.recipe) == ("instant", 0.7, "standard")
    assert second.params.strength == 0.7
    details = text((await world.alice.click(result, label="Details")).response)
    assert "a network that has learned the style" in details
    assert "relu" not in details
    (network,) = first.networks
    assert learned_painting(network) == painting_digest(decode_own(first.styles[0]))
    assert second.networks == ()


@instantly
async def test_what_was_not_learned_takes_its_time(world: World) -> None:
    await world.finished(await world.stylize())
    await world.finished(await world.stylize(style=None, saved="comic", recipe="draft"))
    assert [task.params.recipe for task in world.painter.painted] == ["standard", "draft"]
    asked = await world.stylize(recipe="instant")
    assert told_privately(asked).startswith("I have not learned that style yet")


@instantly
async def test_a_mixture_of_learned_styles_and_its_variation_are_painted_at_once(world: World) -> None:
    mixed = await world.finished(await world.stylize(style=None, saved="mosaic 2, comic 1"))
    form = await world.alice.click(mixed, label="Mix in…")
    refused = await world.fill_in(world.alice, form, upload=("own.png", picture("navy")))
    assert "I have not learned that style yet" in refused.followups[0].content
    await world.finished(await world.alice.click(mixed, label="Variation"))
    assert [len(task.networks) for task in world.painter.painted] == [2, 2]


@instantly
async def test_an_instant_picture_waits_for_no_other(world: World) -> None:
    world.painter.hold(after=1)
    slow = await world.stylize()
    await until(lambda: "step 1 of 4" in text(slow.response), what="progress")
    quick = await world.stylize(world.bob, style=None, saved="neon")
    await until(lambda: "step 1 of 4" in text(quick.response), what="the instant picture beside the other")
    world.painter.release()
    await world.finished(quick)
    await world.finished(slow)
    assert "instant" in text(reply(quick))


@instantly
async def test_a_server_can_choose_otherwise(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, default_recipe="draft")
    await world.finished(await world.stylize(style=None, saved="comic"))
    assert world.painter.painted[0].params.recipe == "draft"


@instantly
async def test_a_choice_from_thumbnails_is_painted_at_once(world: World) -> None:
    await world.begin()
    asked = await world.alice.slash(world.channel, "stylize", content=("photo.png", picture()))
    await world.finished(await world.alice.select(reply(asked), ["house:neon"]))
    assert world.painter.painted[0].params.recipe == "instant"


# The proper picture follows by itself.

followed = pytest.mark.settings(instant=True, follow_up=True)


@followed
async def test_the_proper_picture_follows_in_the_same_reply(world: World) -> None:
    world.painter.hold(instant=False)
    asked = await world.stylize(style=None, saved="comic", strength=70, size=256)
    first = await shown(asked, "Keep this one")
    assert "That picture will replace this one here." in text(first)
    assert text(first).startswith(f"photo.png in **Comic** for <@{world.alice.id}> · strength 70 · instant\n")
    await until(lambda: len(world.painter.painted) == 2, what="the proper picture")
    assert "step" not in text(reply(asked)), "the instant picture stays meanwhile"
    world.painter.release()
    result = await shown(asked, "Again")
    assert text(result).startswith(f"photo.png in **Comic** for <@{world.alice.id}> · strength 70\n")
    first_task, second = world.painter.painted
    assert (first_task.params.recipe, second.params.recipe, second.params.strength) == ("instant", "standard", 0.7)
    for job in await world.jobs():
        await world.app.services.job_service.settle(job.id)
    jobs = await world.jobs()
    assert [job.params.size for job in jobs] == [256, 256], "the size that Alice chose"
    assert [job.follows for job in jobs] == [False, True]
    assert all(job.delivered for job in jobs)


@followed
async def test_a_proper_picture_that_cannot_be_asked_for_becomes_a_button(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def locked(*_: object, **__: object) -> Job:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(Archive, "add_copy", locked)
    asked = await world.stylize(style=None, saved="comic")
    assert "instant" in text(await shown(asked, "Paint it properly"))
    assert "the proper picture could not be asked for" in caplog.text
    assert "taken up again" not in caplog.text


@followed
async def test_an_instant_picture_can_be_kept(world: World) -> None:
    world.painter.hold(instant=False)
    asked = await world.stylize(style=None, saved="comic")
    first = await shown(asked, "Keep this one")
    refused = await world.bob.click(first, label="Keep this one")
    assert "Only the person who asked" in told_privately(refused)
    await world.alice.click(first, label="Keep this one")
    kept = await shown(asked, "Paint it properly")
    assert "replace" not in text(kept)
    assert "instant" in text(kept)


@followed
async def test_who_names_the_recipe_or_waits_for_another_gets_a_button(world: World) -> None:
    named = await world.stylize(style=None, saved="comic", recipe="instant")
    await shown(named, "Paint it properly")
    world.painter.hold(instant=False)
    slow = await world.stylize()
    await until(lambda: "step" in text(reply(slow)), what="progress")
    beside = await world.stylize(style=None, saved="comic")
    await shown(beside, "Paint it properly")
    world.painter.release()
    await world.finished(slow)
    assert len(world.painter.painted) == 3


@followed
async def test_a_person_chooses_how_learned_styles_are_painted(world: World) -> None:
    panel = await world.alice.slash(world.channel, "instant")
    assert "Then I paint it properly, too" in text(panel.response)
    panel = await world.alice.click(reply(panel), label="Instantly")
    await shown(await world.stylize(style=None, saved="comic"), "Paint it properly")
    panel = await world.alice.click(reply(panel), label="Properly")
    result = await world.finished(await world.stylize(style=None, saved="comic"))
    assert "Again" in buttons(result)
    assert [task.params.recipe for task in world.painter.painted] == ["instant", "standard"]
    panel = await world.alice.click(reply(panel), label="Both")
    await shown(await world.stylize(style=None, saved="comic"), "Again")


@followed
async def test_a_server_chooses_whether_the_proper_picture_follows(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, instant="alone")
    await shown(await world.stylize(style=None, saved="comic"), "Paint it properly")
    panel = await world.alice.slash(world.channel, "instant")
    assert "Here only a button paints it properly." in text(panel.response)


@followed
async def test_deleting_an_instant_picture_ends_what_would_replace_it(world: World) -> None:
    world.painter.hold(instant=False)
    asked = await world.stylize(style=None, saved="comic")
    first = await shown(asked, "Keep this one")
    await until(lambda: len(world.painter.painted) == 2, what="the proper picture")
    instant_job, follower = await world.jobs()
    await world.app.services.job_service.delete(instant_job.id, Actor(world.alice.id))
    await world.app.services.job_service.settle(follower.id)
    assert [(job.id, job.state) for job in await world.jobs()] == [(follower.id, State.CANCELLED)]
    assert buttons(first)


async def shown(asked: InteractionResult, label: str) -> ResponseMessage:
    """The reply, once it has a button of this name."""
    await until(lambda: label in buttons(reply(asked)), what=label)
    return reply(asked)
