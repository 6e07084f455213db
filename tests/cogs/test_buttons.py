"""What happens when somebody presses a button."""

from bot.jobs import State
from tests.cogs.world import World, buttons, reply, text, told_privately
from tests.polling import until


async def test_the_owner_cancels(world: World):
    world.brush.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    assert not reply(asked).attachments
    assert buttons(asked.response) == ["Again", "Tune", "Delete"]


async def test_the_owner_cancels_before_it_begins(world: World):
    world.brush.hold()
    await world.stylize(world.bob)
    asked = await world.stylize()
    await until(lambda: "In line" in text(asked.response), what="the place in line")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    assert len(world.brush.painted) == 1


async def test_a_moderator_cancels(world: World):
    world.brush.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.moderator.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")


async def test_nobody_else_cancels(world: World):
    world.brush.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    pressed = await world.bob.click(reply(asked), label="Cancel")
    assert "can cancel it" in told_privately(pressed)
    world.brush.release()
    await world.finished(asked)


async def test_a_cancelled_picture_can_be_asked_for_again(world: World):
    world.brush.hold()
    asked = await world.stylize(seed=1)
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    world.brush.release()
    again = await world.alice.click(reply(asked), label="Again")
    await world.finished(again)


async def test_again_paints_the_same_pictures_with_a_new_seed_for_whoever_presses_it(world: World):
    result = await world.finished(await world.stylize(seed=1, strength=70))
    pressed = await world.bob.click(result, label="Again")
    again = await world.finished(pressed)
    assert again.id != result.id, "the first picture stays"
    first, second = world.brush.painted
    assert (first.content, first.style) == (second.content, second.style)
    assert second.params.strength == 0.7
    assert second.params.seed != 1
    refused = await world.alice.click(again, label="Delete")
    assert "can delete it" in told_privately(refused), "it is Bob's now"


async def test_delete_takes_away_the_message_and_the_pictures(world: World, settings):
    result = await world.finished(await world.stylize())
    await world.alice.click(result, label="Delete")
    assert world.channel.last_message is None
    assert [path for path in settings.files_dir.rglob("*") if path.is_file()] == []


async def test_only_the_owner_and_moderators_delete(world: World):
    result = await world.finished(await world.stylize())
    pressed = await world.bob.click(result, label="Delete")
    assert "can delete it" in told_privately(pressed)
    assert world.newest.id == result.id
    await world.moderator.click(result, label="Delete")
    assert world.channel.last_message is None


async def test_the_buttons_work_after_a_restart(world: World):
    result = await world.finished(await world.stylize(seed=1))
    await world.restart()
    again = await world.finished(await world.alice.click(result, label="Again"))
    await world.alice.click(again, label="Delete")
    await world.alice.click(result, label="Delete")
    assert world.channel.last_message is None


async def test_the_buttons_of_a_job_that_is_gone_say_so(world: World):
    result = await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    await world.app.store.delete(job.id)
    for person, label in ((world.alice, "Again"), (world.bob, "Delete")):
        pressed = await person.click(result, label=label)
        assert told_privately(pressed).startswith("That picture is not here any more.")
    assert world.newest.id == result.id, "and no “thinking…” is left behind"
    await world.alice.click(result, label="Delete")
    assert world.channel.last_message is None, "who asked for it can still take its message away"


async def test_a_defect_behind_a_button_shows_a_reference(world: World, monkeypatch, caplog):
    result = await world.finished(await world.stylize())

    async def delete(*_: object) -> None:
        raise RuntimeError("the moon is wrong")

    monkeypatch.setattr(world.app.client.studio, "delete", delete)
    pressed = await world.alice.click(result, label="Delete")
    assert told_privately(pressed).split("`")[1] in caplog.text
    assert world.newest.id == result.id


async def test_a_cancel_that_comes_too_late_changes_nothing(world: World):
    world.brush.hold()
    asked = await world.stylize()
    await until(lambda: "Cancel" in buttons(asked.response), what="the button")
    cancel = world.press_later(world.alice, reply(asked), "Cancel")
    world.brush.release()
    result = await world.finished(asked)
    await cancel()
    await world.eventually(lambda jobs: jobs[0].state is State.DONE and jobs[0].delivered)
    assert result.attachments
