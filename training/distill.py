"""Distil large networks into the pocket encoder: ``python -m training.distill --help``.

One linear map per level predicts the teachers' normalised features from the student's. The training loss compares the
features, and their mean and covariance, because style losses use those. `training.pool` holds the training data. The
student starts as the first teacher with fewer channels (`training.thinning`). Teachers use average pooling, as in the
engine.
"""

from __future__ import annotations

import gzip
import json
import logging
import math
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.torch import load, save
from torch import Tensor, nn

from nst.networks.encoders import POCKET_NETWORKS, Encoder, Levels, pocket
from nst.networks.weights import packed, unpacked
from training import teachers as teaching
from training.crops import crop, find_images
from training.pool import PROBE, Pool, Seen, moments, painter, rows
from training.student import Student
from training.thinning import thinned

log = logging.getLogger("distill")
CHECKPOINT_EVERY = 500
_REPAINT_EVERY = 100
_OTHERS = ("others.", "partners.")  # the second is the former name


@dataclass(frozen=True)
class Plan:
    """All settings that determine a training run.

    Attributes:
        steps, batch: optimisation steps, and pictures per step.
        size: side of the crops in pixels.
        pool: number of pictures kept with their teachers' features.
        renewal: a new picture replaces an old one every so many steps.
        rate: peak learning rate of AdamW, as a share of the mean size of a kernel's weights before the first step.
        statistics: weight of the mean and covariance loss relative to the feature loss.
        pastiches, pastiches_from: share of pastiches among new pictures, and the step from which they are added.
        fitted: number of pictures that the student is fitted to before the first step.
        seed: seed of the crops.
        levels: levels of the student.
    """

    steps: int = 9000
    batch: int = 4
    size: int = 256
    pool: int = 128
    renewal: int = 4
    rate: float = 0.015
    statistics: float = 1.0
    pastiches: float = 0.35
    pastiches_from: int = 100
    fitted: int = 128
    seed: int = 0
    levels: Levels = POCKET_NETWORKS[0]


_LEVELS = ",".join(f"{width}x{convolutions}" for width, convolutions in Plan.levels)


def _covariance(mean: Tensor, second: Tensor) -> Tensor:
    return second - mean.unsqueeze(2) * mean.unsqueeze(1)


def _trace(matrices: Tensor) -> Tensor:
    return matrices.diagonal(dim1=1, dim2=2).sum(1)


def _share(error: Tensor, size: Tensor) -> Tensor:
    """Mean of error (N,) divided by size (N,); a floor on the size bounds the value for flat crops."""
    return (error / (size + 0.1 * size.mean() + 1e-8)).mean()


def _squares(difference: Tensor) -> Tensor:
    return difference.square().flatten(1).sum(1)


def losses(
    student: Student, seen: dict[str, Tensor], target: dict[str, Seen], statistics: float
) -> tuple[Tensor, dict[str, float]]:
    """The training loss, and the feature error by layer as a share of the variance (1 = predicting the mean).

    With the map A, student features f and teacher features t, the mean of ‖A f − t‖² over positions is
    tr(A ⟨ffᵀ⟩ Aᵀ) − 2 tr(A ⟨f tᵀ⟩) + tr⟨ttᵀ⟩. So no tensor of the teachers' width is computed per pixel.
    """
    total = torch.zeros(())
    shown: dict[str, float] = {}
    measured: dict[str, tuple[Tensor, Tensor, Tensor]] = {}
    for layer, feature in seen.items():
        f = rows(feature)
        mean, second = moments(f.float())
        cross = (f.bfloat16().transpose(1, 2) @ target[layer].feature).float() / f.shape[1]
        student.observe(layer, second.detach(), cross.detach())
        measured[layer] = mean, second, cross
    for layer, a in student.maps().items():
        t, (mean, second, cross) = target[layer], measured[layer]
        mapped = a @ second @ a.T
        covariance, wanted = _covariance(mean @ a.T, mapped), _covariance(t.mean, t.second)
        error = _trace(mapped) - 2 * (a * cross.transpose(1, 2)).sum((1, 2)) + _trace(t.second)
        feature_error = _share(error, _trace(wanted))
        statistic = _share(_squares(mean @ a.T - t.mean), _squares(t.mean)) + _share(
            _squares(covariance - wanted), _squares(wanted)
        )
        total = total + feature_error + statistics * statistic
        shown[layer] = float(feature_error.detach())
        shown[f"{layer} statistics"] = float(statistic.detach())
    return total, shown


