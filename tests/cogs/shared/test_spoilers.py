"""Hidden pictures stay hidden: which links of a text Discord hides, and what the bot does with their pictures."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from cogs.shared import posts
from cogs.shared.posts import Posted, pictures_in
from cogs.shared.spoilers import hides, links_in
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.shared.test_posts import PROXY, embed, file, post
from tests.cogs.world import World, buttons, hidden, picture, told_privately
from tests.polling import until

A, B, C = "https://a.example/cat.png", "https://b.example/dog.png?size=2", "https://c.example/"
NAVY, ORANGE = ("holiday.png", picture("navy")), ("painting.png", picture("orange"))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"{A}", False),
        (f"||{A}||", True),
        (f"|| {A} ||", True),
        (f"||\n{A}\n||", True),
        (f"look: ||no, {A} no!|| ok", True),
        (f"||{A}", False),
        (f"{A}||", False),
        (f"{A} ||the butler did it||", False),
        (f"||the butler|| {A} ||did it||", False),
        (f"||the butler did it|| {A}", False),
        (f"||{B}|| {A}", False),
        (f"|| {A} || {B}", True),
        (f"{A} and again ||{A}||", True),
        (f"||{A.upper().replace('CAT.PNG', 'cat.png')}||", True),
        (f"||<{A}>||", True),
        (f"<{A}>", False),
        (f"||[a cat]({A})||", True),
        (f"||[a cat](<{A}> 'title')||", True),
        (f"[a cat]({A})", False),
        (f"[||a cat||]({A})", True),
        # Escaped bars are plain text, but an escaped bar at the end still closes a spoiler.
        (rf"\||{A}||", False),
        (rf"\|\|{A}\|\|", False),
        (rf"\\||{A}||", True),
        (rf"||{A}\||", True),
        (f"|||{A}|||", True),
        (f"||||{A}||||", True),
        # Bars inside code hide nothing; bars around code do.
        (f"`||{A}||`", False),
        (f"``||{A}||``", False),
        (f"```\n||{A}||\n```", False),
        (f"```md\n||{A}||```", False),
        (f"||`{A}`||", True),
        (f"||```\n{A}\n```||", True),
        (f"` ||{A}||", True),
        # Bold text, quotes and lists are parsed separately, so bars inside may not pair with bars outside.
        (f"**||{A}||**", True),
        (f"||***{A}***||", True),
        (f"> ||{A}||", True),
        (f"**|| a** || {A} ||", True),
        (f"**`a** ||{A}|| `", True),
        (f"[a || b]({B}) || {A} ||", True),
        (f"> || a\n|| {A} ||", True),
        (f"**so bold** {A} ||b||", False),
        # These bars may belong to the link before them.
        (f"{B}|| a || {A} ||", True),
    ],
)
def test_a_link_is_hidden_where_discord_hides_it_or_may(text: str, hidden: bool) -> None:
    assert hides(text, [A]) is hidden


@pytest.mark.parametrize("length", [1, 3_999])
@pytest.mark.parametrize("part", ["`", "|", "||", "\\", "[", "||https://a||", "https://", "` `` ", "[a](", "**"])
def test_no_text_is_too_strange(part: str, length: int) -> None:
    text = (part * length)[:4_000]
    assert all(isinstance(link.address, str) for link in links_in(text))


def test_a_preview_is_known_by_any_of_its_addresses() -> None:
    text = f"{A} || {C} ||"
    assert not hides(text, [f"{A}?width=300"])
    assert not hides(text, ["https://images-ext-1.discordapp.net/external/x-y_z/https/a.example/cat.png"])
    assert not hides(text, ["https://images-ext-1.discordapp.net/external/xyz/%3Fwidth%3D3/https/a.example/cat.png"])
    assert hides(text, ["https://www.c.example"])
    assert not hides("https://cdn.discordapp.com/a/b.png ||https://c||", ["https://media.discordapp.net/a/b.png?ex=1"])


def test_a_preview_of_which_the_text_knows_nothing_counts_as_hidden() -> None:
    assert hides(f"{A} ||{B}||", ["https://elsewhere.example/"]), "a short link may lead there"
    assert hides("", [A])
    assert hides("no link at all", [A])
    assert hides(f"||{A}||", [None])
    assert hides(f"||{A}||", ["https://["])


def preview(**changes: Any) -> discord.Embed:
    return discord.Embed.from_dict({"type": "image", "url": A, "thumbnail": {"url": A, "proxy_url": PROXY}, **changes})


def spoilers(message: Any) -> list[bool]:
    return [found.spoiler for found in pictures_in(message)]


def test_pictures_behind_hidden_links_are_hidden_in_posts_and_in_what_was_forwarded() -> None:
    assert spoilers(post(content=A, embeds=[preview()])) == [False]
    shut = post(content=f"|| {A} ||", embeds=[preview()])
    assert spoilers(shut) == [True]
    assert spoilers(post(message_snapshots=[shut])) == [True]
    assert spoilers(post(content=A, message_snapshots=[shut])) == [True], "the text above a snapshot is not its own"


def test_a_picture_that_a_bot_made_of_its_own_accord_belongs_to_no_link() -> None:
    own = preview(type="rich", image={"url": A, "proxy_url": PROXY})
    assert spoilers(post(content="||the butler did it||", embeds=[own])) == [False]
    assert spoilers(post(content=f"||{A}||", embeds=[own])) == [True]


def test_what_discord_found_to_be_explicit_is_hidden() -> None:
    assert spoilers(post(content=A, embeds=[preview(flags=1 << 4)])) == [True]
    assert spoilers(post(content=A, embeds=[preview(thumbnail={"url": A, "proxy_url": PROXY, "flags": 1 << 4})])) == [
        True
    ]
    loud = file("a.png")
    loud.flags = discord.AttachmentFlags._from_value(1 << 4)  # noqa: SLF001  discord.py has no name for it
    assert spoilers(post(attachments=[loud])) == [True]


def layout(*components: dict[str, Any], **parts: Any) -> Any:
    # discord.py has no public way to read a component.
    made = [discord.components._component_factory(component, None) for component in components]  # type: ignore[arg-type]  # noqa: SLF001
    return post(components=made, **parts)


CDN = "https://cdn.discordapp.com/attachments/1/2"


def gallery(name: str, *, spoiler: bool = False, **media: Any) -> dict[str, Any]:
    return {"type": 12, "items": [{"media": {"url": f"{CDN}/{name}?ex=1", **media}, "spoiler": spoiler}]}


def container(*components: dict[str, Any], spoiler: bool = False) -> dict[str, Any]:
    return {"type": 17, "components": list(components), "spoiler": spoiler}


def section(name: str, *, spoiler: bool = False) -> dict[str, Any]:
    thumbnail = {"type": 11, "media": {"url": f"{CDN}/{name}"}, "spoiler": spoiler}
    return {"type": 9, "components": [{"type": 10, "content": "text"}], "accessory": thumbnail}


def document(name: str, *, spoiler: bool = False) -> dict[str, Any]:
    return {"type": 13, "file": {"url": f"{CDN}/{name}"}, "spoiler": spoiler}


@pytest.mark.parametrize("shown", [gallery, section, document])
def test_layouts_hide_single_pictures_or_all_of_them(shown: Callable[..., Any]) -> None:
    assert spoilers(layout(shown("a.png"))) == [False]
    assert spoilers(layout(shown("a.png", spoiler=True))) == [True]
    assert spoilers(layout(container(shown("a.png")))) == [False]
    assert spoilers(layout(container(shown("a.png"), spoiler=True))) == [True]
    assert spoilers(layout(shown("SPOILER_a.png"))) == [True]
    assert spoilers(post(message_snapshots=[layout(container(shown("a.png"), spoiler=True))])) == [True]


def test_a_file_that_a_layout_hides_is_hidden_though_it_is_a_plain_file_too() -> None:
    both = layout(container(gallery("a.png"), spoiler=True), attachments=[file("a.png", kind="image/png")])
    assert [(found.name, found.spoiler, found.size) for found in pictures_in(both)] == [("a.png", True, 3)]


def test_a_layouts_other_files_are_no_pictures() -> None:
    assert spoilers(layout(document("notes.txt"))) == []
    assert spoilers(layout(gallery("a.mp4", content_type="video/mp4"))) == []
    assert spoilers(layout(gallery("a.png", flags=1 << 3))) == [True]


def test_a_link_to_a_hidden_file_leads_to_a_hidden_picture() -> None:
    assert posts.linked_picture(f"{CDN}/SPOILER_a.png?ex=1") == Posted(
        "SPOILER_a.png", f"{CDN}/SPOILER_a.png?ex=1", spoiler=True
    )
    assert spoilers(post(content=A, embeds=[embed(url=A, proxy_url=f"{CDN}/SPOILER_a.png")])) == [True]


# The same as people see it in Discord.


@pytest.fixture
def linked(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Bob posts a link; Discord shows its picture below."""

    async def download(url: str, limit: int) -> bytes:
        return picture("navy")

    monkeypatch.setattr(posts, "download", download)

    async def linked(text: str) -> Any:
        await world.begin()
        preview = {"type": "image", "url": A, "thumbnail": {"url": A, "proxy_url": PROXY, "width": 9, "height": 9}}
        stored = world.env.backend.create_message(world.channel.id, world.bob.id, text, embeds=[preview])
        (message,) = [one for one in world.channel.history() if one.id == stored.id]
        return message

    return linked


