"""Parameters, recipes, and the layers and scales derived from them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst.errors import BadRequest
from nst.inputs.stages import schedule
from nst.layers import canonical, nearest, vgg_layers
from nst.params import Init, LossNormalization, Optimizer, Params
from nst.recipes import RECIPES, recipe


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_survives_being_written_down(name: str) -> None:
    params = recipe(name, seed=7, strength=0.8)
    assert Params.from_dict(json.loads(json.dumps(params.to_dict()))) == params


def test_parameters_of_a_newer_version_are_read_as_far_as_they_are_known() -> None:
    assert Params.from_dict({"size": 256, "sparkle": 11}) == replace(Params(), size=256)


def test_former_names_are_read() -> None:
    old = {"recipe": "draft", "start": "noise", "formula": "gatys", "plain": True}
    new = Params(recipe="draft", init=Init.NOISE, normalization=LossNormalization.GATYS, as_published=True)
    assert Params.from_dict(old) == new


def test_none_keeps_what_the_recipe_says() -> None:
    assert recipe("draft", size=None, seed=3) == replace(recipe("draft"), seed=3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": 8}, "size must be between"),
        ({"size": 100_000}, "size must be between"),
        ({"steps": 0}, "number of steps"),
        ({"strength": 1.5}, "strength must be"),
        ({"strength": float("nan")}, "strength must be"),
        ({"seed": -1}, "seed must be"),
        ({"scales": 0}, "scales must be"),
        ({"learning_rate": 0.0}, "learning rate"),
        ({"style_weight": -1.0}, "Weights must be"),
        ({"style_layers": {"relu9_9": 1.0}}, "no layer “relu9_9”"),
        ({"optimizer": "sgd"}, "“sgd” is not known"),
    ],
)
def test_a_wrong_value_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        recipe("standard", **change)


def test_an_unknown_recipe_is_told_the_known_ones() -> None:
    with pytest.raises(BadRequest) as caught:
        recipe("soup")
    assert "draft, standard, fine" in caught.value.text


def test_strings_are_taken_for_choices() -> None:
    assert recipe("standard", optimizer="lbfgs").optimizer is Optimizer.LBFGS


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("relu4_2", "relu4_2"),
        ("Conv4_2 ", "conv4_2"),
        (5, "relu5_1"),
        ("1", "relu1_1"),
        (28, "conv5_1"),
        ("29", "relu5_1"),
        (0, "conv1_1"),
        ("features.1", "relu1_1"),
        (6, "relu2_1"),
    ],
)
def test_layers_have_one_name_however_they_are_written(written: str | int, name: str) -> None:
    assert canonical(written) == name


@pytest.mark.parametrize("written", ["pool1", "4.5", "36.", 99, "relu3_9", "", "features.4"])
def test_what_is_no_layer_is_refused(written: str | int) -> None:
    with pytest.raises(BadRequest, match="There is no layer"):
        canonical(written)


def test_indices_are_those_of_torchvision() -> None:
    assert [i for i, name in enumerate(vgg_layers("vgg19")) if name.startswith("pool")] == [4, 9, 18, 27, 36]


def test_a_small_encoder_answers_for_its_block() -> None:
    small = ("relu1_1", "relu2_1", "relu4_1")
    assert nearest("relu4_2", small) == "relu4_1"
    assert nearest("conv1_1", small) == "relu1_1"
    with pytest.raises(BadRequest, match="no layer like"):
        nearest("relu5_1", small)


sizes = st.tuples(st.integers(1, 6000), st.integers(1, 6000))


@given(sizes, st.integers(16, 2048), st.integers(1, 5000), st.integers(1, 8))
def test_a_schedule_ends_at_the_size_asked_for_with_all_steps_taken(
    original: tuple[int, int], size: int, steps: int, scales: int
) -> None:
    stages = schedule(original, replace(Params(), size=size, steps=steps, scales=scales))
    last = stages[-1]
    assert max(last.width, last.height) == min(size, max(original))
    assert sum(stage.steps for stage in stages) == steps
    assert all(stage.steps >= 1 for stage in stages)
    assert 1 <= len(stages) <= scales
    areas = [stage.pixels for stage in stages]
    assert areas == sorted(areas)
    assert all(min(stage.width, stage.height) >= 1 for stage in stages)


def test_most_steps_are_taken_at_full_size() -> None:
    steps = [stage.steps for stage in schedule((1024, 768), recipe("standard"))]
    assert steps == sorted(steps)
    assert steps[-1] > sum(steps) / 2


@pytest.mark.parametrize(("changes", "factor"), [({}, 1), ({"mode": "texture"}, 1), ({"mode": "reconstruction"}, 2)])
def test_a_reconstruction_and_a_sheet_take_twice_the_steps(changes: dict[str, Any], factor: int) -> None:
    assert recipe("draft", **changes).steps == factor * recipe("draft").steps
    assert recipe("gatys", **changes).steps == recipe("gatys").steps
    if changes:
        assert recipe("draft", **changes, sheet=True).steps == 2 * recipe("draft").steps
        assert recipe("draft", **changes, sheet=True, steps=9).steps == 9
