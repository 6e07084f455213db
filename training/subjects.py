"""Teach our network to find the subject of a photo: ``python -m training.subjects --help``.

The teacher is U²-Net-P (`training.u2net`). Every picture is also shown mirrored. The activations of `pocket` do not
change during the training, so they are computed once. The loss is the cross-entropy with the teacher's mask and half of
the soft intersection over union; the result is a running mean of the weights.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import torch.nn.functional as F
import typer
from PIL import Image, ImageOps
from safetensors.torch import save
from torch import Tensor

from nst.networks.encoders import Encoder
from nst.networks.saliency import DEEP, FINE, MIDDLE, SIDE, SaliencyHead
from nst.networks.weights import load_encoder
from training import u2net
from training.crops import find_images

log = logging.getLogger("subjects")
_LAYERS = (FINE, MIDDLE, DEEP)
_MASK_SIDE = 128
_BATCH, _RATE, _DECAY = 24, 3e-3, 0.02
_DROPPED = 0.1  # of the channels
_MEAN_OF = 50  # steps in the running mean of the weights
_TOLD_EVERY = 50


class Lessons:
    """Activations of `pocket` and masks of the teacher, for each picture and its mirror image."""

    def __init__(self, pictures: Sequence[Path], encoder: Encoder, teacher: u2net.U2Net) -> None:
        seen: dict[str, list[Tensor]] = {layer: [] for layer in _LAYERS}
        masks = []
        for path in pictures:
            with Image.open(path) as opened:
                picture = ImageOps.exif_transpose(opened).convert("RGB")
            mask = F.interpolate(teacher(_square(picture, u2net.SIDE)), (_MASK_SIDE, _MASK_SIDE), mode="area")
            for shown, target in ((picture, mask), (ImageOps.mirror(picture), mask.flip(-1))):
                for layer, activations in encoder(_square(shown, SIDE), _LAYERS).items():
                    seen[layer].append(activations.half())
                masks.append(target.half())
        self._seen = {layer: torch.cat(parts) for layer, parts in seen.items()}
        self._masks = torch.cat(masks)
        self.scales = {k: v.float().std((0, 2, 3)).clamp_min(1e-3) for k, v in self._seen.items()}

    def __len__(self) -> int:
        return len(self._masks)

    def batch(self, numbers: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """The activations, divided by their scales, and the masks of some pictures."""
        seen = {k: v[numbers].float() / self.scales[k].view(1, -1, 1, 1) for k, v in self._seen.items()}
        return seen, self._masks[numbers].float()


def main(
    pictures: Annotated[Path, typer.Argument(help="A folder with photos.")],
    teacher: Annotated[Path, typer.Argument(help="u2netp.onnx.")],
    target: Annotated[Path, typer.Argument(help="Where the weights go.")],
    steps: Annotated[int, typer.Option(help="Optimisation steps that the learning rate is planned for.")] = 900,
    until: Annotated[
        int, typer.Option(help="Stop after so many steps: later ones fit only the photos they saw.")
    ] = 450,
) -> None:
    """Teach the network and write its weights as safetensors, compressed."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(0)
    with torch.no_grad():
        encoder = load_encoder("pocket").ensemble[0]
        lessons = Lessons(find_images(pictures), encoder, u2net.load_u2net(teacher))
    state = taught(lessons, steps, until)
    target.write_bytes(gzip.compress(save({name: value.half() for name, value in state.items()}), 9, mtime=0))


def taught(lessons: Lessons, steps: int, until: int) -> dict[str, Tensor]:
    """Train a head and return its weights, for activations that are not scaled."""
    head = SaliencyHead()
    optimizer = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, steps, pct_start=0.1)
    mean = {name: value.clone() for name, value in head.state_dict().items()}
    for step in range(1, until + 1):
        seen, masks = lessons.batch(torch.randint(len(lessons), (_BATCH,)))
        loss = _loss(head({k: F.dropout2d(v, _DROPPED) for k, v in seen.items()}), masks)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        for name, value in head.state_dict().items():
            mean[name].lerp_(value, 1 / _MEAN_OF)
        if step % _TOLD_EVERY == 0:
            log.info("%d: loss %.3f", step, loss.item())
    return unscaled(mean, lessons.scales)


def unscaled(state: Mapping[str, Tensor], scales: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Divide the first weights by the scales of their inputs, so that the head reads activations as they are."""
    firsts = {"fine.weight": FINE, "middle.weight": MIDDLE, "deep.weight": DEEP}
    return {
        name: value / scales[firsts[name]].view(1, -1, 1, 1) if name in firsts else value
        for name, value in state.items()
    }


def _loss(logits: Tensor, masks: Tensor) -> Tensor:
    logits = F.interpolate(logits, masks.shape[-2:], mode="bilinear", align_corners=False)
    found = logits.sigmoid()
    both, either = (found * masks).sum((1, 2, 3)), (found + masks - found * masks).sum((1, 2, 3))
    overlap = ((both + 1) / (either + 1)).mean()
    return F.binary_cross_entropy_with_logits(logits, masks) + (1 - overlap) / 2


def _square(picture: Image.Image, side: int) -> Tensor:
    pixels = np.asarray(picture.resize((side, side), Image.Resampling.LANCZOS), np.float32) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1)[None]


if __name__ == "__main__":
    typer.run(main)
