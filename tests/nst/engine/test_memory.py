"""Estimates of a run's memory."""

from __future__ import annotations

import pytest
import torch
from PIL import Image

from nst import Encoder, Style, load_encoder, recipe
from nst.engine.run import forecast
from nst.inputs.pictures import Inputs

MIB = 2**20


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder("pocket", precise=True)


def estimate(encoder: Encoder, size: int, strokes: float, count: int, *, masked: bool) -> float:
    """Mebibytes that a run is said to need."""
    picture, mask = Image.new("RGB", (size, size * 3 // 4)), Image.linear_gradient("L") if masked else None
    params = recipe(size=size, style_scale=strokes)
    inputs = Inputs(picture, [Style(picture, mask, mask)] * count, params, torch.device("cpu"))
    return forecast(inputs, params, encoder) / MIB


@pytest.mark.parametrize(
    ("size", "strokes", "count", "masked", "peak"),
    [
        (256, 0.25, 1, False, 122),
        (256, 0.25, 1, True, 119),
        (256, 0.25, 3, False, 142),
        (256, 0.25, 3, True, 159),
        (256, 1, 1, False, 129),
        (256, 1, 1, True, 118),
        (512, 1, 1, False, 322),
        (512, 1, 1, True, 334),
        (512, 1, 3, True, 407),
        (512, 0.25, 1, False, 359),
        (512, 4, 3, False, 819),
        (512, 4, 3, True, 870),
        (256, 4, 3, True, 576),
        (1024, 0.25, 3, False, 949),
        (1024, 1, 1, True, 1038),
        (1024, 1, 3, True, 1333),
        (1024, 4, 1, False, 1308),
    ],
)
def test_an_estimate_is_above_the_measured_peak_and_not_far(
    encoder: Encoder, size: int, strokes: float, count: int, masked: bool, peak: float
) -> None:
    """The peaks are of `benchmarks.memory` on a CPU in single precision."""
    assert peak <= estimate(encoder, size, strokes, count, masked=masked) <= 1.4 * peak


def test_large_strokes_need_more_memory_than_small_ones(encoder: Encoder) -> None:
    assert estimate(encoder, 256, 4, 1, masked=False) > 2 * estimate(encoder, 256, 1, 1, masked=False)
