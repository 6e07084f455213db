"""The training data: crops and pictures painted with the student, with the teachers' features.

Teacher passes are expensive, so training reuses pictures from a pool and replaces one every few steps. A share of the
new pictures are *pastiches*: crops painted by the engine with the current student. They contain what the student
misses and an optimiser exploits; the teachers' features correct it (on-policy training).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from nst import recipe, stylize
from nst.networks.encoders import Encoder
from nst.networks.weights import precision
from nst.params import Mode
from training import teachers as teaching
from training.crops import crop
from training.student import Student

PROBE = 16


@dataclass(frozen=True)
class Seen:
    """One layer of the teachers: features (positions, C) in bfloat16, their mean (C,) and second moment (C, C)."""

    feature: Tensor
    mean: Tensor
    second: Tensor


@dataclass(frozen=True)
class Lesson:
    """A picture (3, S, S) in half precision, and the teachers' features by layer."""

    pixels: Tensor
    seen: dict[str, Seen]


def moments(rows: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (N, C) and raw second moment (N, C, C) of (N, positions, C)."""
    return rows.mean(1), rows.transpose(1, 2) @ rows / rows.shape[1]


def rows(feature: Tensor) -> Tensor:
    """Reshape a feature map (N, C, H, W) to (N, positions, C)."""
    return feature.permute(0, 2, 3, 1).flatten(1, 2)


def pastiche(encoder: Encoder, content: Tensor, style: Tensor, number: int) -> Tensor:
    """Paint ``content`` in the style of ``style``, both (3, S, S) as bytes; settings vary, some start from noise."""
    random = np.random.default_rng(number)
    photo, painting = (Image.fromarray(x.permute(1, 2, 0).cpu().numpy()) for x in (content, style))
    params = recipe(
        "draft",
        size=content.shape[-1],
        mode=Mode.TEXTURE if random.random() < 0.15 else Mode.TRANSFER,
        steps=int(2 ** random.uniform(2, 6.5)),
        style_weight=float(2 ** random.uniform(0, 4)),
        colours="painting" if random.random() < 0.5 else "free",
        seed=number,
    )
    device = str(next(encoder.parameters()).device)
    *_, last = stylize(photo, painting, params, encoder=encoder, device=device)
    assert last.result is not None
    return torch.from_numpy(np.asarray(last.result.image, dtype=np.uint8).copy()).permute(2, 0, 1)


class Pool:
    """A pool of lessons; new ones replace the oldest.

    Args:
        images: files to cut crops from.
        teachers: networks whose features are the training targets.
        size: side of the crops in pixels.
        room: number of lessons kept.
        pastiches: share of pastiches among new lessons, once the student paints.
        seed: seed of the crops.
        device: device of the teachers.
    """

    def __init__(
        self,
        images: list[Path],
        teachers: list[teaching.Teacher],
        device: torch.device,
        *,
        size: int,
        room: int,
        pastiches: float,
        seed: int,
    ) -> None:
        self.images, self.device = images, device
        self.teachers = teachers
        self.size, self.pastiches, self.seed = size, pastiches, seed
        probe = torch.stack([crop(images, size, seed, n) for n in range(PROBE)]).to(device)
        self.scale = teaching.scales(self.teachers, probe)
        self.channels = {k: v.shape[1] for k, v in teaching.features(self.teachers, probe[:1], self.scale).items()}
        self.lessons: deque[Lesson] = deque(maxlen=room)

    @torch.no_grad()
    def add(self, number: int, painter: Encoder | None) -> None:
        """Add lesson ``number``. With a painter it may be a pastiche of this crop and an older one."""
        pixels = crop(self.images, self.size, self.seed, number)
        random = np.random.default_rng((self.seed, number, 1))
        if painter is not None and self.lessons and random.random() < self.pastiches:
            style = self.lessons[int(random.integers(len(self.lessons)))].pixels
            pixels = pastiche(painter, _bytes(pixels), _bytes(style), number).float() / 255
        image = pixels[None].to(self.device).contiguous(memory_format=torch.channels_last)
        seen = {}
        for layer, feature in teaching.features(self.teachers, image, self.scale).items():
            found = rows(feature).contiguous()
            mean, second = moments(found.float())
            seen[layer] = Seen(found[0], mean[0], second[0])
        self.lessons.append(Lesson(pixels.half(), seen))

    def draw(self, count: int, random: torch.Generator) -> tuple[Tensor, dict[str, Seen]]:
        """Draw a random batch: images (N, 3, S, S) in 0–1, and the teachers' features by layer."""
        picks = [self.lessons[int(i)] for i in torch.randint(len(self.lessons), (count,), generator=random)]
        target = {
            layer: Seen(
                *(torch.stack([getattr(p.seen[layer], part) for p in picks]) for part in ("feature", "mean", "second"))
            )
            for layer in self.channels
        }
        return torch.stack([p.pixels for p in picks]).to(self.device).float(), target


def painter(student: Student, partner: Encoder | None = None) -> Encoder:
    """The student with its partner, as an encoder for the engine."""
    device = next(student.parameters()).device
    return student.encoder(partner).to(device=device, dtype=precision(str(device)), memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def _bytes(pixels: Tensor) -> Tensor:
    return pixels.clamp(0, 1).mul(255).round().byte().cpu()
