"""Styles travel in one file: /style export in one place, /style import in another."""

import random
from typing import Any

import pytest
from PIL import Image
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.people.server_settings import Savers
from bot.styles.style import Kind, Style
from nst import images
from nst.artworks import STYLE_SIZE, artwork, style_file
from nst.packs import StyleFiles, read_files, read_pack, write_files
from tests.cogs.world import World, picture, reply, text, told_privately

FOR_ALL: dict[str, Any] = {"for": "guild"}


async def save(world: World, who: MemberActor, name: str, colour: str, **options: Any) -> None:
    await world.begin()
    done = await who.slash(world.channel, "style save", name=name, image=("a.png", picture(colour)), **options)
    assert "aved" in text(done.response)


async def import_(world: World, who: MemberActor, pack: bytes, **options: Any) -> InteractionResult:
    await world.begin()
    return await who.slash(world.channel, "style import", pack=("styles.zip", pack), **options)


async def exported(world: World, who: MemberActor, **options: Any) -> tuple[str, bytes]:
    """What a person is told, and the file that they get."""
    await world.begin()
    done = await who.slash(world.channel, "style export", **options)
    (attachment,) = reply(done).attachments
    assert reply(done).ephemeral
    return reply(done).content, await attachment.read()


async def styles(world: World, who: MemberActor, kind: Kind = Kind.MINE) -> dict[str, Style]:
    found = await world.app.services.styles.available(world.guild.id, who.id)
    return {style.name: style for style in found if style.kind is kind}


async def test_a_persons_styles_go_to_another_person(world: World) -> None:
    await save(world, world.alice, "Dusk", "navy")
    await save(world, world.alice, "Dawn", "salmon")
    told, pack = await exported(world, world.alice)
    assert "2 styles." in told
    done = await import_(world, world.bob, pack)
    assert reply(done).ephemeral
    assert text(reply(done)).splitlines() == ["📦  Saved 2 styles, 0 of them already learned.", "Dusk · Dawn"]
    assert (await styles(world, world.bob)).keys() == {"Dusk", "Dawn"}
    asked = await world.bob.slash(world.channel, "stylize", content=("photo.png", picture()), saved="Dusk")
    await world.finished(asked)
    assert images.decode(world.painter.painted[-1].styles[0]).getpixel((0, 0)) == (0, 0, 128)


async def test_a_servers_styles_go_without_those_of_people_who_keep_theirs(world: World) -> None:
    await save(world, world.alice, "Dusk", "navy", **FOR_ALL)
    await save(world, world.bob, "Dawn", "salmon", **FOR_ALL)
    await world.app.services.people.set_consent(world.bob.id, allowed=False)
    told, pack = await exported(world, world.moderator, **FOR_ALL)
    assert [style.name for style in read_files(pack)] == ["Dusk"]
    assert "One style." in told
    assert "One more stays here: who saved it lets nobody use their pictures." in told
    _, own = await exported(world, world.bob, **FOR_ALL)
    assert [style.name for style in read_files(own)] == ["Dusk", "Dawn"]


async def test_a_network_comes_along_and_nothing_is_learned_again(world: World) -> None:
    painting = images.encode_png(artwork("mosaic", STYLE_SIZE))
    network = style_file("mosaic").read_bytes()
    done = await import_(world, world.alice, write_files([StyleFiles("Tiles", painting, network)]))
    assert "Saved one style, already learned." in text(reply(done))
    assert (await styles(world, world.alice))["Tiles"].learned
    _, pack = await exported(world, world.alice)
    (style,) = read_pack(pack)
    assert (style.name, style.network) == ("Tiles", network)


@pytest.mark.parametrize("kind", ["of another picture", "damaged", "of no kind"])
async def test_a_style_is_saved_without_a_network_that_does_not_fit(world: World, kind: str) -> None:
    network = style_file("mosaic").read_bytes()
    network = {"of another picture": network, "damaged": network[:-100], "of no kind": b"\0" * 100}[kind]
    painting = picture() if kind == "of another picture" else images.encode_png(artwork("mosaic", STYLE_SIZE))
    done = await import_(world, world.alice, write_files([StyleFiles("Tiles", painting, network)]))
    assert "Saved one style." in text(reply(done))
    assert not (await styles(world, world.alice))["Tiles"].learned


async def test_what_cannot_be_saved_is_told_and_the_rest_is_saved(world: World) -> None:
    await save(world, world.alice, "Dusk", "navy")
    pack = write_files(
        [StyleFiles("dusk", picture("red")), StyleFiles("*Night*", picture("blue")), StyleFiles("Day", picture("gold"))]
    )
    lines = text(reply(await import_(world, world.alice, pack))).splitlines()
    assert lines[:2] == ["📦  Saved one style.", "Day"]
    assert lines[2].startswith("-# dusk: There is a style called “Dusk” already.")
    assert lines[3].startswith(r"-# \*Night\*: A style's name can hold letters")
    assert (await styles(world, world.alice)).keys() == {"Dusk", "Day"}


async def test_only_who_may_save_for_the_server_imports_and_exports_for_it(world: World) -> None:
    await world.begin()
    await world.app.services.guild_settings.update(world.guild.id, style_savers=Savers.MODERATORS)
    pack = write_files([StyleFiles("Dusk", picture("navy"))])
    assert "Only moderators save styles" in told_privately(await import_(world, world.alice, pack, **FOR_ALL))
    refused = await world.alice.slash(world.channel, "style export", **FOR_ALL)
    assert "Only moderators save styles" in told_privately(refused)
    done = await import_(world, world.moderator, pack, **FOR_ALL)
    assert not reply(done).ephemeral
    assert (await styles(world, world.alice, Kind.GUILD)).keys() == {"Dusk"}
    await world.app.services.people.ban(world.bob.id)
    assert "blocked your account" in told_privately(await import_(world, world.bob, pack))


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (picture(), "This is no style pack, or it is damaged. Style packs come from /style export"),
        (b"PK", "This is no style pack"),
        (write_files([StyleFiles("Dusk", b"no picture")]), "Style picture: "),
    ],
)
async def test_what_is_no_pack_is_refused_and_nothing_is_saved(world: World, pack: bytes, told: str) -> None:
    assert told in told_privately(await import_(world, world.alice, pack))
    assert await styles(world, world.alice) == {}


async def test_nothing_is_exported_where_nothing_was_saved(world: World) -> None:
    await world.begin()
    refused = told_privately(await world.alice.slash(world.channel, "style export"))
    assert refused.startswith("There are no styles to export")


async def test_a_file_that_is_too_large_for_the_place_is_not_sent(world: World) -> None:
    await world.begin()
    for number in range(9):
        noise = images.encode_png(_noise(number))
        await world.app.services.styles.save(world.alice.id, None, f"Noise {number}", noise)
    refused = told_privately(await world.alice.slash(world.channel, "style export"))
    assert refused.startswith("These styles make a file that is larger than")


def _noise(seed: int) -> Image.Image:

    return Image.frombytes("RGB", (1000, 1000), random.Random(seed).randbytes(3_000_000))
