"""Named styles: saved, used by others, browsed and removed."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.people.server_settings import Savers
from bot.storage.files import FileStore
from cogs.shared.texts import localized
from nst import artworks, images
from tests.cogs.killing import Victim, killed
from tests.cogs.world import World, alt_texts, buttons, picture, reply, shown_picture, text, told_privately

NAVY = (0, 0, 128)
FOR_ALL: dict[str, Any] = {"for": "guild"}


async def save(world: World, who: MemberActor | None = None, name: str = "Dusk", **options: Any) -> InteractionResult:
    """A person (Alice by default) saves a style."""
    await world.begin()
    if "picture" not in options:
        options.setdefault("image", ("dusk.png", picture("navy")))
    return await (who or world.alice).slash(options.pop("where", world.channel), "style save", name=name, **options)


async def offered(
    world: World, who: MemberActor, typed: str = "", command: str = "stylize", option: str = "saved"
) -> dict[str, str]:
    """The autocomplete choices for a style's name, as {shown: value}."""
    choices = await who.autocomplete(world.channel, command, option, typed)
    return {choice["name"]: choice["value"] for choice in choices}


async def stylize(world: World, who: MemberActor, saved: str) -> InteractionResult:
    """A person paints a photo in the style with that name."""
    await world.begin()
    return await who.slash(world.channel, "stylize", content=("photo.png", picture()), saved=saved)


async def painted_with(world: World, who: MemberActor, saved: str) -> tuple[int, ...]:
    """The colour in the corner of the style that the painter got when a person used a saved style."""
    await world.finished(await stylize(world, who, saved))
    return colour(world.painter.painted[-1].styles[0])


async def unknown(world: World, who: MemberActor, name: str) -> str:
    """The answer to a person who names a style that they do not have."""
    return told_privately(await who.slash(world.channel, "style info", style=name))


def colour(data: bytes | None) -> tuple[int, ...]:
    assert data is not None
    pixel = images.decode(data).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel


async def test_a_style_is_saved_for_oneself_and_used_by_its_name(world: World) -> None:
    saved = await save(world)
    assert reply(saved).ephemeral
    assert "Saved for you: **Dusk**" in text(saved.response)
    assert (await shown_picture(saved.response)).getpixel((0, 0)) == NAVY
    assert (await offered(world, world.alice))["⭐ Dusk · yours"] == "mine:Dusk"
    assert await painted_with(world, world.alice, "mine:Dusk") == NAVY
    (job,) = await world.app.store.recently_done(1)
    assert job.style_name == "Dusk"


async def test_a_style_of_the_server_is_announced_and_anyone_there_can_use_it(world: World) -> None:
    saved = await save(world, **FOR_ALL)
    assert not reply(saved).ephemeral
    assert f"{world.alice.mention} saved a style for this server: **Dusk**" in text(saved.response)
    assert reply(saved).attachments
    assert (await offered(world, world.bob, "dus")) == {"🏘️ Dusk · this server": "guild:Dusk"}
    assert await painted_with(world, world.bob, "guild:Dusk") == NAVY
    info = await world.bob.slash(world.channel, "style info", style="dusk")
    assert info.ephemeral
    assert f"saved by {world.alice.mention}" in text(info.response)
    assert "used once" in text(info.response)
    assert (await shown_picture(info.response)).getpixel((0, 0)) == NAVY


async def test_a_style_of_ones_own_is_nobody_elses(world: World) -> None:
    await save(world)
    assert [name for name in await offered(world, world.bob) if "Dusk" in name] == []
    for ref in ("mine:Dusk", "Dusk"):
        assert (await unknown(world, world.bob, ref)).startswith("There is no style called “Dusk” here.")
    listed = await world.bob.slash(world.channel, "style list", which="mine")
    assert "You have no styles yet" in text(listed.response)


async def test_a_server_does_not_see_the_styles_of_another(world: World) -> None:
    await save(world, **FOR_ALL)
    elsewhere = world.env.create_guild("Elsewhere")
    alice = elsewhere.add_member(world.alice.user)
    asked = await alice.slash(elsewhere.create_text_channel("art"), "style info", style="Dusk")
    assert told_privately(asked).startswith("There is no style called “Dusk” here.")


