"""Initialise a student by pruning channels of its teacher.

From random weights, a small network needs days of CPU time to reach what a pruned teacher has before the first step.
Level by level, this keeps the channels that best predict the others. It then solves the kernel of those channels by
least squares from the student's own inputs, so that errors do not accumulate (as He, Zhang & Sun 2017, “Channel Pruning
for Accelerating Very Deep Neural Networks”, who choose channels by LASSO; the choice here is the greedy interpolative
decomposition of Chee et al. 2022, “Model Preserving Compression for Neural Networks”).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from nst.networks.encoders import Encoder, Levels, pocket

_PLACES = 512  # sampled positions per picture and layer
_RIDGE = 1e-5


@dataclass(frozen=True)
class _Sample:
    """Outputs of a teacher's convolution (places, channels) at sampled places, which are flat row-major indices."""

    places: Tensor
    answers: Tensor


@torch.no_grad()
def thinned(teacher: Encoder, levels: Levels, pictures: Sequence[Tensor]) -> Encoder:
    """Make an encoder of the shape ``levels`` (see `nst.networks.encoders`) that approximates its teacher.

    Args:
        teacher: with as many convolutions per level as ``levels``. It should use average pooling, as the student does.
        levels: channels and number of convolutions of each level; no wider than the teacher's.
        pictures: (1, 3, H, W) in 0–1, the data for the fit. A few dozen are enough.

    Raises:
        ValueError: the teacher lacks these convolutions, or has narrower ones.
    """
    student = pocket([levels]).to(pictures[0].device)
    kernels = {name: stage for name, stage in teacher.stages.items() if isinstance(stage, nn.Conv2d)}
    wanted = {name: stage for name, stage in student.stages.items() if isinstance(stage, nn.Conv2d)}
    if list(wanted) != list(kernels)[: len(wanted)]:
        raise ValueError(f"{teacher.name} cannot be thinned to {levels}: its levels have other numbers of convolutions")
    if any(stage.out_channels > kernels[name].out_channels for name, stage in wanted.items()):
        raise ValueError(f"{teacher.name} cannot be thinned to {levels}: it has fewer channels")
    samples = _samples(teacher, wanted, pictures)
    following = dict(zip(kernels, list(kernels)[1:], strict=False))
    inputs = [student.normalised(picture) for picture in pictures]
    for name, stage in student.stages.items():
        if isinstance(stage, nn.Conv2d):
            heard = kernels[following[name]].weight if name in following else None
            kept = _chosen(samples[name], stage.out_channels, heard)
            _solve(stage, inputs, samples[name], kept)
        inputs = [stage(x) for x in inputs]
    return student


def _samples(teacher: Encoder, names: Collection[str], pictures: Sequence[Tensor]) -> dict[str, list[_Sample]]:
    random = torch.Generator().manual_seed(0)
    found: dict[str, list[_Sample]] = {name: [] for name in names}
    for picture in pictures:
        for name, answer in teacher(picture, names).items():
            rows = answer[0].flatten(1).T.float()
            places = torch.randperm(len(rows), generator=random)[:_PLACES].to(rows.device)
            found[name].append(_Sample(places, rows[places]))
    return found


def _chosen(samples: Sequence[_Sample], count: int, heard: Tensor | None) -> Tensor:
    """Choose the channels to keep: each next one explains most of the remaining variance (pivoted Cholesky).

    A channel's weight is its influence on the next convolution, whose kernel is ``heard``.
    """
    seen = torch.cat([sample.answers for sample in samples]).relu()
    if heard is not None:
        seen = seen * heard.float().square().sum((0, 2, 3)).sqrt()
    left = (seen.T @ seen / len(seen)).double()
    floor = 1e-9 * left.diagonal().mean()
    kept: list[int] = []
    for _ in range(count):
        told = left.square().sum(0) / left.diagonal().clamp_min(floor)
        told[kept] = -1
        best = int(told.argmax())
        kept.append(best)
        column = left[:, best] / left[best, best].clamp_min(floor).sqrt()
        left = left - torch.outer(column, column)
    return torch.tensor(sorted(kept), device=seen.device)


def _solve(convolution: nn.Conv2d, inputs: Sequence[Tensor], samples: Sequence[_Sample], kept: Tensor) -> None:
    """Fit a convolution so that it maps its inputs to the teacher's outputs in the kept channels."""
    unknown = convolution.in_channels * 9 + 1
    square = torch.zeros(unknown, unknown, device=kept.device)
    cross = torch.zeros(unknown, len(kept), device=kept.device)
    for x, sample in zip(inputs, samples, strict=True):
        around = F.unfold(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3)[0][:, sample.places].T
        rows = torch.cat([around, torch.ones_like(around[:, :1])], 1)
        square += rows.T @ rows
        cross += rows.T @ sample.answers[:, kept]
    ridge = _RIDGE * square.diagonal().mean() * torch.eye(unknown, device=kept.device)
    solution = torch.linalg.solve((square + ridge).double(), cross.double()).float()
    convolution.weight.copy_(solution[:-1].T.reshape(convolution.weight.shape))
    assert convolution.bias is not None
    convolution.bias.copy_(solution[-1])
