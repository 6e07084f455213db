"""A network with random weights, which paints something different everywhere, and a style with it."""

from __future__ import annotations

import pytest
import torch
from PIL import Image

from nst.inputs.colours import Palette
from nst.instant.digests import painting_digest
from nst.instant.network import StyleNetwork
from nst.instant.style import InstantStyle


@pytest.fixture(scope="session")
def network() -> StyleNetwork:
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = StyleNetwork()
        for parameter in network.parameters():
            if parameter.dim() == 2:
                parameter.data += 0.1 * torch.randn_like(parameter)
            parameter.data = parameter.data.half().float()
    return network.eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="session")
def style(network: StyleNetwork, painting: Image.Image) -> InstantStyle:
    palette = Palette(
        torch.tensor([[0.6], [0.4], [0.3]]).double(), torch.diag(torch.tensor([0.04, 0.02, 0.01])).double()
    )
    return InstantStyle(network, palette, painting_digest(painting), "Strokes", "CC0", {"steps": 3})
