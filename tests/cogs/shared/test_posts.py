"""Which pictures the bot finds in a post, and which links it follows."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.shared.posts import Posted, linked_picture, pictures_in
from nst.errors import UserError

PROXY = "https://images-ext-1.discordapp.net/external/abc/https/example.com/cat.png"
LINK = "https://example.com/cat.png"


def post(**parts: Any) -> Any:
    lists = ("attachments", "stickers", "embeds", "components", "message_snapshots")
    return SimpleNamespace(**{"content": ""} | {name: [] for name in lists} | parts)


def embed(**image: str | None) -> discord.Embed:
    return discord.Embed.from_dict({"type": "image", "thumbnail": image})


def file(name: str, *, kind: str | None = None, spoiler: bool = False) -> Any:
    url = f"https://cdn.discordapp.com/attachments/1/2/{name}?ex=1"
    return SimpleNamespace(filename=name, url=url, content_type=kind, size=3, is_spoiler=lambda: spoiler)


def test_a_preview_of_a_link_is_read_from_discords_copy_only() -> None:
    linked = post(content=LINK, embeds=[embed(url="https://example.com/cat.png", proxy_url=PROXY)])
    assert pictures_in(linked) == [Posted("cat.png", PROXY)]
    assert pictures_in(post(content=LINK, embeds=[embed(url="https://example.com/cat.png")])) == []
    assert pictures_in(post(embeds=[embed(url="http://169.254.169.254/", proxy_url="https://evil.example/x")])) == []


def test_files_that_are_pictures_are_found_by_type_or_by_name() -> None:
    found = pictures_in(
        post(
            attachments=[
                file("a.bin", kind="image/png"),
                file("b.JPG"),
                file("c.txt"),
                file("d.png", kind="text/plain"),
                file("SPOILER_e.webp", spoiler=True),
                file("unnamed"),
                file("blob", kind="application/octet-stream"),
                file("f.heic", kind="application/octet-stream"),
                file("g.zip", kind="application/octet-stream"),
            ]
        )
    )
    assert [(picture.name, picture.spoiler) for picture in found] == [
        ("a.bin", False),
        ("b.JPG", False),
        ("SPOILER_e.webp", True),
        ("unnamed", False),
        ("blob", False),
        ("f.heic", False),
    ]


def test_what_was_forwarded_is_found_and_nothing_twice() -> None:
    inner = post(attachments=[file("a.png")])
    assert len(pictures_in(post(attachments=[file("a.png")], message_snapshots=[inner]))) == 1
    assert len(pictures_in(post(message_snapshots=[inner]))) == 1


@pytest.mark.parametrize(
    "link", ["https://CDN.discordapp.com/a/b/photo.png?ex=1", "<https://media.discordapp.net/x.png>"]
)
def test_a_link_to_a_picture_at_discord_is_taken(link: str) -> None:
    assert linked_picture(link).name in {"photo.png", "x.png"}


@pytest.mark.parametrize(
    "link", ["https://example.com/a.png", "//cdn.discordapp.com/a.png", "https://a@cdn.discordapp.com/", "", "x" * 999]
)
def test_no_other_link_is(link: str) -> None:
    with pytest.raises(UserError):
        linked_picture(link)


def test_stickers_are_pictures_unless_they_are_drawn_by_a_program() -> None:
    kinds = discord.StickerFormatType
    shown = [
        SimpleNamespace(format=kind, url=f"https://cdn.discordapp.com/stickers/{kind.value}.{kind.file_extension}")
        for kind in (kinds.png, kinds.apng, kinds.lottie, kinds.gif)
    ]
    assert [one.name for one in pictures_in(post(stickers=shown))] == ["1.png", "2.png", "4.gif"]
    assert len(pictures_in(post(message_snapshots=[post(stickers=shown)]))) == 3


def test_pictures_in_galleries_sections_and_files_are_read_from_discords_copy() -> None:
    elsewhere = {"url": LINK, "proxy_url": PROXY, "content_type": "image/png"}
    thumbnail = {"type": 11, "media": elsewhere | {"proxy_url": PROXY.replace("cat", "dog")}}
    section = {"type": 9, "components": [{"type": 10, "content": "a text"}], "accessory": thumbnail}
    file_data = {"url": "https://cdn.discordapp.com/attachments/1/2/c", "content_type": "image/png"}
    shown: list[discord.Component] = [
        discord.MediaGalleryComponent({"type": 12, "items": [{"media": elsewhere}]}, None),  # type: ignore[typeddict-item]
        discord.SectionComponent(section, None),  # type: ignore[arg-type]
        discord.FileComponent({"type": 13, "file": file_data}, None),  # type: ignore[typeddict-item]
    ]
    found = pictures_in(post(components=shown))
    assert [one.name for one in found] == ["cat.png", "dog.png", "c"]