def export(encoder: Encoder, file: Path, metadata: dict[str, str]) -> None:
    """Write an encoder as compressed safetensors, which `nst.networks.weights` reads."""
    state = {k: v.cpu() for k, v in encoder.state_dict().items()}
    file.write_bytes(gzip.compress(save(packed(state), metadata=metadata), mtime=0))


def first_of(file: Path) -> tuple[Encoder, dict[str, str]]:
    """Read the first network of an exported file, without its partners, and the file's metadata."""
    content = gzip.decompress(file.read_bytes())
    header = content[8 : 8 + int.from_bytes(content[:8], "little")]
    state = {k: v for k, v in unpacked(load(content)).items() if not k.startswith(_OTHERS)}
    kernels = [(k, v) for k, v in state.items() if k.startswith("stages.") and v.dim() == 4]
    counts = Counter((int(k.split(".")[1][4]), len(v)) for k, v in kernels)
    encoder = pocket([tuple((width, count) for (_, width), count in sorted(counts.items()))])
    encoder.load_state_dict(state)
    return encoder.eval().requires_grad_(requires_grad=False), json.loads(header).get("__metadata__", {})


def _rate(plan: Plan, step: int) -> float:
    """Learning rate: warm-up over 200 steps, then a half cosine to 1 %; as a share of a kernel's size."""
    warm = min(1.0, (step + 1) / 200)
    return plan.rate * warm * (0.505 + 0.495 * math.cos(math.pi * step / plan.steps))


def train(
    plan: Plan, pool: Pool, student: Student, checkpoint: Path, partner: Encoder | None = None
) -> Iterator[tuple[int, dict[str, float]]]:
    """Train from ``checkpoint`` if it exists, else from the start; yield the step and smoothed errors by layer."""
    # Wide kernels have small weights; a single learning rate would overwrite them in a few steps.
    kernels = [stage for stage in student.network.stages.values() if isinstance(stage, nn.Conv2d)]
    sizes = [float(kernel.weight.detach().square().mean().sqrt()) for kernel in kernels]
    optimiser = torch.optim.AdamW([{"params": list(kernel.parameters())} for kernel in kernels], weight_decay=1e-4)
    start, smooth = _restored(checkpoint, student, optimiser, pool.device)
    brush = painter(student, partner) if start > plan.pastiches_from else None
    number = PROBE + start // plan.renewal
    for _ in range(plan.pool):
        pool.add(number, brush)
        number += 1
    for step in range(start, plan.steps):
        if step >= plan.pastiches_from and step % _REPAINT_EVERY == 0:
            brush = painter(student, partner)
        if step % plan.renewal == 0:
            pool.add(number, brush)
            number += 1
        random = torch.Generator().manual_seed(plan.seed * 7_919 + step)
        for group, size in zip(optimiser.param_groups, sizes, strict=True):
            group["lr"] = size * _rate(plan, step)
        shown = _step(student, optimiser, pool.draw(plan.batch, random), plan.statistics)
        smooth = {k: 0.99 * smooth.get(k, v) + 0.01 * v for k, v in shown.items()}
        if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == plan.steps:
            state = {"student": student.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            part = checkpoint.with_suffix(".part")
            torch.save(state | {"errors": smooth}, part)
            part.replace(checkpoint)
        yield step + 1, smooth


def _restored(
    checkpoint: Path, student: Student, optimiser: torch.optim.Optimizer, device: torch.device
) -> tuple[int, dict[str, float]]:
    """The number of steps in a checkpoint, whose state is restored, and the smoothed errors; 0 without one."""
    if not checkpoint.exists():
        return 0, {}
    saved = torch.load(checkpoint, map_location=device, weights_only=True)
    student.load_state_dict(saved["student"])
    optimiser.load_state_dict(saved["optimiser"])
    return saved["step"], saved["errors"]


def _step(
    student: Student,
    optimiser: torch.optim.Optimizer,
    drawn: tuple[Tensor, dict[str, Seen]],
    statistics: float,
) -> dict[str, float]:
    """Take a step with some pictures and their teachers' features; return the errors by layer."""
    images, target = drawn
    optimiser.zero_grad()
    with torch.autocast(images.device.type, torch.bfloat16):
        seen = student(images)
    loss, shown = losses(student, seen, target, statistics)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(student.parameters(), 1.0)
    optimiser.step()
    return shown


def prepared(
    plan: Plan, images: list[Path], teachers: list[teaching.Teacher], device: torch.device
) -> tuple[Pool, Student]:
    """Prepare the inputs of `train`. The student starts from the first teacher, which must have all its levels."""
    taught = [teaching.averaged(teacher) for teacher in teachers]
    pool = Pool(images, taught, device, size=plan.size, room=plan.pool, pastiches=plan.pastiches, seed=plan.seed)
    probes = [crop(images, plan.size, plan.seed + 1, number)[None].to(device) for number in range(plan.fitted)]
    student = Student(thinned(taught[0].encoder, plan.levels, probes), pool.channels)
    return pool, student.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]


