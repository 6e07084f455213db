"""What a style network minimises."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from nst.instant.objective import BatchMoments, LearningObjective, style_distance, style_weight
from nst.networks.encoders import Encoder
from nst.networks.weights import load_encoder
from nst.objective.losses import style_distance as distance_of_one
from nst.objective.moments import moments
from nst.params import LossNormalization, StyleLoss


def noise(*shape: int) -> Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(2))


@pytest.fixture(scope="module")
def objective() -> LearningObjective:
    return LearningObjective(noise(1, 3, 64, 64), load_encoder("pocket", precise=True))


def test_the_distance_of_a_batch_is_that_of_each_picture_in_the_engine() -> None:
    drawn, target = noise(3, 4, 6, 5), noise(1, 4, 7, 7)
    metric = noise(4, 4)
    found = style_distance(
        BatchMoments.of(drawn).transformed_by(metric), BatchMoments.of(target).transformed_by(metric)
    )
    wanted = moments(target).transformed_by(metric)
    one_by_one = [
        distance_of_one(StyleLoss.MOMENTS, LossNormalization.SHARE, moments(each[None]).transformed_by(metric), wanted)
        for each in drawn
    ]
    torch.testing.assert_close(found, torch.stack(one_by_one), rtol=1e-4, atol=1e-6)


def test_the_photo_itself_has_no_content_loss_and_another_picture_has_one(objective: LearningObjective) -> None:
    photo = noise(2, 3, 64, 64)
    strength = torch.tensor([0.3, 0.9])
    assert float(objective.compare(photo, photo, strength, 5).content) == pytest.approx(0, abs=1e-5)
    assert float(objective.compare(photo.flip(-1), photo, strength, 5).content) > 0.1


def test_the_painting_has_less_style_loss_than_a_flat_picture(encoder: Encoder, painting: Image.Image) -> None:
    pixels = torch.from_numpy(np.asarray(painting.resize((96, 96)), np.float32) / 255).permute(2, 0, 1)[None]
    objective, full = LearningObjective(pixels, encoder), torch.ones(1)
    for number in range(16):  # every network in every orientation
        near, far = (objective.compare(each, pixels, full, number).style for each in (pixels, pixels * 0 + 0.5))
        assert float(near) < 0.7 * float(far)


def test_values_out_of_range_cost_something(objective: LearningObjective) -> None:
    photo, full = noise(1, 3, 64, 64).round(), torch.ones(1)
    within, beyond = (objective.compare(drawn, photo, full, 0).total for drawn in (photo, photo * 1.5))
    assert float(beyond - within) == pytest.approx(10 * float((0.25 * photo).mean()), rel=1e-3)


def test_the_weight_of_the_style_grows_with_the_strength() -> None:
    weights = [style_weight(strength / 10) for strength in range(11)]
    assert weights[0] == 0
    assert weights[5] == 5
    assert weights == sorted(weights)
    assert weights[10] == pytest.approx(40, abs=1)
