"""Teach the pocket encoder to see what large networks see: ``python -m training.distill --help``.

The student's features, through one linear map a level, shall equal the teachers' (normalised) features, and have the
same mean and covariance, since style losses compare those. Teacher passes are the dear part, so each crop is used
several times from a pool that is renewed a few crops a step. A share of the new crops are *pastiches*: they went
through a few steps of style transfer with the student as it is then. They hold just what the student overlooks and
an optimiser would exploit, and the teachers' view of them corrects it (the student learns on its own policy).
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.torch import save_file
from torch import Tensor, nn

from nst.encoders import POCKET_WIDTHS, pocket
from training import teachers as teaching
from training.crops import crop, find_images

log = logging.getLogger("distill")
CHECKPOINT_EVERY = 500
_PROBE = 16
_RENEWAL = 0.02
_FREEZE = 0.6


@dataclass(frozen=True)
class Plan:
    """Everything that decides the outcome of a training run."""

    steps: int = 9000
    batch: int = 8
    size: int = 128
    pool: int = 512
    reuse: int = 8
    rate: float = 5e-3
    statistics: float = 0.5
    pastiches: float = 0.25
    pastiches_from: int = 1500
    seed: int = 0
    widths: tuple[int, ...] = POCKET_WIDTHS


@dataclass(frozen=True)
class Seen:
    """One layer of the teachers' view of a batch: features (N, C, H, W) in bfloat16, their mean and second moment."""

    feature: Tensor
    mean: Tensor
    second: Tensor


class Student(nn.Module):
    """The pocket encoder in training: batch norms after its convolutions, and linear maps to its teachers.

    The maps are not trained but solved: least squares between the student's and the teachers' features, whose moments
    are averaged over the last steps. So the gradient always goes through the best possible map (variable projection).
    """

    def __init__(self, widths: tuple[int, ...], channels: dict[str, int]) -> None:
        super().__init__()
        self.widths = widths
        self.layers = tuple(channels)
        self.encoder = pocket(widths)
        self.encoder.taps = nn.ModuleDict()
        stages: dict[str, nn.Module] = {}
        for name, module in self.encoder.stages.items():
            stages[name] = module
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                stages[f"norm{name[4:]}"] = nn.BatchNorm2d(module.out_channels)
        self.encoder.stages = nn.ModuleDict(stages)
        for width, (layer, count) in zip(widths, channels.items(), strict=True):
            self.register_buffer(f"second_{layer}", torch.zeros(width, width))
            self.register_buffer(f"cross_{layer}", torch.zeros(width, count))

    def forward(self, images: Tensor) -> dict[str, Tensor]:
        """The student's own features by layer for ``images`` (N, 3, H, W) in 0–1."""
        found: dict[str, Tensor] = self.encoder(images, self.layers)
        return found

    @torch.no_grad()
    def observe(self, seen: dict[str, Tensor], target: dict[str, Seen]) -> None:
        """Take a batch into the moments that the maps are solved from."""
        for layer, f in seen.items():
            flat = f.float().flatten(2)
            second = (flat @ flat.transpose(1, 2)).mean(0) / flat.shape[2]
            cross = (f.bfloat16().flatten(2) @ target[layer].feature.flatten(2).transpose(1, 2)).float().mean(0)
            self.get_buffer(f"second_{layer}").lerp_(second, _RENEWAL)
            self.get_buffer(f"cross_{layer}").lerp_(cross / flat.shape[2], _RENEWAL)

    @torch.no_grad()
    def maps(self) -> dict[str, Tensor]:
        """By layer, the matrix (teacher channels, student channels) that predicts the teachers' features best."""
        solved = {}
        for layer in self.layers:
            second = self.get_buffer(f"second_{layer}")
            strength = 1e-3 * second.diagonal().mean() + 1e-6
            ridge = strength * torch.eye(len(second), device=second.device)
            solved[layer] = torch.linalg.solve(second + ridge, self.get_buffer(f"cross_{layer}")).T
        return solved


