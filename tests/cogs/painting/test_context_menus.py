"""The context menu commands of a post: “Stylize…” and “Use as style…”."""

from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.storage.tables import drafts
from cogs.shared import posts
from tests.cogs.killing import Victim, killed
from tests.cogs.world import World, colour_of, picture, reply, shown_picture, text, told_privately
from tests.polling import until

NAVY, ORANGE = ("holiday.png", picture("navy")), ("painting.png", picture("orange"))


async def posted(world: World, *files: tuple[str, bytes], content: str = "look") -> discord.Message:
    """Bob posts pictures in #art."""
    await world.begin()
    return await world.bob.send(world.channel, content, attachments=files)


def fields(form: InteractionResult) -> list[str]:
    """The fields of a form."""
    assert form.modal is not None, form.response and form.response.content
    return [label["component"]["custom_id"] for label in form.modal["components"]]


async def test_a_picture_in_a_post_is_painted_in_an_uploaded_style(world: World) -> None:
    post = await posted(world, NAVY)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    assert fields(form) == ["saved", "upload", "strength", "strokes", "colours"]
    sent = await world.fill_in(world.alice, form, upload=ORANGE, strength="80", strokes="1,5", colours="photo")
    result = await world.finished(sent)
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))
    assert (task.params.strength, task.params.style_scale, task.params.colours) == (0.8, 1.5, "photo")
    (job,) = await world.app.store.recently_done(1)
    assert (job.owner_id, job.subject_id) == (world.alice.id, world.bob.id)
    assert (await shown_picture(result)).size == (64, 48)


async def test_a_style_is_chosen_by_its_name(world: World) -> None:
    post = await posted(world, NAVY)
    await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, saved="mine:dusk")
    assert "holiday.png in **dusk** for" in text(await world.finished(sent))
    assert colour_of(world.painter.painted[0].styles[0]) == (128, 0, 128)


async def test_of_several_pictures_the_person_chooses(world: World) -> None:
    post = await posted(world, NAVY, ("notes.txt", b"no picture"), ("cat.png", picture("red")))
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, upload=ORANGE, strength="70")
    assert sent.ephemeral
    assert "Which of these should I paint?" in text(sent.response)
    await world.finished(await world.alice.select(reply(sent), ["1"]))
    assert colour_of(world.painter.painted[0].content) == (255, 0, 0)
    assert world.painter.painted[0].params.strength == 0.7


async def test_a_post_without_a_picture_gets_a_kind_answer(world: World) -> None:
    post = await posted(world, ("notes.txt", b"no picture"))
    for menu in ("Stylize…", "Use as style…"):
        asked = await world.alice.context_menu(world.channel, menu, post)
        assert told_privately(asked).startswith("There is no picture in that post that I can see.")


async def form_opened(victim: Victim) -> InteractionResult:
    return await victim.alice.context_menu(victim.channel, "Stylize…", await posted(victim, NAVY))


async def test_the_form_may_be_sent_after_a_restart(world: World) -> None:
    form = await killed(world, form_opened)
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    await world.finished(sent)
    assert colour_of(world.painter.painted[0].content) == (0, 0, 128)


async def test_two_people_may_have_the_same_form_open(world: World) -> None:
    post = await posted(world, NAVY)
    forms = [(who, await who.context_menu(world.channel, "Stylize…", post)) for who in (world.alice, world.moderator)]
    for who, form in forms:
        await world.finished(await world.fill_in(who, form, upload=ORANGE))
    assert len(world.painter.painted) == 2


async def test_an_expired_form_says_so(world: World) -> None:
    post = await posted(world, NAVY)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    async with world.app.database.begin() as connection:
        await connection.execute(drafts.delete())
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    assert told_privately(sent).startswith("That form has expired")


async def test_the_bots_own_pictures_can_be_painted_again(world: World) -> None:
    result = await world.finished(await world.stylize(content=NAVY))
    form = await world.alice.context_menu(world.channel, "Stylize…", result.message)
    sent = await world.fill_in(world.alice, form, upload=("x.png", picture("white")))
    await world.finished(sent)
    first, second = world.painter.painted
    assert colour_of(second.content) == colour_of(first.content)


