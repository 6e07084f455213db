"""A fast frozen convolutional network that computes the gradient of its input only.

`torch.nn` and autograd need a dozen passes over memory per feature map: padding, convolution, ReLU, the same backward,
and a copy of every requested layer. This module needs three: a feature map carries a border of one pixel, the ReLU
writes into its middle, and the backward pass only folds the border. On a CPU with bfloat16 units, memory bandwidth
limits a small network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor


class Kernel:
    """The weights of a 3×3 convolution, laid out for the forward and the backward pass.

    On bfloat16 units oneDNN needs the weights in its own layout. By default it reorders them at every call, which takes
    longer than the convolution of a small map. This class reorders them once. The backward pass is also a convolution,
    with the flipped kernel.

    Args:
        weight, bias: (D, C, 3, 3) and (D,). They must not change afterwards.
    """

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        self.weight, self.bias = weight, bias
        self._ahead: Tensor | None = None
        self._back: Tensor | None = None
        if _can_be_packed(weight):
            self._ahead = _packed(weight, 0)
            self._back = _packed(weight.flip(2, 3).transpose(0, 1).contiguous(), 2)

    def __call__(self, x: Tensor) -> Tensor:
        """Convolve (N, C, H + 2, W + 2) to (N, D, H, W)."""
        if self._ahead is None:
            return F.conv2d(x, self.weight, self.bias)
        return _pointwise(x, self._ahead, self.bias, 0)

    def back(self, gradient: Tensor, x: Tensor) -> Tensor:
        """The gradient with respect to the input ``x``, from that of the output."""
        if self._back is not None:
            return _pointwise(gradient, self._back, None, 2)
        found: Tensor = torch.ops.aten.convolution_backward(
            gradient, x, self.weight, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [True, False, False]
        )[0]
        return found


def _can_be_packed(weight: Tensor) -> bool:
    # PyTorch's compiler calls these functions; they have no public name.
    known = hasattr(torch.ops.mkldnn, "_convolution_pointwise")
    wanted = known and weight.device.type == "cpu" and weight.dtype is torch.bfloat16
    return wanted and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001


def _packed(weight: Tensor, padding: int) -> Tensor:
    packed: Tensor = torch._C._nn.mkldnn_reorder_conv2d_weight(  # noqa: SLF001
        weight.detach().to_mkldnn(), [padding, padding], [1, 1], [1, 1], 1
    )
    return packed


def _pointwise(x: Tensor, weight: Tensor, bias: Tensor | None, padding: int) -> Tensor:
    found: Tensor = torch.ops.mkldnn._convolution_pointwise(  # noqa: SLF001
        x, weight, bias, [padding, padding], [1, 1], [1, 1], 1, "none", [], ""
    )
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """A 3×3 convolution with replicate padding, a ReLU, and optional pooling.

    Attributes:
        kernel: kernel of the convolution.
        raw, rectified: whether to return the output before the ReLU, and after it.
        pool: ``average``, ``maximum`` or empty; over 2×2 pixels.
    """

    kernel: Kernel
    raw: bool = False
    rectified: bool = False
    pool: str = ""


def activations(x: Tensor, blocks: Sequence[Block]) -> tuple[Tensor, ...]:
    """The requested outputs of the blocks for ``x`` (N, C, H, W), in order. The backward pass can run once."""
    found: tuple[Tensor, ...] = _Network.apply(x, tuple(blocks))
    return found


def _middle(x: Tensor) -> Tensor:
    """Remove the border: (N, C, H + 2, W + 2) to (N, C, H, W)."""
    return x[..., 1:-1, 1:-1]


def _bordered(x: Tensor, *, rectify: bool = False) -> Tensor:
    """Apply the ReLU if requested and replicate the outermost pixels: (N, C, H, W) to (N, C, H + 2, W + 2)."""
    n, c, h, w = x.shape
    out = torch.empty((n, c, h + 2, w + 2), dtype=x.dtype, device=x.device, memory_format=torch.channels_last)
    if rectify:
        torch.clamp_min(x, 0, out=_middle(out))
    else:
        _middle(out).copy_(x)
    out[..., 1:-1, 0] = out[..., 1:-1, 1]
    out[..., 1:-1, -1] = out[..., 1:-1, -2]
    out[..., 0, :] = out[..., 1, :]
    out[..., -1, :] = out[..., -2, :]
    return out


def _folded(gradient: Tensor) -> Tensor:
    """Add a gradient's border to the pixels that it replicates and return the middle. Works in place."""
    for edge, row in ((0, 1), (-1, -2)):
        gradient[..., row] += gradient[..., edge]
    for edge, row in ((0, 1), (-1, -2)):
        gradient[..., row, :] += gradient[..., edge, :]
    return _middle(gradient)


def _pooled(x: Tensor, pool: str) -> tuple[Tensor, Tensor | None]:
    if pool == "average":
        return F.avg_pool2d(x, 2), None
    values, places = F.max_pool2d(x, 2, return_indices=True)
    return values, places


def _unpooled(gradient: Tensor, x: Tensor, places: Tensor | None) -> Tensor:
    result: Tensor
    if places is None:  # four times faster than torch's function
        result = F.interpolate(gradient / 4, scale_factor=2)
        if result.shape != x.shape:  # pooling drops an odd row or column
            result = F.pad(result, (0, x.shape[-1] - result.shape[-1], 0, x.shape[-2] - result.shape[-2]))
    else:
        result = torch.ops.aten.max_pool2d_with_indices_backward(
            gradient, x, [2, 2], [2, 2], [0, 0], [1, 1], False, places
        )
    return result


@dataclass(slots=True)
class _Trace:
    """What the backward pass needs of a block: its input with border, its output, the indices of the maxima."""

    x: Tensor
    y: Tensor
    pooled: bool
    places: Tensor | None


class _Network(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, blocks: tuple[Block, ...]) -> tuple[Tensor, ...]:  # noqa: ANN401  torch's context
        found: list[Tensor] = []
        traces: list[_Trace] = []
        x = _bordered(x)
        for number, block in enumerate(blocks):
            y = block.kernel(x)
            if block.raw:
                found.append(y)
            pools = bool(block.pool) and min(y.shape[-2:]) >= 2  # a tiny picture may have fewer than two pixels left
            places = None
            following = x
            if pools or number + 1 == len(blocks):
                y = y.clamp_min(0) if block.raw else y.clamp_min_(0)
                if pools:
                    small, places = _pooled(y, block.pool)
                    following = _bordered(small)
            else:
                following = _bordered(y, rectify=True)
                y = _middle(following)
            traces.append(_Trace(x, y, pools, places))
            if block.rectified:
                found.append(y)
            x = following
        ctx.blocks, ctx.traces = blocks, traces
        return tuple(found)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:  # noqa: ANN401
        left = list(gradients)
        gradient: Tensor | None = None
        for block, trace in zip(reversed(ctx.blocks), reversed(ctx.traces), strict=True):
            if gradient is not None and trace.pooled:
                gradient = _unpooled(gradient, trace.y, trace.places)
            if block.rectified:
                own = left.pop()
                gradient = own if gradient is None else gradient.add_(own)
            if gradient is not None:
                gradient = torch.ops.aten.threshold_backward(gradient, trace.y, 0)
            if block.raw:
                own = left.pop()
                gradient = own if gradient is None else gradient.add_(own)
            assert gradient is not None  # noqa: S101  the last block's output is wanted
            gradient = gradient.contiguous(memory_format=torch.channels_last)
            gradient = _folded(block.kernel.back(gradient, trace.x))
        ctx.traces = None  # free their memory
        assert gradient is not None  # noqa: S101
        return gradient, None
