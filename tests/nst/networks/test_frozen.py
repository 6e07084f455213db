"""The fast frozen network equals torch's modules and autograd."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from nst.networks.encoders import Encoder, pocket, vgg

LAYERS = {"pocket": ["relu1_1", "relu3_1", "relu5_1"], "vgg16": ["conv1_1", "relu2_2", "relu3_1", "conv4_2", "relu4_2"]}


@pytest.fixture(params=["pocket", "vgg16", "vgg16 with averages"])
def network(request: pytest.FixtureRequest) -> Encoder:
    torch.manual_seed(0)
    found = pocket() if request.param == "pocket" else vgg("vgg16")
    found.eval().requires_grad_(requires_grad=False)
    return found.pooled(maximum=request.param == "vgg16")


def outcome(network: Encoder, image: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    image = image.clone().requires_grad_()
    found = network(image, set(LAYERS[network.name]))
    torch.stack([(f * f.detach().cos()).sum() for f in found.values()]).sum().backward()  # type: ignore[no-untyped-call]
    assert image.grad is not None
    return found, image.grad


@pytest.mark.parametrize("size", [(24, 32), (17, 33), (3, 5), (1, 1)])
def test_features_and_gradients_are_the_same(network: Encoder, size: tuple[int, int]) -> None:
    image = torch.randn(1, 3, *size)
    fast, fast_gradient = outcome(network, image)
    slow, slow_gradient = outcome(network.requires_grad_(), image)
    assert len({feature.grad_fn for feature in fast.values()}) == 1, "one function computes all layers"
    assert fast.keys() == slow.keys()
    for layer, feature in slow.items():
        assert torch.allclose(fast[layer], feature, atol=1e-6)
    assert (fast_gradient - slow_gradient).norm() <= 1e-5 * slow_gradient.norm()


def test_a_network_in_training_takes_the_slow_way(network: Encoder) -> None:
    outcome(network.requires_grad_(), torch.randn(1, 3, 24, 32))
    assert all(weight.grad is not None for weight in network.stages["conv1_1"].parameters())


def test_averages_share_the_weights_and_have_their_own_name() -> None:
    network = vgg("vgg16").requires_grad_(requires_grad=False)
    averages = network.pooled(maximum=False)
    assert averages.stages["conv1_1"] is network.stages["conv1_1"]
    assert isinstance(averages.stages["pool1"], torch.nn.AvgPool2d)
    assert isinstance(network.stages["pool1"], torch.nn.MaxPool2d)
    assert averages.identity != network.identity
    assert pocket().pooled(maximum=True).name == "pocket"


def test_half_precision_sees_nearly_the_same() -> None:
    torch.manual_seed(0)
    network = pocket().eval().requires_grad_(requires_grad=False)
    image = torch.rand(1, 3, 64, 64)
    exact = network(image, ["relu4_1"])["relu4_1"]
    rounded = network.bfloat16()(image, ["relu4_1"])["relu4_1"]
    assert rounded.dtype is torch.bfloat16
    assert (rounded.float() - exact).norm() < 0.05 * exact.norm()


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
def test_new_weights_in_the_same_network_are_seen(kind: torch.dtype) -> None:
    torch.manual_seed(0)
    network = pocket().eval().requires_grad_(requires_grad=False).to(kind)
    image = torch.rand(1, 3, 24, 24)
    before = network(image, ["relu2_1"])["relu2_1"]
    with torch.no_grad():
        for parameter in network.stages.parameters():
            parameter.mul_(2)
    after = network(image, ["relu2_1"])["relu2_1"]
    assert torch.allclose(after, pocket_of(network)(image, ["relu2_1"])["relu2_1"].to(kind), atol=0.1, rtol=0.05)
    assert not torch.allclose(after, before, rtol=0.5)


def pocket_of(network: Encoder) -> Encoder:
    """Copy the weights into a new network in single precision."""
    fresh = pocket().eval()
    fresh.load_state_dict({k: v.float() for k, v in network.state_dict().items()})
    return fresh
