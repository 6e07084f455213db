"""Loss and gradient in tiles equal those of the whole picture."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nst import stylize
from nst.inputs.pictures import Inputs, Style
from nst.inputs.stages import Stage
from nst.networks.encoders import Encoder, vgg
from nst.networks.weights import load_encoder
from nst.objective import tiles
from nst.objective.objective import Objective, StyleCache, make_objective
from nst.recipes import recipe

LAYERS = tuple(f"relu{level}_1" for level in range(1, 6))


@pytest.fixture(scope="module", params=["pocket", "vgg16"])
def network(request: pytest.FixtureRequest) -> Encoder:
    return load_encoder("pocket", precise=True) if request.param == "pocket" else narrow_vgg()


def narrow_vgg() -> Encoder:
    """A VGG16 with an eighth of the channels; the receptive field does not depend on their number."""
    torch.manual_seed(0)
    stages: dict[str, torch.nn.Module] = {}
    channels = 3
    for name, stage in vgg("vgg16").stages.items():
        stages[name] = stage
        if isinstance(stage, torch.nn.Conv2d):
            narrow = torch.nn.Conv2d(channels, stage.out_channels // 8, 3, padding=1, padding_mode="replicate")
            torch.nn.init.kaiming_normal_(narrow.weight, nonlinearity="relu")
            assert narrow.bias is not None
            torch.nn.init.zeros_(narrow.bias)
            stages[name], channels = narrow, narrow.out_channels
    return Encoder("vgg16", stages).eval().requires_grad_(requires_grad=False)


def picture(width: int, height: int, seed: int) -> Image.Image:
    small = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3)).astype(np.uint8)
    return Image.fromarray(small).resize((width, height))


def objective(network: Encoder, monkeypatch: pytest.MonkeyPatch, core: int) -> Objective:
    monkeypatch.setattr(tiles, "CORE", core)
    fade = Image.fromarray(np.tile(np.linspace(0, 255, 340).astype(np.uint8), (170, 1)))
    styles = [Style(picture(180, 170, 1)), Style(picture(64, 64, 2), region=fade)]
    params = recipe("standard", style_layers=dict.fromkeys(LAYERS, 1.0), content_layers={"relu4_1": 1.0})
    inputs = Inputs(picture(340, 170, 0), styles, params, torch.device("cpu"))
    return make_objective(inputs, Stage(340, 170, 3), params, network, StyleCache())


def test_loss_and_gradient_are_those_of_the_whole(network: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    told, gradients = [], []
    for core in (4096, 112):
        made = objective(network, monkeypatch, core)
        assert made.resized.content is not None
        drawing = (made.resized.content * 0.7).requires_grad_()
        told.append(made.compare(drawing, 1, 1.0))
        gradients.append(drawing.grad)
    assert len(made.plans[1]) > 1
    assert made.plans[1][0].core != made.plans[1][0].window
    all_at_once, in_tiles = ({k: v.item() for k, v in terms.items()} for terms in told)
    assert all_at_once == pytest.approx(in_tiles, rel=1e-3)
    whole, parts = gradients
    assert whole is not None
    assert parts is not None
    assert (whole - parts).norm() < 1e-3 * whole.norm()


def test_no_seam_shows_where_tiles_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differences between neighbours are no larger across tile borders than elsewhere."""
    monkeypatch.setattr(tiles, "CORE", 112)
    encoder = load_encoder("pocket")
    photo, painting = picture(336, 96, 0), picture(96, 96, 1)
    *_, last = stylize(photo, painting, recipe("draft", size=336, steps=12, scales=1), encoder=encoder)
    assert last.result is not None
    grey = np.asarray(last.result.image.convert("L"), dtype=float)
    steps = abs(np.diff(grey, axis=1)).mean(0)
    borders = steps[[111, 223]]
    assert borders.max() < steps.mean() + 4 * steps.std()


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([64, 1024]))
def test_tiles_cover_the_picture_once(height: int, width: int, core: int) -> None:
    plan = tiles.tiles(height, width, LAYERS, core)
    assert sum((t.core[1] - t.core[0]) * (t.core[3] - t.core[2]) for t in plan) == height * width
    for tile in plan:
        (top, bottom, left, right), (a, b, c, d) = tile.window, tile.core
        assert 0 <= top <= a < b <= bottom <= height
        assert 0 <= left <= c < d <= right <= width
        assert top % 16 == a % 16 == left % 16 == c % 16 == 0
        assert max(b - a, d - c) <= 1.5 * core + 16


def test_a_small_picture_is_one_tile() -> None:
    (tile,) = tiles.tiles(700, 1300, LAYERS)
    assert tile.core == tile.window == (0, 700, 0, 1300)