async def test_a_name_alone_means_ones_own_first_then_the_servers_then_the_houses(world: World) -> None:
    assert "house style" in text((await world.alice.slash(world.channel, "style info", style="mosaic")).response)
    await save(world, world.bob, "Mosaic", image=("a.png", picture("white")), **FOR_ALL)
    assert "saved by" in text((await world.alice.slash(world.channel, "style info", style="mosaic")).response)
    await save(world, name="mosaic")
    assert "yours" in text((await world.alice.slash(world.channel, "style info", style="MOSAIC")).response)
    assert await painted_with(world, world.alice, "mosaic") == NAVY
    assert await painted_with(world, world.bob, "mosaic") == (255, 255, 255)


async def test_a_house_style_paints_and_its_uses_are_counted(world: World) -> None:
    assert (await offered(world, world.alice, "staind glas")) == {
        "🦎 Stained glass · house style": "house:stained-glass"
    }
    for _ in range(2):
        await painted_with(world, world.alice, "house:stained-glass")
    painted = images.decode(world.painter.painted[-1].styles[0])
    assert painted.tobytes() == artworks.artwork("stained-glass", artworks.STYLE_SIZE).tobytes()
    info = await world.bob.slash(world.channel, "style info", style="stained glass")
    assert "house style · used 2 times" in text(info.response)


async def test_slips_and_beginnings_find_a_style_and_ones_own_come_first(world: World) -> None:
    await save(world, world.bob, "Wave study", **FOR_ALL)
    await save(world, name="Wavelet")
    assert list(await offered(world, world.alice, "wave"))[:2] == ["⭐ Wavelet · yours", "🏘️ Wave study · this server"]
    assert "🏘️ Wave study · this server" in await offered(world, world.alice, "stdy")
    assert await offered(world, world.alice, "zzzz") == {}


async def test_a_wrong_name_is_told_with_the_right_one(world: World) -> None:
    await save(world, name="Evening sky")
    assert (
        await unknown(world, world.alice, "evning sky")
        == "There is no style called “evning sky” here. Did you mean “Evening sky”?"
    )
    told = await unknown(world, world.alice, "qqqqqq")
    assert told == "There is no style called “qqqqqq” here. /style list shows all styles."


async def test_a_mistyped_style_is_shown_with_one_press(world: World) -> None:
    mistyped = await world.alice.slash(world.channel, "style info", style="staind glas")
    shown = await world.alice.click(reply(mistyped), label="Show Stained glass")
    assert shown.ephemeral
    assert "### Stained glass" in text(shown.response)


async def test_a_mistyped_style_is_removed_with_one_press_by_whoever_may(world: World) -> None:
    await save(world, name="Evening sky", **FOR_ALL)
    mistyped = await world.alice.slash(world.channel, "style remove", style="evning sky")
    assert "Did you mean “Evening sky”?" in told_privately(mistyped)
    removed = await world.alice.click(reply(mistyped), label="Remove Evening sky")
    assert told_privately(removed).startswith("🗑️  I removed the style **Evening sky**")
    await save(world, name="Evening sky", **FOR_ALL)
    other = await world.bob.slash(world.channel, "style remove", style="evning sky")
    assert told_privately(other).startswith("There is no style called")
    assert buttons(reply(other)) == [], "it is not Bob's"


async def test_a_finished_picture_becomes_a_style(world: World) -> None:
    await world.finished(await world.stylize(content=("photo.png", picture("navy"))))
    (job,) = await world.app.store.recently_done(1)
    choices = await offered(world, world.alice, command="style save", option="picture")
    assert list(choices.values()) == [job.id]
    assert "Saved for you" in text((await save(world, picture=job.id)).response)
    assert await painted_with(world, world.alice, "Dusk") == NAVY


async def test_a_picture_that_a_friend_posted_can_be_saved_unless_the_friend_minds(world: World) -> None:
    await world.finished(await world.stylize(world.bob))
    (job,) = await world.app.store.recently_done(1)
    assert "Saved for you" in text((await save(world, picture=job.id)).response)
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    refused = await save(world, name="Another", picture=job.id, **FOR_ALL)
    assert "only they have their pictures painted" in told_privately(refused)


async def test_a_private_picture_of_another_person_cannot_be_saved(world: World) -> None:
    await world.finished(await world.stylize(world.bob, private=True))
    (job,) = await world.app.store.recently_done(1)
    assert told_privately(await save(world, picture=job.id)).startswith("That picture was painted for someone else.")


