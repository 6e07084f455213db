"""The title of a picture: whose it is and what it shows."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.styles.names import printable
from cogs.painting.titles import choice_title, plain_title, title
from cogs.shared.formats import escaped
from cogs.shared.uploads import file_name
from nst import recipe
from nst.params import Mode
from tests.bot.doubles import ALICE, job
from tests.cogs.world import World, picture, text

SPECIAL = re.compile(r"(?<!\\)[*_~|`<>@#:\[\]()]")


def named(name: str) -> str:
    upload: Any = SimpleNamespace(filename=name)
    return file_name(upload)


def test_a_title_tells_photo_style_person_and_strength() -> None:
    made = job(content_name="fox.png", style_name="Stained glass", style_saved=True)
    assert title(made, "en-GB") == f"fox.png in **Stained glass** for <@{ALICE}> · strength 50"
    assert title(made, "de", owner=False) == "fox.png in **Glasfenster** · Stärke 50"
    assert plain_title(made, "fr") == "fox.png en Vitrail · intensité 50"


def test_a_private_title_names_nobody() -> None:
    assert "<@" not in title(job(private=True, content_name="fox.png", style_name="Oil"), None)


def test_a_picture_of_before_has_no_names() -> None:
    assert title(job(), None, owner=False) == "Photo in the style of another picture · strength 50"
    texture = job(content=None, params=recipe("draft", mode=Mode.TEXTURE))
    assert plain_title(texture, "de") == "Textur in dem Stil eines anderen Bildes"


@pytest.mark.parametrize(
    "name",
    [
        "**bold** __x__ ~~y~~ ||z|| `c`.png",
        "@everyone <@1> <#2> <@&3> </ping:4> <t:0:R> <:a:5>.png",
        "[click](https://example.com).png",
        "https://example.com/a.png",
        "# title",
        "- item",
        "1. item",
        "> quote",
        "-# small.png",
    ],
)
def test_a_name_is_shown_letter_by_letter(name: str) -> None:
    shown = title(job(content_name=named(name), style_name=named(name)), None, owner=False)
    photo, style = re.fullmatch(r"(.*) in \*\*(.*)\*\* · strength 50", shown).groups()  # type: ignore[union-attr]
    for part in (photo, style):
        assert not SPECIAL.search(part)
        assert not re.match(r"(?:-|\d+\.)\s", part), "no list"
        assert re.sub(r"\\(.)", r"\1", part) == name


@given(st.text())
def test_any_name_can_be_read_back(name: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(printable(name))) == printable(name)


def test_invisible_characters_and_towers_of_accents_are_left_out() -> None:
    assert named("evil\u202egnp.exe\u2066\u200b\x00\n.png") == "evilgnp.exe .png"
    assert named("a" + "\u0301" * 50 + ".png") == "a\u0301\u0301.png"
    assert named("SPOILER_cat.png") == "cat.png"


def test_a_long_name_keeps_its_ending() -> None:
    shown = named("holiday-" * 40 + "photo.jpeg")
    assert len(shown) == 60
    assert shown.endswith("…-photo.jpeg"[-12:])


def test_what_tells_choices_apart_is_never_cut_off() -> None:
    made = job(content_name="p" * 60, style_name="s" * 60, params=recipe("draft", seed=123456))
    assert len(choice_title(made, "de")) <= 100
    assert choice_title(made, "de").endswith("· Seed 123456")


async def test_a_card_made_by_a_button_names_who_pressed_it(world: World) -> None:
    result = await world.finished(await world.stylize(content=("my_cat.png", picture())))
    again = await world.finished(await world.bob.click(result, label="Again"))
    assert text(result).startswith(f"my\\_cat.png in **painting.png** for <@{world.alice.id}> · strength 50\n")
    assert text(again).startswith(f"my\\_cat.png in **painting.png** for <@{world.bob.id}> · strength 50\n")