async def test_a_hidden_picture_stays_hidden(world: World) -> None:
    post = await posted(world, ("SPOILER_holiday.png", picture("navy")))
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    result = await world.finished(await world.fill_in(world.alice, form, upload=ORANGE))
    assert result.attachments[0].filename.startswith("SPOILER_chameleon-")


@pytest.mark.parametrize("menu", ["Stylize…", "Use as style…"])
async def test_who_does_not_want_that_is_respected(world: World, menu: str) -> None:
    post = await posted(world, NAVY)
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    asked = await world.alice.context_menu(world.channel, menu, post)
    assert "prefers that only they" in told_privately(asked)
    own = await world.bob.context_menu(world.channel, menu, post)
    assert own.modal is not None, "their own they may always use"


async def test_consent_is_asked_for_again_when_the_form_comes_back(world: World) -> None:
    post = await posted(world, NAVY)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    assert "prefers that only they" in told_privately(sent)


async def test_a_picture_of_another_person_is_theirs_also_once_painted(world: World) -> None:
    result = await world.finished(await world.stylize(world.bob, content=NAVY))
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    asked = await world.alice.context_menu(world.channel, "Stylize…", result.message)
    assert "prefers that only they" in told_privately(asked)
    pressed = await world.alice.click(result, label="Again")
    assert "prefers that only they" in told_privately(pressed)


async def test_a_post_of_ours_without_a_known_owner_is_not_used(world: World) -> None:
    await world.begin()
    backend = world.env.backend
    stored = backend.store_attachments(world.channel.id, [NAVY])
    post = backend.create_message(world.channel.id, backend.bot_user.id, "", attachments=stored)
    message = next(one for one in world.channel.history() if one.id == post.id)
    asked = await world.alice.context_menu(world.channel, "Stylize…", message)
    assert told_privately(asked).startswith("I cannot tell any more whose picture that is.")


async def test_a_picture_whose_job_is_gone_is_still_that_of_whoever_asked(world: World) -> None:
    result = await world.finished(await world.stylize(world.bob, content=NAVY))
    (job,) = await world.app.store.recently_done(1)
    await world.app.store.delete(job.id)
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    asked = await world.alice.context_menu(world.channel, "Stylize…", result.message)
    assert "prefers that only they" in told_privately(asked)
    assert (await world.bob.context_menu(world.channel, "Stylize…", result.message)).modal is not None


async def test_a_post_serves_as_the_style_of_an_uploaded_photo(world: World) -> None:
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form, upload=NAVY)
    await world.finished(sent)
    (task,) = world.painter.painted
    assert (colour_of(task.content), colour_of(task.styles[0])) == ((0, 0, 128), (255, 165, 0))


async def test_a_post_is_kept_as_a_style(world: World, interactions: Callable[..., None]) -> None:
    interactions(authorizing_integration_owners={"0": str(world.guild.id)})
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form, name="sunrise", shelf="guild")
    assert told_privately(sent).startswith("🖌️  Kept as “sunrise”.")
    asked = await world.stylize(world.moderator, style=None, saved="sunrise")
    await world.finished(asked)
    assert colour_of(world.painter.painted[0].styles[0]) == (255, 165, 0)


async def test_a_style_is_used_and_kept_at_once(world: World) -> None:
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    await world.finished(await world.fill_in(world.alice, form, upload=NAVY, name="sunrise"))
    assert [style.name for style in await world.app.services.styles.saved_by(world.alice.id)] == ["sunrise"]