async def test_a_style_is_made_from_exactly_one_picture(world: World) -> None:
    for options in ({}, {"picture": "0123456789", "image": ("a.png", picture())}):
        asked = await world.alice.slash(world.channel, "style save", name="Dusk", **options)
        assert told_privately(asked).startswith("A style is made from one picture.")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("@everyone", "letters, digits, emoji"),
        ("<@1234>", "letters, digits, emoji"),
        ("**bold**", "letters, digits, emoji"),
        ("`code`", "letters, digits, emoji"),
        ("https://example.com", "letters, digits, emoji"),
        ("mine:dusk", "letters, digits, emoji"),
        ("- list", "begins with a letter"),
        ("\u200b\u2060", "A style needs a name."),
        ("a" * 33, "longer than 32 characters"),
    ],
)
async def test_names_that_would_ping_format_or_hide_are_refused(world: World, name: str, told: str) -> None:
    refused = await save(world, name=name)
    assert told in told_privately(refused)
    assert [style for style in await offered(world, world.alice) if "yours" in style] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Grandma's   kitchen ", "Grandma's kitchen"),
        ("snake_case", "snake case"),
        ("Café №5", "Café No5"),
        ("夕暮れ", "夕暮れ"),
        ("🌊 wave", "🌊 wave"),
        ("z\u0300\u0301\u0302\u0303\u0304a", "z\u0300\u0301a"),
    ],
)
async def test_strange_names_are_put_in_order(world: World, name: str, kept: str) -> None:
    assert f"Saved for you: **{kept}**" in text((await save(world, name=name)).response)


async def test_a_name_and_a_picture_are_there_once(world: World) -> None:
    await save(world)
    refused = await save(world, name="DUSK", image=("other.png", picture("red")))
    assert told_privately(refused).startswith("There is a style called “Dusk” already.")
    refused = await save(world, name="Dawn")
    assert told_privately(refused) == "That picture is saved already: it is called “Dusk”."
    assert "Saved for you" in text((await save(world, world.bob)).response), "everyone has a shelf of their own"
    assert "saved a style" in text((await save(world, **FOR_ALL)).response)


@pytest.mark.settings(styles_per_user=1, styles_per_server=2)
async def test_there_is_room_for_so_many(world: World) -> None:
    await save(world)
    refused = await save(world, name="Two", image=("b.png", picture("red")))
    assert told_privately(refused) == (
        "You have a saved style, and there is no room for more. Make room with /style remove."
    )
    for number, shade in enumerate(("red", "green")):
        await save(world, world.bob, f"Style {number}", image=("a.png", picture(shade)), **FOR_ALL)
    refused = await save(world, name="Three", image=("c.png", picture("blue")), **FOR_ALL)
    assert told_privately(refused).startswith("This server has 2 saved styles")
    await world.alice.slash(world.channel, "style remove", style="mine:Dusk")
    assert "Saved for you" in text((await save(world, name="Two")).response)


async def test_a_broken_file_is_explained_and_nothing_is_saved(world: World) -> None:
    for data in (b"", b"GIF89a nothing", picture()[:60]):
        refused = await save(world, image=("dusk.png", data))
        assert told_privately(refused).startswith("Style picture: ")
    assert "Saved for you" in text((await save(world)).response)


@pytest.mark.settings(max_upload_mb=1)
async def test_a_file_that_is_too_large_is_refused_at_once(world: World) -> None:
    refused = await save(world, image=("dusk.png", b"\0" * (2**20 + 1)))
    assert told_privately(refused).startswith("The style picture is larger than 1 MB.")


async def test_the_saver_and_moderators_remove_a_style_of_the_server(world: World) -> None:
    await save(world, **FOR_ALL)
    assert await offered(world, world.bob, command="style remove", option="style") == {}
    refused = await world.bob.slash(world.channel, "style remove", style="guild:Dusk")
    assert told_privately(refused).startswith("“Dusk” was saved by someone else.")
    assert list((await offered(world, world.moderator, command="style remove", option="style")).values()) == [
        "guild:Dusk"
    ]
    removed = await world.moderator.slash(world.channel, "style remove", style="guild:Dusk")
    assert told_privately(removed).startswith("🗑️  I removed the style **Dusk** from this server.")
    await save(world, **FOR_ALL)
    removed = await world.alice.slash(world.channel, "style remove", style="Dusk")
    assert told_privately(removed).startswith("🗑️  I removed the style")
    assert [name for name in await offered(world, world.alice) if "Dusk" in name] == []


async def test_moderators_do_not_remove_what_is_not_the_servers(world: World) -> None:
    await save(world)
    refused = await world.moderator.slash(world.channel, "style remove", style="mine:Dusk")
    assert told_privately(refused).startswith("There is no style called “Dusk” here.")
    refused = await world.moderator.slash(world.channel, "style remove", style="house:mosaic")
    assert told_privately(refused) == "The house styles stay: everyone may use them."


