"""Optimisation steps on pixels."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from nst.engine.optimizers import Adam

_RUN = """
import sys
from PIL import Image
from nst import load_encoder, recipe, stylize
picture = Image.new("RGB", (32, 32))
for _ in stylize(picture, picture, recipe(steps=2), encoder=load_encoder("pocket")):
    pass
sys.exit("torch._dynamo" in sys.modules)
"""


@pytest.mark.parametrize(("betas", "epsilon"), [((0.9, 0.999), 1e-8), ((0.9, 0.99), 0.05)])
def test_our_adam_goes_where_the_publication_goes(betas: tuple[float, float], epsilon: float) -> None:
    torch.manual_seed(0)
    start, goal = torch.rand(2, 1, 3, 8, 8)
    ended = []
    for make in (
        lambda x: Adam(x, 0.03, betas, epsilon),
        lambda x: torch.optim.Adam([x], lr=0.03, betas=betas, eps=epsilon),
    ):
        pixels = start.clone().requires_grad_()
        optimiser = make(pixels)

        def closure(pixels: torch.Tensor = pixels) -> torch.Tensor:
            pixels.grad = None
            loss: torch.Tensor = (pixels - goal).square().sum() + (pixels[..., 0] * pixels[..., 1]).sum()
            loss.backward()  # type: ignore[no-untyped-call]
            return loss

        for _ in range(25):
            optimiser.step(closure)
        ended.append(pixels.detach())
    assert torch.allclose(ended[0], ended[1], atol=1e-6)
    assert not torch.allclose(ended[0], start, atol=0.1)


def test_a_run_starts_without_loading_a_compiler() -> None:
    assert subprocess.run([sys.executable, "-c", _RUN], check=False).returncode == 0
