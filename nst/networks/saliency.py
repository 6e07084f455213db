"""A small network that finds the subject of a photo.

It reads the activations of `pocket`'s first network and draws a mask from coarse to fine (as Lin et al. 2017, *Feature
Pyramid Networks*). `training.subjects` taught it the masks of U²-Net-P (Qin et al. 2020).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from importlib import resources

import torch
import torch.nn.functional as F
from safetensors.torch import load
from torch import Tensor, nn

from nst.networks.weights import load_encoder

SIDE = 256  # pixels of the square that the network was trained on
WEIGHTS = "subject.safetensors.gz"
FINE, MIDDLE, DEEP = "relu3_1", "relu4_1", "relu5_1"
_INPUTS: Mapping[str, int] = {FINE: 96, MIDDLE: 192, DEEP: 320}
_WIDTH = 48


class SaliencyHead(nn.Module):
    """Draws a mask from three layers of an encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.deep = _convolution(_INPUTS[DEEP], _WIDTH, 1)
        self.middle = _convolution(_INPUTS[MIDDLE], _WIDTH, 1)
        self.fine = _convolution(_INPUTS[FINE], 32, 1)
        self.context = nn.ModuleList(_convolution(_WIDTH, _WIDTH, dilation=dilation) for dilation in (1, 2, 4))
        self.whole = _convolution(_WIDTH, _WIDTH, 1)
        self.up_middle = _convolution(_WIDTH, _WIDTH)
        self.up_fine = _convolution(_WIDTH, 32)
        self.last = _convolution(32, 24)
        self.mask = _convolution(24, 1)

    def forward(self, activations: Mapping[str, Tensor]) -> Tensor:
        """Logits of the mask, (N, 1, H, W), of the size of ``relu3_1``; the activations are (N, C, …)."""
        x = F.relu(self.deep(activations[DEEP]))
        for convolve in self.context:
            x = x + F.relu(convolve(x))
        x = x + self.whole(x.mean((2, 3), keepdim=True))
        x = F.relu(self.up_middle(_doubled(x) + F.relu(self.middle(activations[MIDDLE]))))
        x = F.relu(self.up_fine(_doubled(x)) + self.fine(activations[FINE]))
        logits: Tensor = self.mask(F.relu(self.last(x)))
        return logits


@torch.no_grad()
def saliency(photo: Tensor) -> Tensor:
    """The probability that a pixel belongs to the subject.

    Args:
        photo: (1, 3, `SIDE`, `SIDE`) in 0–1.

    Returns:
        (1, 1, `SIDE`, `SIDE`) in 0–1.
    """
    encoder = load_encoder("pocket", device=str(photo.device), precise=True).ensemble[0]
    head = SaliencyHead()
    head.load_state_dict(load(gzip.decompress((resources.files("nst") / WEIGHTS).read_bytes())))
    logits = head.float().to(photo.device).eval()(encoder(photo, _INPUTS))
    return F.interpolate(logits, photo.shape[-2:], mode="bilinear", align_corners=False).sigmoid()


def _convolution(inputs: int, outputs: int, kernel: int = 3, dilation: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, kernel, padding=dilation * (kernel // 2), dilation=dilation)


def _doubled(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