def _moments(feature: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (N, C) and raw second moment (N, C, C) over positions."""
    flat = feature.flatten(2)
    return flat.mean(2), flat @ flat.transpose(1, 2) / flat.shape[2]


def _covariance(mean: Tensor, second: Tensor) -> Tensor:
    return second - mean.unsqueeze(2) * mean.unsqueeze(1)


def _trace(matrices: Tensor) -> Tensor:
    return matrices.diagonal(dim1=1, dim2=2).sum(1)


def _share(error: Tensor, size: Tensor) -> Tensor:
    """Error (N,) as a share of size (N,), averaged; the floor keeps flat crops from exploding it."""
    return (error / (size + 0.1 * size.mean() + 1e-8)).mean()


def _squares(difference: Tensor) -> Tensor:
    return difference.square().flatten(1).sum(1)


def losses(
    maps: dict[str, Tensor], seen: dict[str, Tensor], target: dict[str, Seen], statistics: float
) -> tuple[Tensor, dict[str, float]]:
    """The training loss, and the feature error by layer as a share of the variance (1 = predicting the mean).

    With the map A, student features f and teacher features t, the mean of ‖A f − t‖² over positions is
    tr(A ⟨ffᵀ⟩ Aᵀ) − 2 tr(A ⟨f tᵀ⟩) + tr⟨ttᵀ⟩, so that nothing of the teachers' width is ever computed per pixel.
    """
    total = torch.zeros(())
    shown: dict[str, float] = {}
    for layer, a in maps.items():
        t, f = target[layer], seen[layer]
        mean, second = _moments(f.float())
        cross = (f.flatten(2).bfloat16() @ t.feature.flatten(2).transpose(1, 2)).float() / f[0, 0].numel()
        mapped = a @ second @ a.T
        covariance, wanted = _covariance(mean @ a.T, mapped), _covariance(t.mean, t.second)
        error = _trace(mapped) - 2 * (a * cross.transpose(1, 2)).sum((1, 2)) + _trace(t.second)
        feature = _share(error, _trace(wanted))
        moments = _share(_squares(mean @ a.T - t.mean), _squares(t.mean)) + _share(
            _squares(covariance - wanted), _squares(wanted)
        )
        total = total + feature + statistics * moments
        shown[layer] = float(feature.detach())
    return total, shown


def pastiche(student: Student, images: Tensor, styles: Tensor, steps: int, rate: float, weight: float) -> Tensor:
    """``images`` after a few steps of style transfer through the student: (N, 3, H, W)."""
    training = student.training
    student.eval().requires_grad_(requires_grad=False)
    maps = student.maps()
    with torch.no_grad():
        content = student(images)[student.layers[-2]].float()
        style = {layer: _moments(f.float())[1] for layer, f in student(styles).items()}
    drawn = images.clone().requires_grad_()
    optimiser = torch.optim.Adam([drawn], lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        with torch.autocast(images.device.type, torch.bfloat16):
            seen = student(drawn)
        loss = _share(_squares(seen[student.layers[-2]].float() - content), _squares(content))
        for layer, second in style.items():
            a = maps[layer]
            drawn_second = _moments(seen[layer].float())[1]
            loss = loss + weight * _share(_squares(a @ (drawn_second - second) @ a.T), _squares(a @ second @ a.T))
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        with torch.no_grad():
            drawn.clamp_(0, 1)
    student.train(training).requires_grad_(requires_grad=True)
    return drawn.detach()


def export(student: Student, file: Path, metadata: dict[str, str]) -> None:
    """Write the encoder, batch norms folded, with its taps (half precision): see `nst.encoders.pocket` for the taps."""
    encoder = pocket(student.widths)
    with torch.no_grad():
        for name, module in encoder.stages.items():
            if isinstance(module, nn.Conv2d):
                trained, norm = student.encoder.stages[name], student.encoder.stages[f"norm{name[4:]}"]
                teaching.fold(module, trained.state_dict(), norm.state_dict())
        for layer, a in student.maps().items():
            values, vectors = torch.linalg.eigh((a.T @ a * (a.shape[1] / a.shape[0])).double())
            root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
            encoder.taps[layer].weight.copy_(root[:, :, None, None])  # type: ignore[operator]
    save_file({k: v.half().contiguous().cpu() for k, v in encoder.state_dict().items()}, file, metadata=metadata)


class Pool:
    """Crops with their teachers' features; the oldest make room for new ones."""

    def __init__(self, plan: Plan, images: list[Path], teachers: list[teaching.Teacher], device: torch.device) -> None:
        self.plan, self.images, self.teachers, self.device = plan, images, teachers, device
        probe = torch.stack([crop(images, plan.size, plan.seed, n) for n in range(_PROBE)]).to(device)
        self.scale = teaching.scales(teachers, probe)
        self.channels = {k: v.shape[1] for k, v in teaching.features(teachers, probe[:1], self.scale).items()}
        self.items: deque[tuple[Tensor, dict[str, Seen]]] = deque(maxlen=plan.pool)

    def renew(self, number: int, count: int, student: Student | None) -> None:
        """Add crops ``number`` … ``number + count``; with a student, some of them as its pastiches."""
        plan = self.plan
        fresh = torch.stack([crop(self.images, plan.size, plan.seed, n) for n in range(number, number + count)])
        fresh = fresh.to(self.device)
        random = torch.Generator().manual_seed(plan.seed * 1_000_003 + number)
        if student is not None and self.items and torch.rand((), generator=random) < plan.pastiches:
            picks = torch.randint(len(self.items), (count,), generator=random)
            styles = torch.stack([self.items[int(i)][0] for i in picks]).float().to(self.device)
            steps = int(torch.randint(4, 24, (), generator=random))
            rate = float(torch.empty(()).uniform_(0.01, 0.05, generator=random))
            weight = float(torch.empty(()).uniform_(0.3, 3, generator=random))
            fresh = pastiche(student, fresh, styles, steps, rate, weight)
        seen = teaching.features(self.teachers, fresh.contiguous(memory_format=torch.channels_last), self.scale)
        moments = {layer: _moments(f.float()) for layer, f in seen.items()}
        for i, pixels in enumerate(fresh):
            item = {k: Seen(f[i].clone(), moments[k][0][i].clone(), moments[k][1][i].clone()) for k, f in seen.items()}
            self.items.append((pixels, item))

    def draw(self, random: torch.Generator) -> tuple[Tensor, dict[str, Seen]]:
        """A random batch: crops (N, 3, size, size) and what the teachers see, by layer."""
        picks = [self.items[int(i)] for i in torch.randint(len(self.items), (self.plan.batch,), generator=random)]
        views = [item for _, item in picks]
        target = {
            k: Seen(*(torch.stack([getattr(v[k], part) for v in views]) for part in ("feature", "mean", "second")))
            for k in self.channels
        }
        return torch.stack([pixels for pixels, _ in picks]), target


def _rate(plan: Plan, step: int) -> float:
    """Warm-up over 200 steps, then half a cosine down to 1 %."""
    warm = min(1.0, (step + 1) / 200)
    return plan.rate * warm * (0.505 + 0.495 * math.cos(math.pi * step / plan.steps))


def train(plan: Plan, pool: Pool, student: Student, checkpoint: Path) -> Iterator[tuple[int, dict[str, float]]]:
    """Train from ``checkpoint`` if there is one, else from the start; yields the step and smoothed errors by layer."""
    optimiser = torch.optim.AdamW(student.parameters(), lr=plan.rate, weight_decay=1e-4)
    start = 0
    smooth: dict[str, float] = {}
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=pool.device, weights_only=True)
        student.load_state_dict(saved["student"])
        optimiser.load_state_dict(saved["optimiser"])
        start, smooth = saved["step"], saved["errors"]
    fresh = max(1, plan.batch // plan.reuse)
    every = 4  # teachers like batches: renew several crops every few steps
    first = _PROBE + start * fresh
    chunk = plan.batch
    for number in range(first, first + plan.pool, chunk):
        pool.renew(number, chunk, student if start > plan.pastiches_from else None)
    number = first + plan.pool
    for step in range(start, plan.steps):
        if step % every == 0:
            pool.renew(number, fresh * every, student if step >= plan.pastiches_from else None)
            number += fresh * every
        random = torch.Generator().manual_seed(plan.seed * 7_919 + step)
        images, target = pool.draw(random)
        for group in optimiser.param_groups:
            group["lr"] = _rate(plan, step)
        # Towards the end the norms stop following the batch: what is trained is then what will be folded.
        student.train(step < _FREEZE * plan.steps)
        optimiser.zero_grad()
        with torch.autocast(pool.device.type, torch.bfloat16):
            seen = student(images.contiguous(memory_format=torch.channels_last))
        student.observe(seen, target)
        loss, shown = losses(student.maps(), seen, target, plan.statistics)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        smooth = {k: 0.99 * smooth.get(k, v) + 0.01 * v for k, v in shown.items()}
        if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == plan.steps:
            state = {"student": student.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            part = checkpoint.with_suffix(".part")
            torch.save(state | {"errors": smooth}, part)
            part.replace(checkpoint)
        yield step + 1, smooth


def main(
    images: Annotated[Path, typer.Argument(help="Folder of pictures to train on (searched recursively).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the weights go (safetensors).")],
    teacher: Annotated[
        list[str], typer.Option(help="KIND=FILE with KIND craft, caffe19 or torchvision19; repeatable.")
    ],
    steps: Annotated[int, typer.Option(help="Optimisation steps.")] = Plan.steps,
    size: Annotated[int, typer.Option(help="Side of the crops in pixels.")] = Plan.size,
    batch: Annotated[int, typer.Option(help="Crops a step.")] = Plan.batch,
    pool: Annotated[int, typer.Option(help="Crops kept with their teachers' features (about 6 MB each).")] = Plan.pool,
    rate: Annotated[float, typer.Option(help="Peak learning rate.")] = Plan.rate,
    seed: Annotated[int, typer.Option(help="Seed of crops and weights.")] = Plan.seed,
    data: Annotated[str, typer.Option(help="Licence classes of the pictures, for the metadata.")] = "unstated",
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
) -> None:
    """Train the pocket encoder. Stop at any time; the same command goes on from the last checkpoint."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(steps=steps, size=size, batch=batch, pool=pool, rate=rate, seed=seed)
    torch.manual_seed(seed)
    where = torch.device(device)
    found = [teaching.load(kind, Path(file)) for kind, _, file in (t.partition("=") for t in teacher)]
    for t in found:
        t.encoder.to(where, memory_format=torch.channels_last)  # type: ignore[call-overload]
    crops = Pool(plan, find_images(images), found, where)
    student = Student(plan.widths, crops.channels).to(where, memory_format=torch.channels_last)  # type: ignore[call-overload]
    metadata = {
        "teachers": json.dumps({t.name: {"layers": t.layers, "licence": t.licence} for t in found}),
        "data": data,
        "plan": json.dumps(asdict(plan)),
    }
    begun = time.monotonic()
    for step, errors in train(plan, crops, student, output.with_suffix(".checkpoint")):
        if step % 100 == 0:
            told = " ".join(f"{layer} {error:.3f}" for layer, error in errors.items())
            log.info("step %d  %.0f s  %s", step, time.monotonic() - begun, told)
        if step % CHECKPOINT_EVERY == 0 or step == plan.steps:
            export(student, output, metadata | {"step": str(step), "errors": json.dumps(errors)})


if __name__ == "__main__":
    typer.run(main)