async def test_pictures_painted_with_a_style_outlive_it(world: World) -> None:
    await save(world)
    asked = await stylize(world, world.alice, "Dusk")
    shown = await world.finished(asked)
    await world.alice.slash(world.channel, "style remove", style="Dusk")
    await world.alice.click(shown, label="Again")
    jobs = await world.eventually(lambda jobs: jobs if len(jobs) == 2 and jobs[1].picture else None)
    assert jobs[1].styles == jobs[0].styles


async def test_the_server_says_who_may_save(world: World) -> None:
    guilds = world.app.services.guild_settings
    await guilds.update(world.guild.id, style_savers=Savers.MODERATORS)
    refused = await save(world, **FOR_ALL)
    assert told_privately(refused) == (
        "Only moderators save styles for this server. You can still save it for yourself."
    )
    assert "Saved for you" in text((await save(world)).response)
    assert "saved a style" in text((await save(world, world.moderator, **FOR_ALL)).response)
    painter = world.guild.create_role("painter")
    await guilds.update(world.guild.id, style_savers=Savers.ROLES, style_roles=(painter.id,))
    refused = await save(world, world.moderator, "Two", image=("b.png", picture("red")), **FOR_ALL)
    assert told_privately(refused).startswith("Only people with certain roles")
    with_role = world.guild.add_member(world.env.create_user("paul"), roles=[painter])
    saved = await save(world, with_role, "Two", image=("b.png", picture("red")), **FOR_ALL)
    assert "saved a style" in text(saved.response)


async def test_the_banned_save_nothing(world: World) -> None:
    await world.app.services.people.ban(world.alice.id)
    assert "blocked your account" in told_privately(await save(world))


