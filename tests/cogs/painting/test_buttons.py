"""The buttons below a job."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from PIL import Image
from simcord.results import InteractionResult, ResponseMessage

from bot.jobs.job import State
from bot.settings import Settings
from nst.params import Params
from tests.cogs.killing import Victim, killed
from tests.cogs.world import (
    POST,
    World,
    alt_texts,
    buttons,
    hidden,
    noise,
    picture,
    reply,
    shown_picture,
    text,
    told_privately,
)
from tests.polling import until


async def test_the_owner_cancels(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    assert not reply(asked).attachments
    assert buttons(asked.response) == ["Again", "Tune", "Delete"]


async def test_the_owner_cancels_before_it_begins(world: World) -> None:
    world.painter.hold()
    await world.stylize(world.bob)
    asked = await world.stylize()
    await until(lambda: "In line" in text(asked.response), what="the place in line")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    assert len(world.painter.painted) == 1


async def test_a_moderator_cancels(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.moderator.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")


async def test_nobody_else_cancels(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    pressed = await world.bob.click(reply(asked), label="Cancel")
    assert "can cancel it" in told_privately(pressed)
    world.painter.release()
    await world.finished(asked)


async def test_a_cancelled_picture_can_be_asked_for_again(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize(seed=1)
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.alice.click(reply(asked), label="Cancel")
    await until(lambda: "Stopped" in text(asked.response), what="the cancellation to be shown")
    world.painter.release()
    again = await world.alice.click(reply(asked), label="Again")
    await world.finished(again)


async def test_again_paints_the_same_pictures_with_a_new_seed_for_whoever_presses_it(world: World) -> None:
    result = await world.finished(await world.stylize(seed=1, strength=70))
    pressed = await world.bob.click(result, label="Again")
    again = await world.finished(pressed)
    assert again.id != result.id, "the first picture stays"
    first, second = world.painter.painted
    assert (first.content, first.styles) == (second.content, second.styles)
    assert second.params.strength == 0.7
    assert second.params.seed != 1
    refused = await world.delete(world.alice, again)
    assert "can delete it" in told_privately(refused), "it is Bob's now"


async def test_delete_takes_away_the_message_and_the_pictures(world: World, settings: Settings) -> None:
    result = await world.finished(await world.stylize())
    await world.delete(world.alice, result)
    assert world.channel.last_message is None
    assert [path for path in settings.files_dir.rglob("*") if path.is_file()] == []


async def test_delete_asks_once_where_others_see_the_picture(world: World) -> None:
    result = await world.finished(await world.stylize())
    asked = await world.alice.click(result, label="Delete")
    assert asked.modal is not None
    assert asked.modal["title"] == "Delete this picture?"
    assert world.newest.id == result.id, "nothing is deleted yet"
    await world.restart()
    await world.alice.submit_modal(asked, {})
    assert world.channel.last_message is None


async def test_delete_does_not_ask_who_sees_the_picture_alone(world: World) -> None:
    private = await world.finished(await world.stylize(private=True))
    assert (await world.alice.click(private, label="Delete")).modal is None
    asked = await world.alice.user.slash("texture", style=("b.png", picture("red")))
    direct = await world.finished(asked)
    assert (await world.alice.user.click(direct, label="Delete")).modal is None
    await world.eventually(lambda jobs: jobs == [])


async def test_whoever_presses_compare_switches_between_before_and_after(world: World) -> None:
    photo = ("photo.png", picture("navy", size=(400, 300)))
    world.painter.result = Image.new("RGB", (64, 48), "red")
    result = await world.finished(await world.stylize(content=photo))
    compared = await world.bob.click(result, label="Compare")
    assert compared.ephemeral
    before = await shown_picture(compared.response)
    assert (before.size, before.getpixel((0, 0))) == ((64, 48), (0, 0, 128)), "as large as the picture"
    assert buttons(compared.response) == ["After"]
    await world.bob.click(reply(compared), label="After")
    assert (await shown_picture(compared.response)).getpixel((0, 0)) == (255, 0, 0)
    await world.bob.click(reply(compared), label="Before")
    assert (await shown_picture(compared.response)).getpixel((0, 0)) == (0, 0, 128)


async def test_a_photo_that_others_may_not_use_is_compared_by_its_owner_only(world: World) -> None:
    result = await world.finished(await world.stylize(spoiler=True))
    await world.app.services.people.set_consent(world.alice.id, allowed=False)
    refused = await world.bob.click(result, label="Compare")
    assert not any(message.attachments for message in (refused.response, *refused.followups) if message)
    compared = await world.alice.click(result, label="Compare")
    assert hidden(reply(compared)), "a hidden picture has a hidden photo"


async def test_only_the_owner_and_moderators_delete(world: World) -> None:
    result = await world.finished(await world.stylize())
    pressed = await world.delete(world.bob, result)
    assert "can delete it" in told_privately(pressed)
    assert world.newest.id == result.id
    await world.delete(world.moderator, result)
    assert world.channel.last_message is None


async def test_the_buttons_work_after_a_restart(world: World) -> None:
    result = await world.finished(await world.stylize(seed=1))
    await world.restart()
    again = await world.finished(await world.alice.click(result, label="Again"))
    await world.delete(world.alice, again)
    await world.delete(world.alice, result)
    assert world.channel.last_message is None


async def test_the_buttons_of_a_job_that_is_gone_say_so(world: World) -> None:
    result = await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    await world.app.store.delete(job.id)
    for person, label in ((world.alice, "Again"), (world.bob, "Delete")):
        pressed = await person.click(result, label=label)
        assert told_privately(pressed).startswith("That picture is not here any more.")
    assert world.newest.id == result.id, "and no “thinking…” is left behind"
    await world.delete(world.alice, result)
    assert world.channel.last_message is None, "who asked for it can still take its message away"


async def test_a_defect_behind_a_button_shows_a_reference(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    result = await world.finished(await world.stylize())

    async def delete(*_: object) -> None:
        raise RuntimeError("the moon is wrong")

    monkeypatch.setattr(world.app.services.job_service, "delete", delete)
    pressed = await world.delete(world.alice, result)
    assert told_privately(pressed).split("`")[1] in caplog.text
    assert world.newest.id == result.id


async def test_a_cancel_that_comes_too_late_changes_nothing(world: World) -> None:
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "Cancel" in buttons(asked.response), what="the button")
    cancel = world.press_later(world.alice, reply(asked), "Cancel")
    world.painter.release()
    result = await world.finished(asked)
    await cancel()
    await world.eventually(lambda jobs: jobs[0].state is State.DONE and jobs[0].delivered)
    assert result.attachments


def painted_with(world: World, number: int = -1) -> Params:
    """The parameters of a painted picture."""
    return world.painter.painted[number].params


async def test_a_variation_changes_a_little_and_says_what(world: World) -> None:
    result = await world.finished(await world.stylize(seed=1, strength=50))
    varied = await world.finished(await world.alice.click(result, label="Variation"))
    before, after = painted_with(world, 0), painted_with(world)
    assert after.seed != before.seed
    assert 0.09 <= abs(after.strength - before.strength) <= 0.21
    assert f" · strength 50 → {round(after.strength * 100)}" in text(varied)


async def explored(victim: Victim) -> ResponseMessage:
    result = await victim.finished(await victim.stylize(recipe="fine", size=48, seed=7, strength=50))
    return await victim.finished(await victim.bob.click(result, label="Explore"))


async def test_explore_shows_four_drafts_and_one_is_painted_in_full(world: World) -> None:
    sheet = await killed(world, explored)
    assert buttons(sheet) == ["1", "2", "3", "4", "Again", "Details", "Delete"]
    assert text(sheet).startswith(
        f"photo.png in **painting.png**, four drafts for <@{world.bob.id}>\n-# 1: strength 30, "
    )
    assert "4: strength 70, strokes ×1.7" in alt_texts(sheet)[0]
    developed = await world.finished(await world.alice.click(sheet, label="4"))
    assert "strength 50 → 70 · strokes ×1 → ×1.7" in text(developed)
    first, drafts, full = (painted_with(world, number) for number in range(3))
    assert drafts == replace(first, sheet=True)
    assert full == replace(first, strength=0.7, style_scale=1.7), "with the recipe, size and seed of the first"


async def test_bigger_is_the_next_size_and_ends_at_the_photo(world: World) -> None:
    photo = ("photo.png", picture(size=(400, 300)))
    result = await world.finished(await world.stylize(content=photo, size=256, seed=1))
    result = await world.finished(await world.bob.click(result, label="Bigger"))
    assert (await shown_picture(result)).size == (384, 288)
    assert painted_with(world).seed == 1, "the same picture, larger"
    assert "256 → 384 px" in text(result)
    result = await world.finished(await world.alice.click(result, label="Bigger"))
    assert (await shown_picture(result)).size == (400, 300)
    assert "Bigger" not in buttons(result)


async def test_a_bigger_of_before_that_cannot_grow_says_so(world: World) -> None:
    result = await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    row = discord.ui.ActionRow[Any](discord.ui.Button(label="Bigger", custom_id=f"job:bigger:{job.id}"))
    old = discord.ui.LayoutView(timeout=None)
    old.add_item(row)
    post = await world.app.client.get_partial_messageable(world.channel.id).send(view=old)
    refused = await world.alice.click(post, custom_id=f"job:bigger:{job.id}")
    assert told_privately(refused).startswith("This is the largest that I can paint it.")
    assert result.attachments


@pytest.mark.settings(max_size=256)
async def test_bigger_is_not_there_where_the_host_allows_no_more(world: World) -> None:
    photo = ("photo.png", picture(size=(400, 300)))
    result = await world.finished(await world.stylize(content=photo))
    assert (await shown_picture(result)).width == 256
    assert "Bigger" not in buttons(result)


async def form_opened(victim: Victim) -> InteractionResult:
    result = await victim.finished(await victim.stylize(seed=7, strength=60, recipe="draft", size=32, strokes=1.5))
    return await victim.bob.click(result, label="Tune")


async def test_tune_is_a_form_with_what_was_used(world: World) -> None:
    form = await killed(world, form_opened)
    assert form.modal is not None
    shown = {label["component"]["custom_id"]: label["component"] for label in form.modal["components"]}
    assert [shown[name]["value"] for name in ("strength", "strokes", "size")] == ["60", "1.5", "32"]
    sent = await world.fill_in(world.bob, form, strength="75 %", recipe="standard", size="48", colours="matched")
    tuned = await world.finished(sent)
    params = painted_with(world)
    assert (params.strength, params.style_scale, params.recipe, params.size) == (0.75, 1.5, "standard", 48)
    assert (params.colours, params.seed) == ("matched", 7)
    changed = "recipe draft → standard · strength 60 → 75 · 32 → 48 px · colours: the photo's"
    assert text(tuned).startswith(f"photo.png in **painting.png** for <@{world.bob.id}> · {changed}\n")
    refused = await world.delete(world.alice, tuned)
    assert "can delete it" in told_privately(refused), "it is Bob's"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("strength", "very much", "I do not understand that strength."),
        ("strength", "150", "I do not understand that strength."),
        ("strokes", "9", "I do not understand that size of the strokes."),
        ("size", "huge", "I do not understand that size."),
        ("size", "99999", "The size must be between 16 and 4096 pixels."),
        ("seed", "lucky", "I do not understand that seed."),
        ("line", "CH1;draft;seed=3;000000", "I cannot read that recipe."),
    ],
)
async def test_a_form_that_is_filled_in_wrongly_is_explained(world: World, field: str, value: str, told: str) -> None:
    shown = await world.finished(await world.stylize())
    if field in {"seed", "line"}:
        shown = reply(await world.alice.click(shown, label="Details"))
    form = await world.alice.click(shown, label="Recipe…" if field in {"seed", "line"} else "Tune")
    sent = await world.fill_in(world.alice, form, **{field: value})
    assert told_privately(sent).startswith(told)
    assert len(world.painter.painted) == 1


async def test_details_are_private_and_have_a_recipe_that_reproduces_it(world: World) -> None:
    result = await world.finished(await world.stylize(seed=7, strength=60, recipe="draft", colours="photo"))
    await world.restart()
    details = await world.bob.click(result, label="Details")
    assert details.ephemeral
    shown = text(details.response)
    assert "recipe: **draft**" in shown
    assert "colours: **the photo's, exactly**" in shown
    assert "\n\n-# style 0.42 → 0.026, content 0.31, 12 s · 4 steps · pocket · seed 7\n" in shown, "not in the list"
    assert "Where the curves jump" in shown
    assert (await shown_picture(details.response)).size == (960, 540), "the losses as a plot"
    assert "The losses by layer" in alt_texts(details.response)[0]
    line = shown.split("```")[1].strip()
    await world.finished(await world.stylize(recipe_string=line))
    assert painted_with(world) == painted_with(world, 0)
    form = await world.bob.click(reply(details), label="Recipe…")
    await world.finished(await world.fill_in(world.bob, form))
    assert painted_with(world) == painted_with(world, 0), "the form shows the picture's own recipe"
    form = await world.bob.click(reply(details), label="Recipe…")
    await world.finished(await world.fill_in(world.bob, form, seed="8"))
    assert painted_with(world) == replace(painted_with(world, 0), seed=8)


async def test_the_original_comes_on_request_where_it_was_too_large(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(attachment_size_limit=200_000)
    world.painter.result = noise(512)
    result = await world.finished(await world.stylize())
    assert "Original" in buttons(result)
    refused = await world.alice.click(result, label="Original")
    assert told_privately(refused).startswith("The original has 0.8 MB, and I may send 0.1 MB here.")
    interactions(attachment_size_limit=2_000_000)
    asked = await world.alice.click(result, label="Original")
    assert asked.ephemeral
    assert (await shown_picture(asked.response)).tobytes() == noise(512).tobytes()


async def test_what_is_shown_without_loss_needs_no_original(world: World) -> None:
    assert "Original" not in buttons(await world.finished(await world.stylize()))


async def test_what_was_private_stays_private(world: World) -> None:
    asked = await world.stylize(private=True)
    result = await world.finished(asked)
    assert asked.ephemeral
    for label in ("Again", "Variation"):
        again = await world.alice.click(result, label=label)
        await world.finished(again)
        assert again.ephemeral
    await world.delete(world.alice, result)
    assert asked.response is None


async def test_a_cancel_long_after_the_token_has_expired_changes_the_message(
    world: World, interactions: Callable[..., None]
) -> None:
    """Also where only the person has installed the bot, which then is not a member and cannot edit messages."""
    interactions(authorizing_integration_owners={"1": str(world.alice.id)})
    world.painter.hold()
    asked = await world.stylize()
    await until(lambda: "step 1" in text(asked.response), what="progress")
    await world.env.advance_time(16 * 60)
    world.env.inject_error("PATCH", POST.format(channel="*") + "/*", status=403, code=50001, times=None)
    await world.alice.click(reply(asked), label="Cancel")
    assert "Stopped" in text(asked.response)
