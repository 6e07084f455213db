"""The optimiser of style networks."""

from __future__ import annotations

import pytest
import torch

from nst.instant.learner import flattened
from nst.instant.network import StyleNetwork
from nst.instant.optimizer import NetworkOptimizer, orthogonal


@pytest.mark.parametrize("shape", [(2, 4, 9), (1, 9, 4), (3, 5, 5)])
def test_a_matrix_becomes_about_orthogonal_in_the_same_directions(shape: tuple[int, int, int]) -> None:
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    for matrix, found in zip(matrices, orthogonal(matrices), strict=True):
        left, _, right = torch.linalg.svd(matrix, full_matrices=False)
        values = left.T @ found @ right.T
        assert values.diagonal().min() > 0.5
        assert values.diagonal().max() < 1.3
        assert (values - torch.diag(values.diagonal())).abs().max() < 0.05


def test_the_first_step_follows_the_sign_of_each_gradient_and_the_directions_of_a_kernel() -> None:
    layer = torch.nn.Conv2d(1, 2, 1)
    weights = flattened(layer)
    before = weights.detach().clone()
    optimizer = NetworkOptimizer(weights, [layer.weight])
    assert weights.grad is not None
    weights.grad.copy_(torch.tensor([3.0, -4.0, 0.1, -7.0]))
    optimizer.step(0.01)
    change = (weights.detach() - before) / 0.01
    torch.testing.assert_close(change[2:], torch.tensor([-1.0, 1.0]), atol=1e-3, rtol=0)
    torch.testing.assert_close(change[:2] / change[:2].norm(), torch.tensor([-0.6, 0.8]), atol=1e-3, rtol=0)
    assert optimizer.taken == 1


def test_the_weights_of_a_network_are_views_of_one_vector() -> None:
    network = StyleNetwork()
    weights = flattened(network)
    weights.data.zero_()
    assert all(not parameter.any() for parameter in network.parameters())
    torch.nn.init.constant_(dict(network.named_parameters())["out.bias"], 2)
    assert float(weights.detach().sum()) == pytest.approx(24)
