"""The network of a style."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from nst.instant import bands
from nst.instant.network import Layer, StyleNetwork, powers


def random_photo(count: int, height: int, width: int) -> Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.rand((count, 3, height, width), generator=generator)


def test_a_picture_has_the_shape_of_its_photo(network: StyleNetwork) -> None:
    assert network(random_photo(2, 24, 36), torch.tensor([0.2, 0.9])).shape == (2, 3, 24, 36)


def test_each_picture_of_a_batch_is_painted_as_it_would_be_alone(network: StyleNetwork) -> None:
    photos, strengths = random_photo(3, 32, 32), torch.tensor([0.1, 0.5, 1.0])
    together = network(photos, strengths)
    alone = torch.cat([network(photo[None], strength[None]) for photo, strength in zip(photos, strengths, strict=True)])
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=1e-4)


def test_a_layer_normalises_with_a_scale_that_is_quadratic_in_the_strength() -> None:
    layer = Layer(1, 1, rectify=False)
    with torch.no_grad():
        layer.scale.copy_(torch.tensor([[1.0], [2.0], [4.0]]))
        layer.shift.copy_(torch.tensor([[0.0], [1.0], [0.0]]))
    noise = torch.randn((1, 1, 16, 16), generator=torch.Generator().manual_seed(0))
    drawn = layer(noise, powers(torch.tensor([0.5]))).detach()
    assert float(drawn.mean()) == pytest.approx(0.5, abs=1e-4)
    assert float(drawn.std(correction=0)) == pytest.approx(1 + 2 * 0.5 + 4 * 0.25, abs=1e-2)


def test_more_strength_can_change_the_picture(network: StyleNetwork) -> None:
    photo = random_photo(1, 16, 16)
    assert (network(photo, torch.tensor([0.1])) - network(photo, torch.tensor([0.9]))).abs().max() > 0.05


@pytest.mark.parametrize("rows", [4, 12])
def test_a_picture_in_bands_is_the_whole_picture(network: StyleNetwork, rows: int) -> None:
    photo, strength = random_photo(1, 80, 64), torch.tensor([0.7])
    photo += torch.linspace(0, 1, 80)[:, None]  # the bands differ in brightness
    read: Callable[[int, int], Tensor] = lambda start, stop: photo[:, :, start:stop]  # noqa: E731
    banded = bands.Banded(network, read, 80, strength, rows=rows)
    found = list(banded.paint())
    assert len(found) == -(-80 // 4 // rows)
    drawn = torch.cat([band for _, band in found], 2)
    assert (drawn - network(photo, strength)).abs().max() < 2 / 255
