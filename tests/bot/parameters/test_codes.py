"""Codes of parameters survive a round trip, and damage is detected."""

import zlib
from dataclasses import Field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.parameters.codes import (
    DIGITS,
    MAX_LENGTH,
    NO_EXTRAS,
    VERSION,
    ExtraPictures,
    read_bounded,
    read_extras,
    read_recipe,
    write_recipe,
)
from nst.errors import BadRequest
from nst.params import Area, Colours, Init, LossNormalization, Mode, Optimizer, Params, StyleLoss
from nst.recipes import RECIPES, recipe
from tests.fuzzing import fuzzed

LAYERS = [f"relu{block}_{number}" for block in range(1, 6) for number in (1, 2)]
weights = st.floats(0, 1e6, allow_nan=False)
layer_weights = st.dictionaries(st.sampled_from(LAYERS), weights, max_size=5)


@st.composite
def params(draw: DrawFn) -> Params:
    mode = draw(st.sampled_from(Mode))
    return Params(
        recipe=draw(st.sampled_from(RECIPES)),
        mode=mode,
        sheet=mode is not Mode.TRANSFER and draw(st.booleans()),
        size=draw(st.integers(16, 4096)),
        steps=draw(st.integers(1, 5000)),
        strength=draw(st.floats(0, 1)),
        seed=draw(st.integers(0, 2**63 - 1)),
        colours=draw(st.sampled_from(Colours)),
        area=draw(st.sampled_from(Area)),
        style_scale=draw(st.floats(0.25, 4)),
        mix=tuple(draw(st.lists(st.floats(0.1, 10), max_size=3))),
        optimizer=draw(st.sampled_from(Optimizer)),
        learning_rate=draw(st.floats(1e-6, 10)),
        init=draw(st.sampled_from(Init)),
        scales=draw(st.integers(1, 8)),
        content_layers=draw(layer_weights),
        style_layers=draw(layer_weights),
        style_loss=draw(st.sampled_from(StyleLoss)),
        normalization=draw(st.sampled_from(LossNormalization)),
        content_weight=draw(weights),
        style_weight=draw(weights),
        tv_weight=draw(weights),
        as_published=draw(st.booleans()),
        clip_every=draw(st.integers(0, 100)),
    )


@given(params())
def test_every_recipe_comes_back_as_it_was(given: Params) -> None:
    assert read_recipe(write_recipe(given)) == given


digests = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(params(), st.lists(digests, min_size=1, max_size=3), st.none() | digests, st.lists(digests, max_size=3))
def test_extra_styles_the_mask_and_networks_are_in_the_line(
    given: Params, styles: list[str], mask: str | None, networks: list[str]
) -> None:
    extras = ExtraPictures.of(styles, mask, networks)
    line = write_recipe(given, extras)
    assert read_recipe(line) == given
    assert read_extras(line) == extras
    assert extras.styles == tuple(name[:DIGITS] for name in styles[1:])
    assert len(line) <= MAX_LENGTH


@pytest.mark.parametrize(
    "extras",
    [
        ExtraPictures(("",)),
        ExtraPictures(("abc",)),
        ExtraPictures(("0" * DIGITS,) * 3),
        ExtraPictures(mask="0" * DIGITS + ",0"),
        ExtraPictures(mask="x" * DIGITS),
        ExtraPictures(networks=("x" * DIGITS,)),
        ExtraPictures(networks=("0" * DIGITS,) * 4),
    ],
)
def test_what_is_no_digest_is_refused(extras: ExtraPictures) -> None:
    with pytest.raises(BadRequest):
        read_extras(write_recipe(recipe("draft"), extras))


def test_a_line_without_extra_pictures_has_none() -> None:
    assert read_extras(write_recipe(recipe("fine", seed=42))) == NO_EXTRAS


@given(params(), st.data())
def test_one_wrong_letter_is_noticed(given: Params, data: st.DataObject) -> None:
    line = write_recipe(given)
    place = data.draw(st.integers(0, len(line) - 1))
    letter = data.draw(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=f"`{line[place]}"))
    with pytest.raises(BadRequest):
        read_recipe(line[:place] + letter + line[place + 1 :])


@fuzzed()
@given(st.text(max_size=200))
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_recipe(text)
    assert caught.value.hint


