"""Estimate the memory that a run needs and the memory that is free.

A run checks both before it starts. On a CPU the system kills a process that takes too much, so there is no error to
catch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from nst.networks.encoders import Encoder
from nst.objective import tiles

_BASE = 64 * 2**20  # buffers of the libraries, independent of size
_LAYOUTS = 2  # extra copies of the weights in the processor's layout: see `nst.networks.frozen.Kernel`
_PICTURES = 16  # copies of the picture in single precision: content, iterate, optimiser state, …
_PAINTINGS = 1.5  # copies of each painting in single precision, until all have been looked at
_LOOKED_AT = 1  # more of the one that is looked at
_SPARE = 1.9  # overhead of the allocators, fitted to peaks at 256 to 2048 px
_BYTES = 12  # of a pixel with three channels
_MOMENTS = 10 * 2**20  # bytes of the statistics of a painting
_REGIONS = 1.35  # activations with several regions, by those with one
_WITHOUT_GRADIENT = 0.45  # of the activations of a step; a painting is looked at without a gradient
_PROC = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")


def needed(
    width: int, height: int, encoder: Encoder, paintings: Sequence[tuple[int, int]] = (), *, regions: int = 0
) -> int:
    """Estimate the bytes that a run needs besides the network. Tiles bound everything but the pictures' copies.

    Args:
        width: of the result.
        height: of the result.
        encoder: computes the losses.
        paintings: width and height of each, as the run uses it.
        regions: number of paintings with a region of their own.
    """
    activations = _activations(encoder)
    step = _tile(width, height, encoder) * activations * (_REGIONS if regions > 1 else 1)
    looking: float = max((_tile(*size, encoder) for size in paintings), default=0) * activations * _WITHOUT_GRADIENT
    weights = sum(p.numel() * p.element_size() for p in encoder.parameters())
    pixels = [w * h for w, h in paintings]
    looking += (sum(pixels) * _PAINTINGS + max(pixels, default=0) * _LOOKED_AT) * _BYTES
    pictures = width * height * _PICTURES * _BYTES
    return int(_BASE + _LAYOUTS * weights + len(paintings) * _MOMENTS + _SPARE * (max(step, looking) + pictures))


def _tile(width: int, height: int, encoder: Encoder) -> int:
    """Pixels of the largest tile of a picture."""
    plan = tiles.tiles(height, width, encoder.layers)
    return max((t.window[1] - t.window[0]) * (t.window[3] - t.window[2]) for t in plan)


def _activations(encoder: Encoder) -> float:
    """Bytes per pixel: every feature map once, plus the buffers of one step at the largest map."""
    channels, share, total, largest = 0, 1.0, 0.0, 0.0
    size = next((p.element_size() for p in encoder.parameters()), 4)
    for name, stage in encoder.stages.items():
        if name.startswith("pool"):
            share /= 4
        elif isinstance(stage, nn.Conv2d):
            channels = stage.out_channels
            total += share * channels * size
            largest = max(largest, share * channels)
    return total + largest * (4 * size + 2 * 4)


def available(device: str) -> int | None:
    """Free bytes on a device now; None if unknown."""
    if torch.device(device).type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    limits = [bytes_ for bytes_ in (_system(), _group()) if bytes_ is not None]
    return min(limits, default=None)


def _system() -> int | None:
    try:
        lines = dict(line.split(":", 1) for line in _PROC.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError, IndexError):
        return None


def _group() -> int | None:
    """Bytes left under the container's memory limit."""
    try:
        return int((_GROUP / "memory.max").read_text()) - int((_GROUP / "memory.current").read_text())
    except (OSError, ValueError):
        return None
