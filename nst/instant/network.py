"""The network of one style: a photo in the painting's palette goes in, the painted picture comes out.

After Johnson et al. 2016 (*Perceptual Losses for Real-Time Style Transfer*) with instance normalisation (Ulyanov et al.
2017) and conditional scales and shifts (Dumoulin et al. 2017), here conditioned on the strength. All layers run at half
and quarter size, because full-size maps cost most of the time and memory. A share of the photo that depends on the
strength is added to what they draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from nst.networks.weights import precision

ALIGNMENT = 4  # sides of the input are multiples of it
_EPSILON = 1e-5
_POWERS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Channels at half and at quarter size, and the dilation of each residual block."""

    edge: int = 24
    width: int = 64
    dilations: tuple[int, ...] = (1, 2, 1, 2)


def powers(strength: Tensor) -> Tensor:
    """The terms of a quadratic in the strength: (N,) to (N, 3)."""
    return torch.stack([torch.ones_like(strength), strength, strength.square()], 1)


class Convolution(nn.Conv2d):
    """A 3×3 convolution of a map that is mirrored at its border."""

    def __init__(self, inputs: int, outputs: int, *, stride: int = 1, dilation: int = 1, bias: bool = False) -> None:
        super().__init__(inputs, outputs, 3, stride, dilation=dilation, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        """Apply to (N, C, H, W), whose sides are longer than the dilation."""
        return super().forward(mirrored(x, self.dilation[0]))


class Layer(nn.Module):
    """A convolution, an instance norm conditioned on the strength, and a ReLU if ``rectify``."""

    def __init__(self, inputs: int, outputs: int, *, stride: int = 1, dilation: int = 1, rectify: bool = True) -> None:
        super().__init__()
        self.convolution = Convolution(inputs, outputs, stride=stride, dilation=dilation)
        self.scale = nn.Parameter(torch.zeros(_POWERS, outputs))
        self.shift = nn.Parameter(torch.zeros(_POWERS, outputs))
        self._rectify = rectify
        nn.init.ones_(self.scale[0])

    def forward(self, x: Tensor, terms: Tensor) -> Tensor:
        """Apply to (N, C, H, W); ``terms`` are `powers` of the strengths, (N, 3), or (1, 3) for all."""
        return self.normalised(self.convolution(x), terms)

    def normalised(self, y: Tensor, terms: Tensor, statistics: tuple[Tensor, Tensor] | None = None) -> Tensor:
        """Normalise a map that the convolution gave, with its own mean and variance or with those given, (C,) each."""
        if statistics is not None:
            scale, shift = (terms @ self.scale)[0], (terms @ self.shift)[0]
            y = F.batch_norm(y, *statistics, scale, shift, training=False, eps=_EPSILON)
        elif len(y) == 1:  # the same as below, with fewer passes over memory
            scale, shift = (terms @ self.scale)[0], (terms @ self.shift)[0]
            y = F.batch_norm(y, None, None, scale, shift, training=True, eps=_EPSILON)
        else:
            scale, shift = (terms @ self.scale)[..., None, None], (terms @ self.shift)[..., None, None]
            y = torch.addcmul(shift.to(y.dtype), F.instance_norm(y, eps=_EPSILON), scale.to(y.dtype))
        rectified: Tensor = F.relu(y, inplace=True) if self._rectify else y
        return rectified


class Block(nn.Module):
    """Two layers and a shortcut around them (He et al. 2016)."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.first = Layer(channels, channels, dilation=dilation)
        self.second = Layer(channels, channels, dilation=dilation, rectify=False)

    def forward(self, x: Tensor, terms: Tensor) -> Tensor:
        """Apply to (N, C, H, W)."""
        return torch.add(x, self.second(self.first(x, terms), terms))


class StyleNetwork(nn.Module):
    """Paints photos in one style.

    Args:
        shape: its channels and blocks.
    """

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        edge, width = shape.edge, shape.width
        self.stem = Layer(12, edge)
        self.down = Layer(edge, width, stride=2)
        self.blocks = nn.ModuleList(Block(width, dilation) for dilation in shape.dilations)
        self.up = Layer(width, edge)
        self.out = Convolution(edge, 12, bias=True)
        self.kept = nn.Parameter(torch.tensor([1.0, -1.0, 0.0]))

    def forward(self, photo: Tensor, strength: Tensor) -> Tensor:
        """Paint.

        Args:
            photo: (N, 3, H, W) in 0–1 and in the painting's palette; sides are multiples of 4.
            strength: (N,) or (1,) in 0–1.

        Returns:
            (N, 3, H, W), about in 0–1, not clipped.
        """
        terms = powers(strength)
        y = self.down(self.stem(unshuffled(photo), terms), terms)
        for block in self.blocks:
            y = block(y, terms)
        return self.finished(self.up(enlarged(y), terms), photo, terms)

    def finished(self, y: Tensor, photo: Tensor, terms: Tensor) -> Tensor:
        """Make the picture from the last map (N, C, H / 2, W / 2)."""
        drawn = F.pixel_shuffle(self.out(y).float(), 2)
        kept = (terms @ self.kept)[:, None, None, None]
        result: Tensor = 0.5 + 0.5 * drawn + kept * (photo - 0.5)
        return result


def computes_in_half(device: str) -> bool:
    """Whether a device computes these convolutions faster in bfloat16. A picture changes by 2 levels of 255 or so."""
    if precision(device) is torch.bfloat16:
        return True
    capable = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # torch has no public function for this
    return device == "cpu" and capable is not None and bool(capable())


def unshuffled(photo: Tensor) -> Tensor:
    """Centre (N, 3, H, W) and fold its pixels: (N, 12, H / 2, W / 2)."""
    return F.pixel_unshuffle((photo - 0.5) * 4, 2).contiguous(memory_format=torch.channels_last)


def mirrored(x: Tensor, margin: int) -> Tensor:
    """Mirror (N, C, H, W) outwards by some pixels on all sides."""
    if not x.is_cuda or not x.requires_grad:
        return F.pad(x, (margin,) * 4, mode="reflect")
    # On a GPU the gradient of torch's function adds up in random order.
    for dim in (-1, -2):
        length = x.shape[dim]
        before, after = x.narrow(dim, 1, margin), x.narrow(dim, length - margin - 1, margin)
        x = torch.cat([before.flip(dim), x, after.flip(dim)], dim)
    return x


def enlarged(y: Tensor) -> Tensor:
    """Double the sides of (N, C, H, W)."""
    return F.interpolate(y, scale_factor=2)
