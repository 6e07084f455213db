"""Loss formulas on tensors small enough to check by hand."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from nst.objective.losses import ContentTarget, StyleTarget, Targets, content_distance, style_distance, total_variation
from nst.objective.moments import mixed, moments
from nst.params import LossNormalization, StyleLoss

SHARE = LossNormalization.SHARE


def feature(*channels: list[float]) -> Tensor:
    return torch.tensor(channels, dtype=torch.float32)[None, :, None, :]


def test_gram_is_the_mean_product_of_channels() -> None:
    f = feature([1, 2, 3], [0, 1, 0])
    assert torch.equal(moments(f).second, torch.tensor([[14 / 3, 2 / 3], [2 / 3, 1 / 3]]))


def test_gram_does_not_grow_with_the_picture() -> None:
    f = torch.rand(1, 3, 4, 5)
    assert torch.allclose(moments(f).second, moments(f.repeat(1, 1, 2, 3)).second, atol=1e-6)


def test_gram_of_half_precision_is_summed_in_single() -> None:
    f = torch.full((1, 2, 64, 64), 300.0, dtype=torch.float16)  # 64² · 300² overflows half precision
    assert torch.allclose(moments(f).second, torch.full((2, 2), 90000.0))


def test_covariance_is_gram_without_the_mean() -> None:
    f = feature([1, 3], [2, 2])
    assert torch.allclose(moments(f).covariance, torch.tensor([[1.0, 0.0], [0.0, 0.0]]))


def test_total_variation_counts_neighbours() -> None:
    image = torch.tensor([[0.0, 1.0], [0.0, 0.5]]).expand(1, 3, 2, 2)
    assert total_variation(image).item() == pytest.approx((1 + 0.25 + 0 + 0.25) / 4)


def test_total_variation_of_one_pixel_is_zero() -> None:
    assert total_variation(torch.rand(1, 3, 1, 1)).item() == 0


@pytest.mark.parametrize("kind", list(StyleLoss))
def test_a_style_is_no_distance_from_itself(kind: StyleLoss) -> None:
    style = moments(torch.rand(1, 4, 6, 6))
    assert style_distance(kind, SHARE, style, style).item() == pytest.approx(0, abs=1e-4)


def test_gram_distance_is_a_share_of_the_target() -> None:
    target, nothing = moments(feature([1, 2], [3, 4])), moments(torch.zeros(1, 2, 1, 2))
    assert style_distance(StyleLoss.GRAM, SHARE, nothing, target).item() == pytest.approx(1)
    assert style_distance(StyleLoss.MOMENTS, SHARE, nothing, target).item() == pytest.approx(1)


def test_moments_tell_textures_apart_that_share_their_mean() -> None:
    flat, rough = moments(feature([2, 2, 2, 2])), moments(feature([1, 3, 1, 3]))
    assert style_distance(StyleLoss.MOMENTS, SHARE, flat, rough).item() == pytest.approx(
        0.5
    )  # the means are equal, so only half of the loss
    assert style_distance(StyleLoss.GRAM, SHARE, flat, rough).item() == pytest.approx((1 / 5) ** 2)


def test_terms_are_weighted_shares_by_layer() -> None:
    content, style = feature([1, 1]), moments(feature([2, 2]))
    targets = Targets(
        {"relu4_1": ContentTarget(3.0, content, torch.tensor([2.0, 2.0]))},
        {"relu1_1": (StyleTarget(10.0, style),)},
        {"relu4_1": None, "relu1_1": None},
        StyleLoss.GRAM,
        SHARE,
    )
    terms = targets.terms({"relu4_1": feature([1, 2]), "relu1_1": feature([0, 0])})
    assert {k: v.item() for k, v in terms.items()} == pytest.approx(
        {"content relu4_1": 3 * 1 / 2, "style relu1_1": 10.0}
    )


def test_gatys_is_as_published() -> None:
    """Content: ½ Σ (F − P)². Style: Σ (G − A)² / (4 N² M²) with G = F Fᵀ, N channels, M positions."""
    torch.manual_seed(0)
    drawn, target = torch.rand(1, 3, 4, 5), torch.rand(1, 3, 4, 5)
    f, p = drawn[0].flatten(1), target[0].flatten(1)
    published = ((f @ f.T - p @ p.T) ** 2).sum() / (4 * 3**2 * 20**2)
    ours = style_distance(StyleLoss.GRAM, LossNormalization.GATYS, moments(drawn), moments(target))
    assert ours.item() == pytest.approx(published.item(), rel=1e-5)
    norm = torch.tensor([0.0, 60.0])
    content = content_distance(LossNormalization.GATYS, drawn, target, norm)
    assert content.item() == pytest.approx(((f - p) ** 2).sum().item() / 2)


def test_imagetostyle_is_as_published() -> None:
    """PyTorch's mse_loss of activations, and of unnormalised Gram matrices."""
    torch.manual_seed(0)
    drawn, target = torch.rand(1, 3, 4, 5), torch.rand(1, 3, 4, 5)
    f, p = drawn[0].flatten(1), target[0].flatten(1)
    ours = style_distance(StyleLoss.GRAM, LossNormalization.MEAN, moments(drawn), moments(target))
    assert ours.item() == pytest.approx(torch.nn.functional.mse_loss(f @ f.T, p @ p.T).item(), rel=1e-5)
    content = content_distance(LossNormalization.MEAN, drawn, target, torch.tensor([0.0, 60.0]))
    assert content.item() == pytest.approx(torch.nn.functional.mse_loss(f, p).item())