@pytest.mark.parametrize(("text", "shut"), [(A, False), (f"|| {A} ||", True)])
async def test_a_result_is_hidden_when_the_link_was(world: World, linked: Any, text: str, shut: bool) -> None:
    message = await linked(text)
    form = await world.alice.context_menu(world.channel, "Stylize…", message)
    result = await world.finished(await world.fill_in(world.alice, form, upload=ORANGE))
    assert result.attachments[0].filename.startswith("SPOILER_") is shut
    assert hidden(result) is shut
    again = await world.finished(await world.bob.click(result, label="Again"))
    assert hidden(again) is shut, "and so is what is made of it"


async def test_a_hidden_link_in_a_forwarded_post_is_hidden(world: World, linked: Any) -> None:
    message = await world.bob.forward(await linked(f"||{A}||"), world.channel)
    form = await world.alice.context_menu(world.channel, "Stylize…", message)
    assert hidden(await world.finished(await world.fill_in(world.alice, form, upload=ORANGE)))


async def test_a_mention_with_a_hidden_link_gets_a_hidden_picture(world: World, linked: Any) -> None:
    await world.begin()
    backend = world.env.backend
    shown = {"type": "image", "url": A, "thumbnail": {"url": A, "proxy_url": PROXY, "width": 9, "height": 9}}
    files = backend.store_attachments(world.channel.id, [ORANGE])
    text = f"{world.mention} || {A} ||"
    backend.create_message(world.channel.id, world.alice.id, text, embeds=[shown], attachments=files)
    await until(lambda: "Details" in buttons(world.newest), what="a finished picture")
    assert hidden(world.newest)


async def test_a_servers_library_takes_no_picture_behind_a_hidden_link(
    world: World, linked: Any, interactions: Callable[..., None]
) -> None:
    interactions(authorizing_integration_owners={"0": str(world.guild.id)})
    form = await world.alice.context_menu(world.channel, "Use as style…", await linked(f"||{A}||"))
    sent = await world.fill_in(world.alice, form, name="sunrise", shelf="guild")
    assert told_privately(sent).startswith("Everyone in a server sees its styles")
    assert await world.app.services.styles.saved_by(world.alice.id) == []


@pytest.fixture
def challenge_world(world: World) -> ChallengeWorld:
    return ChallengeWorld(world)


async def test_a_challenge_takes_no_hidden_picture_for_everyone_to_use(
    world: World, challenge_world: ChallengeWorld
) -> None:
    asked = await challenge_world.preview(kind="photo", picture=("SPOILER_a.png", picture("navy")))
    assert told_privately(asked).startswith("The picture of a challenge is shown to everyone")
    assert await challenge_world.service.store.of_guild(world.guild.id) == []
