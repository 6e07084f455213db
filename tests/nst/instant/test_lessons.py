"""The pictures that networks learn on."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from nst.inputs.colours import Palette
from nst.instant.lessons import Lessons, field, leaves

CPU = torch.device("cpu")
PALETTE = Palette(torch.tensor([[0.7], [0.2], [0.5]]).double(), 0.02 * torch.eye(3).double())


def lessons(photo: Image.Image) -> Lessons:
    return Lessons([photo], PALETTE, 4, CPU)


@pytest.mark.parametrize("make", [field, leaves])
def test_pictures_made_by_code_are_in_range_and_differ(make: type) -> None:
    random = np.random.default_rng(0)
    first, second = make(96, random, CPU), make(96, random, CPU)
    for picture in (first, second):
        assert picture.shape == (3, 96, 96)
        assert 0 <= picture.min() < picture.max() <= 1
        assert picture.std() > 0.03
    assert (first - second).abs().mean() > 0.03


def test_crops_come_with_their_version_in_the_painting_s_palette(photo: Image.Image) -> None:
    crops, recoloured = lessons(photo).batch(3, 5, 64)
    assert crops.shape == recoloured.shape == (5, 3, 64, 64)
    target = PALETTE.mean.float().view(3, 1, 1)
    assert ((recoloured - target).abs().mean() < (crops - target).abs().mean()).item()


def test_the_crops_of_a_step_depend_on_nothing_but_the_seed_and_the_step(photo: Image.Image) -> None:
    def drawn(steps: range) -> list[Tensor]:
        found = lessons(photo)
        return [found.batch(step, 2, 48)[0] for step in steps]

    torch.testing.assert_close(drawn(range(3))[-1], drawn(range(2, 3))[-1], atol=0, rtol=0)
    assert (drawn(range(1))[0] - drawn(range(1, 2))[0]).abs().mean() > 0.01