@pytest.mark.parametrize("field", fields(Params), ids=lambda field: field.name)
def test_every_parameter_can_be_written(field: Field[Any]) -> None:
    """A new parameter must have a kind that this test knows."""
    value = getattr(Params(), field.name)
    assert isinstance(value, str | bool | int | float | dict | tuple)


def test_what_everybody_uses_is_short() -> None:
    line = write_recipe(recipe("fine", seed=42, strength=0.7))
    assert line.startswith(f"{VERSION};fine;strength=0.7;seed=42;")
    assert len(line) < 60
    assert all(len(write_recipe(recipe(name))) < 40 for name in RECIPES)


def test_what_chat_does_to_a_line_does_not_matter() -> None:
    params = recipe("fine", seed=42)
    line = write_recipe(params)
    assert read_recipe(f"  `{line[:9]}\n{line[9:]}` ") == params


@pytest.mark.parametrize(
    ("line", "params"),
    [
        (
            "CH1;draft;strength=0.7;seed=42;start=noise;formula=mean;plain=yes;bbbbc9",
            recipe("draft", strength=0.7, seed=42, init="noise", normalization="mean", as_published=True),
        ),
        ("CH1;gatys;start=content;plain=no;b22b7a", recipe("gatys", init="content", as_published=False)),
    ],
)
def test_a_line_with_former_names_is_read(line: str, params: Params) -> None:
    assert read_recipe(line) == params


def test_a_line_of_another_version_says_so() -> None:
    with pytest.raises(BadRequest, match="another version") as caught:
        read_recipe(write_recipe(recipe()).replace(VERSION, "CH2"))
    assert caught.value.code == "recipe-version"


def test_nobody_gets_more_steps_by_a_line_than_by_a_recipe() -> None:
    longest = max(recipe(name).steps for name in RECIPES)
    assert read_bounded(write_recipe(recipe("draft", steps=longest))).steps == longest
    with pytest.raises(BadRequest, match="more than") as caught:
        read_bounded(write_recipe(recipe("draft", steps=longest + 1)))
    assert (caught.value.code, caught.value.values) == ("recipe-too-long", {"limit": longest})


def sealed(body: str) -> str:
    """A line with the right checksum, whatever is in it."""
    return f"{body};{zlib.crc32(body.encode()) & 0xFFFFFF:06x}"


def test_a_line_may_be_as_long_as_it_says_and_no_longer() -> None:
    beginning = f"{VERSION};draft;strength=0.7"
    digits = "0" * (MAX_LENGTH - len(beginning) - len(";000000"))
    assert read_recipe(sealed(beginning + digits)) == recipe("draft", strength=0.7)
    with pytest.raises(BadRequest):
        read_recipe(sealed(beginning + digits + "0"))


def test_lines_that_people_keep_are_read_for_ever() -> None:
    """What somebody has copied from a post must not change its meaning, so this line is as it was in November 2026."""
    line = sealed(
        "CH1;fine;seed=42;styles=0123456789abcdef,fedcba9876543210;mask=00000000ffffffff;networks=aaaaaaaa00000000"
    )
    extras = ExtraPictures(("0123456789abcdef", "fedcba9876543210"), "00000000ffffffff", ("aaaaaaaa00000000",))
    assert (read_recipe(line), read_extras(line)) == (recipe("fine", seed=42), extras)
    assert write_recipe(recipe("fine", seed=42), extras) == line
    assert MAX_LENGTH >= 1500


def test_a_recipe_that_is_not_known_here_is_written_as_differences_from_the_standard_one() -> None:
    own = replace(recipe("fine", seed=42), recipe="my own")
    line = write_recipe(own)
    assert line.startswith("CH1;standard;")
    assert replace(read_recipe(line), recipe="my own") == own


@pytest.mark.parametrize("body", ["CH;draft", "XY1;draft", "draft", ""])
def test_a_line_that_does_not_begin_like_a_code_is_refused_though_its_checksum_is_right(body: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_recipe(sealed(body))
    assert caught.value.code == "recipe-unreadable"


def test_a_key_of_a_newer_version_is_refused_rather_than_ignored() -> None:
    with pytest.raises(BadRequest, match="cannot read"):
        read_recipe(sealed(f"{VERSION};draft;sparkle=2.0"))


def test_a_line_names_its_recipe_once() -> None:
    with pytest.raises(BadRequest, match="cannot read"):
        read_recipe(sealed(f"{VERSION};draft;recipe=fine"))
