"""Whole runs of the engine, on pictures small enough to be fast."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nst import stylize
from nst.errors import BadRequest, EngineFailure
from nst.inputs.colours import matched
from nst.networks.encoders import Encoder, vgg
from nst.objective.objective import strength_factor
from nst.params import Init, Optimizer, Params, StyleLoss
from nst.progress import Progress, Result
from nst.recipes import recipe

QUICK = recipe("standard", size=64, steps=12, scales=2)


def finish(run: Iterator[Progress]) -> Result:
    *_, last = run
    assert last.result is not None
    return last.result


def distance(a: Image.Image, b: Image.Image) -> float:
    return float(np.abs(np.asarray(a, float) - np.asarray(b.resize(a.size), float)).mean())


def test_a_run_tells_every_step_and_ends_with_the_picture(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    told = list(stylize(photo, painting, QUICK, encoder=encoder))
    assert [p.step for p in told] == list(range(1, 13))
    assert {p.steps for p in told} == {12}
    assert [p.scale for p in told] == sorted(p.scale for p in told)
    assert all(p.result is None for p in told[:-1])
    assert all(p.remaining >= 0 for p in told)
    assert told[-1].remaining == 0
    result = told[-1].result
    assert result is not None
    assert result.image.size == (64, 43)
    assert result.image.mode == "RGB"
    assert len(result.history) == 12


def test_the_picture_gets_closer_to_the_style(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    result = finish(stylize(photo, painting, replace(QUICK, steps=60), encoder=encoder))
    assert result.last.style < result.first.style / 2
    assert set(result.last.by_layer) == {"content relu4_1", *(f"style relu{n}_1" for n in range(1, 6))}
    assert result.last.total == pytest.approx(sum(result.last.by_layer.values()))


def test_the_same_seed_gives_the_same_picture_and_another_seed_another(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    def paint(seed: int) -> bytes:
        return finish(stylize(photo, painting, replace(QUICK, seed=seed), encoder=encoder)).image.tobytes()

    assert paint(1) == paint(1)
    assert paint(1) != paint(2)


def test_the_result_carries_the_recipe_that_reproduces_it(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    first = finish(stylize(photo, painting, replace(QUICK, strength=0.7), encoder=encoder))
    again = finish(stylize(photo, painting, Params.from_dict(first.params.to_dict()), encoder=encoder))
    assert again.image.tobytes() == first.image.tobytes()


def test_strength_goes_from_the_photo_to_the_painting(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    def paint(strength: float) -> Result:
        return finish(stylize(photo, painting, replace(QUICK, steps=40, strength=strength), encoder=encoder))

    assert distance(paint(0).image, photo) < 1.5  # the photo, except for resizing
    assert distance(paint(0.1).image, photo) < distance(paint(1).image, photo)


def test_nothing_to_do_changes_nothing(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    result = finish(stylize(photo, painting, replace(QUICK, strength=0, content_weight=0), encoder=encoder))
    assert distance(result.image, photo) < 1.5
    assert result.last.total == 0


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_strength_never_weighs_style_less(a: float, b: float) -> None:
    weaker, stronger = sorted((a, b))
    assert strength_factor(weaker) <= strength_factor(stronger)
    assert strength_factor(0.5) == pytest.approx(1)


@pytest.mark.parametrize("kind", list(StyleLoss))
@pytest.mark.parametrize("optimizer", list(Optimizer))
def test_both_optimisers_go_down_both_style_losses(
    photo: Image.Image, painting: Image.Image, encoder: Encoder, optimizer: Optimizer, kind: StyleLoss
) -> None:
    params = replace(QUICK, optimizer=optimizer, style_loss=kind, steps=30)
    result = finish(stylize(photo, painting, params, encoder=encoder))
    assert result.last.total < result.first.total / (1.3 if kind is StyleLoss.COSINE else 2)


@pytest.mark.parametrize("start", list(Init))
def test_it_can_start_from_photo_noise_or_painting(
    photo: Image.Image, painting: Image.Image, encoder: Encoder, start: Init
) -> None:
    params = replace(QUICK, init=start, steps=30)
    result = finish(stylize(photo, painting, params, encoder=encoder, start=painting))
    assert result.last.total < result.first.total


def test_closing_the_run_stops_it(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    run = stylize(photo, painting, replace(QUICK, steps=5000), encoder=encoder)
    assert len(list(islice(run, 3))) == 3
    run.close()  # type: ignore[attr-defined]
    assert list(run) == []


def test_previews_show_the_picture_as_it_is(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    run = stylize(photo, painting, replace(QUICK, size=96, scales=2, steps=20), encoder=encoder)
    previews = []
    for progress in run:
        previews.append(progress.preview(32))
        result = progress.result
    assert {preview.size for preview in previews} == {(32, 21)}  # also at the smaller scale
    assert result is not None
    small = result.image.resize((32, 21), Image.Resampling.BILINEAR)
    assert distance(previews[-1], small) < 0.5  # except for rounding
    assert distance(previews[0], small) > 3


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (300, 16), (17, 31)])
def test_odd_shapes_are_painted(size: tuple[int, int], painting: Image.Image, encoder: Encoder) -> None:
    result = finish(stylize(Image.new("RGB", size, "teal"), painting, replace(QUICK, steps=3), encoder=encoder))
    assert max(result.image.size) == min(64, max(size))


def test_a_tiny_style_is_no_obstacle(photo: Image.Image, encoder: Encoder) -> None:
    assert finish(stylize(photo, Image.new("RGB", (1, 1), "red"), replace(QUICK, steps=3), encoder=encoder)).steps == 3


@pytest.mark.parametrize("kind", list(StyleLoss))
def test_pictures_of_one_colour_are_painted(photo: Image.Image, encoder: Encoder, kind: StyleLoss) -> None:
    wall, blue = (Image.new("RGB", (64, 48), colour) for colour in ("firebrick", "navy"))
    params = replace(QUICK, style_loss=kind)
    for content in (wall, photo):
        result = finish(stylize(content, blue, params, encoder=encoder))
        assert distance(result.image, blue) < 20
        assert result.first.total < 100  # a target of almost zero does not make the share explode


def test_layers_of_a_full_network_can_be_asked_for(photo: Image.Image, painting: Image.Image) -> None:
    torch.manual_seed(0)
    network = vgg("vgg16").eval().requires_grad_(requires_grad=False)
    params = replace(QUICK, content_layers={"conv4_2": 1}, style_layers={"1": 1, "relu2_2": 2}, steps=2)
    result = finish(stylize(photo, painting, params, encoder=network))
    assert set(result.last.by_layer) == {"content conv4_2", "style relu1_1", "style relu2_2"}


def test_a_small_encoder_says_which_layers_it_has(photo: Image.Image, painting: Image.Image) -> None:
    shallow = Encoder("shallow", {"conv1_1": torch.nn.Conv2d(3, 4, 3, padding=1), "relu1_1": torch.nn.ReLU()})
    with pytest.raises(BadRequest, match="no layer like"):
        finish(stylize(photo, painting, QUICK, encoder=shallow))


class Greedy(Encoder):
    """An encoder that runs out of memory above a size limit, like a full device."""

    def __init__(self, limit: int) -> None:
        super().__init__("greedy", {"relu1_1": torch.nn.ReLU()})
        self.limit = limit

    def forward(self, image: torch.Tensor, layers: Collection[str]) -> dict[str, torch.Tensor]:
        if max(image.shape[-2:]) > self.limit:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return super().forward(image, layers)


ONE_LAYER = replace(QUICK, content_layers={"relu1_1": 1}, style_layers={"relu1_1": 1}, scales=1, steps=4)


def test_out_of_memory_is_tried_smaller_and_said(painting: Image.Image) -> None:
    content = Image.new("RGB", (400, 300), "teal")
    result = finish(stylize(content, painting, replace(ONE_LAYER, size=400), encoder=Greedy(250)))
    assert result.image.size == (196, 147)
    assert result.params.size == 196
    assert "not enough memory for 400 px, so this is 196 px" in result.note


def test_out_of_memory_for_good_is_explained(photo: Image.Image, painting: Image.Image) -> None:
    with pytest.raises(EngineFailure, match="not enough memory"):
        finish(stylize(photo, painting, ONE_LAYER, encoder=Greedy(10)))


class Explosive(Encoder):
    """An encoder that returns NaN on some calls."""

    def __init__(self, bad: range) -> None:
        super().__init__("explosive", {"relu1_1": torch.nn.ReLU()})
        self.bad, self.calls = bad, 0

    def forward(self, image: torch.Tensor, layers: Collection[str]) -> dict[str, torch.Tensor]:
        self.calls += 1
        found = super().forward(image, layers)
        return {k: v * float("nan") for k, v in found.items()} if self.calls in self.bad else found


def test_a_step_into_nothing_is_taken_back(photo: Image.Image, painting: Image.Image) -> None:
    result = finish(stylize(photo, painting, ONE_LAYER, encoder=Explosive(range(11, 13))))
    assert result.steps == 4
    assert np.isfinite(result.last.total)
    assert np.asarray(result.image).std() > 0


def test_divergence_for_good_is_an_error_not_a_black_picture(photo: Image.Image, painting: Image.Image) -> None:
    with pytest.raises(EngineFailure, match="diverged"):
        finish(stylize(photo, painting, ONE_LAYER, encoder=Explosive(range(11, 1000))))


def test_colours_are_matched_in_mean_and_covariance() -> None:
    torch.manual_seed(0)
    a = torch.rand(1, 3, 40, 40) * 0.3 + 0.3
    mix = torch.tensor([[1, 0, 0], [0.5, 1, 0], [0, 0.3, 0.5]])
    b = 0.5 + 0.1 * torch.einsum("ij,njhw->nihw", mix, torch.randn(1, 3, 30, 50))
    moved = matched(a, b)
    assert torch.allclose(moved.mean((0, 2, 3)), b.mean((0, 2, 3)), atol=0.01)
    assert torch.allclose(torch.cov(moved[0].flatten(1)), torch.cov(b[0].flatten(1)), atol=0.003)


def test_matching_to_a_flat_picture_is_flat_and_finite() -> None:
    moved = matched(torch.rand(1, 3, 8, 8), torch.full((1, 3, 4, 4), 0.25))
    assert moved.isfinite().all()
    assert torch.allclose(moved, torch.full_like(moved, 0.25), atol=0.05)