@pytest.mark.parametrize("more", [{}, {"upload": NAVY}])
async def test_discord_does_not_wait_for_the_download_of_a_style_that_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any]
) -> None:
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    download, answered = world.app.client.http.get_from_cdn, []

    def callbacks() -> int:
        return sum(request.path.endswith("/callback") for request in world.env.http_requests)

    async def watched(url: str) -> bytes:
        answered.append(callbacks() > before)
        return await download(url)

    monkeypatch.setattr(world.app.client.http, "get_from_cdn", watched)
    before = callbacks()
    await world.fill_in(world.alice, form, name="sunrise", **more)
    assert answered
    assert all(answered), "the interaction was acknowledged first"
    assert [style.name for style in await world.app.services.styles.saved_by(world.alice.id)] == ["sunrise"]


async def test_a_style_that_cannot_be_kept_is_explained_and_nothing_is_painted(world: World) -> None:
    post = await posted(world, ORANGE)
    await world.app.services.styles.save(world.alice.id, None, "sunrise", picture("purple"))
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form, upload=NAVY, name="sunrise")
    assert "sunrise" in told_privately(sent)
    assert not world.painter.painted


async def test_a_form_with_nothing_to_do_says_so(world: World) -> None:
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form)
    assert told_privately(sent).startswith("There is nothing to do with that style yet.")


async def test_a_photo_may_be_a_link_within_discord(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = []

    async def download(url: str, limit: int) -> bytes:
        fetched.append(url)
        return picture("navy")

    monkeypatch.setattr(posts, "download", download)
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    link = "https://cdn.discordapp.com/attachments/1/2/photo.png?ex=1&hm=2"
    await world.finished(await world.fill_in(world.alice, form, link=f"<{link}>"))
    assert fetched == [link]


@pytest.mark.parametrize(
    "link",
    [
        "http://cdn.discordapp.com/a.png",
        "https://169.254.169.254/latest/meta-data",
        "https://cdn.discordapp.com@evil.example/a.png",
        "https://cdn.discordapp.com:8080/a.png",
        "https://cdn.discordapp.com.evil.example/a.png",
        "https://[::1]/a.png",
        "file:///etc/passwd",
        "localhost",
        "https://[",
    ],
)
async def test_no_link_leads_elsewhere(world: World, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    async def download(*_: object) -> bytes:
        pytest.fail("it was fetched")

    monkeypatch.setattr(posts, "download", download)
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form, link=link)
    assert told_privately(sent).startswith("I can only open links to pictures on Discord.")


async def test_who_may_not_save_for_the_server_is_told(world: World, interactions: Callable[..., None]) -> None:
    interactions(authorizing_integration_owners={"0": str(world.guild.id)})
    await world.begin()
    await world.app.services.guild_settings.update(world.guild.id, style_savers="moderators")
    post = await posted(world, ORANGE)
    form = await world.alice.context_menu(world.channel, "Use as style…", post)
    sent = await world.fill_in(world.alice, form, name="sunrise", shelf="guild")
    assert "moderators" in told_privately(sent)
    assert await world.app.services.styles.saved_by(world.alice.id) == []


async def test_a_missing_permission_is_named(world: World) -> None:
    channel = world.channel_without(attach_files=False)
    await world.begin()
    post = await world.bob.send(channel, "look", attachments=[NAVY])
    form = await world.alice.context_menu(channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    assert told_privately(sent).startswith("I need the permission “Attach Files”")


async def test_a_picture_that_cannot_be_had_any_more_is_explained(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await posted(world, NAVY)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)

    async def gone(*_: object) -> bytes:
        raise TimeoutError

    monkeypatch.setattr(world.app.client.http, "get_from_cdn", gone)
    sent = await world.fill_in(world.alice, form, upload=ORANGE)
    assert told_privately(sent).startswith("Discord did not give me the content picture.")
    await until(lambda: sent.response is None, what="the end of “thinking…”")


async def test_the_reply_of_a_form_can_be_shown_again(world: World) -> None:
    post = await posted(world, NAVY)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    await world.finished(await world.fill_in(world.alice, form, upload=ORANGE))
    shown = await world.alice.slash(world.channel, "show")
    assert (await shown_picture(reply(shown))).size == (64, 48)