def main(
    images: Annotated[Path, typer.Argument(help="Folder of pictures to train on (searched recursively).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the weights go (safetensors, gzip).")],
    teacher: Annotated[
        list[str], typer.Option(help="KIND=FILE with KIND craft, caffe19 or torchvision19; repeatable.")
    ],
    steps: Annotated[int, typer.Option(help="Optimisation steps.")] = Plan.steps,
    size: Annotated[int, typer.Option(help="Side of the crops in pixels.")] = Plan.size,
    batch: Annotated[int, typer.Option(help="Crops a step.")] = Plan.batch,
    pool: Annotated[int, typer.Option(help="Crops kept with their teachers' features (about 7 MB each).")] = Plan.pool,
    rate: Annotated[float, typer.Option(help="Peak learning rate, as a share of a kernel's size.")] = Plan.rate,
    seed: Annotated[int, typer.Option(help="Seed of crops and weights.")] = Plan.seed,
    levels: Annotated[
        str, typer.Option(help="Channels and convolutions of each level, such as 16x2,40x2,96x3,192x3,288x1.")
    ] = _LEVELS,
    data: Annotated[str, typer.Option(help="Licence classes of the pictures, for the metadata.")] = "unstated",
    partner: Annotated[
        Path | None, typer.Option(help="Weights of which the first network paints beside the new one, and stays so.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
) -> None:
    """Train the pocket encoder. Stop at any time; the same command continues from the last checkpoint."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    shape = tuple((int(width), int(count)) for width, _, count in (level.partition("x") for level in levels.split(",")))
    plan = Plan(steps=steps, size=size, batch=batch, pool=pool, rate=rate, seed=seed, levels=shape)
    where = torch.device(device)
    found = _teachers(teacher, where)
    crops, student = prepared(plan, find_images(images), found, where)
    metadata = {
        "teachers": json.dumps({t.name: {"layers": t.layers, "licence": t.licence} for t in found}),
        "data": data,
        "plan": json.dumps(asdict(plan)),
    }
    other, said = _partner(partner, where)
    metadata |= said
    for step, errors in _logged(train(plan, crops, student, output.with_suffix(".checkpoint"), other)):
        if step % CHECKPOINT_EVERY == 0 or step == plan.steps:
            export(student.encoder(other), output, metadata | {"step": str(step), "errors": json.dumps(errors)})


def _partner(weights: Path | None, device: torch.device) -> tuple[Encoder | None, dict[str, str]]:
    """The network that paints beside the new one, if any, and what the metadata says about it."""
    if weights is None:
        return None, {}
    network, said = first_of(weights)
    return network.to(device), {"partner": json.dumps(said)}


def _teachers(named: list[str], device: torch.device) -> list[teaching.Teacher]:
    found = [teaching.load(kind, Path(file)) for kind, _, file in (each.partition("=") for each in named)]
    for teacher in found:
        teacher.encoder.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return found


def _logged(steps: Iterator[tuple[int, dict[str, float]]]) -> Iterator[tuple[int, dict[str, float]]]:
    """The same steps; every hundredth is logged."""
    begun = time.monotonic()
    for step, errors in steps:
        if step % 100 == 0:
            told = " ".join(f"{layer} {error:.3f}" for layer, error in errors.items())
            log.info("step %d  %.0f s  %s", step, time.monotonic() - begun, told)
        yield step, errors


if __name__ == "__main__":
    typer.run(main)
