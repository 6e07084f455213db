"""Mixtures of styles: how they are written, and their weights."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parameters.mixes import MAX_STYLES, MAX_WEIGHT, mix_of, mixed_in, parts_of, read_weights, split_weight
from nst.errors import BadRequest
from tests.fuzzing import fuzzed


@pytest.mark.parametrize(
    ("part", "name", "weight"),
    [
        ("mosaic", "mosaic", 1),
        ("mosaic 2", "mosaic", 2),
        ("  stained glass 1.5 ", "stained glass", 1.5),
        ("mosaic: 2", "mosaic", 2),
        ("mosaic=2", "mosaic", 2),
        ("mosaic x2", "mosaic", 2),
        ("mosaic × 2", "mosaic", 2),
        ("mosaic 70 %", "mosaic", 70),
        ("mosaic 70%", "mosaic", 70),
        ("house:mosaic 2", "house:mosaic", 2),
        ("mosaic2", "mosaic2", 1),
        ("route 66 2", "route 66", 2),
        ("42", "42", 1),
    ],
)
def test_a_weight_stands_behind_the_name(part: str, name: str, weight: float) -> None:
    assert split_weight(part) == (name, weight)


@pytest.mark.parametrize("part", ["mosaic 0", "mosaic 101", "mosaic 999999"])
def test_a_weight_out_of_range_is_refused(part: str) -> None:
    with pytest.raises(BadRequest, match="above 0 and at most 100"):
        split_weight(part)


@pytest.mark.parametrize("text", ["mosaic 2, comic 1", "mosaic 2;comic 1", "mosaic 2 + comic 1", "mosaic 2,, comic 1,"])
def test_parts_are_divided_by_commas_and_their_like(text: str) -> None:
    assert parts_of(text) == ["mosaic 2", "comic 1"]


def test_more_than_three_styles_are_refused() -> None:
    assert len(parts_of("a, b, c")) == MAX_STYLES
    with pytest.raises(BadRequest, match="at most 3"):
        parts_of("a, b, c, d")


@given(st.lists(st.floats(0.1, 99).map(lambda value: round(value, 3)), min_size=1, max_size=3))
def test_weights_come_back_as_they_were_written(weights: list[float]) -> None:
    assert read_weights(", ".join(f"{weight:g}" for weight in weights), len(weights)) == pytest.approx(weights)


@pytest.mark.parametrize("text", ["", "2", "2, 1, 1", "two, one", "2, -1", "2, nan", "1e3 2", "2, 0"])
def test_other_weights_are_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        read_weights(text, 2)


@fuzzed()
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(BadRequest):
        for part in parts_of(text):
            name, weight = split_weight(part)
            assert name
            assert 0 < weight <= MAX_WEIGHT


def test_equal_weights_are_none() -> None:
    assert mix_of([2.0, 2.0]) == mix_of([5.0]) == ()
    assert mix_of([2.0, 1.0]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("mix", "count", "after"),
    [((), 1, (0.75, 0.25)), ((), 2, (0.375, 0.375, 0.25)), ((2.0, 1.0), 2, (0.5, 0.25, 0.25))],
)
def test_a_style_that_is_mixed_in_takes_its_share_from_all(
    mix: tuple[float, ...], count: int, after: tuple[float, ...]
) -> None:
    assert mixed_in(mix, count, 0.25) == after


def test_a_fourth_style_is_not_mixed_in() -> None:
    with pytest.raises(BadRequest, match="at most 3"):
        mixed_in((), 3, 0.5)