def test_peluche_is_as_published() -> None:
    """PyTorch's mse_loss of Gram matrices of channels scaled to unit norm."""
    torch.manual_seed(0)
    drawn, target = torch.rand(1, 3, 4, 5), torch.rand(1, 3, 6, 7)

    def published(feature: Tensor) -> Tensor:
        rows = feature[0].flatten(1)
        rows = rows / rows.norm(dim=1, keepdim=True)
        gram: Tensor = rows @ rows.T
        return gram

    ours = style_distance(StyleLoss.COSINE, LossNormalization.MEAN, moments(drawn), moments(target))
    assert ours.item() == pytest.approx(
        torch.nn.functional.mse_loss(published(drawn), published(target)).item(), rel=1e-4
    )


def test_wasserstein_of_one_channel_is_that_of_two_normal_distributions() -> None:
    drawn, target = moments(feature([1, 3])), moments(feature([2, 8]))  # means 2 and 5, deviations 1 and 3
    ours = style_distance(StyleLoss.WASSERSTEIN, LossNormalization.MEAN, drawn, target)
    assert ours.item() == pytest.approx((2 - 5) ** 2 + (1 - 3) ** 2, rel=1e-4)


def test_the_metric_can_be_applied_to_moments_instead_of_pixels() -> None:
    torch.manual_seed(0)
    metric, f = torch.rand(2, 3), torch.rand(1, 3, 4, 5)
    there, here = moments(torch.einsum("ij,njhw->nihw", metric, f)), moments(f).transformed_by(metric)
    assert torch.allclose(there.second, here.second, atol=1e-6)
    assert torch.allclose(there.mean, here.mean, atol=1e-6)


def test_a_mask_counts_only_what_it_shows() -> None:
    f = torch.rand(1, 3, 4, 6)
    mask = torch.zeros(4, 6)
    mask[:, :2] = 1
    part, masked = moments(f[..., :2]), moments(f, mask)
    assert torch.allclose(part.second, masked.second, atol=1e-6)
    assert masked.positions == part.positions


@pytest.mark.parametrize("masked", [False, True])
def test_the_gradient_of_moments_is_the_true_one(masked: bool) -> None:
    torch.manual_seed(0)
    f = torch.rand(1, 3, 4, 5).contiguous(memory_format=torch.channels_last).requires_grad_()
    mask = torch.rand(4, 5) if masked else None
    weights = torch.ones(20) / 20 if mask is None else (mask / mask.sum()).flatten()
    wanted = torch.rand(3, 3)
    seen = moments(f, mask)
    ((seen.second - wanted) ** 2).sum().add((seen.mean**3).sum()).backward()  # type: ignore[no-untyped-call]
    ours = f.grad
    g = f.detach().clone().requires_grad_()
    rows = g[0].flatten(1)
    loss = (((rows * weights) @ rows.T - wanted) ** 2).sum() + (((rows * weights).sum(1)) ** 3).sum()
    loss.backward()  # type: ignore[no-untyped-call]
    assert ours is not None
    assert g.grad is not None
    assert torch.allclose(ours, g.grad, atol=1e-6)


def test_mixed_styles_average_raw_moments() -> None:
    a, b = feature([1, 1], [0, 2]), feature([3, 5], [1, 1])
    together = moments(torch.cat([a, b], 3))
    ours = mixed([(1.0, moments(a)), (1.0, moments(b))])
    assert torch.allclose(ours.second, together.second)
    assert torch.allclose(ours.covariance, together.covariance)