async def test_what_is_for_adults_or_hidden_stays_out_of_the_library_of_the_server(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:  # the simulated Discord has no age-restricted channels
        patched.setattr(discord.TextChannel, "is_nsfw", lambda self: True)
        refused = await save(world, **FOR_ALL)
        assert told_privately(refused).startswith("Everyone in a server sees its styles")
        assert "Saved for you" in text((await save(world)).response)
        await world.finished(await world.stylize())
    refused = await save(world, image=("SPOILER_dusk.png", picture()), **FOR_ALL)
    assert told_privately(refused).startswith("Everyone in a server sees its styles")
    await world.finished(await world.stylize(spoiler=True))
    for job in await world.app.store.recently_done(2):
        refused = await save(world, picture=job.id, **FOR_ALL)
        assert told_privately(refused).startswith("Everyone in a server sees its styles")


async def test_in_a_direct_message_there_are_ones_own_styles_and_the_houses(world: World) -> None:
    await save(world, **FOR_ALL)
    await save(world, name="Mine", image=("b.png", picture("red")))
    private = world.alice.user
    choices = await private.autocomplete("stylize", "saved", "")
    assert [choice["value"] for choice in choices][:2] == ["mine:Mine", "house:night-wind"]
    saved = await private.slash("style save", name="Two", image=("c.png", picture("green")))
    assert "Saved for you" in text(saved.response)
    refused = await private.slash("style save", name="Three", image=("c.png", picture("blue")), **FOR_ALL)
    assert told_privately(refused).startswith("There is no server here that could have styles.")


async def test_the_list_shows_all_with_thumbnails_and_turns_pages(world: World) -> None:
    await save(world)
    await save(world, world.bob, "Shared", image=("b.png", picture("red")), **FOR_ALL)
    listed = await world.alice.slash(world.channel, "style list")
    assert listed.ephemeral
    total = 2 + len(artworks.HOUSE_STYLES)
    assert f"### {total} styles to choose from" in text(listed.response)
    assert alt_texts(listed.response)[0].startswith("Styles by number: 1 Dusk, 2 Shared, 3 Oil, ")
    assert "**2 · Shared**" in text(listed.response)
    assert buttons(listed.response) == [*["Paint with this"] * 11, "Back", "More"]
    assert "page 1 of 2" in text(listed.response)
    await world.alice.click(reply(listed), label="More")
    assert "page 2 of 2" in text(listed.response)
    assert "**14 · Linocut**" in text(listed.response)
    assert "Dusk" not in text(listed.response)
    await world.alice.click(reply(listed), label="Back")
    assert "page 1 of 2" in text(listed.response)
    server = await world.bob.slash(world.channel, "style list", which="guild")
    assert alt_texts(server.response) == ["Styles by number: 1 Shared"]


async def test_the_house_styles_fit_on_one_page(world: World) -> None:
    house = await world.alice.slash(world.channel, "style list", which="house")
    assert f"### {len(artworks.HOUSE_STYLES)} house styles" in text(house.response)
    assert "-# house style · ⚡ instant\n" in text(house.response)
    assert "used" not in text(house.response), "none was"
    assert buttons(house.response) == ["Paint with this"] * 12


async def test_a_photo_is_painted_with_a_style_of_the_list(world: World) -> None:
    await save(world)
    listed = await world.alice.slash(world.channel, "style list", which="mine")
    form = await world.alice.click(reply(listed), label="Paint with this")
    assert form.modal is not None
    assert form.modal["title"] == "Paint with Dusk"
    sent = await world.fill_in(world.alice, form, photo=("photo.png", picture()), strength="30", strokes="2")
    assert "in **Dusk**" in text(await world.finished(sent))
    (task,) = world.painter.painted
    assert (colour(task.styles[0]), task.params.strength, task.params.style_scale) == (NAVY, 0.3, 2.0)
    assert not sent.ephemeral


async def test_a_style_that_was_announced_can_be_used_by_whoever_sees_it(world: World) -> None:
    saved = await save(world, **FOR_ALL)
    info = await world.bob.slash(world.channel, "style info", style="Dusk")
    for shown in (saved, info):
        form = await world.bob.click(reply(shown), label="Paint with this")
        await world.finished(await world.fill_in(world.bob, form, photo=("photo.png", picture())))
    form = await world.bob.click(reply(saved), label="Paint with this")
    await world.alice.slash(world.channel, "style remove", style="Dusk")
    sent = await world.fill_in(world.bob, form, photo=("photo.png", picture()))
    assert told_privately(sent).startswith("There is no style called “Dusk” here.")


async def test_styles_outlive_a_restart_and_so_do_the_buttons_of_a_list(world: World) -> None:
    await save(world, **FOR_ALL)
    listed = await world.alice.slash(world.channel, "style list")
    await world.restart()
    assert await painted_with(world, world.bob, "Dusk") == NAVY
    await world.alice.click(reply(listed), label="More")
    assert "page 2 of" in text(listed.response)


async def dies_while_saving(victim: Victim) -> None:
    put = FileStore.put

    async def die_after(files: FileStore, data: bytes) -> str:
        victim.die(await put(files, data))

    with patch.object(FileStore, "put", die_after):
        await save(victim)


async def test_an_upload_that_was_cut_off_by_a_crash_leaves_no_style(world: World) -> None:
    await killed(world, dies_while_saving)
    assert "Saved for you" in text((await save(world)).response)


async def test_everything_that_a_person_saved_goes_when_they_wish(world: World) -> None:
    await save(world)
    await save(world, name="Shared", image=("b.png", picture("red")), **FOR_ALL)
    asked = await world.alice.slash(world.channel, "privacy")
    sent = await world.alice.click(reply(asked), label="Send me everything")
    (attachment,) = reply(sent).attachments
    archive = zipfile.ZipFile(io.BytesIO(await attachment.read()))
    listed = json.loads(archive.read("styles.json"))
    assert {style["name"] for style in listed} == {"Dusk", "Shared"}
    assert all(archive.read(style["picture"]).startswith(b"\x89PNG") for style in listed)
    await world.alice.click(reply(asked), label="Delete everything…")
    shown = reply(asked)
    await world.alice.click(shown, label="Yes, delete everything")
    assert [name for name in await offered(world, world.alice) if "house" not in name] == []
    assert [path for path in (world.settings.data_dir / "styles").rglob("*") if path.is_file()] == []


async def test_house_styles_are_called_and_found_by_their_names_in_the_persons_language(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(locale="de")
    found = await offered(world, world.alice, "glasf")
    assert list(found.values()) == ["house:stained-glass"]
    assert "Glasfenster" in next(iter(found))
    assert list((await offered(world, world.alice, "stained")).values()) == ["house:stained-glass"]
    info = await world.alice.slash(world.channel, "style info", style="house:stained-glass")
    assert "### Glasfenster" in text(info.response)


def test_every_house_style_has_its_name_among_the_texts() -> None:
    assert {name: localized(f"styles-house-{name}") for name in artworks.HOUSE_STYLES} == artworks.HOUSE_STYLES
