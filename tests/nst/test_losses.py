"""The maths on tensors small enough to check by hand."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from nst.losses import StyleTarget, Targets, gram, style_distance, total_variation
from nst.params import StyleLoss


def feature(*channels: list[float]) -> Tensor:
    return torch.tensor(channels, dtype=torch.float32)[None, :, None, :]


def test_gram_is_the_mean_product_of_channels():
    f = feature([1, 2, 3], [0, 1, 0])
    assert torch.equal(gram(f), torch.tensor([[14 / 3, 2 / 3], [2 / 3, 1 / 3]]))


def test_gram_does_not_grow_with_the_picture():
    f = torch.rand(1, 3, 4, 5)
    assert torch.allclose(gram(f), gram(f.repeat(1, 1, 2, 3)), atol=1e-6)


def test_gram_of_half_precision_is_summed_in_single():
    f = torch.full((1, 2, 64, 64), 300.0, dtype=torch.float16)  # 64² · 300² is beyond half precision
    assert torch.allclose(gram(f), torch.full((2, 2), 90000.0))


def test_covariance_is_gram_without_the_mean():
    f = feature([1, 3], [2, 2])
    assert torch.allclose(StyleTarget.of(f).covariance, torch.tensor([[1.0, 0.0], [0.0, 0.0]]))


def test_total_variation_counts_neighbours():
    image = torch.tensor([[0.0, 1.0], [0.0, 0.5]]).expand(1, 3, 2, 2)
    assert total_variation(image).item() == pytest.approx((1 + 0.25 + 0 + 0.25) / 4)


def test_total_variation_of_one_pixel_is_zero():
    assert total_variation(torch.rand(1, 3, 1, 1)).item() == 0


@pytest.mark.parametrize("kind", list(StyleLoss))
def test_a_style_is_no_distance_from_itself(kind):
    style = StyleTarget.of(torch.rand(1, 4, 6, 6))
    assert style_distance(kind, style, style).item() == 0


def test_gram_distance_is_a_share_of_the_target():
    target, nothing = StyleTarget.of(feature([1, 2], [3, 4])), StyleTarget.of(torch.zeros(1, 2, 1, 2))
    assert style_distance(StyleLoss.GRAM, nothing, target).item() == pytest.approx(1)
    assert style_distance(StyleLoss.MOMENTS, nothing, target).item() == pytest.approx(1)


def test_moments_tell_textures_apart_that_share_their_mean():
    flat, rough = StyleTarget.of(feature([2, 2, 2, 2])), StyleTarget.of(feature([1, 3, 1, 3]))
    assert style_distance(StyleLoss.MOMENTS, flat, rough).item() == pytest.approx(
        0.5
    )  # the mean is equal, so only half
    assert style_distance(StyleLoss.GRAM, flat, rough).item() == pytest.approx((1 / 5) ** 2)


def test_terms_are_weighted_shares_by_layer():
    content, style = feature([1, 1]), StyleTarget.of(feature([2, 2]))
    targets = Targets({"relu4_1": (3.0, content)}, {"relu1_1": (10.0, style)}, StyleLoss.GRAM)
    terms = targets.terms({"relu4_1": feature([1, 2]), "relu1_1": feature([0, 0])})
    assert {k: v.item() for k, v in terms.items()} == pytest.approx(
        {"content relu4_1": 3 * 1 / 2, "style relu1_1": 10.0}
    )
