"""The changes behind the buttons."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parameters.recipes import recipe as usual
from bot.parameters.variations import LargestAlready, bigger, difference, next_size, proper, retuned, vary
from nst.params import Colours, Mode
from nst.recipes import recipe

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.floats(0, 1), st.floats(0.25, 4), st.sampled_from(Mode))
def test_a_variation_is_a_small_change_within_the_limits(seed: int, strength: float, scale: float, mode: Mode) -> None:
    params = recipe("draft", strength=strength, style_scale=scale, mode=mode)
    varied = vary(params, Random(seed))
    assert varied.seed != params.seed or varied != params
    changed = difference(params, varied)
    assert set(changed) <= {"strength", "style_scale"}
    if mode is Mode.TRANSFER:
        assert 0.09 <= abs(varied.strength - strength) <= 0.21
    if mode is Mode.RECONSTRUCTION:
        assert changed == {}


@given(st.integers(16, 4096), st.integers(16, 4096))
def test_bigger_is_bigger_and_never_over_the_limit(size: int, limit: int) -> None:
    larger = next_size(size, limit)
    if limit <= size:
        assert larger is None
    else:
        assert larger is not None
        assert size < larger <= limit


def test_bigger_goes_by_what_is_shown_and_stops_at_the_photo() -> None:
    params = recipe("standard", size=512)
    assert bigger(params, 512, 4096).size == 768
    assert bigger(params, 512, 600).size == 600
    with pytest.raises(LargestAlready):
        bigger(params, 400, 400)


def test_tuning_keeps_what_was_not_touched() -> None:
    params = replace(recipe("fine", strength=0.2, seed=3), tv_weight=0.5)
    tuned = retuned(params, recipe_name="fine", strength=0.8)
    assert tuned == replace(params, strength=0.8)
    other = retuned(params, recipe_name="draft", strength=0.8, seed=3)
    assert (other.recipe, other.size, other.strength, other.tv_weight) == ("draft", 384, 0.8, 0.0)
    texture = replace(params, mode=Mode.TEXTURE)
    assert retuned(texture, recipe_name="draft").mode is Mode.TEXTURE
    seen = recipe("fine", mode=Mode.RECONSTRUCTION, content_layers={"relu2_1": 1.0})
    assert retuned(seen, recipe_name="draft").content_layers == {"relu2_1": 1.0}


@pytest.mark.parametrize(
    ("asked", "name", "painted"),
    [(512, "standard", 512), (512, "draft", 512), (512, "fine", 512), (256, "standard", 256), (1024, "draft", 1024)],
)
def test_the_proper_picture_has_the_chosen_size_and_is_never_smaller(asked: int, name: str, painted: int) -> None:
    found = proper(usual("instant", size=asked, strength=0.7, seed=5), name)
    assert (found.recipe, found.size, found.strength, found.seed) == (name, painted, 0.7, 5)


def test_a_difference_is_what_people_would_notice() -> None:
    before = recipe("draft", seed=1)
    after = replace(before, seed=2, strength=0.7, colours=Colours.PHOTO)
    assert difference(before, after) == {"strength": [0.5, 0.7], "colours": ["painting", "photo"]}
    assert difference(before, before) == {}
